"""A page that is loaded again is the same page of the same plan."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit

PAGES = ("importing", "mapping", "training", "actions")
"""Pages of every kind: with forms, grids, parts, cards and charts."""


def test_a_page_loaded_again_is_the_same_page_of_the_same_plan(sample: Visit) -> None:
    page, moved = sample.page, list[str]()
    for name in PAGES:
        sample.open(name)
        before = (page.get_by_role("heading", level=1).inner_text(), page.url)

        page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        sample.settle()

        after = (page.get_by_role("heading", level=1).inner_text(), page.url)
        if before != after:
            moved.append(f"{name}: {before} {after}")
        expect(page.get_by_test_id("stException")).to_have_count(0)
    assert moved == []
