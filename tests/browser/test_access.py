"""Every page for everybody: no barrier that a machine can find, by day and by night."""

from __future__ import annotations

from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from planner.languages.voice import Voice
from planner.ui.menu import PAGES
from tests.browser.conftest import Visit

GRAVE = frozenset({"serious", "critical"})
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}


def barriers(visit: Visit, options: Any = None) -> list[str]:
    """What stands in the way of people who read by ear, by keyboard or with little sight."""
    found = Axe().run(visit.page, options=options)
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
    if page == "home":
        long_visit.open()
    else:
        long_visit.go(Voice().tell(PAGES[page].title))

    long_visit.rest()
    assert barriers(long_visit) == []
    long_visit.page.emulate_media(color_scheme="dark")
    long_visit.rest()
    assert barriers(long_visit, options=COLOURS) == []
    assert long_visit.outside == []
