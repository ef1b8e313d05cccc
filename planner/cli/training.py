"""`training`: who is trained, where it goes, who is ready for which country, what expires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
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
from planner.cli.options import DAY, option, plan_argument
from planner.cli.printing import answer, facts
from planner.cli.run import CommandRun
from planner.messages import Message, _


@command("training")
@plan_argument
@option(
    "--on",
    metavar="DATE",
    type=DAY,
    help=_("The day to look at, as in 2027-03-31. Default: today."),
)
@option("--forecast", is_flag=True, help=_("Also where it goes, to the end of the plan."))
@option("--by", type=click.Choice(BY), help=_("Also added up, posts in listed situations apart."))
@click.pass_obj
def _training(
    run: CommandRun, plan: str, on: datetime | None, forecast: bool, by: str | None
) -> None:
    day, chosen = on.date() if on else run.today, opened(run, plan).plan
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
    return {
        "id": status.requirement.id,
        "audience": status.audience.id,
        "audience_title": status.audience.title,
        "course": status.course.id,
        "course_title": status.course.title,
        "scope": status.requirement.scope,
        **facts(status, "posts valid due_90 expired never target steady state basis"),
        **facts(status, "seats_needed seats_booked"),
        "coverage": _range(status.coverage),
        "why": status.reason,
    }


def _range(found: tuple[object, object] | None) -> dict[str, object] | None:
    return {"low": found[0], "high": found[1]} if found else None


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
        **facts(month, "on target seats"),
        **facts(month.count, "posts valid"),
        "coverage": _range((month.low, month.high)),
    }


def _situation(one: Readiness) -> dict[str, Any]:
    return {
        **facts(one.situation, "id name next_trigger"),
        **facts(one, "state needed ready built_by trigger_near"),
        "parts": {check.part: check.verdict for check in one.checks},
        "why": reasons(one),
    }


def _total(one: TrainingTotal) -> dict[str, Any]:
    return {
        **facts(one, "key scope requirements met unknown due_90 expired never women"),
        **facts(one.count, "posts valid"),
        "coverage": _range(one.count.coverage),
    }


def _ending(one: ExpiringCertificates) -> dict[str, Any]:
    return {
        "on": one.on,
        "audience": one.status.audience.id,
        "course": one.status.course.id,
        "at_most": one.at_most,
        "in_register": len(one.holders),
    }


COMMANDS = (_training,)
