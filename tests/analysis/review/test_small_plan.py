"""A small plan, said honestly, fails no criterion; and every criterion says how it is met."""

from __future__ import annotations

from planner.analysis.review.checks import CHECKS
from planner.reference.review import criteria
from planner.ui.links import page_of


def test_every_criterion_read_from_data_leads_to_the_page_where_it_is_mended() -> None:
    assert {one.number for one in criteria() if one.place} == set(CHECKS)
    assert all(page_of(one.place) for one in criteria() if one.place)
    assert all(one.source and one.cure.endswith(".") for one in criteria())
