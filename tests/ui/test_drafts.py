"""What is typed and not saved: kept, read back, turned into changes, held against others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.changes import SetCell, apply, build
from planner.plan import Plan, all_tables, table_named
from planner.schema import Table
from planner.tables import Ministry
from planner.ui import unsaved
from planner.ui.columns import cell
from planner.ui.unsaved import Draft, Typed
from tests.strategies import texts, values

MINISTRIES = table_named("ministries")
JUSTICE = Ministry(id="M-01", name="Justice", code="07")
PLAN = Plan({"ministries": {"M-01": JUSTICE}})


@st.composite
def drafts_of_tables(draw: st.DrawFn) -> tuple[Table, Draft]:
    declared = draw(st.sampled_from(all_tables()))
    columns = st.sampled_from(declared.columns)
    cells = {
        column.name: Typed(draw(values(column, {})), draw(texts()))
        for column in draw(st.lists(columns, min_size=1, unique=True))
    }
    return declared, {draw(texts().filter(bool)): cells}


@given(drafts_of_tables())
def test_a_draft_that_is_kept_is_read_back_as_it_was(pair: tuple[Table, Draft]) -> None:
    declared, draft = pair

    assert unsaved.from_kept(unsaved.as_text(draft), declared) == draft


def test_an_empty_draft_is_the_empty_text() -> None:
    assert unsaved.as_text({}) == ""
    assert unsaved.from_kept("", MINISTRIES) == {}


def test_a_draft_of_a_column_that_is_no_more_is_left_out() -> None:
    kept = '{"M-01": {"motto": ["", "Onward"], "name": ["Justice", "Law"]}}'

    assert unsaved.from_kept(kept, MINISTRIES) == {"M-01": {"name": Typed("Justice", "Law")}}


def test_an_edit_is_a_change_from_what_stood_there() -> None:
    draft = unsaved.absorbed({}, MINISTRIES, [JUSTICE], {0: {"name": "Law"}})

    changes, wrong = unsaved.as_changes(draft, MINISTRIES)

    assert wrong == ()
    assert apply(PLAN, changes).get(Ministry, "M-01").name == "Law"


def test_a_later_generation_of_the_grid_keeps_what_stood_there_first() -> None:
    first = unsaved.absorbed({}, MINISTRIES, [JUSTICE], {0: {"name": "Law"}})

    second = unsaved.absorbed(first, MINISTRIES, [JUSTICE], {0: {"name": "Order"}})

    assert second == {"M-01": {"name": Typed("Justice", "Order")}}


def test_a_cleared_cell_is_a_change_to_blank() -> None:
    draft = unsaved.absorbed({}, MINISTRIES, [JUSTICE], {0: {"code": None}})

    changes, _ = unsaved.as_changes(draft, MINISTRIES)

    assert changes == (
        SetCell(table="ministries", id="M-01", column="code", before="07", after=""),
    )


@given(st.data())
def test_typing_what_stands_there_is_no_edit(data: st.DataObject) -> None:
    column = data.draw(st.sampled_from([one for one in MINISTRIES.columns if one.name != "id"]))
    row = build(MINISTRIES, "M-01", {column.name: data.draw(values(column, {}))})
    edited = {0: {column.name: cell(column, getattr(row, column.name))}}

    assert unsaved.absorbed({}, MINISTRIES, [row], edited) == {}


def test_a_cell_that_moved_on_is_a_conflict_with_all_three_values() -> None:
    change = SetCell(table="ministries", id="M-01", column="name", before="Old", after="Mine")

    (conflict,) = unsaved.conflicts([change], PLAN)

    assert (conflict.expected, conflict.found, conflict.wanted) == ("Old", "Justice", "Mine")


def test_a_row_that_is_gone_is_a_conflict_and_leaves_the_draft_either_way() -> None:
    draft: Draft = {"M-09": {"name": Typed("", "Mine")}, "M-01": {"code": Typed("07", "08")}}
    changes, _ = unsaved.as_changes(draft, MINISTRIES)

    met = unsaved.conflicts(changes, PLAN)

    assert [one.id for one in met] == ["M-09"]
    rest = {"M-01": {"code": Typed("07", "08")}}
    assert unsaved.mine_kept(draft, met, PLAN) == rest
    assert unsaved.theirs_taken(draft, met) == rest


def test_a_cell_that_every_row_needs_cannot_be_cleared() -> None:
    draft = unsaved.absorbed({}, MINISTRIES, [JUSTICE], {0: {"name": None}})

    _, wrong = unsaved.as_changes(draft, MINISTRIES)

    assert [str(one) for one in wrong] == ["M-01, Name: it cannot be blank."]
