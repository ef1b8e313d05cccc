"""What a merge is made of: returns with their rows, and what they come to together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.changes import SetCell
from planner.merge.cases import Along, Case, Likeness
from planner.plan import Plan
from planner.problems import Problem
from planner.schema import Value


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

    `key` tells returns apart and puts them in order, `file` and `ministry` are its names to people.
    `tables` are those whose sheets came back; rows of other tables are not missed.
    """

    key: str
    file: str = ""
    ministry: str = ""
    issued: Plan
    rows: tuple[ReturnedRow, ...]
    tables: frozenset[str]


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
    cases: tuple[Case, ...]
    counts: Mapping[str, Counts]
    blanks_clear: bool = False
