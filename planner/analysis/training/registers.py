"""A register worked through once, so that any day can be asked for holders at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from planner.analysis.training.rotation import expiry
from planner.tables import Certificate, Course

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
