"""How many hold a valid certificate on a day: counted by register, bounded by head-counts."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from planner.analysis.training.head_counts import NOBODY, Range
from planner.analysis.training.registers import DUE_DAYS, Register
from planner.analysis.training.rotation import expiry, remaining
from planner.choices import SessionState
from planner.messages import NOTHING, Fact, Message, _, paragraph
from planner.tables import Course, Session

DUE = timedelta(days=DUE_DAYS)
NEAR_DAYS = 14
_TINY = 1e-9


class Basis(StrEnum):
    """What a figure rests on."""

    REGISTER = "register"
    HEAD_COUNTS = "head-counts"
    BOTH = "register and head-counts"
    NOTHING = "no records"


@dataclass(frozen=True, kw_only=True, slots=True)
class Holders:
    """Who holds a certificate on a day: valid now, due within 90 days, ever; and on what basis.

    `registered` are the holders in post whom a register lists, `registered_valid` those of them
    with a valid certificate; `held` the sessions held by that day, `still_valid` those whose
    certificates are valid.
    """

    basis: Basis
    valid: Range
    due_90: int
    ever: Range
    registered: int = 0
    registered_valid: int = 0
    held: int = 0
    still_valid: int = 0
    turnover: Decimal | None = None

    @property
    def reason(self) -> Message:
        """What the figures rest on, in whole sentences."""
        match self.basis:
            case Basis.NOTHING:
                return _("No session held so far.")
            case Basis.REGISTER:
                return self._register()
            case Basis.HEAD_COUNTS:
                return paragraph(self._sessions(), self._turnover())
            case Basis.BOTH:
                incomplete = _("It does not list everybody.")
                return paragraph(self._register(), incomplete, self._sessions(), self._turnover())

    def _register(self) -> Message:
        return _(
            "Register: {registered} holders in post, {valid} with a valid certificate.",
            registered=self.registered,
            valid=self.registered_valid,
        )

    def _sessions(self) -> Message:
        facts: dict[str, Fact] = {
            "still": self.still_valid,
            "held": self.held,
            "low": self.valid.low,
            "high": self.valid.high,
        }
        match self.basis is Basis.BOTH, self.valid.high is None:
            case False, False:
                return _(
                    "{still} of {held} sessions still valid: at least the largest, {low}; "
                    "at most all of them together, {high}.",
                    **facts,
                )
            case False, True:
                return _(
                    "{still} of {held} sessions still valid: at least the largest, {low}; "
                    "at most open, a session has no number.",
                    **facts,
                )
            case True, False:
                return _(
                    "{still} of {held} sessions still valid: with those of one session at least "
                    "{low}; with all at most {high}.",
                    **facts,
                )
            case _:
                return _(
                    "{still} of {held} sessions still valid: with those of one session at least "
                    "{low}; at most open, a session has no number.",
                    **facts,
                )

    def _turnover(self) -> Message:
        if not self.turnover:
            return NOTHING
        return _("A turnover of {turnover} % a year is taken into account.", turnover=self.turnover)


@dataclass(frozen=True, kw_only=True)
class HeldSession:
    """A session that was held: when, until when its certificates are valid, and how many passed.

    `rest` are those of them whom no register lists, None when not known; `listed` are the codes
    of the others.
    """

    on: date
    end: date | None
    rest: int | None
    listed: frozenset[str] = frozenset()

    def holds(self, day: date) -> bool:
        """Whether its certificates are still valid on a day."""
        return self.end is None or day < self.end


def held_sessions(
    course: Course, sessions: Iterable[Session], register: Register | None = None
) -> tuple[HeldSession, ...]:
    """The sessions that count once their day has come, with what a register does not list of them.

    A certificate belongs to the nearest session within a fortnight. A session without a number
    counts as listed in full when the register lists anybody of it.
    """
    dated = sorted(
        ((s.on, s) for s in sessions if s.on and s.state in (SessionState.HELD, None)),
        key=lambda pair: pair[0],
    )
    listed = _listed([on for on, _ in dated], register)
    return tuple(
        HeldSession(
            on=on,
            end=expiry(course, on),
            rest=_rest(session.trained, len(codes)),
            listed=frozenset(codes),
        )
        for (on, session), codes in zip(dated, listed, strict=True)
    )


def _rest(trained: int | None, listed: int) -> int | None:
    if trained is None:
        return 0 if listed else None
    return max(trained - listed, 0)


def _listed(days: Sequence[date], register: Register | None) -> list[set[str]]:
    """Whom the register lists of each session."""
    found: list[set[str]] = [set() for _ in days]
    if register is None or not days:
        return found
    held = [day.toordinal() for day in days]
    for passed, holder in register.passed:
        place = bisect_left(held, passed)
        near = [at for at in (place - 1, place) if 0 <= at < len(held)]
        closest = min(near, key=lambda at: abs(held[at] - passed))
        if abs(held[closest] - passed) <= NEAR_DAYS:
            found[closest].add(holder)
    return found


def holders(
    register: Register | None, sessions: Sequence[HeldSession], turnover: Decimal | None, on: date
) -> Holders:
    """Who holds a certificate on a day, by both kinds of record; `register` may be None.

    From a register alone it is exact: distinct holders in post. From numbers trained it is a range,
    because the same people may have sat in every session, or none twice: low is the largest single
    valid session, high all of them added up, both lowered by the yearly turnover since; a session
    whose number is not known leaves the high end open. Where there are both, what the register
    lists is known. Of those it does not list, at most all are further people, and those of the one
    session with most of them are further people than its listed ones.
    """
    if not sessions:
        return _NO_HOLDERS if register is None else _listed_only(register.on(on.toordinal()))
    day = on.toordinal()
    listed_valid, listed_due, listed = register.on(day) if register else (0, 0, 0)
    held = [session for session in sessions if session.on <= on]
    open_ended = [session for session in held if session.rest != 0]
    valid = [session for session in open_ended if session.holds(on)]
    due = [session for session in valid if not session.holds(on + DUE)]
    in_post: Mapping[str, int] = register.until(day) if register and open_ended else {}
    still = frozenset(holder for holder, end in in_post.items() if end > day)
    low, high = _bounds(valid, turnover, on, still, listed_valid)
    ever_low, ever_high = _bounds(open_ended, turnover, on, frozenset(in_post), listed)
    due_low, due_high = _bounds(due, turnover, on, frozenset(), 0)
    return Holders(
        basis=_basis(register, bool(held), bool(open_ended)),
        valid=Range(low=low, high=high),
        due_90=listed_due + (due_low if due_high is None else due_high),
        ever=Range(low=ever_low, high=ever_high),
        registered=listed,
        registered_valid=listed_valid,
        held=len(held),
        still_valid=sum(session.holds(on) for session in held),
        turnover=turnover,
    )


@lru_cache(maxsize=4096)
def _listed_only(counts: tuple[int, int, int]) -> Holders:
    valid, due, ever = counts
    now = Range(low=valid, high=valid)
    return Holders(
        basis=Basis.REGISTER,
        valid=now,
        due_90=due,
        ever=now if ever == valid else Range(low=ever, high=ever),
        registered=ever,
        registered_valid=valid,
    )


_NO_HOLDERS = Holders(basis=Basis.NOTHING, valid=NOBODY, due_90=0, ever=NOBODY)


def _basis(register: Register | None, held: bool, unlisted: bool) -> Basis:
    if register is not None:
        return Basis.BOTH if unlisted else Basis.REGISTER
    return Basis.HEAD_COUNTS if held else Basis.NOTHING


def _bounds(
    sessions: Sequence[HeldSession],
    turnover: Decimal | None,
    on: date,
    present: frozenset[str],
    listed: int,
) -> tuple[int, int | None]:
    """The least and the most, beside `listed` people of a register of whom `present` are there."""
    if not sessions:
        return listed, listed
    known = [
        (max(session.rest, 0) * remaining(turnover, session.on, on), session.listed)
        for session in sessions
        if session.rest is not None
    ]
    least = [math.floor(rest + _TINY) + len(codes & present) for rest, codes in known]
    most = math.ceil(sum(rest for rest, _ in known) - _TINY) + listed
    return max([listed, *least]), most if len(known) == len(sessions) else None
