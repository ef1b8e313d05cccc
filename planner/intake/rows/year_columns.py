"""Columns of a file that hold the sums of one year: which year, and which sum of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.intake.read_options import ReadOptions
from planner.intake.rows.units import unit_of
from planner.intake.tables.headings import Heading
from planner.intake.tables.matching import Matching
from planner.languages.recognition import words
from planner.readers.currencies import taken_from
from planner.readers.texts import folded
from planner.readers.years import read_fiscal_year

KINDS: Final = ("approved", "revised", "spent")
FEWEST: Final = 2  # years of which a table must speak, where its headings say nothing else
_WORDS: Final = words("years")
_SAYS: Final[Mapping[str, frozenset[str]]] = {
    kind: frozenset(folded(word).removesuffix("s") for word in _WORDS[kind].split())
    for kind in (*KINDS, "running", "beside")
}
_RUNNING: Final = tuple(map(folded, _WORDS["running_phrases"]))
_NTH: Final = re.compile(rf"(?<!\w)(?:{'|'.join(map(folded, _WORDS['nth']))})\s?(\d{{1,2}})(?!\w)")


@dataclass(frozen=True, kw_only=True)
class YearColumn:
    """A column of sums of one year: the calendar year that names it, or the how manieth it is.

    `spans` says that the heading names both years in which it lies, as 2026/27. `kind` is the
    column of the plan, blank where the heading holds the running total of all years.
    """

    heading: Heading
    kind: str
    year: int = 0
    nth: int = 0
    spans: bool = False

    @property
    def place(self) -> tuple[int, int, str]:
        """Which sum of which year it holds: two columns of one place contradict each other."""
        return self.year, self.nth, self.kind


def year_columns(headings: Iterable[Heading]) -> tuple[YearColumn, ...]:
    """The columns whose headings name a year, which sum of it, and nothing else."""
    found = [one for heading in headings if (one := _year_column(heading))]
    says_kind = {one.heading.column for one in found if kind_named(one.heading.whole)}
    years = {(one.year, one.nth) for one in found if one.kind}
    if len(years) < FEWEST and not says_kind:
        return ()
    return tuple(found)


def without_year_as_whole(
    matching: Matching, columns: Sequence[YearColumn], options: ReadOptions
) -> Matching:
    """The matching without a budget that is the sum of one year of several; a person may say it."""
    years = {one.place for one in columns if one.kind == KINDS[0]}
    at = {one.heading.column for one in columns}
    if len(years) < FEWEST or "budget" in options.columns:
        return matching
    guesses = dict(matching.guesses)
    left = list(matching.unmatched)
    if "budget" in guesses and guesses["budget"].heading.column in at:
        left.append(guesses.pop("budget").heading)
    sums = matching.sums if {one.column for one in matching.sums} - at else ()
    unmatched = tuple(sorted(left, key=lambda one: one.column))
    return replace(matching, guesses=guesses, unmatched=unmatched, sums=sums)


def _year_column(heading: Heading) -> YearColumn | None:
    found = read_fiscal_year(heading.whole)
    said = folded(heading.whole)
    nth = None if found else _NTH.search(said)
    is_running = any(one in said for one in _RUNNING) or not _SAYS["running"].isdisjoint(
        said.split()
    )
    if not found and not nth and not (is_running and kind_named(said)):
        return None
    rest = found.rest if found else _NTH.sub(" ", said)
    if not is_running and not _is_beside(rest):
        return None
    return YearColumn(
        heading=heading,
        kind="" if is_running else kind_named(rest) or KINDS[0],
        year=found.year if found else 0,
        nth=int(nth[1]) if nth else 0,
        spans=bool(found and found.spans),
    )


def _is_beside(rest: str) -> bool:
    """Whether the rest of a heading says which sum it is, in what money, and nothing else."""
    _code, left = taken_from(rest)
    known = frozenset(_singular(unit_of(rest, ()).word)).union(*_SAYS.values())
    return known.issuperset(word for word in _singular(" ".join(left)) if not word.isdecimal())


def kind_named(text: str) -> str:
    """Which sum of a year a text names; what was changed or spent before what was approved."""
    said = _singular(text)
    for kind in ("spent", "revised", "approved"):
        if not _SAYS[kind].isdisjoint(said):
            return kind
    return ""


def _singular(text: str) -> list[str]:
    """The folded words of a text without the s at their end."""
    return [word.removesuffix("s") for word in folded(text).split()]
