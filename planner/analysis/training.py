"""Whether those who must be trained are: every requirement on a day, with unknown kept unknown."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from planner.analysis.holders import Basis, Holders, Range, from_head_counts, from_register
from planner.analysis.passes import steady_level
from planner.choices import RequiredScope, SessionState
from planner.plan import Plan
from planner.tables import Audience, Certificate, Course, Requirement, Session

A_YEAR = timedelta(days=365)
T = TypeVar("T", Session, Certificate)


class State(StrEnum):
    """How a requirement stands against its target, in one word."""

    MET = "met"
    SHORT = "short"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one requirement stands on a day.

    `posts` are the filled posts in scope, None when nobody counted them. `valid` holders now;
    `due_90` of them (at most) lose their pass within 90 days; `expired` once had one; `never`
    had none, None when posts are not known. `coverage` is valid over posts, low and high, 0 to 1,
    None when posts are not known or none. `steady` is the share a/(a+r) that the sessions planned
    for the next year hold against the turnover. `seats_needed` are the posts short of the target
    if the low end is true; `seats_booked` the planned seats up to the target's date.
    """

    requirement: Requirement
    audience: Audience
    course: Course
    basis: Basis
    posts: int | None
    valid: Range
    due_90: int
    expired: int
    never: int | None
    coverage: tuple[float, float] | None
    steady: float | None
    seats_needed: int | None
    seats_booked: int
    why: str

    @property
    def target(self) -> float | None:
        """The target as a share, 0 to 1."""
        return None if self.requirement.target is None else float(self.requirement.target) / 100

    @property
    def state(self) -> State:
        """Met or short when every end of the range is; unclear when the range spans the target."""
        if self.coverage is None or self.target is None:
            return State.UNKNOWN
        low, high = self.coverage
        if low >= self.target:
            return State.MET
        return State.SHORT if high < self.target else State.UNCLEAR


@dataclass(frozen=True, kw_only=True)
class Training:
    """How every requirement of a plan stands on a day, in the order of the plan."""

    on: date
    standings: tuple[Standing, ...]

    def in_state(self, state: State) -> tuple[Standing, ...]:
        """The requirements that stand so."""
        return tuple(standing for standing in self.standings if standing.state is state)


def training(plan: Plan, on: date) -> Training:
    """How every requirement stands on that day; one without audience or course is left out."""
    audiences, courses = plan.by_id(Audience), plan.by_id(Course)
    sessions, certificates = _by_pair(plan.of(Session)), _by_pair(plan.of(Certificate))
    standings = [
        _standing(requirement, audience, course, sessions[pair], certificates[pair], on)
        for requirement in plan.of(Requirement)
        if (audience := audiences.get(requirement.audience)) is not None
        if (course := courses.get(requirement.course)) is not None
        if (pair := (audience.id, course.id))
    ]
    return Training(on=on, standings=tuple(standings))


def _by_pair(rows: Iterable[T]) -> Mapping[tuple[str, str], list[T]]:
    pairs: defaultdict[tuple[str, str], list[T]] = defaultdict(list)
    for row in rows:
        pairs[row.audience, row.course].append(row)
    return pairs


def _standing(
    requirement: Requirement,
    audience: Audience,
    course: Course,
    sessions: Sequence[Session],
    certificates: Sequence[Certificate],
    on: date,
) -> Standing:
    holders = (
        from_register(course, certificates, on)
        if certificates
        else from_head_counts(course, sessions, audience.turnover, on)
    )
    posts, outside = _in_scope(requirement, audience)
    valid, ever = holders.valid.within(posts, outside), holders.ever.within(posts, outside)
    planned = [s for s in sessions if s.state is SessionState.PLANNED and s.on and s.on > on]
    return Standing(
        requirement=requirement,
        audience=audience,
        course=course,
        basis=holders.basis,
        posts=posts,
        valid=valid,
        due_90=holders.due_90 if valid.high is None else min(holders.due_90, valid.high),
        expired=_expired(valid, ever),
        never=None if posts is None or ever.high is None else posts - ever.high,
        coverage=_coverage(valid, posts),
        steady=_steady(audience, posts, valid, _seats(planned, on + A_YEAR)),
        seats_needed=_needed(requirement, posts, valid),
        seats_booked=_seats(planned, requirement.by),
        why=_why(holders, audience, posts),
    )


def _in_scope(requirement: Requirement, audience: Audience) -> tuple[int | None, int | None]:
    """The posts in scope, and those of the audience outside it (None: not known)."""
    if requirement.scope is not RequiredScope.LISTED_POSTS:
        return audience.posts, 0
    if audience.posts is None or audience.listed_posts is None:
        return audience.listed_posts, None
    return audience.listed_posts, max(audience.posts - audience.listed_posts, 0)


def _expired(valid: Range, ever: Range) -> int:
    if valid.high is None or ever.high is None:
        return max(ever.low - valid.low, 0)
    return max(ever.high - valid.high, 0)


def _coverage(valid: Range, posts: int | None) -> tuple[float, float] | None:
    if not posts or valid.high is None:
        return None
    return valid.low / posts, valid.high / posts


def _steady(audience: Audience, posts: int | None, valid: Range, seats: int) -> float | None:
    if posts is None or audience.turnover is None:
        return None
    uncovered = posts - valid.low
    trained = min(seats / uncovered, 1.0) if uncovered > 0 else float(seats > 0)
    return steady_level(trained, min(max(float(audience.turnover) / 100, 0.0), 1.0))


def _needed(requirement: Requirement, posts: int | None, valid: Range) -> int | None:
    if posts is None or requirement.target is None:
        return None
    return max(math.ceil(posts * requirement.target / 100) - valid.low, 0)


def _seats(planned: Iterable[Session], until: date | None) -> int:
    return sum(
        s.seats or 0 for s in planned if until is None or (s.on is not None and s.on <= until)
    )


def _why(holders: Holders, audience: Audience, posts: int | None) -> str:
    if posts is None:
        return f"{audience.title}: filled posts not known, so coverage is not known. {holders.why}"
    return f"{holders.why} Filled posts in scope: {posts}."
