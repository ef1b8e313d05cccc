"""The sheet of seats: needed against booked, what the rest costs, when each target is met."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.training.forecast import Forecast
from planner.analysis.training.requirements import RequirementStatus
from planner.analysis.training.seat_needs import need
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import WHOLE, Live
from planner.exports.cabinet.training import named, shortfall
from planner.exports.cabinet.words import Words
from planner.tables import Audience, Course, Requirement

NEEDED, BOOKED, MISSING, LEAST, PRICE, COST_LEAST, COST = range(4, 11)
WIDTHS: Final = (8, 44, 12, 13, 9, 9, 12.5, 12.5, 11, 13, 13, 16, 16, 11, 11)


def write(page: Page, figures: Figures) -> None:
    """A line for each requirement, what is missing most first, and what all of it comes to."""
    words = page.book.words
    page.note(words.say("notes.training_seats"))
    page.note(words.say("notes.training_sums", currency=figures.unit_text(words, "units.ones")))
    if not figures.training.statuses:
        page.note(words.say("notes.training_none"))
        return
    page.row += 1
    columns = _columns(words)
    head = page.head_row(columns)
    ahead = {one.status.requirement.id: one for one in figures.forecasts}
    totals: dict[int, Decimal] = dict.fromkeys(_ADDED, Decimal(0))
    for standing in sorted(figures.training.statuses, key=shortfall):
        cells = _cells(words, figures, standing, ahead, page.row)
        for column in _ADDED:
            totals[column] += _amount(cells[column])
        _line(page, columns, cells)
    span = Span(sheet=page.title, head=head, first=head + 1, last=page.row - 1)
    _total(page, columns, span, totals)
    page.sheet.freeze_panes(head + 1, 2)
    page.sheet.repeat_rows(head)


_ADDED: Final = (NEEDED, BOOKED, MISSING, LEAST, COST_LEAST, COST)
_MONEY: Final = (PRICE, COST_LEAST, COST)


def _line(page: Page, columns: list[Col], cells: list[Cell], role: str = "cell") -> None:
    page.line(columns, cells, role)
    for index in _MONEY:
        page.put(index, cells[index], page.book.face(role, "money", WHOLE), page.row - 1)


def _total(page: Page, columns: list[Col], span: Span, totals: Mapping[int, Decimal]) -> None:
    cells: list[Cell] = [None] * len(columns)
    cells[1] = page.book.words.say("columns.total")
    for column, value in totals.items():
        cells[column] = Live(
            formula=f"SUM({span.within(column, span.first, span.last)})", value=value
        )
    _line(page, columns, cells, "total")


def _amount(cell: Cell) -> Decimal:
    value = cell.value if isinstance(cell, Live) else cell
    return Decimal(value) if isinstance(value, Decimal | int) else Decimal(0)


def _cells(
    words: Words,
    figures: Figures,
    standing: RequirementStatus,
    ahead: Mapping[str, Forecast],
    row: int,
) -> list[Cell]:
    unknown = words.say("columns.unknown")
    forecast = ahead.get(standing.requirement.id)
    return [
        standing.requirement.id,
        named(standing),
        figures.ministry(standing.audience.ministry),
        standing.requirement.by,
        *_seats(figures, standing, row, unknown),
        *_when(words, forecast),
        unknown if forecast is None or forecast.steady is None else forecast.steady,
        unknown if forecast is None or forecast.seats_a_year is None else forecast.seats_a_year,
    ]


def _seats(figures: Figures, standing: RequirementStatus, row: int, unknown: str) -> list[Cell]:
    """Needed, booked, missing at most and at least, price of a seat, and the cost of both."""
    needed, booked, price = standing.seats_needed, standing.seats_booked, standing.course.seat_cost
    if needed is None:
        return [unknown, booked, unknown, unknown, price, unknown, unknown]
    details = figures.plan.details
    wanted = need(standing, figures.edition.today, details.end, details.start)
    missing, least = (wanted.seats, wanted.least) if wanted else (0, 0)
    at = {column: xl_rowcol_to_cell(row, column) for column in range(NEEDED, COST + 1)}
    formula = f"MAX({at[NEEDED]}-{at[BOOKED]},0)"
    costs: list[Cell] = [unknown, unknown]
    if price is not None:
        costs = [
            Live(formula=f"{at[LEAST]}*{at[PRICE]}", value=least * price),
            Live(formula=f"{at[MISSING]}*{at[PRICE]}", value=missing * price),
        ]
    return [needed, booked, Live(formula=formula, value=missing), least, price, *costs]


def _when(words: Words, forecast: Forecast | None) -> list[Cell]:
    """When the target is surely met, and when no longer, if sessions are held as planned."""
    if forecast is None or forecast.status.target is None:
        return [words.say("columns.unknown")] * 2
    falls = forecast.falls.on if forecast.falls else None
    return [_met(words, forecast), falls or words.say("columns.not_lost")]


def _met(words: Words, forecast: Forecast) -> str | date:
    if forecast.reached is None:
        return words.say("columns.not_met")
    return (
        words.say("columns.met_now")
        if forecast.reached is forecast.months[0]
        else forecast.reached.on
    )


def _columns(words: Words) -> list[Col]:
    label, say = words.label, words.say
    return [
        Col(head=label(Requirement, "id"), kind="code"),
        Col(head=say("columns.requirement")),
        Col(head=label(Audience, "ministry")),
        Col(head=label(Requirement, "by"), kind="date"),
        Col(head=say("columns.seats_needed"), kind="count"),
        Col(head=say("columns.seats_booked"), kind="count"),
        Col(head=say("columns.seats_missing"), kind="count"),
        Col(head=say("columns.seats_least"), kind="count"),
        Col(head=label(Course, "seat_cost"), kind="money"),
        Col(head=say("columns.cost_least"), kind="money"),
        Col(head=say("columns.cost_most"), kind="money"),
        Col(head=say("columns.met_on"), kind="date"),
        Col(head=say("columns.lost_on"), kind="date"),
        Col(head=say("columns.steady"), kind="share"),
        Col(head=say("columns.seats_a_year"), kind="count"),
    ]
