"""Which issued row each row of a returned sheet is, by its id or by what it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.changes import filled
from planner.intake.grid import is_blank
from planner.intake.returns.cell_values import is_as_issued
from planner.intake.returns.returned_workbook import ReturnedSheet, SheetRow
from planner.plan import Plan, ministry_column
from planner.schema import Row, Table
from planner.services.row_matching import FileRow, Placement, RowIndex, place
from planner.values import clean


@dataclass(frozen=True)
class PlacedSheet:
    """A sheet with the issued row that each of its rows is."""

    sheet: ReturnedSheet
    rows: Sequence[SheetRow]
    placement: Placement

    def __iter__(self) -> Iterator[tuple[SheetRow, Row | None]]:
        for number, row in enumerate(self.rows):
            if number not in self.placement.repeated:
                yield row, self.placement.known.get(number)


def placed_sheet(sheet: ReturnedSheet, issued: Plan) -> PlacedSheet:
    """Every row that is a row: rows with nothing but an id are as good as gone."""
    index, table = RowIndex(issued, sheet.table), sheet.table
    rows = [row for row in sheet.rows if not _is_emptied(row, index.rows.get(id_of(row)))]
    in_file = [
        FileRow(id=id_of(row), texts={name: row.text(name) for name in table.naming})
        for row in rows
    ]
    return PlacedSheet(
        sheet, rows, place(in_file, index, lambda n, r: _likeness(table, rows[n], r))
    )


def _is_emptied(row: SheetRow, issued: Row | None) -> bool:
    """Whether nothing is left of a row but its id, which held more when it was issued."""
    if any(not is_blank(cell) for name, cell in row.cells.items() if name != "id"):
        return False
    return issued is None or bool(filled(issued))


def _likeness(table: Table, row: SheetRow, issued: Row) -> float:
    """How much of the filled cells of both is equal."""
    equal = there = 0
    for name, cell in row.cells.items():
        column, before = table.column(name), getattr(issued, name)
        given = name == ministry_column(table) or before == column.blank
        if name == "id" or (is_blank(cell) and given):
            continue
        there += 1
        equal += is_as_issued(column, cell, before)
    return equal / there if there else 0.0


def id_of(row: SheetRow) -> str:
    """The id that a row of the file shows."""
    return clean(row.text("id"))
