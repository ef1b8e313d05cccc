"""What a careful clerk would ask about a return: its rows, sums and dates, and the whole file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from planner.intake.returns.returned_workbook import ReturnedBook, some
from planner.intake.rows.checks import reversed_periods
from planner.merge import MinistryReturn, ReturnedRow
from planner.plan import Plan, ministry_column, table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.likeness import akin
from planner.schema import Row
from planner.services.returns.returned_rows import ReadReturn
from planner.tables import Ministry
from planner.values import fold, to_text
from planner.workbooks import SIGN_DATE, SIGN_FUNCTION

_CENT: Final = Decimal("0.01")


def checks_of_file(book: ReturnedBook, returned: MinistryReturn) -> Iterator[Problem]:
    """Sheets that are gone, hidden cells that changed, a missing sign-off.

    A sheet that had no rows when it went out is not missed.
    """
    gone = [t for t, rows in returned.issued.tables.items() if rows and t not in returned.tables]
    if gone:
        sheets = tuple(table_named(name).title for name in gone)
        yield problem("sheet.missing", file=book.file, sheets=sheets)
    for sheet in book.sheets:
        changed = [
            row.cells.get(name, "").rpartition("!")[2]
            for row in returned.rows
            if row.table == sheet.table.name and row.id in returned.issued.rows(row.table)
            for name in sheet.hidden & row.values.keys()
            if row.values[name] != getattr(returned.issued.rows(row.table)[row.id], name)
        ]
        if changed:
            yield problem("cell.hidden", file=book.file, sheet=sheet.name, cells=some(changed))
    signed = zip((SIGN_FUNCTION, SIGN_DATE), book.sign_off, strict=True)
    lacking = [label for label, text in signed if not text]
    if len(lacking) > 1:
        yield problem("sign.missing", file=book.file)
    elif lacking:
        yield problem("sign.partial", file=book.file, lacking=lacking[0])


def checks_of_rows(file: str, read: ReadReturn, plan: Plan) -> Iterator[Problem]:
    """A warning for each row that moved, became another, whose sums or dates disagree and so on."""
    checks = _RowChecks(file, read.returned.issued, plan, read.places)
    for row in read.returned.rows:
        issued = read.returned.issued.rows(row.table).get(row.id)
        yield from checks.owner_changed(row, issued)
        yield from checks.reference_moved(row, issued)
        yield from checks.row_overwritten(row, issued)
        if issued is None or any(v != getattr(issued, n) for n, v in row.values.items()):
            yield from checks.sums(row)
            yield from checks.dates(row)


@dataclass(frozen=True)
class _RowChecks:
    file: str
    issued: Plan
    plan: Plan
    places: Mapping[tuple[str, str], tuple[str, int]]

    def owner_changed(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A row that a ministry gives to another, or takes."""
        column = ministry_column(table_named(row.table))
        after = str(row.values.get(column, ""))
        before = str(getattr(issued, column, "")) if issued else after
        if after and before and after != before:
            giver, taker = self._ministry(before), self._ministry(after)
            yield self._problem(row, "row.moved", column, giver=giver, taker=taker)

    def reference_moved(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A reference that was issued for another row."""
        reference = fold(str(row.values.get("reference", "")))
        if not reference or (issued and fold(str(getattr(issued, "reference", ""))) == reference):
            return
        for other in self.issued.rows(row.table).values():
            if other.id != row.id and fold(str(getattr(other, "reference", ""))) == reference:
                yield self._problem(row, "reference.elsewhere", "reference", other=other.id)

    def row_overwritten(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A row that holds another thing under the same id, as when one is written over."""
        if issued is None or "title" not in row.values:
            return
        before, after = str(getattr(issued, "title", "")), str(row.values["title"])
        reference = getattr(issued, "reference", "")
        same = reference and row.values.get("reference", reference) == reference
        if before and after and not same and not akin(before, after):
            facts = {"id": row.id, "before": before, "after": after}
            yield self._problem(row, "row.replaced", "title", **facts)

    def sums(self, row: ReturnedRow) -> Iterator[Problem]:
        """A cost line that does not add up."""
        amounts = {name: v for name, v in row.values.items() if isinstance(v, Decimal)}
        mid = amounts.get("mid")
        if row.table != "costs" or mid is None:
            return
        if "quantity" in amounts and "unit_cost" in amounts:
            product = amounts["quantity"] * amounts["unit_cost"]
            if abs(product - mid) >= _CENT:
                yield self._problem(row, "cost.product", "mid", product=product, mid=mid)
        for name, wrong in (
            ("low", amounts.get("low", mid) > mid),
            ("high", amounts.get("high", mid) < mid),
            ("funded", amounts.get("funded", mid) > mid),
        ):
            if wrong:
                yield self._problem(row, f"cost.{name}", name, part=amounts[name], mid=mid)

    def dates(self, row: ReturnedRow) -> Iterator[Problem]:
        """An end before the start."""
        for first, last in reversed_periods(table_named(row.table), row.values):
            facts = {"start": row.values[first.name], "end": row.values[last.name]}
            yield self._problem(row, "date.order", last.name, **facts)

    def _ministry(self, row_id: str) -> str:
        ministry = self.plan.find(Ministry, row_id)
        return ministry.name if ministry else row_id

    def _problem(self, row: ReturnedRow, code: str, column: str, **facts: Any) -> Problem:
        sheet, number = self.places.get((row.table, row.id), ("", 0))
        return problem(
            code,
            file=self.file,
            sheet=sheet,
            cell=row.cells.get(column, "").rpartition("!")[2],
            row=number or None,
            column=column,
            label=table_named(row.table).label(column),
            value=to_text(row.values.get(column)),
            **facts,
        )
