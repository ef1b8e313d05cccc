"""What several sheets show: the plan's analyses, made once, and the order of its actions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from planner.analysis.answers import Answer
from planner.analysis.coverage.factors import Coverage, coverage
from planner.analysis.money.costs import Exchange, Money, exchange, money
from planner.analysis.registry import answered, released_answer
from planner.analysis.risk.picture import latest_ratings
from planner.analysis.training.forecast import Forecast, forecasts
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import Records, Training, records, training_on
from planner.analysis.training.totals import ExpiringCertificates, expiring
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.choices import ActionStatus, Level, Priority
from planner.exports.edition import Edition
from planner.exports.sheets.columns import SheetRows
from planner.exports.sheets.page import Page
from planner.exports.sheets.paper import ACROSS, SheetPaper
from planner.exports.sheets.tallies import Tally
from planner.messages import Message, _
from planner.plan import Plan, grouped, name_of
from planner.reference import Reference
from planner.schema import Row, Value
from planner.tables import Action, Goal, Ministry, Rating

NOT_APPLICABLE: Final = "[z]"
_PRIORITIES: Final = (Priority.HIGH, Priority.MEDIUM, Priority.LOW, None)


@dataclass(frozen=True, kw_only=True)
class Figures:
    """An edition with everything that is computed from it; nothing is computed in a sheet."""

    edition: Edition
    reference: Reference

    @property
    def plan(self) -> Plan:
        """The plan as released."""
        return self.edition.plan

    def answer(self, key: str) -> Answer:
        """The answer of that key as it may be told at the level, on the day of the edition."""
        return released_answer(self.edition.release, key, self.edition.today, self.reference)

    def tallies(self, key: str, row: type[Row]) -> Iterator[Message | Tally]:
        """What an answer says first that adds up rows of a table, if the edition has any of them.

        With none of these rows the edition knows nothing of them, and says no “none”.
        """
        release, found = self.edition.release, self.answer(key)
        yield from found.unknown
        if release.is_whole or not self.plan.of(row):
            yield from found.sentences
            return
        own = answered(self.plan, key, self.edition.today, self.reference, lambda: release.before)
        if (release.before is None) == (release.whole_before is None):
            yield from map(Tally, own.sentences)

    @cached_property
    def at_high_level(self) -> Mapping[Value, tuple[Rating, ...]]:
        """The newest assessments at high level by situation; at a lower level those that stand."""
        newest, true = (latest_ratings(one) for one in (self.plan, self.edition.release.whole))
        return grouped(
            [
                one
                for key, one in newest.items()
                if one.level is Level.HIGH and true[key].level is Level.HIGH
            ],
            "situation",
        )

    @cached_property
    def unknown(self) -> tuple[Message, ...]:
        """What nobody can know of levels, ministries and money, each of it said once."""
        said = (one for key in ("coverage", "money") for one in self.answer(key).unknown)
        return tuple({str(one): one for one in said}.values())

    @property
    def money(self) -> Money:
        """What the plan costs."""
        return money(self.plan)

    @property
    def rates(self) -> Exchange:
        """The rates of the plan."""
        return exchange(self.plan)

    @property
    def coverage(self) -> Coverage:
        """What covers each risk factor."""
        return coverage(self.plan, self.reference)

    @property
    def records(self) -> Records:
        """The sessions and registers of training."""
        return records(self.plan)

    @cached_property
    def training(self) -> Training:
        """How every training requirement stands today."""
        return training_on(self.records, self.edition.today)

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
        """The certificates that expire soon, in order of date."""
        found = expiring(self.records, self.training, AHEAD_DAYS)
        return tuple(one for one in found if not one.expired)

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
    def ordered_goals(self) -> Mapping[str, str]:
        """The title of every goal that is there or that an action names; blank for none."""
        goals = {goal.id: goal.title for goal in self.plan.of(Goal)}
        others = {action.goal for action in self.plan.of(Action)} - goals.keys()
        return goals | dict.fromkeys(sorted(others, reverse=True), "")

    def actions_of(self, goal: str) -> tuple[Action, ...]:
        """The actions of a goal: by priority and start; coercive ones last, then what stopped."""
        return self._actions_by_goal.get(goal, ())

    def is_coercive(self, action: Action) -> bool:
        """Whether an action puts a catalogue action into practice that is coercive."""
        entry = self.reference.action_by_id.get(action.catalogue)
        return entry is not None and entry.is_coercive

    @cached_property
    def _actions_by_goal(self) -> Mapping[Value, tuple[Action, ...]]:
        return grouped(sorted(self.plan.of(Action), key=self._rank), "goal")

    def _rank(self, action: Action) -> tuple[bool, bool, int, str, str]:
        return (
            action.status is ActionStatus.STOPPED,
            self.is_coercive(action),
            _PRIORITIES.index(action.priority),
            str(action.start or "9999"),
            action.id,
        )


Tables = Mapping[str, SheetRows]
"""The tables of a sheet that formulas and charts of others refer to, by name."""


@dataclass(frozen=True)
class CabinetSheet:
    """A sheet: `shows_money` says the unit of sums under its title.

    `answers` is the key of the answer that it gives, whose sentences stand on top, `says` that of
    which only the contents tell; `of_people` says
    that it counts people; `names_plan` puts the plan's title over it instead of its own.
    """

    key: str
    title: Message
    fill: Callable[[Page, Figures, Filling], Tables | None]
    answers: str = ""
    says: str = ""
    shows_money: bool = False
    paper: SheetPaper = ACROSS
    of_people: bool = False
    names_plan: bool = False

    def paper_of(self, edition: Edition) -> SheetPaper:
        """The paper of an edition."""
        return replace(self.paper, is_a3=edition.options.is_a3)


class Filling:
    """The sheets while they are filled: one that others refer to is filled when first asked for.

    `annexed` are the titles of the sheets that stand in another file.
    """

    def __init__(
        self,
        figures: Figures,
        sheets: Iterable[tuple[CabinetSheet, Page]],
        annexed: Sequence[Message] = (),
    ) -> None:
        self._figures, self.annexed = figures, annexed
        self._sheets = {sheet.key: (sheet, page) for sheet, page in sheets}
        self._tables: dict[str, Tables] = {}

    @property
    def titles(self) -> Mapping[str, str]:
        """What every sheet of the file is called, by its key, in their order."""
        return {key: page.title for key, (_sheet, page) in self._sheets.items()}

    def answers_of(self, key: str) -> str:
        """The key of the answer that a sheet gives; blank for none."""
        return self._sheets[key][0].says or self._sheets[key][0].answers

    def tables(self, key: str) -> Tables:
        """The tables of a sheet; none where it has nothing to show."""
        if key not in self._tables:
            sheet, page = self._sheets[key]
            if sheet.answers:
                found = self._figures.answer(sheet.answers)
                page.note(*found.unknown, *found.sentences, role="vision")
            self._tables[key] = sheet.fill(page, self._figures, self) or {}
        return self._tables[key]
