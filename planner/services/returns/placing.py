"""Which row of those that went out each row of a file is: by its id, else by what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planner.changes import filled
from planner.intake.grid import is_blank
from planner.intake.returns.cell_values import is_as_issued
from planner.intake.returns.returned_workbook import RawRow, SheetBack
from planner.intake.tables.headings import text_of
from planner.plan import Plan, ministry_column
from planner.problems import Problem, Severity
from planner.schema import Row, table_of
from planner.values import clean, fold

_ENOUGH = 0.6  # of the filled cells are equal: it is the same row
_SURE = 0.8  # whatever its id says
_SEARCHED = 400  # rows compared one by one where nothing names them

Named = Mapping[tuple[str, str], list[Row]]
"""Rows by a column that names them, and what it says, folded."""


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The rows of a sheet with the issued row that each is; None for a new one."""

    rows: tuple[tuple[RawRow, Row | None], ...]
    problems: tuple[Problem, ...]


@dataclass
class Placing:
    """Places the rows of one sheet; ids first, then the rest by likeness, the closest first.

    `then` is the whole plan as it stood when the rows were issued.
    """

    file: str
    sheet: SheetBack
    issued: Mapping[str, Row]
    then: Plan
    problems: list[Problem] = field(default_factory=list[Problem])

    def placed(self) -> Placed:
        """Every row that is a row: rows with nothing but an id are as good as gone."""
        by_id: defaultdict[str, list[RawRow]] = defaultdict(list)
        strays: list[RawRow] = []
        for row in self.sheet.rows:
            row_id = _id_of(row)
            if self._is_emptied(row, row_id):
                continue
            (by_id[row_id] if row_id in self.issued else strays).append(row)
        at: dict[int, Row | None] = {}
        for row_id, rows in by_id.items():
            strays.extend(self._place(row_id, rows, at))
        if strays:
            self._by_likeness(strays, at)
        rows = ((row, at[row.number]) for row in self.sheet.rows if row.number in at)
        return Placed(rows=tuple(rows), problems=tuple(self.problems))

    def _is_emptied(self, row: RawRow, row_id: str) -> bool:
        """Whether nothing is left of a row but its id, which held more when it was issued."""
        if any(not is_blank(cell) for name, cell in row.cells.items() if name != "id"):
            return False
        return row_id not in self.issued or bool(filled(self.issued[row_id]))

    def _place(
        self, row_id: str, rows: list[RawRow], at: dict[int, Row | None]
    ) -> Iterator[RawRow]:
        """Place the row that is most like the issued one; those of its id that are not it."""
        issued = self.issued[row_id]
        if len(rows) == 1 and _has_name_of(rows[0], issued):
            at[rows[0].number] = issued
            return
        likeness = {row.number: self._likeness(row, issued) for row in rows}
        best = max(rows, key=lambda row: (likeness[row.number], -row.number))
        if likeness[best.number] < _ENOUGH and self._is_another(best, issued):
            yield from rows
            return
        at[best.number] = issued
        for row in rows:
            if row is not best and likeness[row.number] < 1:
                yield row
            elif row is not best:
                self._tell(row, "row.repeated", f"{row_id} is there twice; one was left out.", "")

    def _is_another(self, row: RawRow, issued: Row) -> bool:
        """Whether a row under the id of one holds another, as after a column was sorted alone."""
        others = self._namesakes(row, self._every_name)
        return any(o is not issued and self._likeness(row, o) >= _SURE for o in others)

    @cached_property
    def _every_name(self) -> Named:
        return self._named(self.issued.values())

    def _by_likeness(self, strays: list[RawRow], at: dict[int, Row | None]) -> None:
        """Give the other rows to the issued rows that are left, the closest pair first."""
        taken = {row.id for row in at.values() if row is not None}
        free = {row_id: row for row_id, row in self.issued.items() if row_id not in taken}
        named = self._named(free.values())
        pairs = [
            (self._likeness(row, issued), row.number, issued.id)
            for row in strays
            for issued in self._candidates(row, named, free)
        ]
        pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
        for likeness, number, row_id in pairs:
            if likeness >= _ENOUGH and number not in at and row_id in free:
                at[number] = free.pop(row_id)
        found = [row for row in strays if row.number in at]
        shifted = sum(_id_of(row) in self.issued for row in found)
        self._tell_of_found(len(found) - shifted, shifted)
        for row in strays:
            if row.number not in at and self._is_new(row, _id_of(row)):
                at[row.number] = None

    def _is_new(self, row: RawRow, row_id: str) -> bool:
        """Whether a row that was not found is a new one: not when another ministry has its id."""
        hint = "Leave the first column empty for a new row."
        if row_id in self.issued:
            message = f"{row_id} is there twice; this row is taken for a new one."
            self._tell(row, "row.copied", message, hint)
        elif row_id in self.then.rows(self.sheet.table.name):
            self._tell(
                row,
                "row.not_issued",
                f"{row_id} was not issued to this ministry; the row was left out.",
                "Ask the focal point for a new workbook if the row is yours now.",
                Severity.ERROR,
            )
            return False
        elif self.sheet.table.number_of(row_id):
            message = f"{row_id} is no number that the plan gave; this row is taken for a new one."
            self._tell(row, "row.unknown_id", message, hint)
        return True

    def _tell_of_found(self, found: int, shifted: int) -> None:
        told = (
            (found, Severity.NOTE, "row.found",
             "a row had lost its number and was found by what it holds.",
             "rows had lost their number and were found by what they hold."),
            (shifted, Severity.WARNING, "row.shifted",
             "a row had the number of another and was taken for what it holds.",
             "rows had the number of another and were taken for what they hold."),
        )  # fmt: skip
        self.problems.extend(
            Problem(
                severity=severity,
                code=code,
                message=one.capitalize() if count == 1 else f"{count} {many}",
                file=self.file,
                sheet=self.sheet.sheet,
                facts=(("count", str(count)),),
            )
            for count, severity, code, one, many in told
            if count
        )

    def _candidates(self, row: RawRow, named: Named, free: Mapping[str, Row]) -> Iterable[Row]:
        """The issued rows of the same name; all of them where there are few or none has one."""
        alike = self._namesakes(row, named)
        return alike or (free.values() if len(free) <= _SEARCHED else ())

    def _namesakes(self, row: RawRow, named: Named) -> Collection[Row]:
        alike = (
            issued
            for name in self.sheet.table.naming
            if (text := fold(text_of(row.cells.get(name))))
            for issued in named.get((name, text), ())
        )
        return {issued.id: issued for issued in alike}.values()

    def _named(self, rows: Iterable[Row]) -> Named:
        named: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            for name in self.sheet.table.naming:
                if text := fold(str(getattr(row, name, ""))):
                    named[name, text].append(row)
        return named

    def _likeness(self, row: RawRow, issued: Row) -> float:
        """How much of the filled cells of both is equal."""
        equal = there = 0
        for name, cell in row.cells.items():
            column = self.sheet.table.column(name)
            before = getattr(issued, name)
            owner = ministry_column(self.sheet.table)
            if name == "id" or (is_blank(cell) and (before == column.blank or name == owner)):
                continue
            there += 1
            equal += is_as_issued(column, cell, before)
        return equal / there if there else 0.0

    def _tell(
        self,
        row: RawRow,
        code: str,
        message: str,
        hint: str,
        severity: Severity = Severity.WARNING,
    ) -> None:
        self.problems.append(
            Problem(
                severity=severity,
                code=code,
                message=message,
                hint=hint,
                file=self.file,
                sheet=self.sheet.sheet,
                cell=row.at.get("id", ""),
                row=row.number,
                column="id",
                label=self.sheet.table.column("id").label,
                value=text_of(row.cells.get("id")),
                facts=(("table", self.sheet.table.name),),
            )
        )


def _id_of(row: RawRow) -> str:
    return clean(text_of(row.cells.get("id")))


def _has_name_of(row: RawRow, issued: Row) -> bool:
    """Whether a row still says word for word what names the issued one."""
    return any(
        (text := getattr(issued, name)) and row.cells.get(name) == text
        for name in table_of(issued).naming
    )
