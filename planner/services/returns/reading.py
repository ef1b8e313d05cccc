"""The rows of a file as a return: values, marks for new rows, and what is wrong, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from planner.intake.grid import Cell, Fault, is_blank
from planner.intake.returns.cell_values import Reader, is_as_issued, writing_of
from planner.intake.returns.returned_workbook import CameBack, RawRow, SheetBack
from planner.intake.tables.headings import text_of
from planner.merge import MinistryReturn, ReturnedRow
from planner.plan import Plan, ministry_column, title_of
from planner.problems import Problem, Severity
from planner.readers.texts import folded
from planner.schema import Column, Kind, Row, Value
from planner.services.importing.pseudonyms import look_like_names
from planner.services.returns.placing import Placed, Placing
from planner.services.returns.telling import in_groups
from planner.services.returns.whole_files import whole_file
from planner.values import fold, to_text
from planner.workbooks import id_in, is_asked

_TOTAL = re.compile(
    r"(?:sub |sous |grand |over ?all )?"
    r"(?:totals?|totaux|totales|suma|sum|somme|gesamt|summe)(?: |$)"
    r"|(?:ال)?(?:مجموع|اجمالي|جمالي)"
)
_NUMBERS = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.WHOLE)
_FACTORS = frozenset(Decimal(10) ** n for n in (-3, -2, -1, 1, 2, 3))


@dataclass(frozen=True, kw_only=True)
class ReadReturn:
    """A file as a return, and everything there is to say of it."""

    returned: MinistryReturn
    problems: tuple[Problem, ...]
    places: Mapping[tuple[str, str], tuple[str, int]]
    """By table and id of a row: its sheet and its number there."""


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What a file is held against: the rows that were issued, the whole plan then, the plan now."""

    issued: Plan
    then: Plan
    plan: Plan


def read_return(
    key: str, back: CameBack, sides: Sides, ministry: str, clear: frozenset[str]
) -> ReadReturn:
    """The file as a return of that ministry, held against what was issued."""
    return _Reading(key, back, sides, ministry, clear).run()


class _Reading:
    """Reads a file sheet by sheet, once."""

    def __init__(
        self, key: str, back: CameBack, sides: Sides, ministry: str, clear: frozenset[str]
    ) -> None:
        self._key, self._back, self._issued, self._plan = key, back, sides.issued, sides.plan
        self._ministry = ministry
        self._placed: list[tuple[SheetBack, Placed]] = [
            (
                sheet,
                Placing(back.file, sheet, self._issued.rows(sheet.table.name), sides.then).placed(),
            )
            for sheet in back.sheets
        ]
        writing = writing_of(back, self._pairs())
        self._reader = Reader(writing, clear, epoch_1904=back.epoch_1904)
        self._problems: list[Problem] = [*back.problems, *writing.problems]
        self._marks = self._new_by_title()
        self._made_up = self._new_by_id()

    def _pairs(self) -> Iterable[tuple[Column, Cell, Value]]:
        for sheet, placed in self._placed:
            columns = [sheet.table.column(name) for name in sheet.columns]
            columns = [c for c in columns if c.kind is Kind.DATE or c.kind in _NUMBERS]
            for row, issued in placed.rows:
                for column in columns:
                    before = column.blank if issued is None else getattr(issued, column.name)
                    yield column, row.cells.get(column.name), before

    def _new_by_title(self) -> Mapping[tuple[str, str], str]:
        """The marks of new rows by table and folded title, so that others can name them."""
        return {
            (sheet.table.name, title): _mark(sheet, row)
            for sheet, placed in self._placed
            for row, issued in placed.rows
            if issued is None and (title := fold(text_of(row.cells.get("title"))))
        }

    def _new_by_id(self) -> Mapping[tuple[str, str], str]:
        """The marks of new rows to which the ministry gave ids of its own, so that others can name
        them; the plan may have given such an id to a row of its own since."""
        return {
            (sheet.table.name, fold(row_id)): _mark(sheet, row)
            for sheet, placed in self._placed
            for row, issued in placed.rows
            if issued is None
            and (row_id := text_of(row.cells.get("id")))
            and row_id not in self._issued.rows(sheet.table.name)
        }

    def run(self) -> ReadReturn:
        """Everything in the file."""
        rows: list[ReturnedRow] = []
        places: dict[tuple[str, str], tuple[str, int]] = {}
        for sheet, placed in self._placed:
            self._problems.extend(placed.problems)
            for row, issued in placed.rows:
                read = self._known(sheet, row, issued) if issued else self._new(sheet, row)
                if read is not None:
                    rows.append(read)
                    places[sheet.table.name, read.id] = (sheet.sheet, row.number)
        returned = MinistryReturn(
            key=self._key,
            issued=self._issued,
            rows=tuple(rows),
            tables=frozenset(sheet.table.name for sheet, _ in self._placed),
        )
        self._problems.extend(whole_file(self._back, returned))
        return ReadReturn(returned=returned, problems=tuple(self._problems), places=places)

    def _known(self, sheet: SheetBack, row: RawRow, issued: Row) -> ReturnedRow:
        """A row that was issued: each cell as issued, cleared, or read."""
        values: dict[str, Value] = {}
        cleared: set[str] = set()
        for name in sheet.columns - row.covered - {"id"}:
            column, cell = sheet.table.column(name), row.cells.get(name)
            before = getattr(issued, name)
            if not is_asked(column):
                continue
            own = is_blank(cell) and name == ministry_column(sheet.table)
            if own or is_as_issued(column, cell, before):
                values[name] = before
            elif is_blank(cell) or self._reader.clears(cell):
                if column.required:
                    self._tell(sheet, row, column, "value.required", "This cell may not be empty.")
                    continue
                values[name] = column.blank
                cleared |= {name} if self._reader.clears(cell) else set()
            else:
                self._take(sheet, row, column, cell, values)
                self._watch(sheet, row, column, before, values)
        return ReturnedRow(
            table=sheet.table.name,
            id=issued.id,
            values=values,
            cells={name: self._cell(sheet, row, name) for name in values},
            cleared=frozenset(cleared),
        )

    def _new(self, sheet: SheetBack, row: RawRow) -> ReturnedRow | None:
        """A row that was not issued; None for a total, a remark, or one that lacks too much."""
        texts = [text_of(cell) for name, cell in row.cells.items() if name != "id"]
        filled = [text for text in texts if text]
        label = next(
            (text_of(c) for c in row.cells.values() if isinstance(c, str) and text_of(c)), ""
        )
        if _TOTAL.match(folded(label)):
            self._total(sheet, row)
            return None
        values: dict[str, Value] = {}
        for name in sheet.columns - {"id"}:
            column, cell = sheet.table.column(name), row.cells.get(name)
            if is_asked(column) and not is_blank(cell) and not self._reader.clears(cell):
                self._take(sheet, row, column, cell, values)
        owner = ministry_column(sheet.table)
        if owner and not values.get(owner):
            values[owner] = self._ministry
        lacking = [c for c in sheet.table.columns if c.required and not _is_filled(values, c)]
        if lacking and len(filled) == 1:
            self._tell_row(sheet, row, "row.lonely", "Only one cell is filled; it was left out.")
            return None
        for column in lacking:
            self._tell(
                sheet, row, column, "row.incomplete", "A new row needs this; the row was left out."
            )
        if lacking:
            return None
        return ReturnedRow(
            table=sheet.table.name,
            id=_mark(sheet, row),
            values=values,
            cells={name: self._cell(sheet, row, name) for name in values if name in row.at},
        )

    def _take(
        self, sheet: SheetBack, row: RawRow, column: Column, cell: Cell, values: dict[str, Value]
    ) -> None:
        """Read a cell into the values; one that cannot be read is told and left out."""
        if column.restricted and look_like_names([text_of(cell)]):
            message = "This looks like a person's name, and the planner keeps no names."
            hint = "Write a code that only your ministry can read."
            self._tell(sheet, row, column, "holder.name", message, hint)
            return
        if column.kind is Kind.ROW:
            target = self._named(column, text_of(cell))
            if target:
                values[column.name] = target
            else:
                shown = text_of(cell)[:60]
                message = f"“{shown}” is none of the rows it could name."
                self._tell(sheet, row, column, "name.unknown", message, "Choose from the list.")
            return
        read = self._reader.read(column, cell)
        if read.problem and read.problem.severity is not Severity.NOTE:
            issue = read.problem
            self._tell(sheet, row, column, issue.code, str(issue.message), str(issue.hint))
            return
        values[column.name] = read.value

    def _named(self, column: Column, text: str) -> str:
        """The row that a text names: by its id, a new row's title, a title of one row only."""
        rows = self._plan.rows(column.refers)
        row_id = id_in(text)
        made_up = self._made_up.get((column.refers, fold(row_id)))
        if made_up:
            return made_up
        if row_id in rows or row_id in self._issued.rows(column.refers):
            return row_id
        mark = self._marks.get((column.refers, fold(text)))
        if mark:
            return mark
        alike = [i for i, one in rows.items() if fold(title_of(one)) == fold(text)]
        return alike[0] if len(alike) == 1 else ""

    def _watch(
        self, sheet: SheetBack, row: RawRow, column: Column, before: Value, values: dict[str, Value]
    ) -> None:
        """Tell of a number that grew or shrank by ten, a hundred or a thousand."""
        after = values.get(column.name)
        if column.kind not in _NUMBERS or not before or not after:
            return
        if Decimal(str(after)) / Decimal(str(before)) in _FACTORS:
            shown = in_groups if column.kind is Kind.MONEY else to_text
            was, now = shown(Decimal(str(before))), shown(Decimal(str(after)))
            message = f"It was {was} and is {now}: a slip of the decimal mark?"
            self._tell(
                sheet,
                row,
                column,
                "number.factor",
                message,
                severity=Severity.WARNING,
                before=was,
                after=now,
            )

    def _total(self, sheet: SheetBack, row: RawRow) -> None:
        """Leave a row of totals out, and tell where it differs from its lines."""
        self._tell_row(sheet, row, "row.total", "A row of totals was left out.", Severity.NOTE)
        for name in sorted(sheet.columns):
            column = sheet.table.column(name)
            if column.kind not in (Kind.MONEY, Kind.NUMBER):
                continue
            said = self._reader.read(column, row.cells.get(name)).value
            lines = [
                value
                for other, placed in self._placed
                if other is sheet
                for line, _ in placed.rows
                if line.number < row.number
                and isinstance(
                    value := self._reader.read(column, line.cells.get(name)).value, Decimal
                )
            ]
            if isinstance(said, Decimal) and lines and said != sum(lines):
                total, comes_to = in_groups(said), in_groups(sum(lines, Decimal()))
                message = f"The total says {total}, its lines come to {comes_to}."
                self._tell(
                    sheet,
                    row,
                    column,
                    "total.differs",
                    message,
                    severity=Severity.WARNING,
                    total=total,
                    sum=comes_to,
                )

    def _cell(self, sheet: SheetBack, row: RawRow, name: str) -> str:
        return f"{self._back.file}: {sheet.sheet}!{row.at.get(name, '')}"

    def _tell(
        self,
        sheet: SheetBack,
        row: RawRow,
        column: Column,
        code: str,
        message: str,
        hint: str = "",
        *,
        severity: Severity = Severity.ERROR,
        **facts: str,
    ) -> None:
        self._problems.append(
            Problem(
                severity=severity,
                code=code,
                message=message,
                hint=hint,
                file=self._back.file,
                sheet=sheet.sheet,
                cell=row.at.get(column.name, ""),
                row=row.number,
                column=column.name,
                label=column.label,
                value="" if column.restricted else text_of(row.cells.get(column.name)),
                facts=(("table", sheet.table.name), *facts.items()),
            )
        )

    def _tell_row(
        self,
        sheet: SheetBack,
        row: RawRow,
        code: str,
        message: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self._problems.append(
            Problem(
                severity=severity,
                code=code,
                message=message,
                file=self._back.file,
                sheet=sheet.sheet,
                row=row.number,
            )
        )


def _mark(sheet: SheetBack, row: RawRow) -> str:
    """What stands for the id of a new row until it gets one."""
    return f"+{sheet.table.name}/{sheet.sheet}/{row.number}"


def _shown(cell: Cell) -> str:
    return cell.shown if isinstance(cell, Fault) else text_of(cell)


def _is_filled(values: Mapping[str, Value], column: Column) -> bool:
    return values.get(column.name, column.blank) != column.blank
