"""Sums of single years beside programmes, in the layouts in which ministries keep them."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from planner.changes import Insert, SetCell
from planner.intake.inspection import inspect
from planner.intake.read_options import ReadOptions
from planner.plan import Plan
from planner.schema import Row
from planner.services.importing.preview import ImportOptions, ImportPreview, preview
from planner.tables import Ministry, PlanDetails, Programme, YearBudget
from tests.builders import plan_of

HEAD = ["Reference", "Project title", "Ministry"]
ONE, TWO = ["A1", "Mediation", "Justice"], ["A2", "Police training", "Justice"]


def book(*lines: list[Any], merged: str = "", title: str = "Sheet") -> bytes:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.title = title
    for line in lines:
        sheet.append(line)
    for block in merged.split():
        sheet.merge_cells(block)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def plan(*rows: Row, fiscal_month: int = 1) -> Plan:
    details = PlanDetails(id="PLAN-1", country="Exampleland", currency="EUR",
                          fiscal_month=fiscal_month)  # fmt: skip
    return plan_of(details, Ministry(id="M-01", name="Justice"), *rows)


def taken(content: bytes, before: Plan, name: str = "list.xlsx", **said: str) -> ImportPreview:
    read = ReadOptions(currency="EUR", answers=said)
    return preview(before, inspect(name, content, read), ImportOptions(read=read))


def by_year(found: ImportPreview) -> dict[str, dict[str, Decimal]]:
    """Programme → "2025 approved" → the sum."""
    sums: dict[str, dict[str, Decimal]] = {}
    for change in found.changes:
        if isinstance(change, Insert) and change.table == "budgets":
            own: dict[str, Any] = dict(change.values)
            own.pop("currency", "")
            row, year = str(own.pop("programme")), own.pop("year")
            sums.setdefault(row, {}).update({f"{year} {k}": v for k, v in own.items()})
    return sums


def asked(found: ImportPreview) -> list[str]:
    return [one.key for one in found.problems if one.is_open]


def edits(found: ImportPreview) -> list[SetCell]:
    return [c for c in found.changes if isinstance(c, SetCell) and c.table == "budgets"]


def budgets(found: ImportPreview) -> list[Any]:
    new = (c for c in found.changes if isinstance(c, Insert) and c.table == "programmes")
    return [change.values.get("budget") for change in new]


def text(*lines: list[Any]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(lines)
    return out.getvalue().encode()


LAYOUTS: dict[str, tuple[bytes, str, dict[str, dict[str, Any]]]] = {
    "fiscal years in millions": (
        book([*HEAD, "FY2024/25 (EUR million)", "FY2025/26 (EUR million)"],
             [*ONE, 1.5, 2], [*TWO, None, 0.25]),
        "list.xlsx",
        {"P-0001": {"2024 approved": 1_500_000, "2025 approved": 2_000_000},
         "P-0002": {"2025 approved": 250_000}},
    ),
    "plain years and their total": (
        text([*HEAD, "2024", "2025", "2026", "Total"],
             [*ONE, "1,000.50", "2,000.00", "", "3,000.50"],
             [*TWO, "5.00", "6.00", "7.00", "18.00"]),
        "list.csv",
        {"P-0001": {"2024 approved": Decimal("1000.5"), "2025 approved": 2000},
         "P-0002": {"2024 approved": 5, "2025 approved": 6, "2026 approved": 7}},
    ),
    "approved, revised and spent": (
        book([*HEAD, "Approved 2025", "Revised budget 2025", "Actual expenditure 2025",
              "Allocation 2026"],
             [*ONE, 100, 90, 80, 70], [*TWO, 10, None, 8, None]),
        "list.xlsx",
        {"P-0001": {"2025 approved": 100, "2025 revised": 90, "2025 spent": 80,
                    "2026 approved": 70},
         "P-0002": {"2025 approved": 10, "2025 spent": 8}},
    ),
    "years over what was approved and spent": (
        book([*[""] * 3, 2025, "", 2026, ""], [*HEAD, "Approved", "Spent", "Approved", "Spent"],
             [*ONE, 100, 80, 110, 0], [*TWO, 10, 8, 11, None], merged="D1:E1 F1:G1"),
        "list.xlsx",
        {"P-0001": {"2025 approved": 100, "2025 spent": 80, "2026 approved": 110, "2026 spent": 0},
         "P-0002": {"2025 approved": 10, "2025 spent": 8, "2026 approved": 11}},
    ),
    "kinds over years, without merges, in French": (
        book(["", "", "", "Crédits votés", "", "Dépenses exécutées", ""],
             ["Référence", "Intitulé du projet", "Ministère", "2024", "2025", "2024", "2025"],
             [*ONE, 100, 200, 90, 150], [*TWO, 10, 20, 9, 15]),
        "list.xlsx",
        {"P-0001": {"2024 approved": 100, "2025 approved": 200, "2024 spent": 90,
                    "2025 spent": 150},
         "P-0002": {"2024 approved": 10, "2025 approved": 20, "2024 spent": 9, "2025 spent": 15}},
    ),
    "years of the programme itself": (
        book([*HEAD, "Start", "Budget year 1", "Budget year 2"],
             [*ONE, date(2025, 3, 1), 10, 20], [*TWO, date(2026, 9, 1), 1, 2]),
        "list.xlsx",
        {"P-0001": {"2025 approved": 10, "2026 approved": 20},
         "P-0002": {"2026 approved": 1, "2027 approved": 2}},
    ),
    "running totals beside years": (
        book([*HEAD, "Spent 2024", "Spent 2025", "Cumulative expenditure to date",
              "Disbursed up to 2025"],
             [*ONE, 40, 50, 130, 130], [*TWO, 4, 5, 13, 13]),
        "list.xlsx",
        {"P-0001": {"2024 spent": 40, "2025 spent": 50},
         "P-0002": {"2024 spent": 4, "2025 spent": 5}},
    ),
    "Spanish": (
        book(["Código", "Nombre del proyecto", "Ministerio", "Presupuesto asignado 2025",
              "Presupuesto vigente 2025", "Ejecutado 2025", "Ejecutado acumulado 2025"],
             [*ONE, 100, 95, 60, 200], [*TWO, 10, 9, 6, 20]),
        "list.xlsx",
        {"P-0001": {"2025 approved": 100, "2025 revised": 95, "2025 spent": 60},
         "P-0002": {"2025 approved": 10, "2025 revised": 9, "2025 spent": 6}},
    ),
    "Arabic, in its own digits": (
        book(["الرقم المرجعي", "اسم المشروع", "الوزارة", "موازنة ٢٠٢٥", "المنصرف ٢٠٢٥",
              "موازنة ٢٠٢٦"],
             [*ONE, 100, 80, 120], [*TWO, 10, 8, 12]),
        "list.xlsx",
        {"P-0001": {"2025 approved": 100, "2025 spent": 80, "2026 approved": 120},
         "P-0002": {"2025 approved": 10, "2025 spent": 8, "2026 approved": 12}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_sum_is_kept_in_its_year(layout: str) -> None:
    content, name, right = LAYOUTS[layout]

    found = taken(content, plan(), name)

    assert by_year(found) == right
    assert all(len(row.changes) == 1 for row in found.rows)


def test_a_column_of_running_totals_is_named_and_in_no_year() -> None:
    content, name, _right = LAYOUTS["running totals beside years"]

    told = {one.code: str(one.message) for one in taken(content, plan(), name).problems}

    assert "F (Cumulative expenditure to date)" in told["years.running"]
    assert "F (" not in told["years.taken"]


def test_years_of_the_programme_count_in_fiscal_years_from_its_start() -> None:
    content, name, _right = LAYOUTS["years of the programme itself"]

    found = by_year(taken(content, plan(fiscal_month=7), name))

    assert found["P-0001"] == {"2024 approved": 10, "2025 approved": 20}  # March 2025: 2024/25
    assert found["P-0002"] == {"2026 approved": 1, "2027 approved": 2}


def test_a_first_year_that_nobody_dates_is_asked_about() -> None:
    content = book([*HEAD, "Year 1", "Year 2"], [*ONE, 10, 20])

    open_ = taken(content, plan())
    answered = taken(content, plan(), **{"years.first": "2027"})

    assert asked(open_) == ["budget.years:Sheet", "years.first"]
    assert by_year(open_) == {}
    assert by_year(answered) == {"P-0001": {"2027 approved": 10, "2028 approved": 20}}
    assert asked(answered) == ["budget.years:Sheet"]


@pytest.mark.parametrize(("answer", "first"), [("begins", 2025), ("ends", 2024)])
def test_what_one_year_names_is_asked_about_where_the_fiscal_year_lies_in_two(
    answer: str, first: int
) -> None:
    content = book([*HEAD, "FY2025", "FY2026"], [*ONE, 10, 20])

    open_ = taken(content, plan(fiscal_month=4))
    found = by_year(taken(content, plan(fiscal_month=4), **{"years.named": answer}))

    assert asked(open_) == ["budget.years:Sheet", "years.named"]
    assert by_year(open_) == {}
    assert found == {"P-0001": {f"{first} approved": 10, f"{first + 1} approved": 20}}


def test_years_that_do_not_add_up_to_the_whole_are_told() -> None:
    content = book([*HEAD, "2025", "2026", "Total budget"], [*ONE, 10, 20, 31], [*TWO, 1, 2, 3])

    told = [one for one in taken(content, plan()).problems if one.code == "years.sum"]

    assert [(one.row, str(one.message)) for one in told] == [
        (2, "The years add up to 30, and the whole budget is 31.")
    ]


def test_two_columns_for_the_same_sum_of_a_year_are_told_and_none_is_taken() -> None:
    content = book([*HEAD, "Spent 2025", "Actual 2025", "Spent 2026"], [*ONE, 10, 20, 30])

    found = taken(content, plan())

    assert by_year(found) == {"P-0001": {"2026 spent": 30}}
    assert "D (Spent 2025), E (Actual 2025)" in str(
        next(one.message for one in found.problems if one.code == "years.twice")
    )


@pytest.mark.parametrize(
    "header", ["Beneficiaries 2025", "Start 2025", "2025–2027", "Plan 2025 of 2024", "Region 12"]
)
def test_what_is_no_sum_of_one_year_is_none(header: str) -> None:
    content = book([*HEAD, header, f"{header} b"], [*ONE, 10, 20])

    assert by_year(taken(content, plan())) == {}


def test_a_later_file_changes_the_sums_it_says_and_asks_about_a_slip() -> None:
    before = plan(
        Programme(id="P-0001", reference="A1", title="Mediation", ministry="M-01", currency="EUR"),
        YearBudget(id="BY-00001", programme="P-0001", year=2025, approved=Decimal(100),
                   spent=Decimal(7)),
    )  # fmt: skip
    content = book([*HEAD, "Approved 2025", "Spent 2025"], [*ONE, 110, 7000])

    found = taken(content, before)

    changed = [(c.id, c.column, c.after, c.cell) for c in edits(found)]
    assert changed == [("BY-00001", "approved", 110, "Sheet!D2")]
    (asked,) = [one for one in found.problems if one.is_open]
    taken_as_said = taken(content, before, **{asked.key: "file"})
    assert [c.after for c in edits(taken_as_said)] == [110, 7000]


def test_rows_of_one_programme_add_up_year_by_year() -> None:
    content = book(
        [*HEAD, "Place", "2025", "2026"], [*ONE, "North", 10, 20], [*ONE, "South", 1, 20]
    )
    key = next(one for one in asked(taken(content, plan())) if "repeat" in one or "rows" in one)

    found = taken(content, plan(), **{key: "together"})

    assert by_year(found) == {"P-0001": {"2025 approved": 11, "2026 approved": 20}}


def test_a_list_with_a_row_for_each_year_reads_a_year_in_two_halves() -> None:
    before = plan(Programme(id="P-0001", title="Mediation", ministry="M-01", currency="EUR"))
    content = text(["Programme", "Fiscal year", "Approved", "Spent"],
                   ["Mediation", "2025/26", 10, 8], ["Mediation", "FY2026/27", 11, ""])  # fmt: skip

    assert by_year(taken(content, before, "list.csv")) == {
        "P-0001": {"2025 approved": 10, "2025 spent": 8, "2026 approved": 11}
    }


def test_one_year_of_several_is_never_taken_for_the_whole_budget() -> None:
    content = book([*HEAD, "Approved 2025", "Approved 2026"], [*ONE, 10, 20], [*TWO, 1, None])

    open_ = taken(content, plan())
    added = taken(content, plan(), **{"budget.years:Sheet": "sum"})
    chosen = ReadOptions(currency="EUR", columns={"budget": "E"})
    said = preview(plan(), inspect("list.xlsx", content, chosen), ImportOptions(read=chosen))

    assert budgets(open_) == [None, None]
    assert budgets(added) == [30, 1]
    assert budgets(said) == [20, None]
    assert [
        c.cells["budget"]
        for c in added.changes
        if isinstance(c, Insert) and c.table == "programmes"
    ] == ["Sheet!D2:E2", "Sheet!D3"]
    assert asked(added) == asked(said) == []
