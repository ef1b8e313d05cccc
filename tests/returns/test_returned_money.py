"""Sums that come back in other money than they were sent out in."""

from __future__ import annotations

from openpyxl import Workbook

from planner.tables import Programme
from tests.returns.test_sent_back import PLAN, codes, edited, known, office, put


def test_the_same_figure_in_another_currency_is_a_question() -> None:
    def told_in_francs(book: Workbook) -> None:
        own = office()[0].load(PLAN).by_id(Programme)[known(book)]
        put("programmes", own.id, "budget", f"CHF {own.budget}")(book)

    desk = edited(told_in_francs, "M-03")

    assert (desk.changes, codes(desk)) == ((), {"money.same_figure"})
    assert [one.column for one in desk.cases] == ["currency"]


def test_a_sum_in_money_of_several_countries_is_left_out_and_told() -> None:
    desk = edited(
        lambda book: put("programmes", known(book), "budget", "£ 9.5 million")(book), "M-03"
    )

    assert (desk.changes, desk.cases, codes(desk)) == ((), (), {"money.left"})
