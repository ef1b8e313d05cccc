"""Every page for everybody: no barrier that a machine can find, by day and by night."""

from __future__ import annotations

from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.ui.menu import PAGES
from tests.browser.conftest import Visit

GRAVE = frozenset({"serious", "critical"})
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def barriers(visit: Visit, options: Any = None, within: str | None = None) -> list[str]:
    """What stands in the way of people who read by ear, by keyboard or with little sight."""
    found = Axe().run(visit.page, context=within, options=options)
    assert found.response["passes"], "nothing was looked at"
    violations = cast("list[dict[str, Any]]", found.response["violations"])
    return [
        f"{one['id']}: {node['target']} {node['html'][:160]}"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def test_the_first_page_of_all_has_no_grave_barrier(visit: Visit) -> None:
    visit.open()

    assert barriers(visit) == []
    visit.page.get_by_role("button", name="Open Casserane").click()
    expect(visit.page.get_by_text("Next step")).to_be_visible()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_no_grave_barrier_and_asks_nothing_of_the_outside(
    page: str, long_visit: Visit
) -> None:
    long_visit.page.emulate_media(color_scheme="light")
    menu = long_visit.page.get_by_test_id("stSidebar")
    long_visit.open("" if page == "home" else page)
    expect(menu.get_by_role("link").first).to_be_visible()
    if page == "about":
        menu.get_by_role("textbox", name="What are we doing on").fill("Kessandre")
        long_visit.page.keyboard.press("Enter")
        expect(long_visit.page.get_by_role("heading", name="Kessandre")).to_be_visible()

    long_visit.rest()
    assert barriers(long_visit) == []
    long_visit.page.emulate_media(color_scheme="dark")
    long_visit.rest()
    assert barriers(long_visit, options=COLOURS) == []
    assert long_visit.outside == []


def test_what_opens_over_a_page_has_no_grave_barrier_either(long_visit: Visit) -> None:
    long_visit.page.emulate_media(color_scheme="light")
    long_visit.open("actions")
    long_visit.press("Add from the catalogue", exact=False)
    expect(long_visit.page.get_by_role("dialog")).to_be_visible()

    long_visit.rest()
    assert barriers(long_visit, within="[role=dialog]") == []
