"""What the planner works out of a plan, declared once: told on a page, a terminal and in files.

An `Answer` is made by a pure function of a plan. It holds messages and values only, so that every
face of it (page, `--json`, cabinet sheet, document) tells the same in its own language.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from planner.messages import NOTHING, Fact, Message

T = TypeVar("T")


class Gravity(StrEnum):
    """How much a finding matters to whoever decides."""

    GRAVE = "grave"
    WARNING = "warning"
    NOTE = "note"
    GOOD = "good"


class Measure(StrEnum):
    """What the cells of an answer's column hold, which settles how they are told and aligned."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    DAY = "day"
    LEVEL = "level"


@dataclass(frozen=True, kw_only=True)
class Target:
    """A row of the plan that a finding or a cell is about."""

    table: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that somebody should know, and the rows it points at."""

    gravity: Gravity
    message: Message
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AnswerColumn(Generic[T]):
    """A column of an answer's table: its key in JSON, its head, and its value for one line.

    `width` is in characters of a sheet; 0 lets the writer choose by the measure.
    """

    key: str
    head: Message
    measure: Measure
    value: Callable[[T], Fact]
    width: float = 0
    help: Message = NOTHING


@dataclass(frozen=True, kw_only=True)
class AnswerTable(Generic[T]):
    """Lines of an answer under declared columns; `target` says which row of the plan a line is."""

    key: str
    title: Message
    columns: tuple[AnswerColumn[T], ...]
    lines: tuple[T, ...]
    target: Callable[[T], Target | None] = lambda _line: None
    note: Message = NOTHING

    def cells(self, line: T) -> tuple[Fact, ...]:
        """The values of one line, in the order of the columns."""
        return tuple(column.value(line) for column in self.columns)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One field of a matrix: what it says, and how strongly it is shaded from 0 to 1."""

    text: Fact
    shade: float | None = None
    target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """A figure of rows by columns."""

    title: Message
    rows: tuple[Message, ...]
    columns: tuple[Message, ...]
    marks: tuple[tuple[Mark | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A figure of stacked bars: one value of each series for every group; None is not known."""

    title: Message
    groups: tuple[Message, ...]
    series: tuple[tuple[Message, tuple[Fact, ...]], ...]
    measure: Measure = Measure.COUNT


@dataclass(frozen=True, kw_only=True)
class RangeOverTime:
    """A figure of a low and a high end over days, with an optional target."""

    title: Message
    days: tuple[date, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]
    target: float | None = None
    measure: Measure = Measure.SHARE


@dataclass(frozen=True, kw_only=True)
class Span:
    """One bar of a timeline, with what stands at it."""

    label: Message
    start: date
    end: date
    gravity: Gravity = Gravity.NOTE
    target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """A figure of spans over days."""

    title: Message
    spans: tuple[Span, ...]
    today: date | None = None


Figure: TypeAlias = "Matrix | Bars | RangeOverTime | Timeline"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer: its key and title, itself in one to three sentences, and what it rests on."""

    key: str
    title: Message
    sentences: tuple[Message, ...]
    findings: tuple[Finding, ...] = ()
    tables: Sequence[AnswerTable[object]] = ()
    figures: tuple[Figure, ...] = ()
