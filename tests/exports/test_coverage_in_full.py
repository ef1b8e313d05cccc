"""Coverage by place, and actions with evidence and harm, as the annexes tell them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.messages import Sum
from tests.exports.cabinet_books import SAMPLES, annexes

CENT = Decimal("0.01")


@pytest.mark.parametrize("name", SAMPLES)
def test_coverage_by_place_and_the_evidence_on_actions_are_those_of_the_answer(name: str) -> None:
    book = annexes(name)
    sheet = list(book.values["Coverage in full"].iter_rows(values_only=True))

    for key, mark in (
        ("situations", "Actions without a place that may reach it"),
        ("actions", "Public evidence"),
    ):
        table = book.figures.answer("coverage").table(key)
        first = next(at for at, row in enumerate(sheet) if mark in row) + 1
        assert len(table.lines) > 10
        for line, row in zip(table.lines, sheet[first:], strict=False):
            for told, shown in zip(table.cells(line), row, strict=False):
                match told:
                    case Sum(amount=Decimal() as amount):
                        assert Decimal(str(shown)).quantize(CENT) == amount.quantize(CENT)
                    case int() | str():
                        assert str(shown).lower() == str(told).lower()
                    case _:
                        pass
