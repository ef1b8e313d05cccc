"""The page of history: what was changed, by whom, and the way back with what it would leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, edit, insert
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

    assert list(table["Revision"]) == [renamed, 1]
    assert list(table["Why"][:1]) == ["Renamed to Premier"]
    assert list(table["What"][:1]) == ["1 cell changed"]


def test_the_newest_change_is_open_with_old_and_new(renamed: int, open_page: Open) -> None:
    changed = open_page("history").dataframe[1].value

    assert list(changed["What"]) == ["Name"]
    assert list(changed["Old"]) == ["Prime Minister's Office"]
    assert list(changed["New"]) == ["Premier"]


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

    assert list(app.dataframe[0].value["Revision"]) == [1]
    assert list(app.dataframe[1].value["Id"]) == ["M-02"]


def test_a_row_without_history_is_said_to_have_none(renamed: int, open_page: Open) -> None:
    app = open_page("history")

    app.text_input(key=f"{PLAN}:history:row").set_value("P-9999").run()

    assert "Nothing was done" in text_of(app)


def imported(store: Store) -> int:
    """The revision in which a file was taken into the sample."""
    plan = store.load(PLAN)
    entry = editing.save(
        "Focal point",
        store,
        PLAN,
        [insert(Ministry(id="M-90", name="Ministry of Water"), {"name": "List!B2"})],
        reason="Sent by mail",
        origin=Origin(kind=OriginKind.IMPORT, name="water.xlsx", digest="ab12" * 16),
        base_revision=plan.revision,
    )
    return entry.revision


def only_imports(app: AppTest) -> AppTest:
    control: Any = next(one for one in app.get("button_group") if "Imports" in str(one))
    return control.set_value("Imports").run()


def test_imports_are_listed_by_themselves_with_hash_note_and_counts(
    renamed: int, store: Store, open_page: Open
) -> None:
    imported(store)

    app = only_imports(open_page("history"))

    (line,) = app.dataframe[0].value.to_dict("records")
    assert (line["File"], line["What"], line["Note"]) == (
        "water.xlsx",
        "1 ministry added",
        "Sent by mail",
    )
    assert (line["State"], line["SHA-256"]) == ("✓ Stands", "ab12ab12")
    assert app.code[0].value == "ab12" * 16
    assert list(app.dataframe[1].value["Cell"]) == ["List!B2"]


def test_an_import_is_undone_from_its_line_and_stays_on_record(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = imported(store)
    app = only_imports(open_page("history"))

    app.button(key=f"{PLAN}:history:undo:{revision}").click().run()
    app.button(key=f"{PLAN}:history:undo-now:{revision}").click().run()

    assert store.load(PLAN).find(Ministry, "M-90") is None
    assert list(app.dataframe[0].value["State"]) == [f"↶ Undone by revision {revision + 1}"]


def test_an_undo_that_must_wait_says_what_to_undo_first(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = imported(store)
    later = rename(store, "M-90", "Ministry of Rivers")
    app = only_imports(open_page("history"))

    app.button(key=f"{PLAN}:history:undo:{revision}").click().run()

    assert f"Undo revision {later} first: Renamed to Ministry of Rivers" in text_of(app)
    assert app.button(key=f"{PLAN}:history:undo-now:{revision}").disabled


def test_lately_taken_in_files_are_undone_on_the_page_of_imports(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = imported(store)
    app = open_page("importing")
    assert "**water.xlsx** · 1 ministry added" in text_of(app)

    app.button(key=f"{PLAN}:importing:undo-import:{revision}").click().run()
    app.button(key=f"{PLAN}:history:undo-now:{revision}").click().run()

    assert store.load(PLAN).find(Ministry, "M-90") is None
    assert f"Undone by revision {revision + 1}" in text_of(app)
