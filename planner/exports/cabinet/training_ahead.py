"""The sheet of coverage to come: all requirements together, month by month to the plan's end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.training.forecast import Month, outlook
from planner.exports.cabinet import charts
from planner.exports.cabinet.charts import MonthColumns
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.words import Words

MONTH, SEATS, FIRST = 0, 1, 2
POSTS, LEAST, MOST, LOW, HIGH, SPREAD, TARGET = range(7)
"""The columns of one kind of posts, counted from its first."""
KINDS: Final = ("all_posts", "listed_posts")
WIDTHS: Final = (14, 13, *(12,) * 7 * len(KINDS))


def write(page: Page, figures: Figures) -> None:
    """The pictures of both kinds of posts, then a line for each month."""
    words = page.book.words
    page.note(words.say("notes.training_ahead"))
    page.note(words.say("notes.training_twice"))
    known = figures.forecasts
    if not known:
        page.note(words.say("notes.training_ahead_none"))
        return
    left_out = len(figures.training.statuses) - len(known)
    if left_out:
        page.note(words.say("notes.training_ahead_unknown", count=left_out))
    picture = page.leave_room(charts.ROWS)
    kinds = [outlook(known, listed=listed) for listed in (False, True)]
    span = _table(page, kinds)
    drawn = [place for place, months in enumerate(kinds) if months]
    for place, kind in enumerate(drawn):
        at = FIRST + 7 * kind
        columns = MonthColumns(low=at + LOW, spread=at + SPREAD, target=at + TARGET)
        title = words.say(f"columns.{KINDS[kind]}")
        charts.insert(page, picture, place, charts.months_ahead(page.book, span, columns, title))
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)


def _table(page: Page, kinds: Sequence[Sequence[Month]]) -> Span:
    words = page.book.words
    columns = _columns(words)
    face = page.book.face("group")
    for column in range(len(WIDTHS)):
        page.put(column, None, face)
    for kind, name in enumerate(KINDS):
        page.put(FIRST + 7 * kind, words.say(f"columns.{name}"), face)
    page.row += 1
    head = page.head_row(columns)
    longest = max(kinds, key=len)
    for number, month in enumerate(longest):
        seats = sum(months[number].seats for months in kinds if months)
        cells: list[Cell] = [month.on, seats]
        for kind, months in enumerate(kinds):
            at = FIRST + 7 * kind
            cells += _cells(months[number], page.row, at) if months else [None] * 7
        page.line(columns, cells)
    return Span(sheet=page.title, head=head, first=head + 1, last=page.row - 1)


def _cells(month: Month, row: int, at: int) -> list[Cell]:
    low, high = month.coverage
    posts, least, most, shown_low, shown_high = (
        xl_rowcol_to_cell(row, at + column) for column in (POSTS, LEAST, MOST, LOW, HIGH)
    )
    return [
        month.count.posts,
        month.count.valid.low,
        month.count.valid.high,
        Live(formula=f'IF({posts}=0,"",{least}/{posts})', value=low),
        Live(formula=f'IF({posts}=0,"",{most}/{posts})', value=high),
        Live(formula=f"{shown_high}-{shown_low}", value=high - low),
        month.target,
    ]


def _columns(words: Words) -> list[Col]:
    say = words.say
    kind = [
        Col(head=say("columns.passes_wanted"), kind="count"),
        Col(head=say("columns.valid_low"), kind="count"),
        Col(head=say("columns.valid_high"), kind="count"),
        Col(head=say("columns.coverage_low"), kind="share"),
        Col(head=say("columns.coverage_high"), kind="share"),
        Col(head=say("columns.spread"), kind="share"),
        Col(head=say("columns.target_line"), kind="share"),
    ]
    month = Col(head=say("columns.month"), kind="date")
    return [month, Col(head=say("columns.seats_held"), kind="count"), *kind, *kind]
