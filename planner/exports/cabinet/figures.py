"""What the sheets show: the plan's analyses, made once, and the names people know things by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final, TypeVar

from planner.analysis.answers import Answer, Question
from planner.analysis.coverage.factors import Coverage, FactorCoverage, coverage
from planner.analysis.money.costs import (
    CostSum,
    Exchange,
    Money,
    exchange,
    line_sum,
    live_costs,
    money,
)
from planner.analysis.plans.progress import Progress, progress
from planner.analysis.registry import ANSWERS
from planner.analysis.training.forecast import Forecast, forecasts
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import (
    Records,
    TargetState,
    Training,
    records,
    training_on,
)
from planner.analysis.training.totals import ExpiringCertificates, expiring
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.choices import ActionStatus, Level, Priority
from planner.exports.edition import Edition
from planner.messages import Fact, Message, _
from planner.plan import Plan, grouped, name_of
from planner.reference import Reference
from planner.schema import Row, Value, table_of
from planner.tables import Action, Cost, Goal, Measure, Ministry, Reading

R = TypeVar("R", bound=Row)
PRIORITIES: Final = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """An edition with everything that is computed from it; nothing is computed in a sheet."""

    edition: Edition
    reference: Reference
    groups: dict[tuple[str, str], Any] = field(default_factory=dict[tuple[str, str], Any])

    @property
    def plan(self) -> Plan:
        """The plan as released."""
        return self.edition.plan

    @cached_property
    def money(self) -> Money:
        """What the plan costs."""
        return money(self.plan)

    @cached_property
    def coverage(self) -> Coverage:
        """What covers each risk factor."""
        return coverage(self.plan, self.reference)

    def answer(self, key: str) -> Answer:
        """The answer of that key, on the day of the edition."""
        asked = Question(plan=self.plan, reference=self.reference, on=self.edition.today)
        return ANSWERS[key].make(asked)

    @cached_property
    def training(self) -> Training:
        """How every training requirement stands today."""
        return training_on(self.records, self.edition.today)

    @cached_property
    def records(self) -> Records:
        """The sessions and registers of training, worked through once."""
        return records(self.plan)

    @cached_property
    def forecasts(self) -> tuple[Forecast, ...]:
        """Where every requirement goes whose posts are known, to the end of the plan."""
        return forecasts(self.records, self.training, self.plan.details.end)

    @cached_property
    def readiness(self) -> tuple[Readiness, ...]:
        """How ready staff are for each listed situation."""
        return readiness(self.plan, self.records, self.edition.today)

    @cached_property
    def expiring(self) -> tuple[ExpiringCertificates, ...]:
        """The passes that end soon, in order of date."""
        found = expiring(self.records, self.training, AHEAD_DAYS)
        return tuple(one for one in found if not one.expired)

    @cached_property
    def progress(self) -> Progress:
        """How complete the plan is."""
        return progress(self.plan, self.reference)

    @cached_property
    def rates(self) -> Exchange:
        """The rates of the plan."""
        return exchange(self.plan)

    @cached_property
    def cost_lines(self) -> tuple[tuple[Cost, CostSum], ...]:
        """The cost lines that count, each with its sums in the plan's currency."""
        return tuple((cost, line_sum(cost, self.rates)) for cost in live_costs(self.plan))

    @cached_property
    def years(self) -> tuple[int | None, ...]:
        """The fiscal years of the cost lines in order; a line without one comes last."""
        return tuple(sorted(self.money.by_year, key=lambda year: (year is None, year or 0)))

    @cached_property
    def high_without_cover(self) -> int:
        """How many factors judged high have nothing funded that covers them."""
        return sum(f.level is Level.HIGH and not f.cover.solid for f in self.coverage.factors)

    @cached_property
    def training_met(self) -> int:
        """How many training requirements are met today."""
        return len(self.training.in_state(TargetState.MET))

    @property
    def ratings_left_out(self) -> int:
        """How many judgements of risk are marked above the level."""
        return self.edition.release.rows.get("ratings", 0)

    @property
    def cover_left_out(self) -> int:
        """How many programmes, links and actions are not there at this level."""
        rows = self.edition.release.rows
        return sum(rows.get(table, 0) for table in ("programmes", "links", "actions"))

    def is_level_unseen(self, factor: FactorCoverage) -> bool:
        """Whether a factor seems not assessed only because judgements may have been left out."""
        return factor.level is Level.NOT_ASSESSED and self.ratings_left_out > 0

    def shown_level(self, factor: FactorCoverage) -> Fact:
        """The level of a factor; that it is not here where judgements may have been left out."""
        return _("Not in this file") if self.is_level_unseen(factor) else factor.level

    def in_currency(self, unit: Message) -> Message:
        """In what currency and in what steps sums are shown."""
        currency = self.money.currency or _("the plan's currency")
        return replace(unit, facts={"currency": currency})

    def ministry(self, row_id: str) -> str:
        """What people call a ministry: its short name, else its name, else its id."""
        found = self.plan.find(Ministry, row_id)
        return name_of(found) if found else row_id

    def ministry_name(self, row_id: str) -> str:
        """A ministry's full name, else its id."""
        found = self.plan.find(Ministry, row_id)
        return found.name if found else row_id

    @cached_property
    def ordered_goals(self) -> tuple[tuple[str, str], ...]:
        """Every goal that is there or that an action names, with its title; blank for none."""
        goals = [(goal.id, goal.title) for goal in self.plan.of(Goal)]
        known = {goal_id for goal_id, _ in goals}
        named = dict.fromkeys(action.goal for action in self.plan.of(Action))
        others = [(goal_id, "") for goal_id in named if goal_id not in known]
        return (*goals, *sorted(others, reverse=True))

    @cached_property
    def goals_of_costs(self) -> tuple[tuple[str, str], ...]:
        """The goals as in the action plan, and those that only cost lines lead to."""
        known = {key for key, _ in self.ordered_goals}
        return (*self.ordered_goals, *((key, "") for key in self.money.by_goal if key not in known))

    def months(self, year: int | None) -> str:
        """The first and last month of a fiscal year, as in 04/2027 – 03/2028; blank for none."""
        first = self.plan.details.fiscal_month or 1
        if year is None or not 1 <= first <= 12:
            return ""
        last, ends = (first - 2) % 12 + 1, year + (first > 1)
        return f"{first:02}/{year} – {last:02}/{ends}"

    def is_coercive(self, action: Action) -> bool:
        """Whether an action puts a catalogue action into practice that uses pressure."""
        entry = self.reference.action_by_id.get(action.catalogue)
        return entry is not None and entry.is_coercive

    @cached_property
    def latest(self) -> Mapping[Value, Reading]:
        """The newest reading of each results indicator by its id."""
        readings = sorted(self.plan.of(Reading), key=lambda reading: str(reading.on or ""))
        return {reading.measure: reading for reading in readings}

    @cached_property
    def indicators(self) -> Sequence[Measure]:
        """The results indicators of goals first, then those of actions."""
        return sorted(self.plan.of(Measure), key=lambda m: (not m.goal, m.goal or m.action))

    def rows_by(self, row_type: type[R], column: str) -> Mapping[Value, tuple[R, ...]]:
        """Rows of a table grouped by a column; grouped once."""
        key = (table_of(row_type).name, column)
        if key not in self.groups:
            self.groups[key] = grouped(self.plan.of(row_type), column)
        return self.groups[key]

    def actions_of(self, goal: str) -> tuple[Action, ...]:
        """The actions of a goal: by priority and start; what uses pressure last, then stopped."""
        return self._actions_by_goal.get(goal, ())

    @cached_property
    def _actions_by_goal(self) -> Mapping[Value, tuple[Action, ...]]:
        return grouped(sorted(self.plan.of(Action), key=self._rank), "goal")

    def _rank(self, action: Action) -> tuple[bool, bool, int, str, str]:
        return (
            action.status is ActionStatus.STOPPED,
            self.is_coercive(action),
            PRIORITIES.index(action.priority),
            str(action.start or "9999"),
            action.id,
        )
