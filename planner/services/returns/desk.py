"""The desk: many returns at once, what they do, and what a person decides of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner import merge as merging
from planner.changes import Changes, Entry, described
from planner.errors import UnknownRow
from planner.merge import (
    ConflictKind,
    Counts,
    DecisionKind,
    MergeDecision,
    MergedReturns,
    MergeResult,
    MinistryReturn,
    UnappliedChange,
)
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.services.returns.cases import Case, cases_of
from planner.services.returns.likeness import look_alikes
from planner.store import Receipt


@dataclass(frozen=True, kw_only=True)
class FileBack:
    """A file that came back: whose, of which issue, what it says, what is wrong with it.

    `returned` is None when it cannot be taken in. `settled` is the receipt of this very file, when
    it was taken in before; it then changes nothing.
    """

    key: str
    file: str
    digest: str
    ministry: str = ""
    ministry_name: str = ""
    language: str = ""
    issue: int = 0
    issued_revision: int = 0
    returned: MinistryReturn | None = None
    problems: tuple[Problem, ...] = ()
    settled: Receipt | None = None
    compared: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept something out."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    @property
    def is_usable(self) -> bool:
        """Whether it takes part in the merge."""
        return self.returned is not None and self.settled is None


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Returns on the desk, held against the plan at `revision`; nothing of it is in the plan.

    `entries` are the plan's log, to tell who wrote what a return contradicts.
    """

    plan: str
    revision: int
    files: tuple[FileBack, ...]
    merged: MergedReturns
    cases: tuple[Case, ...]
    decisions: Mapping[str, MergeDecision] = field(default_factory=dict[str, MergeDecision])
    excluded: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = field(default=(), repr=False, compare=False)

    @cached_property
    def settled(self) -> MergeResult:
        """What merge and decisions come to."""
        return merging.settle(self.merged, self.decisions)

    @property
    def changes(self) -> Changes:
        """Exactly what will be written."""
        return self.settled.changes

    @property
    def left(self) -> tuple[UnappliedChange, ...]:
        """What was decided and cannot be made, with why."""
        return self.settled.left

    @property
    def conflicts(self) -> tuple[Case, ...]:
        """Every case that needs a person, decided or not."""
        return tuple(case for case in self.cases if case.kind.is_conflict)

    @property
    def questions(self) -> tuple[Case, ...]:
        """Every case that has an answer of its own."""
        return tuple(case for case in self.cases if not case.kind.is_conflict)

    @property
    def open(self) -> tuple[Case, ...]:
        """The conflicts that nobody has decided yet."""
        keys = {point.key for point in self.settled.open}
        return tuple(case for case in self.cases if case.key in keys)

    @property
    def included(self) -> tuple[FileBack, ...]:
        """The files that take part."""
        return tuple(f for f in self.files if f.is_usable and f.key not in self.excluded)

    def counts(self, key: str) -> Counts:
        """What became of the cells and rows of one file."""
        return self.merged.counts.get(key, Counts())

    @property
    def sentence(self) -> str:
        """What Apply will do, in one sentence."""
        count = len(self.open)
        still = (
            f"; {count} {'conflict needs' if count == 1 else 'conflicts need'} you" if count else ""
        )
        return f"{str(described(self.changes)).capitalize()}{still}."

    def summary(self, file: FileBack) -> str:
        """What one file says, in one sentence."""
        if file.settled:
            when = f"at revision {file.settled.revision}" if file.settled.revision else "before"
            return f"This very file was taken in {when}; it changes nothing."
        if file.returned is None:
            first = file.errors[0].message if file.errors else "Nothing in it could be read."
            return f"Left out. {first}"
        name = file.ministry_name or file.ministry
        if file.key in self.excluded:
            return f"{name}: left out by you."
        counts = self.counts(file.key)
        parts = [
            f"{count} {_plural(count, one, many)}"
            for count, one, many in (
                (counts.taken, "cell taken", "cells taken"),
                (counts.added, "new row", "new rows"),
                (counts.agreed, "already so", "already so"),
                (counts.kept, "of our later edits kept", "of our later edits kept"),
                (counts.clashes, "conflict", "conflicts"),
                (counts.questions, "question", "questions"),
                (len(file.errors), "problem", "problems"),
            )
            if count
        ]
        told = ", ".join(parts) or "nothing was changed"
        return f"{name}: {told}; {file.compared} cells compared."


def decide(desk: Desk, decisions: Mapping[str, MergeDecision | None]) -> Desk:
    """The desk with decisions by the key of their case; None takes one back.

    UnknownRow for a key that is no case of this desk.
    """
    known = {case.key for case in desk.cases}
    unknown = sorted(set(decisions) - known)
    if unknown:
        raise UnknownRow(f"There is no case {unknown[0]} on this desk.", "Look at the desk again.")
    both = {**desk.decisions, **decisions}
    kept = {key: decision for key, decision in both.items() if decision is not None}
    return dataclasses.replace(desk, decisions=kept)


def bulk(
    desk: Desk,
    choice: DecisionKind,
    *,
    ministry: str = "",
    table: str = "",
    columns: Iterable[str] = (),
    kinds: Iterable[ConflictKind] = (),
) -> dict[str, MergeDecision]:
    """One decision for many cases: of a ministry, a table, some columns, some matters; or all.

    Without matters, the conflicts alone. For `decide`.
    """
    wanted = tuple(kinds) or tuple(kind for kind in ConflictKind if kind.is_conflict)
    facts = {"kinds": wanted, "table": table, "columns": tuple(columns)}
    if not ministry:
        return merging.bulk(desk.merged.discrepancies, choice, **facts)
    keys = [file.key for file in desk.included if file.ministry == ministry]
    found: dict[str, MergeDecision] = {}
    for key in keys:
        found |= merging.bulk(desk.merged.discrepancies, choice, **facts, by=key)
    return found


def exclude(desk: Desk, keys: Iterable[str]) -> Desk:
    """The desk without some files, which stay in sight; decisions that still apply are kept."""
    return _merged_anew(desk, desk.excluded | set(keys))


def include(desk: Desk, keys: Iterable[str]) -> Desk:
    """The desk with files that were left out before."""
    return _merged_anew(desk, desk.excluded - set(keys))


def merge_all(plan: Plan, read: Iterable[FileBack], *, blanks_clear: bool) -> MergedReturns:
    """What all files that can be taken in do to the plan together."""
    returns = [file.returned for file in read if file.returned and file.is_usable]
    return merging.merge(plan, returns, blanks_clear=blanks_clear, alike=look_alikes(plan, returns))


def _merged_anew(desk: Desk, excluded: frozenset[str]) -> Desk:
    taking_part = [file for file in desk.files if file.key not in excluded]
    merged = merge_all(desk.merged.ours, taking_part, blanks_clear=desk.merged.blanks_clear)
    keys = {point.key for point in merged.discrepancies}
    return dataclasses.replace(
        desk,
        merged=merged,
        cases=cases_of(merged, desk.files, desk.entries),
        decisions={key: d for key, d in desk.decisions.items() if key in keys},
        excluded=excluded,
    )


def _plural(count: int, one: str, many: str) -> str:
    return one if count == 1 else many
