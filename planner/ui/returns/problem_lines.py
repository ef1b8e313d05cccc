"""Problems as a person mends them: tab, section, cell and one sentence, repeats told once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from planner.problems import Problem, Severity, worst_first
from planner.ui.wording import counted

CELLS: Final = 6  # cells that one line names
ALIKE: Final = 3  # lines of one kind of problem
SEVERITY_WORDS: Final = MappingProxyType(
    {Severity.ERROR: "✗ Left out", Severity.WARNING: "▲ Doubtful", Severity.NOTE: "○ To know"}
)
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line: how grave, which tab, which section of it, which cells, and what is wrong."""

    severity: Severity
    tab: str
    section: str
    cells: str
    sentence: str


def lines_of(problems: Iterable[Problem]) -> tuple[Line, ...]:
    """The problems of one file, errors first; the same words about many cells are one line.

    Of a kind that is worded in many ways a few are told and the others counted.
    """
    kinds: dict[tuple[str, ...], dict[str, list[Problem]]] = {}
    for problem in worst_first(problems):
        kind = (problem.severity, problem.sheet, problem.code, problem.label)
        wording = f"{problem.message} {problem.hint}".strip()
        kinds.setdefault(kind, {}).setdefault(wording, []).append(problem)
    found: list[Line] = []
    for wordings in kinds.values():
        told = list(wordings.items())
        found.extend(_line(alike, wording) for wording, alike in told[:ALIKE])
        rest = [problem for _, alike in told[ALIKE:] for problem in alike]
        if rest:
            found.append(_line(rest, f"{counted(len(rest), 'more like this', 'more like these')}."))
    return tuple(found)


def _line(alike: list[Problem], sentence: str) -> Line:
    first = alike[0]
    return Line(
        severity=first.severity,
        tab=first.sheet or "Whole file",
        section=first.label,
        cells=_cells(alike),
        sentence=sentence,
    )


def _cells(alike: Iterable[Problem]) -> str:
    """The cells in the order of the sheet, a few by name."""
    named = {one.cell or (f"row {one.row}" if one.row is not None else "") for one in alike} - {""}
    in_order = sorted(named, key=_place)
    more = len(in_order) - CELLS
    return ", ".join(in_order[:CELLS]) + (f" and {more:,} more" if more > 0 else "")


def _place(cell: str) -> tuple[int, str, int]:
    """Columns as a spreadsheet orders them, B before AA, then rows by number."""
    found = _CELL.fullmatch(cell)
    if found is None:
        return 0, "", int("".join(filter(str.isdigit, cell)) or 0)
    return len(found[1]), found[1], int(found[2])
