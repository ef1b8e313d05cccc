"""Which row of those that went out each row of a file is: by its id, else by what it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planner.analysis.ministry_share import OWNERS
from planner.changes import filled
from planner.formats.grid import is_blank
from planner.formats.headings import text_of
from planner.formats.ministry_return.reading import RawRow, SheetBack
from planner.formats.ministry_return.values import is_as_issued
from planner.plan import Plan
from planner.problems import Problem, Severity
from planner.schema import Row
from planner.values import clean, fold

_ENOUGH = 0.6  # of the filled cells are equal: it is the same row
_SEARCHED = 400  # rows compared one by one where nothing names them
_NAMING = ("reference", "title", "line")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """The rows of a sheet with the issued row that each is; None for a new one."""

    rows: tuple[tuple[RawRow, Row | None], ...]
    problems: tuple[Problem, ...]


@dataclass
class Placing:
    """Places the rows of one sheet; ids first, then the rest by likeness, the closest first."""

    file: str
    sheet: SheetBack
    issued: Mapping[str, Row]
    plan: Plan
    problems: list[Problem] = field(default_factory=list[Problem])

    def placed(self) -> Placed:
        """Every row that is a row: rows with nothing but an id are as good as gone."""
        by_id: defaultdict[str, list[RawRow]] = defaultdict(list)
        homeless: list[RawRow] = []
        for row in self.sheet.rows:
            row_id = clean(text_of(row.cells.get("id")))
            if self._is_emptied(row, row_id):
                continue
            if row_id in self.issued:
                by_id[row_id].append(row)
            elif not row_id or self._may_be_new(row, row_id):
                homeless.append(row)
        at: dict[int, Row | None] = {}
        for row_id, rows in by_id.items():
            self._place(row_id, rows, at)
        self._by_likeness(homeless, at)
        rows = ((row, at[row.number]) for row in self.sheet.rows if row.number in at)
        return Placed(rows=tuple(rows), problems=tuple(self.problems))

    def _is_emptied(self, row: RawRow, row_id: str) -> bool:
        """Whether nothing is left of a row but its id, which held more when it was issued."""
        if any(not is_blank(cell) for name, cell in row.cells.items() if name != "id"):
            return False
        return row_id not in self.issued or bool(filled(self.issued[row_id]))

    def _place(self, row_id: str, rows: list[RawRow], at: dict[int, Row | None]) -> None:
        """Place the row that is most like the issued one; others of its id are copies or new."""
        issued = self.issued[row_id]
        best = max(rows, key=lambda row: (self._likeness(row, issued), -row.number))
        at[best.number] = issued
        for row in rows:
            if row is best:
                continue
            if self._likeness(row, issued) == 1 and self._likeness(best, issued) == 1:
                self._tell(row, "row.repeated", f"{row_id} is there twice; one was left out.", "")
                continue
            self._tell(
                row,
                "row.repeated",
                f"{row_id} is there twice; this row is taken for a new one.",
                "Leave the first column empty for a new row.",
            )
            at[row.number] = None

    def _may_be_new(self, row: RawRow, row_id: str) -> bool:
        """Whether an id that was not issued may be passed over: not when another row has it."""
        if row_id in self.plan.rows(self.sheet.table.name):
            self._tell(
                row,
                "row.not_issued",
                f"{row_id} was not issued to this ministry; the row was left out.",
                "Ask the focal point for a new workbook if the row is yours now.",
                Severity.ERROR,
            )
            return False
        if self.sheet.table.number_of(row_id):
            hint = "Leave the first column empty for a new row."
            self._tell(row, "row.unknown_id", f"The plan has no {row_id}.", hint)
        return True

    def _by_likeness(self, homeless: Iterable[RawRow], at: dict[int, Row | None]) -> None:
        """Give rows without an id to the issued rows that are left, the closest pair first."""
        taken = {row.id for row in at.values() if row is not None}
        free = {row_id: row for row_id, row in self.issued.items() if row_id not in taken}
        named = self._named(free.values())
        waiting = list(homeless)
        pairs = [
            (self._likeness(row, issued), row.number, issued.id)
            for row in waiting
            for issued in self._candidates(row, named, free)
        ]
        pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
        for likeness, number, row_id in pairs:
            if likeness >= _ENOUGH and number not in at and row_id in free:
                at[number] = free.pop(row_id)
        found = sum(row.number in at for row in waiting)
        if found:
            self.problems.append(
                Problem(
                    severity=Severity.NOTE,
                    code="row.found",
                    message=f"{found} rows had lost their number and were found by what they hold.",
                    file=self.file,
                    sheet=self.sheet.sheet,
                )
            )
        for row in waiting:
            at.setdefault(row.number, None)

    def _candidates(
        self, row: RawRow, named: Mapping[tuple[str, str], list[Row]], free: Mapping[str, Row]
    ) -> Iterable[Row]:
        """The issued rows of the same name; all of them where there are few or none has one."""
        alike = [
            issued
            for name in _NAMING
            if (text := fold(text_of(row.cells.get(name))))
            for issued in named.get((name, text), ())
        ]
        if alike:
            return {issued.id: issued for issued in alike}.values()
        return free.values() if len(free) <= _SEARCHED else ()

    @staticmethod
    def _named(rows: Iterable[Row]) -> Mapping[tuple[str, str], list[Row]]:
        named: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in rows:
            for name in _NAMING:
                if text := fold(str(getattr(row, name, ""))):
                    named[name, text].append(row)
        return named

    def _likeness(self, row: RawRow, issued: Row) -> float:
        """How much of the filled cells of both is equal."""
        equal = there = 0
        for name, cell in row.cells.items():
            column = self.sheet.table.column(name)
            before = getattr(issued, name)
            owner = OWNERS.get(self.sheet.table.name)
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
            )
        )
