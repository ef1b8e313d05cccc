"""A return is an import with a known base: both doors read the same rows in the same way."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.changes import Insert
from planner.tables import Programme
from tests.returns.office import PLAN, Office, cell, changed, codes, new_row, take, taken
from tests.services.importing.lists import preview_import

TOTALS = (
    "Grand total", "Montant total", "Ensemble", "Importe total", "Valor total", "Insgesamt",
    "Gesamtbetrag", "Totale complessivo", "Totaal", "Итого", "Razem", "Celkem", "Összesen",
    "المجموع الكلي", "Genel toplam", "合計",
)  # fmt: skip
HEADERS = ("Reference", "Title", "Start", "Budget", "Currency")


def imported(office: Office, *rows: tuple[Any, ...]) -> Any:
    """What the importer would do with rows of the Ministry of Finance's own spreadsheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Ministry", *HEADERS), *(("Ministry of Finance", *row) for row in rows)):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return preview_import("Focal point", office.store, PLAN, out.getvalue(), "own.xlsx")


def known_rows(office: Office) -> list[tuple[Any, ...]]:
    programmes = [one for one in office.plan.of(Programme) if one.ministry == "M-01"]
    return [
        (one.reference, one.title, one.start, float(one.budget or 0), one.currency or "EUR")
        for one in programmes
    ]


def new_titles(changes: Any) -> list[str]:
    return [str(c.values["title"]) for c in changes if isinstance(c, Insert)]


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


@pytest.mark.parametrize("label", TOTALS)
def test_a_last_row_of_totals_is_no_programme_at_either_door(office: Office, label: str) -> None:
    def with_total(book: Workbook) -> None:
        new_row(book, "programmes", title="A programme that is new", budget=1)
        new_row(book, "programmes", title=label, budget=999999)

    back = take(with_total)
    own = imported(
        office,
        *known_rows(office),
        ("", "A programme that is new", None, 1, "EUR"),
        ("", label, None, 999999, ""),
    )

    assert new_titles(back.changes) == ["A programme that is new"]
    assert new_titles(own.changes) == ["A programme that is new"]
    assert codes(back) == {"row.total", "total.differs"}


@pytest.mark.parametrize("title", ["Total sanitation in the north", "Sum of all fears"])
def test_a_programme_whose_title_begins_like_a_total_is_one_at_both_doors(
    office: Office, title: str
) -> None:
    back = take(lambda book: new_row(book, "programmes", title=title, budget=5, reference="F-50"))
    own = imported(office, *known_rows(office), ("F-50", title, None, 5, "EUR"))

    assert new_titles(back.changes) == [title]
    assert new_titles(own.changes) == [title]


@pytest.mark.parametrize(
    ("budget", "currency", "is_slip"),
    [
        (12505, "EUR", True),
        ("1250500000", "EUR", True),
        (1.2505, "EUR", True),
        (2501, "EUR", False),
        (12505, "USD", False),
    ],
)
def test_a_slip_of_the_decimal_mark_is_judged_by_one_rule_at_both_doors(
    office: Office, budget: Any, currency: str, is_slip: bool
) -> None:
    def slipped(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = budget
        cell(book, "programmes", "P-0001", "currency").value = currency

    first, *others = known_rows(office)
    back = take(slipped)
    own = imported(office, (*first[:3], budget, currency), *others)

    assert ("number.factor" in codes(back)) is is_slip
    assert ("number.factor" in {one.code for one in own.problems}) is is_slip
    assert ("P-0001.budget" in changed(back)) is not is_slip
    assert "P-0001.budget" in taken(back)


def test_a_row_is_found_by_the_same_names_at_both_doors(office: Office) -> None:
    def without_ids(book: Workbook) -> None:
        for row_id in ("P-0001", "P-0002", "P-0003"):
            cell(book, "programmes", row_id, "id").value = None

    back = take(without_ids)
    own = imported(office, *known_rows(office))

    assert (back.changes, codes(back)) == ((), {"row.found"})
    assert new_titles(own.changes) == []


def test_an_end_before_the_start_is_doubted_at_both_doors(office: Office) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(("Ministry", "Title", "Start", "End", "Budget"))
    sheet.append(("Ministry of Finance", "A programme", "2028-02-01", "2027-02-01", 5))
    sheet.append(("Ministry of Finance", "Another", "2027-02-01", "2028-02-01", 6))
    out = io.BytesIO()
    book.save(out)

    own = preview_import("Focal point", office.store, PLAN, out.getvalue(), "own.xlsx")
    back = take(lambda b: new_row(b, "programmes", title="A programme", start="2028-02-01",
                                  end="2027-02-01"))  # fmt: skip

    assert "dates.reversed" in {one.code for one in own.problems}
    assert "date.order" in codes(back)
    assert Decimal(5) in {c.values["budget"] for c in own.changes if isinstance(c, Insert)}
