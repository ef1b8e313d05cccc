"""Thresholds: which are tried out, who decides on them, and what nobody watches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from planner.analysis.risk.picture import latest_ratings
from planner.analysis.training.readiness import TRIGGER_NEAR
from planner.analysis.training.rotation import months_after
from planner.choices import Level, Sighting
from planner.plan import Plan
from planner.tables import Exercise, Observation, Situation, Threshold, Trigger

TEST_MONTHS: Final = 12
"""A threshold that was last exercised longer ago than that counts as untested."""


def factor_of(sign: str) -> str:
    """The number of the risk factor that an indicator or a factor belongs to, as in 7 of 7.14."""
    return sign.partition(".")[0]


def is_about(threshold: Threshold, sign: str, situation: str) -> bool:
    """Whether a threshold watches that sign there: the indicator or its factor, there or anywhere.

    A worked example: a threshold on 7.14 without a situation is about 7.14 everywhere, and neither
    about 7.1 nor about factor 7; one on factor 7 in S-02 is about 7.14 in S-02 alone.
    """
    return threshold.sign in (sign, factor_of(sign)) and threshold.situation in ("", situation)


@dataclass(frozen=True, kw_only=True)
class UnwatchedSign:
    """A high risk factor, or an indicator that is present, which no threshold watches there."""

    situation: Situation
    sign: str

    @property
    def is_factor(self) -> bool:
        """Whether it is a risk factor and not an indicator."""
        return "." not in self.sign


@dataclass(frozen=True, kw_only=True)
class TriggerDate:
    """A date near that may set violence off; `trigger` is None where only a situation names it."""

    on: date
    situation: Situation | None
    trigger: Trigger | None

    @property
    def watched_by(self) -> str:
        """Who watches it; blank for nobody."""
        return self.trigger.watched_by if self.trigger else ""


@dataclass(frozen=True)
class Watch:
    """What a plan's thresholds watch on a day, and where the chain to a decision is broken."""

    plan: Plan
    on: date

    @cached_property
    def last_tested(self) -> dict[str, date]:
        """The last day that each threshold was exercised, as far as it was by that day."""
        rows = self.plan.of(Threshold)
        days = [(row.id, row.tested_on) for row in rows]
        days += [(one.warning, one.on) for one in self.plan.of(Exercise)]
        known: dict[str, date] = {}
        for row_id, day in days:
            if day is not None and day <= self.on:
                known[row_id] = max(day, known.get(row_id, day))
        return known

    def is_untested(self, threshold: Threshold) -> bool:
        """Whether it was never exercised, or not in the last twelve months.

        A worked example: last exercised on 12 November 2025, it counts as tested until 12 November
        2026 and as untested from the day after.
        """
        tested = self.last_tested.get(threshold.id)
        return tested is None or self.on > months_after(tested, TEST_MONTHS)

    @property
    def untested(self) -> tuple[Threshold, ...]:
        """The thresholds that are untested."""
        return tuple(filter(self.is_untested, self.plan.of(Threshold)))

    @property
    def undecided(self) -> tuple[Threshold, ...]:
        """The thresholds of which nobody is named who decides."""
        return tuple(one for one in self.plan.of(Threshold) if not one.decides.strip())

    @cached_property
    def unwatched(self) -> tuple[UnwatchedSign, ...]:
        """High factors of which nothing is watched, and present indicators that nobody watches.

        The latest assessment and the latest observation count. A factor is watched when a threshold
        is on it or on any of its indicators; an indicator when one is on it or on its factor. What
        was not assessed or is unclear is in neither.
        """
        thresholds = self.plan.of(Threshold)
        places = self.plan.by_id(Situation)
        found: list[UnwatchedSign] = []
        for situation, sign in (*self._high(), *self._present()):
            heard = (
                one.situation in ("", situation) and factor_of(one.sign) == sign
                if "." not in sign
                else is_about(one, sign, situation)
                for one in thresholds
            )
            if situation in places and not any(heard):
                found.append(UnwatchedSign(situation=places[situation], sign=sign))
        order = list(places)
        return tuple(sorted(found, key=lambda one: order.index(one.situation.id)))

    def _high(self) -> Iterator[tuple[str, str]]:
        return (key for key, one in latest_ratings(self.plan).items() if one.level is Level.HIGH)

    def _present(self) -> Iterator[tuple[str, str]]:
        seen = sorted(self.plan.of(Observation), key=lambda one: one.seen_on or date.min)
        latest = {(one.situation, one.indicator): one for one in seen}
        return (key for key, one in latest.items() if one.status is Sighting.PRESENT)

    @cached_property
    def trigger_dates(self) -> tuple[TriggerDate, ...]:
        """The dates of the next ninety days, this day among them, that may set violence off."""
        places = self.plan.by_id(Situation)
        dated = [
            TriggerDate(on=one.on, situation=places.get(one.situation), trigger=one)
            for one in self.plan.of(Trigger)
            if one.on
        ]
        told = {(one.situation, one.on) for one in dated}
        dated += [
            TriggerDate(on=place.next_trigger, situation=place, trigger=None)
            for place in places.values()
            if place.next_trigger and (place, place.next_trigger) not in told
        ]
        near = [one for one in dated if timedelta() <= one.on - self.on <= TRIGGER_NEAR]
        return tuple(sorted(near, key=lambda one: one.on))
