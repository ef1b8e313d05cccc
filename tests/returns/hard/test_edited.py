"""Files with edited cells, each with the result that a careful clerk would reach."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from openpyxl.workbook import Workbook

from planner.intake.grid import letters
from planner.merge.cases import ConflictKind, DecisionKind
from planner.messages import Message
from planner.problems import Severity
from planner.services.returns.desk import bulk, decide
from tests.returns.office import (
    HEADER,
    Office,
    cell,
    changed,
    codes,
    column_of,
    problems,
    put,
    take,
    taken,
)
from tests.returns.savers import file_of, parts_of


def test_values_typed_in_another_locale_are_read_as_they_were_meant() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = "1 300,75"
        cell(book, "programmes", "P-0002", "budget").value = "98.000,00"
        cell(book, "programmes", "P-0002", "end").value = "31/12/2028"

    assert changed(take(typed)) == {
        "P-0001.budget": Decimal("1300.75"),
        "P-0002.end": date(2028, 12, 31),
    }


def test_dates_month_first_are_told_by_the_dates_that_were_left_alone() -> None:
    def typed(book: Workbook) -> None:
        for row_id in ("P-0001", "P-0002", "P-0003"):
            one = cell(book, "programmes", row_id, "start")
            assert isinstance(one.value, datetime)
            one.value = one.value.strftime("%m/%d/%Y")
        cell(book, "programmes", "P-0002", "end").value = "05/04/2029"

    desk = take(typed)

    assert changed(desk) == {"P-0002.end": date(2029, 5, 4)}
    assert codes(desk) == set()


def test_a_lone_date_that_can_be_read_in_two_ways_is_asked_about() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "end").value = "05/04/2029"

    desk = take(typed)

    assert (changed(desk), taken(desk)) == ({}, {"P-0002.end": date(2029, 4, 5)})
    assert codes(desk) == {"date.ambiguous"}


def test_a_number_ten_times_as_large_is_asked_about() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = 12505

    desk = take(typed)

    assert (changed(desk), taken(desk)) == ({}, {"P-0001.budget": Decimal(12505)})
    assert codes(desk) == {"number.factor"}


def test_words_where_a_number_belongs_are_not_taken() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = "see the annex"
        cell(book, "programmes", "P-0003", "description").value = "Taken all the same"

    desk = take(typed)

    assert changed(desk) == {"P-0003.description": "Taken all the same"}
    (problem,) = problems(desk)
    assert (problem.sheet, problem.column, problem.code) == (
        "Programmes", "budget", "number.unreadable",
    )  # fmt: skip
    assert problem.cell[-1] == "3"


def test_an_answer_outside_its_list_is_not_taken_and_the_list_is_said() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "status").value = "Somewhere in between"

    desk = take(typed)

    assert changed(desk) == {}
    assert codes(desk) == {"choice.unknown"}
    assert "planned" in str(problems(desk)[0].hint)


def test_an_error_in_a_cell_is_not_taken_for_a_value() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "costs", "C-0001", "mid").value = "#REF!"

    desk = take(typed)

    assert changed(desk) == {}
    assert codes(desk) == {"cell.error"}


def test_an_emptied_cell_is_asked_about_and_kept() -> None:
    def emptied(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = None

    desk = take(emptied)

    (case,) = desk.cases
    assert case.kind is ConflictKind.EMPTIED
    assert desk.changes == ()
    cleared = decide(desk, bulk(desk, DecisionKind.THEIRS, kinds=[ConflictKind.EMPTIED]))
    assert changed(cleared) == {"P-0001.budget": None}


def test_a_cell_is_cleared_by_the_word_for_it_in_any_language() -> None:
    def cleared(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = "clear"
        cell(book, "programmes", "P-0002", "start").value = "Effacer"

    assert changed(take(cleared)) == {"P-0001.budget": None, "P-0002.start": None}


def test_a_title_may_not_be_emptied() -> None:
    def emptied(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "title").value = None

    desk = take(emptied)

    assert changed(desk) == {}
    assert codes(desk) == {"value.required"}


def test_merged_cells_leave_what_is_under_them_alone() -> None:
    def merged(book: Workbook) -> None:
        first = cell(book, "programmes", "P-0001", "country")
        first.value = "The north"
        last = cell(book, "programmes", "P-0003", "country")
        book["Programmes"].merge_cells(f"{first.coordinate}:{last.coordinate}")

    desk = take(merged)

    assert changed(desk) == {"P-0001.country": "The north"}
    assert codes(desk) == {"cell.merged"}


def test_a_cost_line_that_does_not_add_up_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "costs", "C-0001", "quantity").value = 5

    desk = take(typed)

    assert changed(desk) == {"C-0001.quantity": Decimal(5)}
    assert codes(desk) == {"cost.product"}
    message = problems(desk)[0].message
    assert isinstance(message, Message)
    assert message.facts["product"] == Decimal("12502.50")


def test_an_end_before_the_start_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "end").value = datetime(2026, 1, 1)  # noqa: DTZ001  # a cell

    desk = take(typed)

    assert codes(desk) == {"date.order"}


def test_another_currency_in_a_header_is_told_and_nothing_of_the_column_is_taken() -> None:
    def renamed(book: Workbook) -> None:
        sheet = book["Cost lines"]
        put(sheet, HEADER, column_of(sheet, "Mid"), "Mid (thousand USD)")
        put(sheet, HEADER + 1, column_of(sheet, "Mid (thousand USD)"), 12)
        cell(book, "costs", "C-0002", "line").value = "Staff and cars"

    desk = take(renamed)

    assert changed(desk) == {"C-0002.line": "Staff and cars"}
    (problem,) = problems(desk)
    assert (problem.code, problem.severity, problem.sheet) == (
        "column.renamed", Severity.WARNING, "Cost lines",
    )  # fmt: skip


def test_what_was_pasted_over_a_hidden_column_is_asked_about_cell_by_cell() -> None:
    def pasted(book: Workbook) -> None:
        sheet = book["Programmes"]
        at = column_of(sheet, "Country or area")
        sheet.column_dimensions[letters(at)].hidden = True
        for row in range(HEADER + 1, HEADER + 4):
            put(sheet, row, at, "Running")

    desk = take(pasted)

    assert (changed(desk), len(taken(desk))) == ({}, 3)
    told = [problem.cell for problem in problems(desk) if problem.code == "cell.hidden"]
    assert told == ["G3", "G4", "G5"]
    assert codes(desk) == {"sheet.hidden", "cell.hidden"}


def test_a_currency_that_is_none_is_not_taken() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "currency").value = "pebbles"
        cell(book, "programmes", "P-0003", "currency").value = "US dollars"

    desk = take(typed)

    assert changed(desk) == {"P-0003.currency": "USD"}
    assert codes(desk) == {"currency.unknown"}


def test_a_formula_counts_as_its_result_and_one_without_a_result_is_told() -> None:
    office = Office()
    parts = parts_of(office.file())
    sheet = parts["xl/worksheets/sheet1.xml"]
    solved = sheet.replace(b"<v>40000.25</v>", b"<f>80000.5/2</f><v>40000.25</v>")
    doubled = sheet.replace(b"<v>40000.25</v>", b"<f>40000.25*2</f><v>80000.5</v>")
    unsolved = sheet.replace(b"<v>40000.25</v>", b"<f>40000.25*2</f>")

    desks = [
        office.back(file_of({**parts, "xl/worksheets/sheet1.xml": part}))
        for part in (solved, doubled, unsolved)
    ]

    assert [changed(desk) for desk in desks] == [{}, {"P-0003.budget": Decimal("80000.5")}, {}]
    assert [codes(desk) for desk in desks] == [set(), set(), {"cell.unsolved"}]
