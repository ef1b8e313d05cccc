"""The answer on warnings: alerts that wait for a decision, and where the chain to it is broken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Finding,
    Gravity,
    Question,
    Target,
)
from planner.analysis.mapping.harms import sign_named
from planner.analysis.warnings.alerts import STATE_LABELS, AlertClock, AlertState, alerts
from planner.analysis.warnings.thresholds import TriggerDate, UnwatchedSign, Watch
from planner.messages import NOTHING, Fact, Message, _, listing, ngettext
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import Partner, Situation, Threshold

TITLE: Final = _("From warning to decision")
NOBODY: Final = _("nobody named")
NONE: Final = "–"
UNTESTED: Final = _(
    "Untested: never exercised, or not in the last twelve months. Real alerts are no exercise."
)


def warnings_answer(asked: Question) -> Answer:
    """The open alerts with the days left, and where the chain to a decision is broken."""
    plan, watch = asked.plan, Watch(asked.plan, asked.on)
    found = alerts(plan, asked.on)
    return Answer(
        key="warnings",
        title=TITLE,
        sentences=(_open_ones(found), _broken(watch)),
        findings=(
            *map(_alert_finding, (one for one in found if one.is_open)),
            *_chain_findings(watch),
        ),
        tables=(
            alert_table(found),
            _thresholds(watch, asked.reference),
            _unwatched(watch, asked.reference),
            _trigger_dates(watch),
            _partners(plan),
        ),
    )


def _open_ones(found: Sequence[AlertClock]) -> Message:
    open_ones = [one for one in found if one.is_open]
    return _(
        "Open alerts: {open}; past the day of decision: {overdue}. Decided late so far: {late}.",
        open=len(open_ones),
        overdue=sum(one.is_overdue for one in open_ones),
        late=sum(one.state is AlertState.DECIDED_LATE for one in found),
    )


def _broken(watch: Watch) -> Message:
    return _(
        "Thresholds: {all}; untested: {untested}; with nobody who decides: {undecided}. High "
        "factors and present indicators that nobody watches: {unwatched}.",
        all=len(watch.plan.of(Threshold)),
        untested=len(watch.untested),
        undecided=len(watch.undecided),
        unwatched=len(watch.unwatched),
    )


def clock_words(one: AlertClock) -> Message:
    """How an open alert stands with its days; the state of any other."""
    if not one.is_open:
        return STATE_LABELS[one.state]
    if one.days_left is None:
        return _("no day is set for the decision")
    if one.days_left < 0:
        late = -one.days_left
        return ngettext("{number} day overdue", "{number} days overdue", late)
    return ngettext("{number} day left", "{number} days left", one.days_left)


def _alert_finding(one: AlertClock) -> Finding:
    threshold = one.threshold
    return Finding(
        gravity=Gravity.GRAVE if one.is_overdue or one.due is None else Gravity.WARNING,
        message=_(
            "Alert {id}, {threshold}: {clock}. Who decides: {who}.",
            id=one.alert.id,
            threshold=threshold.threshold if threshold else one.alert.warning,
            clock=clock_words(one),
            who=(threshold.decides if threshold else "") or NOBODY,
        ),
        targets=(Target("alerts", one.alert.id),),
    )


def _chain_findings(watch: Watch) -> Iterator[Finding]:
    for row in watch.undecided:
        said = _("Nobody is named who decides on: {threshold}.", threshold=row.threshold)
        yield Finding(gravity=Gravity.WARNING, message=said, targets=(threshold_target(row),))
    for situation, rows in groupby(watch.unwatched, key=lambda one: one.situation):
        signs = tuple(one.sign for one in rows)
        said = _(
            "{situation}: nobody watches what is high or present there ({signs}).",
            situation=situation.name,
            signs=signs,
        )
        target = Target("situations", situation.id)
        yield Finding(gravity=Gravity.WARNING, message=said, targets=(target,))
    for near in watch.trigger_dates:
        if not near.watched_by:
            said = _("Nobody watches the trigger date: {what}.", what=trigger_words(near))
            yield Finding(gravity=Gravity.WARNING, message=said, targets=(_of_date(near),))
    for row in watch.untested:
        said = _("Untested threshold: {threshold}.", threshold=row.threshold)
        yield Finding(gravity=Gravity.NOTE, message=said, targets=(threshold_target(row),))


def threshold_target(row: Threshold) -> Target:
    """The threshold as what a finding or a line is about."""
    return Target("warnings", row.id)


def trigger_words(one: TriggerDate) -> Message:
    """What happens, where and when."""
    return _(
        "{day}, {situation}: {what}",
        day=one.on,
        situation=(one.situation.name if one.situation else "") or _("not named"),
        what=one.trigger.what if one.trigger else _("no word of what it is"),
    )


def _of_date(one: TriggerDate) -> Target:
    if one.trigger:
        return Target("triggers", one.trigger.id)
    return Target("situations", one.situation.id if one.situation else "")


def alert_table(found: Sequence[AlertClock]) -> AnswerTable[AlertClock]:
    """Every alert: what was crossed, when, and what was decided by whom."""
    rows, warnings = table_named("alerts"), table_named("warnings")

    def of_row(name: str) -> AnswerColumn[AlertClock]:
        word = answers.sentence if name in ("decision", "why_not") else answers.text
        return word(name, rows.label(name), lambda one: getattr(one.alert, name))

    return AnswerTable(
        key="alerts",
        title=rows.title,
        columns=(
            answers.code("id", rows.row_title, lambda one: one.alert.id),
            answers.text(
                "threshold",
                warnings.label("threshold"),
                lambda one: one.threshold.threshold if one.threshold else one.alert.warning,
            ),
            answers.day("raised", rows.label("raised_on"), lambda one: one.alert.raised_on),
            of_row("grade"),
            answers.day("due", rows.label("due"), lambda one: one.due),
            answers.text("state", _("State"), clock_words),
            answers.text(
                "decides",
                warnings.label("decides"),
                lambda one: (one.threshold.decides if one.threshold else "") or NOBODY,
            ),
            answers.text(
                "decided",
                rows.label("decided_on"),
                lambda one: day_or_nothing(one.alert.decided_on),
            ),
            of_row("decided_by"),
            of_row("decision"),
            of_row("why_not"),
        ),
        lines=tuple(found),
        target=lambda one: Target("alerts", one.alert.id),
    )


def day_or_nothing(day: date | None) -> Message:
    """A day as text, for columns in which no day says something too."""
    return listing(day) if day else NOTHING


def _thresholds(watch: Watch, reference: Reference) -> AnswerTable[Threshold]:
    rows, names = table_named("warnings"), watch.plan.names(Situation)
    return AnswerTable(
        key="thresholds",
        title=rows.title,
        columns=(
            answers.code("id", rows.row_title, lambda one: one.id),
            answers.text(
                "situation",
                rows.label("situation"),
                lambda one: names.get(one.situation, one.situation) or _("anywhere"),
            ),
            answers.sentence("sign", rows.label("sign"), lambda o: sign_named(o.sign, reference)),
            answers.text("threshold", rows.label("threshold"), lambda one: one.threshold),
            answers.text("decides", rows.label("decides"), lambda one: one.decides or NOBODY),
            answers.count("within_days", rows.label("within_days"), lambda one: one.within_days),
            answers.code("response", rows.label("response"), lambda one: one.response),
            answers.text(
                "tested",
                rows.label("tested_on"),
                lambda one: day_or_nothing(watch.last_tested.get(one.id)) or _("never"),
            ),
            answers.text("untested", _("Exercised"), lambda one: _tested(watch, one)),
        ),
        lines=watch.plan.of(Threshold),
        target=threshold_target,
        note=UNTESTED,
    )


def _tested(watch: Watch, one: Threshold) -> Message:
    return _("untested") if watch.is_untested(one) else _("tested")


def _unwatched(watch: Watch, reference: Reference) -> AnswerTable[UnwatchedSign]:
    return AnswerTable(
        key="unwatched",
        title=_("High factors and present indicators that nobody watches"),
        columns=(
            answers.text(
                "situation",
                table_named("ratings").label("situation"),
                lambda one: one.situation.name,
            ),
            answers.text(
                "sign",
                table_named("warnings").label("sign"),
                lambda o: sign_named(o.sign, reference),
            ),
            answers.text("why", _("Why"), _why_unwatched),
        ),
        lines=watch.unwatched,
        target=lambda one: Target("situations", one.situation.id),
    )


def _why_unwatched(one: UnwatchedSign) -> Message:
    return _("assessed as high") if one.is_factor else _("observed as present")


def _trigger_dates(watch: Watch) -> AnswerTable[TriggerDate]:
    rows = table_named("triggers")
    return AnswerTable(
        key="trigger_dates",
        title=_("Trigger dates of the next ninety days"),
        columns=(
            answers.day("on", rows.label("on"), lambda one: one.on),
            answers.count("days", _("In days"), lambda one: (one.on - watch.on).days),
            answers.text(
                "situation",
                rows.label("situation"),
                lambda one: one.situation.name if one.situation else "",
            ),
            answers.text(
                "what", rows.label("what"), lambda one: one.trigger.what if one.trigger else None
            ),
            answers.text("watched_by", rows.label("watched_by"), lambda o: o.watched_by or NOBODY),
        ),
        lines=watch.trigger_dates,
        target=_of_date,
    )


def _partners(plan: Plan) -> AnswerTable[Partner]:
    """Who can warn; whether a note on protection is kept, and never what it says."""
    rows, names = table_named("partners"), plan.names(Situation)

    def protected(one: Partner) -> Fact:
        return bool(one.protection)

    return AnswerTable(
        key="partners",
        title=rows.title,
        columns=(
            answers.text("title", rows.label("title"), lambda one: one.title),
            answers.text(
                "situation",
                rows.label("situation"),
                lambda one: names.get(one.situation, one.situation),
            ),
            *(
                answers.text(name, rows.label(name), lambda one, at=name: getattr(one, at))
                for name in ("kind", "expertise", "languages", "paid")
            ),
            answers.text("protected", _("Protection noted"), protected),
        ),
        lines=plan.of(Partner),
        target=lambda one: Target("partners", one.id),
    )
