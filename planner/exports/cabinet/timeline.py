"""The sheet of the timeline: a row for each action, a cell for each quarter, drawn in the cells."""

from __future__ import annotations

from datetime import date
from typing import Final

from planner.choices import ActionStatus
from planner.exports.cabinet import stationery as paper
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Col, Page
from planner.tables import Action, Milestone

FIXED: Final = (7.0, 46.0, 12.0, 11.0)
QUARTER: Final = 4.0
MOST: Final = 40
RUNS, DUE, REACHED = "■", "◆", "✓"

Quarter = tuple[int, int]


def quarter_of(day: date) -> Quarter:
    """The calendar quarter of a day: year and 1 to 4."""
    return day.year, (day.month - 1) // 3 + 1


def quarters(figures: Figures) -> tuple[Quarter, ...]:
    """The quarters from the first start to the last end, at most forty."""
    details, actions = figures.plan.details, figures.plan.of(Action)
    starts = [day for day in (details.start, *(a.start for a in actions)) if day]
    ends = [day for day in (details.end, *(a.end for a in actions)) if day]
    if not starts or not ends:
        return ()
    first, last = _index(quarter_of(min(starts))), _index(quarter_of(max(ends)))
    return tuple((i // 4, i % 4 + 1) for i in range(first, min(last + 1, first + MOST)))


def widths(figures: Figures) -> tuple[float, ...]:
    """The widths of the sheet's columns."""
    return (*FIXED, *(QUARTER,) * max(len(quarters(figures)), 16))


def write(page: Page, figures: Figures) -> None:
    """Quarters in which an action runs, and in which a milestone is due or was reached."""
    words, shown = page.book.words, quarters(figures)
    page.note(words.say("notes.timeline", runs=RUNS, due=DUE, reached=REACHED))
    heads = [words.label(Action, name) for name in ("id", "title", "lead", "status")]
    named = {
        quarter: words.say("columns.quarter", year=quarter[0], quarter=quarter[1])
        for quarter in shown
    }
    columns = [
        Col(head=heads[0], kind="code"),
        *(Col(head=head) for head in heads[1:]),
        *(Col(head=name, kind="centre") for name in named.values()),
    ]
    head = page.head_row(columns)
    now = named.get(quarter_of(figures.edition.today), "")
    page.turn_heads(head, len(FIXED), list(named.values()), 52, now)
    milestones = figures.rows_by(Milestone, "action")
    actions = [a for goal, _ in figures.ordered_goals for a in figures.actions_of(goal)]
    for action in actions:
        marks = _marks(action, milestones.get(action.id, ()), shown)
        name = figures.ministry(action.lead)
        page.line(columns, [action.id, action.title, name, words.answer(action.status), *marks])
    over = [words.answer(status) for status in (ActionStatus.DONE, ActionStatus.STOPPED)]
    _colour(page, head, len(columns), over)
    page.sheet.freeze_panes(head + 1, 2)
    page.sheet.repeat_rows(head)


def _index(quarter: Quarter) -> int:
    return quarter[0] * 4 + quarter[1] - 1


def _marks(
    action: Action, milestones: tuple[Milestone, ...], shown: tuple[Quarter, ...]
) -> list[str]:
    start, end = action.start or action.end, action.end or action.start
    marks = {}
    if start and end:
        first, last = quarter_of(start), quarter_of(end)
        marks = {quarter: RUNS for quarter in shown if first <= quarter <= last}
    marks |= {quarter_of(m.done_on): REACHED for m in milestones if m.done_on}
    marks |= {quarter_of(m.due): DUE for m in milestones if m.due and not m.done_on}
    return [marks.get(quarter, "") for quarter in shown]


def _colour(page: Page, head: int, columns: int, over: list[str]) -> None:
    """Colour the cells by the mark in them, so that a changed mark changes its colour."""
    area = (head + 1, len(FIXED), max(page.row - 1, head + 1), max(columns - 1, len(FIXED)))
    stopped = ",".join(f'$D{head + 2}="{status}"' for status in over)
    finished = {
        "type": "formula",
        "criteria": f'=AND(OR({stopped}),E{head + 2}="{RUNS}")',
        "format": page.book.rule(bg_color="#BFC8D2", font_color="#8A95A3"),
    }
    page.sheet.conditional_format(*area, finished)
    looks = {
        RUNS: {"bg_color": paper.ACCENT, "font_color": "#3D69A3"},
        DUE: {"bg_color": paper.DEEP, "font_color": paper.WHITE},
        REACHED: {"bg_color": paper.PALE, "font_color": paper.DEEP},
    }
    for mark, look in looks.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{mark}"'}
        page.sheet.conditional_format(*area, {**rule, "format": page.book.rule(**look)})
