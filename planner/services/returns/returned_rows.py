"""The rows of a file as a return: values, marks for new rows, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from planner.intake.grid import Cell, is_blank
from planner.intake.returns.cell_values import CellReader, Writing, is_as_issued, writing_of
from planner.intake.returns.returned_workbook import ReturnedBook, ReturnedSheet, SheetRow, some
from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.row_words import is_remark
from planner.intake.tables.headings import text_of
from planner.merge.cases import Along
from planner.merge.returned import MinistryReturn, ReturnedRow
from planner.plan import Plan, ministry_column, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, Severity
from planner.readers.currencies import currencies_of, paid_in
from planner.readers.references import is_no_reference
from planner.schema import Column, Kind, Row, Table, Value
from planner.services.importing.pseudonyms import look_like_names
from planner.services.returns.placed_rows import PlacedSheet, id_of, placed_sheet
from planner.services.row_matching import RowIndex
from planner.values import fold
from planner.workbooks import id_in, is_asked


@dataclass(frozen=True, kw_only=True)
class ReadReturn:
    """A file as a return, and everything there is to say of its rows.

    `places` are the sheet and the row in the file that each row is, by table and id, `writing` is
    how the file writes dates and numbers.
    """

    returned: MinistryReturn
    problems: tuple[Problem, ...]
    places: Mapping[tuple[str, str], tuple[ReturnedSheet, SheetRow]]
    writing: Writing


@dataclass(frozen=True, kw_only=True)
class Versions:
    """What a file is held against: the rows that were issued, the whole plan then, the plan now."""

    issued: Plan
    then: Plan
    plan: Plan


def read_return(
    key: str, book: ReturnedBook, versions: Versions, ministry: str, answers: Mapping[str, str]
) -> ReadReturn:
    """The file as a return of that ministry, held against what was issued.

    `answers` are what a person said to the questions about the whole file.
    """
    return _Reading(key, book, versions, ministry, answers).run()


class _Reading:
    """Reads a file sheet by sheet, once."""

    def __init__(
        self,
        key: str,
        book: ReturnedBook,
        versions: Versions,
        ministry: str,
        answers: Mapping[str, str],
    ) -> None:
        self._key, self._book, self._versions, self._ministry = key, book, versions, ministry
        self._sheets = [placed_sheet(sheet, versions.issued) for sheet in book.sheets]
        self._writing = writing_of(book.file, key, self._written(), answers)
        currency = versions.plan.details.currency
        self._reader = CellReader(self._writing, book.clear_words, currency, book.epoch_1904)
        self._problems: list[Problem] = [*book.problems, *self._writing.asked]
        self._targets: dict[str, RowIndex] = {}
        self._marks = dict(self._new_names())

    def _written(self) -> Iterable[tuple[Column, Cell, Value]]:
        """The dates and numbers of the file with what was issued in their place."""
        for placed in self._sheets:
            columns = [placed.sheet.table.column(name) for name in placed.sheet.columns]
            columns = [c for c in columns if c.kind is Kind.DATE or c.kind in NUMERIC]
            for row, issued in placed:
                for column in columns:
                    before = column.blank if issued is None else getattr(issued, column.name)
                    yield column, row.cells.get(column.name), before

    def _new_names(self) -> Iterator[tuple[tuple[str, str], str]]:
        """The marks of new rows by table and by what others may name them: a title, or an id that
        the ministry made up; the plan may have given such an id to a row of its own since."""
        for placed in self._sheets:
            table, issued = placed.sheet.table, self._versions.issued.rows(placed.sheet.table.name)
            for row, known in placed:
                names = [row.text(name) for name in table.naming]
                names += [id_of(row)] if id_of(row) not in issued else []
                if known is None:
                    mark = _mark(placed.sheet, row)
                    yield from (((table.name, fold(name)), mark) for name in names if name)

    def run(self) -> ReadReturn:
        """Everything in the file."""
        rows: list[ReturnedRow] = []
        places: dict[tuple[str, str], tuple[ReturnedSheet, SheetRow]] = {}
        seen: set[tuple[str, frozenset[tuple[str, Value]]]] = set()
        for placed in self._sheets:
            self._check_placement(placed)
            self._remarks(placed)
            for row, issued in placed:
                read = self._known(placed.sheet, row, issued) if issued else self._new(placed, row)
                if read is None:
                    continue
                rows.append(read)
                places[read.table, read.id] = (placed.sheet, row)
                said = read.table, frozenset(read.values.items())
                if issued is None and said in seen:
                    self._tell(
                        placed.sheet, row, _named_by(placed.sheet.table), "row.repeated@return"
                    )
                seen |= set() if issued else {said}
        returned = MinistryReturn(
            key=self._key,
            issued=self._versions.issued,
            rows=tuple(rows),
            tables=frozenset(placed.sheet.table.name for placed in self._sheets),
        )
        return ReadReturn(
            returned=returned, problems=tuple(self._problems), places=places, writing=self._writing
        )

    def _check_placement(self, placed: PlacedSheet) -> None:
        """Tell of rows that are there twice, and of those recognised by what they hold."""
        placement, sheet = placed.placement, placed.sheet
        for number in sorted(placement.repeated):
            self._tell(sheet, placed.rows[number], "id", "row.repeated@return")
        issued = self._versions.issued.rows(sheet.table.name)
        shifted = sum(id_of(placed.rows[number]) in issued for number in placement.found)
        for code, count in (
            ("row.found", len(placement.found) - shifted),
            ("row.shifted", shifted),
        ):
            if count:
                facts = {"file": self._book.file, "sheet": sheet.name, "count": count}
                self._problems.append(problem(code, **facts))

    def _remarks(self, placed: PlacedSheet) -> None:
        """Tell what a ministry says without typing: comments beside cells, texts struck through."""
        sheet = placed.sheet
        for row in sheet.rows:
            for name, comment in row.comments.items():
                self._tell(sheet, row, name, "cell.comment", comment=comment)
        struck = [
            at
            for row, known in placed
            if not (known and _is_struck(row))
            for name, at in row.at.items()
            if name in row.struck
        ]
        if struck:
            facts = {"file": self._book.file, "sheet": sheet.name, "cell": struck[0]}
            self._problems.append(problem("cell.struck", **facts, cells=some(struck)))

    def _known(self, sheet: ReturnedSheet, row: SheetRow, issued: Row) -> ReturnedRow:
        """A row that was issued: each cell as issued, cleared, or read."""
        values: dict[str, Value] = {}
        cleared: set[str] = set()
        currencies: dict[str, str] = {}
        for column in sheet.table.columns:
            name, cell = column.name, row.cells.get(column.name)
            if name not in sheet.columns - row.covered - {"id"} or not is_asked(column):
                continue
            before, clears = getattr(issued, name), self._reader.clears(cell)
            own = is_blank(cell) and name == ministry_column(sheet.table)
            if own or is_as_issued(column, cell, before):
                values[name] = before
            elif not (is_blank(cell) or clears):
                self._read(sheet, row, column, values, currencies)
            elif column.required:
                self._tell(sheet, row, name, "value.required")
            else:
                values[name] = column.blank
                cleared |= {name} if clears else set()
        along = self._along(sheet, row, values, currencies, issued)
        for name in [name for name in along if values[name] == getattr(issued, name)]:
            values |= dict(along.pop(name))
        read = self._returned(sheet, row, issued.id, values, frozenset(cleared))
        return replace(read, along=along, is_struck=_is_struck(row))

    def _new(self, placed: PlacedSheet, row: SheetRow) -> ReturnedRow | None:
        """A row that was not issued; None for a total, a remark, or one that lacks too much."""
        sheet = placed.sheet
        if not self._is_new(sheet, row):
            return None
        if row.number in sheet.totals:
            self._total(placed, row)
            return None
        if _is_struck(row):
            self._tell(sheet, row, "", "row.struck")
            return None
        values = self._new_values(sheet, row)
        texts = [text for name in row.cells if name != "id" and (text := row.text(name))]
        lacking = [
            column.name
            for column in sheet.table.columns
            if column.required and values.get(column.name, column.blank) == column.blank
        ]
        if len(texts) == 1 and (lacking or is_remark(texts[0])):
            self._tell(sheet, row, "", "row.lonely@return")
            return None
        for name in lacking:
            self._tell(sheet, row, name, "row.incomplete")
        return None if lacking else self._returned(sheet, row, _mark(sheet, row), values)

    def _new_values(self, sheet: ReturnedSheet, row: SheetRow) -> dict[str, Value]:
        values: dict[str, Value] = {}
        currencies: dict[str, str] = {}
        for column in sheet.table.columns:
            cell = row.cells.get(column.name)
            asked = column.name != "id" and is_asked(column)
            if column.name == "reference" and is_no_reference(row.text(column.name)):
                continue
            if asked and not is_blank(cell) and not self._reader.clears(cell):
                self._read(sheet, row, column, values, currencies)
                if self._writing.doubt(cell):
                    values.pop(column.name, None)
        for name, along in self._along(sheet, row, values, currencies).items():
            said, is_named = currencies[name], not is_blank(row.cells.get("currency"))
            if is_named or currencies_of(said):
                self._leave(sheet, row, name, values, said, str(values.get("currency") or ""))
            else:
                values |= dict(along)
        owner = ministry_column(sheet.table)
        if owner and not values.get(owner):
            values[owner] = self._ministry
        return values

    def _is_new(self, sheet: ReturnedSheet, row: SheetRow) -> bool:
        """Whether a row that was not found is a new one: not when another ministry has its id."""
        row_id = id_of(row)
        if row_id in self._versions.issued.rows(sheet.table.name):
            self._tell(sheet, row, "id", "row.copied")
        elif row_id in self._versions.then.rows(sheet.table.name):
            self._tell(sheet, row, "id", "row.not_issued")
            return False
        elif sheet.table.number_of(row_id):
            self._tell(sheet, row, "id", "row.unknown_id")
        return True

    def _returned(
        self,
        sheet: ReturnedSheet,
        row: SheetRow,
        row_id: str,
        values: Mapping[str, Value],
        cleared: frozenset[str] = frozenset(),
    ) -> ReturnedRow:
        where = f"{self._book.file}: {sheet.name}!"
        cells = {name: f"{where}{row.at[name]}" for name in values if name in row.at}
        return ReturnedRow(
            table=sheet.table.name, id=row_id, values=values, cells=cells, cleared=cleared
        )

    def _along(
        self,
        sheet: ReturnedSheet,
        row: SheetRow,
        values: dict[str, Value],
        currencies: Mapping[str, str],
        issued: Row | None = None,
    ) -> dict[str, Along]:
        """The currency that each sum brings along which names another than its row's or the plan's.

        A sum is told and left out where rows have none, or where several countries share its money.
        """
        country = str(values.get("country") or getattr(issued, "country", ""))
        own = str(values.get("currency") or getattr(issued, "currency", ""))
        held = own or self._versions.plan.details.currency
        found: dict[str, Along] = {}
        for name, said in currencies.items():
            meant = currencies_of(said) or (said,)
            code = meant[0] if len(meant) == 1 else paid_in(country, meant)
            has_currency = any(column.name == "currency" for column in sheet.table.columns)
            if held not in meant and code and has_currency:
                found[name] = (("currency", code),)
            elif held not in meant:
                self._leave(sheet, row, name, values, said, held)
        return found

    def _leave(
        self,
        sheet: ReturnedSheet,
        row: SheetRow,
        name: str,
        values: dict[str, Value],
        said: str,
        held: str,
    ) -> None:
        """Leave a sum out that is in another currency than its row can have."""
        del values[name]
        facts = {"said": currencies_of(said) or (said,), "held": held or None}
        self._tell(sheet, row, name, "money.left", **facts)

    def _read(
        self,
        sheet: ReturnedSheet,
        row: SheetRow,
        column: Column,
        values: dict[str, Value],
        currencies: dict[str, str],
    ) -> None:
        """Read a cell into the values, and the currency it names into the currencies; one that
        cannot be read is told and left out."""
        cell, text = row.cells.get(column.name), row.text(column.name)
        if column.restricted and look_like_names([text]):
            self._tell(sheet, row, column.name, "holder.name")
        elif column.kind is Kind.ROW:
            if target := self._row_named(table_named(column.refers), text):
                values[column.name] = target
            else:
                self._tell(sheet, row, column.name, "name.unknown@return")
        else:
            read = self._reader.read(column, cell)
            if read.problem and read.problem.severity is not Severity.NOTE:
                place = self._place(sheet, row, column.name)
                self._problems.append(replace(read.problem, **place, severity=Severity.ERROR))
            else:
                values[column.name] = read.value
                if (said := read.currency or read.shared) and column.kind is Kind.MONEY:
                    currencies[column.name] = said

    def _row_named(self, table: Table, text: str) -> str:
        """The row that a text names: by its id, a new row's name, a name of one row only."""
        row_id, versions = id_in(text), self._versions
        if mark := self._marks.get((table.name, fold(row_id))):
            return mark
        if row_id in versions.plan.rows(table.name) or row_id in versions.issued.rows(table.name):
            return row_id
        if table.name not in self._targets:
            self._targets[table.name] = RowIndex(versions.plan, table)
        alike = self._targets[table.name].namesakes(dict.fromkeys(table.naming, text))
        named = alike[0].id if len(alike) == 1 else ""
        return self._marks.get((table.name, fold(text)), named)

    def _total(self, placed: PlacedSheet, row: SheetRow) -> None:
        """Leave a row of totals out, and tell where it differs from its lines."""
        sheet = placed.sheet
        self._tell(sheet, row, "", "row.total")
        lines = [line for line, _ in placed if line.number < row.number]
        lines = [line for line in lines if line.number not in sheet.totals]
        for column in sheet.table.columns:
            if column.kind not in (Kind.MONEY, Kind.NUMBER) or column.name not in sheet.columns:
                continue
            total, *parts = (
                self._reader.read(column, one.cells.get(column.name)).value for one in (row, *lines)
            )
            known = [part for part in parts if isinstance(part, Decimal)]
            if isinstance(total, Decimal) and known and total != sum(known):
                facts = {"total": total, "sum": sum(known, Decimal())}
                self._tell(sheet, row, column.name, "total.differs", **facts)

    def _tell(
        self, sheet: ReturnedSheet, row: SheetRow, name: str, code: str, **facts: Any
    ) -> None:
        """Tell of a cell by its column, or of a whole row without one."""
        self._problems.append(problem(code, **self._place(sheet, row, name), **facts))

    def _place(self, sheet: ReturnedSheet, row: SheetRow, name: str) -> dict[str, Any]:
        whole: dict[str, Any] = {"file": self._book.file, "sheet": sheet.name, "row": row.number}
        if not name:
            return whole
        column = sheet.table.column(name)
        value = "" if column.restricted else text_of(row.cells.get(name))
        return {
            **whole,
            "cell": row.at.get(name, ""),
            "column": name,
            "label": column.title,
            "value": value,
        }


def _named_by(table: Table) -> str:
    """The column that tells people which row it is; blank where there is none."""
    return next(iter(table.naming), "")


def _is_struck(row: SheetRow) -> bool:
    """Whether all that a row holds is struck through."""
    filled = {name for name, cell in row.cells.items() if name != "id" and not is_blank(cell)}
    return bool(filled) and filled <= row.struck


def _mark(sheet: ReturnedSheet, row: SheetRow) -> str:
    """What stands for the id of a new row until it gets one."""
    return f"+{sheet.table.name}/{sheet.name}/{row.number}"
