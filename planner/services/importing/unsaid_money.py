"""The currency of sums that do not say theirs, as a person says it for the file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from planner.intake.inspection import FoundTable
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.headings import text_of
from planner.plan import Plan, table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.currencies import CODES, currencies_of, currency_of, paid_in, shared_name
from planner.schema import Kind, Row, Value
from planner.services.importing.row_problems import row_problem

_NONE_KEY, _SHARED_KEY = "currency.none", "currency.unsure"


class UnsaidMoney:
    """Names the currency of sums row by row, and asks about those that nobody has answered."""

    def __init__(self, plan: Plan, found: FoundTable) -> None:
        self._plan, self._found = plan, found
        self._answers, self._table = found.options.answers, table_named(found.table)
        self._moneyless: Counter[str] = Counter()
        columns = self._table.columns
        self._sums = [column.name for column in columns if column.kind is Kind.MONEY]
        self._names_money = any(column.name == "currency" for column in columns)
        self._shared = _shared_currency(found)
        rows = plan.rows(found.table).values()
        own = {plan.details.currency, *(str(getattr(row, "currency", "")) for row in rows)}
        self._own = sorted(own - {""})
        meant = currencies_of(self._shared)
        likely = [code for code in self._own if code in meant or code not in CODES]
        self._meant = tuple(dict.fromkeys((*likely, *meant))) if meant else ()
        self._by_year = {one.row for one in found.years.sums if not one.currency}

    def foreign(self, row: ReadRow, values: dict[str, Value]) -> Iterator[Problem]:
        """Leave sums out that name another currency than the plan's, where rows have none."""
        held = self._plan.details.currency
        for name, said in row.money.items():
            if held and held not in (said, *currencies_of(said)) and values.pop(name, None):
                column = self._table.column(name)
                facts: dict[str, Any] = {"said": currencies_of(said) or (said,), "held": held}
                yield row_problem("money.left@import", row, self._found, column, **facts)

    def add(self, row: ReadRow, values: dict[str, Value], before: Row | None = None) -> None:
        """Name the currency of sums that have none, as a person says; count them."""
        sums = [name for name in self._sums if name in values]
        sums = [n for n in sums if before is None or values[n] != getattr(before, n)]
        has_sums = bool(sums) or row.number in self._by_year
        held, meant = str(getattr(before, "currency", "")), self._meant
        is_own = bool(held) and (not meant or held in meant)
        if not self._names_money or not has_sums or is_own or values.get("currency"):
            return
        said = self._code(self._found.options.currency)
        own = paid_in(str(values.get("country", "")), meant)
        if not said or (meant and said not in meant):
            key = _SHARED_KEY if self._shared else _NONE_KEY
            key = f"{key}:{own}" if own else key
            self._moneyless[key] += 1
            said = self._code(self._answers.get(key, ""))
        if said:
            values["currency"] = said
        elif held:
            for name in sums:
                del values[name]

    def questions(self) -> Iterator[Problem]:
        """The questions in which currency the sums are that do not say it; where they are in money
        that countries share, one for each money that the rows' countries pay in."""
        for key, number in sorted(self._moneyless.items()):
            code, _colon, paid = key.partition(":")
            asked = problem(
                f"{code}@country" if paid else code,
                sheet=self._found.sheet.name,
                column="currency",
                label=self._table.column("currency").title,
                key=key,
                value=self._shared,
                number=number,
                answers=dict.fromkeys([*filter(None, [paid]), *(self._meant or self._own)]),
                takes_text=True,
                paid=paid,
            ).answered(self._answers)
            yield asked if self._code(asked.answer) else replace(asked, answer="")

    def _code(self, said: str) -> str:
        """The currency that a person names; the plan's own is one, whatever lists say."""
        own = said.strip().upper()
        return own if own in self._own else currency_of(said)


def _shared_currency(found: FoundTable) -> str:
    """A word for money of several countries over the sums or the table, as in “francs”."""
    guesses = found.matching.guesses if found.matching else {}
    headings = [guess.heading.whole for guess in guesses.values()]
    above = [text_of(cell) for row in found.place.above for cell in found.sheet.row(row)]
    return next(filter(None, map(shared_name, [*headings, *above])), "")
