"""The plan workbook as it is written: nothing hidden, no formula, every drop-down has answers."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
from hypothesis import given

from planner.exports.plan_workbook import write
from planner.exports.sheets.declared import as_number
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.reference import load
from planner.schema import Row, table_of
from planner.tables import Cost, Ministry, PlanDetails, Programme
from tests.exports.cabinet_books import edition_of


def written(plan: Plan) -> bytes:
    return write(edition_of(plan), load(), Voice())


def plan_of(*rows: Row) -> Plan:
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables, revision=4)


SMALL = plan_of(
    PlanDetails(id="PLAN-1", title="Plan", start=date(2027, 1, 1)),
    Ministry(id="M-01", name="Justice", code="007"),
    Programme(id="P-0001", title="Roads", ministry="M-01", budget=Decimal("1250.50")),
    Programme(id="P-0002", title="Courts", purpose_code="15130", markers=("wps", "upr")),
)


def test_numbers_are_numbers_unless_a_digit_would_be_lost() -> None:
    plan = plan_of(
        Cost(id="C-0001", action="A-001", year=2027, mid=Decimal("1250.50")),
        Cost(id="C-0002", action="A-001", year=2027, mid=Decimal("123456789012345.67")),
    )

    sheet = openpyxl.load_workbook(io.BytesIO(written(plan)))["Cost lines"]
    column = next(c.column for c in sheet[1] if c.value == "Mid")

    assert [sheet.cell(row, column).value for row in (2, 3)] == [1250.5, "123456789012345.67"]


@given(...)
def test_a_number_in_a_cell_is_the_exact_value(value: Decimal) -> None:
    exact = as_number(value) if value.is_finite() else None

    assert exact is None or Decimal(repr(exact)) == value


def test_no_text_is_a_formula_and_codes_are_text() -> None:
    content = written(plan_of(Ministry(id="M-01", name="=1+1", code="007")))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [
            archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/sheet")
        ]

    assert [sheet for sheet in sheets if b"<f>" in sheet] == []
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book["Ministries"][2]][:3] == ["M-01", "007", "=1+1"]


def test_nothing_is_hidden_and_the_last_sheets_say_what_the_file_is() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(SMALL)))

    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert book.sheetnames[-2:] == ["Lists", "About this file"]
    assert list(book.defined_names) == []
    about = {str(row[0]): row[1] for row in book["About this file"].iter_rows(values_only=True)}
    assert about["Revision"] == "4"
    assert about["Level"] == "Restricted"
    assert about["Made"] == "2027-03-01 09:30 UTC"


def test_every_drop_down_points_at_a_range_that_holds_its_answers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(SMALL)))
    rules = {
        (sheet.title, str(rule.sqref)): str(rule.formula1)
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }

    assert len(rules) > 60
    for formula in rules.values():
        assert len(formula) < 255
        name, cells = formula.replace("$", "").replace("'", "").split("!")
        values = [cell.value for (cell,) in book[name][cells]]
        assert name != "Lists" or all(values)
    status = next(rules[rule] for rule in rules if rule[0] == "Actions" and rule[1].startswith("K"))
    answers = [cell.value for (cell,) in book["Lists"][status.replace("$", "").split("!")[1]]]
    assert answers == ["Proposed", "Agreed", "Under way", "Done", "Stopped"]
