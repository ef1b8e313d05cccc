"""Requirements added up by ministry, family, audience, course or level; listed posts apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from planner.analysis.training.head_counts import HeadCount, total
from planner.analysis.training.holders import Pair
from planner.analysis.training.requirements import Records, RequirementStatus, TargetState, Training
from planner.choices import RequiredScope, SessionState
from planner.plan import Plan
from planner.tables import Ministry, Session

BY = ("ministry", "family", "audience", "course", "level")
BY_ROW = MappingProxyType({"ministry": "ministries", "audience": "audiences", "course": "courses"})
"""The tables whose rows requirements are added up by."""


@dataclass(frozen=True, kw_only=True)
class Women:
    """Of those trained in sessions that say so, how many were women; `silent` sessions do not."""

    women: int
    trained: int
    silent: int

    @property
    def share(self) -> float | None:
        """Women over trained, 0 to 1; None when no session says."""
        return self.women / self.trained if self.trained else None


def women(sessions: Iterable[Session], on: date) -> Women:
    """The share of women in the sessions held by a day."""
    held = [
        s
        for s in sessions
        if s.trained is not None
        and s.on is not None
        and s.on <= on
        and s.state in (SessionState.HELD, None)
    ]
    told = [s for s in held if s.women is not None]
    return Women(
        women=sum(min(max(s.women or 0, 0), max(s.trained or 0, 0)) for s in told),
        trained=sum(max(s.trained or 0, 0) for s in told),
        silent=len(held) - len(told),
    )


NO_WOMEN = Women(women=0, trained=0, silent=0)


@dataclass(frozen=True, kw_only=True)
class TrainingTotal:
    """Requirements of one kind added up; `key` says of which kind, blank for all together.

    `unknown` requirements, whose posts or coverage nobody knows, are in none of the counts.
    `women` are those of the sessions held for these audiences and courses, where they say so.
    """

    key: str
    listed: bool
    requirements: int
    unknown: int
    count: HeadCount
    due_90: int
    expired: int
    never: int
    met: int
    women: Women

    @property
    def scope(self) -> RequiredScope:
        """Which posts are asked."""
        return RequiredScope.LISTED_POSTS if self.listed else RequiredScope.ALL_POSTS


def totals(plan: Plan, found: Training, by: str) -> tuple[TrainingTotal, ...]:
    """The sums by one of `BY`, for all posts and for listed-country posts apart.

    Keys are ids of ministries, audiences and courses, else a stored answer; "" is not said.
    """
    key = _key(plan, by)
    groups: dict[tuple[str, bool], list[RequirementStatus]] = {}
    for status in found.statuses:
        groups.setdefault((key(status), status.is_listed), []).append(status)
    held: defaultdict[Pair, list[Session]] = defaultdict(list)
    for session in plan.of(Session):
        held[session.audience, session.course].append(session)

    def own(group: Sequence[RequirementStatus]) -> Women:
        pairs = {(one.audience.id, one.course.id): None for one in group}
        return women((session for pair in pairs for session in held.get(pair, ())), found.on)

    return tuple(
        total_of(group, name, listed=listed, women=own(group))
        for (name, listed), group in groups.items()
    )


def _key(plan: Plan, by: str) -> Callable[[RequirementStatus], str]:
    ministries = plan.by_id(Ministry)

    def family(status: RequirementStatus) -> str:
        ministry = ministries.get(status.audience.ministry)
        return (ministry.family or "") if ministry else ""

    keys: dict[str, Callable[[RequirementStatus], str]] = {
        "ministry": lambda status: status.audience.ministry,
        "family": family,
        "audience": lambda status: status.audience.id,
        "course": lambda status: status.course.id,
        "level": lambda status: status.course.level or "",
    }
    return keys[by]


def total_of(
    group: Sequence[RequirementStatus],
    key: str = "",
    *,
    listed: bool = False,
    women: Women = NO_WOMEN,
) -> TrainingTotal:
    """Requirements added up; what nobody counted is not taken as zero."""
    known = [(one, count) for one in group if (count := one.count) is not None]
    return TrainingTotal(
        key=key,
        listed=listed,
        requirements=len(group),
        unknown=len(group) - len(known),
        count=total(count for _, count in known),
        due_90=sum(one.due_90 for one, _ in known),
        expired=sum(one.expired for one, _ in known),
        never=sum(one.never or 0 for one, _ in known),
        met=sum(one.state is TargetState.MET for one in group),
        women=women,
    )


@dataclass(frozen=True, kw_only=True)
class ExpiringCertificates:
    """Certificates of one requirement that end on a day: whose by code, or how many at most."""

    status: RequirementStatus
    on: date
    holders: tuple[str, ...]
    at_most: int
    expired: bool


def expiring(known: Records, found: Training, days: int) -> tuple[ExpiringCertificates, ...]:
    """Certificates that end within so many days or ended in as many days before, in order of date.

    From a register by code, who holds no later one and is in post; from head-counts by session.
    """
    day = found.on.toordinal()
    seen: set[tuple[str, str]] = set()
    lines: list[ExpiringCertificates] = []
    for status in found.statuses:
        pair = status.audience.id, status.course.id
        if pair in seen:
            continue
        seen.add(pair)
        register = known.registers.get(pair)
        ends: dict[int, tuple[list[str], int]] = {}
        until: Mapping[str, int] = register.until(day) if register else {}
        for holder, end in until.items():
            ends.setdefault(end, ([], 0))[0].append(holder)
        for session in known.counted.get(pair, ()):
            if session.on <= found.on and session.end is not None and session.rest:
                end = session.end.toordinal()
                codes, rest = ends.get(end, ([], 0))
                ends[end] = codes, rest + session.rest
        lines.extend(
            ExpiringCertificates(
                status=status,
                on=date.fromordinal(end),
                holders=tuple(sorted(codes)),
                at_most=len(codes) + rest,
                expired=end <= day,
            )
            for end, (codes, rest) in ends.items()
            if abs(end - day) <= days
        )
    return tuple(sorted(lines, key=lambda line: line.on))
