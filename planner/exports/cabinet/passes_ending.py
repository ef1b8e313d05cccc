"""The sheet of passes that end soon: on which day, whose posts, and how many at most."""

from __future__ import annotations

from typing import Final

from planner.analysis.training.totals import ExpiringCertificates
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.training import named
from planner.tables import Audience

AT_MOST: Final = 5
WIDTHS: Final = (14, 8, 60, 40, 13, 13)


def write(page: Page, figures: Figures) -> None:
    """A line for each day, audience and course, the nearest first, and all of them together."""
    words = page.book.words
    page.note(words.say("notes.endings", days=AHEAD_DAYS))
    if not figures.expiring:
        page.note(words.say("notes.endings_none", days=AHEAD_DAYS))
        return
    page.row += 1
    columns = [
        Col(head=words.say("columns.ends_on"), kind="date"),
        Col(head=words.say("columns.in_days"), kind="count"),
        Col(head=words.say("columns.requirement")),
        Col(head=words.label(Audience, "ministry")),
        Col(head=words.say("columns.in_register"), kind="count"),
        Col(head=words.say("columns.passes_most"), kind="count"),
    ]
    span = page.table(columns, (_cells(figures, one) for one in figures.expiring))
    total = sum(one.at_most for one in figures.expiring)
    formula = f"SUM({span.within(AT_MOST, span.first, span.last)})"
    cells: list[Cell] = [None, None, words.say("columns.total"), None, None]
    page.line(columns, [*cells, Live(formula=formula, value=total)], "total")
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)


def _cells(figures: Figures, one: ExpiringCertificates) -> list[Cell]:
    return [
        one.on,
        (one.on - figures.edition.today).days,
        named(one.status),
        figures.ministry_name(one.status.audience.ministry),
        len(one.holders),
        one.at_most,
    ]
