"""`risk` and `warnings`: how strongly the factors show, and what waits for a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from planner.analysis.answers import Answer, Question
from planner.analysis.registry import answered
from planner.analysis.risk.assessments import Assessment, assessments
from planner.analysis.warnings.alerts import AlertClock, alerts
from planner.analysis.warnings.replay import Firing, Replay, own_replay, replay
from planner.analysis.warnings.replay_answer import told_replay
from planner.analysis.warnings.thresholds import Watch
from planner.analysis.warnings.warnings_answer import warnings_answer
from planner.cli.commands import on_option, option
from planner.cli.importing import problem_lines
from planner.cli.opened_plan import OpenedPlan, plan_command, read_content
from planner.cli.printing import answer, answer_document, answer_lines, facts, head
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.plan import Plan
from planner.services.catalogue import reference
from planner.services.importing.incidents_in_file import FileIncidents, incidents_in_file

OWN: Final = "plan"
FINDINGS: Final = 1


@plan_command("risk")
def _risk(run: CommandRun, desk: OpenedPlan) -> None:
    plan = desk.plan
    found, told = (
        assessments(plan, run.today, reference(plan)),
        answered(plan, "risks", run.today, reference(plan)),
    )
    document = {
        **_head(plan, told, run.today),
        "situations": [
            {
                **facts(situation, "id name scope listed next_review"),
                "factors": [_factor(one) for one in members],
            }
            for situation, members in groupby(found, key=lambda one: one.situation)
        ],
        **{part["key"]: part["lines"] for part in answer_document(told)["tables"][3:]},
    }
    answer(run, document, answer_lines(run, told))


def _head(plan: Plan, told: Answer, on: date) -> dict[str, Any]:
    return head(plan, on=on, unknown=told.unknown, answer=told.sentences)


def _factor(one: Assessment) -> dict[str, Any]:
    rating, before = one.rating, one.before
    return {
        "number": one.factor.number,
        "title": one.factor.title,
        "level": one.level,
        "trend": rating and rating.trend,
        "confidence": rating and rating.confidence,
        "assessed_on": rating and rating.judged_on,
        "moved": one.moved,
        "before": before and {"level": before.level, "assessed_on": before.judged_on},
        "age": one.age,
        "months": one.months,
        "why": rating.why if rating else "",
        "source": rating.source if rating else "",
        "assessed_by": rating.judged_by if rating else "",
    }


@plan_command("warnings")
@on_option
@option(
    "--replay",
    "incidents",
    metavar="INCIDENTS",
    help=_("Run dated incidents against the thresholds: a spreadsheet of them, or “plan”."),
)
def _warnings(run: CommandRun, desk: OpenedPlan, on: date, incidents: str | None) -> int | None:
    plan = desk.plan
    told = warnings_answer(Question(plan=plan, reference=reference(plan), on=on))
    watch = Watch(plan, on)
    document: dict[str, Any] = {
        **_head(plan, told, on),
        "alerts": [_alert(one) for one in alerts(plan, on)],
        "untested": [one.id for one in watch.untested],
        "undecided": [one.id for one in watch.undecided],
        "unwatched": list(dict.fromkeys(one.sign for one in watch.unwatched)),
        "unwatched_in": [
            {"situation": one.situation.id, "sign": one.sign} for one in watch.unwatched
        ],
        "trigger_dates": [
            {
                "on": one.on,
                "situation": one.situation and one.situation.id,
                "id": one.trigger and one.trigger.id,
                "watched_by": one.watched_by,
            }
            for one in watch.trigger_dates
        ],
    }
    lines = [*answer_lines(run, told)]
    code = None
    if incidents is not None:
        read, found = _replayed(run, plan, incidents)
        document["replay"] = _replay(found)
        lines += ["", *answer_lines(run, told_replay(found, reference(plan)))]
        if read is not None:
            document["replay"]["problems"] = [one.as_json(run.tell) for one in read.problems]
            lines += [*problem_lines(read.problems), *_left_out(read)]
            code = FINDINGS if read.needs_person else None
    answer(run, document, lines)
    return code


def _replayed(run: CommandRun, plan: Plan, incidents: str) -> tuple[FileIncidents | None, Replay]:
    if incidents == OWN:
        return None, own_replay(plan)
    read = incidents_in_file(run.actor, plan, Path(incidents).name, read_content(incidents))
    return read, replay(plan, read.incidents)


def _left_out(read: FileIncidents) -> Sequence[Message]:
    if not read.needs_person:
        return ()
    return (
        _(
            "What is asked about or refused here was not run. Import the file to answer, then "
            "replay “plan”."
        ),
    )


def _alert(one: AlertClock) -> dict[str, Any]:
    row = one.alert
    return {
        "id": row.id,
        "warning": row.warning,
        "raised": row.raised_on,
        "due": one.due,
        "days_left": one.days_left,
        "decided": row.decided_on,
        "state": one.state,
        **facts(row, "grade raised_by decision decided_by why_not"),
        "decides": one.threshold.decides if one.threshold else "",
    }


def _replay(found: Replay) -> dict[str, Any]:
    return {
        "incidents": found.number,
        "fired": [_firing(one) for one in found.firings],
        "others": [one.id for one in found.others],
        "left_out": {
            name: [row.id for row in rows]
            for name, rows in facts(found, "undated unnamed unwatched").items()
        },
    }


def _firing(one: Firing) -> dict[str, Any]:
    return {
        "warning": one.threshold.id,
        "on": one.on,
        "incidents": [row.id for row in one.incidents],
        "alert": one.alert and one.alert.id,
        "raised": one.alert and one.alert.raised_on,
        "days": one.days_until_raised,
    }
