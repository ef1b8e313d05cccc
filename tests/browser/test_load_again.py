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


def test_the_name_of_a_version_half_typed_is_there_when_the_page_is_loaded_again(
    sample: Visit,
) -> None:
    page = sample.page
    sample.open("history")
    page.get_by_text("Versions", exact=True).first.click()
    name = page.get_by_role("textbox", name="Name", exact=True)
    name.press_sequentially("As sent to cabinet")
    expect(page.get_by_role("button", name="Name the present state")).to_be_enabled()

    page.reload()
    sample.settle()
    page.get_by_text("Versions", exact=True).first.click()

    expect(name).to_have_value("As sent to cabinet")
