"""The browser is told the language of a page, its direction, and remembers it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_a_page_says_its_language_and_the_next_visit_is_in_it(sample: Visit) -> None:
    sample.open("coverage?language=ar")
    root = sample.page.locator("html")

    expect(root).to_have_attribute("lang", "ar")
    expect(root).to_have_attribute("dir", "rtl")

    sample.open("history")

    expect(root).to_have_attribute("lang", "ar")
    assert sample.outside == []
