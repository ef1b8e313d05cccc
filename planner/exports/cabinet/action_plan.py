"""The sheet of the action plan: one row for each action, by goal, with live sums of its costs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from planner.analysis.money.costs import CostSum
from planner.choices import ActionStatus
from planner.exports.cabinet import money
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets.columns import Col, Span, declared
from planner.exports.sheets.page import Group, Page
from planner.messages import Fact, Message, _, ngettext, paragraph
from planner.schema import table_of
from planner.tables import Action, ActionPartner, ActionRisk


@dataclass(frozen=True)
class _ActionLine:
    """An action with its sums, None when it has no cost line, and what a reader has to know."""

    action: Action
    sums: CostSum | None
    partners: tuple[str, ...]
    risks: tuple[str, ...]
    remarks: Message


def fill(page: Page, figures: Figures, filling: Filling) -> None:
    """Every action under its goal; coercive measures stand last, what was stopped after them."""
    page.note(
        _(
            "One row for each action, by goal. The cost covers the whole period; the years are on "
            "the sheet “{costs}”. Risk factors are given by their number.",
            costs=money.TITLE,
        )
    )
    if any(figures.is_coercive(action) for action in figures.plan.of(Action)):
        page.note(_("Coercive measures stand last under their goal and name their legal basis."))
    groups = [
        Group((goal, title or _("Actions without a goal yet")), _lines(figures, goal))
        for goal, title in figures.ordered_goals
        if figures.actions_of(goal)
    ]
    columns = _columns(figures, filling.tables("cost_lines")["lines"])
    span = page.table(columns, groups, total=(money.TOTAL, "") if groups else (), pinned=2)
    if span.is_empty:
        nothing = [None, _("No action has been entered yet.")]
        page.line(columns, [*nothing, *[None] * (len(columns) - len(nothing))])


def _columns(figures: Figures, lines: Span) -> list[Col[_ActionLine]]:
    def own(**widths: float) -> list[Col[Any]]:
        return declared(Action, lambda one: one.action, **widths)

    def amount(value: Callable[[CostSum], Fact]) -> Callable[[_ActionLine], Fact]:
        return lambda one: None if one.sums is None else value(one.sums)

    mid, funded = (lines.sum_if(key, action="{id}") for key in ("mid", "funded"))
    lead = table_of(Action).label("lead")
    return [
        *own(id=7.5, title=38),
        Col("lead", lead, "words", 12, lambda one: figures.ministry(one.action.lead)),
        *own(post=22),
        Col("partners", _("Supporting ministries"), "words", 14, lambda one: one.partners),
        *own(start=12.5, end=12.5, status=10.5, priority=9),
        Col("risks", _("Risk factors"), "words", 9, lambda one: one.risks),
        *own(delivery=11),
        Col("total", money.TOTAL, "money", 11, amount(lambda s: s.mid), mid, adds=True),
        Col("funded", money.FUNDED, "money", 11, amount(lambda s: s.funded), funded, adds=True),
        Col("gap", money.GAP, "money", 11, amount(lambda s: s.gap), "{total}-{funded}", adds=True),
        *own(cost_confidence=11),
        Col("remarks", _("Remarks"), "words", 30, lambda one: one.remarks),
    ]


def _lines(figures: Figures, goal: str) -> Sequence[_ActionLine]:
    partners = figures.rows_by(ActionPartner, "action")
    risks = figures.rows_by(ActionRisk, "action")
    sums = figures.money.by_action
    return [
        _ActionLine(
            action,
            sums.get(action.id),
            tuple(figures.ministry(one.ministry) for one in partners.get(action.id, ())),
            tuple(sorted((one.risk_factor for one in risks.get(action.id, ())), key=_number)),
            paragraph(*_remarks(figures, action, sums.get(action.id)), between="\n"),
        )
        for action in figures.actions_of(goal)
    ]


def _number(code: str) -> int:
    return int(code) if code.isdecimal() else 0


def _remarks(figures: Figures, action: Action, sums: CostSum | None) -> list[Message]:
    """What a reader has to know beside the figures: no cost and why, coercion and its basis."""
    remarks: list[Message] = []
    if sums is None and action.status is not ActionStatus.STOPPED:
        reason = action.no_cost_reason or _("no reason given yet")
        remarks.append(_("No cost: {reason}", reason=reason))
    if sums is not None and sums.in_kind and not sums.mid:
        remarks.append(money.STAFF_TIME)
    if sums is not None and sums.unknown:
        remarks.append(
            ngettext(
                "{number} cost line without a known amount",
                "{number} cost lines without a known amount",
                sums.unknown,
            )
        )
    if figures.is_coercive(action):
        basis = action.legal_basis or _("none given yet")
        remarks.append(_("Coercive measure. Legal basis: {basis}", basis=basis))
    return remarks
