"""Layouts that the whole world exchanges tables in: which column is which is agreed there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from planner.choices import ProgrammeStatus
from planner.intake.rows.units import Unit
from planner.intake.tables.headings import Heading
from planner.readers.texts import folded

_CUT = range(28, 31)  # letters at which the old layout cuts its titles
_TITLE = 160


@dataclass(frozen=True, kw_only=True)
class Layout:
    """An agreed layout: `marks` are headers that all stand in it, by which it is known.

    `columns` maps a field to its headers: the first, then those that stand in for it where it is
    blank. Headers are spelt without spaces. `absent` are fields that no column holds; `answers`
    says what codes of a list mean; `cuts_titles`, that a long title goes on in the description.
    """

    name: str
    marks: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    absent: frozenset[str] = frozenset()
    units: Mapping[str, Unit] = field(default_factory=dict[str, Unit])
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    cuts_titles: bool = False


# What the codes of activities' status mean in the aid standard.
STATUS: Mapping[str, str] = {
    "1": ProgrammeStatus.PLANNED,
    "2": ProgrammeStatus.RUNNING,
    "3": ProgrammeStatus.FINISHED,
    "4": ProgrammeStatus.FINISHED,
    "5": ProgrammeStatus.CANCELLED,
    "6": ProgrammeStatus.SUSPENDED,
}
CRS = Layout(
    name="the OECD's Creditor Reporting System, sums in millions of USD",
    marks=frozenset({"crsid", "purposecode", "recipientname"}),
    columns={
        "reference": ("crsid", "projectnumber"),
        "title": ("projecttitle", "shortdescription"),
        "description": ("longdescription", "shortdescription"),
        "ministry": ("agencyname",),
        "purpose_code": ("purposecode",),
        "country": ("recipientname",),
        "start": ("expectedstartdate", "commitmentdate", "year"),
        "end": ("completiondate",),
        "budget": ("usdcommitment",),
    },
    absent=frozenset({"currency", "status"}),
    units={"budget": Unit(currency="USD", scale=Decimal(10) ** 6, word="million")},
    cuts_titles=True,
)
IATI_TABLE = Layout(
    name="a table of IATI activities",
    marks=frozenset({"iatiidentifier", "reportingorg", "title", "sectorcode"}),
    columns={
        "reference": ("iatiidentifier",),
        "title": ("title",),
        "description": ("description",),
        "ministry": (
            "participatingorgimplementing",
            "participatingorgaccountable",
            "participatingorgextending",
            "reportingorg",
        ),
        "purpose_code": ("sectorcode",),
        "country": ("recipientcountry", "recipientcountrycode"),
        "start": ("startactual", "startplanned"),
        "end": ("endactual", "endplanned"),
        "status": ("activitystatuscode", "activitystatus"),
        "budget": ("totalbudget", "budget", "totalcommitment"),
        "currency": ("currency", "defaultcurrency"),
    },
    answers={"status": STATUS},
)
LAYOUTS = (CRS, IATI_TABLE)


def layout_of(headings: Sequence[Heading]) -> Layout | None:
    """The agreed layout that these headings are in; None for any other table."""
    there = {_spelt(heading) for heading in headings}
    return next((layout for layout in LAYOUTS if layout.marks <= there), None)


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
