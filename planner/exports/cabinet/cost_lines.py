"""The sheet of cost lines: every figure that the totals of the other sheets add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis.money.costs import CostSum
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import WHOLE
from planner.exports.cabinet.words import Words
from planner.tables import Action, Cost
from planner.values import to_text

WIDTHS: Final = (8, 8, 7, 8, 8, 34, 28, 15, 15, 14, 14, 14, 14, 14, 14)
ACTION, GOAL, LEAD, YEAR, SOURCE, LOW, MID, HIGH, FUNDED, REQUESTED, IN_KIND = (
    1, 2, 3, 4, 7, 9, 10, 11, 12, 13, 14,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class CostLines:
    """Where the lines stand, for the formulas that add them up."""

    span: Span

    def sum_if(self, amount: int, column: int, key: str) -> str:
        """The formula that adds an amount over the lines whose column equals the cell `key`."""
        return f"SUMIFS({self.span.column(amount)},{self.span.column(column)},{key})"

    def sum_if_both(self, amount: int, a: tuple[int, str], b: tuple[int, str]) -> str:
        """The same over two columns at once."""
        first = f"{self.span.column(a[0])},{a[1]}"
        second = f"{self.span.column(b[0])},{b[1]}"
        return f"SUMIFS({self.span.column(amount)},{first},{second})"


def write(page: Page, figures: Figures) -> CostLines:
    """Every cost line that counts, in the plan's currency and in whole units."""
    words = page.book.words
    page.note(words.say("notes.cost_lines", currency=figures.money.currency))
    columns = _columns(words)
    head = page.head_row(columns)
    for cost, total in figures.cost_lines:
        _line(page, columns, _cells(figures, words, cost, total))
    span = Span(sheet=page.title, head=head, first=head + 1, last=page.row - 1)
    page.as_table(span, "cost_lines", columns)
    page.sheet.freeze_panes(head + 1, 2)
    page.sheet.repeat_rows(head)
    return CostLines(span=span)


def _line(page: Page, columns: list[Col], cells: list[Cell]) -> None:
    page.line(columns, cells)
    for index in range(LOW, IN_KIND + 1):
        page.put(index, cells[index], page.book.face("cell", "money", WHOLE), page.row - 1)


def _columns(words: Words) -> list[Col]:
    label = words.label
    return [
        Col(head=label(Cost, "id"), kind="code"),
        Col(head=label(Cost, "action"), kind="code"),
        Col(head=label(Action, "goal"), kind="code"),
        Col(head=label(Action, "lead"), kind="code"),
        Col(head=label(Cost, "year"), kind="year"),
        Col(head=label(Cost, "line")),
        Col(head=words.say("columns.basis")),
        Col(head=label(Cost, "source")),
        Col(head=label(Cost, "status")),
        Col(head=words.say("columns.low"), kind="money"),
        Col(head=words.say("columns.mid"), kind="money"),
        Col(head=words.say("columns.high"), kind="money"),
        Col(head=words.say("columns.funded"), kind="money"),
        Col(head=words.say("columns.requested"), kind="money"),
        Col(head=words.say("columns.in_kind"), kind="money"),
    ]


def _cells(figures: Figures, words: Words, cost: Cost, total: CostSum) -> list[Cell]:
    action = figures.plan.find(Action, cost.action)
    none = words.say("columns.none")
    amounts: Iterator[Decimal] = iter(
        (total.low, total.mid, total.high, total.funded, total.requested, total.in_kind)
    )
    return [
        cost.id,
        cost.action or none,
        (action.goal if action else "") or none,
        (action.lead if action else "") or none,
        none if cost.year is None else cost.year,
        cost.line,
        words.say("columns.no_amount") if total.unknown else _basis(cost, figures.money.currency),
        words.answer(cost.source) or none,
        words.answer(cost.status) or none,
        *(None if total.unknown else amount for amount in amounts),
    ]


def _basis(cost: Cost, currency: str) -> str:
    if cost.quantity is None or cost.unit_cost is None:
        return "" if cost.currency in ("", currency) else cost.currency
    parts = (to_text(cost.quantity), "×", f"{cost.unit_cost:,f}", cost.currency)
    unit = f"({cost.unit})" if cost.unit else ""
    return " ".join(part for part in (*parts, unit) if part)
