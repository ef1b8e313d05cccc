"""A register worked through once, so that any day can be asked at once: who holds a valid pass."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from planner.analysis.passes import expiry
from planner.tables import Certificate, Course

DUE_DAYS = 90
NEVER = date.max.toordinal() + 1

Pair = tuple[str, str]
"""An audience's id and a course's id."""

Pass = tuple[int, int, int]
"""The day of a pass, the first day on which it no longer holds, the day its holder left."""


Counts = tuple[int, int, int]
"""Holders with a valid pass, those of them due within 90 days, holders ever."""


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
    """The passes of one course in one audience, by holder; days are ordinals.

    Who is said to have left, in whatever row of the audience, holds nothing that was passed
    before; a pass after that day says that the holder came back.
    """

    passes: Mapping[str, Sequence[Pass]]

    @cached_property
    def _counts(self) -> Days:
        changes: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
        for passes in self.passes.values():
            for start, end, until in _segments(passes):
                held = min(end, until)
                spans = (start, held), (max(start, end - DUE_DAYS), held), (start, until)
                for place, (first, after) in enumerate(spans):
                    if first < after:
                        changes[first][place] += 1
                        changes[after][place] -= 1
        return _added(changes)

    def on(self, day: int) -> Counts:
        """Holders with a valid pass, those of them due within 90 days, holders ever; in post."""
        return self._counts.on(day)

    def until(self, day: int) -> Mapping[str, int]:
        """Holders in post who passed by that day, and the first day on which they hold nothing."""
        found: dict[str, int] = {}
        for holder, passes in self.passes.items():
            ends = [end for passed, end, left in passes if passed <= day < left]
            if ends:
                found[holder] = max(ends)
        return found

    @cached_property
    def passed(self) -> Sequence[tuple[int, str]]:
        """Every day on which somebody passed, with who, in order; who left since included."""
        return sorted(
            (passed, holder) for holder, passes in self.passes.items() for passed, _, _ in passes
        )


def _segments(passes: Sequence[Pass]) -> Iterable[tuple[int, int, int]]:
    """Spans in which one holder is in post: first day, end of what is held then, day after."""
    if len(passes) == 1:
        passed, end, left = passes[0]
        return ((passed, end, left),) if passed < left else ()
    breaks = sorted({day for passed, _, left in passes for day in (passed, left)})
    return [
        (start, max(ends), until)
        for start, until in pairwise(breaks)
        if (ends := [end for passed, end, left in passes if passed <= start < left])
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
    """Every register of a plan by audience and course; a pass without a date does not count."""
    departures = _departures(certificates)
    ends: dict[tuple[str, date], int] = {}
    found: dict[Pair, dict[str, list[Pass]]] = {}
    for certificate in certificates:
        passed, course = certificate.passed_on, courses.get(certificate.course)
        if course is None:
            continue
        holders = found.setdefault((certificate.audience, course.id), {})
        if passed is None:
            continue
        end = ends.get((course.id, passed))
        if end is None:
            last = expiry(course, passed)
            end = ends[course.id, passed] = NEVER if last is None else last.toordinal()
        left = _left(certificate, passed, departures)
        holders.setdefault(certificate.holder, []).append((passed.toordinal(), end, left))
    return {pair: Register(passes=holders) for pair, holders in found.items()}


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
