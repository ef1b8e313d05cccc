"""What the planner works out of a plan, declared once: told on a page, a terminal and in files.

An `Answer` is made by a pure function of a plan. It holds messages and values only, so that every
face of it (page, `--json`, cabinet sheet, document) tells the same in its own language.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

from planner.messages import NOTHING, Fact, Message
from planner.plan import Plan
from planner.reference import Reference

T = TypeVar("T")


class Gravity(StrEnum):
    """How much a finding matters to whoever decides."""

    GRAVE = "grave"
    WARNING = "warning"
    NOTE = "note"
    GOOD = "good"


class CellKind(StrEnum):
    """What the cells of an answer's column hold, which settles how they are told and aligned."""

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    SUM = "sum"
    SHARE = "share"
    DAY = "day"
    LEVEL = "level"
    SENTENCE = "sentence"


@dataclass(frozen=True)
class Target:
    """A row of the plan, or an entry of the reference, that a finding or a cell is about."""

    table: str
    id: str


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that somebody should know, and the rows it points at."""

    gravity: Gravity
    message: Message
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True)
class AnswerColumn(Generic[T]):
    """A column of an answer's table: its key in JSON, its head, and its value for one line.

    `width` is in characters of a sheet; 0 lets the writer choose by the measure.
    """

    key: str
    head: Message
    measure: CellKind
    value: Callable[[T], Fact]
    width: float = 0
    help: Message = NOTHING


class ColumnWord(Protocol):
    """Declares a column of one kind: its key, its head, and its value for a line."""

    def __call__(self, key: str, head: Message, value: Callable[[T], Fact]) -> AnswerColumn[T]:
        """The column."""
        ...


def _word(measure: CellKind) -> ColumnWord:
    def column(key: str, head: Message, value: Callable[[T], Fact]) -> AnswerColumn[T]:
        return AnswerColumn(key, head, measure, value)

    return column


text, code, level = map(_word, (CellKind.TEXT, CellKind.CODE, CellKind.LEVEL))
"""Columns of names and words; of ids; of assessments, which a face may colour."""
count, amount, share = map(_word, (CellKind.COUNT, CellKind.SUM, CellKind.SHARE))
"""Columns of whole numbers, of sums of money, of shares in percent, or of ranges of them."""
day = _word(CellKind.DAY)


def sentence(key: str, head: Message, value: Callable[[T], Fact]) -> AnswerColumn[T]:
    """A column of whole sentences, for faces with room for them."""
    return AnswerColumn(key, head, CellKind.SENTENCE, value, width=44)


@dataclass(frozen=True, kw_only=True)
class AnswerTable(Generic[T]):
    """Lines of an answer under declared columns; `target` says which row of the plan a line is."""

    key: str
    title: Message
    columns: tuple[AnswerColumn[T], ...]
    lines: tuple[T, ...]
    target: Callable[[T], Target | None] = lambda _line: None
    note: Message = NOTHING

    @property
    def brief(self) -> tuple[AnswerColumn[T], ...]:
        """Its columns but those of whole sentences, for faces without room for them."""
        return tuple(one for one in self.columns if one.measure is not CellKind.SENTENCE)

    def cells(self, line: T) -> tuple[Fact, ...]:
        """The values of one line, in the order of the columns."""
        return tuple(column.value(line) for column in self.columns)


@dataclass(frozen=True)
class MatrixCell:
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
    marks: tuple[tuple[MatrixCell | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Bars:
    """A figure of stacked bars: one value of each series for every group; None is not known.

    `spread` holds a low and a high estimate of each whole bar, `notes` what stands at its end,
    `goals` a mark that it should reach, `leads` the row of the plan that it is about.
    """

    title: Message
    groups: tuple[Message, ...]
    series: tuple[tuple[Message, tuple[Fact, ...]], ...]
    measure: CellKind = CellKind.COUNT
    spread: tuple[tuple[Fact, Fact], ...] = ()
    notes: tuple[Message, ...] = ()
    goals: tuple[float | None, ...] = ()
    leads: tuple[Target, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RangeOverTime:
    """A figure of the shares of a low and a high end over days, from 0 to 1.

    `levels` are named lines over all of it, the target first; `events` says what happens how often
    on each day; `instead` are both ends as they would be otherwise.
    """

    title: Message
    days: tuple[date, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    levels: tuple[tuple[Message, float], ...] = ()
    events: tuple[Message, tuple[int, ...]] | None = None
    instead: tuple[tuple[float, ...], tuple[float, ...]] | None = None


@dataclass(frozen=True, kw_only=True)
class TimelineBar:
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
    spans: tuple[TimelineBar, ...]
    today: date | None = None


@dataclass(frozen=True)
class ChainStep:
    """One step of a chain: what it says, whether something is lacking there, its row."""

    text: Message
    is_lacking: bool = False
    target: Target | None = None


@dataclass(frozen=True, kw_only=True)
class Chain:
    """A figure of what leads to what: paths of steps under heads, equal steps of neighbours one."""

    title: Message
    heads: tuple[Message, ...]
    paths: tuple[tuple[ChainStep, ...], ...]


Figure: TypeAlias = "Matrix | Bars | RangeOverTime | Timeline | Chain"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer: its key and title, itself in one to three sentences, and what it rests on.

    `unknown` is what nobody can know from the plan, in a sentence each: every face says it before
    anything else. Tables may be without lines: then there is nothing to show under their heads.
    """

    key: str
    title: Message
    sentences: tuple[Message, ...]
    unknown: tuple[Message, ...] = ()
    findings: tuple[Finding, ...] = ()
    tables: tuple[AnswerTable[Any], ...] = ()
    figures: tuple[Figure, ...] = ()

    def table(self, key: str) -> AnswerTable[Any]:
        """The table of that key; KeyError when the answer has none."""
        return {table.key: table for table in self.tables}[key]


@dataclass(frozen=True, kw_only=True)
class Question:
    """What an answer is made from: a plan, the reference with the office's own actions, a day.

    `before` is the plan as it stood at its last named version, for answers that compare.
    """

    plan: Plan
    reference: Reference
    on: date
    before: Plan | None = None


@dataclass(frozen=True)
class AnswerKind:
    """An answer that can be asked for by its key; `title` names it before it is made.

    `capability` says whose it is: pages and sheets show every answer of their own. `of_people` says
    that it counts people: no small number of it is public; `compares` that it looks at the last
    named version too.
    """

    key: str
    capability: str
    title: Message
    make: Callable[[Question], Answer]
    of_people: bool = False
    compares: bool = False
