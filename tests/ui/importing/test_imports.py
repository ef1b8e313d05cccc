"""The files that were imported: listed with hash, note and counts, and undone from their line."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, insert
from planner.services import editing
from planner.store import Store
from planner.tables import Ministry
from tests.ui.conftest import Open
from tests.ui.test_history import PLAN, rename, text_of


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


def listed(open_page: Open) -> AppTest:
    control: Any = open_page("importing").get("button_group")[0]
    return control.set_value("imports").run()


def test_imports_are_listed_by_themselves_with_hash_note_and_counts(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    imported(store)

    app = listed(open_page)

    (line,) = app.dataframe[0].value.to_dict("records")
    assert (line["file"], line["what"], line["note"]) == (
        "water.xlsx",
        "Added 1 in Ministries",
        "Sent by mail",
    )
    assert (line["state"], line["sha256"]) == ("✓ Stands", "ab12ab12")
    assert app.code[0].value == "ab12" * 16
    assert list(app.dataframe[1].value["cell"]) == ["List!B2"]


def test_an_import_is_undone_from_its_line_and_stays_on_record(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = imported(store)
    app = listed(open_page)

    app.button(key=f"{PLAN}:history:undo:{revision}").click().run()
    app.button(key=f"{PLAN}:history:undo-now:{revision}").click().run()

    assert store.load(PLAN).find(Ministry, "M-90") is None
    assert list(app.dataframe[0].value["state"]) == [f"↶ Undone by revision {revision + 1}"]


def test_an_undo_that_must_wait_says_what_to_undo_first(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    revision = imported(store)
    later = rename(store, "M-90", "Ministry of Rivers")
    app = listed(open_page)

    app.button(key=f"{PLAN}:history:undo:{revision}").click().run()

    assert f"Undo revision {later} first: Renamed to Ministry of Rivers" in text_of(app)
    assert app.button(key=f"{PLAN}:history:undo-now:{revision}").disabled
