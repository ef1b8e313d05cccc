"""Alerts with their clocks, thresholds that are untested, and incidents run against them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.answers import Question
from planner.analysis.warnings.alerts import AlertClock, AlertState, alerts
from planner.analysis.warnings.replay import replay
from planner.analysis.warnings.thresholds import Watch, is_about
from planner.analysis.warnings.warnings_answer import warnings_answer
from planner.choices import Level, Sighting
from planner.tables import (
    Alert,
    Exercise,
    Incident,
    Observation,
    Rating,
    Situation,
    Threshold,
    Trigger,
)
from tests.analysis.sketches import REFERENCE
from tests.builders import plan_of

NORTH = Situation(id="S-01", name="North")
CLASHES = Threshold(
    id="W-01", sign="1.7", threshold="Three clashes", incidents=3, within_window=14, within_days=3
)
ALERT = Alert(id="AL-001", warning="W-01", raised_on=date(2026, 11, 19))


def clock(alert: Alert, on: date, threshold: Threshold = CLASHES) -> AlertClock:
    (found,) = alerts(plan_of(threshold, alert), on)
    return found


@pytest.mark.parametrize(("day", "left"), [(20, 2), (22, 0), (25, -3)])
def test_the_days_left_run_from_the_day_it_was_raised(day: int, left: int) -> None:
    found = clock(ALERT, date(2026, 11, day))

    assert (found.due, found.days_left, found.is_overdue) == (date(2026, 11, 22), left, left < 0)


@pytest.mark.parametrize(
    ("decided", "on", "state"),
    [
        (22, 30, AlertState.DECIDED),
        (23, 30, AlertState.DECIDED_LATE),
        (22, 20, AlertState.OPEN),
        (22, 18, AlertState.NOT_RAISED),
    ],
)
def test_it_is_decided_from_the_day_of_the_decision_on(
    decided: int, on: int, state: AlertState
) -> None:
    found = clock(replace(ALERT, decided_on=date(2026, 11, decided)), date(2026, 11, on))

    assert (found.state, found.days_left) == (state, 2 if state is AlertState.OPEN else None)


def test_its_own_day_comes_before_that_of_the_threshold_and_none_runs_no_clock() -> None:
    own = clock(replace(ALERT, due=date(2026, 12, 1)), date(2026, 11, 30))
    none = clock(ALERT, date(2026, 11, 30), replace(CLASHES, within_days=None))

    assert (own.due, own.days_left) == (date(2026, 12, 1), 1)
    assert (none.due, none.days_left, none.is_open) == (None, None, True)


DAYS = st.dates(date(2026, 1, 1), date(2026, 3, 1)) | st.none()


@given(st.lists(st.tuples(DAYS, DAYS, DAYS), max_size=6), st.dates(date(2026, 1, 1)))
def test_an_alert_is_open_or_decided_and_never_lost(
    rows: list[tuple[date | None, date | None, date | None]], on: date
) -> None:
    held = [
        Alert(id=f"AL-{n:03d}", warning="W-01", raised_on=raised, decided_on=decided, due=due)
        for n, (raised, decided, due) in enumerate(rows)
    ]

    found = alerts(plan_of(CLASHES, *held), on)
    answer = warnings_answer(Question(plan=plan_of(CLASHES, *held), reference=REFERENCE, on=on))

    assert sorted(one.alert.id for one in found) == [one.id for one in held]
    assert len(answer.table("alerts").lines) == len(held)
    for one in found:
        is_decided = one.alert.decided_on is not None and one.alert.decided_on <= on
        is_ahead = one.alert.raised_on is not None and one.alert.raised_on > on
        assert (one.state in (AlertState.DECIDED, AlertState.DECIDED_LATE)) == is_decided
        assert one.is_open == (not is_decided and not is_ahead)


@pytest.mark.parametrize(
    ("day", "untested"), [(date(2026, 11, 12), False), (date(2026, 11, 13), True)]
)
def test_a_threshold_is_tested_for_twelve_months(day: date, *, untested: bool) -> None:
    exercise = Exercise(id="EX-001", warning="W-01", on=date(2025, 11, 12))

    found = Watch(plan_of(CLASHES, exercise), day)

    assert bool(found.untested) is untested
    assert Watch(plan_of(CLASHES, exercise), date(2025, 11, 11)).untested


def test_what_is_high_or_present_and_not_watched_is_named_and_nothing_else() -> None:
    high = Rating(id="R-001", situation="S-01", risk_factor="9", level=Level.HIGH)
    watched = Rating(id="R-002", situation="S-01", risk_factor="1", level=Level.HIGH)
    present = Observation(
        id="O-0001", situation="S-01", indicator="7.14", status=Sighting.PRESENT,
        seen_on=date(2026, 1, 1),
    )  # fmt: skip
    gone = replace(present, id="O-0002", indicator="7.6")
    later = replace(gone, id="O-0003", status=Sighting.ABSENT, seen_on=date(2026, 2, 1))

    found = Watch(plan_of(NORTH, CLASHES, high, watched, present, gone, later), date(2026, 3, 1))

    assert [one.sign for one in found.unwatched] == ["9", "7.14"]
    assert [one.id for one in found.undecided] == ["W-01"]


def test_a_threshold_is_about_its_sign_in_its_situation() -> None:
    anywhere = Threshold(id="W-01", sign="7.14", threshold="Speech")
    factor = Threshold(id="W-02", sign="7", situation="S-02", threshold="Anything")

    assert is_about(anywhere, "7.14", "S-01")
    assert not is_about(anywhere, "7.1", "S-01")
    assert is_about(factor, "7.14", "S-02")
    assert not is_about(factor, "7.14", "S-01")


def test_trigger_dates_of_ninety_days_say_who_watches() -> None:
    on = date(2026, 11, 30)
    near = Trigger(id="TD-001", situation="S-01", on=on + timedelta(90), what="Verdict")
    far = replace(near, id="TD-002", on=on + timedelta(91))
    place = replace(NORTH, next_trigger=on)

    found = Watch(plan_of(place, near, far), on).trigger_dates

    assert [(one.on, one.trigger and one.trigger.id, one.watched_by) for one in found] == [
        (on, None, ""),
        (on + timedelta(90), "TD-001", ""),
    ]


def clash(number: int, on: date | None, sign: str = "1.7") -> Incident:
    return Incident(id=f"IN-{number:04d}", situation="S-01", on=on, what="Clash", indicator=sign)


SUMMER = [(6, 1), (6, 8), (6, 12), (6, 20), (7, 1), (7, 17), (7, 20), (7, 25)]


def test_a_threshold_fires_once_for_a_crossing_and_again_when_its_window_has_emptied() -> None:
    held = [clash(n, date(2026, *day)) for n, day in enumerate(SUMMER, start=1)]
    raised = replace(ALERT, raised_on=date(2026, 6, 14))
    other = replace(ALERT, id="AL-002", raised_on=date(2026, 5, 1))

    found = replay(plan_of(CLASHES, raised, other), held[::-1])

    assert [(one.on, [row.id for row in one.incidents]) for one in found.firings] == [
        (date(2026, 6, 12), ["IN-0001", "IN-0002", "IN-0003"]),
        (date(2026, 7, 25), ["IN-0006", "IN-0007", "IN-0008"]),
    ]
    assert [one.days_until_raised for one in found.firings] == [2, None]
    assert found.others == (other,)


def test_without_a_window_an_alert_uses_up_its_incidents_and_fires_once_a_day() -> None:
    any_one = replace(CLASHES, incidents=None, within_window=None)
    held = [clash(n, date(2026, 6, day)) for n, day in enumerate((1, 1, 5), start=1)]

    found = replay(plan_of(any_one), held)

    assert [(one.on.day, len(one.incidents)) for one in found.firings] == [(1, 2), (5, 1)]


def test_what_cannot_be_run_is_named() -> None:
    undated, unnamed, strange = (
        clash(1, None),
        clash(2, ALERT.raised_on, ""),
        clash(3, ALERT.raised_on, "9.1"),
    )

    found = replay(plan_of(CLASHES), [undated, unnamed, strange])

    assert (found.undated, found.unnamed, found.unwatched) == ((undated,), (unnamed,), (strange,))
    assert (found.firings, found.number) == ((), 3)


@given(
    st.lists(st.integers(0, 60), max_size=20),
    st.integers(1, 4),
    st.integers(0, 20) | st.none(),
)
def test_no_threshold_fires_twice_within_its_window_or_on_too_few(
    days: list[int], many: int, window: int | None
) -> None:
    start = date(2026, 1, 1)
    held = [clash(n, start + timedelta(day)) for n, day in enumerate(days)]
    threshold = replace(CLASHES, incidents=many, within_window=window)

    fired = replay(plan_of(threshold), held).firings

    for one in fired:
        assert len(one.incidents) >= many
        assert all(row.on and row.on <= one.on for row in one.incidents)
        if window is not None:
            assert all(row.on and (one.on - row.on).days <= window for row in one.incidents)
    for one, after in pairwise(fired):
        assert (after.on - one.on).days > (window or 0)
    used = [row.id for one in fired for row in one.incidents]
    assert len(used) == len(set(used))
