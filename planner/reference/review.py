"""The criteria by which a reviewer judges a plan; a plan keeps the answers by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from planner.messages import Message
from planner.reference.csv_rows import lines
from planner.reference.loading import packaged


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One criterion: its number and what it asks for."""

    number: int
    title: str

    @property
    def name(self) -> Message:
        """What it asks for, told in any language."""
        return Message(self.title)


@cache
def criteria() -> tuple[Criterion, ...]:
    """All criteria in order; BrokenReference when the table cannot be used."""
    rows = lines(packaged("review_criteria.csv"), "review_criteria.csv", ("number", "title"))
    return tuple(
        Criterion(number=int(row.required("number")), title=row.required("title")) for row in rows
    )
