"""Files with edits in them, each with the result that a careful clerk would reach."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from openpyxl.workbook import Workbook

from planner.changes import Insert
from planner.formats.grid import letters
from planner.problems import Severity
from planner.services.returns import Choice, Matter, bulk, decide
from planner.tables import Action
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
    take,
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


def test_a_lone_date_that_can_be_read_in_two_ways_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "end").value = "05/04/2029"

    desk = take(typed)

    assert changed(desk) == {"P-0002.end": date(2029, 4, 5)}
    assert codes(desk) == {"date.ambiguous"}


def test_a_number_ten_times_as_large_is_taken_and_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = 12505

    desk = take(typed)

    assert changed(desk) == {"P-0001.budget": Decimal(12505)}
    assert codes(desk) == {"number.factor"}


def test_words_where_a_number_belongs_are_not_taken() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = "see the annex"
        cell(book, "programmes", "P-0003", "description").value = "Taken all the same"

    desk = take(typed)

    assert changed(desk) == {"P-0003.description": "Taken all the same"}
    (problem,) = problems(desk)
    assert (problem.sheet, problem.label, problem.code) == (
        "Programmes", "Budget", "number.unreadable",
    )  # fmt: skip
    assert problem.cell[-1] == "3"


def test_an_answer_outside_its_list_is_not_taken_and_the_list_is_said() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "status").value = "Somewhere in between"

    desk = take(typed)

    assert changed(desk) == {}
    assert codes(desk) == {"choice.unknown"}
    assert "Planned" in problems(desk)[0].hint


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
    assert case.matter is Matter.EMPTIED
    assert desk.changes == ()
    cleared = decide(desk, bulk(desk, Choice.THEIRS, matters=[Matter.EMPTIED]))
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


def test_a_row_of_totals_is_left_out_and_one_that_is_wrong_is_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="Total", mid=99999)

    desk = take(added)

    assert desk.changes == ()
    assert codes(desk) == {"row.total", "total.differs"}


def test_a_row_of_totals_that_is_right_is_only_noted() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="TOTAL GENERAL", mid=22002)

    assert codes(take(added)) == {"row.total"}


def test_a_cost_line_that_does_not_add_up_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "costs", "C-0001", "quantity").value = 5

    desk = take(typed)

    assert changed(desk) == {"C-0001.quantity": Decimal(5)}
    assert codes(desk) == {"cost.product"}
    assert "12\u00a0502.50" in problems(desk)[0].message


def test_a_remark_below_the_table_is_not_a_row() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", description="Figures as of February, to be confirmed")

    desk = take(added)

    assert desk.changes == ()
    assert codes(desk) == {"row.lonely"}


def test_a_new_row_gets_an_id_and_its_ministry() -> None:
    def added(book: Workbook) -> None:
        new_row(
            book, "programmes", reference="F-9", title="Open data on arms imports", budget="2.5m"
        )

    office = Office()
    (change,) = office.take(added).changes

    assert isinstance(change, Insert)
    assert (change.id, change.values["ministry"]) == ("P-0006", "M-01")
    assert change.values["budget"] == Decimal(2500000)


def test_a_new_action_and_its_new_costs_come_in_together() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "actions", title="Publish the arms budget")
        new_row(book, "costs", action="Publish the arms budget", year=2027, line="Printing", mid=10)

    action, cost = take(added).changes

    assert isinstance(action, Insert)
    assert isinstance(cost, Insert)
    assert (action.id, action.values["lead"]) == ("A-003", "M-01")
    assert cost.values["action"] == "A-003"


def test_a_new_row_without_what_it_needs_is_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="Cars", mid=10)

    desk = take(added)

    assert desk.changes == ()
    assert [problem.label for problem in problems(desk)] == ["Action", "Fiscal year"]


def test_a_new_row_that_another_ministry_already_has_is_added_and_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", title="Legal aid for displaced persons", reference="X-1")
        new_row(book, "programmes", title="Something else altogether", reference="j-2")

    desk = take(added)

    assert len(desk.changes) == 2
    assert {case.matter for case in desk.questions} == {Matter.LOOK_ALIKE}
    said = " ".join(case.sentence for case in desk.questions)
    assert "P-0004" in said
    assert "P-0005 (the same reference, of Ministry of Justice)" in said


def test_a_row_typed_again_under_its_own_reference_is_not_added() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", title="Grants, second phase", reference="F-2", budget=5)

    desk = take(added)

    assert desk.changes == ()
    assert [case.matter for case in desk.questions] == [Matter.LOOK_ALIKE]


def test_a_copied_row_with_its_id_left_in_is_a_new_row() -> None:
    def copied(book: Workbook) -> None:
        new_row(
            book, "programmes", id="P-0002", title="Grants to regional councils", reference="F-7"
        )

    desk = take(copied)

    (change,) = desk.changes
    assert isinstance(change, Insert)
    assert change.id == "P-0006"
    assert codes(desk) == {"row.copied"}


def test_a_row_of_another_ministry_is_refused() -> None:
    def copied(book: Workbook) -> None:
        new_row(book, "programmes", id="P-0004", title="Ours now", reference="J-1")

    desk = take(copied)

    assert desk.changes == ()
    assert codes(desk) == {"row.not_issued"}


def test_a_row_that_moved_to_another_ministry_is_told() -> None:
    def moved(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "ministry").value = "M-03 — Ministry of the Interior"

    desk = take(moved)

    assert changed(desk) == {"P-0002.ministry": "M-03"}
    assert codes(desk) == {"row.moved"}
    assert "from Ministry of Finance to Ministry of the Interior" in problems(desk)[0].message


def test_a_reference_reported_under_another_row_is_told() -> None:
    def swapped(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "reference").value = "F-3"
        cell(book, "programmes", "P-0003", "reference").value = "F-2"

    desk = take(swapped)

    assert codes(desk) == {"reference.elsewhere"}
    assert changed(desk) == {"P-0002.reference": "F-3", "P-0003.reference": "F-2"}


def test_a_name_that_stands_for_no_row_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "costs", "C-0002", "action").value = "Buy helicopters"

    desk = take(typed)

    assert changed(desk) == {}
    assert codes(desk) == {"name.unknown"}


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


def test_what_was_pasted_over_a_hidden_column_is_taken_and_told_with_its_cells() -> None:
    def pasted(book: Workbook) -> None:
        sheet = book["Programmes"]
        at = column_of(sheet, "Country or area")
        sheet.column_dimensions[letters(at)].hidden = True
        for row in range(HEADER + 1, HEADER + 4):
            put(sheet, row, at, "Running")

    desk = take(pasted)

    assert len(changed(desk)) == 3
    told = next(problem for problem in problems(desk) if problem.code == "cell.hidden")
    assert "G3, G4, G5" in told.message
    assert codes(desk) == {"sheet.hidden", "cell.hidden"}


def test_a_row_written_over_with_another_programme_is_taken_and_doubted() -> None:
    def written_over(book: Workbook) -> None:
        for column, value in (
            ("title", "Dredge the harbour"), ("reference", "F-99"), ("budget", 5),
        ):  # fmt: skip
            cell(book, "programmes", "P-0003", column).value = value

    desk = take(written_over)

    assert changed(desk)["P-0003.title"] == "Dredge the harbour"
    assert codes(desk) == {"row.replaced"}


def test_a_new_title_for_the_same_programme_is_not_doubted() -> None:
    def retitled(book: Workbook) -> None:
        cell(book, "programmes", "P-0003", "title").value = "Yearly review of how forces spend"
        cell(book, "actions", "A-001", "title").value = "Money set aside for early warning systems"

    assert codes(take(retitled)) == set()


def test_a_copy_of_the_sheet_that_was_worked_in_counts_once() -> None:
    def worked(book: Workbook) -> None:
        book.copy_worksheet(book["Programmes"]).title = "As we got it"
        cell(book, "programmes", "P-0001", "country").value = "The north"

    desk = take(worked)

    assert changed(desk) == {"P-0001.country": "The north"}
    assert codes(desk) == {"sheet.repeated"}


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


def test_a_number_that_the_ministry_made_up_names_its_own_row_and_no_later_one_of_ours() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "actions", id="A-003", title="Publish the arms budget")
        new_row(book, "costs", action="A-003", year=2027, line="Printing", mid=10)

    office = Office()
    content = office.edited(added)
    office.add(Action(id="A-003", title="Quite another action, entered since", lead="M-03"))

    desk = office.back(content)

    action, cost = desk.changes
    assert isinstance(action, Insert)
    assert isinstance(cost, Insert)
    assert (action.id, action.values["title"]) == ("A-004", "Publish the arms budget")
    assert cost.values["action"] == "A-004"
    assert codes(desk) == {"row.unknown_id"}


def test_a_row_that_the_plan_got_since_may_be_named() -> None:
    office = Office()
    content = office.edited(lambda book: new_row(
        book, "costs", action="A-003", year=2027, line="Printing", mid=10))  # fmt: skip
    office.add(Action(id="A-003", title="An action entered since", lead="M-01"))

    (cost,) = office.back(content).changes

    assert isinstance(cost, Insert)
    assert cost.values["action"] == "A-003"
