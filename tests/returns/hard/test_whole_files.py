"""Files that are not what they seem, or that change whole rows: as a careful clerk would reach."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.changes import Delete
from planner.merge.cases import ConflictKind, DecisionKind, MergeDecision
from planner.plan import table_named
from planner.services import plans
from planner.services.returns.desk import bulk, compare_files, decide
from planner.store import Store
from tests.builders import DETAILS
from tests.returns.office import (  # fmt: skip
    PLAN,
    Office,
    cell,
    changed,
    codes,
    new_row,
    problems,
    put,
    row_of,
    take,
    taken,
    worked_in,
)

PROGRAMMES = table_named("programmes")


def test_two_ministries_files_swapped_are_told_by_their_rows() -> None:
    office = Office()
    justice = openpyxl.load_workbook(io.BytesIO(office.file("M-02")))
    identity = next(
        one.value
        for row in justice["About this file"].iter_rows()
        for one in row
        if str(one.value).startswith("r2p-return?")
    )

    def pretending(book: Workbook) -> None:
        for row in book["About this file"].iter_rows():
            for one in row:
                if str(one.value).startswith("r2p-return?"):
                    put(book["About this file"], one.row or 1, one.column or 1, identity)
        cell(book, "programmes", "P-0001", "title").value = "Budget tracking everywhere"

    desk = office.take(pretending)

    assert codes(desk) == {"return.swapped"}
    assert desk.files[0].ministry == "M-01"
    assert changed(desk) == {"P-0001.title": "Budget tracking everywhere"}


def test_files_that_go_by_each_others_names_are_what_they_hold() -> None:
    office = Office()

    def worked(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "country").value = "The north"

    files = [("justice.xlsx", office.edited(worked)), ("finance.xlsx", office.file("M-02"))]

    desk = compare_files("Focal point", office.store, PLAN, files)

    assert {file.file: file.ministry for file in desk.files} == {
        "justice.xlsx": "M-01", "finance.xlsx": "M-02",
    }  # fmt: skip
    assert changed(desk) == {"P-0001.country": "The north"}
    assert desk.cases == ()


def test_two_copies_of_one_workbook_edited_in_two_rooms_come_together() -> None:
    office = Office()
    issued = office.file()

    def one(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "country").value = "The north"
        cell(book, "programmes", "P-0002", "budget").value = 1
        new_row(book, "programmes", title="Grants for mediators", reference="F-8")

    def other(book: Workbook) -> None:
        cell(book, "programmes", "P-0003", "country").value = "The south"
        cell(book, "programmes", "P-0002", "budget").value = 2
        new_row(book, "programmes", title="Grants for mediators", reference="F-8")

    desk = office.back(worked_in(issued, one), worked_in(issued, other))

    assert changed(desk) == {"P-0001.country": "The north", "P-0003.country": "The south"}
    assert [len(desk.changes), len(desk.merged.new_rows)] == [3, 1]
    (case,) = desk.conflicts
    assert {(one.file, one.value) for one in case.returned} == {
        ("return-1.xlsx", Decimal(1)), ("return-2.xlsx", Decimal(2)),
    }  # fmt: skip


def test_a_workbook_from_before_the_ministry_lost_a_row_says_whose_it_is_now() -> None:
    office = Office()
    content = office.edited(
        lambda book: setattr(cell(book, "programmes", "P-0002", "country"), "value", "The east")
    )
    office.set("programmes", "P-0002", "ministry", "M-03")

    desk = office.back(content)

    assert (changed(desk), taken(desk)) == ({}, {"P-0002.country": "The east"})
    assert "Ministry of the Interior leads this row" in str(desk.open[0].sentence)
    assert desk.counts(desk.files[0].key).kept == 1


def test_a_file_issued_from_another_plan_is_left_out() -> None:
    elsewhere = Office()
    elsewhere.set("programmes", "P-0001", "title", "Quite another title")

    desk = Office().back(elsewhere.edited(lambda book: new_row(book, "programmes", title="New")))

    assert desk.changes == ()
    assert codes(desk) == {"return.other_plan"}
    assert "Left out" in str(desk.summary(desk.files[0]))


def test_last_years_workbook_is_held_against_the_plan_of_last_year() -> None:
    office = Office()
    last_year = office.file()
    office.set("programmes", "P-0001", "title", "Renamed since")
    office.set("programmes", "P-0002", "budget", Decimal(1))
    office.file()

    def worked(book: Workbook) -> None:
        cell(book, "programmes", "P-0003", "country").value = "The south"

    desk = office.back(worked_in(last_year, worked))

    assert changed(desk) == {"P-0003.country": "The south"}
    assert desk.files[0].issued_revision == 1
    assert desk.counts(desk.files[0].key).kept == 2


def test_an_older_template_is_read_for_what_it_has() -> None:
    def older(book: Workbook) -> None:
        for row in book["About this file"].iter_rows():
            for one in row:
                if str(one.value).startswith("r2p-return?"):
                    older_line = str(one.value).replace("template=1", "template=0")
                    put(book["About this file"], one.row or 1, one.column or 1, older_line)
        sheet = book["Programmes"]
        for at in range(sheet.max_column, 0, -1):
            if sheet.cell(row=2, column=at).value in ("Budget line", "Other agendas", "Note"):
                sheet.delete_cols(at)
        cell(book, "programmes", "P-0001", "budget").value = 1300

    desk = take(older)

    assert changed(desk) == {"P-0001.budget": Decimal(1300)}
    assert codes(desk) == {"return.older_template", "column.missing"}


def test_a_sheet_taken_out_is_not_a_table_taken_out() -> None:
    def cut(book: Workbook) -> None:
        del book["Cost lines"]

    desk = take(cut)

    assert desk.cases == ()
    assert desk.changes == ()
    assert [str(problem.message) for problem in problems(desk)] == [
        "These sheets are not in the file, and nothing of them was changed: Cost lines."
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"<html><body>no</body></html>"])
def test_a_file_that_cannot_be_read_does_not_hold_up_the_others(content: bytes) -> None:
    office = Office()
    good = office.edited(lambda book: new_row(book, "programmes", title="A good new programme"))

    desk = office.back(content, good)

    assert len(desk.changes) == 1
    assert "file.unreadable" in codes(desk)


def test_a_row_taken_out_of_the_file_is_taken_out_of_the_plan_when_a_person_says_so() -> None:
    def cut(book: Workbook) -> None:
        book["Programmes"].delete_rows(row_of(book["Programmes"], "P-0002"))

    desk = take(cut)
    assert desk.changes == ()

    (change,) = decide(desk, {desk.cases[0].key: MergeDecision(choice=DecisionKind.THEIRS)}).changes

    assert isinstance(change, Delete)
    assert change.id == "P-0002"


def test_a_row_that_others_name_is_not_taken_out() -> None:
    def cut(book: Workbook) -> None:
        book["Actions"].delete_rows(row_of(book["Actions"], "A-001"))

    desk = take(cut)
    desk = decide(desk, bulk(desk, DecisionKind.THEIRS, kinds=[ConflictKind.MISSING]))

    assert desk.changes == ()
    assert "so it stays" in str(desk.left[0].why)


def test_a_return_to_a_plan_that_issued_nothing_is_told() -> None:
    office = Office()
    content = office.file()
    empty = Store("sqlite://")
    plans.create_plan("Focal point", empty, "Empty", DETAILS)

    desk = compare_files("Focal point", empty, "Empty", [("back.xlsx", content)])

    assert codes(desk) == {"return.other_plan"}
