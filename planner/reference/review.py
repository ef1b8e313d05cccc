"""The criteria by which a reviewer judges a plan; a plan keeps the answers by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.messages import Message
from planner.reference.csv_rows import lines
from planner.reference.loading import packaged


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion: its number, what it asks for and who says so, and how it is met.

    `place` is the table in which it is mended; blank where only a person's answer meets it. In an
    action `field` is the column, or the table of what belongs to it, in which it is.
    """

    number: int
    title: str
    source: str
    place: str
    cure: str
    field: str = ""

    @property
    def name(self) -> Message:
        """What it asks for, told in any language."""
        return Message(self.title)

    @property
    def what_to_do(self) -> Message:
        """What an assistant does to meet it."""
        return Message(self.cure)


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria in order; BrokenReference when the table cannot be used."""
    columns = ("number", "title", "source", "place", "field", "cure")
    return tuple(
        Criterion(
            number=row.whole("number"),
            title=row.required("title"),
            source=row.required("source"),
            place=row.text("place"),
            cure=row.required("cure"),
            field=row.text("field"),
        )
        for row in lines(packaged("review_criteria.csv"), "review_criteria.csv", columns)
    )
