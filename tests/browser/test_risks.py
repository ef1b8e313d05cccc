"""An analyst's walk by keyboard: factors assessed, what was seen and what happened, an alert."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit


def main(visit: Visit) -> Locator:
    return visit.page.get_by_test_id("stMain")


def field(visit: Visit, label: str) -> Locator:
    return main(visit).get_by_role("combobox", name=label).first


def part(visit: Visit, name: str) -> None:
    main(visit).get_by_role("radio", name=name, exact=True).click()
    visit.settle()


def window(visit: Visit, **texts: str) -> None:
    """Fill in texts of the window that is open, by their labels, save it, and see it close."""
    opened = visit.page.get_by_role("dialog")
    for label, text in texts.items():
        opened.get_by_role("textbox", name=label.replace("_", " ")).fill(text)
    opened.get_by_role("button", name=re.compile("^Save")).click()
    expect(opened).to_be_hidden()


def test_factors_are_assessed_by_keyboard_and_an_alert_is_raised_and_decided(
    sample: Visit,
) -> None:
    sample.go("Risks")
    part(sample, "Assess")
    for level, number in (("4", 2), ("3", 3), ("2", 4)):
        _assess(sample, level, number)
    main(sample).get_by_role("button", name="Add an observation").click()
    window(sample, Evidence="Two registers were opened")
    expect(main(sample).get_by_text("Two registers were opened")).to_be_visible()

    part(sample, "Incidents")
    _add_incident(sample)
    main(sample).get_by_role("button", name="Raise an alert").first.click()
    window(sample, Raised_by="Duty desk")

    sample.go("Warnings")
    raised = main(sample).get_by_text("2 days left").first
    expect(raised).to_be_visible()
    main(sample).get_by_role("button", name="Decide").nth(2).click()
    window(sample, Decision="Patrol sent", Decided_by="Prefect")
    expect(raised).to_be_hidden()


def _assess(sample: Visit, level: str, then: int) -> None:
    """Set a level by its key, save, and see the next factor open."""
    sample.page.get_by_role("heading", level=1).click()
    sample.page.keyboard.press(level)
    sample.settle()
    sample.page.keyboard.press("Control+s")
    expect(field(sample, "Risk factor")).to_have_value(re.compile(f"^{then} "))
    sample.settle()


def _add_incident(sample: Visit) -> None:
    """Add an incident in its form, and choose it to raise an alert from."""
    opened, keys = sample.page.get_by_role("dialog"), sample.page.keyboard
    main(sample).get_by_role("button", name="Add a row").click()
    for label, text in (("Situation", "Haut-Tessal"), ("Framework indicator", "1.7 ")):
        opened.get_by_role("combobox", name=label).click()
        keys.type(text)
        keys.press("Enter")
    opened.get_by_test_id("stDateInput").locator("input, [role=spinbutton]").first.click()
    keys.type("20261130")
    keys.press("Escape")
    window(sample, What_happened="A fourth clash")
    sample.settle()
    field(sample, "Incident").click()
    keys.type("A fourth clash")
    keys.press("Enter")
    expect(field(sample, "Incident")).to_have_value(re.compile("A fourth clash"))
    sample.settle()
