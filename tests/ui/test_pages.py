"""Every page opens: without a plan, on a plan just started, on a sample; and in every language."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from planner.analysis.registry import ANSWERS
from planner.ui.menu import PAGES, SAID
from tests.ui.conftest import Open

FILES = Path(__file__).parents[2] / "planner" / "ui" / "pages"


def check_it_is_whole(page: str, app: AppTest) -> None:
    assert (page, [failure.value for failure in app.exception]) == (page, [])
    assert (page, [failure.value for failure in app.error]) == (page, [])
    assert (page, len(app.title)) == (page, 1)


def primary_buttons(app: AppTest) -> list[str]:
    return [one.label for one in app.main.button if one.proto.type == "primary"]


def walked(app: AppTest) -> dict[str, list[str]]:
    """The primary buttons of every page, opened one after the other by one person."""
    found: dict[str, list[str]] = {}
    for page in PAGES:
        app.switch_page(f"planner/ui/pages/{page}.py").run()
        check_it_is_whole(page, app)
        found[page] = primary_buttons(app)
    return found


def test_every_page_file_is_in_the_menu_and_only_shows_its_page() -> None:
    files = {path.stem: path.read_text(encoding="utf-8") for path in FILES.glob("*.py")}

    assert set(files) == set(PAGES)
    for name, text in files.items():
        head, shown = (
            f'"""The page `{name}`."""\n\nfrom planner.ui.',
            "import page\n\npage.show()\n",
        )
        assert text.startswith(head) and text.endswith(shown)


def test_every_page_opens_without_a_plan_and_says_what_to_do_first(open_page: Open) -> None:
    app = open_page("home")
    assert primary_buttons(app) == ["Start this plan"]

    found = walked(app)

    assert found.pop("home") == ["Start this plan"]
    assert set(map(tuple, found.values())) == {("Go to Home",)}


def test_every_page_opens_on_a_plan_just_started(open_page: Open, empty_plan: str) -> None:
    app = open_page("home")

    walked(app)

    assert app.session_state["session"].plan_name == empty_plan


def test_every_page_can_be_reached_from_the_menu_in_its_group(open_page: Open) -> None:
    app = open_page("home")

    links = [link.proto.label for link in app.sidebar.get("page_link")]
    groups = [one.value for one in app.sidebar.caption]

    assert links == [str(page.title) for page in PAGES.values()]
    assert groups == list(dict.fromkeys(str(page.group) for page in PAGES.values() if page.group))


def test_every_part_with_grids_says_something_before_it_lets_people_edit() -> None:
    keys = {part.key for page in PAGES.values() for part in page.grids}

    assert set(SAID) <= keys
    assert set(SAID.values()) <= set(ANSWERS)
