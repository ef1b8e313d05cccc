"""The plan workbook: it reads back to the same plan, also after somebody saved or shuffled it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from openpyxl import Workbook

from planner.analysis.plans.release import at_level
from planner.choices import Classification, Family
from planner.errors import UnreadableFile
from planner.exports.edition import Edition
from planner.exports.plan_workbook import write
from planner.intake.plans import plan_workbook
from planner.intake.plans.declared_headers import find_header, table_for
from planner.languages.voice import Voice
from planner.plan import Plan, all_tables
from planner.reference import load
from planner.schema import Kind, Row, table_of
from planner.tables import Ministry, PlanDetails, Programme
from planner.values import from_text
from tests.strategies import FEW, plans


def edition(plan: Plan, level: Classification = Classification.RESTRICTED) -> Edition:
    now = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
    return Edition(release=at_level(plan, level), today=date(2027, 3, 1), now=now, number="x-r1")


def written(plan: Plan) -> bytes:
    return write(edition(plan), load(), Voice())


def plan_of(*rows: Row) -> Plan:
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables, revision=4)


def changed(content: bytes, change: Callable[[Workbook], None]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SMALL = plan_of(
    PlanDetails(id="PLAN-1", title="Plan", start=date(2027, 1, 1)),
    Ministry(id="M-01", name="Justice", code="007"),
    Programme(id="P-0001", title="Roads", ministry="M-01", budget=Decimal("1250.50")),
    Programme(id="P-0002", title="Courts", purpose_code="15130", markers=("wps", "upr")),
)


@FEW
@given(plans())
def test_a_workbook_reads_back_to_the_same_plan(plan: Plan) -> None:
    assert plan_workbook.read(written(plan)) == plan


def survives_openpyxl(plan: Plan) -> bool:
    """Whether openpyxl itself keeps the texts: it confuses what looks like its own escapes."""
    return not re.search(r"_x[0-9A-Fa-f]{4}_|x005F_", repr(plan.tables))


@FEW
@given(plans().filter(survives_openpyxl))
def test_a_workbook_saved_by_another_program_reads_back_to_the_same_plan(plan: Plan) -> None:
    again = changed(written(plan), lambda _: None)

    assert plan_workbook.read(again) == plan


def test_a_cell_that_shows_an_error_is_named_and_not_taken_for_text() -> None:
    def spoil(book: Workbook) -> None:
        book["Ministries"]["C2"] = "=1/0"

    (problem,) = plan_workbook.parse(changed(written(SMALL), spoil)).errors

    assert (problem.cell, problem.code) == ("C2", "value.fault")


def test_the_revision_comes_back() -> None:
    assert plan_workbook.read(written(SMALL)).revision == 4


def test_moved_columns_sheets_and_rows_are_found() -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book["Programmes"]
        lines = [list(line) for line in sheet.iter_rows(values_only=True)]
        sheet.delete_rows(1, 10)
        for line in [["A title above"], [], lines[0][::-1], *[e[::-1] for e in lines[:0:-1]]]:
            sheet.append(line)
        book.move_sheet("Programmes", offset=-7)
        book["Ministries"].title = "ministry"

    again = plan_workbook.parse(changed(written(SMALL), shuffle))

    assert again.plan == SMALL
    assert again.problems == ()


def test_a_header_is_known_by_label_name_or_synonym() -> None:
    table = table_of(Programme)
    for words in (
        ["Id", "Title", "Budget"],
        ["id", "title", "budget"],
        ["ID", "Project name", "cost"],
    ):
        header = find_header(table, [words])
        assert header is not None
        assert [f.column.name for f in header.fields.values()] == ["id", "title", "budget"]


def test_headers_sheets_and_answers_in_french_are_read() -> None:
    def translate(book: Workbook) -> None:
        sheet = book["Ministries"]
        sheet.title = "Ministères"
        heads = {"Policy family": "Domaine d'action", "Name": "Nom"}
        for number, cell in enumerate(sheet[1], start=1):
            sheet.cell(1, number, heads.get(str(cell.value), str(cell.value)))
        sheet.append(["M-02", None, "Santé", None, "Sécurité"])

    found = plan_workbook.parse(changed(written(SMALL), translate))

    assert [p.sentence for p in found.problems] == []
    assert found.plan.get(Ministry, "M-02").family is Family.SECURITY


def test_what_is_not_a_plans_is_said_and_left_out() -> None:
    def add(book: Workbook) -> None:
        book.create_sheet("Scratch")["A1"] = "hello"
        book["Programmes"].cell(1, 30, "Colour")

    found = plan_workbook.parse(changed(written(SMALL), add), "plan.xlsx")

    assert found.plan == SMALL
    assert [(p.sheet, p.severity) for p in found.problems] == [
        ("Programmes", "warning"), ("Scratch", "warning"),
    ]  # fmt: skip


def test_a_wrong_cell_is_named_by_sheet_and_cell() -> None:
    def spoil(book: Workbook) -> None:
        sheet = book["Programmes"]
        column = next(c.column for c in sheet[1] if c.value == "Budget")
        sheet.cell(3, column, "a lot")

    content = changed(written(SMALL), spoil)
    (problem,) = plan_workbook.parse(content, "plan.xlsx").errors

    assert (problem.sheet, problem.cell, problem.column) == ("Programmes", "J3", "budget")
    with pytest.raises(UnreadableFile, match=r"plan\.xlsx, sheet Programmes, J3, Budget"):
        plan_workbook.read(content, "plan.xlsx")


def test_a_new_row_gets_an_id() -> None:
    def add(book: Workbook) -> None:
        book["Ministries"].append([None, "9", "Health"])

    again = plan_workbook.read(changed(written(SMALL), add))

    assert again.get(Ministry, "M-02").name == "Health"


def test_every_table_has_a_sheet_of_its_own_name_that_no_other_answers_to() -> None:
    for table in all_tables():
        assert table_for(table.many) is table
        assert len(table.many) <= 31


def test_every_label_finds_its_own_column() -> None:
    for table in all_tables():
        header = find_header(table, [[column.label for column in table.columns]])
        assert header is not None
        assert tuple(f.column for f in header.fields.values()) == table.columns


def test_every_answer_is_read_from_its_label() -> None:
    for table in all_tables():
        for column in table.columns:
            for answer in column.answers or () if column.kind is Kind.CHOICE else ():
                assert from_text(column, answer.label) is answer


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04rubbish"])
def test_what_is_no_workbook_gets_one_sentence(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        plan_workbook.read(content)


def test_a_workbook_without_a_plans_sheets_gets_one_sentence() -> None:
    out = io.BytesIO()
    Workbook().save(out)

    with pytest.raises(UnreadableFile, match="not a workbook of a whole plan"):
        plan_workbook.read(out.getvalue())
