"""The sheet of sign-off: a line for the focal point and each ministry that leads an action."""

from __future__ import annotations

from typing import Final

from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page
from planner.tables import Action, Ministry

WIDTHS: Final = (9, 46, 34, 40, 14, 28)
ROW_HEIGHT: Final = 36


def write(page: Page, figures: Figures) -> None:
    """Ministry, function, reservation, date and room for a signature."""
    words = page.book.words
    page.note(words.say("signoff.statement"), "vision")
    page.row += 1
    columns = [
        Col(head=words.label(Ministry, "id"), kind="code"),
        *(
            Col(head=words.say(f"signoff.{name}"))
            for name in ("ministry", "function", "reservation")
        ),
        Col(head=words.say("signoff.date"), kind="date"),
        Col(head=words.say("signoff.signature")),
    ]
    head = page.head_row(columns)
    for cells in _lines(figures):
        page.line(columns, cells, "line")
        page.sheet.set_row(page.row - 1, ROW_HEIGHT)
    page.sheet.repeat_rows(head)


def _lines(figures: Figures) -> list[list[Cell]]:
    leading = {action.lead for action in figures.plan.of(Action)}
    ministries = [m for m in figures.plan.of(Ministry) if m.id in leading]
    own: list[Cell] = ["", figures.plan.details.country, figures.plan.details.focal_point]
    lines: list[list[Cell]] = [own, *([m.id, m.name, ""] for m in ministries)]
    return [[*line, "", None, ""] for line in lines]
