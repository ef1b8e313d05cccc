"""A sum that would change by a power of ten is stopped, and taken once it is confirmed."""

from __future__ import annotations

import pytest

from planner.services.editing import undo
from planner.store import Store
from tests.intake.difficult.making import Row
from tests.services.importing.lists import (
    ME,
    PLAN,
    ROWS,
    begun,
    previewed,
    programmes,
    sentence,
    taken_in,
)


def changed(budget: float) -> list[Row]:
    return [[*ROWS[0][:3], budget, ROWS[0][4]], *ROWS[1:]]


@pytest.fixture
def plan(store: Store) -> Store:
    """A store whose plan holds the three programmes of the list."""
    taken_in(begun(store), *ROWS)
    return store


@pytest.mark.parametrize("budget", [1000, 10, 10_000, 0.1])
def test_a_sum_that_changes_by_a_power_of_ten_needs_a_person(plan: Store, budget: float) -> None:
    preview = previewed(plan, *changed(budget), name="b.xlsx")

    assert sentence(preview) == "Will add 0, change 0, leave 2 alone. 1 row needs you."
    assert "The plan holds 100, the file says" in str(preview.reasons[2][0].message)


def test_a_sum_that_changes_otherwise_is_taken(plan: Store) -> None:
    taken_in(plan, *changed(1100), name="b.xlsx")

    assert programmes(plan)["Courts"].budget == 1100


def test_a_confirmed_sum_is_taken_and_can_be_undone(plan: Store) -> None:
    preview = taken_in(plan, *changed(1000), name="b.xlsx", confirm_tenfold=True)

    assert programmes(plan)["Courts"].budget == 1000
    undo(ME, plan, PLAN, preview.revision + 1)
    assert programmes(plan)["Courts"].budget == 100
