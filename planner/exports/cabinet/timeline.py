"""The sheet of the timeline: a row for each action, a cell for each quarter, drawn in the cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.choices import ActionStatus
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, Span, declared
from planner.exports.sheets.page import Page
from planner.messages import Message, _
from planner.schema import table_of
from planner.tables import Action, Milestone

_QUARTER: Final = 4.0
_MOST, _FEWEST = 40, 16
RUNS, DUE, REACHED = "■", "◆", "✓"
_FIXED: Final = 4
_LOOKS: Final = {
    RUNS: {"bg_color": faces.ACCENT, "font_color": "#3D69A3"},
    DUE: {"bg_color": faces.DEEP, "font_color": faces.WHITE},
    REACHED: {"bg_color": faces.PALE, "font_color": faces.DEEP},
}
_FINISHED: Final = {"bg_color": "#BFC8D2", "font_color": "#8A95A3"}

Quarter = int
"""A calendar quarter: four times the year, plus 0 to 3."""


@dataclass(frozen=True)
class _TimelineRow:
    """An action and its mark in each quarter."""

    action: Action
    lead: str
    marks: dict[Quarter, str]


def quarter_of(day: date) -> Quarter:
    """The calendar quarter of a day."""
    return day.year * 4 + (day.month - 1) // 3


def quarters(figures: Figures) -> range:
    """The quarters from the first start to the last end, at most forty."""
    details, actions = figures.plan.details, figures.plan.of(Action)
    starts = [day for day in (details.start, *(a.start for a in actions)) if day]
    ends = [day for day in (details.end, *(a.end for a in actions)) if day]
    if not starts or not ends:
        return range(0)
    first, last = quarter_of(min(starts)), quarter_of(max(ends))
    return range(first, min(last + 1, first + _MOST))


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """Quarters in which an action runs, and in which a milestone is due or was reached."""
    page.note(
        _(
            "{runs} the action runs   {due} a milestone is due   {reached} a milestone was "
            "reached. Actions that are done or stopped are grey. The quarter of this edition "
            "stands out.",
            runs=RUNS,
            due=DUE,
            reached=REACHED,
        )
    )
    shown = quarters(figures)
    heads = {
        f"q{one}": _("{year} Q{quarter}", year=str(one // 4), quarter=one % 4 + 1) for one in shown
    }
    columns: list[Col[_TimelineRow]] = [
        *declared(Action, lambda one: one.action, id=7, title=46),
        Col("lead", table_of(Action).label("lead"), "words", 12, lambda one: one.lead),
        *declared(Action, lambda one: one.action, status=11),
        *(_column(quarter, head) for quarter, head in zip(shown, heads.items(), strict=True)),
    ]
    milestones = figures.rows_by(Milestone, "action")
    rows = [
        _TimelineRow(
            action,
            figures.ministry(action.lead),
            _marks(action, milestones.get(action.id, ()), shown),
        )
        for goal, _title in figures.ordered_goals
        for action in figures.actions_of(goal)
    ]
    span = page.table(columns, rows, pinned=2)
    page.widen([*page.widths, *[_QUARTER] * (_FEWEST - len(shown))])
    page.turn_heads(span, heads, 52, here=f"q{quarter_of(figures.edition.today)}")
    _colour(page, span)


def _column(quarter: Quarter, head: tuple[str, Message]) -> Col[_TimelineRow]:
    key, text = head
    return Col(key, text, "centre", _QUARTER, lambda one: one.marks.get(quarter, ""))


def _marks(action: Action, milestones: tuple[Milestone, ...], shown: range) -> dict[Quarter, str]:
    start, end = action.start or action.end, action.end or action.start
    marks: dict[Quarter, str] = {}
    if start and end:
        first, last = quarter_of(start), quarter_of(end)
        marks = {quarter: RUNS for quarter in shown if first <= quarter <= last}
    marks |= {quarter_of(one.done_on): REACHED for one in milestones if one.done_on}
    return marks | {quarter_of(m.due): DUE for m in milestones if m.due and not m.done_on}


def _colour(page: Page, span: Span) -> None:
    """Colour the cells by the mark in them, so that a changed mark changes its colour."""
    area = (span.first, _FIXED, max(span.last, span.first), max(len(span.keys) - 1, _FIXED))
    told = [page.book.voice.answer(one) for one in (ActionStatus.DONE, ActionStatus.STOPPED)]
    over = ",".join(f'$D{span.first + 1}="{status}"' for status in told)
    finished = f'=AND(OR({over}),E{span.first + 1}="{RUNS}")'
    page.colour(area, {"type": "formula", "criteria": finished}, _FINISHED)
    for mark, look in _LOOKS.items():
        page.colour(area, {"type": "cell", "criteria": "==", "value": f'"{mark}"'}, look)
