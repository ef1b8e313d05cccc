"""`training`: who is trained, where it goes, who is ready for which country, whose passes end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import command, plan_argument
from planner.cli.printing import answer, percent, table
from planner.cli.session import Session

if TYPE_CHECKING:
    from planner.analysis.forecast import Forecast
    from planner.analysis.holders import Range
    from planner.analysis.outlook import Ahead
    from planner.analysis.readiness import Readiness
    from planner.analysis.training import Standing
    from planner.analysis.training_sums import Ending


@command("training")
@plan_argument
@click.option("--on", metavar="DATE", help="The day to look at, as in 2027-03-31. Default: today.")
@click.option("--forecast", is_flag=True, help="Also where it goes, to the end of the plan.")
@click.pass_obj
def training(session: Session, plan: str, on: str | None, forecast: bool) -> None:
    """Who of those who must be trained holds a valid pass on a day, and who is ready for where."""
    from planner.analysis import training as analysis
    from planner.analysis.outlook import forecasts
    from planner.analysis.readiness import readiness
    from planner.analysis.training_letters import AHEAD_DAYS
    from planner.analysis.training_sums import endings

    day = _day(on) if on else session.today
    opened = session.desk(plan).plan(session)
    known = analysis.records(opened)
    found = analysis.training_on(known, day)
    ahead = forecasts(known, found, opened.details.end) if forecast else ()
    ending = [one for one in endings(known, found, AHEAD_DAYS) if not one.expired]
    situations = readiness(opened, known, day)
    by_id = {one.standing.requirement.id: one for one in ahead}
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "on": day,
        "requirements": [
            _standing(one) | (_ahead(by_id.get(one.requirement.id)) if forecast else {})
            for one in found.standings
        ],
        **({"months": list(_months(ahead))} if forecast else {}),
        "situations": [_situation(one) for one in situations],
        "ending": [_ending(one) for one in ending],
    }
    lines = _lines(day, found.standings, situations, ending, ahead)
    answer(session, document, lines or ["No course is required of anybody yet."])


def _standing(standing: Standing) -> dict[str, Any]:
    coverage = standing.coverage
    return {
        "id": standing.requirement.id,
        "audience": standing.audience.id,
        "audience_title": standing.audience.title,
        "course": standing.course.id,
        "course_title": standing.course.title,
        "scope": standing.requirement.scope,
        "posts": standing.posts,
        "valid": standing.valid,
        "due_90": standing.due_90,
        "expired": standing.expired,
        "never": standing.never,
        "coverage": {"low": coverage[0], "high": coverage[1]} if coverage else None,
        "target": standing.target,
        "steady": standing.steady,
        "state": standing.state,
        "basis": standing.basis,
        "seats_needed": standing.seats_needed,
        "seats_booked": standing.seats_booked,
        "why": standing.why,
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
    """All requirements together, those for listed-country posts apart, month by month."""
    from planner.analysis.outlook import outlook
    from planner.choices import RequiredScope

    for scope in RequiredScope:
        for month in outlook(ahead, listed=scope is RequiredScope.LISTED_POSTS):
            yield {"scope": scope, **_month(month)}


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


def _ending(one: Ending) -> dict[str, Any]:
    return {
        "on": one.on,
        "audience": one.standing.audience.id,
        "course": one.standing.course.id,
        "at_most": one.at_most,
        "in_register": len(one.holders),
    }


def _lines(
    day: date,
    standings: Sequence[Standing],
    situations: Sequence[Readiness],
    ending: Sequence[Ending],
    ahead: Sequence[Forecast],
) -> list[str]:
    parts = (
        table(
            ("Audience", "Course", "Posts", "Valid", "Coverage", "Target", "Due in 90 days"),
            map(_standing_line, standings),
        ),
        table(
            ("Listed situation", "State", "Needed", "Ready", "Missing"),
            map(_situation_line, situations),
        ),
        table(
            ("Ends on", "Audience", "Course", "Passes, at most"),
            (
                (one.on, one.standing.audience.title, one.standing.course.title, one.at_most)
                for one in ending
            ),
        ),
        table(
            ("Month", "Posts", "Passes to be held", "Coverage", "Target", "Seats"),
            ((month["on"], month["scope"], *_month_line(month)) for month in _months(ahead)),
        ),
    )
    told = [line for part in parts if part for line in ("", *part)]
    return [f"On {day}:", *told] if told else []


def _standing_line(standing: Standing) -> tuple[object, ...]:
    coverage = standing.coverage
    return (
        standing.audience.title,
        standing.course.title,
        "unknown" if standing.posts is None else standing.posts,
        _people(standing.valid),
        _between(*coverage) if coverage else "unknown",
        percent(standing.target) if standing.target is not None else "none",
        standing.due_90,
    )


def _situation_line(one: Readiness) -> tuple[object, ...]:
    missing = ", ".join(check.part for check in one.missing)
    return one.situation.name, one.state, one.needed, _people(one.ready), missing


def _month_line(month: dict[str, Any]) -> tuple[object, ...]:
    between = _between(month["coverage"]["low"], month["coverage"]["high"])
    return month["posts"], between, percent(month["target"]), month["seats"]


def _people(found: Range) -> object:
    low, high = found.low, found.high
    return low if low == high else f"{low} to {'any number' if high is None else high}"


def _between(low: float, high: float) -> str:
    return percent(low) if percent(low) == percent(high) else f"{percent(low)} to {percent(high)}"


def _day(text: str) -> date:
    from planner.errors import WrongValue

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongValue(f"“{text}” is not a date.", "Write it as in 2027-03-31.") from None


COMMANDS = (training,)
