"""The sheet of measures: what is counted, from where, to where, and the newest reading."""

from __future__ import annotations

from typing import Final

from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page
from planner.exports.cabinet.words import Words
from planner.tables import Action, Goal, Measure, Reading

WIDTHS: Final = (8, 10, 34, 40, 18, 11, 12, 11, 12, 11, 12, 30)


def write(page: Page, figures: Figures) -> None:
    """The measures of goals, then those of actions."""
    words = page.book.words
    page.note(words.say("notes.measures"))
    if not figures.measures:
        page.note(words.say("notes.measures_none"))
        return
    page.row += 1
    columns = _columns(words)
    span = page.table(columns, (_cells(figures, measure) for measure in figures.measures))
    page.as_table(span, "measures", columns)
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)


def _columns(words: Words) -> list[Col]:
    label, say = words.label, words.say
    return [
        Col(head=label(Measure, "id"), kind="code"),
        Col(head=say("columns.of"), kind="code"),
        Col(head=say("columns.of_title")),
        Col(head=label(Measure, "title")),
        Col(head=label(Measure, "unit")),
        Col(head=label(Measure, "baseline"), kind="number"),
        Col(head=label(Measure, "baseline_on"), kind="date"),
        Col(head=label(Measure, "target"), kind="number"),
        Col(head=label(Measure, "target_on"), kind="date"),
        Col(head=say("columns.latest"), kind="number"),
        Col(head=say("columns.latest_on"), kind="date"),
        Col(head=label(Measure, "data_source")),
    ]


def _cells(figures: Figures, measure: Measure) -> list[Cell]:
    of = figures.plan.find(Goal, measure.goal) or figures.plan.find(Action, measure.action)
    latest = figures.latest.get(measure.id, Reading())
    return [
        measure.id,
        measure.goal or measure.action,
        of.title if of else "",
        measure.title,
        measure.unit,
        measure.baseline,
        measure.baseline_on,
        measure.target,
        measure.target_on,
        latest.value,
        latest.on,
        measure.data_source,
    ]
