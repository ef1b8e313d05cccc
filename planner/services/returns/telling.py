"""What a careful clerk would say of the changes that a return makes, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.analysis.ministry_share import OWNERS
from planner.merge import Returned, ReturnedRow
from planner.plan import Plan, table_named
from planner.problems import Problem, Severity
from planner.schema import Row, Value
from planner.tables import Ministry
from planner.values import fold, to_text

_CENT = Decimal("0.01")
Places = Mapping[tuple[str, str], tuple[str, int]]


def remarks(file: str, returned: Returned, plan: Plan, places: Places) -> Iterator[Problem]:
    """A warning for each row that moved, whose reference wandered, whose sums or dates disagree."""
    telling = _Telling(file, returned, plan, places)
    for row in returned.rows:
        issued = returned.issued.rows(row.table).get(row.id)
        yield from telling.moved(row, issued)
        yield from telling.wandered(row, issued)
        if issued is None or any(v != getattr(issued, n) for n, v in row.values.items()):
            yield from telling.sums(row)
            yield from telling.dates(row)


@dataclass(frozen=True)
class _Telling:
    file: str
    returned: Returned
    plan: Plan
    places: Places

    def moved(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A row that a ministry gives to another, or takes."""
        column = OWNERS.get(row.table, "")
        after = str(row.values.get(column, ""))
        before = str(getattr(issued, column, "")) if issued else after
        if after and before and after != before:
            message = f"The row moved from {self._ministry(before)} to {self._ministry(after)}."
            yield self._problem(row, "row.moved", column, message, "Ask both ministries.")

    def wandered(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A reference that was issued for another row."""
        reference = fold(str(row.values.get("reference", "")))
        if not reference or (issued and fold(str(getattr(issued, "reference", ""))) == reference):
            return
        for other in self.returned.issued.rows(row.table).values():
            if other.id != row.id and fold(str(getattr(other, "reference", ""))) == reference:
                message = f"This reference was that of {other.id} when the workbook went out."
                yield self._problem(
                    row, "reference.elsewhere", "reference", message, "Check which row is meant."
                )

    def sums(self, row: ReturnedRow) -> Iterator[Problem]:
        """A cost line that does not add up."""
        if row.table != "costs":
            return
        value = {name: v for name, v in row.values.items() if isinstance(v, Decimal)}
        mid = value.get("mid")
        if mid is None:
            return
        if "quantity" in value and "unit_cost" in value:
            product = value["quantity"] * value["unit_cost"]
            if abs(product - mid) >= _CENT:
                message = (
                    f"Quantity times unit cost is {to_text(product)}, the mid cost {to_text(mid)}."
                )
                yield self._problem(row, "total.differs", "mid", message, "Correct one of them.")
        for name, wrong, what in (
            ("low", value.get("low", mid) > mid, "higher than the mid cost"),
            ("high", value.get("high", mid) < mid, "lower than the mid cost"),
            ("funded", value.get("funded", mid) > mid, "more than the mid cost"),
        ):
            if wrong:
                message = f"{to_text(value[name])} is {what}, {to_text(mid)}."
                yield self._problem(row, "total.differs", name, message, "Correct one of them.")

    def dates(self, row: ReturnedRow) -> Iterator[Problem]:
        """An end before the start."""
        start, end = row.values.get("start"), row.values.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            message = f"It ends on {end}, before it starts on {start}."
            yield self._problem(row, "date.order", "end", message, "Check day and month.")

    def _ministry(self, row_id: str) -> str:
        ministry = self.plan.find(Ministry, row_id)
        return ministry.name if ministry else row_id

    def _problem(
        self, row: ReturnedRow, code: str, column: str, message: str, hint: str
    ) -> Problem:
        sheet, number = self.places.get((row.table, row.id), ("", 0))
        value: Value = row.values.get(column)
        return Problem(
            severity=Severity.WARNING,
            code=code,
            message=message,
            hint=hint,
            file=self.file,
            sheet=sheet,
            cell=row.cells.get(column, "").rpartition("!")[2],
            row=number or None,
            column=column,
            label=table_named(row.table).column(column).label,
            value=to_text(value),
        )
