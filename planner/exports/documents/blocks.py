"""What a document is made of: headings, paragraphs, points, tables; each in a named style."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, Bars, Chain, Figure, RangeOverTime
from planner.analysis.figure_tables import figure_table
from planner.analysis.withheld import IN_PART
from planner.messages import NOTHING, Message, ngettext

MOST_POINTS: Final = 10
MOST_LINES: Final = 40


class WordStyle(StrEnum):
    """The styles of the template, by the names under which an office finds them in Word."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    SECTION = "Heading 1"
    PART = "Heading 2"
    BODY = "Body Text"
    POINT = "List Bullet"
    CAPTION = "Caption"
    HEADER = "Header"
    FOOTER = "Footer"
    LEAD = "Plan Lead"
    GAP = "Plan Gap"
    NOTE = "Plan Note"
    CONTENTS = "Plan Contents"
    MARKING = "Plan Marking"
    TABLE = "Plan Table"
    TABLE_HEAD = "Plan Table Head"
    TABLE_TEXT = "Plan Table Text"
    LETTER_HEAD = "Plan Letter Head"


@dataclass(frozen=True)
class PrintedText:
    """A paragraph, or a heading, in a style of the template; `keeps` it on the page of the next."""

    text: Message | str
    style: WordStyle = WordStyle.BODY
    keeps: bool = False


@dataclass(frozen=True)
class PrintedTable:
    """A table of an answer with its title as caption; `most` lines of it, all others counted, as
    many as on all paper of the kind when 0."""

    part: AnswerTable[Any]
    most: int = 0


@dataclass(frozen=True)
class Contents:
    """The list of sections, each a link to its heading."""


@dataclass(frozen=True)
class PaperTurn:
    """A new page from here on, upright or across; there so many lines of a table are printed."""

    is_across: bool = False
    most: int = MOST_LINES


Block = PrintedText | PrintedTable | Contents | PaperTurn
Columns = Callable[[AnswerTable[Any]], Sequence[str]]
"""Which columns of a table a document shows, by their keys; none names no choice: all."""


def points(texts: Iterable[Message], most: int = MOST_POINTS) -> Iterator[PrintedText]:
    """A list of points; those beyond the most are counted."""
    listed = list(texts)
    yield from (PrintedText(text, WordStyle.POINT) for text in listed[:most])
    if more := len(listed[most:]):
        yield PrintedText(
            ngettext(
                "{number} more of the kind is in the cabinet workbook.",
                "{number} more of the kind are in the cabinet workbook.",
                more,
            ),
            WordStyle.NOTE,
        )


def answer_blocks(
    found: Answer, shown: Columns = lambda _part: (), figures: int | None = None
) -> Iterator[Block]:
    """What is not known first, the answer, its findings, so many of its figures, its tables."""
    yield from (PrintedText(one, WordStyle.GAP) for one in found.unknown)
    yield from (PrintedText(one) for one in found.sentences)
    yield from points(one.message for one in found.findings)
    tables = [part for part in found.tables if part.lines]
    drawn = [figure_table(one) for one in found.figures if not (tables and _is_told(one))]
    for part in (*drawn[:figures], *tables):
        keys = shown(part)
        kept = tuple(one for one in part.columns if not keys or one.key in keys)
        is_said = part.note == IN_PART and IN_PART in found.sentences
        yield PrintedTable(replace(part, columns=kept, note=NOTHING if is_said else part.note))


def sections_of(blocks: Iterable[Block]) -> list[Message | str]:
    """The headings of the sections, in order."""
    return [
        one.text
        for one in blocks
        if isinstance(one, PrintedText) and one.style is WordStyle.SECTION
    ]


def _is_told(figure: Figure) -> bool:
    """Whether the tables beside a figure hold its numbers."""
    return isinstance(figure, Bars | RangeOverTime | Chain)
