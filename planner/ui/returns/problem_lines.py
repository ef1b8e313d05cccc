"""Problems as a person mends them: tab, section, cell and one sentence, repeats told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.messages import Message, _
from planner.problems import Problem, Severity, worst_first
from planner.ui.words import t, tn, told

CELLS: Final = 6  # cells that one line names
ALIKE: Final = 3  # lines of one kind of problem
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


def lines_of(problems: Iterable[Problem]) -> tuple[ProblemLine, ...]:
    """The problems of one file, errors first; the same words about many cells are one line.

    Of a kind that is worded in many ways a few are told and the others counted.
    """
    kinds: dict[tuple[str, ...], dict[str, list[Problem]]] = {}
    for problem in worst_first(problems):
        kind = (problem.severity, problem.sheet, problem.code, problem.column)
        wording = f"{told(problem.message)} {told(problem.hint)}".strip()
        kinds.setdefault(kind, {}).setdefault(wording, []).append(problem)
    found: list[ProblemLine] = []
    for wordings in kinds.values():
        worded = list(wordings.items())
        found.extend(_line(alike, wording) for wording, alike in worded[:ALIKE])
        rest = [problem for _wording, alike in worded[ALIKE:] for problem in alike]
        if rest:
            more = tn("{number} more like this.", "{number} more like these.", len(rest))
            found.append(_line(rest, more))
    return tuple(found)


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
