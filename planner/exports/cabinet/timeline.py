"""The sheet of the timeline: a row for each action, a cell for each quarter, drawn in the cells."""

from __future__ import annotations

from datetime import date
from typing import Final

from planner.choices import ActionStatus
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets import faces
from planner.exports.sheets.columns import Col, Line, SheetRows, declared, facts
from planner.exports.sheets.page import Page
from planner.messages import _
from planner.plan import grouped
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
    columns: list[Col[Line]] = [
        *declared(Action, id=7, title=46, lead=12, status=11),
        *(Col(key, head, "centre", _QUARTER) for key, head in heads.items()),
    ]
    milestones = grouped(figures.plan.of(Milestone), "action")
    lines = [
        {
            **facts(action),
            "lead": figures.ministry(action.lead),
            **_marks(action, milestones.get(action.id, ()), shown),
        }
        for goal in figures.ordered_goals
        for action in figures.actions_of(goal)
    ]
    span = page.table(columns, lines, pinned=2)
    page.widen([*page.widths, *[_QUARTER] * (_FEWEST - len(shown))])
    page.turn_heads(span, heads, 52, here=f"q{quarter_of(figures.edition.today)}")
    _colour(page, span)


def _marks(action: Action, milestones: tuple[Milestone, ...], shown: range) -> Line:
    start, end = action.start or action.end, action.end or action.start
    marks: dict[Quarter, str] = {}
    if start and end:
        marks = dict.fromkeys(range(quarter_of(start), quarter_of(end) + 1), RUNS)
    marks |= {quarter_of(one.done_on): REACHED for one in milestones if one.done_on}
    marks |= {quarter_of(one.due): DUE for one in milestones if one.due and not one.done_on}
    return {f"q{quarter}": marks.get(quarter, "") for quarter in shown}


def _colour(page: Page, span: SheetRows) -> None:
    """Colour the cells by the mark in them, so that a changed mark changes its colour."""
    area = (span.first, _FIXED, max(span.last, span.first), max(len(span.keys) - 1, _FIXED))
    told = [page.book.voice.answer(one) for one in (ActionStatus.DONE, ActionStatus.STOPPED)]
    over = ",".join(f'$D{span.first + 1}="{status}"' for status in told)
    finished = f'=AND(OR({over}),E{span.first + 1}="{RUNS}")'
    page.colour(area, {"type": "formula", "criteria": finished}, _FINISHED)
    for mark, look in _LOOKS.items():
        page.colour(area, {"type": "cell", "criteria": "==", "value": f'"{mark}"'}, look)
