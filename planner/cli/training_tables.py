"""Training as tables for a person, in the language that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from planner.cli.printing import percent, table
from planner.cli.session import CommandRun
from planner.cli.words import answer_label, label, row_label, say

if TYPE_CHECKING:
    from planner.analysis.training.forecast import Forecast
    from planner.analysis.training.holders import Range
    from planner.analysis.training.outlook import Ahead
    from planner.analysis.training.readiness import Readiness, ReadinessPart, Ready
    from planner.analysis.training.requirements import RequirementStatus
    from planner.analysis.training.totals import ExpiringCertificates, TrainingTotal
    from planner.choices import RequiredScope
    from planner.languages.sentences import Says
    from planner.plan import Plan


def tables(
    session: CommandRun,
    day: date,
    statuses: Sequence[RequirementStatus],
    situations: Sequence[Readiness],
    ending: Sequence[ExpiringCertificates],
    ahead: Sequence[Forecast],
) -> list[str]:
    """The requirements, then listed situations, passes that end, and the months to come."""
    from planner.languages.sentences import Says

    parts = (
        _requirements(session, statuses),
        _situations(session, situations),
        _endings(session, ending),
        _months(session, ahead),
    )
    told = [line for part in parts if part for line in ("", *part)]
    if not told:
        return [say(session, Says.TOLD_NOTHING_REQUIRED)]
    return [say(session, Says.TOLD_ON, date=day), *told]


def _requirements(session: CommandRun, statuses: Sequence[RequirementStatus]) -> list[str]:
    from planner.languages.sentences import Says

    heads = (
        *_audience_and_course(session),
        _posts(session),
        *_said(session, Says.HEAD_VALID, Says.HEAD_COVERAGE, Says.HEAD_TARGET, Says.HEAD_DUE),
    )
    return table(heads, (_requirement(session, one) for one in statuses))


def _requirement(session: CommandRun, status: RequirementStatus) -> tuple[object, ...]:
    from planner.languages.sentences import Says

    unknown, target = say(session, Says.UNKNOWN), status.target
    return (
        status.audience.title,
        status.course.title,
        unknown if status.posts is None else status.posts,
        _people(session, status.valid),
        _between(session, *status.coverage) if status.coverage else unknown,
        say(session, Says.NONE) if target is None else percent(target),
        status.due_90,
    )


def _situations(session: CommandRun, situations: Sequence[Readiness]) -> list[str]:
    from planner.languages.sentences import Says

    heads = _said(
        session,
        Says.HEAD_SITUATION,
        Says.HEAD_STATE,
        Says.HEAD_NEEDED,
        Says.HEAD_READY,
        Says.HEAD_MISSING,
    )
    return table(heads, (_situation(session, one) for one in situations))


def _situation(session: CommandRun, one: Readiness) -> tuple[object, ...]:
    states, parts = _ready_says(), _part_says()
    missing = ", ".join(say(session, parts[check.part]) for check in one.missing)
    state = say(session, states[one.state])
    return one.situation.name, state, one.needed, _people(session, one.ready), missing


@cache
def _ready_says() -> Mapping[Ready, Says]:
    from planner.analysis.training.readiness import Ready
    from planner.languages.sentences import Says

    return {Ready.READY: Says.READY, Ready.NEARLY: Says.NEARLY, Ready.NOT: Says.NOT_READY}


@cache
def _part_says() -> Mapping[ReadinessPart, Says]:
    from planner.analysis.training.readiness import ReadinessPart
    from planner.languages.sentences import Says

    return {
        ReadinessPart.FOUNDATION: Says.PART_FOUNDATION,
        ReadinessPart.ROLE: Says.PART_ROLE,
        ReadinessPart.COUNTRY: Says.PART_COUNTRY,
        ReadinessPart.LANGUAGE: Says.PART_LANGUAGE,
        ReadinessPart.HANDOVER: Says.PART_HANDOVER,
    }


def _endings(session: CommandRun, ending: Sequence[ExpiringCertificates]) -> list[str]:
    from planner.languages.sentences import Says

    heads = (
        say(session, Says.HEAD_ENDS),
        *_audience_and_course(session),
        say(session, Says.HEAD_AT_MOST),
    )
    return table(
        heads,
        (
            (one.on, one.status.audience.title, one.status.course.title, one.at_most)
            for one in ending
        ),
    )


def _months(session: CommandRun, ahead: Sequence[Forecast]) -> list[str]:
    from planner.languages.sentences import Says
    from planner.plan import table_named

    heads = (
        say(session, Says.HEAD_MONTH),
        label(session, table_named("requirements"), "scope"),
        *_said(session, Says.HEAD_TO_HOLD, Says.HEAD_COVERAGE, Says.HEAD_TARGET, Says.HEAD_SEATS),
    )
    return table(heads, (_month(session, scope, month) for scope, month in months(ahead)))


def _month(session: CommandRun, scope: RequiredScope, month: Ahead) -> tuple[object, ...]:
    between = _between(session, *month.coverage)
    shown = answer_label(session, scope)
    return month.on, shown, month.posts, between, percent(month.target), month.seats


def totals_table(
    session: CommandRun, plan: Plan, by: str, sums: Sequence[TrainingTotal]
) -> list[str]:
    """Requirements added up, with the women among those trained where sessions say so."""
    from planner.choices import RequiredScope
    from planner.languages.sentences import Says
    from planner.plan import table_named

    heads = (
        _key_head(session, by),
        label(session, table_named("requirements"), "scope"),
        *_said(session, Says.HEAD_TO_HOLD, Says.HEAD_VALID, Says.HEAD_COVERAGE, Says.HEAD_DUE),
        label(session, table_named("sessions"), "women"),
    )
    scopes = {True: RequiredScope.LISTED_POSTS, False: RequiredScope.ALL_POSTS}
    rows = (
        (
            _key(session, plan, by, one.key),
            answer_label(session, scopes[one.listed]),
            one.posts,
            _people(session, one.valid),
            _between(session, *one.coverage) if one.coverage else say(session, Says.UNKNOWN),
            one.due_90,
            say(session, Says.UNKNOWN) if one.women.share is None else percent(one.women.share),
        )
        for one in sums
    )
    found = table(heads, rows)
    return ["", *found] if found else []


_TABLES = {"ministry": "ministries", "audience": "audiences", "course": "courses"}
_ANSWERS = {"family": "ministries", "level": "courses"}


def _key_head(session: CommandRun, by: str) -> str:
    from planner.plan import table_named

    if by in _TABLES:
        return row_label(session, table_named(_TABLES[by]))
    return label(session, table_named(_ANSWERS[by]), by)


def _key(session: CommandRun, plan: Plan, by: str, key: str) -> str:
    """What people call a key of the sums: a row's name, or an answer's."""
    from planner.plan import table_named, title_of

    if by in _TABLES:
        row = plan.rows(_TABLES[by]).get(key)
        return title_of(row) if row else key
    answers = table_named(_ANSWERS[by]).column(by).answers or ()
    return next((answer_label(session, one) for one in answers if one == key), key)


def months(ahead: Sequence[Forecast]) -> Iterator[tuple[RequiredScope, Ahead]]:
    """All requirements together, those for listed-country posts apart, month by month."""
    from planner.analysis.training.outlook import outlook
    from planner.choices import RequiredScope

    for scope in RequiredScope:
        for month in outlook(ahead, listed=scope is RequiredScope.LISTED_POSTS):
            yield scope, month


def _audience_and_course(session: CommandRun) -> tuple[str, str]:
    from planner.plan import table_named

    return (
        row_label(session, table_named("audiences")),
        row_label(session, table_named("courses")),
    )


def _posts(session: CommandRun) -> str:
    from planner.plan import table_named

    return label(session, table_named("audiences"), "posts")


def _said(session: CommandRun, *heads: Says) -> tuple[str, ...]:
    return tuple(say(session, one) for one in heads)


def _people(session: CommandRun, found: Range) -> object:
    from planner.languages.sentences import Says

    low, high = found.low, found.high
    if low == high:
        return low
    most = say(session, Says.ANY_NUMBER) if high is None else high
    return say(session, Says.BETWEEN, low=low, high=most)


def _between(session: CommandRun, low: float, high: float) -> str:
    from planner.languages.sentences import Says

    least, most = percent(low), percent(high)
    return least if least == most else say(session, Says.BETWEEN, low=least, high=most)
