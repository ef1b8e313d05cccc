"""Workbooks as ministries sent them back: what is taken, what is asked, and what is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900
from openpyxl.workbook import Workbook

from planner.changes import Delete, Insert
from planner.intake.plans import plan_package
from planner.merge.cases import DecisionKind
from planner.services import plans
from planner.services.returns.desk import ReturnDesk, bulk, compare_files, decide
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import Action, ActionPartner, PlanDetails, Programme
from tests.returns.office import cell, changed, codes, new_row, row_of, worked_in
from tests.returns.savers import by_openpyxl

FOLDER = Path(__file__).parents[1] / "data" / "sent_back"
PLAN, DAY = "Norrvald", date(2026, 11, 30)
Edit = Callable[[Workbook], object]


@cache
def office() -> tuple[Store, dict[str, bytes]]:
    """Norrvald as it was when the workbooks went out, and the workbook of each ministry."""
    store = Store("sqlite://")
    content = plan_package.read(FOLDER / "norrvald.zip")
    plans.create_plan("Focal point", store, PLAN, PlanDetails(), content=content)
    outbox = issue("Focal point", store, PLAN, today=DAY)
    return store, {file.issue.ministry: file.content for file in outbox.files}


def back(name: str, content: bytes, **settled: Any) -> ReturnDesk:
    return compare_files("Focal point", office()[0], PLAN, [(name, content)], **settled)


def sent(name: str, **settled: Any) -> ReturnDesk:
    return back(name, (FOLDER / name).read_bytes(), **settled)


def edited(edit: Edit, ministry: str = "M-07", **settled: Any) -> ReturnDesk:
    return back("back.xlsx", worked_in(office()[1][ministry], edit), **settled)


def put(table: str, row_id: str, column: str, value: Any, shown_as: str = "") -> Edit:
    def edit(book: Workbook) -> None:
        one = cell(book, table, row_id, column)
        one.value = value
        one.number_format = shown_as or one.number_format

    return edit


def asked(desk: ReturnDesk) -> set[str]:
    """What is asked: the kind of case, the row and the column."""
    cases = {f"{case.kind} {case.id} {case.column}".strip() for case in desk.cases}
    return cases | {one.code for file in desk.files for one in file.questions}


def added(desk: ReturnDesk) -> list[dict[str, Any]]:
    return [dict(one.values) for one in desk.changes if isinstance(one, Insert)]


RUNNING = "finished"
# What is taken, what is asked, how many rows are new, what else is told.
RIGHT: dict[str, tuple[dict[str, Any], set[str], int, set[str]]] = {
    "01-d_spaces.xlsx": ({}, set(), 0, set()),
    "06-a_filter_then_paste.xlsx": (
        {"P-0048.status": RUNNING, "P-0053.status": RUNNING},
        {"doubtful P-0049 status", "doubtful P-0050 status", "doubtful P-0052 status"},
        0,
        {"sheet.hidden", "cell.hidden"},
    ),
    "06-b_filter_left_on.xlsx": ({"P-0048.status": RUNNING}, set(), 0, {"sheet.hidden"}),
    "07-d_budget_became_date.xlsx": ({}, set(), 0, {"number.is_day"}),
    "07-e_tenfold.xlsx": (
        {},
        {"doubtful P-0048 budget", "doubtful P-0049 budget", "doubtful P-0050 budget"},
        0,
        {"number.factor"},
    ),
    "08-d_new_rows.xlsx": ({}, {"doubtful P-0048 reference"}, 3, {"reference.turned"}),
    "08-e_new_row_same_reference.xlsx": ({}, {"look-alike P-0074"}, 1, {"reference.elsewhere"}),
    "08-f_two_new_one_reference.xlsx": ({}, set(), 2, set()),
    "08-g_number_moved.xlsx": (
        {"P-0048.reference": "D-0099"}, {"look-alike P-0074"}, 0, {"reference.elsewhere"},
    ),
    "11-d_two_new_one_reference_budget_differs.xlsx": ({}, set(), 2, set()),
    "11-e_three_new_no_reference_one_title.xlsx": ({}, set(), 3, set()),
    "11-f_two_new_actions_one_title.xlsx": ({}, set(), 2, set()),
    "11-g_two_sessions_one_day.xlsx": ({}, set(), 2, set()),
    "11-h_two_cost_lines_alike.xlsx": ({}, set(), 2, {"row.led"}),
    **{f"11-i_two_new_{mark}.xlsx": ({}, set(), 2, set())
       for mark in ("-", "NEW", "TBC", "na", "to_be_assigned", "x")},
    "11-j_two_known_one_reference.xlsx": ({"P-0048.reference": "D-9"}, set(), 0, set()),
    "13-o_turnover_typed_15_percent.xlsx": ({"AU-05.turnover": Decimal(15)}, set(), 0, set()),
    "13-p_text_15_percent.xlsx": ({"AU-05.turnover": Decimal(15)}, set(), 0, set()),
    "16-d_with_comment_and_strike.xlsx": (
        {}, {"struck P-0049"}, 0, {"cell.comment"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", RIGHT)
def test_what_a_ministry_sent_back_is_taken_asked_about_or_told(name: str) -> None:
    cells, questions, new_rows, told = RIGHT[name]

    desk = sent(name)

    assert changed(desk) == cells
    assert asked(desk) == questions
    assert len(added(desk)) == new_rows
    assert codes(desk) == told
    assert not any(isinstance(change, Delete) for change in desk.changes)


@pytest.mark.parametrize("mark", ["-", "NEW", "TBC", "na", "to_be_assigned", "x"])
def test_a_placeholder_is_no_reference(mark: str) -> None:
    rows = added(sent(f"11-i_two_new_{mark}.xlsx"))

    assert [row.get("reference", "") for row in rows] == ["", ""]


@pytest.mark.parametrize("placeholder", ["tba", "neu", "جديد", "à attribuer", "XX", "0"])
def test_other_placeholders_are_none_either(placeholder: str) -> None:
    def two(book: Workbook) -> None:
        new_row(book, "programmes", title="Mine clearance", reference=placeholder)
        new_row(book, "programmes", title="Youth cadets", reference=placeholder)

    assert [row.get("reference", "") for row in added(edited(two))] == ["", ""]


def test_a_second_row_under_one_reference_is_kept_without_it_and_that_is_told() -> None:
    desk = sent("08-f_two_new_one_reference.xlsx")

    assert [row.get("reference", "") for row in added(desk)] == ["D-9", ""]
    (left,) = desk.left
    assert (left.column, left.title) == ("reference", "A new programme Y")
    assert "P-0074 has the same Ministry, Reference" in str(left.why)


def test_one_sheet_as_csv_is_asked_about_and_the_name_of_the_file_is_a_clue() -> None:
    name = "norr-M-07-mof-r1-Actions.csv"

    desk = sent(name)
    renamed = back("actions.csv", (FOLDER / name).read_bytes())

    for one in (desk, renamed):
        (question,) = one.files[0].questions
        assert (one.changes, one.cases, question.code) == ((), (), "return.whose")
        assert {"M-07", "M-02"} <= {each.value for each in question.answers}
        assert question.answers[0].value == "M-07"
    answered = sent(name, answers={"return.whose": "M-07"})
    assert answered.files[0].ministry == "M-07"
    assert changed(answered) == {"A-022.post": "Director of trade policy (Finance desk)"} or (
        asked(answered) == {"doubtful A-022 post", "return.whose"}
    )


@pytest.mark.parametrize("value", [1, 45, 59, 61, 400])
@pytest.mark.parametrize("epoch", [CALENDAR_WINDOWS_1900, CALENDAR_MAC_1904])
def test_a_number_in_a_cell_that_is_formatted_as_a_date_is_the_number(
    value: int, epoch: datetime
) -> None:
    def typed(book: Workbook) -> None:
        book.epoch = epoch
        put("readings", first_of(book, "Readings"), "value", value, "yyyy-mm-dd")(book)

    desk = edited(typed)

    doubtful = {case.returned[0].value for case in desk.cases}
    assert set(changed(desk).values()) | doubtful == {Decimal(value)}


def first_of(book: Workbook, sheet: str) -> str:
    return str(book[sheet].cell(row=3, column=1).value)


def test_a_column_formatted_as_dates_and_left_alone_changes_nothing() -> None:
    def formatted(book: Workbook) -> None:
        for sheet, column in (("Cost lines", "quantity"), ("Programmes", "budget")):
            table = {"Cost lines": "costs", "Programmes": "programmes"}[sheet]
            for line in range(3, book[sheet].max_row + 1):
                row_id = str(book[sheet].cell(row=line, column=1).value or "")
                if row_id:
                    cell(book, table, row_id, column).number_format = "yyyy-mm-dd"

    desk = edited(formatted)

    assert (desk.changes, desk.cases, codes(desk)) == ((), (), set())


@pytest.mark.parametrize(
    ("typed", "value", "currency"),
    [
        ("14 200 000 EUR", Decimal(14_200_000), "EUR"),
        ("5 M€", Decimal(5_000_000), "EUR"),
        ("50 000 EUR", Decimal(50_000), "EUR"),
        ("GBP 9.5 million", Decimal(9_500_000), "GBP"),
        ("CHF 12'000'000", Decimal(12_000_000), "CHF"),
    ],
)
def test_a_sum_in_another_currency_waits_and_brings_its_currency_along(
    typed: str, value: Decimal, currency: str
) -> None:
    desk = edited(lambda book: put("programmes", known(book), "budget", typed)(book), "M-03")

    (case,) = desk.cases
    assert (desk.changes, case.column) == ((), "budget")
    assert "both are taken together" in str(case.sentence)
    settled = decide(desk, bulk(desk, DecisionKind.THEIRS))
    assert sorted(changed(settled).items()) == [
        (f"{case.id}.budget", value), (f"{case.id}.currency", currency),
    ]  # fmt: skip


def known(book: Workbook) -> str:
    """A programme in dollars."""
    rows, sheet = office()[0].load(PLAN).by_id(Programme), book["Programmes"]
    ids = (str(line[0].value) for line in sheet.iter_rows(min_row=3))
    return next(one for one in ids if one in rows and rows[one].currency == "USD")


@pytest.mark.parametrize("typed", ["{own} 43000001", "43 000 001 {own}", "{own}43,000,001"])
def test_the_plans_own_currency_is_taken(typed: str) -> None:
    own = office()[0].load(PLAN).details.currency

    text = typed.format(own=own)
    desk = edited(lambda book: put("programmes", known(book), "budget", text)(book), "M-03")

    told = set(changed(desk).values()) | {case.returned[0].value for case in desk.cases}
    assert Decimal(43_000_001) in told
    assert codes(desk) <= {"money.currency"}


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        ("budget", "1.250"),
        ("budget", -41_000_000),
        ("budget", 41),
        ("end", "01/02/2028"),
        ("end", "3/4/2029"),
    ],
)
def test_what_can_be_read_in_two_ways_or_looks_like_a_slip_is_asked_about(
    column: str, typed: Any
) -> None:
    desk = edited(put("programmes", "P-0048", column, typed), "M-04")

    (case,) = desk.open
    assert (desk.changes, case.id, case.column) == ((), "P-0048", column)
    assert case.doubts


def test_a_sum_in_brackets_is_told_and_the_plan_keeps_its_value() -> None:
    desk = edited(put("programmes", "P-0048", "budget", "(1,000)"), "M-04")

    assert desk.changes == ()
    assert "number.brackets" in codes(desk)


def test_dates_in_two_orders_are_asked_about_once_and_the_answer_reads_them_all() -> None:
    def typed(book: Workbook) -> None:
        for row_id, text in (("P-0048", "01/02/2029"), ("P-0049", "03/04/2029")):
            put("programmes", row_id, "end", text)(book)

    content = worked_in(office()[1]["M-04"], typed)
    desk = back("back.xlsx", content)
    (question,) = desk.files[0].questions
    answered = back("back.xlsx", content, answers={question.key: "mdy"})

    assert len(desk.open) == 2
    assert answered.open == ()
    assert changed(answered) == {
        "P-0048.end": date(2029, 1, 2), "P-0049.end": date(2029, 3, 4),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["15/09/1450", "15 Ramadan 1450", "١٥ رمضان ١٤٥٠ هـ"])
def test_dates_of_the_islamic_calendar_are_asked_about_once_per_file(text: str) -> None:
    def typed(book: Workbook) -> None:
        for row_id in ("P-0048", "P-0049", "P-0050"):
            put("programmes", row_id, "end", text)(book)

    desk = edited(typed, "M-04")
    questions = [one for file in desk.files for one in file.questions]
    converted = edited(typed, "M-04", answers={"date.islamic": "islamic"})

    assert [one.code for one in questions] == ["date.islamic"]
    assert (desk.changes, codes(converted) - {"date.islamic"}) == ((), set())
    assert changed(converted) == {
        f"{row_id}.end": date(2029, 1, 30) for row_id in ("P-0048", "P-0049", "P-0050")
    }


def test_a_ministry_that_supports_an_action_does_not_change_it_without_a_word() -> None:
    joint = next(one for one in office()[0].load(PLAN).of(ActionPartner) if one.ministry == "M-04")

    desk = edited(put("actions", joint.action, "post", "Head of mission planning"), "M-04")

    (case,) = desk.open
    assert (desk.changes, case.id) == ((), joint.action)
    assert "leads this row" in str(case.sentence)


def test_an_end_beyond_the_plans_is_asked_about() -> None:
    last = office()[0].load(PLAN).details.end
    assert last is not None
    beyond = datetime(last.year + 1, 1, 1)  # noqa: DTZ001  # a cell of a spreadsheet

    own = first_action_of("M-07")
    desk = edited(put("actions", own, "end", beyond))

    (case,) = desk.open
    assert (desk.changes, case.column) == ((), "end")
    assert "after the plan does" in str(case.sentence)


def first_action_of(ministry: str) -> str:
    return next(o.id for o in office()[0].load(PLAN).of(Action) if o.lead == ministry)


def test_a_new_row_and_a_copied_sheet_count_once_and_the_copy_is_told() -> None:
    def copied(book: Workbook) -> None:
        action = first_action_of("M-07")
        new_row(book, "costs", action=action, year=2028, line="Auditors", mid=1234)
        book.copy_worksheet(book["Cost lines"])

    desk = edited(copied)

    assert [row["line"] for row in added(desk)] == ["Auditors"]
    assert {"sheet.repeated", "row.repeated"} <= codes(desk)
    assert desk.open == ()


def test_a_duplicated_new_row_counts_once_and_is_told() -> None:
    def twice(book: Workbook) -> None:
        for _ in range(2):
            new_row(book, "programmes", title="Youth mediators", budget=5)

    desk = edited(twice)

    assert len(added(desk)) == 1
    assert Counter(one.code for one in desk.files[0].problems)["row.repeated"] == 1


def test_comments_strikes_and_hidden_rows_of_any_sheet_are_said_before_anything_is_applied() -> (
    None
):
    def marked(book: Workbook) -> None:
        sheet = book["Cost lines"]
        first = first_of(book, "Cost lines")
        cell(book, "costs", first, "mid").comment = Comment("Half of it is frozen", "x")
        second = str(sheet.cell(row=4, column=1).value)
        put("costs", second, "line", "Consultants")(book)
        sheet.row_dimensions[row_of(sheet, second)].hidden = True
        third = str(sheet.cell(row=5, column=1).value)
        put("costs", third, "unit", "month")(book)
        cell(book, "costs", third, "unit").font = Font(strike=True)

    desk = edited(marked)

    assert desk.changes == ()
    assert {"cell.comment", "cell.hidden", "cell.struck"} <= codes(desk)
    assert len(desk.open) == 2


def test_untouched_workbooks_of_every_ministry_ask_nothing() -> None:
    store, contents = office()
    files = [(f"{ministry}.xlsx", by_openpyxl(content)) for ministry, content in contents.items()]

    desk = compare_files("Focal point", store, PLAN, files)

    assert (desk.changes, desk.cases, codes(desk)) == ((), (), set())
    assert desk.asked == ()
