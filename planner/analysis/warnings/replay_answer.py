"""The answer on the replay: which thresholds the incidents would have crossed, and on which day."""

from __future__ import annotations

from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Question, Target
from planner.analysis.mapping.harms import sign_named
from planner.analysis.warnings.replay import Firing, Replay, own_replay
from planner.analysis.warnings.warnings_answer import NONE, day_or_nothing, threshold_target
from planner.messages import _
from planner.plan import table_named
from planner.reference import Reference
from planner.tables import Alert

REPLAY: Final = _("Replay of incidents")


def replay_answer(asked: Question) -> Answer:
    """Which thresholds the plan's own incidents would have crossed, beside what was raised."""
    return told_replay(own_replay(asked.plan), asked.reference)


def told_replay(found: Replay, reference: Reference) -> Answer:
    """A replay told: how often thresholds would have fired, and what nobody raised."""
    missed = [one for one in found.firings if one.alert is None]
    return Answer(
        key="replay",
        title=REPLAY,
        sentences=(
            _(
                "Incidents run against the thresholds: {number}. Thresholds would have fired "
                "{fired} times; no alert was raised for {missed} of these.",
                number=found.number,
                fired=len(found.firings),
                missed=len(missed),
            ),
            _(
                "Not run: {undated} without a day, {unnamed} without an indicator. No threshold "
                "is about {unwatched}. Alerts that these incidents do not explain: {others}.",
                undated=len(found.undated),
                unnamed=len(found.unnamed),
                unwatched=len(found.unwatched),
                others=len(found.others),
            ),
        ),
        findings=tuple(map(_missed_finding, missed)),
        tables=(_firings(found, reference), *((_others(found),) if found.others else ())),
    )


def _missed_finding(one: Firing) -> Finding:
    return Finding(
        gravity=Gravity.WARNING,
        message=_(
            "On {day} this threshold was crossed and no alert was raised: {threshold}.",
            day=one.on,
            threshold=one.threshold.threshold,
        ),
        targets=(threshold_target(one.threshold),),
    )


def _firings(found: Replay, reference: Reference) -> AnswerTable[Firing]:
    rows, alerts_named = table_named("warnings"), table_named("alerts")
    return AnswerTable(
        key="firings",
        title=_("Thresholds that would have fired"),
        columns=(
            answers.code("warning", rows.row_title, lambda one: one.threshold.id),
            answers.day("on", _("Fires on"), lambda one: one.on),
            answers.text("threshold", rows.label("threshold"), lambda one: one.threshold.threshold),
            answers.sentence(
                "sign", rows.label("sign"), lambda one: sign_named(one.threshold.sign, reference)
            ),
            answers.text(
                "incidents",
                table_named("incidents").title,
                lambda one: tuple(row.id for row in one.incidents),
            ),
            answers.code(
                "alert", alerts_named.row_title, lambda one: one.alert.id if one.alert else NONE
            ),
            answers.text(
                "raised",
                alerts_named.label("raised_on"),
                lambda one: day_or_nothing(one.alert.raised_on if one.alert else None) or NONE,
            ),
            answers.text(
                "days",
                _("Days until raised"),
                lambda one: one.days_until_raised if one.alert else NONE,
            ),
        ),
        lines=found.firings,
        target=lambda one: threshold_target(one.threshold),
        note=_(
            "The last incident lies at most so many days after the first as the threshold says. It "
            "fires once, and again only after its window has emptied."
        ),
    )


def _others(found: Replay) -> AnswerTable[Alert]:
    rows = table_named("alerts")
    return AnswerTable(
        key="others",
        title=_("Alerts that these incidents do not explain"),
        columns=(
            answers.code("id", rows.row_title, lambda one: one.id),
            answers.code("warning", rows.label("warning"), lambda one: one.warning),
            answers.day("raised", rows.label("raised_on"), lambda one: one.raised_on),
        ),
        lines=found.others,
        target=lambda one: Target("alerts", one.id),
    )
