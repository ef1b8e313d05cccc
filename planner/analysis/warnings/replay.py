"""Dated incidents run against the thresholds: which would have fired on which day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from planner.analysis.warnings.thresholds import factor_of, is_about
from planner.plan import Plan
from planner.tables import Alert, Incident, Threshold


@dataclass(frozen=True, kw_only=True)
class Firing:
    """A threshold that would have fired on a day, and the incidents that crossed it.

    `alert` is what was really raised for this crossing; None when nothing was.
    """

    threshold: Threshold
    on: date
    incidents: tuple[Incident, ...]
    alert: Alert | None = None

    @property
    def days_until_raised(self) -> int | None:
        """Days from the crossing to the alert; None without one."""
        raised_on = self.alert.raised_on if self.alert else None
        return None if raised_on is None else (raised_on - self.on).days


@dataclass(frozen=True, kw_only=True)
class Replay:
    """What the thresholds would have said to the incidents, and what could not be run.

    `others` are alerts that no crossing of these incidents explains. `undated` have no day,
    `unnamed` no indicator; `unwatched` have both, and no threshold is about them.
    """

    firings: tuple[Firing, ...]
    others: tuple[Alert, ...]
    undated: tuple[Incident, ...]
    unnamed: tuple[Incident, ...]
    unwatched: tuple[Incident, ...]
    number: int


def replay(plan: Plan, incidents: Sequence[Incident]) -> Replay:
    """Run incidents against the thresholds of a plan, in the order of their days.

    An incident counts for a threshold on its indicator or on the factor of it, in the same
    situation or in none. The threshold fires on the day on which its number of incidents (one,
    where it says none) lie within its days, the last at most so many days after the first. Then it
    is silent until its window has emptied: until no incident of its kind lies so many days back.
    Where it names no days nothing ever leaves the window; there an alert uses up the incidents it
    was raised on, and the count begins anew. It never fires twice on one day.

    A worked example: three clashes within fourteen days. Clashes on 1, 8, 12 and 20 June and on 1,
    17, 20 and 25 July: it fires on 12 June, with the three of 1 to 12 June. On 20 June and 1 July
    the window has not emptied. On 17 July it has, sixteen days after the last clash, and so it
    fires again on 25 July.

    What was really raised stands beside the last crossing on or before its day.
    """
    dated = sorted((one for one in incidents if one.on), key=lambda one: one.on or date.min)
    ready = [one for one in dated if one.indicator]
    by_sign: dict[str, list[Incident]] = {}
    for one in ready:
        for sign in {one.indicator, factor_of(one.indicator)}:
            by_sign.setdefault(sign, []).append(one)
    heard = {
        row.id: [
            one for one in by_sign.get(row.sign, ()) if is_about(row, one.indicator, one.situation)
        ]
        for row in plan.of(Threshold)
    }
    fired = [one for row in plan.of(Threshold) for one in _crossings(row, heard[row.id])]
    beside, others = _really_raised(plan, fired)
    known = {one.id for rows in heard.values() for one in rows}
    return Replay(
        firings=tuple(sorted(beside, key=lambda one: (one.on, one.threshold.id))),
        others=others,
        undated=tuple(one for one in incidents if one.on is None),
        unnamed=tuple(one for one in dated if not one.indicator),
        unwatched=tuple(one for one in ready if one.id not in known),
        number=len(incidents),
    )


def own_replay(plan: Plan) -> Replay:
    """The same with the plan's own incidents."""
    return replay(plan, plan.of(Incident))


@dataclass
class _Window:
    """The incidents that still count for a threshold, and whether it may fire."""

    threshold: Threshold
    rows: list[Incident] = field(default_factory=list[Incident])
    is_armed: bool = True

    def take(self, day: date, rows: Sequence[Incident]) -> tuple[Incident, ...]:
        """Let the incidents of a day in; gives those that cross the threshold, if they do."""
        days = self.threshold.within_window
        if days is not None:
            self.rows = [one for one in self.rows if one.on and (day - one.on).days <= days]
            self.is_armed = self.is_armed or not self.rows
        self.rows.extend(rows)
        if not self.is_armed or len(self.rows) < max(self.threshold.incidents or 1, 1):
            return ()
        crossing = tuple(self.rows)
        if days is None:
            self.rows.clear()
        else:
            self.is_armed = False
        return crossing


def _crossings(threshold: Threshold, rows: Sequence[Incident]) -> Iterator[Firing]:
    window = _Window(threshold)
    for day, of_day in groupby(rows, key=lambda one: one.on):
        if day is not None and (crossing := window.take(day, list(of_day))):
            yield Firing(threshold=threshold, on=day, incidents=crossing)


def _really_raised(plan: Plan, fired: Sequence[Firing]) -> tuple[list[Firing], tuple[Alert, ...]]:
    """Each firing with the first alert from its day on until the next one, and all other alerts."""
    beside = list(fired)
    others: list[Alert] = []
    for alert in sorted(plan.of(Alert), key=lambda one: one.raised_on or date.max):
        before = [
            at
            for at, one in enumerate(beside)
            if one.threshold.id == alert.warning and alert.raised_on and one.on <= alert.raised_on
        ]
        if before and beside[before[-1]].alert is None:  # of one threshold they stand by days
            beside[before[-1]] = replace(beside[before[-1]], alert=alert)
        else:
            others.append(alert)
    return beside, tuple(others)
