"""The language of the screens: chosen beside the page, kept in its address, never half there."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner.languages.catalogues import spoken
from planner.languages.voice import Voice
from planner.places import app_file
from planner.ui import navigation, state
from planner.ui.menu import PAGES
from tests.ui.conftest import Open
from tests.ui.test_pages import check_it_is_whole

PICKER = "language-picker"


@pytest.fixture
def two_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    """English and Arabic as if both were complete."""
    for module in (state, navigation):
        monkeypatch.setattr(module, "spoken", lambda: ("en", "ar"))


def opened_in(code: str) -> AppTest:
    app = AppTest.from_file(app_file(), default_timeout=60)
    app.query_params[state.LANGUAGE] = code
    return app.run()


def test_a_language_is_chosen_beside_the_page_and_kept_in_its_address(
    two_languages: None, sample_plan: str, open_page: Open
) -> None:
    app = open_page("home")
    assert state.LANGUAGE not in app.query_params

    app.sidebar.selectbox(key=PICKER).set_value("ar").run()

    assert app.query_params[state.LANGUAGE] == "ar"
    app.switch_page("planner/ui/pages/coverage.py").run()
    check_it_is_whole("coverage", app)
    assert app.query_params[state.LANGUAGE] == "ar"
    assert app.sidebar.selectbox(key=PICKER).value == "ar"


def test_an_address_opens_the_page_in_its_language(two_languages: None, sample_plan: str) -> None:
    app = opened_in("ar")

    assert app.session_state["session"].language == "ar"
    assert next(one for one in app.button if one.key == "next-step").icon == frame_arrow("ar")


def frame_arrow(code: str) -> str:
    return ":material/arrow_back:" if Voice(code).is_right_to_left else ":material/arrow_forward:"


def test_a_language_that_is_not_complete_is_not_spoken(
    two_languages: None, sample_plan: str
) -> None:
    assert opened_in("de").session_state["session"].language == "en"


def test_every_page_opens_in_another_language_from_right_to_left(sample_plan: str) -> None:
    code = "ar"
    assert code in spoken()
    for page, entry in PAGES.items():
        # one visit each: between two pages the test's own session would tell lists in English
        app = opened_in(code).switch_page(f"planner/ui/pages/{page}.py").run()

        check_it_is_whole(page, app)
        assert app.session_state["session"].language == code
        if page != "home":
            assert app.title[0].value == Voice(code).tell(entry.title)
