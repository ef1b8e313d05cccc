"""From an empty plan to one that fails no criterion, led by what the review page says."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page, expect

from planner.store import Store
from tests.browser.conftest import Started, Visit
from tests.small_plan import enter

PLACE = re.compile(r"review-place-(\d+)")
TODAY = datetime.now(UTC).astimezone().date()
YEAR = TODAY.year + 1


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
    fill(page, "Period start", f"{YEAR}0101")
    fill(page, "Period end", f"{YEAR}1231")
    visit.press("Start this plan")
    expect(page.get_by_text("Norland is open.")).to_be_visible()


def fill(place: Page | Locator, label: str, text: str) -> None:
    """Fill in the field of that label, as it is: a day, a choice, or free text."""
    day = place.get_by_role("spinbutton", name=f"year, {label}", exact=True)
    choice = place.get_by_role("combobox", name=label, exact=True)
    field = place.get_by_role("textbox", name=label, exact=True)
    expect(day.or_(choice).or_(field)).to_have_count(1)  # none of the page before is left
    keyboard = (place if isinstance(place, Page) else place.page).keyboard
    if day.count():
        day.click()
        keyboard.type(text)
    elif choice.count():
        choice.click()
        keyboard.type(text)
        keyboard.press("Enter")
        expect(choice).to_have_value(re.compile(re.escape(text), re.IGNORECASE))
    else:
        field.fill(text)


def add(visit: Visit, at: int = 0, /, **texts: str) -> None:
    """Add a row in the grid of the page, or in a later one of several, and save it."""
    visit.settle()
    visit.page.get_by_role("button", name="Add a row").nth(at).click()
    saved(visit, **texts)


def saved(visit: Visit, /, **texts: str) -> None:
    """Fill in the form in the window that is open, and save it."""
    window = visit.page.get_by_role("dialog")
    for label, text in texts.items():
        fill(window, label.replace("_", " "), text)
    window.get_by_role("button", name=re.compile("^Save")).click()
    expect(window).to_have_count(0)
    visit.settle()


def edited(visit: Visit, table: str, row_id: str, /, **texts: str) -> None:
    """Open a row of a grid in its form, and save what is filled in."""
    fill(visit.page.locator(f"[class*=st-key-Norland-{table}-open]"), "Row to open", row_id)
    visit.press("Edit")
    saved(visit, **texts)


def act(visit: Visit, part: str, /, **texts: str) -> None:
    """Fill in a part of the action that is open, and save it."""
    visit.settle()
    visit.page.get_by_role("radio", name=part, exact=True).click()
    for label, text in texts.items():
        fill(visit.page, label.replace("_", " "), text)
    visit.press("Save this action", exact=False)
    expect(visit.page.get_by_text("Saved:").first).to_be_visible()
    expect(visit.page.get_by_role("button", name="Discard")).to_have_count(0)


def set_aside(visit: Visit, number: int, reason: str) -> None:
    visit.page.locator(f".st-key-Norland-review-waive-{number} button").click()
    saved(visit, **{"Reason *": reason})


def answer(visit: Visit, number: int, verdict: str, note: str) -> None:
    page = visit.page
    page.locator(f".st-key-Norland-review-verdict-{number}").get_by_text(verdict).click()
    visit.settle()
    page.locator(f".st-key-Norland-review-note-{number} input").fill(note)
    page.locator(f".st-key-Norland-review-save-{number} button").click()
    expect(page.locator(f".st-key-Norland-review-place-{number}")).to_have_count(0)


def drafted(visit: Visit) -> None:
    visit.press("Choose from the catalogue", exact=False)
    window = visit.page.get_by_role("dialog")
    fill(window, "Catalogue action", "HRT-07")
    window.get_by_role("button", name="Draft this action").click()
    expect(visit.page.get_by_role("button", name="Back to the list")).to_be_visible()


def copies(visit: Visit) -> None:
    """The action that is complete serves the first goal; two like it serve the others."""
    open_action(visit, "A-001")
    act(visit, "What and why", Goal="G-1")
    for copy, goal, catalogue in (("A-002", "G-2", "DEV-07"), ("A-003", "G-3", "SEC-16")):
        visit.press("Copy", exact=False)
        expect(visit.page.get_by_role("heading", name=re.compile(f"^{copy} "))).to_be_visible()
        visit.settle()
        act(visit, "What and why", Goal=goal, Catalogue_action=catalogue)


def open_action(visit: Visit, action_id: str) -> None:
    if visit.page.get_by_role("button", name="Back to the list").count() == 0:
        visit.page.get_by_test_id("stDataFrame").first.click(position={"x": 15, "y": 50})
    expect(visit.page.get_by_role("heading", name=re.compile(f"^{action_id} "))).to_be_visible()


def goals(visit: Visit) -> None:
    for title in ("Signs are noticed", "Harm is prevented", "The duty is kept"):
        add(visit, **{"Title *": title, "Outcome indicator": "Share of districts served"})


def heard(visit: Visit) -> None:
    for days in (200, 20):
        day = f"{TODAY - timedelta(days=days):%Y%m%d}"
        add(
            visit,
            **{"On *": day, "Who *": "Associations", "Composition": "Half women"},
            Answer="Two goals were reworded",
        )


def months(visit: Visit) -> None:
    fill(visit.page, "Months between assessments", "12")
    visit.press("Save the details", exact=False)


def programme(visit: Visit) -> None:
    fill(visit.page, "What is done *", "Road upkeep")
    visit.press("Enter it")
    expect(visit.page.get_by_text("Entered: Road upkeep.")).to_be_visible()


def screened(visit: Visit) -> None:
    decide = visit.page.locator("[class*=st-key-Norland-mapping-confirm-P-0001] button")
    decide.filter(has_text="No link").click()
    visit.settle()


Steps = tuple[tuple[int, Callable[[Visit], None]], ...]
STEPS: Steps = (
    (2, drafted),
    (9, lambda visit: add(visit, **{"Name *": "Ministry of Justice"})),
    (9, lambda visit: act(visit, "Who", Lead_ministry="M-01", Responsible_post="Prevention desk",
                          Delivery="Regional", Fallback_action="GOV-11")),
    (10, lambda visit: add(visit, **{"Title *": "Terms agreed", "Due": f"{YEAR}0601"})),
    (11, lambda visit: add(visit, **{"Fiscal year *": str(YEAR)}, Mid="40,000", Source="Existing",
                           Funding_status="In budget")),
    (13, lambda visit: edited(visit, "indicators", "I", Target="4", Data_source="Desk report",
                              Why_no_figure="Not counted so far")),
    (15, lambda visit: edited(visit, "action_risks", "AR-0001", Why="Courts hear complaints")),
    (39, lambda visit: add(visit, **{"Name *": "Northern district"}, Scope="At home")),
    (39, lambda visit: act(visit, "What and why", Situation="S-02")),
    (8, goals),
    (8, copies),
    (5, months),
    (5, lambda visit: add(visit, **{"Situation *": "S-01", "Risk factor *": "1"},
                          Assessment_level="Low", Assessed_on=f"{TODAY:%Y%m%d}")),
    (18, programme),
    (18, screened),
    (32, lambda visit: add(visit, **{"Title *": "Desk officers"})),
    (32, lambda visit: add(visit, **{"Audience *": "AU", "Course *": "CR"}, Target="80",
                           By=f"{YEAR}0601")),
    (36, lambda visit: add(visit, **{"Title *": "Contact group"}, Chair="Focal point", Quorum="2",
                           Meetings_a_year="4")),
    (36, lambda visit: add(visit, 1, **{"Body *": "B-1", "Ministry *": "M-01"})),
    (37, heard),
)  # fmt: skip
"""Where the review page leads by the number of a criterion, and what an official does there."""

MORE_OF_THE_SAME = (6, 26, 27, 33)
"""One more row in a grid like the others: entered without the browser, to be quick."""


def test_an_empty_plan_fails_nothing_once_each_thing_that_the_review_names_is_entered(
    visit: Visit, started: Started
) -> None:
    start(visit)
    visit.go("Review")
    set_aside(visit, 1, "Goes to cabinet in March")
    answer(visit, 29, "Not applicable", "The plan of the cyber agency deals with sabotage")

    store = Store(f"sqlite:///{started.log.parent / 'plans.sqlite'}")
    for number in MORE_OF_THE_SAME:
        assert number in wanting(visit), number
        enter(store, "Norland", number, TODAY)
    store.close()
    visit.open("review")

    for number, step in STEPS:
        assert number in wanting(visit), number
        visit.page.locator(f".st-key-Norland-review-place-{number} button").click()
        expect(visit.page.get_by_role("heading", level=1)).not_to_have_text("Review")
        visit.settle()
        step(visit)
        visit.go("Review")

    assert wanting(visit) == []
    expect(visit.page.get_by_role("radio", name="Not met (0)")).to_be_visible()
    assert visit.outside == []
