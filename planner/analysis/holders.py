"""How many people hold a valid pass on a day: counted from a register, bounded from head-counts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from planner.analysis.passes import expiry, remaining
from planner.choices import SessionState
from planner.tables import Certificate, Course, Session

DUE = timedelta(days=90)
_TINY = 1e-9


class Basis(StrEnum):
    """What a figure rests on."""

    REGISTER = "register"
    HEAD_COUNTS = "head-counts"
    NOTHING = "no records"


@dataclass(frozen=True, kw_only=True)
class Range:
    """The least and the most a count can be; `high` is None when nothing bounds it."""

    low: int
    high: int | None

    def within(self, posts: int | None, outside: int | None) -> Range:
        """The part of the range that must, and can, lie in so many posts.

        `outside` are the posts that these people may hold instead: 0 when there are none, None
        when nobody counted them.
        """
        low = 0 if outside is None else max(self.low - outside, 0)
        if posts is None:
            return Range(low=low, high=self.high)
        return Range(
            low=min(low, posts), high=posts if self.high is None else min(self.high, posts)
        )


@dataclass(frozen=True, kw_only=True)
class Holders:
    """Who holds a pass on a day: valid now, due within 90 days, ever; and on what basis."""

    basis: Basis
    valid: Range
    due_90: int
    ever: Range
    why: str


def from_register(course: Course, certificates: Sequence[Certificate], on: date) -> Holders:
    """Distinct holders still in post on that day; exact."""
    last: dict[str, date | None] = {}
    for certificate in certificates:
        passed = certificate.passed_on
        if passed is None or passed > on or (certificate.left_on and certificate.left_on <= on):
            continue
        last[certificate.holder] = _later(
            expiry(course, passed), last.get(certificate.holder, passed)
        )
    valid = [end for end in last.values() if end is None or end > on]
    due = sum(1 for end in valid if end is not None and end <= on + DUE)
    return Holders(
        basis=Basis.REGISTER,
        valid=Range(low=len(valid), high=len(valid)),
        due_90=due,
        ever=Range(low=len(last), high=len(last)),
        why=f"Register: {len(last)} holders in post, {len(valid)} with a valid pass.",
    )


def _later(a: date | None, b: date | None) -> date | None:
    return None if a is None or b is None else max(a, b)


def from_head_counts(
    course: Course, sessions: Sequence[Session], turnover: Decimal | None, on: date
) -> Holders:
    """Bounds from numbers trained: the same people may have sat in every session, or none twice.

    Low is the largest single valid session, high all valid sessions added up; both lowered by
    the yearly turnover since. A session whose number is not known leaves the high end open.
    """
    held = [s for s in sessions if s.state in (SessionState.HELD, None) and s.on and s.on <= on]
    valid = [s for s in held if _holds(course, s, on)]
    due = [s for s in valid if not _holds(course, s, on + DUE)]
    low, high = _bounds(valid, turnover, on)
    ever_low, ever_high = _bounds(held, turnover, on)
    due_low, due_high = _bounds(due, turnover, on)
    return Holders(
        basis=Basis.HEAD_COUNTS if held else Basis.NOTHING,
        valid=Range(low=low, high=high),
        due_90=due_low if due_high is None else due_high,
        ever=Range(low=ever_low, high=ever_high),
        why=_explained(len(held), len(valid), low, high, turnover),
    )


def _holds(course: Course, session: Session, on: date) -> bool:
    end = expiry(course, session.on) if session.on else None
    return end is None or on < end


def _bounds(
    sessions: Sequence[Session], turnover: Decimal | None, on: date
) -> tuple[int, int | None]:
    known = [
        max(s.trained, 0) * remaining(turnover, s.on, on)
        for s in sessions
        if s.trained is not None and s.on is not None
    ]
    low = math.floor(max(known, default=0.0) + _TINY)
    high = math.ceil(sum(known) - _TINY) if len(known) == len(sessions) else None
    return low, high


def _explained(held: int, valid: int, low: int, high: int | None, turnover: Decimal | None) -> str:
    if not held:
        return "No session held so far."
    lowered = f", lowered by {turnover.normalize():f} % turnover a year" if turnover else ""
    most = "open, a session has no number" if high is None else f"all of them together, {high}"
    return (
        f"{valid} of {held} sessions still valid: at least the largest, {low}; "
        f"at most {most}{lowered}."
    )
