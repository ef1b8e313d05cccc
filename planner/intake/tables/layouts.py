"""Layouts that the whole world exchanges tables in: which column is which is agreed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from planner.choices import ProgrammeStatus
from planner.intake.rows.units import Unit
from planner.intake.tables.headings import Heading
from planner.languages import recognition
from planner.messages import Message, _
from planner.readers.texts import folded

_CUT: Final = range(28, 31)  # letters at which the old layout cuts its titles
_TITLE: Final = 160
_KNOWN: Final = recognition.words("layouts")
STATUS: Final = {code: ProgrammeStatus(means) for code, means in _KNOWN["status"].items()}
_NAMES: Final = {
    "crs": _("the layout is that of the OECD's Creditor Reporting System, sums in millions of USD"),
    "iati": _("the layout is that of a table of IATI activities"),
}


@dataclass(frozen=True, kw_only=True)
class Layout:
    """An agreed layout: `marks` are headers that all stand in it, by which it is known.

    `columns` maps a field to its headers: the first, then those that stand in for it where it is
    blank. Headers are spelt without spaces. `absent` are fields that no column holds; sums are
    `millions_of` a currency; a `coded_status` is a number; where it `cuts_titles`, a long title
    goes on in the description.
    """

    reason: Message
    marks: Sequence[str]
    columns: Mapping[str, Sequence[str]]
    absent: Sequence[str] = ()
    millions_of: str = ""
    coded_status: bool = False
    cuts_titles: bool = False

    @property
    def units(self) -> Mapping[str, Unit]:
        """The units of columns of money, by field."""
        million = Unit(currency=self.millions_of, scale=Decimal(10) ** 6, word="million")
        return {"budget": million} if self.millions_of else {}

    @property
    def answers(self) -> Mapping[str, Mapping[str, str]]:
        """What the codes of lists mean, by field."""
        return {"status": STATUS} if self.coded_status else {}


@cache
def _layouts() -> tuple[Layout, ...]:
    return tuple(Layout(reason=reason, **_KNOWN[key]) for key, reason in _NAMES.items())


def layout_of(headings: Sequence[Heading]) -> Layout | None:
    """The agreed layout that these headings are in; None for any other table."""
    there = {_spelt(heading) for heading in headings}
    return next((layout for layout in _layouts() if there.issuperset(layout.marks)), None)


def columns_in(layout: Layout, headings: Sequence[Heading]) -> dict[str, tuple[Heading, ...]]:
    """The columns of each field that a file has: the one to read, then those that stand in."""
    at = {_spelt(heading): heading for heading in reversed(headings)}
    found = {
        name: tuple(at[header] for header in headers if header in at)
        for name, headers in layout.columns.items()
    }
    return {name: there for name, there in found.items() if there}


def whole_title(title: str, description: str) -> str:
    """A title that was cut, as the description goes on with it, up to the end of a sentence."""
    first = description.split("\n")[0].split(". ")[0].strip()
    goes_on = folded(first).startswith(folded(title)) and len(first) > len(title)
    return first if len(title) in _CUT and goes_on and len(first) <= _TITLE else title


def _spelt(heading: Heading) -> str:
    return folded(heading.name).replace(" ", "")
