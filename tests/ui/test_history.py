"""The page of history: what was changed, by whom, and the way back with what it would leave."""

from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, edit
from planner.services import editing
from planner.store import Store
from planner.tables import Ministry
from tests.ui.conftest import Open

PLAN = "Sample"


def rename(store: Store, row_id: str, name: str, actor: str = "Focal point") -> int:
    plan = store.load(PLAN)
    row = plan.get(Ministry, row_id)
    entry = editing.save(
        actor,
        store,
        PLAN,
        edit(row, replace(row, name=name)),
        reason=f"Renamed to {name}",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=plan.revision,
    )
    return entry.revision


def text_of(app: AppTest) -> str:
    kinds = (app.markdown, app.subheader, app.caption, app.success, app.info)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


@pytest.fixture
def renamed(sample_plan: str, store: Store) -> int:
    """The revision that renamed a ministry."""
    return rename(store, "M-01", "Premier")


def test_every_change_is_listed_newest_first(renamed: int, open_page: Open) -> None:
    table = open_page("history").dataframe[0].value

    assert list(table["revision"]) == [renamed, 1]
    assert list(table["why"][:1]) == ["Renamed to Premier"]
    assert list(table["what"][:1]) == ["1 cell changed"]


def test_the_newest_change_is_open_with_old_and_new(renamed: int, open_page: Open) -> None:
    changed = open_page("history").dataframe[1].value

    assert list(changed["what"]) == ["Name"]
    assert list(changed["old"]) == ["Prime Minister's Office"]
    assert list(changed["new"]) == ["Premier"]


def test_an_undo_is_asked_for_and_then_made(renamed: int, open_page: Open, store: Store) -> None:
    app = open_page("history")

    app.button(key=f"{PLAN}:history:undo:{renamed}").click().run()
    assert "1 cell changed" in text_of(app)
    app.button(key=f"{PLAN}:history:undo-now:{renamed}").click().run()

    assert store.load(PLAN).get(Ministry, "M-01").name == "Prime Minister's Office"
    assert "Undone: 1 cell changed" in text_of(app)


def test_an_undo_says_beforehand_what_it_would_leave(
    renamed: int, open_page: Open, store: Store
) -> None:
    rename(store, "M-01", "Chancellery", actor="Cabinet office")
    app = open_page("history")
    app.session_state[f"{PLAN}:history:table:3:3"] = {"selection": {"rows": [1], "columns": []}}
    app.run()

    app.button(key=f"{PLAN}:history:undo:{renamed}").click().run()

    assert "changed since to “Chancellery”" in text_of(app)
    assert app.button(key=f"{PLAN}:history:undo-now:{renamed}").disabled


def test_the_first_revision_cannot_be_undone(sample_plan: str, open_page: Open) -> None:
    app = open_page("history")

    assert "cannot be undone" in text_of(app)
    assert not [button for button in app.button if button.label == "Undo this"]


def test_the_history_of_one_row_is_found_by_its_id(renamed: int, open_page: Open) -> None:
    app = open_page("history")

    app.text_input(key=f"{PLAN}:history:row").set_value("m-02").run()

    assert list(app.dataframe[0].value["revision"]) == [1]
    assert list(app.dataframe[1].value["id"]) == ["M-02"]


def test_a_row_without_history_is_said_to_have_none(renamed: int, open_page: Open) -> None:
    app = open_page("history")

    app.text_input(key=f"{PLAN}:history:row").set_value("P-9999").run()

    assert "No change holds all of these words" in text_of(app)


def test_the_log_is_searched_by_words_of_what_was_changed(renamed: int, open_page: Open) -> None:
    app = open_page("history")

    app.text_input(key=f"{PLAN}:history:row").set_value("renamed premier").run()

    assert list(app.dataframe[0].value["revision"]) == [renamed]
    assert list(app.dataframe[1].value["title"]) == ["Premier"]


def test_one_cell_is_put_back_alone(renamed: int, open_page: Open, store: Store) -> None:
    app = open_page("history")
    key = f"{PLAN}:history:changes:{renamed}:1"
    app.session_state[key] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run()

    app.button(key=f"{PLAN}:history:put-back:{renamed}:M-01").click().run()

    assert store.load(PLAN).get(Ministry, "M-01").name == "Prime Minister's Office"
    assert store.entry(PLAN, renamed + 1).changeset.reason.startswith("Put back as before")
