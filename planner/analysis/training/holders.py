"""How many hold a valid certificate on a day: counted by register, bounded by head-counts."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from planner.analysis.training.head_counts import NOBODY, Range
from planner.analysis.training.rotation import expiry, remaining
from planner.choices import SessionState
from planner.messages import NOTHING, Fact, Message, Term, _, paragraph, pgettext
from planner.tables import Certificate, Course, Session

DUE_DAYS = 90
NEVER = date.max.toordinal() + 1

Pair = tuple[str, str]
"""An audience's id and a course's id."""

Pass = tuple[int, int, int, str]
"""The first day on which a pass no longer holds, its day, the day its holder left, the holder."""

FEW = 48
"""So many passes are gone through each time sooner than put in order once."""

Counts = tuple[int, int, int]
"""Holders with a valid certificate, those of them due within 90 days, holders ever."""


@dataclass(frozen=True)
class Days:
    """Counts that change on certain days: what they are from each day on, 0 before the first."""

    starts: Sequence[int] = ()
    counts: Sequence[Counts] = ()

    def on(self, day: int) -> Counts:
        """The counts on a day."""
        place = bisect_right(self.starts, day)
        return self.counts[place - 1] if place else (0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Register:
    """The passes of one course in one audience, in the order of their ends; days are ordinals.

    Who is said to have left, in whatever row of the audience, holds nothing that was passed
    before; a pass after that day says that the holder came back.
    """

    passes: Sequence[Pass]

    def on(self, day: int) -> Counts:
        """Holders in post with a valid certificate, those due within 90 days, holders ever."""
        if len(self.passes) > FEW:
            return self._counts.on(day)
        ends = sorted(self.until(day).values())
        over, due = bisect_right(ends, day), bisect_right(ends, day + DUE_DAYS)
        return len(ends) - over, due - over, len(ends)

    def until(self, day: int) -> Mapping[str, int]:
        """Holders in post who passed by that day, and the first day on which they hold nothing."""
        # in the order of ends, so that the last to end is what stays
        return {holder: end for end, passed, left, holder in self.passes if passed <= day < left}

    @cached_property
    def passed(self) -> Sequence[tuple[int, str]]:
        """Every day on which somebody passed, with who, in order; who left since included."""
        return sorted((passed, holder) for _, passed, _, holder in self.passes)

    @cached_property
    def _counts(self) -> Days:
        changes: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        holders: defaultdict[str, list[Pass]] = defaultdict(list)
        for one in self.passes:
            holders[one[3]].append(one)
        for passes in holders.values():
            for start, end, until in _segments(passes):
                held = min(end, until)
                spans = (start, held), (max(start, end - DUE_DAYS), held), (start, until)
                for place, (first, after) in enumerate(spans):
                    if first < after:
                        changes[first][place] += 1
                        changes[after][place] -= 1
        return _added(changes)


def _segments(passes: Sequence[Pass]) -> Iterable[tuple[int, int, int]]:
    """Spans in which one holder is in post: first day, end of what is held then, day after."""
    breaks = sorted({day for _, passed, left, _ in passes for day in (passed, left)})
    return [
        (start, max(ends), until)
        for start, until in pairwise(breaks)
        if (ends := [end for end, passed, left, _ in passes if passed <= start < left])
    ]


def _added(changes: Mapping[int, Sequence[int]]) -> Days:
    starts = sorted(changes)
    valid, due, ever = 0, 0, 0
    counts: list[Counts] = []
    for start in starts:
        more_valid, more_due, more_ever = changes[start]
        valid, due, ever = valid + more_valid, due + more_due, ever + more_ever
        counts.append((valid, due, ever))
    return Days(starts, counts)


def registers(
    certificates: Sequence[Certificate], courses: Mapping[str, Course]
) -> Mapping[Pair, Register]:
    """Every register of a plan by audience and course; what has no date does not count."""
    departures = _departures(certificates)
    alike: defaultdict[tuple[int | None, int | None], dict[date, int]] = defaultdict(dict)
    ends = {one.id: alike[one.validity_months, one.fixed_month] for one in courses.values()}
    found: defaultdict[Pair, list[Pass]] = defaultdict(list)
    for row in certificates:
        known = ends.get(row.course)
        if known is None:
            continue
        listed, passed = found[row.audience, row.course], row.passed_on
        if passed is None:
            continue
        end = known.get(passed)
        if end is None:
            last = expiry(courses[row.course], passed)
            end = known[passed] = NEVER if last is None else last.toordinal()
        left = _left(row, passed, departures) if departures else NEVER
        listed.append((end, passed.toordinal(), left, row.holder))
    for listed in found.values():
        listed.sort()
    return {pair: Register(passes=listed) for pair, listed in found.items()}


def _departures(certificates: Iterable[Certificate]) -> Mapping[Pair, list[date]]:
    found: defaultdict[Pair, list[date]] = defaultdict(list)
    for certificate in certificates:
        if certificate.left_on is not None:
            found[certificate.audience, certificate.holder].append(certificate.left_on)
    return found


def _left(certificate: Certificate, passed: date, departures: Mapping[Pair, list[date]]) -> int:
    """The day this pass's holder left: as its own row says, or the first departure after it."""
    known = departures.get((certificate.audience, certificate.holder))
    if not known:
        return NEVER
    after = [day for day in known if day >= passed]
    if certificate.left_on is not None:
        after.append(certificate.left_on)
    return min(after).toordinal() if after else NEVER


DUE = timedelta(days=DUE_DAYS)
NEAR_DAYS = 14
_TINY = 1e-9


class Basis(Term):
    """What a figure rests on."""

    REGISTER = "register", pgettext("rests on", "register")
    HEAD_COUNTS = "head-counts", pgettext("rests on", "head-counts")
    BOTH = "register and head-counts", pgettext("rests on", "register and head-counts")
    NOTHING = "no records", pgettext("rests on", "no records")


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
