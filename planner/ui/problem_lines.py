"""Problems as a person mends them: tab, section, cell and one sentence, repeats told once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.messages import Message, _
from planner.problems import Problem, Severity, worst_first
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told

CELLS: Final = 6  # cells that one line names
ALIKE: Final = 3  # lines of one kind of problem
_WORDED: Final = 200  # problems of one kind that are looked at for other words
_LINES: Final = 40
SEVERITIES: Final = MappingProxyType(
    {
        Severity.ERROR: _("✗ Left out"),
        Severity.QUESTION: _("◆ To answer"),
        Severity.WARNING: _("▲ Doubtful"),
        Severity.NOTE: _("○ To know"),
    }
)
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    """One line: how grave, which tab, which section of it, which cells, and what is wrong."""

    severity: Severity
    tab: str
    section: Message | str
    cells: str
    sentence: str


def show(problems: Iterable[Problem]) -> None:
    """Draw the problems of one file: how grave, tab, section, cells and one sentence."""
    lines = lines_of(problems)
    st.table(
        [
            {
                "": told(SEVERITIES[line.severity]),
                t("Tab"): escaped(line.tab),
                t("Section"): escaped(told(line.section)),
                t("Cell"): escaped(line.cells),
                t("What is wrong"): escaped(line.sentence),
            }
            for line in lines[:_LINES]
        ]
    )
    if (more := len(lines) - _LINES) > 0:
        st.caption(
            tn("and {number} more kind of problem", "and {number} more kinds of problem", more)
        )


def lines_of(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """The problems of one file, errors first; the same words about many cells are one line.

    Of a kind that is worded in many ways a few are told and the others counted.
    """
    kinds: dict[tuple[str, ...], list[Problem]] = {}
    for problem in worst_first(problems):
        kind = (problem.severity, problem.sheet, problem.code, problem.column)
        kinds.setdefault(kind, []).append(problem)
    found: list[ProblemLine] = []
    for of_kind in kinds.values():
        worded = _worded(of_kind[:_WORDED])
        found.extend(_line(alike, wording) for wording, alike in worded[:ALIKE])
        rest = [problem for _wording, alike in worded[ALIKE:] for problem in alike]
        rest += of_kind[_WORDED:]
        if rest:
            more = tn("{number} more like this.", "{number} more like these.", len(rest))
            found.append(_line(rest, more))
    return tuple(found)


def _worded(problems: Iterable[Problem]) -> Sequence[tuple[str, list[Problem]]]:
    """The problems by their words, in their order."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        wording = f"{told(problem.message)} {told(problem.hint)}".strip()
        found.setdefault(wording, []).append(problem)
    return list(found.items())


def _line(alike: list[Problem], sentence: str) -> ProblemLine:
    first = alike[0]
    return ProblemLine(
        severity=first.severity,
        tab=first.sheet or t("Whole file"),
        section=first.label,
        cells=_cells(alike),
        sentence=sentence,
    )


def _cells(alike: Iterable[Problem]) -> str:
    """The cells in the order of the sheet, a few by name."""
    named = {one.cell or (t("row {number}", number=one.row) if one.row else "") for one in alike}
    in_order = sorted(named - {""}, key=_place)
    cells = ", ".join(in_order[:CELLS])
    more = len(in_order) - CELLS
    return told(_("{cells} and {number} more", cells=cells, number=more)) if more > 0 else cells


def _place(cell: str) -> tuple[int, str, int]:
    """Columns as a spreadsheet orders them, B before AA, then rows by number."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return 0, "", int("".join(filter(str.isdigit, cell)) or 0)
    return len(found[1]), found[1], int(found[2])
