"""An analyst walks by keyboard: assessment, gap, action, incident, alert, decision, stress."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit

TENTH = 10


def main(visit: Visit) -> Locator:
    return visit.page.get_by_test_id("stMain")


def field(visit: Visit, label: str) -> Locator:
    return main(visit).get_by_role("combobox", name=label).first


def press(visit: Visit, control: Locator) -> None:
    """Use a control without a mouse."""
    control.focus()
    visit.page.keyboard.press("Enter")


def typed(visit: Visit, control: Locator, text: str, end: str = "") -> None:
    """Write into a field without a mouse, and press a key at the end of it."""
    control.focus()
    visit.page.keyboard.type(text)
    if end:
        visit.page.keyboard.press(end)


def go(visit: Visit, title: str, part: str = "") -> None:
    """Open a page by the keyboard, and one of its parts."""
    menu = visit.page.get_by_test_id("stSidebar")
    press(visit, menu.get_by_role("link", name=title, exact=True))
    expect(visit.page.get_by_role("heading", level=1)).to_have_text(title)
    visit.settle()
    if part:
        press(visit, main(visit).get_by_role("radio", name=re.compile(f"^{part}")).first)
        visit.settle()


def window(visit: Visit, **texts: str) -> None:
    """Fill in texts of the window that is open, by their labels, save it, and see it close."""
    opened = visit.page.get_by_role("dialog")
    for label, text in texts.items():
        typed(visit, opened.get_by_role("textbox", name=label.replace("_", " ")), text)
    press(visit, opened.get_by_role("button", name=re.compile("^Save")))
    expect(opened).to_be_hidden()


def test_an_analyst_walks_from_the_assessment_to_a_decision_and_a_stress_test_by_keyboard(
    sample: Visit,
) -> None:
    page = main(sample)
    go(sample, "Risks", "Assess")
    typed(sample, field(sample, "Risk factor"), f"{TENTH - 1} ", "Enter")
    expect(field(sample, "Risk factor")).to_have_value(re.compile(f"^{TENTH - 1} "))
    sample.settle()
    _assess(sample, "2", TENTH)
    _assess(sample, "4", TENTH + 1)
    press(sample, page.get_by_role("button", name="Add an observation"))
    window(sample, Evidence="Two registers were opened")
    expect(page.get_by_text("Two registers were opened")).to_be_visible()

    go(sample, "Coverage", "Gaps")
    expect(page.get_by_text("Assessed as high in Casserane. It rests on P-0041")).to_be_visible()
    press(sample, page.get_by_role("button", name="Draft an action").first)
    press(sample, sample.page.get_by_role("dialog").get_by_role("button", name="Draft this"))
    expect(sample.page.get_by_role("heading", level=1)).to_have_text("Actions")

    go(sample, "Risks", "Incidents")
    _add_incident(sample)
    press(sample, page.get_by_role("button", name="Raise an alert").first)
    window(sample, Raised_by="Duty desk")
    go(sample, "Warnings")
    raised = page.get_by_text("2 days left").first
    expect(raised).to_be_visible()
    press(sample, page.get_by_role("button", name="Decide").nth(2))
    window(sample, Decision="Patrol sent", Decided_by="Prefect")
    expect(raised).to_be_hidden()

    go(sample, "Coverage", "Stress test")
    for route in ("International courts", "Regional bodies"):
        typed(sample, field(sample, "Switched off"), route, "Enter")
        sample.page.keyboard.press("Escape")
        expect(page.get_by_text(re.compile(f"^Switched off: .*{route}"))).to_be_visible()


def _assess(sample: Visit, level: str, then: int) -> None:
    """Set a level by its key, save, and see the next factor open."""
    onward = main(sample).get_by_role("button", name="Next").first
    sample.page.wait_for_timeout(1_000)  # a choice that is answered takes the focus back
    onward.focus()
    expect(onward).to_be_focused()
    sample.page.keyboard.press(level)
    sample.settle()
    sample.page.keyboard.press("Control+s")
    expect(field(sample, "Risk factor")).to_have_value(re.compile(f"^{then} "))
    sample.settle()


def _add_incident(sample: Visit) -> None:
    """Add an incident in its form, and choose it to raise an alert from."""
    opened = sample.page.get_by_role("dialog")
    press(sample, main(sample).get_by_role("button", name="Add a row"))
    for label, text in (("Situation", "Haut-Tessal"), ("Framework indicator", "1.7 ")):
        typed(sample, opened.get_by_role("combobox", name=label), text, "Enter")
    day = opened.get_by_test_id("stDateInput").locator("input, [role=spinbutton]").first
    typed(sample, day, "20261130", "Escape")
    window(sample, What_happened="A fourth clash")
    sample.settle()
    typed(sample, field(sample, "Incident"), "A fourth clash", "Enter")
    expect(field(sample, "Incident")).to_have_value(re.compile("A fourth clash"))
    sample.settle()
