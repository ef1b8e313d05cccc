"""What a careful clerk would ask about a return: its rows, sums and dates, and the whole file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from planner.intake.returns.returned_workbook import ReturnedBook
from planner.intake.rows.checks import reversed_periods, slipped_numbers
from planner.merge.returned import MinistryReturn, ReturnedRow
from planner.plan import Plan, ministry_column, table_named
from planner.problem_kinds import problem
from planner.problems import Problem, Severity
from planner.readers.likeness import akin
from planner.schema import Kind, Row, Value
from planner.services.returns.returned_rows import ReadReturn
from planner.tables import Ministry
from planner.values import fold, to_text
from planner.workbooks import SIGN_DATE, SIGN_FUNCTION

_CENT: Final = Decimal("0.01")
_SAME_ENOUGH: Final = 0.6  # of the other cells: a row with a new title is still the same


def checks_of_file(book: ReturnedBook, returned: MinistryReturn) -> Iterator[Problem]:
    """Sheets that are gone, a missing sign-off.

    A sheet that had no rows when it went out is not missed.
    """
    gone = [t for t, rows in returned.issued.tables.items() if rows and t not in returned.tables]
    if gone:
        sheets = tuple(table_named(name).title for name in gone)
        yield problem("sheet.missing", file=book.file, sheets=sheets)
    signed = zip((SIGN_FUNCTION, SIGN_DATE), book.sign_off, strict=True)
    lacking = [label for label, text in signed if not text]
    if len(lacking) > 1:
        yield problem("sign.missing", file=book.file)
    elif lacking:
        yield problem("sign.partial", file=book.file, lacking=lacking[0])


def checked(
    file: str, read: ReadReturn, plan: Plan, ministry: str
) -> tuple[MinistryReturn, tuple[Problem, ...]]:
    """The return with its doubts at the cells that they are about, and all other problems.

    A question about a cell is a doubt: what it says waits for a person.
    """
    checks = _RowChecks(file, read, plan, ministry)
    problems = list(read.problems)
    rows: list[ReturnedRow] = []
    for row in read.returned.rows:
        issued = read.returned.issued.rows(row.table).get(row.id)
        doubts: dict[str, tuple[Problem, ...]] = {}
        for found in checks.of_row(row, issued):
            if found.severity is Severity.QUESTION and issued is None:
                problems.append(replace(found, severity=Severity.WARNING))
            elif found.severity is Severity.QUESTION:
                doubts[found.column] = (*doubts.get(found.column, ()), found)
            else:
                problems.append(found)
        if issued is not None and is_another(row, issued):
            rows.append(replace(row, id=f"+{row.id}", over=row.id, values=_filled(row)))
        else:
            rows.append(replace(row, doubts=doubts))
    return replace(read.returned, rows=tuple(rows)), tuple(problems)


def is_another(row: ReturnedRow, issued: Row) -> bool:
    """Whether a row holds another thing under the id of one, as when it was written over: another
    title with no word in common, another reference, and little else the same."""
    name = next(iter(table_named(row.table).naming), "")
    if not name or not _is_renamed(row, issued, name):
        return False
    own = (name, ministry_column(table_named(row.table)))
    rest = [n for n in row.values if n not in own and getattr(issued, n) not in ("", None, ())]
    same = [n for n in rest if row.values[n] == getattr(issued, n)]
    return len(same) < _SAME_ENOUGH * len(rest)


def _is_renamed(row: ReturnedRow, issued: Row, name: str) -> bool:
    before, after = str(getattr(issued, name) or ""), str(row.values.get(name) or "")
    return bool(before and after) and not akin(before, after)


def _filled(row: ReturnedRow) -> dict[str, Value]:
    column = table_named(row.table).column
    return {name: value for name, value in row.values.items() if value != column(name).blank}


@dataclass(frozen=True)
class _RowChecks:
    """Looks at the rows of one return, beside the plan as it is now."""

    file: str
    read: ReadReturn
    plan: Plan
    ministry: str

    def of_row(self, row: ReturnedRow, issued: Row | None) -> Iterator[Problem]:
        """Everything there is to doubt about one row."""
        changed = [n for n, v in row.values.items() if issued is None or v != getattr(issued, n)]
        if not changed:
            return
        yield from self.owner_changed(row, issued)
        yield from self.reference_moved(row, issued)
        yield from self.sums(row)
        yield from self.dates(row)
        for name in changed:
            yield from self.as_it_stands(row, name)
        if issued is None:
            yield from self.led_by_another(row, None, "")
            return
        for name in changed:
            yield from self.led_by_another(row, issued, name)
            yield from self.beyond_the_plan(row, issued, name)
        yield from self.numbers(row, issued)
        reference = getattr(issued, "reference", "")
        same = reference and row.values.get("reference", reference) == reference
        for name in table_named(row.table).naming[:1]:
            is_other = not same and _is_renamed(row, issued, name)
            if is_other or self._is_name_of_another(row, issued, name):
                facts = {"id": row.id, "before": getattr(issued, name), "after": row.values[name]}
                for one in changed:
                    yield self._problem(row, "row.replaced", one, **facts)

    def _is_name_of_another(self, row: ReturnedRow, issued: Row, name: str) -> bool:
        """Whether a row was given the name of another one, as when one column alone was sorted."""
        after = fold(str(row.values.get(name, "")))
        if not after or after == fold(str(getattr(issued, name))):
            return False
        rows = self.read.returned.issued.rows(row.table).values()
        return any(one.id != row.id and fold(str(getattr(one, name))) == after for one in rows)

    def as_it_stands(self, row: ReturnedRow, name: str) -> Iterator[Problem]:
        """A change where the file hides or strikes a cell, or a spreadsheet may have made it."""
        line = self.read.places[row.table, row.id][1]
        cell = line.cells.get(name)
        if name in line.hidden:
            yield self._problem(row, "cell.hidden", name)
        if name in line.struck and not row.is_struck:
            yield self._problem(row, "cell.struck@change", name)
        if name == "reference" and row.values[name] and not isinstance(cell, str):
            yield self._problem(row, "reference.turned", name)
        if doubt := self.read.writing.doubt(cell):
            yield replace(self._problem(row, doubt.code + "@return", name), message=doubt.message)

    def numbers(self, row: ReturnedRow, issued: Row) -> Iterator[Problem]:
        """Numbers that may be a slip, sums in another currency."""
        table = table_named(row.table)
        for name in slipped_numbers(table, vars(issued), row.values):
            facts = {"before": getattr(issued, name), "after": row.values[name]}
            yield self._problem(row, "number.factor@return", name, **facts)
        own, said = getattr(issued, "currency", ""), row.values.get("currency")
        sums = [c.name for c in table.columns if c.kind is Kind.MONEY and getattr(issued, c.name)]
        if own and said and said != own and any(row.values[n] == getattr(issued, n) for n in sums):
            yield self._problem(row, "money.same_figure", "currency", said=said, held=own)
        held = said or own
        for name, along in row.along.items():
            facts = {"said": dict(along)["currency"], "held": held or self.plan.details.currency}
            yield self._problem(row, "money.currency", name, **facts)

    def led_by_another(self, row: ReturnedRow, issued: Row | None, name: str) -> Iterator[Problem]:
        """What belongs to another ministry, which alone answers for it."""
        leads = self._leader(row, issued)
        if leads is not None and leads.id != self.ministry:
            code = "row.led" if issued else "row.led@new"
            yield self._problem(row, code, name, ministry=leads.name)

    def _leader(self, row: ReturnedRow, issued: Row | None) -> Ministry | None:
        """The ministry whose row it is, by the plan as it is now."""
        present = self.plan.rows(row.table).get(row.id, issued)
        if present is None:
            owner = table_named(row.table).column(table_named(row.table).owner)
            present = self.plan.rows(owner.refers).get(str(row.values.get(owner.name, "")))
        return self.plan.find(Ministry, self.plan.owner_of(present)) if present else None

    def beyond_the_plan(self, row: ReturnedRow, issued: Row, name: str) -> Iterator[Problem]:
        """An end that a ministry moves to after the plan ends."""
        last, before, after = self.plan.details.end, getattr(issued, name), row.values[name]
        is_end = table_named(row.table).column(name).is_end
        if (
            is_end
            and last
            and isinstance(after, date)
            and after > last
            and (before or last) <= last
        ):
            yield self._problem(row, "date.beyond", name, end=last)

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
        for other in self.read.returned.issued.rows(row.table).values():
            if other.id != row.id and fold(str(getattr(other, "reference", ""))) == reference:
                yield self._problem(row, "reference.elsewhere", "reference", other=other.id)

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
        sheet, line = self.read.places[row.table, row.id]
        label = table_named(row.table).label(column) if column else ""
        return problem(
            code,
            file=self.file,
            sheet=sheet.name,
            cell=row.cells.get(column, "").rpartition("!")[2],
            row=line.number,
            column=column,
            label=label,
            value=to_text(row.values.get(column)),
            **facts,
        )
