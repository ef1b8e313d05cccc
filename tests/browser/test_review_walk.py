"""From an empty page to a plan that fails no criterion, led by what the review page says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from playwright.sync_api import expect

from planner.store import Store
from tests.browser.conftest import Started, Visit
from tests.small_plan import ENTERED, enter

PART = re.compile(r"Go to (.+)")
PLACE = re.compile(r"review-place-(\d+)")


def wanting(visit: Visit) -> list[int]:
    """The criteria that the page says are not met and can be mended in the plan."""
    visit.settle()
    buttons = visit.page.locator("[class*=review-place-]")
    names = buttons.evaluate_all("all => all.map(one => one.className)")
    return [int(PLACE.findall(name)[0]) for name in names]


def start(visit: Visit) -> None:
    page = visit.page
    visit.open()
    page.get_by_role("textbox", name="Country *").fill("Norland")
    page.get_by_role("textbox", name="Currency").fill("EUR")
    page.keyboard.press("Tab")
    visit.settle()
    page.get_by_role("combobox", name="Start from").click()
    page.get_by_role("option", name="Quick wins: one year, no new law").click()
    visit.press("Start this plan")
    expect(page.get_by_text("Norland is open.")).to_be_visible()


def set_aside(visit: Visit, number: int, reason: str) -> None:
    visit.page.locator(f".st-key-Norland-review-waive-{number} button").click()
    window = visit.page.get_by_role("dialog")
    window.get_by_role("textbox", name="Reason *").fill(reason)
    window.get_by_role("button", name=re.compile("^Save")).click()
    expect(visit.page.locator(f".st-key-Norland-review-place-{number}")).to_have_count(0)


def answer(visit: Visit, number: int, verdict: str, note: str) -> None:
    page = visit.page
    page.locator(f".st-key-Norland-review-verdict-{number}").get_by_text(verdict).click()
    visit.settle()
    page.locator(f".st-key-Norland-review-note-{number} input").fill(note)
    page.locator(f".st-key-Norland-review-save-{number} button").click()
    expect(page.locator(f".st-key-Norland-review-place-{number}")).to_have_count(0)


def test_a_small_plan_fails_nothing_once_each_thing_that_the_review_names_is_entered(
    visit: Visit, started: Started
) -> None:
    today = datetime.now(UTC).astimezone().date()
    start(visit)
    visit.go("Review")
    found = wanting(visit)
    assert set(found) <= set(ENTERED) | {12, 19, 22, 38}
    set_aside(visit, 1, "Goes to cabinet in March")
    answer(visit, 29, "Not applicable", "The plan of the cyber agency deals with sabotage")

    store = Store(f"sqlite:///{started.log.parent / 'plans.sqlite'}")
    walked = follow(visit, store, today)
    store.close()

    assert walked >= 15
    expect(visit.page.get_by_role("radio", name="Not met (0)")).to_be_visible()
    assert visit.outside == []


def follow(visit: Visit, store: Store, today: date) -> int:
    """Go where the first criterion leads, enter what it asks for, come back; how often that was."""
    walked = 0
    while left := wanting(visit):
        place = visit.page.locator(f".st-key-Norland-review-place-{left[0]} button")
        title = PART.findall(place.inner_text())[0]
        place.click()
        expect(visit.page.get_by_role("heading", level=1)).not_to_have_text("Review")
        visit.settle()
        part = visit.page.get_by_role("radio", name=title, exact=True, checked=True)
        heading = visit.page.get_by_role("heading", level=1, name=title)
        expect(part.or_(heading).first).to_be_visible()
        enter(store, "Norland", left[0], today)
        visit.go("Review")
        assert left[0] not in wanting(visit)
        walked += 1
    return walked
