"""A small plan, said honestly, fails no criterion; and every criterion says how it is met."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.review.checks import CHECKS
from planner.analysis.review.reviewing import ReviewResult, review
from planner.choices import Scope
from planner.reference.review import criteria
from planner.services.catalogue import reference
from planner.services.skeletons import start_from
from planner.store import Store
from planner.tables import PlanDetails
from planner.ui.links import page_of
from tests.small_plan import ENTERED, OFFICE, enter

ON = date(2026, 12, 1)
DETAILS = PlanDetails(
    country="Norland", scope=Scope.HOME, currency="EUR",
    start=date(2027, 1, 1), end=date(2027, 12, 31),
)  # fmt: skip


def test_every_criterion_read_from_data_leads_to_the_page_where_it_is_mended() -> None:
    assert {one.number for one in criteria() if one.place} == set(CHECKS)
    assert all(page_of(one.place) for one in criteria() if one.place)
    assert all(one.source and one.cure.endswith(".") for one in criteria())


def failing(store: Store) -> list[int]:
    found = review(store.load("Small"), reference(), ON)
    return [one.number for one in found if one.result is ReviewResult.FAIL]


@pytest.fixture
def small(store: Store) -> Store:
    """A store with a plan that was started from the quick wins a moment ago."""
    start_from(OFFICE, store, "Small", DETAILS, "quick-wins", today=ON)
    return store


def test_what_the_review_names_is_all_that_a_small_plan_has_to_enter(small: Store) -> None:
    met = []
    while wanting := failing(small):
        number = wanting[0]
        enter(small, "Small", number, ON)
        assert number not in failing(small), number
        met.append(number)

    assert set(met) <= set(ENTERED)
    assert len(met) >= 15
