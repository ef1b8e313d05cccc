"""`training`: who is trained, where it goes, who is ready for which country, what expires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import click

from planner.analysis.training.forecast import Forecast, Month, forecasts, outlook
from planner.analysis.training.forecast_answer import forecast_answer
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.readiness_answer import readiness_answer, reasons
from planner.analysis.training.requirements import RequirementStatus, records, training_on
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.totals import (
    BY,
    ExpiringCertificates,
    TrainingTotal,
    expiring,
    totals,
)
from planner.analysis.training.training_answer import totals_table, training_answer
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.choices import RequiredScope
from planner.cli.answers import answer_lines, answer_table
from planner.cli.commands import command
from planner.cli.opened_plan import opened
from planner.cli.options import option, plan_argument
from planner.cli.printing import answer
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.messages import Message, _


@command("training")
@plan_argument
@option("--on", metavar="DATE", help=_("The day to look at, as in 2027-03-31. Default: today."))
@option("--forecast", is_flag=True, help=_("Also where it goes, to the end of the plan."))
@option("--by", type=click.Choice(BY), help=_("Also added up, listed-country posts apart."))
@click.pass_obj
def _training(run: CommandRun, plan: str, on: str | None, forecast: bool, by: str | None) -> None:
    day, chosen = _day(on) if on else run.today, opened(run, plan).plan
    known = records(chosen)
    found = training_on(known, day)
    ahead = forecasts(known, found, chosen.details.end) if forecast else ()
    ending = [one for one in expiring(known, found, AHEAD_DAYS) if not one.expired]
    situations = readiness(chosen, known, day)
    sums = totals(chosen, found, by) if by else ()
    by_id = {one.status.requirement.id: one for one in ahead}
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "on": day,
        "requirements": [
            _status(one) | (_ahead(by_id.get(one.requirement.id)) if forecast else {})
            for one in found.statuses
        ],
        **({"months": list(_months(ahead))} if forecast else {}),
        **({"totals": [_total(one) for one in sums]} if by else {}),
        "situations": [_situation(one) for one in situations],
        "ending": [_ending(one) for one in ending],
    }
    wanted = needs(found, day, chosen.details.end, chosen.details.start)
    lines: list[Message | str] = [
        *answer_lines(run, training_answer(chosen, found, wanted, ending))
    ]
    if situations:
        lines += ["", *answer_lines(run, readiness_answer(situations))]
    if ahead:
        lines += ["", *answer_lines(run, forecast_answer(ahead))]
    if by:
        lines += ["", *answer_table(run, totals_table(chosen, by, sums))]
    answer(run, document, lines)


def _status(status: RequirementStatus) -> dict[str, Any]:
    coverage = status.coverage
    return {
        "id": status.requirement.id,
        "audience": status.audience.id,
        "audience_title": status.audience.title,
        "course": status.course.id,
        "course_title": status.course.title,
        "scope": status.requirement.scope,
        "posts": status.posts,
        "valid": status.valid,
        "due_90": status.due_90,
        "expired": status.expired,
        "never": status.never,
        "coverage": {"low": coverage[0], "high": coverage[1]} if coverage else None,
        "target": status.target,
        "steady": status.steady,
        "state": status.state,
        "basis": status.basis,
        "seats_needed": status.seats_needed,
        "seats_booked": status.seats_booked,
        "why": status.reason,
    }


def _ahead(one: Forecast | None) -> dict[str, Any]:
    """Where a requirement goes; what is not known is null."""
    return {
        "settles": one.steady if one else None,
        "seats_a_year": one.seats_a_year if one else None,
        "met_from": one.reached.on if one and one.reached else None,
        "lost_from": one.falls.on if one and one.falls else None,
    }


def _months(ahead: Sequence[Forecast]) -> Iterator[dict[str, Any]]:
    for scope in RequiredScope:
        for month in outlook(ahead, listed=scope is RequiredScope.LISTED_POSTS):
            yield {"scope": scope, **_month(month)}


def _month(month: Month) -> dict[str, Any]:
    return {
        "on": month.on,
        "posts": month.count.posts,
        "valid": month.count.valid,
        "coverage": {"low": month.low, "high": month.high},
        "target": month.target,
        "seats": month.seats,
    }


def _situation(one: Readiness) -> dict[str, Any]:
    return {
        "id": one.situation.id,
        "name": one.situation.name,
        "state": one.state,
        "needed": one.needed,
        "ready": one.ready,
        "parts": {check.part: check.verdict for check in one.checks},
        "why": reasons(one),
        "built_by": one.built_by,
        "next_trigger": one.situation.next_trigger,
        "trigger_near": one.trigger_near,
    }


def _total(one: TrainingTotal) -> dict[str, Any]:
    coverage = one.count.coverage
    return {
        "key": one.key,
        "scope": one.scope,
        "requirements": one.requirements,
        "met": one.met,
        "unknown": one.unknown,
        "posts": one.count.posts,
        "valid": one.count.valid,
        "coverage": {"low": coverage[0], "high": coverage[1]} if coverage else None,
        "due_90": one.due_90,
        "expired": one.expired,
        "never": one.never,
        "women": one.women,
    }


def _ending(one: ExpiringCertificates) -> dict[str, Any]:
    return {
        "on": one.on,
        "audience": one.status.audience.id,
        "course": one.status.course.id,
        "at_most": one.at_most,
        "in_register": len(one.holders),
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongValue(
            _("“{text}” is not a date.", text=text), _("Write it as in 2027-03-31.")
        ) from None


COMMANDS = (_training,)
