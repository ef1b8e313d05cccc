"""Every page opens: without a plan, on a plan just started, on a sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.ui.menu import PAGES
from tests.ui.conftest import Open

FILES = Path(__file__).parents[2] / "planner" / "ui" / "pages"


def check_it_is_whole(app: AppTest) -> None:
    assert [failure.value for failure in app.exception] == []
    assert [failure.value for failure in app.error] == []
    assert len(app.title) == 1


def primary_buttons(app: AppTest) -> list[str]:
    return [one.label for one in app.main.button if one.proto.type == "primary"]


def test_every_page_file_is_in_the_menu_and_only_shows_its_view() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in FILES.glob("*.py")}

    assert set(files) == set(PAGES)
    for name, text in files.items():
        assert text.endswith("\n\npage.show()\n") or text.endswith(f"\n\n{name}.show()\n")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_a_plan_and_says_what_to_do_first(
    page: str, open_page: Open
) -> None:
    app = open_page(page)

    check_it_is_whole(app)
    expected = "Start this plan" if page == "home" else "Go to Home"
    assert primary_buttons(app) == [expected]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_a_plan_just_started(
    page: str, open_page: Open, empty_plan: str
) -> None:
    app = open_page(page)

    check_it_is_whole(app)
    assert app.sidebar.selectbox[0].value == empty_plan


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_a_sample_with_at_most_one_primary_button(
    page: str, open_page: Open, sample_plan: str
) -> None:
    app = open_page(page)

    check_it_is_whole(app)
    assert app.sidebar.selectbox[0].value == sample_plan
    assert len(primary_buttons(app)) <= 1


@pytest.mark.parametrize("page", PAGES)
def test_every_page_can_be_reached_from_the_menu(page: str, open_page: Open) -> None:
    links = [link.proto.label for link in open_page("home").sidebar.get("page_link")]

    assert str(PAGES[page].title) in links
