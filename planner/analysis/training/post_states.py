"""Every post of a requirement in one state: current, ending, expired, never, or left open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.analysis.training.holders import Range
from planner.analysis.training.requirements import RequirementStatus, TargetState, Training
from planner.analysis.training.seat_needs import Need, need
from planner.choices import RequiredScope


class PostState(StrEnum):
    """How the holder of a post stands; in the order in which they are drawn and told."""

    CURRENT = "current"
    ENDING = "ending within 90 days"
    OPEN = "not certain"
    EXPIRED = "expired"
    NEVER = "never"


def post_states(status: RequirementStatus) -> Mapping[PostState, int] | None:
    """The posts of a requirement by state, which add up to its posts; None when nobody counted.

    Current and ending are passes that are held for certain; what the records leave open between
    the least and the most is “not certain”, and is never counted as a pass or as none.
    """
    posts, low = status.posts, status.valid.low
    if posts is None or posts < 0:
        return None
    high = posts if status.valid.high is None else status.valid.high
    ever = posts if status.ever.high is None else max(status.ever.high, high)
    ending = min(status.due_90, low)
    return {
        PostState.CURRENT: low - ending,
        PostState.ENDING: ending,
        PostState.OPEN: high - low,
        PostState.EXPIRED: ever - high,
        PostState.NEVER: posts - ever,
    }


@dataclass(frozen=True, kw_only=True)
class Whole:
    """All requirements of a plan together: passes to be held, and passes held, least to most.

    A post with two required courses counts twice; `listed` are those of listed-country posts
    alone. `unknown` requirements, whose posts nobody counted, are in no sum.
    """

    posts: int
    valid: Range
    unknown: int

    @property
    def coverage(self) -> tuple[float, float] | None:
        """Passes held over passes to be held, low and high, 0 to 1."""
        if not self.posts:
            return None
        return self.valid.low / self.posts, (self.valid.high or 0) / self.posts


def whole(statuses: Iterable[RequirementStatus]) -> Whole:
    """Requirements added up; what nobody counted is not taken as zero."""
    posts, low, high, unknown = 0, 0, 0, 0
    for status in statuses:
        states = post_states(status)
        if states is None:
            unknown += 1
            continue
        posts += status.posts or 0
        low += status.valid.low
        high += status.valid.low + states[PostState.OPEN]
    return Whole(posts=posts, valid=Range(low=low, high=high), unknown=unknown)


def of_listed(found: Training) -> tuple[RequirementStatus, ...]:
    """The requirements of posts in listed situations only."""
    scope = RequiredScope.LISTED_POSTS
    return tuple(one for one in found.statuses if one.requirement.scope is scope)


def by_urgency(statuses: Iterable[RequirementStatus]) -> tuple[RequirementStatus, ...]:
    """What is short before what is unclear, met or unknown; the most passes missing first."""
    order = (TargetState.SHORT, TargetState.UNCLEAR, TargetState.MET, TargetState.UNKNOWN)
    return tuple(sorted(statuses, key=lambda one: (order.index(one.state), -missing(one))))


def missing(status: RequirementStatus) -> int:
    """The passes missing to the target if the high end is true, 0 when none or not known."""
    target, high = status.target, status.valid.high
    if status.posts is None or target is None or high is None:
        return 0
    return max(round(status.posts * target) - high, 0)


def needs(
    statuses: Iterable[RequirementStatus], today: date, end: date | None, start: date | None = None
) -> tuple[Need, ...]:
    """What each requirement lacks, the most urgent first; what has enough seats booked is left."""
    found = (need(status, today, end, start) for status in by_urgency(statuses))
    return tuple(one for one in found if one is not None)
