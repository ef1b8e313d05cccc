"""The grid and the form of a table: nothing typed is lost, nothing stale is written."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, SetCell, edit, insert
from planner.services import editing
from planner.services.reassigning import reassigned
from planner.store import Store
from planner.tables import Ministry
from tests.ui.conftest import FOCAL_POINT, Open

PLAN = "Sample"
KEY = f"{PLAN}:ministries"


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    """The page of ministries on the sample."""
    return open_page("ministries")


def type_in(app: AppTest, generation: int, cells: dict[int, dict[str, Any]]) -> AppTest:
    """Type into the grid: row → column → text, as the grid reports it, from its opening on."""
    edits = {"edited_rows": cells, "added_rows": [], "deleted_rows": []}
    app.session_state[f"{KEY}:grid:all:{generation}"] = edits
    return app.run()


def press(app: AppTest, part: str) -> AppTest:
    return app.button(key=f"{KEY}:{part}:all").click().run()


def names(store: Store) -> list[str]:
    return [row.name for row in store.load(PLAN).of(Ministry)]


def change_by_somebody_else(store: Store, row_id: str, **values: Any) -> None:
    plan = store.load(PLAN)
    before = plan.get(Ministry, row_id)
    after = Ministry(**{**{name: getattr(before, name) for name in vars(before)}, **values})
    editing.save(
        "Cabinet office",
        store,
        PLAN,
        edit(before, after),
        reason="Renamed",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=plan.revision,
    )


def said(app: AppTest) -> str:
    kinds = (app.success, app.error, app.info, app.warning, app.markdown)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def test_edits_are_saved_as_one_changeset(app: AppTest, store: Store) -> None:
    type_in(
        app, 1, {0: {"name": "Office of the Premier", "due_on": "1 March 2027"}, 2: {"code": "99"}}
    )

    press(app, "save")

    entry = store.entries(PLAN)[-1]
    cells = [one for one in entry.changeset.changes if isinstance(one, SetCell)]
    assert [(change.id, change.column) for change in cells] == [
        ("M-01", "name"),
        ("M-01", "due_on"),
        ("M-03", "code"),
    ]
    assert entry.changeset.origin.kind is OriginKind.GRID
    assert str(store.load(PLAN).get(Ministry, "M-01").due_on) == "2027-03-01"
    assert "Saved: 3 cells changed" in said(app)


def test_nothing_is_written_before_save(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "Office of the Premier"}})

    assert names(store)[0] != "Office of the Premier"
    assert app.button(key=f"{KEY}:save:all").label == "Save 1 change"


def test_two_edits_in_a_row_are_both_kept(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "One"}})
    type_in(app, 1, {0: {"name": "One"}, 1: {"name": "Two"}})

    press(app, "save")

    assert names(store)[:2] == ["One", "Two"]


def test_a_cell_typed_back_to_what_it_was_is_no_change(app: AppTest, store: Store) -> None:
    first = names(store)[0]
    type_in(app, 1, {0: {"name": "One"}})

    type_in(app, 1, {0: {"name": first}})

    assert not [button for button in app.button if button.key == f"{KEY}:save:all"]


def test_discard_forgets_what_was_typed(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "One"}})

    press(app, "discard")

    assert "One" not in names(store)
    assert (
        editing.draft(app.session_state["session"].focal_point, store, PLAN, "ministries:all") == ""
    )


def test_what_was_typed_comes_back_after_the_connection_was_lost(
    app: AppTest, open_page: Open, store: Store
) -> None:
    type_in(app, 1, {0: {"name": "One"}})

    later = open_page("ministries")

    assert "Your changes of an earlier visit are back" in said(later)
    press(later, "save")
    assert names(store)[0] == "One"


def test_a_search_does_not_lose_what_was_typed_in_rows_it_hides(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "One"}})

    app.text_input(key=f"{KEY}:find:all").set_value("justice").run()
    press(app, "save")

    assert names(store)[0] == "One"


def test_a_text_that_is_no_date_is_named_and_not_saved(app: AppTest, store: Store) -> None:
    type_in(app, 1, {1: {"due_on": "31.2.2027"}})

    assert "M-02, Return due: “31.2.2027” is not a date" in said(app)
    assert app.button(key=f"{KEY}:save:all").disabled


def test_a_cell_that_somebody_else_changed_shows_both_values(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "Mine"}})

    change_by_somebody_else(store, "M-01", name="Theirs")
    app.run()

    table = app.dataframe[1].value
    found = (table["found"][0], table["by"][0], table["wanted"][0])
    assert found == ("Theirs", "Cabinet office", "Mine")
    assert app.button(key=f"{KEY}:save:all").disabled


@pytest.mark.parametrize(("choice", "name"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_a_conflict_is_settled_by_a_person(
    choice: str, name: str, app: AppTest, store: Store
) -> None:
    type_in(app, 1, {0: {"name": "Mine"}, 1: {"name": "Also mine"}})
    change_by_somebody_else(store, "M-01", name="Theirs")
    app.run()

    app.button(key=f"{KEY}:{choice}:all").click().run()
    press(app, "save")

    assert names(store)[:2] == [name, "Also mine"]


def test_an_edit_of_another_cell_of_the_row_is_no_conflict(app: AppTest, store: Store) -> None:
    type_in(app, 1, {0: {"name": "Mine"}})
    change_by_somebody_else(store, "M-01", code="77")

    press(app.run(), "save")

    first = store.load(PLAN).get(Ministry, "M-01")
    assert (first.name, first.code) == ("Mine", "77")


def test_a_row_that_somebody_takes_out_moves_no_typing_into_another(
    app: AppTest, store: Store
) -> None:
    type_in(app, 1, {3: {"code": "4x"}, 7: {"code": "8x"}})
    plan = store.load(PLAN)
    typed = [list(plan.of(Ministry))[place] for place in (3, 7)]
    made = reassigned(plan, "ministries", "M-02", "M-03", merged=True)
    theirs = editing.save(
        "Cabinet office", store, PLAN, made, reason="r", base_revision=plan.revision,
        origin=Origin(kind=OriginKind.FORM),
    )  # fmt: skip

    app.run()
    press(app, "save")

    now = store.load(PLAN)
    assert [now.get(Ministry, row.id).code for row in typed] == ["4x", "8x"]
    assert len(store.entries(PLAN)[-1].changeset.changes) == 2
    desk = app.session_state["session"].kept[f"{KEY}:desk:all"]
    type_in(app, desk.generation, {0: {"code": "1x"}})
    editing.undo("Cabinet office", store, PLAN, theirs.revision)
    press(app.run(), "save")
    last = store.load(PLAN)
    assert [last.get(Ministry, one).code for one in ("M-01", typed[0].id)] == ["1x", "4x"]
    assert last.find(Ministry, "M-02") is not None
    actors = [entry.changeset.actor for entry in store.entries(PLAN)]
    assert actors[-1] == last.details.focal_point
    assert actors[-2] == "Cabinet office"


def test_a_save_can_be_undone_from_its_message(app: AppTest, store: Store) -> None:
    before = names(store)
    type_in(app, 1, {0: {"name": "One"}})
    press(app, "save")

    app.button(key="undo-2").click().run()

    assert names(store) == before
    assert "Undone: 1 cell changed" in said(app)


def test_a_row_is_added_in_its_form(app: AppTest, store: Store) -> None:
    press(app, "add")

    next(one for one in app.text_input if one.label == "Name *").set_value("Ministry of Water")
    next(one for one in app.button if one.label == "Save").click().run()

    assert names(store)[-1] == "Ministry of Water"
    assert "Saved: 1 row added" in said(app)


def test_a_row_without_what_every_row_needs_is_not_added(app: AppTest, store: Store) -> None:
    before = names(store)
    press(app, "add")

    next(one for one in app.button if one.label == "Save").click().run()

    assert names(store) == before
    assert "still needed: Name" in said(app)


def test_a_row_that_others_name_is_not_removed(app: AppTest, store: Store) -> None:
    app.selectbox(key=f"{KEY}:open:all").set_value("M-05").run()

    press(app, "remove")

    assert "in the plan name" in said(app)
    labels = [one.label for one in app.button]
    assert "Remove it" not in labels
    assert next(one for one in app.button if one.label == "Give it and remove").disabled


def test_a_row_that_others_name_is_merged_into_another(app: AppTest, store: Store) -> None:
    app.selectbox(key=f"{KEY}:open:all").set_value("M-05").run()
    press(app, "remove")
    plan = store.load(PLAN)
    naming = plan.references_to("M-05", "ministries")
    app.session_state[f"{KEY}:taker:M-05"] = "M-02"
    app = app.button(key=f"{KEY}:remove:all").click().run()

    app = app.button(key=f"{KEY}:give:M-05:True").click().run()

    now = store.load(PLAN)
    assert now.find(Ministry, "M-05") is None
    assert naming and now.references_to("M-05", "ministries") == ()
    assert len(now.references_to("M-02", "ministries")) >= len(naming)
    assert "merged into" in store.entries(PLAN)[-1].changeset.reason


def test_a_row_that_nobody_names_is_removed(open_page: Open, empty_plan: str, store: Store) -> None:
    plan = store.load(empty_plan)
    rows = [Ministry(id="M-01", name="Ministry of Water")]
    editing.save(
        FOCAL_POINT,
        store,
        empty_plan,
        [insert(row) for row in rows],
        reason="",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=plan.revision,
    )
    app = open_page("ministries")
    key = f"{empty_plan}:ministries"

    app.selectbox(key=f"{key}:open:all").set_value("M-01").run()
    app.button(key=f"{key}:remove:all").click().run()
    next(one for one in app.button if one.label == "Remove it").click().run()

    assert store.load(empty_plan).of(Ministry) == ()
