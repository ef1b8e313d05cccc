"""The sheet of costs: live totals by year, ministry, goal and source, with what is to find."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from xlsxwriter.utility import xl_rowcol_to_cell

from planner.analysis.money.costs import CostSum
from planner.exports.cabinet import charts, cost_lines
from planner.exports.cabinet.cost_lines import CostLines
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.words import Words
from planner.tables import Action, Cost, Goal, Ministry

KEY, NAME, TOTAL, FUNDED, TO_FIND, SHARE, IN_KIND, EXTRAS = range(8)
WIDTHS: Final = (11.0, 44.0, *(13.0,) * 5)
AMOUNT_WIDTH: Final = 13.0
FEWEST_EXTRAS: Final = 4
NOTHING: Final = CostSum()

Value = Callable[[CostSum], Decimal]


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Where the totals stand, for the cover and the charts."""

    by_year: Span
    by_ministry: Span

    def total(self, column: int) -> str:
        """The cell of the grand total in a column."""
        return self.by_year.cell(self.by_year.last + 1, column)


@dataclass(frozen=True, kw_only=True)
class _Line:
    """A row of a table of totals: its key in the plan, key and name as shown, and its sums."""

    key: object
    shown: Cell
    name: str
    sums: CostSum


@dataclass(frozen=True, kw_only=True)
class _Spot:
    """A cell of a table: its row and column, and the row of the header."""

    row: int
    column: int
    head: int

    def at(self, column: int) -> str:
        """A cell of the same row."""
        return xl_rowcol_to_cell(self.row, column, col_abs=column in (KEY, NAME))


@dataclass(frozen=True, kw_only=True)
class _Extra:
    """A column after the fixed ones: its header, and what stands in a spot of it."""

    head: str
    cell: Callable[[_Spot, _Line], Live]


@dataclass(frozen=True, kw_only=True)
class _Split:
    """A table of totals; `column` of the lines equals `found_by` of the table's own row."""

    heading: str
    heads: tuple[Col, Col]
    column: int
    lines: Sequence[_Line]
    extras: Sequence[_Extra] = ()
    found_by: int = KEY


def widths(figures: Figures) -> tuple[float, ...]:
    """The widths of the sheet's columns: one amount for each year after the fixed ones."""
    return (*WIDTHS, *(AMOUNT_WIDTH,) * max(FEWEST_EXTRAS, len(figures.years)))


def write(page: Page, figures: Figures, lines: CostLines) -> Costs | None:
    """Four tables and two charts; None, with a note, when there is no cost line."""
    say = page.book.words.say
    page.note(say("notes.costs"))
    if not figures.cost_lines:
        page.note(say("notes.costs_none"))
        return None
    page.note(say("notes.costs_range"))
    sheet = _Sheet(page, figures, lines)
    by_year = sheet.table(sheet.by_year())
    room = page.leave_room(charts.ROWS)
    by_ministry = sheet.table(sheet.by_ministry())
    sheet.table(sheet.by_goal())
    sheet.table(sheet.by_source())
    places = Costs(by_year=by_year, by_ministry=by_ministry)
    charts.insert(page, room, 0, charts.costs_by_year(page.book, places.by_year))
    charts.insert(page, room, 1, charts.costs_by_ministry(page.book, places.by_ministry))
    return places


class _Sheet:
    """The tables of the sheet, all of one shape."""

    def __init__(self, page: Page, figures: Figures, lines: CostLines) -> None:
        self.page, self.figures, self.lines = page, figures, lines
        self.words: Words = page.book.words

    def by_year(self) -> _Split:
        """One row for each fiscal year; what is requested, what is not, and the range."""
        say, found = self.words.say, self.figures.money.by_year
        return _Split(
            heading=say("headings.by_year"),
            heads=(
                Col(head=self.words.label(Cost, "year"), kind="year"),
                Col(head=say("columns.months"), kind="label"),
            ),
            column=cost_lines.YEAR,
            lines=[
                self.line(year, self.figures.months(year), found[year])
                for year in self.figures.years
            ],
            extras=(
                self.extra("columns.requested", cost_lines.REQUESTED, lambda s: s.requested),
                _Extra(head=say("columns.not_requested"), cell=_missing),
                self.extra("columns.low", cost_lines.LOW, lambda s: s.low),
                self.extra("columns.high", cost_lines.HIGH, lambda s: s.high),
            ),
        )

    def by_ministry(self) -> _Split:
        """One row for each ministry that leads an action with costs; the years beside it."""
        found = self.figures.money.by_ministry
        known = [m.id for m in self.figures.plan.of(Ministry) if m.id in found]
        keys = [*known, *(key for key in found if key not in known)]
        return _Split(
            heading=self.words.say("headings.by_ministry"),
            heads=self.heads(Ministry, "lead"),
            column=cost_lines.LEAD,
            lines=[self.line(key, self.figures.ministry_name(key), found[key]) for key in keys],
            extras=[self.year(year) for year in self.figures.years],
        )

    def by_goal(self) -> _Split:
        """One row for each goal."""
        found = self.figures.money.by_goal
        return _Split(
            heading=self.words.say("headings.by_goal"),
            heads=self.heads(Goal, "goal"),
            column=cost_lines.GOAL,
            lines=[
                self.line(key, title, found.get(key, NOTHING))
                for key, title in self.figures.goals_of_costs
            ],
        )

    def by_source(self) -> _Split:
        """One row for each source of money."""
        none = self.words.say("columns.none")
        found = self.figures.money.by_source
        return _Split(
            heading=self.words.say("headings.by_source"),
            heads=(Col(head=""), Col(head=self.words.label(Cost, "source"))),
            column=cost_lines.SOURCE,
            lines=[
                _Line(key=key, shown="", name=self.words.answer(key) or none, sums=sums)
                for key, sums in found.items()
            ],
            found_by=NAME,
        )

    def heads(self, row: type[Goal] | type[Ministry], column: str) -> tuple[Col, Col]:
        """The headers of a key and of the name that goes with it."""
        key = Col(head=self.words.label(row, "id"), kind="code")
        return key, Col(head=self.words.label(Action, column))

    def line(self, key: str | int | None, name: str, sums: CostSum) -> _Line:
        """A row of a table; a blank key is shown as “none”, as on the sheet of cost lines."""
        shown = self.words.say("columns.none") if key in ("", None) else key
        return _Line(key=key, shown=shown, name=name, sums=sums)

    def extra(self, head: str, amount: int, value: Value) -> _Extra:
        """A column that adds up another amount of the lines of a year."""
        return _Extra(
            head=self.words.say(head),
            cell=lambda spot, line: Live(
                formula=self.lines.sum_if(amount, cost_lines.YEAR, spot.at(KEY)),
                value=value(line.sums),
            ),
        )

    def year(self, year: int | None) -> _Extra:
        """A column with a ministry's mid cost in one year."""

        def cell(spot: _Spot, line: _Line) -> Live:
            sums = self.figures.money.by_ministry_and_year.get((str(line.key), year), NOTHING)
            head = xl_rowcol_to_cell(spot.head, spot.column, row_abs=True)
            formula = self.lines.sum_if_both(
                cost_lines.MID, (cost_lines.LEAD, spot.at(KEY)), (cost_lines.YEAR, head)
            )
            return Live(formula=formula, value=sums.mid)

        return _Extra(head=self.words.say("columns.none") if year is None else str(year), cell=cell)

    def table(self, split: _Split) -> Span:
        """Write a table of totals with its sum; gives where its rows stand."""
        page = self.page
        page.heading(split.heading)
        fixed = ("total", "funded", "to_find", "share_funded", "in_kind")
        kinds = {"share_funded": "share"}
        columns = [
            *split.heads,
            *(Col(head=self.words.say(f"columns.{n}"), kind=kinds.get(n, "money")) for n in fixed),
            *(Col(head=extra.head, kind="money") for extra in split.extras),
        ]
        head = page.head_row(columns)
        for line in split.lines:
            page.line(columns, self.cells(split, line, head))
        span = Span(sheet=page.title, head=head, first=head + 1, last=page.row - 1)
        page.line(columns, self.totals(split, span, len(columns)), "total")
        return span

    def cells(self, split: _Split, line: _Line, head: int) -> list[Cell]:
        """The cells of one row."""
        row = self.page.row
        key = _Spot(row=row, column=KEY, head=head).at(split.found_by)

        def added(amount: int, value: Decimal) -> Live:
            return Live(formula=self.lines.sum_if(amount, split.column, key), value=value)

        return [
            line.shown,
            line.name,
            added(cost_lines.MID, line.sums.mid),
            added(cost_lines.FUNDED, line.sums.funded),
            *_derived(row, line.sums),
            added(cost_lines.IN_KIND, line.sums.in_kind),
            *(
                extra.cell(_Spot(row=row, column=EXTRAS + index, head=head), line)
                for index, extra in enumerate(split.extras)
            ),
        ]

    def totals(self, split: _Split, span: Span, columns: int) -> list[Cell]:
        """The cells of the row of sums."""
        whole = sum((line.sums for line in split.lines), CostSum())
        above = [self.cells(split, line, span.head) for line in split.lines]

        def added(column: int) -> Live:
            values = [cells[column].value for cells in above if isinstance(cells[column], Live)]  # type: ignore[union-attr]  # just tested
            return Live(
                formula=f"SUM({span.within(column, span.first, span.last)})",
                value=sum((Decimal(value) for value in values), Decimal(0)),
            )

        derived = _derived(self.page.row, whole)
        return [
            self.words.say("columns.total"),
            "",
            added(TOTAL),
            added(FUNDED),
            *derived,
            *(added(column) for column in range(IN_KIND, columns)),
        ]


def _derived(row: int, sums: CostSum) -> tuple[Live, Live]:
    """What is still to find, and the share that is funded, from the two cells before them."""
    total, funded = xl_rowcol_to_cell(row, TOTAL), xl_rowcol_to_cell(row, FUNDED)
    share = sums.funded_share
    return (
        Live(formula=f"{total}-{funded}", value=sums.gap),
        Live(formula=f'IF({total}=0,"",{funded}/{total})', value="" if share is None else share),
    )


def _missing(spot: _Spot, line: _Line) -> Live:
    return Live(formula=f"{spot.at(TO_FIND)}-{spot.at(EXTRAS)}", value=line.sums.missing)
