"""Which row of the plan a row of a file is: never by a number alone, never twice, else asked."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from planner.intake.read_options import ReadOptions
from planner.services.importing.preview import ImportPreview, apply_import
from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Certificate, Course, Programme
from tests.intake.difficult.making import Row, workbook
from tests.services.importing.lists import ME, PLAN, begun, fates, preview_import, programmes

FILES = Path(__file__).parents[2] / "data" / "identity"
HEAD: Row = ["Reference", "Title", "Ministry", "Budget", "Start", "Country"]


@pytest.fixture
def plan(store: Store) -> Store:
    """A store with one plan that holds nothing yet."""
    return begun(store)


def of_file(
    plan: Store, name: str, answers: dict[str, str] | None = None, **read: str
) -> ImportPreview:
    options = ReadOptions(answers=answers or {}, **read)  # type: ignore[arg-type]  # texts only
    path = FILES / name
    return preview_import(ME, plan, PLAN, path.read_bytes(), path.name, options=options)


def of_rows(
    plan: Store, *rows: Row, head: Row = HEAD, answers: dict[str, str] | None = None
) -> ImportPreview:
    options = ReadOptions(answers=answers or {})
    content = workbook({"List": [head, *rows]})
    return preview_import(ME, plan, PLAN, content, f"{len(rows)} rows.xlsx", options=options)


def taken(plan: Store, preview: ImportPreview) -> ImportPreview:
    apply_import(ME, plan, preview)
    return preview


def asked(preview: ImportPreview) -> Counter[str]:
    codes = [one.code for one in preview.questions if one.is_open]
    return Counter(code for code in codes if code != "currency.none")  # asked once for each file


def told(preview: ImportPreview) -> set[str]:
    return {one.code for one in preview.problems} - {"currency.none", "names.new"}


def references(plan: Store) -> list[str]:
    return [one.reference for one in open_plan(ME, plan, PLAN).of(Programme)]


@pytest.mark.parametrize("name", ["a_again_after_excel.xlsx", "b_again_saved_as_csv.csv"])
def test_references_that_a_spreadsheet_turned_are_told_and_known_rows_offered(
    plan: Store, name: str
) -> None:
    taken(plan, of_file(plan, "turned/first.xlsx"))
    before = references(plan)

    preview = of_file(plan, f"turned/{name}")

    assert asked(preview) == {"reference.loses": 5}
    assert "references.turned" in told(preview)
    assert preview.counts["added"] == 0
    first = next(one for one in preview.questions if one.code == "reference.loses")
    assert "may be 08-27" in str(first.message)
    assert "P-0001 Programme number 1 on courts" in str(first.message)
    taken(plan, of_file(plan, f"turned/{name}", {"reference.loses": "same"}))
    assert references(plan) == before
    budgets = [one.budget for one in open_plan(ME, plan, PLAN).of(Programme)]
    assert budgets == [105000, 205000, 305000, 405000, 505000, 605000]


def test_numbers_too_long_for_a_spreadsheet_are_told_and_tell_no_row(plan: Store) -> None:
    preview = taken(plan, of_file(plan, "turned/c_long_numbers.xlsx"))

    assert told(preview) == {"references.cut"}
    assert (asked(preview), fates(preview)) == ({}, ["added", "added"])
    assert references(plan) == ["", ""]
    assert "Reference: 1914310000010" in programmes(plan)["Long number two"].note


@pytest.mark.parametrize(
    ("before", "after"),
    [("0071", "71"), ("5/11", "05-Nov"), ("SEP-2", "2026-09-02"), ("1E3", 1000), ("07-26", 46229)],
)
def test_a_reference_that_may_be_a_turned_one_is_a_question(
    plan: Store, before: str, after: Any
) -> None:
    taken(plan, of_rows(plan, [before, "Courts", "Justice", 100]))

    preview = of_rows(plan, [after, "Courts", "Justice", 120])

    assert sum(asked(preview).values()) == 1
    assert fates(preview) == ["asked"]


def test_placeholders_are_no_key(plan: Store) -> None:
    taken(plan, of_file(plan, "blank_keys/first.xlsx"))
    assert references(plan) == ["", "", "", "R-4"]

    preview = taken(plan, of_file(plan, "blank_keys/a_again.xlsx", {"row.same_title": "same"}))

    assert fates(preview) == ["changed", "changed", "added", "changed", "changed"]
    kept = {title: one.budget for title, one in programmes(plan).items()}
    assert (kept["Village guards code"], kept["Youth mediators"]) == (3300, 3300)
    assert kept["Mediation fund"] == 1100


def test_without_references_a_known_title_with_another_sum_is_asked_about(plan: Store) -> None:
    taken(plan, of_file(plan, "blank_keys/first.xlsx"))

    preview = of_file(plan, "blank_keys/b_no_key_column.xlsx")

    assert asked(preview) == {"row.same_title": 3}
    assert fates(preview) == ["asked", "asked", "added", "asked"]
    first = next(one for one in preview.questions if one.code == "row.same_title")
    assert "Budget: 1000 / 1111" in str(first.message)


def test_one_reference_of_another_ministry_is_another_programme(plan: Store) -> None:
    taken(plan, of_file(plan, "blank_keys/first.xlsx"))

    preview = of_file(plan, "blank_keys/c_same_key_other_ministry.xlsx")

    assert (fates(preview), asked(preview)) == (["added", "unchanged"], {})


def test_a_running_number_is_no_key(plan: Store) -> None:
    taken(plan, of_file(plan, "blank_keys/d_numbered_list_2025.xlsx"))
    before = {title: one.id for title, one in programmes(plan).items()}

    preview = taken(plan, of_file(plan, "blank_keys/e_numbered_list_2026.xlsx"))

    assert "reference.counting" in told(preview)
    assert fates(preview) == ["added", "asked", "unchanged", "unchanged"]
    after = {title: one.id for title, one in programmes(plan).items()}
    assert {title: after[title] for title in before} == before


@pytest.mark.parametrize(
    ("placeholder", "head"),
    [("à attribuer", "Référence"), ("por asignar", "Código"), ("سيحدد لاحقا", "رقم المشروع"),
     ("noch offen", "Projektnummer"), ("XX", "Project ID")],
)  # fmt: skip
def test_placeholders_are_known_in_many_languages(plan: Store, placeholder: str, head: str) -> None:
    first = [placeholder, "Courts", "Justice", 100]
    others: list[Row] = [[placeholder, "Prisons", "Justice", 7], ["J-9", "Bars", "Justice", 8]]

    preview = taken(plan, of_rows(plan, first, *others, head=[head, *HEAD[1:]]))

    assert fates(preview) == ["added"] * 3
    assert references(plan) == ["", "", "J-9"]


def test_titles_that_move_with_their_references_are_asked_about(plan: Store) -> None:
    titles = ["Police oversight", "Prison visits", "Border talks"]
    rows: list[Row] = [[f"K{n}", t, "Interior", n * 10] for n, t in enumerate(titles, 1)]
    taken(plan, of_rows(plan, *rows))

    shifted: list[Row] = [[f"K{n}", t, "Interior", 5] for n, t in enumerate(["Radio", *titles], 1)]
    preview = taken(plan, of_rows(plan, *shifted))

    assert asked(preview) == {"row.title_moved": 3, "row.same_title": 1}
    assert {title: one.budget for title, one in programmes(plan).items()} == {
        "Police oversight": 10, "Prison visits": 20, "Border talks": 30
    }  # fmt: skip


def test_a_new_row_never_takes_a_reference_that_another_has(plan: Store) -> None:
    taken(plan, of_rows(plan, ["K1", "Prison visits", "Interior", 1]))

    answers = {"row.title_moved": "new"}
    taken(plan, of_rows(plan, ["K1", "Radio", "Interior", 5], answers=answers))

    assert references(plan) == ["K1", ""]
    assert programmes(plan)["Radio"].note == "Reference: K1"


def test_a_title_that_is_only_worded_anew_goes_with_its_reference(plan: Store) -> None:
    taken(plan, of_rows(plan, ["J-1", "Support to the courts", "Justice", 1]))

    preview = taken(plan, of_rows(plan, ["J-1", "Support to courts of appeal", "Justice", 1]))

    assert asked(preview) == {}
    assert list(programmes(plan)) == ["Support to courts of appeal"]


def test_the_same_title_under_a_new_reference_is_not_added_without_a_word(plan: Store) -> None:
    taken(plan, of_rows(plan, ["J-1", "Courts", "Justice", 100], ["J-2", "Bars", "Justice", 5]))
    again: list[Row] = [["N-7", "Courts", "Justice", 120], ["J-2", "Bars", "Justice", 5]]

    preview = of_rows(plan, *again)
    assert asked(preview) == {"row.same_title": 1}
    assert fates(preview) == ["asked", "unchanged"]

    new = of_rows(plan, *again, answers={"row.same_title": "new"})
    same = taken(plan, of_rows(plan, *again, answers={"row.same_title": "same"}))
    assert (fates(new)[0], fates(same)[0]) == ("added", "changed")
    assert references(plan) == ["N-7", "J-2"]


def test_one_reference_with_two_contents_is_asked_once_and_only_the_common_is_taken(
    plan: Store,
) -> None:
    preview = taken(plan, of_file(plan, "repeated/a_conflict.xlsx"))

    assert asked(preview) == {"rows.repeat_reference": 1}
    said = next(str(one.message) for one in preview.questions if one.code.startswith("rows."))
    assert "R-10: Budget: 50000 / 65000, Status: running / finished" in said
    corps = programmes(plan)["Observer corps"]
    assert (corps.reference, corps.budget, corps.status) == ("R-10", None, None)


@pytest.mark.parametrize(
    ("answer", "rows", "budget"), [("together", 3, 115_000), ("apart", 4, 115_000)]
)
def test_rows_of_one_reference_are_taken_as_a_person_says(
    plan: Store, answer: str, rows: int, budget: int
) -> None:
    answers = {"rows.repeat_reference": answer}
    taken(plan, of_file(plan, "repeated/a_conflict.xlsx", answers))

    kept = open_plan(ME, plan, PLAN).of(Programme)
    assert len(kept) == rows
    corps = [one.budget or 0 for one in kept if one.title == "Observer corps"]
    assert sum(corps) == budget


def test_a_second_sheet_with_the_same_reference_is_told_and_asked_when_it_comes(
    plan: Store,
) -> None:
    first = taken(plan, of_file(plan, "repeated/b_two_sheets.xlsx"))
    assert "table.left" in told(first)

    second = of_file(plan, "repeated/b_two_sheets.xlsx", sheet="South")

    assert fates(second) == ["changed", "added"]
    assert [str(one.before) for one in second.rows[0].changes] == ["50000"]  # type: ignore[union-attr]  # a cell


def test_a_row_that_is_there_twice_is_taken_once_and_told(plan: Store) -> None:
    preview = taken(plan, of_file(plan, "repeated/c_exact_twice.xlsx"))

    assert told(preview) == {"row.repeated"}
    assert preview.counts["added"] == 1
    assert len(programmes(plan)) == 1


def test_rows_that_differ_in_place_day_or_sum_are_kept_apart(plan: Store) -> None:
    places = ["Aland", "Borland", "Cerland"]
    rows: list[Row] = [["", "Scholarship", "Foreign Affairs", 100, "2027", p] for p in places]
    rows += [["", "Scholarship", "Foreign Affairs", 150, "2027", "Aland"]]

    preview = taken(plan, of_rows(plan, *rows))

    assert fates(preview) == ["added"] * 4
    assert told(preview) == set()
    later = of_rows(plan, *([*row[:3], 120, *row[4:]] for row in rows[:3]))
    assert fates(later) == ["changed"] * 3
    assert asked(later) == {}


def test_rows_without_a_key_that_are_alike_in_everything_are_asked_about(plan: Store) -> None:
    row: Row = ["", "Grant", "Finance", 100, "2027", ""]

    once = of_rows(plan, row, row)
    both = of_rows(plan, row, row, answers={"row.repeated": "both"})
    other = of_rows(plan, [*row, "Ann"], [*row, "Bea"], head=[*HEAD, "Contact"])

    assert (once.counts["added"], asked(once)) == (1, {"row.repeated": 1})
    assert (both.counts["added"], asked(both)) == (2, {})
    assert (other.counts["added"], asked(other)) == (2, {})  # a column without a place differs


def test_a_file_that_was_saved_again_asks_nothing(plan: Store) -> None:
    rows: list[Row] = [["", "Grant", "Finance", n, "", ""] for n in range(3)]
    rows += [["F-1", "Audit", "Finance", 5], ["", "Audit", "Finance", 6]]
    taken(plan, of_rows(plan, *rows))

    again = of_rows(plan, *rows, [])

    assert (asked(again), fates(again)) == ({}, ["unchanged"] * 5)


@pytest.mark.parametrize("name", ["a_spaces", "c_invisible"])
def test_spaces_and_unseen_letters_make_no_new_courses(plan: Store, name: str) -> None:
    taken(plan, of_file(plan, "course_names/base.xlsx", table="courses", sheet="Courses"))
    taken(plan, of_file(plan, "course_names/base.xlsx", table="audiences", sheet="Staff groups"))

    preview = taken(plan, of_file(plan, f"course_names/{name}.xlsx"))

    assert asked(preview) == {}
    assert len(open_plan(ME, plan, PLAN).of(Course)) == 2
    assert len(open_plan(ME, plan, PLAN).of(Certificate)) == len(preview.rows)


def test_a_certificate_that_says_otherwise_is_asked_about(plan: Store) -> None:
    head: Row = ["Employee number", "Staff group", "Course", "Date completed"]
    rows: list[Row] = [["H-1", "Police", "Law", "2027-01-05"], ["H-1", "Army", "Law", "2027-01-05"]]

    preview = of_rows(plan, *rows, head=head)
    other = of_rows(plan, *rows, head=head, answers={"row.conflict": "this"})

    assert asked(preview) == {"row.conflict": 1}
    assert fates(preview) == ["added", "asked"]
    assert fates(other) == ["unchanged", "added"]
