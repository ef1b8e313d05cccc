"""The page of programmes: found by words, each value with where it comes from."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from planner.changes import Origin, OriginKind, SetCell, insert
from planner.services import editing
from planner.store import Store
from planner.tables import Link, Ministry, Programme
from tests.ui.conftest import FOCAL_POINT, Open, open_row

BY_OTHER: dict[str, Any] = {"reason": "", "origin": Origin(kind=OriginKind.GRID)}


def import_programmes(store: Store, plan_name: str, number: int) -> None:
    plan = store.load(plan_name)
    ids = plan.next_ids(Programme)
    rows = [Programme(id=next(ids), title=f"Radio for peace *{n}*") for n in range(number)]
    editing.save(
        FOCAL_POINT,
        store,
        plan_name,
        [insert(row, {"title": f"Projects!D{n + 14}"}) for n, row in enumerate(rows)],
        reason="Import of Justice.csv",
        origin=Origin(kind=OriginKind.IMPORT, name="Justice.csv"),
        base_revision=plan.revision,
    )


def find(app: AppTest, plan_name: str, words: str) -> AppTest:
    return app.text_input(key=f"{plan_name}:programmes:find:all").set_value(words).run()


def test_a_programme_is_found_by_words_of_its_row_and_its_ministry(
    sample_plan: str, open_page: Open
) -> None:
    app = open_page("programmes")
    every = len(app.dataframe[0].value)

    app = find(app, sample_plan, "justice")

    found = app.dataframe[0].value
    assert 0 < len(found) < every


def test_words_without_accents_find_words_with_them(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    plan = store.load(empty_plan)
    rows = [Programme(id=f"P-{n:04}", title=f"Éducation {n}") for n in range(1, 10)]
    editing.save(
        FOCAL_POINT,
        store,
        empty_plan,
        [insert(row) for row in rows],
        reason="",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=plan.revision,
    )

    app = find(open_page("programmes"), empty_plan, "EDUCATION 7")

    assert list(app.dataframe[0].value["id"]) == ["P-0007"]


def test_nothing_found_is_said(sample_plan: str, open_page: Open) -> None:
    app = find(open_page("programmes"), sample_plan, "xyzzy")

    assert "Nothing fits" in app.info[0].value


def test_a_chosen_programme_says_file_and_cell_of_its_values(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    import_programmes(store, empty_plan, 3)

    app = open_row(open_page("programmes"), empty_plan, "programmes", "P-0002")

    assert app.subheader[0].value == "P-0002 Radio for peace \\*1\\*"
    line = app.table[0].value.iloc[0]
    assert line["What"] == "**Title**"
    assert (
        line["Where it comes from"]
        .replace("\\", "")
        .startswith("Justice.csv, sheet Projects, cell D15; ")
    )
    assert line["Where it comes from"].endswith(FOCAL_POINT)


def test_a_long_table_comes_in_pages(empty_plan: str, store: Store, open_page: Open) -> None:
    import_programmes(store, empty_plan, 205)

    app = open_page("programmes")

    assert len(app.dataframe[0].value) == 200
    assert "205 rows, shown from 1 to 200" in [one.value for one in app.caption]


def test_what_no_aid_code_describes_is_entered_in_a_form(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    app = open_page("programmes")
    said = " ".join(one.value for one in app.markdown)
    assert "50 of the 125 prevention actions cannot be reached" in said

    app.text_input(key=f"{empty_plan}:beyond-codes:title:0").set_value("Statement in Geneva")
    app.selectbox(key=f"{empty_plan}:beyond-codes:action:0").set_value("DIP-03")
    app.text_input(key=f"{empty_plan}:beyond-codes:budget:0").set_value("1 250,50")
    next(one for one in app.button if one.label == "Enter it").click().run()

    plan = store.load(empty_plan)
    assert [(row.title, str(row.budget)) for row in plan.of(Programme)] == [
        ("Statement in Geneva", "1250.50")
    ]
    assert [link.action for link in plan.of(Link)] == ["DIP-03"]


def test_what_is_half_typed_is_kept_while_somebody_else_changes_the_plan(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    health = insert(Ministry(id="M-01", name="Health"))
    editing.save("Second", store, empty_plan, [health], base_revision=1, **BY_OTHER)
    app = open_page("programmes")
    before = {one.key for one in (*app.text_input, *app.date_input) if "beyond" in str(one.key)}

    renamed = SetCell(table="ministries", id="M-01", column="name", before="Health", after="Care")
    editing.save("Second", store, empty_plan, [renamed], base_revision=2, **BY_OTHER)
    app.run()
    app.text_input(key=f"{empty_plan}:beyond-codes:title:0").set_value("Statement in Geneva")
    ministry = next(one for one in app.main.selectbox if one.label == "Ministry")
    ministry.set_value("M-01")
    next(one for one in app.button if one.label == "Enter it").click().run()

    assert {f"{empty_plan}:beyond-codes:{part}:0" for part in ("title", "budget")} <= before
    assert [row.ministry for row in store.load(empty_plan).of(Programme)] == ["M-01"]
    assert [row.name for row in store.load(empty_plan).of(Ministry)] == ["Care"]


def test_a_form_without_a_title_stores_nothing_and_says_why(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    app = open_page("programmes")

    next(one for one in app.button if one.label == "Enter it").click().run()

    assert "needs a title" in app.error[0].value
    assert store.load(empty_plan).revision == 1


def test_actions_that_ministries_name_in_their_lists_are_linked_at_a_word(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    editing.save(
        FOCAL_POINT,
        store,
        empty_plan,
        [insert(Programme(id="P-0001", title="Sanctions", note="ECO-01 Targeted sanctions"))],
        reason="",
        origin=Origin(kind=OriginKind.IMPORT, name="list.xlsx"),
        base_revision=1,
    )
    app = open_page("programmes")
    control: Any = next(one for one in app.get("button_group") if "Without" in str(one))
    app = control.set_value("beyond").run()
    assert "1 programme" in app.info[0].value

    next(one for one in app.button if one.label == "Link them").click().run()

    assert [link.action for link in store.load(empty_plan).of(Link)] == ["ECO-01"]
    assert list(app.dataframe[0].value["plan"]).count("✓ P-0001") == 1


def test_a_row_of_a_grid_says_where_each_of_its_values_comes_from(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    import_programmes(store, empty_plan, 2)
    app = open_page("programmes")
    app = app.toggle(key=f"{empty_plan}:programmes:in-grid:all").set_value(True).run()
    assert "budget" in app.dataframe[0].value

    app.selectbox(key=f"{empty_plan}:programmes:open:all").set_value("P-0002").run()
    app.button(key=f"{empty_plan}:programmes:origin:all").click().run()

    line = app.table[0].value.iloc[0]
    said = str(line["Where it comes from"]).replace("\\", "")
    assert said.startswith("Justice.csv, sheet Projects, cell D15; ")
