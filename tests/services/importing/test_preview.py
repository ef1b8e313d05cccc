"""A file taken into a plan: previewed, applied whole, harmless when repeated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.changes import Insert, SetCell
from planner.choices import Family
from planner.errors import Cancelled, NotAllowed, StaleChange, UnreadableFile
from planner.intake.grid import Book, Sheet
from planner.intake.inspection import Inspection, ReadOptions, inspect_book
from planner.intake.monitor import ReadMonitor
from planner.languages.voice import Voice
from planner.services.editing import history, undo
from planner.services.importing.preview import ImportPreview, apply_import, preview
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.services.plans import create_plan, open_plan
from planner.store import Store
from planner.tables import Ministry, PlanDetails, Programme
from tests.intake.difficult.making import Row, workbook
from tests.services.importing.lists import (
    HEAD,
    ME,
    PLAN,
    ROWS,
    begun,
    fates,
    preview_import,
    previewed,
    programmes,
    sentence,
    taken_in,
)
from tests.strategies import FEW


def compared(
    store: Store, inspection: Inspection, monitor: ReadMonitor | None = None
) -> ImportPreview:
    return preview(open_plan(ME, store, PLAN), inspection, monitor=monitor)


@pytest.fixture
def plan(store: Store) -> Store:
    """A store with one plan that holds nothing yet."""
    return begun(store)


def test_a_first_file_adds_its_rows_and_the_ministries_it_names(plan: Store) -> None:
    preview = taken_in(plan, *ROWS)

    assert sentence(preview).startswith(
        "Will add 3, change 0, leave 0 alone. New rows of other tables: "
    )
    now = open_plan(ME, plan, PLAN)
    assert [m.name for m in now.of(Ministry)] == ["Ministry of Justice", "Ministry of Interior"]
    assert [m.family for m in now.of(Ministry)] == [Family.JUSTICE, Family.INTERIOR]
    assert programmes(plan)["Police posts"].ministry == now.of(Ministry)[1].id
    assert programmes(plan)["Courts"].reference == "001"


def test_a_preview_stores_nothing(plan: Store) -> None:
    previewed(plan, *ROWS)

    assert open_plan(ME, plan, PLAN).revision == 1


def test_the_preview_is_what_is_applied(plan: Store) -> None:
    preview = previewed(plan, *ROWS)

    entry = apply_import(ME, plan, preview)

    assert entry is not None
    assert entry.changeset.changes == preview.changes
    assert entry.changeset.origin.name == "a.xlsx"
    assert len(entry.changeset.origin.digest) == 64


def test_every_cell_says_where_it_came_from(plan: Store) -> None:
    inserts = [c for c in previewed(plan, *ROWS).changes if isinstance(c, Insert)]

    courts = next(c for c in inserts if c.values.get("title") == "Courts")
    assert courts.cells["budget"] == "List!D2"
    assert next(c for c in inserts if c.table == "ministries").cells == {"name": "List!C2"}


def test_the_same_rows_again_change_nothing(plan: Store) -> None:
    taken_in(plan, *ROWS)

    again = previewed(plan, *reversed(ROWS), name="other.xlsx")

    assert sentence(again) == "Will add 0, change 0, leave 3 alone."
    assert apply_import(ME, plan, again) is None


def test_the_very_same_file_says_that_it_was_taken_in(plan: Store) -> None:
    taken_in(plan, *ROWS)

    again = previewed(plan, *ROWS)

    assert sentence(again) == "This file was imported at revision 2: nothing changes."
    assert again.changes == ()
    assert again.as_json()["unchanged"] == 3


def test_a_file_taken_in_and_edited_since_does_not_put_the_old_values_back(plan: Store) -> None:
    taken_in(plan, *ROWS)
    taken_in(plan, ["001", "Courts", "Ministry of Justice", 150, "ongoing"], name="b.xlsx")

    assert previewed(plan, *ROWS).changes == ()


def test_a_file_that_was_undone_can_be_taken_in_again(plan: Store) -> None:
    taken_in(plan, *ROWS)
    undo(ME, plan, PLAN, 2)

    again = taken_in(plan, *ROWS)

    assert again.counts["added"] == 3
    assert len(programmes(plan)) == 3


def test_an_undo_takes_the_rows_and_their_ministries_out(plan: Store) -> None:
    taken_in(plan, *ROWS)

    undo(ME, plan, PLAN, 2)

    now = open_plan(ME, plan, PLAN)
    assert now.of(Programme) == () and now.of(Ministry) == ()


def test_changed_cells_are_changed_one_by_one(plan: Store) -> None:
    taken_in(plan, *ROWS)

    preview = taken_in(
        plan,
        ["001", "Courts", "Ministry of Justice", 150, "completed"],
        ROWS[1],
        ["009", "Radio", "Ministry of Interior", 50, "planned"],
    )

    assert sentence(preview) == "Will add 1, change 1 (2 cells), leave 1 alone."
    assert fates(preview) == ["changed", "unchanged", "added"]
    edits = [c for c in preview.changes if isinstance(c, SetCell)]
    assert [(c.column, str(c.before), str(c.after), c.cell) for c in edits] == [
        ("budget", "100", "150", "List!D2"),
        ("status", "running", "finished", "List!E2"),
    ]


def test_good_rows_go_in_and_bad_ones_wait(plan: Store) -> None:
    preview = taken_in(
        plan, ROWS[0], ["003", "Bars", "Ministry of Justice", "a lot", "planned"], ROWS[1]
    )

    assert sentence(preview).startswith(
        "Will add 2, change 0, leave 0 alone. New rows of other tables: "
    )
    assert set(programmes(plan)) == {"Courts", "Prisons"}


def test_refused_rows_come_back_as_a_workbook_that_goes_straight_in_once_mended(
    plan: Store,
) -> None:
    preview = taken_in(
        plan, ROWS[0], ["003", "Bars", "Ministry of Justice", "a lot", "planned"], ROWS[1]
    )

    rejected = preview_import(ME, plan, PLAN, preview.rejected(Voice()), "rejected.xlsx")

    assert [row.title for row in rejected.rows] == ["Bars"]
    assert rejected.rows[0].kind is RowOutcomeKind.REFUSED
    header = [heading.name for heading in rejected.found.place.headings]
    assert header == [*HEAD, "Reason"]
    reason = rejected.found.sheet.at(rejected.rows[0].number, 6)
    assert str(reason).startswith("Budget: “a lot” is not a number.")


@pytest.mark.parametrize(("clear", "budget"), [(False, "100"), (True, "None")])
def test_a_blank_cell_keeps_or_clears_as_asked(plan: Store, clear: bool, budget: str) -> None:
    taken_in(plan, *ROWS)

    taken_in(
        plan, ["001", "Courts", "Ministry of Justice", None, "ongoing"], ROWS[1], clear_blanks=clear
    )

    assert str(programmes(plan)["Courts"].budget) == budget


def test_columns_that_the_file_lacks_are_never_cleared(plan: Store) -> None:
    taken_in(plan, *ROWS)
    lines = "Code,Title,Ministry\n001,Courts,Ministry of Justice\n"

    preview = preview_import(ME, plan, PLAN, lines.encode(), "b.csv", clear_blanks=True)

    assert preview.changes == ()


def test_a_plan_that_moved_on_asks_for_a_new_preview(plan: Store) -> None:
    preview = previewed(plan, *ROWS)
    taken_in(plan, ROWS[0], name="b.xlsx")

    with pytest.raises(StaleChange, match="stood at revision 1 and stands at 2"):
        apply_import(ME, plan, preview)
    assert len(programmes(plan)) == 1


def test_a_wrong_file_stores_nothing(plan: Store) -> None:
    with pytest.raises(UnreadableFile, match="is a picture"):
        preview_import(ME, plan, PLAN, b"\x89PNG" + bytes(99), "photo.xlsx")
    assert len(history(ME, plan, PLAN)) == 1


def test_somebody_must_say_who_they_are(plan: Store) -> None:
    with pytest.raises(NotAllowed):
        preview_import(" ", plan, PLAN, b"Title\nx\n", "a.csv")


def test_the_counts_add_up_to_the_rows_of_the_table(plan: Store) -> None:
    preview = previewed(
        plan, *ROWS, [None, "Total", None, 600, None], ["004", "x", "M", "?!", None]
    )

    counts = preview.counts
    assert counts["added"] + counts["changed"] + counts["unchanged"] + counts["rejected"] == 4
    assert counts["ignored"] == 1
    assert set(preview.as_json()) >= {
        "changeset", "revision", "added", "changed", "cells", "unchanged", "rejected", "ignored",
        "problems",
    }  # fmt: skip


WORDS = st.text("abcdeé ÀÇñ.,-'", min_size=1, max_size=12).filter(lambda text: text.strip(" .,-'"))
LINES = st.lists(
    st.tuples(WORDS, WORDS, st.one_of(st.none(), st.integers(0, 10**9))),
    min_size=2,
    max_size=8,
)


def inspected(name: str, *rows: list[Any]) -> Inspection:
    sheet = Sheet(name=name, rows=tuple(tuple(row) for row in rows))
    return inspect_book(Book(name=name, kind="xlsx", sheets=(sheet,)), ReadOptions(), digest=name)


@FEW
@given(LINES, st.randoms(use_true_random=False))
def test_taking_rows_in_twice_is_taking_them_in_once(lines: list[Any], chance: Any) -> None:
    rows = [[f"R{n}", *line] for n, line in enumerate(lines)]
    head = ["Project code", "Project title", "Implementing agency", "Budget"]
    shuffled = chance.sample(rows, len(rows))
    store = Store("sqlite://")
    create_plan(ME, store, PLAN, PlanDetails(country="Norland"))

    apply_import(ME, store, compared(store, inspected("a.xlsx", head, *rows)))
    again = compared(store, inspected("b.xlsx", head, *shuffled))

    assert again.changes == ()
    store.close()


def test_the_seven_real_files_go_into_one_plan_and_out_again(plan: Store) -> None:
    real = Path(__file__).parents[2] / "data" / "real"
    files = ["aims_burundi/projects_ancillary.csv", "aims_burundi/projects.csv"]
    files += ["aims_sierra_leone/projects_ancillary.csv", "aims_nigeria/projects_ancillary.csv"]
    files += ["israel_budget/budget20132014.xlsx", "odd/deaths.xlsx", "odd/input-merged.xlsx"]
    told: list[tuple[int, ...]] = []
    for name in files:
        path = real / name
        preview = preview_import(ME, plan, PLAN, path.read_bytes(), path.name)
        apply_import(ME, plan, preview)
        told.append(tuple(preview.counts[n] for n in ("added", "changed", "asked", "rejected")))

    assert told == [
        (950, 0, 0, 0), (0, 950, 0, 0), (880, 0, 0, 0), (621, 0, 0, 1), (2169, 0, 22, 0),
        (10, 0, 0, 0), (4, 0, 0, 0),
    ]  # fmt: skip
    for revision in range(8, 1, -1):
        undo(ME, plan, PLAN, revision)
    assert open_plan(ME, plan, PLAN).of(Programme) == ()


def test_refused_rows_keep_the_units_and_the_ministry_that_stood_above_them(plan: Store) -> None:
    rows: list[Row] = [
        ["Amounts in thousands of USD"],
        ["Code", "Title", "Start", "Budget"],
        ["Ministry of Justice"],
        ["1", "Courts", "2027", 5],
        ["2", "Prisons", "soon", 6],
        ["Ministry of Interior"],
        ["3", "Police", "2027", 7],
    ]
    preview = preview_import(ME, plan, PLAN, workbook({"List": rows}), "a.xlsx")

    back = preview_import(ME, plan, PLAN, preview.rejected(Voice()), "rejected.xlsx")

    assert list(preview.reasons) == [5]
    (row,) = back.found.rows
    assert row.values["ministry"] == "Ministry of Justice"
    assert row.values["budget"] == 6000


def test_a_comparison_that_is_ended_stores_nothing_and_can_be_made_again(plan: Store) -> None:
    inspection = previewed(plan, *ROWS).inspection
    told: list[tuple[str, int]] = []
    monitor = ReadMonitor(lambda *one: told.append(one))
    monitor.cancel()

    with pytest.raises(Cancelled):
        compared(plan, inspection, monitor=monitor)

    assert (told, open_plan(ME, plan, PLAN).revision) == ([], 1)
    again = ReadMonitor(lambda *one: told.append(one))
    assert compared(plan, inspection, monitor=again).counts["added"] == 3
    assert told == [("List", 0)]


def test_what_was_done_is_told_in_the_past(plan: Store) -> None:
    preview = taken_in(
        plan, ROWS[0], ["003", "Bars", "Ministry of Justice", "a lot", "planned"], ROWS[1]
    )

    assert str(preview.done) == (
        "Added 2, changed 0, left 0 alone. New rows of other tables: 1 in Ministries. "
        "1 row needs you."
    )
