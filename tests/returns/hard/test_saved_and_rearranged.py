"""Files that say what was issued, however they were saved, sorted, cut and renamed: one each."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.merge.cases import ConflictKind
from planner.plan import table_named
from tests.returns.office import (
    HEADER,
    Office,
    cell,
    changed,
    codes,
    column_of,
    new_row,
    problems,
    put,
    row_of,
    take,
    worked_in,
)


def lines_of(sheet: Worksheet) -> list[list[Any]]:
    return [[one.value for one in row] for row in sheet.iter_rows(min_row=HEADER + 1)]


def rewrite(sheet: Worksheet, lines: list[list[Any]], first: int = HEADER + 1) -> None:
    for number, line in enumerate(lines, start=first):
        for at, value in enumerate(line, start=1):
            put(sheet, number, at, value)


def every_cell(book: Workbook, table: str, column: str) -> list[Any]:
    sheet = book[table_named(table).many]
    at = column_of(sheet, table_named(table).column(column).label)
    cells = [sheet.cell(row=row, column=at) for row in range(HEADER + 1, sheet.max_row + 1)]
    return [one for one in cells if one.value is not None]


def rows_re_sorted(book: Workbook) -> None:
    for name in ("Programmes", "Cost lines"):
        lines = [line for line in lines_of(book[name]) if line[0]]
        rewrite(book[name], lines[::-1])


def sheets_re_ordered(book: Workbook) -> None:
    book.move_sheet("About this file", -9)
    book.move_sheet("Programmes", 5)


def sheet_renamed(book: Workbook) -> None:
    book["Programmes"].title = "Our projects 2027"
    book["Cost lines"].title = "Sheet1"


def identity_gone_from_the_sheet(book: Workbook) -> None:
    del book["About this file"]


def only_the_last_sheets_identity_left(book: Workbook) -> None:
    del book.defined_names["R2P_RETURN"]
    properties: Any = vars(book)["custom_doc_props"]
    for name in list(properties.names):
        del properties[name]


def lists_gone(book: Workbook) -> None:
    del book["Lists"]


def a_column_added(book: Workbook) -> None:
    sheet = book["Programmes"]
    sheet.insert_cols(3)
    put(sheet, HEADER, 3, "Our file number")
    put(sheet, HEADER + 1, 3, "22/B")


def columns_moved(book: Workbook) -> None:
    sheet = book["Programmes"]
    lines = [[one.value for one in row] for row in sheet.iter_rows(min_row=1)]
    rewrite(sheet, [line[:1] + line[:0:-1] for line in lines], first=1)


def rows_above_the_header(book: Workbook) -> None:
    book["Programmes"].insert_rows(1, 3)
    book["Programmes"]["A1"] = "Return of the Ministry of Finance"


def blank_rows_between(book: Workbook) -> None:
    book["Programmes"].insert_rows(HEADER + 2, 4)


def rows_filtered(book: Workbook) -> None:
    book["Programmes"].row_dimensions[HEADER + 2].hidden = True


def columns_hidden(book: Workbook) -> None:
    book["Programmes"].column_dimensions["D"].hidden = True


def sheet_hidden(book: Workbook) -> None:
    book["Cost lines"].sheet_state = "hidden"


def ids_deleted(book: Workbook) -> None:
    for name in (
        "Programmes",
        "Cost lines",
        "Actions",
        "Milestones",
        "Results indicators",
        "Readings",
    ):
        for row in range(HEADER + 1, book[name].max_row + 1):
            put(book[name], row, 1, None)


def one_id_deleted(book: Workbook) -> None:
    cell(book, "programmes", "P-0002", "id").value = None


def an_id_mistyped(book: Workbook) -> None:
    cell(book, "programmes", "P-0002", "id").value = "P-2000"


def numbers_as_text_of_another_locale(book: Workbook) -> None:
    for table, column in (("programmes", "budget"), ("costs", "mid"), ("costs", "unit_cost")):
        for one in every_cell(book, table, column):
            one.value = f"{one.value:,.2f}".replace(",", "\u202f").replace(".", ",")


def numbers_as_plain_text(book: Workbook) -> None:
    for table, column in (("programmes", "budget"), ("costs", "mid"), ("indicators", "target")):
        for one in every_cell(book, table, column):
            one.value = f"{one.value}"


def yes_and_no_in_other_words(book: Workbook) -> None:
    for one in every_cell(book, "actions", "recurrent"):
        one.value = {"Yes": "TRUE", "No": 0}[one.value]


def currency_in_words(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "currency").value = "Euro"


def ids_in_small_letters(book: Workbook) -> None:
    cell(book, "programmes", "P-0002", "id").value = "p-0002 "


def an_id_typed_over_by_another_of_ours(book: Workbook) -> None:
    cell(book, "programmes", "P-0002", "id").value = "P-0003"


def an_id_typed_over_by_one_of_another_ministry(book: Workbook) -> None:
    cell(book, "programmes", "P-0002", "id").value = "P-0004"


def the_column_of_ids_sorted_alone(book: Workbook) -> None:
    sheet = book["Programmes"]
    ids = [sheet.cell(row=row, column=1).value for row in range(HEADER + 1, HEADER + 4)]
    for row, row_id in enumerate([*ids[1:], ids[0]], HEADER + 1):
        put(sheet, row, 1, row_id)


def a_copy_of_the_sheet_kept_beside_it(book: Workbook) -> None:
    book.copy_worksheet(book["Programmes"]).title = "Programmes (backup)"


def headers_taken_off_another_sheet(book: Workbook) -> None:
    book["Results indicators"].delete_rows(1, HEADER)


def a_sheet_emptied(book: Workbook) -> None:
    book["Cost lines"].delete_rows(1, 50)


def signed_off(book: Workbook) -> None:
    about = book["About this file"]
    for line in about.iter_rows():
        if line[0].value in ("Date of sign-off", "Function of the person who signs off"):
            put(about, line[0].row or 1, 2, "Head of budgets, 1 March 2027")


def signed_off_without_a_date(book: Workbook) -> None:
    about = book["About this file"]
    for line in about.iter_rows():
        if line[0].value == "Function of the person who signs off":
            put(about, line[0].row or 1, 2, "Head of budgets")


def numbers_with_currency(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "budget"):
        one.value = f"{one.value:.2f} EUR"


def dates_as_text_day_first(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "start"):
        one.value = one.value.strftime("%d/%m/%Y")


def dates_as_text_month_first(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "start"):
        one.value = one.value.strftime("%m/%d/%Y")


def dates_as_serial_numbers(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "start"):
        one.number_format = "General"
        one.value = (one.value.date() - date(1899, 12, 30)).days


def dates_with_a_time(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "start"):
        one.value = one.value.replace(hour=12)


def dates_in_words(book: Workbook) -> None:
    for one in every_cell(book, "programmes", "start"):
        one.value = f"{one.value.day} {one.value:%B %Y}"


def leading_zeros_lost(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "reference").value = 7


def codes_turned_into_numbers(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "purpose_code").value = 15111


def spaces_and_line_ends(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "title").value = "  Budget  tracking in the\u00a0districts "
    cell(book, "programmes", "P-0001", "note").value = "First line\r\nsecond line"


def answers_in_another_language(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "status").value = "En cours"
    cell(book, "costs", "C-0001", "status").value = "demandé"


def references_by_title_only(book: Workbook) -> None:
    for one in every_cell(book, "costs", "action"):
        one.value = "Set aside money for early warning"


def references_by_id_only(book: Workbook) -> None:
    for one in every_cell(book, "costs", "action"):
        one.value = "A-001"


def headers_in_another_language(book: Workbook) -> None:
    sheet = book["Programmes"]
    put(sheet, HEADER, column_of(sheet, "Title"), "Intitulé")
    put(sheet, HEADER, column_of(sheet, "Budget line"), "Ligne budgétaire")


def a_header_with_a_slip(book: Workbook) -> None:
    sheet = book["Programmes"]
    put(sheet, HEADER, column_of(sheet, "Description"), "Descripton")


def headers_with_stars(book: Workbook) -> None:
    sheet = book["Programmes"]
    for one in sheet[HEADER]:
        put(sheet, HEADER, one.column or 1, f"{one.value} *")


def formatted_to_the_end(book: Workbook) -> None:
    for row in range(300, 330):
        put(book["Programmes"], row, 2, " ")


def rows_copied_twice(book: Workbook) -> None:
    sheet = book["Programmes"]
    copied = lines_of(sheet)[0]
    rewrite(sheet, [copied], first=40)


def formulas_with_results(book: Workbook) -> None:
    sheet = book.create_sheet("Pivot")
    sheet["A1"], sheet["B1"] = "Reference", "Budget"
    sheet["A2"], sheet["B2"] = "007", 1250.5


UNCHANGED = (
    rows_re_sorted, sheets_re_ordered, sheet_renamed, identity_gone_from_the_sheet,
    only_the_last_sheets_identity_left, lists_gone, a_column_added, columns_moved,
    rows_above_the_header, blank_rows_between, rows_filtered, columns_hidden, sheet_hidden,
    ids_deleted, one_id_deleted, an_id_mistyped, numbers_as_text_of_another_locale,
    numbers_with_currency, dates_as_text_day_first, dates_as_text_month_first,
    dates_as_serial_numbers, dates_with_a_time, dates_in_words, leading_zeros_lost,
    codes_turned_into_numbers, spaces_and_line_ends, answers_in_another_language,
    references_by_title_only, references_by_id_only, headers_in_another_language,
    a_header_with_a_slip, headers_with_stars, formatted_to_the_end, rows_copied_twice,
    formulas_with_results, numbers_as_plain_text, yes_and_no_in_other_words, currency_in_words,
    ids_in_small_letters, an_id_typed_over_by_another_of_ours,
    an_id_typed_over_by_one_of_another_ministry, the_column_of_ids_sorted_alone,
    a_copy_of_the_sheet_kept_beside_it, headers_taken_off_another_sheet, a_sheet_emptied,
    signed_off, signed_off_without_a_date,
)  # fmt: skip
TOLD = {
    a_column_added: "column.added",
    rows_filtered: "sheet.hidden",
    columns_hidden: "sheet.hidden",
    sheet_hidden: "sheet.hidden",
    ids_deleted: "row.found",
    one_id_deleted: "row.found",
    an_id_mistyped: "row.found",
    rows_copied_twice: "row.repeated",
    formulas_with_results: "sheet.left_out",
    ids_in_small_letters: "row.found",
    an_id_typed_over_by_another_of_ours: "row.shifted",
    an_id_typed_over_by_one_of_another_ministry: "row.found",
    the_column_of_ids_sorted_alone: "row.shifted",
    a_copy_of_the_sheet_kept_beside_it: "sheet.repeated",
    headers_taken_off_another_sheet: "sheet.no_header sheet.missing",
    a_sheet_emptied: "sheet.missing",
    signed_off_without_a_date: "sign.partial",
}


@pytest.mark.parametrize("hardship", UNCHANGED, ids=lambda one: one.__name__)
def test_a_file_says_what_was_issued_and_what_was_edited_through_every_hardship(
    hardship: Any,
) -> None:
    def worked(book: Workbook) -> None:
        cell(book, "programmes", "P-0003", "country").value = "The south"
        hardship(book)

    desk = take(worked)

    assert changed(desk) == {"P-0003.country": "The south"}
    assert len(desk.changes) == 1
    assert desk.cases == ()
    assert desk.files[0].ministry == "M-01"
    assert [str(one.sentence) for one in problems(desk) if one.severity == "error"] == []
    assert codes(desk) == set(TOLD.get(hardship, "").split())


def test_the_cells_of_one_sheet_pasted_into_a_new_file_are_recognised() -> None:
    office = Office()
    issued = openpyxl.load_workbook(io.BytesIO(office.file()))

    pasted = Workbook()
    sheet = pasted.active
    assert isinstance(sheet, Worksheet)
    rewrite(
        sheet, [[one.value for one in row] for row in issued["Programmes"].iter_rows(min_row=2)], 1
    )
    put(sheet, 2, 3, "Budget tracking everywhere")
    out = io.BytesIO()
    pasted.save(out)
    desk = office.back(out.getvalue())

    assert codes(desk) == {"return.no_identity", "sheet.missing"}
    assert changed(desk) == {"P-0001.title": "Budget tracking everywhere"}
    assert desk.questions == ()


def test_a_filtered_copy_asks_about_the_rows_that_are_not_in_it() -> None:
    def copied(book: Workbook) -> None:
        book["Programmes"].delete_rows(row_of(book["Programmes"], "P-0002"), 2)

    desk = take(copied)

    assert [case.id for case in desk.questions] == ["P-0002", "P-0003"]
    assert {case.kind for case in desk.questions} == {ConflictKind.MISSING}
    assert desk.changes == ()


def test_a_file_renamed_and_handed_in_twice_counts_once() -> None:
    office = Office()
    content = office.edited(lambda book: new_row(book, "programmes", title="A new programme"))

    desk = office.back(content, content)

    assert len(desk.files) == 1
    assert len(desk.merged.new_rows) == 1


def test_a_saved_copy_of_a_saved_copy_is_still_the_same() -> None:
    office = Office()
    content = office.file()
    for _ in range(3):
        content = worked_in(content, lambda book: book)

    assert office.back(content).changes == ()
