"""The browser is told the language of a page, its direction, and remembers it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from planner.languages.voice import Voice
from tests.browser.conftest import Visit


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_a_page_says_its_language_and_the_next_visit_is_in_it(code: str, sample: Visit) -> None:
    sample.open(f"coverage?language={code}")
    root = sample.page.locator("html")

    expect(root).to_have_attribute("lang", code)
    expect(root).to_have_attribute("dir", "rtl" if Voice(code).is_right_to_left else "ltr")

    sample.open("history")

    expect(root).to_have_attribute("lang", code)
    assert sample.outside == []
