"""The criteria by which a reviewer judges a plan; a plan keeps the answers by their numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from planner.choices import Verdict
from planner.messages import NOTHING, Message, _
from planner.reference.csv_rows import CsvRow, lines
from planner.reference.loading import packaged

OWN_FROM: Final = 101
"""The first number of an office's own criteria."""

_OWN: Final = ("number", "question", "source", "answer", "what_to_do")


class ReplyKind(StrEnum):
    """How a person answers a criterion: by a verdict, or in words."""

    GRADED = "yes-partly-no"
    PLAIN = "yes-no"
    WORDS = "words"

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts that a person may give."""
        if self is ReplyKind.WORDS:
            return ()
        is_plain = self is ReplyKind.PLAIN
        return tuple(one for one in Verdict if not (is_plain and one is Verdict.PARTLY))


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
    answered: ReplyKind = ReplyKind.GRADED

    @property
    def name(self) -> Message:
        """What it asks for, told in any language."""
        return Message(self.title)

    @property
    def what_to_do(self) -> Message:
        """What an assistant does to meet it."""
        return Message(self.cure) if self.cure else NOTHING


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


def own_criteria(text: str, file: str) -> tuple[Criterion, ...]:
    """The criteria that an office adds; BrokenReference for a line that cannot be used."""
    found: dict[int, Criterion] = {}
    for row in lines(text, file, _OWN):
        number = row.whole("number")
        if number < OWN_FROM or number in found:
            why = _("an office's own numbers begin at {first}, each once", first=OWN_FROM)
            row.refuse("number", why)
        found[number] = _own(row, number)
    return tuple(found[number] for number in sorted(found))


def _own(row: CsvRow, number: int) -> Criterion:
    return Criterion(
        number=number,
        title=row.required("question"),
        source=row.required("source"),
        place="",
        cure=row.text("what_to_do"),
        answered=ReplyKind(row.one_of("answer", [one.value for one in ReplyKind])),
    )
