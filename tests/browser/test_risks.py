"""An analyst's walk by keyboard: factors assessed, what was seen and what happened, an alert."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit


def main(visit: Visit) -> Locator:
    return visit.page.get_by_test_id("stMain")


def chosen(visit: Visit, label: str) -> Locator:
    return main(visit).get_by_role("combobox", name=re.compile(f"^(Selected .*)?{label}")).first


def part(visit: Visit, name: str) -> None:
    main(visit).get_by_role("radio", name=name, exact=True).click()
    visit.settle()


def test_factors_are_assessed_by_keyboard_and_an_alert_is_raised_and_decided(
    sample: Visit,
) -> None:
    keys, page = sample.page.keyboard, sample.page
    sample.go("Risks")
    part(sample, "Assess")
    expect(main(sample).get_by_text("Last assessed:")).to_be_visible()

    for level, number in (("4", 2), ("3", 3), ("2", 4)):
        page.get_by_role("heading", level=1).click()
        keys.press(level)
        expect(
            main(sample)
            .get_by_text("Not saved yet:")
            .or_(main(sample).get_by_text("This is kept as a new assessment"))
            .first
        ).to_be_visible()
        sample.settle()
        keys.press("Control+s")
        expect(chosen(sample, "Risk factor")).to_have_value(re.compile(f"^{number} "))
        sample.settle()

    main(sample).get_by_role("button", name="Add an observation").click()
    window = page.get_by_role("dialog")
    window.get_by_role("textbox", name="Evidence").fill("Two registers were opened")
    window.get_by_role("button", name="Save").click()
    expect(window).to_be_hidden()
    expect(main(sample).get_by_text("Two registers were opened")).to_be_visible()

    part(sample, "Incidents")
    main(sample).get_by_role("button", name="Raise an alert").first.click()
    window.get_by_role("textbox", name="Raised by").fill("Duty desk")
    window.get_by_role("button", name="Save").click()
    expect(window).to_be_hidden()
    sample.go("Warnings")
    raised = main(sample).get_by_text("2 days left").first
    expect(raised).to_be_visible()
    main(sample).get_by_role("button", name="Decide").nth(2).click()
    window.get_by_role("textbox", name="Decision").fill("Patrol sent")
    window.get_by_role("textbox", name="Decided by").fill("Prefect")
    window.get_by_role("button", name="Save the decision").click()
    expect(window).to_be_hidden()
    expect(raised).to_be_hidden()
