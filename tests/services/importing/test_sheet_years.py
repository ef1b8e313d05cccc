"""A workbook with a sheet for each year: whose year the sums are is asked, and never guessed."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import Workbook

from planner.changes import Insert
from planner.intake.inspection import inspect
from planner.intake.read_options import ReadOptions
from planner.services.importing.preview import ImportOptions, ImportPreview, preview
from tests.services.importing.test_year_sums import by_year, plan

KEY = "budget.sheet_year"


def workbook(*names: str) -> bytes:
    made = Workbook()
    for number, name in enumerate(names):
        sheet = made.worksheets[0] if number == 0 else made.create_sheet()
        sheet.title = name
        sheet.append(["Reference", "Project title", "Ministry", "Budget"])
        sheet.append(["A1", "Mediation", "Justice", 10 + number])
        sheet.append(["A2", "Police training", "Justice", 20 + number])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def taken(content: bytes, sheet: str, **said: str) -> ImportPreview:
    read = ReadOptions(currency="EUR", sheet=sheet, answers=said)
    return preview(plan(), inspect("list.xlsx", content, read), ImportOptions(read=read))


def budgets(found: ImportPreview) -> list[object]:
    """The whole budgets of the programmes that are added."""
    added = (one for one in found.changes if isinstance(one, Insert) and one.table == "programmes")
    return [one.values.get("budget") for one in added]


def is_asked(found: ImportPreview) -> bool:
    return KEY in [one.key for one in found.questions]


def test_the_sums_of_a_sheet_called_by_a_year_are_neither_until_somebody_says() -> None:
    found = taken(workbook("2025", "2026"), "2026")

    assert is_asked(found)
    assert budgets(found) == [None, None]
    assert by_year(found) == {}


@pytest.mark.parametrize("names", [("2025", "2026"), ("Projects 2025", "Projects 2026")])
def test_they_are_of_its_year_where_a_person_says_so(names: tuple[str, str]) -> None:
    found = taken(workbook(*names), names[1], **{KEY: "year"})

    assert by_year(found) == {"P-0001": {"2026 approved": 11}, "P-0002": {"2026 approved": 21}}
    assert budgets(found) == [None, None]


def test_or_the_whole_budgets() -> None:
    found = taken(workbook("2025", "2026"), "2025", **{KEY: "whole"})

    assert budgets(found) == [Decimal(10), Decimal(20)]
    assert by_year(found) == {}


@pytest.mark.parametrize("names", [("2026",), ("2026", "Contacts"), ("Plan 2025", "Roads 2026")])
def test_one_sheet_or_sheets_of_other_names_ask_nothing(names: tuple[str, ...]) -> None:
    found = taken(workbook(*names), names[0])

    assert not is_asked(found)
    assert budgets(found) == [Decimal(10), Decimal(20)]
