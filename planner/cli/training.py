"""`training`: who is trained, where it goes, who is ready for which country, whose passes end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import command, plan_argument
from planner.cli.printing import answer
from planner.cli.session import CommandRun
from planner.cli.training_tables import months, tables, totals_table

if TYPE_CHECKING:
    from planner.analysis.training.forecast import Forecast
    from planner.analysis.training.outlook import Ahead
    from planner.analysis.training.readiness import Readiness
    from planner.analysis.training.requirements import RequirementStatus
    from planner.analysis.training.totals import ExpiringCertificates, TrainingTotal

BY = ("ministry", "family", "audience", "course", "level")


@command("training")
@plan_argument
@click.option("--on", metavar="DATE", help="The day to look at, as in 2027-03-31. Default: today.")
@click.option("--forecast", is_flag=True, help="Also where it goes, to the end of the plan.")
@click.option("--by", type=click.Choice(BY), help="Also added up, listed-country posts apart.")
@click.pass_obj
def training(
    session: CommandRun, plan: str, on: str | None, forecast: bool, by: str | None
) -> None:
    """Who of those who must be trained holds a valid pass on a day, and who is ready for where."""
    from planner.analysis.training import requirements as analysis
    from planner.analysis.training.outlook import forecasts
    from planner.analysis.training.readiness import readiness
    from planner.analysis.training.totals import expiring, totals
    from planner.analysis.training.training_letters import AHEAD_DAYS

    day = _day(on) if on else session.today
    opened = session.desk(plan).plan(session)
    known = analysis.records(opened)
    found = analysis.training_on(known, day)
    ahead = forecasts(known, found, opened.details.end) if forecast else ()
    ending = [one for one in expiring(known, found, AHEAD_DAYS) if not one.expired]
    situations = readiness(opened, known, day)
    sums = totals(opened, found, by) if by else ()
    by_id = {one.status.requirement.id: one for one in ahead}
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "on": day,
        "requirements": [
            _status(one) | (_ahead(by_id.get(one.requirement.id)) if forecast else {})
            for one in found.statuses
        ],
        **({"months": _months(ahead)} if forecast else {}),
        **({"totals": [_total(one) for one in sums]} if by else {}),
        "situations": [_situation(one) for one in situations],
        "ending": [_ending(one) for one in ending],
    }
    lines = tables(session, day, found.statuses, situations, ending, ahead)
    answer(session, document, [*lines, *totals_table(session, opened, by, sums)] if by else lines)


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
        "why": status.why,
    }


def _ahead(one: Forecast | None) -> dict[str, Any]:
    """Where a requirement goes; what is not known is null."""
    return {
        "settles": one.steady if one else None,
        "seats_a_year": one.seats_a_year if one else None,
        "met_from": one.reached.on if one and one.reached else None,
        "lost_from": one.falls.on if one and one.falls else None,
    }


def _months(ahead: Sequence[Forecast]) -> list[dict[str, Any]]:
    return [{"scope": scope, **_month(month)} for scope, month in months(ahead)]


def _month(month: Ahead) -> dict[str, Any]:
    low, high = month.coverage
    return {
        "on": month.on,
        "posts": month.posts,
        "valid": month.valid,
        "coverage": {"low": low, "high": high},
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
        "why": [f"{check.part}: {check.why}" for check in one.checks],
        "built_by": one.built_by,
        "next_trigger": one.situation.next_trigger,
        "trigger_near": one.trigger_near,
    }


def _total(one: TrainingTotal) -> dict[str, Any]:
    coverage = one.coverage
    return {
        "key": one.key,
        "scope": "listed-country posts" if one.listed else "all posts",
        "requirements": one.requirements,
        "met": one.met,
        "unknown": one.unknown,
        "posts": one.posts,
        "valid": one.valid,
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
    from planner.errors import WrongValue

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongValue(f"“{text}” is not a date.", "Write it as in 2027-03-31.") from None


COMMANDS = (training,)
