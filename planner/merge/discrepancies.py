"""What a merge is made of: returns, what they say of a cell, and what is left to a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planner.changes import SetCell
from planner.messages import Message
from planner.plan import Plan
from planner.problems import Problem
from planner.schema import Value

Place = tuple[str, str, str]
"""Table, row and column; the column is blank where a whole row is meant."""
Along = tuple[tuple[str, Value], ...]
"""Columns of the same row that are set together with one, and their values."""


@dataclass(frozen=True, kw_only=True)
class ReturnedRow:
    """A row as it came back: `values` of the columns that the file has and that could be read.

    A new row has a mark of its own for an id, and a reference may name such a mark. `cleared` are
    the columns that the file empties in so many words; any other blank may be an oversight.
    `doubts` are why a change of a column may not be meant, `along` what a value brings with it into
    other columns, as a sum its currency. `over` is the issued row that a new one was typed over;
    one that is `is_struck` is struck through.
    """

    table: str
    id: str
    values: Mapping[str, Value]
    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    cleared: frozenset[str] = frozenset()
    doubts: Mapping[str, tuple[Problem, ...]] = field(
        default_factory=dict[str, tuple[Problem, ...]]
    )
    along: Mapping[str, Along] = field(default_factory=dict[str, Along])
    over: str = ""
    is_struck: bool = False


@dataclass(frozen=True, kw_only=True)
class MinistryReturn:
    """A return: the rows that were `issued`, the rows that came back.

    `key` tells returns apart and puts them in order. `tables` are those whose sheets came back;
    rows of other tables are not missed.
    """

    key: str
    issued: Plan
    rows: tuple[ReturnedRow, ...]
    tables: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class ReturnedValue:
    """What one return says of a cell that it changed: as issued, as returned, and where it stands.

    `by` is the return's key; `column` tells the cells of a row apart. `doubts` are why it may not
    be meant, `along` what it sets besides.
    """

    by: str
    column: str
    issued: Value
    value: Value
    cell: str = ""
    doubts: tuple[Problem, ...] = ()
    along: Along = ()


class ConflictKind(StrEnum):
    """Why something is left to a person; the first four are conflicts, the others questions."""

    CELL = "cell"
    GONE = "gone"
    LOOSE = "loose"
    DOUBTFUL = "doubtful"
    EMPTIED = "emptied"
    MISSING = "missing"
    STRUCK = "struck"
    LOOK_ALIKE = "look-alike"

    @property
    def is_conflict(self) -> bool:
        """Whether nothing may be taken for granted."""
        return list(ConflictKind).index(self) <= list(ConflictKind).index(ConflictKind.DOUBTFUL)


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """A row of the plan that a new row resembles, and why in words.

    `same` when the new row is left out unless a person decides otherwise: what names a row to
    people is equal, or it was typed over that row.
    """

    id: str
    why: Message
    same: bool = False


@dataclass(frozen=True)
class Discrepancy:
    """What a person has to look at: the place, what the returns hold, what the plan holds.

    CELL: both changed it, or two returns differ. GONE: they edited a row that was taken out.
    LOOSE: they name a row that is not there any more. DOUBTFUL: only they changed it, and it may
    not be meant. EMPTIED: a cell was blanked. MISSING: a row is not in the file. STRUCK: it is
    struck through. LOOK_ALIKE: a new row resembles another; `id` is the id it would get.
    """

    kind: ConflictKind
    table: str
    id: str
    column: str = ""
    returned: tuple[ReturnedValue, ...] = ()
    ours: Value = None
    by: tuple[str, ...] = ()
    alike: tuple[Likeness, ...] = ()
    edited_since: bool = False

    @property
    def key(self) -> str:
        """What a decision names it by."""
        return "/".join((self.kind.value, self.table, self.id, self.column))

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.table, self.id, self.column


@dataclass(frozen=True, kw_only=True)
class NewRow:
    """A new row under the id it gets; `by` are the returns that hold it."""

    table: str
    id: str
    values: Mapping[str, Value]
    cells: Mapping[str, str]
    by: tuple[str, ...] = ()
    alike: tuple[Likeness, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """What became of the cells and rows of one return.

    `taken`: only they changed it. `kept`: only we did. `agreed`: both, equally. `clashes` and
    `questions`: left to a person. `added`: new rows. `same`: rows that came back as they went.
    """

    taken: int = 0
    kept: int = 0
    agreed: int = 0
    clashes: int = 0
    questions: int = 0
    added: int = 0
    same: int = 0


@dataclass(frozen=True, kw_only=True)
class MergedReturns:
    """What all returns together do to the plan `ours`, before any decision.

    `accepted` are the cells that only ministries changed.
    """

    ours: Plan
    returns: tuple[MinistryReturn, ...]
    accepted: tuple[SetCell, ...]
    new_rows: tuple[NewRow, ...]
    discrepancies: tuple[Discrepancy, ...]
    counts: Mapping[str, Counts]
    blanks_clear: bool = False
