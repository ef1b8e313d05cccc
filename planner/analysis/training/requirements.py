"""Whether those who must be trained are: every requirement on a day, with unknown kept unknown."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planner.analysis.once import once
from planner.analysis.training.head_counts import Ends, HeadCount, Range, rate
from planner.analysis.training.holders import (
    Basis,
    HeldSession,
    Holders,
    Pair,
    Register,
    held_sessions,
    holders,
    registers,
)
from planner.analysis.training.rotation import steady_level
from planner.choices import RequiredScope, SessionState
from planner.messages import Message, Term, _, paragraph, pgettext
from planner.plan import Plan
from planner.tables import Audience, Certificate, Course, Requirement, Session

A_YEAR = timedelta(days=365)


class TargetState(Term):
    """How a requirement stands against its target, in one word."""

    MET = "met", pgettext("target", "met"), "✓"
    SHORT = "short", pgettext("target", "short"), "✗"
    UNCLEAR = "unclear", pgettext("target", "not certain"), "~"
    UNKNOWN = "unknown", pgettext("target", "not known"), "?"


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementStatus:
    """How one requirement stands on a day.

    `posts` are the filled posts in scope, None when nobody counted them; `valid` and `ever` the
    holders of a certificate in them, now and at any time; `planned` the sessions still to come.
    """

    requirement: Requirement
    audience: Audience
    course: Course
    holders: Holders
    posts: int | None
    valid: Range
    ever: Range
    planned: tuple[Session, ...]
    on: date

    @property
    def is_listed(self) -> bool:
        """Whether it asks only the posts in listed situations."""
        return self.requirement.scope is RequiredScope.LISTED_POSTS

    @property
    def due_90(self) -> int:
        """The holders (at most) who lose their certificate within 90 days."""
        due, most = self.holders.due_90, self.valid.high
        return due if most is None else min(due, most)

    @property
    def expired(self) -> int:
        """Those who once had a certificate that is no longer valid."""
        if self.valid.high is None or self.ever.high is None:
            return max(self.ever.low - self.valid.low, 0)
        return max(self.ever.high - self.valid.high, 0)

    @property
    def never(self) -> int | None:
        """Posts whose holder never had a certificate; None when posts are not known."""
        if self.posts is None or self.ever.high is None:
            return None
        return self.posts - self.ever.high

    @property
    def count(self) -> HeadCount | None:
        """Posts and holders to be added up with others; None when posts are not known, or none."""
        return HeadCount(posts=self.posts, valid=self.valid) if self.posts else None

    @property
    def coverage(self) -> Ends | None:
        """Valid over posts, low and high, 0 to 1; None when posts are not known, or none."""
        return self.count.coverage if self.count else None

    @property
    def steady(self) -> float | None:
        """Where the seats planned for the next year let coverage settle, 0 to 1."""
        return self.long_run_level(_seats(self.planned, self.on + A_YEAR))

    def long_run_level(self, seats: int) -> float | None:
        """Where so many seats a year let coverage settle, whoever stays renewing in time."""
        turnover = rate(self.audience.turnover)
        if self.posts is None or turnover is None:
            return None
        trained = trained_share(self.posts - self.valid.low, seats)
        return steady_level(trained, turnover, rate(self.audience.trained_first) or 0.0)

    @property
    def seats_needed(self) -> int | None:
        """The posts short of the target if the low end is true; None when not known."""
        target = self.requirement.target
        if self.posts is None or target is None:
            return None
        return max(math.ceil(self.posts * target / 100) - self.valid.low, 0)

    @property
    def seats_booked(self) -> int:
        """The seats planned up to the target's date."""
        return _seats(self.planned, self.requirement.by)

    @property
    def basis(self) -> Basis:
        """What the figures rest on."""
        return self.holders.basis

    @property
    def missing(self) -> int:
        """Certificates missing to the target if the high end is true; 0 when none, or not known."""
        if self.posts is None or self.target is None or self.valid.high is None:
            return 0
        return max(round(self.posts * self.target) - self.valid.high, 0)

    @property
    def reason(self) -> Message:
        """What the figures rest on, in whole sentences."""
        told = self.holders.reason
        if self.posts is None:
            unknown = _(
                "{audience}: filled posts not known, so coverage is not known.",
                audience=self.audience.title,
            )
            return paragraph(unknown, told)
        return paragraph(told, _("Filled posts in scope: {posts}.", posts=self.posts))

    @property
    def target(self) -> float | None:
        """The target as a share, 0 to 1."""
        return None if self.requirement.target is None else float(self.requirement.target) / 100

    @property
    def state(self) -> TargetState:
        """Met or short when every end of the range is; unclear when the range spans the target."""
        if self.coverage is None or self.target is None:
            return TargetState.UNKNOWN
        low, high = self.coverage
        if low >= self.target:
            return TargetState.MET
        return TargetState.SHORT if high < self.target else TargetState.UNCLEAR


@dataclass(frozen=True, kw_only=True)
class Training:
    """How every requirement of a plan stands on a day, in the order of the plan."""

    on: date
    statuses: tuple[RequirementStatus, ...]

    def in_state(self, state: TargetState) -> tuple[RequirementStatus, ...]:
        """The requirements that stand so."""
        return tuple(status for status in self.statuses if status.state is state)

    @property
    def of_listed(self) -> tuple[RequirementStatus, ...]:
        """The requirements of posts in listed situations only."""
        return tuple(status for status in self.statuses if status.is_listed)


def by_urgency(statuses: Iterable[RequirementStatus]) -> tuple[RequirementStatus, ...]:
    """What is short first, what is met last; then by how many certificates are missing."""
    order = (TargetState.SHORT, TargetState.UNCLEAR, TargetState.UNKNOWN, TargetState.MET)
    return tuple(sorted(statuses, key=lambda one: (order.index(one.state), -one.missing)))


@dataclass(frozen=True, kw_only=True)
class Records:
    """A plan's sessions and registers worked through once, so that any day can be asked at once."""

    required: tuple[tuple[Requirement, Audience, Course], ...]
    registers: Mapping[Pair, Register]
    counted: Mapping[Pair, tuple[HeldSession, ...]]
    planned: Mapping[Pair, tuple[Session, ...]]

    def holders(self, audience: Audience, course: Course, on: date) -> Holders:
        """Who of the audience holds the course on a day."""
        pair = audience.id, course.id
        return holders(self.registers.get(pair), self.counted.get(pair, ()), audience.turnover, on)

    def planned_after(self, pair: Pair, on: date) -> tuple[Session, ...]:
        """The sessions planned for an audience and a course after a day, in order of date."""
        planned = self.planned.get(pair)
        return tuple(s for s in planned if s.on and s.on > on) if planned else ()


@once
def records(plan: Plan) -> Records:
    """What a plan's records say; a requirement without audience or course is left out."""
    audiences, courses = plan.by_id(Audience), plan.by_id(Course)
    found = registers(plan.of(Certificate), courses)
    sessions: defaultdict[Pair, list[Session]] = defaultdict(list)
    for session in sorted(plan.of(Session), key=lambda session: session.on or date.max):
        sessions[session.audience, session.course].append(session)
    return Records(
        required=tuple(
            (requirement, audience, course)
            for requirement in plan.of(Requirement)
            if (audience := audiences.get(requirement.audience)) is not None
            if (course := courses.get(requirement.course)) is not None
        ),
        registers=found,
        counted={
            pair: held_sessions(courses[pair[1]], rows, found.get(pair))
            for pair, rows in sessions.items()
            if pair[1] in courses
        },
        planned={
            pair: tuple(row for row in rows if row.state is SessionState.PLANNED)
            for pair, rows in sessions.items()
        },
    )


def training(plan: Plan, on: date) -> Training:
    """How every requirement stands on that day; one without audience or course is left out.

    Example: of 100 posts 30 and 20 sat sessions that may hold the same people, so 30 to 50 hold it:
    a target of 30 is met, one of 51 is short, one between them is unclear.
    """
    return training_on(records(plan), on)


def training_on(known: Records, on: date) -> Training:
    """The same from records that were worked through before."""
    pairs: dict[Pair, Holders] = {}
    statuses: list[RequirementStatus] = []
    for requirement, audience, course in known.required:
        pair = audience.id, course.id
        if pair not in pairs:
            pairs[pair] = known.holders(audience, course, on)
        planned = known.planned_after(pair, on)
        statuses.append(_status(requirement, audience, course, pairs[pair], planned, on))
    return Training(on=on, statuses=tuple(statuses))


def _status(
    requirement: Requirement,
    audience: Audience,
    course: Course,
    found: Holders,
    planned: tuple[Session, ...],
    on: date,
) -> RequirementStatus:
    posts, outside = in_scope(requirement, audience)
    return RequirementStatus(
        requirement=requirement,
        audience=audience,
        course=course,
        holders=found,
        posts=posts,
        valid=found.valid.within(posts, outside),
        ever=found.ever.within(posts, outside),
        planned=planned,
        on=on,
    )


def in_scope(requirement: Requirement, audience: Audience) -> tuple[int | None, int | None]:
    """The posts in scope, and those of the audience outside it (None: not known)."""
    if requirement.scope is not RequiredScope.LISTED_POSTS:
        return audience.posts, 0
    if audience.posts is None or audience.listed_posts is None:
        return audience.listed_posts, None
    return audience.listed_posts, max(audience.posts - audience.listed_posts, 0)


def trained_share(uncovered: int, seats: int) -> float:
    """The share of uncovered posts that so many seats train, 0 to 1."""
    return min(seats / uncovered, 1.0) if uncovered > 0 else float(seats > 0)


def _seats(planned: Iterable[Session], until: date | None) -> int:
    return sum(
        s.seats or 0 for s in planned if until is None or (s.on is not None and s.on <= until)
    )
