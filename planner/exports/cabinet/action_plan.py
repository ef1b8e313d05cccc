"""The sheet of the action plan: one row for each action, by goal, with live sums of its costs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.money.costs import CostSum
from planner.choices import ActionStatus
from planner.exports.cabinet import cost_lines
from planner.exports.cabinet.cost_lines import CostLines
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.words import Words
from planner.tables import Action, ActionPartner, ActionRisk

WIDTHS: Final = (7.5, 38, 12, 22, 14, 12.5, 12.5, 10.5, 9, 9, 11, 11, 11, 11, 11, 30)
TOTAL, FUNDED, TO_FIND, CONFIDENCE = 11, 12, 13, 14


def write(page: Page, figures: Figures, lines: CostLines) -> None:
    """Every action under its goal; what uses pressure stands last, what was stopped after it."""
    words = page.book.words
    page.note(words.say("notes.actions", costs=words.sheet("costs")))
    if any(figures.is_coercive(action) for action in figures.plan.of(Action)):
        page.note(words.say("notes.actions_coercive"))
    columns = _columns(words)
    head = page.head_row(columns)
    page.sheet.freeze_panes(head + 1, 2)
    page.sheet.repeat_rows(head)
    first = page.row
    for goal, title in figures.ordered_goals:
        _goal(page, figures, lines, columns, goal, title)
    if page.row == first:
        page.line(columns, ["", words.say("notes.actions_none"), *[""] * (len(columns) - 2)])
        return
    span = Span(sheet=page.title, head=head, first=first, last=page.row - 1)
    whole = sum(
        (figures.money.by_action.get(a.id, CostSum()) for a in figures.plan.of(Action)), CostSum()
    )
    page.line(columns, _sums(words.say("columns.total"), "", span, whole, page.row), "total")


def _goal(
    page: Page, figures: Figures, lines: CostLines, columns: Sequence[Col], goal: str, title: str
) -> None:
    actions = figures.actions_of(goal)
    if not actions:
        return
    own = sum((figures.money.by_action.get(action.id, CostSum()) for action in actions), CostSum())
    span = Span(sheet=page.title, head=page.row, first=page.row + 1, last=page.row + len(actions))
    name = title or page.book.words.say("columns.no_goal")
    page.line(columns, _sums(goal, name, span, own, page.row), "group")
    for action in actions:
        page.line(columns, _cells(page, figures, lines, action))


def _sums(key: str, name: str, span: Span, sums: CostSum, row: int) -> list[Cell]:
    """A row of subtotals; a subtotal leaves out the subtotals within its range."""

    def over(column: int) -> str:
        return f"SUBTOTAL(9,{span.within(column, span.first, span.last)})"

    return [
        key,
        name,
        *[""] * (TOTAL - 2),
        Live(formula=over(TOTAL), value=sums.mid),
        Live(formula=over(FUNDED), value=sums.funded),
        _to_find(row, sums),
        "",
        "",
    ]


def _to_find(row: int, sums: CostSum) -> Live:
    total, funded = xl_rowcol_to_cell(row, TOTAL), xl_rowcol_to_cell(row, FUNDED)
    return Live(formula=f"{total}-{funded}", value=sums.gap)


def _columns(words: Words) -> list[Col]:
    label, say = words.label, words.say
    return [
        Col(head=label(Action, "id"), kind="code"),
        Col(head=label(Action, "title")),
        Col(head=label(Action, "lead")),
        Col(head=label(Action, "post")),
        Col(head=say("columns.partners")),
        Col(head=label(Action, "start"), kind="date"),
        Col(head=label(Action, "end"), kind="date"),
        Col(head=label(Action, "status")),
        Col(head=label(Action, "priority")),
        Col(head=say("columns.risk_factors")),
        Col(head=label(Action, "delivery")),
        Col(head=say("columns.total"), kind="money"),
        Col(head=say("columns.funded"), kind="money"),
        Col(head=say("columns.to_find"), kind="money"),
        Col(head=label(Action, "cost_confidence")),
        Col(head=say("columns.remarks")),
    ]


def _cells(page: Page, figures: Figures, lines: CostLines, action: Action) -> list[Cell]:
    words, row = page.book.words, page.row
    sums = figures.money.by_action.get(action.id)
    partners = figures.rows_by(ActionPartner, "action").get(action.id, ())
    risks = figures.rows_by(ActionRisk, "action").get(action.id, ())
    key = xl_rowcol_to_cell(row, 0, col_abs=True)
    costs: list[Cell] = [None, None, None]
    if sums is not None:
        total = lines.sum_if(cost_lines.MID, cost_lines.ACTION, key)
        funded = lines.sum_if(cost_lines.FUNDED, cost_lines.ACTION, key)
        costs = [
            Live(formula=total, value=sums.mid),
            Live(formula=funded, value=sums.funded),
            _to_find(row, sums),
        ]
    return [
        action.id,
        action.title,
        figures.ministry(action.lead),
        action.post,
        ", ".join(figures.ministry(partner.ministry) for partner in partners),
        action.start,
        action.end,
        words.answer(action.status),
        words.answer(action.priority),
        ", ".join(sorted((risk.risk_factor for risk in risks), key=_number)),
        words.answer(action.delivery),
        *costs,
        words.answer(action.cost_confidence),
        "\n".join(_remarks(words, figures, action, sums)),
    ]


def _number(code: str) -> int:
    return int(code) if code.isdecimal() else 0


def _remarks(words: Words, figures: Figures, action: Action, sums: CostSum | None) -> list[str]:
    """What a reader has to know beside the figures: no cost and why, pressure and its basis."""
    remarks: list[str] = []
    if sums is None and action.status is not ActionStatus.STOPPED:
        reason = action.no_cost_reason or words.say("remarks.no_reason")
        remarks.append(words.say("remarks.no_cost", reason=reason))
    if sums is not None and sums.in_kind and not sums.mid:
        remarks.append(words.say("remarks.staff_time"))
    if sums is not None and sums.unknown:
        remarks.append(words.say("remarks.unknown", count=sums.unknown))
    if figures.is_coercive(action):
        basis = action.legal_basis or words.say("remarks.no_basis")
        remarks.append(words.say("remarks.pressure", basis=basis))
    return remarks
