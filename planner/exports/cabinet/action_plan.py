"""The sheet of the action plan: one row for each action, by goal, with live sums of its costs."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.money.costs import CostSum
from planner.choices import ActionStatus
from planner.exports.cabinet import money
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets.columns import Col, Line, SheetRows, declared, facts
from planner.exports.sheets.page import GroupedLines, Page
from planner.messages import Message, _, paragraph
from planner.plan import grouped
from planner.tables import Action, ActionPartner, ActionRisk


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
    partners = grouped(figures.plan.of(ActionPartner), "action")
    risks = grouped(figures.plan.of(ActionRisk), "action")
    groups = [
        GroupedLines(
            (goal, title or _("Actions without a goal yet")),
            [
                _line(figures, action, partners.get(action.id, ()), risks.get(action.id, ()))
                for action in figures.actions_of(goal)
            ],
        )
        for goal, title in figures.ordered_goals.items()
        if figures.actions_of(goal)
    ]
    columns = _columns(filling.tables("cost_lines")["lines"])
    span = page.table(columns, groups, total=(money.TOTAL, "") if groups else (), pinned=2)
    if span.is_empty:
        page.note(_("No action has been entered yet."))


def _columns(lines: SheetRows) -> Sequence[Col[Line]]:
    mid, funded = (lines.sum_if(key, action="{id}") for key in ("mid", "funded"))
    return [
        *declared(Action, id=7.5, title=38, lead=12, post=22),
        Col("partners", _("Supporting ministries"), "words", 14),
        *declared(Action, start=12.5, end=12.5, status=10.5, priority=9),
        Col("risks", _("Risk factors"), "words", 9),
        *declared(Action, delivery=11),
        Col("mid", money.HEADS["mid"], "money", 11, mid, adds=True),
        Col("funded", money.HEADS["funded"], "money", 11, funded, adds=True),
        Col("gap", money.HEADS["gap"], "money", 11, "{mid}-{funded}", adds=True),
        *declared(Action, cost_confidence=11),
        Col("remarks", _("Remarks"), "words", 30),
    ]


def _line(
    figures: Figures, action: Action, partners: Sequence[ActionPartner], risks: Sequence[ActionRisk]
) -> Line:
    sums = figures.money.by_action.get(action.id)
    costs = {} if sums is None else {key: sums.told(key, "") for key in ("mid", "funded", "gap")}
    return {
        **facts(action),
        **costs,
        "lead": figures.ministry(action.lead),
        "partners": tuple(figures.ministry(one.ministry) for one in partners),
        "risks": tuple(sorted((one.risk_factor for one in risks), key=_number)),
        "remarks": paragraph(*_remarks(figures, action, sums), between="\n"),
    }


def _number(code: str) -> int:
    return int(code) if code.isdecimal() else 0


def _remarks(figures: Figures, action: Action, sums: CostSum | None) -> list[Message]:
    """What a reader has to know beside the figures: no cost and why, coercion and its basis."""
    remarks: list[Message] = []
    if sums is None and action.status is not ActionStatus.STOPPED:
        reason = action.no_cost_reason or _("no reason given yet")
        remarks.append(_("No cost: {reason}", reason=reason))
    if sums is not None and sums.in_kind and not sums.mid:
        remarks.append(_("Staff time (no new money)"))
    if sums is not None and sums.unknown:
        remarks.append(_("Cost lines in no sum: {number}", number=sums.unknown))
    if figures.is_coercive(action):
        basis = action.legal_basis or _("none given yet")
        remarks.append(_("Coercive measure. Legal basis: {basis}", basis=basis))
    return remarks
