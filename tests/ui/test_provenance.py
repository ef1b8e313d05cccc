"""Every row, on whatever page it is edited, says where each of its values comes from."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner.services import editing
from planner.store import Store
from planner.ui.provenance import place_words
from tests.ui.conftest import Open, open_row
from tests.ui.test_history import rename


def sources(app: AppTest) -> dict[str, str]:
    """Where the values of the row that is open come from, by their labels."""
    lines = app.table[-1].value.to_dict("records")
    return {
        str(line["What"]).strip("*"): str(line["Where it comes from"]).replace("\\", "")
        for line in lines
    }


def test_a_ministry_says_who_wrote_which_cell(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    rename(store, "M-01", "Premier", actor="Cabinet office")
    app = open_page("ministries")

    app.selectbox(key=f"{sample_plan}:ministries:open:all").set_value("M-01").run()
    app.button(key=f"{sample_plan}:ministries:origin:all").click().run()

    said = sources(app)
    assert said["Name"].startswith("a form; ") and said["Name"].endswith("Cabinet office")
    assert said["Policy family"].startswith("the plan's first day; ")


def test_a_value_that_an_undo_put_back_says_so(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = rename(store, "M-01", "Premier")
    editing.undo("Cabinet office", store, sample_plan, revision)
    app = open_page("ministries")

    app.selectbox(key=f"{sample_plan}:ministries:open:all").set_value("M-01").run()
    app.button(key=f"{sample_plan}:ministries:origin:all").click().run()

    assert sources(app)["Name"].startswith(f"an undo of revision {revision}; ")


def test_an_action_says_where_it_comes_from(sample_plan: str, open_page: Open) -> None:
    app = open_row(open_page("actions"), sample_plan, "actions", "A-001")
    app = next(one for one in app.button if one.label == "Where it comes from").click().run()

    assert "Title" in sources(app)
    assert all(source for what, source in sources(app).items())


@pytest.mark.parametrize(
    ("cell", "words"),
    [("Projects!D15", "sheet Projects, cell D15"), ("D15", "cell D15"), ("", "")],
)
def test_a_cell_of_a_file_is_said_in_words(cell: str, words: str) -> None:
    assert str(place_words(cell)) == words
