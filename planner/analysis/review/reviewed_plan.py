"""A plan as a reviewer looks at it, and the ways in which a criterion is met."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from planner.analysis.answers import Target
from planner.analysis.coverage.ladder import Rung, rungs
from planner.analysis.declared_tables import none_entered
from planner.analysis.live_rows import live_actions
from planner.messages import NOTHING, Message
from planner.plan import Plan
from planner.reference import Reference
from planner.schema import Row, table_of
from planner.tables import Action, Situation

R = TypeVar("R", bound=Row)


@dataclass(frozen=True)
class CheckResult:
    """Whether a criterion is met, what is missing in one sentence, and the rows it is about.

    Of one that is met the sentence says why, where that cannot be seen in the plan. `place` is the
    table to go to first, where that is not the usual one of the criterion.
    """

    is_met: bool
    message: Message = NOTHING
    rows: tuple[Target, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class ReviewedPlan:
    """A plan as the checks look at it, on a day."""

    plan: Plan
    reference: Reference
    on: date

    @cached_property
    def live(self) -> tuple[Action, ...]:
        """The actions that are not stopped."""
        return live_actions(self.plan)

    @cached_property
    def ladder(self) -> tuple[Rung, ...]:
        """The actions with their catalogue entries and costs."""
        return rungs(self.plan, self.reference)

    @cached_property
    def listed(self) -> tuple[Situation, ...]:
        """The situations on the priority list; the country itself where none is listed."""
        rows = self.plan.of(Situation)
        return tuple(one for one in rows if one.listed) or rows[:1]

    def each(
        self,
        row_type: type[R],
        is_met: Callable[[R], bool],
        missing: Message,
        rows: Iterable[R] | None = None,
    ) -> CheckResult:
        """Met when there are rows and each of them is; else the rows that are not.

        Of actions the live ones are looked at, of situations the listed ones, else all rows.
        """
        looked_at: dict[type[Row], Iterable[Row]] = {Action: self.live, Situation: self.listed}
        usual = cast(Iterable[R], looked_at.get(row_type, self.plan.of(row_type)))
        found = tuple(usual if rows is None else rows)
        if not found:
            return CheckResult(False, none_entered(table_of(row_type).title))
        table = table_of(row_type).name
        wanting = tuple(Target(table, one.id) for one in found if not is_met(one))
        return CheckResult(not wanting, missing if wanting else NOTHING, wanting)

    def first_empty(self, *row_types: type[Row]) -> str:
        """The first table of those that holds no row yet; blank where all hold some."""
        empty = (table_of(one).name for one in row_types if not self.plan.of(one))
        return next(empty, "")

    def of_actions(self, missing: Message, rows: tuple[Target, ...]) -> CheckResult:
        """Met when there are actions and none of the rows is wanting."""
        if not self.live:
            return CheckResult(False, none_entered(table_of(Action).title))
        return CheckResult(not rows, missing if rows else NOTHING, rows)

    def having(self, row_type: type[R], column: str, *, full: Callable[[R], bool]) -> set[str]:
        """The ids in a column of the rows of a table that are complete."""
        return {str(getattr(one, column)) for one in self.plan.of(row_type) if full(one)}


def one_thing(is_met: object, missing: Message) -> CheckResult:
    """Met when one thing is there."""
    return CheckResult(bool(is_met), NOTHING if is_met else missing)


def not_asked(why: Message) -> CheckResult:
    """Met because the plan is not asked for it, and why."""
    return CheckResult(True, why)
