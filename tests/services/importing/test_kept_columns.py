"""Columns that the plan has no place for are kept in the note of the row, when a person says so."""

from __future__ import annotations

import pytest

from planner.errors import WrongValue
from planner.intake.inspection import ReadOptions, inspect
from planner.plan import all_tables, table_named
from planner.services.importing.preview import apply_import
from planner.services.importing.row_outcomes import merge_note_lines
from planner.store import Store
from tests.services.importing.lists import ME, PLAN, begun, preview_import, programmes

HEAD = "Code;Title;Ministry;Donor;Note;Progress of works\n"
LIST = f"{HEAD}1;Courts;Justice;The Fund;As agreed;30 %\n2;Prisons;Justice;n/a;;\n"
KEEP = ReadOptions(keep=("D", "Progress of works"))


def test_what_is_kept_stands_in_the_note_under_its_header(store: Store) -> None:
    begun(store)

    apply_import(ME, store, preview_import(ME, store, PLAN, LIST.encode(), "a.csv", options=KEEP))

    rows = programmes(store)
    assert rows["Courts"].note == "As agreed\nDonor: The Fund\nProgress of works: 30 %"
    assert rows["Prisons"].note == ""


def test_the_same_file_again_changes_nothing_and_a_newer_one_replaces_its_lines(
    store: Store,
) -> None:
    begun(store)
    apply_import(ME, store, preview_import(ME, store, PLAN, LIST.encode(), "a.csv", options=KEEP))
    newer = LIST.replace("30 %", "45 %").encode()

    again = preview_import(ME, store, PLAN, LIST.encode(), "a.csv", options=KEEP)
    later = preview_import(ME, store, PLAN, newer, "b.csv")

    assert again.changes == ()
    assert "columns.recalled" in {problem.code for problem in later.problems}
    apply_import(ME, store, later)
    note = programmes(store)["Courts"].note
    assert note == "As agreed\nDonor: The Fund\nProgress of works: 45 %"


def test_a_cell_of_several_lines_is_kept_as_one(store: Store) -> None:
    begun(store)
    text = b'Code;Title;Donor\n1;Courts;"The Fund\nand the Union"\n2;Roads;x\n'
    options = ReadOptions(keep=("Donor",))

    apply_import(ME, store, preview_import(ME, store, PLAN, text, "a.csv", options=options))

    assert programmes(store)["Courts"].note == "Donor: The Fund and the Union"
    assert preview_import(ME, store, PLAN, text, "a.csv", options=options).changes == ()


def test_nothing_is_kept_unless_a_person_says_so() -> None:
    found = inspect("a.csv", LIST.encode()).best

    assert found.matching is not None
    assert [one.name for one in found.matching.unmatched] == ["Donor", "Progress of works"]
    assert found.rows[0].unplaced_texts == ()


@pytest.mark.parametrize(
    ("table", "text", "column", "said"),
    [
        ("programmes", LIST, "Title", "is Title, so it need not be kept"),
        ("programmes", LIST, "Owner", "no column “Owner”"),
        ("courses", "Course;Hours;Room\nBasics;3;12\n", "Room", "have no note"),
    ],
)
def test_a_column_that_cannot_be_kept_is_refused(
    table: str, text: str, column: str, said: str
) -> None:
    with pytest.raises(WrongValue) as refused:
        inspect("a.csv", text.encode(), ReadOptions(table=table, keep=(column,)))

    assert said in str(refused.value)


def test_only_free_text_that_is_meant_for_anything_takes_it() -> None:
    notes = {table.name: table.notes for table in all_tables() if table.notes}

    assert notes["programmes"] == "note"
    assert notes["observations"] == "evidence"
    assert "actions" not in notes
    assert all(not table_named(name).column(note).restricted for name, note in notes.items())


def test_a_line_replaces_the_one_that_said_the_same_thing_before() -> None:
    assert merge_note_lines("", ["A: 1"]) == "A: 1"
    assert merge_note_lines("Own words\nA: 1\nB: 2", ["A: 3", "B: 2"]) == "Own words\nB: 2\nA: 3"
    assert merge_note_lines("From rows 2, 3.", ["From rows 2, 3."]) == "From rows 2, 3."
