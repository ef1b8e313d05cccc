"""How many hold a valid pass: counted from a register, bounded from head-counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.training.head_counts import Range
from planner.analysis.training.holders import (
    Basis,
    Holders,
    Register,
    held_sessions,
    holders,
    registers,
)
from planner.choices import SessionState
from planner.tables import Certificate, Course, Session
from tests.builders import certificate, course, session

ON = date(2027, 3, 1)
YEARLY = course(validity_months=12)
COUNTS = st.none() | st.integers(0, 50)


def counted(*sessions: Session, turnover: int | None = None, months: int | None = 12) -> Holders:
    rate = None if turnover is None else Decimal(turnover)
    return holders(None, held_sessions(course(months), sessions), rate, ON)


def listed(sat: Course, passes: list[Certificate], on: date) -> Holders:
    found = registers(passes, {sat.id: sat})
    return holders(found.get(("AU-01", sat.id), Register(passes=())), (), None, on)


def test_a_register_counts_distinct_people_in_post_with_a_valid_pass() -> None:
    found = listed(
        YEARLY,
        [
            certificate(1, "ann", date(2026, 6, 1)),
            certificate(2, "ann", date(2024, 6, 1)),
            certificate(3, "ben", date(2025, 1, 1)),
            certificate(4, "cat", date(2026, 4, 1)),
            certificate(5, "dan", date(2026, 9, 1), left_on=date(2027, 2, 1)),
            certificate(6, "eve", date(2026, 9, 1), left_on=date(2027, 3, 2)),
            certificate(7, "fay", date(2027, 3, 2)),
        ],
        ON,
    )

    assert found.basis is Basis.REGISTER
    assert found.valid == Range(low=3, high=3)
    assert found.ever == Range(low=4, high=4)
    assert found.due_90 == 1
    assert str(found.reason) == "Register: 4 holders in post, 3 with a valid certificate."


def test_a_pass_holds_to_the_day_before_it_expires() -> None:
    passes = [certificate(1, "ann", date(2026, 3, 1)), certificate(2, "ben", date(2026, 3, 2))]

    assert listed(YEARLY, passes, ON).valid.low == 1


def test_a_pass_that_does_not_expire_outlasts_a_later_one() -> None:
    passes = [certificate(1, "ann", date(2010, 1, 1)), certificate(2, "ann", date(2012, 1, 1))]

    found = listed(course(), passes, ON)

    assert found.valid == Range(low=1, high=1)
    assert found.due_90 == 0


def test_a_pass_without_a_date_is_no_pass() -> None:
    undated = certificate(1, "ann", ON)

    assert listed(YEARLY, [], ON).ever == Range(low=0, high=0)
    assert listed(YEARLY, [undated], date(2027, 2, 28)).ever == Range(low=0, high=0)


def test_head_counts_give_a_range_from_the_largest_session_to_all_together() -> None:
    found = counted(session(1, date(2026, 6, 1), 30), session(2, date(2026, 9, 1), 20))

    assert found.basis is Basis.HEAD_COUNTS
    assert found.valid == Range(low=30, high=50)
    assert found.ever == Range(low=30, high=50)
    assert str(found.reason) == (
        "2 of 2 sessions still valid: at least the largest, 30; at most all of them together, 50."
    )


def test_a_session_whose_passes_have_expired_no_longer_counts() -> None:
    found = counted(session(1, date(2025, 6, 1), 30), session(2, date(2026, 9, 1), 20))

    assert found.valid == Range(low=20, high=20)
    assert found.ever == Range(low=30, high=50)


def test_passes_that_end_within_90_days_are_due() -> None:
    found = counted(
        session(1, date(2026, 4, 1), 30),
        session(2, date(2026, 5, 30), 7),
        session(3, date(2026, 5, 31), 5),
    )

    assert found.due_90 == 37


def test_a_session_without_a_number_leaves_the_range_open() -> None:
    found = counted(session(1, date(2026, 6, 1), None), session(2, date(2026, 9, 1), 20))

    assert found.valid == Range(low=20, high=None)
    assert "at most open, a session has no number" in str(found.reason)


def test_passes_due_of_an_open_range_are_those_that_are_known() -> None:
    found = counted(session(1, date(2026, 4, 1), None), session(2, date(2026, 4, 1), 20))

    assert found.due_90 == 20


def test_turnover_lowers_both_ends_and_is_said() -> None:
    found = counted(
        session(1, date(2026, 3, 1), 100),
        session(2, date(2025, 3, 1), 100),
        turnover=33,
        months=None,
    )

    assert found.valid == Range(low=67, high=112)
    assert "33 % a year" in str(found.reason)


@pytest.mark.parametrize(
    "other",
    [
        session(2, date(2026, 9, 1), 20, SessionState.PLANNED),
        session(2, date(2026, 9, 1), 20, SessionState.CANCELLED),
        session(2, date(2027, 3, 2), 20),
        Session(id="SE-0002", trained=20),
    ],
)
def test_only_sessions_held_by_that_day_count(other: Session) -> None:
    found = counted(other)

    assert found.basis is Basis.NOTHING
    assert found.valid == found.ever == Range(low=0, high=0)
    assert found.due_90 == 0
    assert str(found.reason) == "No session held so far."
    assert counted(session(1, date(2026, 6, 1), 30), other).valid == Range(low=30, high=30)


def test_a_session_that_says_nothing_of_its_state_was_held_once_its_day_has_come() -> None:
    unsaid = Session(id="SE-0001", on=date(2026, 9, 1), trained=20)

    assert counted(unsaid).valid == Range(low=20, high=20)


def test_a_number_below_zero_is_nobody() -> None:
    assert counted(session(1, date(2026, 9, 1), -5)).valid == Range(low=0, high=0)


@pytest.mark.parametrize(
    ("found", "posts", "outside", "within"),
    [
        (Range(low=30, high=50), 40, 0, Range(low=30, high=40)),
        (Range(low=30, high=50), 20, 0, Range(low=20, high=20)),
        (Range(low=30, high=None), 40, 0, Range(low=30, high=40)),
        (Range(low=30, high=50), None, 0, Range(low=30, high=50)),
        (Range(low=30, high=50), 40, 25, Range(low=5, high=40)),
        (Range(low=30, high=50), 40, 60, Range(low=0, high=40)),
        (Range(low=30, high=50), 40, None, Range(low=0, high=40)),
    ],
)
def test_a_range_within_posts(
    found: Range, posts: int | None, outside: int | None, within: Range
) -> None:
    assert found.within(posts, outside) == within


@given(COUNTS, COUNTS, st.integers(0, 50), st.integers(0, 50))
def test_a_range_stays_a_range_within_any_posts(
    posts: int | None, outside: int | None, low: int, more: int
) -> None:
    found = Range(low=low, high=low + more).within(posts, outside)

    assert found.high is not None
    assert 0 <= found.low <= found.high
    assert posts is None or found.high <= posts


def both(sessions: list[Session], passes: list[Certificate]) -> Holders:
    (register,) = registers(passes, {"CR-01": YEARLY}).values()
    return holders(register, held_sessions(YEARLY, sessions, register), None, ON)


def test_a_register_that_lists_a_whole_session_is_exact() -> None:
    held = date(2026, 9, 1)
    passes = [certificate(1, "ann", held), certificate(2, "ben", date(2026, 9, 10))]

    found = both([session(1, held, 2)], passes)

    assert found.basis is Basis.REGISTER
    assert found.valid == Range(low=2, high=2)


def test_a_register_and_head_counts_together_bound_those_the_register_does_not_list() -> None:
    first, second = date(2026, 6, 1), date(2026, 9, 1)
    passes = [certificate(1, "ann", first), certificate(2, "ben", second)]

    found = both([session(1, first, 10), session(2, second, 4)], passes)

    assert found.basis is Basis.BOTH
    assert found.valid == Range(low=10, high=2 + 9 + 3)
    assert str(found.reason).startswith("Register: 2 holders in post, 2 with")
    assert "at least 10; with all at most 14" in str(found.reason)


def test_a_session_of_which_the_register_lists_nobody_is_counted_beside_it() -> None:
    found = both([session(1, date(2026, 6, 1), 10)], [certificate(1, "ann", date(2026, 9, 1))])

    assert found.valid == Range(low=10, high=11)


def test_a_session_without_a_number_of_which_the_register_lists_somebody_is_listed() -> None:
    held = date(2026, 9, 1)

    assert both([session(1, held, None)], [certificate(1, "ann", held)]).valid.high == 1
    assert both([session(1, held, None)], [certificate(1, "ann", ON)]).valid.high is None


def test_who_left_the_post_holds_nothing_though_one_row_does_not_say_so() -> None:
    left = certificate(2, "ann", date(2026, 7, 1), left_on=date(2026, 12, 1))

    gone = listed(YEARLY, [certificate(1, "ann", date(2026, 6, 1)), left], ON)
    back = listed(YEARLY, [left, certificate(1, "ann", date(2027, 1, 5))], ON)

    assert gone.ever == Range(low=0, high=0)
    assert back.valid == Range(low=1, high=1)
