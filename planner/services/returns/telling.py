"""What a careful clerk would say of the changes that a return makes, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rapidfuzz import fuzz

from planner.merge import MinistryReturn, ReturnedRow
from planner.plan import Plan, ministry_column, table_named
from planner.problems import Problem, Severity
from planner.schema import Row, Value
from planner.tables import Ministry
from planner.values import fold, to_text

_CENT = Decimal("0.01")
_ALIKE = 55  # of 100; titles less alike, with no word in common, are of two things
_LONG = 4  # letters of a word that says something
Places = Mapping[tuple[str, str], tuple[str, int]]


def remarks(file: str, returned: MinistryReturn, plan: Plan, places: Places) -> Iterator[Problem]:
    """A warning for each row that moved, became another, whose sums or dates disagree and so on."""
    telling = _Telling(file, returned, plan, places)
    for row in returned.rows:
        issued = returned.issued.rows(row.table).get(row.id)
        yield from telling.moved(row, issued)
        yield from telling.wandered(row, issued)
        yield from telling.replaced(row, issued)
        if issued is None or any(v != getattr(issued, n) for n, v in row.values.items()):
            yield from telling.sums(row)
            yield from telling.dates(row)


@dataclass(frozen=True)
class _Telling:
    file: str
    returned: MinistryReturn
    plan: Plan
    places: Places

    def moved(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A row that a ministry gives to another, or takes."""
        column = ministry_column(table_named(row.table))
        after = str(row.values.get(column, ""))
        before = str(getattr(issued, column, "")) if issued else after
        if after and before and after != before:
            giver, taker = self._ministry(before), self._ministry(after)
            message = f"The row moved from {giver} to {taker}."
            hint = "Ask both ministries."
            yield self._problem(row, "row.moved", column, message, hint, giver=giver, taker=taker)

    def wandered(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A reference that was issued for another row."""
        said = str(row.values.get("reference", ""))
        if not said or said == getattr(issued, "reference", ""):
            return
        reference = fold(said)
        if issued and fold(str(getattr(issued, "reference", ""))) == reference:
            return
        for other in self.returned.issued.rows(row.table).values():
            if other.id != row.id and fold(str(getattr(other, "reference", ""))) == reference:
                message = f"This reference was that of {other.id} when the workbook went out."
                hint = "Check which row is meant."
                yield self._problem(
                    row, "reference.elsewhere", "reference", message, hint, other=other.id
                )

    def replaced(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """A row that holds another thing under the same id, as when one is written over."""
        if issued is None or "title" not in row.values:
            return
        before, after = str(getattr(issued, "title", "")), str(row.values["title"])
        reference = getattr(issued, "reference", "")
        same = reference and row.values.get("reference", reference) == reference
        if before and after and not same and not _akin(fold(before), fold(after)):
            message = f"{row.id} was “{before}” and is now “{after}”: is it the same row?"
            hint = "Leave the first column empty for a new row."
            facts = {"id": row.id, "before": before, "after": after}
            yield self._problem(row, "row.replaced", "title", message, hint, **facts)

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
                yield self._sum(
                    row,
                    "mid",
                    "cost.product",
                    "Quantity times unit cost is {product}, the mid cost {mid}.",
                    product=product,
                    mid=mid,
                )
        for name, wrong, what in (
            ("low", value.get("low", mid) > mid, "higher than the mid cost"),
            ("high", value.get("high", mid) < mid, "lower than the mid cost"),
            ("funded", value.get("funded", mid) > mid, "more than the mid cost"),
        ):
            if wrong:
                words = f"{{part}} is {what}, {{mid}}."
                yield self._sum(row, name, f"cost.{name}", words, part=value[name], mid=mid)

    def _sum(
        self, row: ReturnedRow, column: str, code: str, words: str, **amounts: Decimal
    ) -> Problem:
        facts = {name: in_groups(amount) for name, amount in amounts.items()}
        hint = "Correct one of them."
        return self._problem(row, code, column, words.format(**facts), hint, **facts)

    def dates(self, row: ReturnedRow) -> Iterator[Problem]:
        """An end before the start."""
        start, end = row.values.get("start"), row.values.get("end")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            facts = {"start": start.isoformat(), "end": end.isoformat()}
            message = f"It ends on {end}, before it starts on {start}."
            hint = "Check day and month."
            yield self._problem(row, "date.order", "end", message, hint, **facts)

    def _ministry(self, row_id: str) -> str:
        ministry = self.plan.find(Ministry, row_id)
        return ministry.name if ministry else row_id

    def _problem(
        self, row: ReturnedRow, code: str, column: str, message: str, hint: str, **facts: str
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
            facts=(("table", row.table), *facts.items()),
        )


def in_groups(amount: Decimal) -> str:
    """An amount with its digits in threes, and no line broken between them: 1 250.50."""
    return f"{Decimal(to_text(amount)):,f}".replace(",", "\u00a0")


def _akin(one: str, other: str) -> bool:
    """Whether two folded titles may be of one thing."""
    words = [{word for word in title.split() if len(word) >= _LONG} for title in (one, other)]
    return bool(words[0] & words[1]) or fuzz.ratio(one, other) >= _ALIKE
