"""What the plan does on something: programmes, actions, money, alerts, what may raise it, gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Final

from planner.analysis.answers import Question
from planner.analysis.coverage.factors import OVER, Coverage, FactorCoverage, coverage
from planner.analysis.live_rows import live_actions
from planner.analysis.mapping.harms import RaisedRisk, harms, risk_factor_of
from planner.analysis.money.costs import ZERO, CostSum, Exchange, exchange, money
from planner.analysis.plans.about_rows import Found, RowKey, RowSearch, owners_of
from planner.analysis.plans.topics import Topic, TopicKind, TopicReading, meaning_of
from planner.analysis.risk.picture import CONCERN
from planner.analysis.sums import added
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.requirements import Training, records, training_on
from planner.analysis.warnings.alerts import AlertClock, alerts
from planner.choices import Level
from planner.messages import Message, Sum, Tell
from planner.plan import Plan, all_tables
from planner.reference import Reference
from planner.schema import Row
from planner.tables import Action, Programme, Trigger

_CONCERNING: Final = frozenset({Level.HIGH, Level.MODERATE})
_DATED: Final = "on judged_on seen_on raised_on decided_on checked_on done_on held_on tested_on"
_APART: Final = frozenset(("programmes", "actions", "alerts", "harms"))


@dataclass(frozen=True, kw_only=True)
class FactorGap:
    """A risk factor of concern: its level there, its gap in the whole plan, what is found here."""

    factor: FactorCoverage
    level: Level
    here: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class About:
    """All that a plan holds on what was asked, and what the words were read as.

    `found` are rows by table and id, with why each is there; `left` are words that nothing found
    holds, so that they narrow nothing. `raised` is what may raise risk, of it or by it.
    """

    asked: str
    on: date
    plan: Plan
    meaning: TopicReading
    left: tuple[str, ...]
    found: Mapping[RowKey, Message]
    reference: Reference
    alerts: tuple[AlertClock, ...]
    raised: tuple[RaisedRisk, ...]
    readiness: tuple[Readiness, ...]
    training: Training

    @property
    def coverage(self) -> Coverage:
        """What covers the risk factors of the plan."""
        return coverage(self.plan, self.reference)

    @property
    def programmes(self) -> tuple[Programme, ...]:
        """The programmes, in the order of the plan."""
        return tuple(r for r in self.plan.of(Programme) if ("programmes", r.id) in self.found)

    @property
    def running(self) -> tuple[Programme, ...]:
        """Those of them that run or will: the others are in no sum."""
        return tuple(row for row in self.programmes if row.status not in OVER)

    @property
    def actions(self) -> tuple[Action, ...]:
        """The actions, in the order of the plan."""
        return tuple(row for row in self.plan.of(Action) if ("actions", row.id) in self.found)

    @property
    def rest(self) -> tuple[Row, ...]:
        """What else is on record, but for what belongs to one of the programmes and actions."""
        rows = (self.plan.rows(table)[key] for table, key in self.found if table not in _APART)
        return tuple(row for row in rows if self.found.keys().isdisjoint(owners_of(row)))

    @cached_property
    def exchange(self) -> Exchange:
        """The rates by which sums are made."""
        return exchange(self.plan)

    @property
    def touching(self) -> Sum:
        """Whole budgets in the plan's currency: the least, where one of them is not known."""
        budgets = [self.exchange.convert(row.budget, row.currency) for row in self.running]
        known = sum((one for one in budgets if one is not None), ZERO)
        return Sum(known, self.exchange.own, at_least=None in budgets)

    @cached_property
    def costs(self) -> Mapping[str, CostSum]:
        """What each action costs that was not stopped."""
        sums = money(self.plan).by_action
        live = (row.id for row in live_actions(self.plan) if ("actions", row.id) in self.found)
        return {row_id: sums.get(row_id, CostSum()) for row_id in live}

    @property
    def cost(self) -> CostSum:
        """What they cost together."""
        return added(self.costs.values(), CostSum())

    @property
    def is_of_place(self) -> bool:
        """Whether a place was asked about."""
        return any(one.kind is TopicKind.PLACE for one in self.meaning.topics)

    @property
    def everywhere(self) -> int:
        """How many live actions have no place of their own, so that they may reach this one too."""
        other = (row for row in live_actions(self.plan) if ("actions", row.id) not in self.found)
        return sum(not row.situation for row in other) if self.is_of_place else 0

    @cached_property
    def gaps(self) -> tuple[FactorGap, ...]:
        """The factors of concern that lack cover: in the plan, or among what is found there.

        Of a place they are the factors assessed as high or moderate there; else those that are
        asked about; else those that what is found addresses.
        """
        return tuple(
            FactorGap(factor=factor, level=level, here=here)
            for factor, level, here in self._concerning()
            if factor.gap or (self.is_of_place and not here)
        )

    def _concerning(self) -> Iterator[tuple[FactorCoverage, Level, tuple[str, ...]]]:
        if not self.found:
            return
        signs = set(map(_factor_of, self.meaning.topics)) - {0}
        ids = {key for table, key in self.found if table in ("programmes", "actions")}
        places = {key for table, key in self.found if table == "situations"}
        for factor in self.coverage.factors:
            here = tuple(one.id for one in factor.cover.supports if one.id in ids)
            rated = (factor.risk.ratings.get(place) for place in places)
            levels = [one.level for one in rated if one and one.level]
            worst = min(levels, key=CONCERN.index, default=Level.NOT_ASSESSED)
            level = worst if self.is_of_place else factor.level
            concerns = level in _CONCERNING if self.is_of_place else bool(here)
            if factor.number in signs or (concerns and not signs):
                yield factor, level, here

    @property
    def updated(self) -> date | None:
        """The last day of a report, assessment, incident, alert or check on any of it, so far."""
        dated = {
            table.name: [column.name for column in table.columns if column.name in _DATED.split()]
            for table in all_tables()
            if table.row is not Trigger  # what is to come is no report
        }
        days = (
            getattr(row, name)
            for table, names in dated.items()
            for row in (self.plan.rows(table).values() if names else ())
            if any(one in self.found for one in ((table, row.id), *owners_of(row)))
            for name in names
        )
        return max((day for day in days if day and day <= self.on), default=None)


def about(
    asked: Question,
    words: str,
    tell: Tell = str,
    meant: Collection[str] = (),
    *,
    with_staff: bool = True,
) -> About:
    """What the plan holds on some words, read as the names in them, else as words.

    Names of several kinds must hold together, and so must the words beside them; where nothing
    holds those words too they are left aside and named. Where words alone find nothing, what serves
    the prevention actions that they name in any language is told, else those words stay that most
    rows hold together. Of things of one name it is asked which is `meant`. Rows come
    with whoever they belong to, but a possible harm leads to no programme: that something may raise
    a risk is no work against it.

    A worked example: on "Kessandre" are its programmes, also those of several places or with the
    name in their title, its actions, the action that answers a threshold set for it, its open
    alerts; on "herding households" the incidents that hit them, and what works in those places on
    the risk factors that the incidents are evidence of.
    """
    plan, reference = asked.plan, asked.reference
    meaning, search = meaning_of(words, plan, reference, tell, meant), RowSearch(plan, reference)
    meaning, found, left = _searched(search, meaning, words)
    beside = " ".join(meaning.narrowed)
    holding = search.all_of([Topic(TopicKind.WORDS, beside, beside)]) if beside else found
    narrow = {key: why for key, why in found.items() if key in holding}
    places = {key for table, key in found if table == "situations" and with_staff}
    known, ministries = records(plan), _keys(meaning, TopicKind.MINISTRY)
    trained = training_on(known, asked.on)
    staff = (one for one in trained.statuses if with_staff and one.audience.ministry in ministries)
    found = narrow or found
    return About(
        asked=words,
        on=asked.on,
        plan=plan,
        meaning=meaning,
        left=left if narrow else meaning.narrowed,
        found=found,
        reference=reference,
        alerts=tuple(one for one in alerts(plan, asked.on) if ("alerts", one.alert.id) in found),
        raised=tuple(one for one in harms(plan, reference) if _concerns(one, found, meaning)),
        readiness=tuple(o for o in readiness(plan, known, asked.on) if o.situation.id in places),
        training=replace(trained, statuses=tuple(staff)),
    )


def _searched(
    search: RowSearch, meaning: TopicReading, words: str
) -> tuple[TopicReading, Found, tuple[str, ...]]:
    """What is found; else of what the words name otherwise; else of fewer of them."""
    found = search.all_of(meaning.topics)
    if _has_work(found) or not _keys(meaning, TopicKind.WORDS):
        return meaning, found, ()
    every, held, left = meaning.topics[0].key.split(), "", ()
    if not found:
        held, left, found = search.most_of(every)
    others = search.named_otherwise(words, left if _has_work(found) else every)
    if others and (meant := search.all_of(others)):
        kept = {} if held else found
        topics = (*(meaning.topics if kept else ()), *others)
        return replace(meaning, topics=topics), {**kept, **meant}, ()
    topics = (Topic(TopicKind.WORDS, held, held),) if held else meaning.topics
    return replace(meaning, topics=topics), found, left


def _has_work(found: Found) -> bool:
    return any(table in ("programmes", "actions") for table, _key in found)


def _keys(meaning: TopicReading, kind: TopicKind) -> set[str]:
    return {one.key for one in meaning.topics if one.kind is kind}


def _factor_of(one: Topic) -> int:
    """The risk factor that a subject is, or belongs to; 0 for none."""
    of_framework = one.kind in (TopicKind.FACTOR, TopicKind.INDICATOR)
    return int(one.key.partition(".")[0]) if of_framework else 0


def _concerns(one: RaisedRisk, found: Mapping[RowKey, Message], meaning: TopicReading) -> bool:
    is_asked = str(risk_factor_of(one.harm)) in _keys(meaning, TopicKind.FACTOR)
    is_found = ("harms", one.harm.id) in found or (one.table, one.about) in found
    return is_asked or is_found or one.harm.sign in _keys(meaning, TopicKind.INDICATOR)
