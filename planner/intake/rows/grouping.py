"""Several rows of one programme, one a place, a year or a payment, taken together as one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from planner.intake.rows.reading import ReadRow
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.problems import Problem, Severity
from planner.readers.texts import folded
from planner.schema import Value

_SHOWN = 5  # row numbers that are told one by one
_JOINED = ("country",)
_LISTED = "; "


@dataclass(frozen=True, kw_only=True)
class Groups:
    """How rows repeat references: the groups of more than one row, and whether sums repeat too.

    Where every row of a group says the same sum, it is the whole one and is not added up.
    """

    several: tuple[tuple[ReadRow, ...], ...]
    rows: int
    same_sums: bool

    @property
    def programmes(self) -> int:
        """How many rows would be left."""
        return self.rows - sum(len(group) - 1 for group in self.several)


def groups_in(table: str, rows: Sequence[ReadRow]) -> Groups:
    """The rows that share ministry and reference; only programmes have them."""
    found: dict[tuple[str, str], list[ReadRow]] = {}
    fold = cache(folded)  # of many rows the ministry is one of few
    for row in rows if table == PROGRAMMES else ():
        reference = folded(str(row.values.get("reference", "")))
        if reference and not row.is_refused:
            ministry = fold(str(row.values.get("ministry", "")))
            found.setdefault((reference, ministry), []).append(row)
    several = tuple(tuple(group) for group in found.values() if len(group) > 1)
    sums = [{row.values.get("budget") for row in group} for group in several]
    return Groups(several=several, rows=len(rows), same_sums=all(len(one) == 1 for one in sums))


def grouped(rows: Sequence[ReadRow], groups: Groups) -> tuple[ReadRow, ...]:
    """One row for each programme, at the place of its first."""
    together = {group[0].number: _as_one(group, groups) for group in groups.several}
    gone = {row.number for group in groups.several for row in group[1:]}
    return tuple(together.get(row.number, row) for row in rows if row.number not in gone)


def proposal(groups: Groups) -> Problem | None:
    """What to say when rows repeat and nobody has said that they belong together."""
    if not groups.several:
        return None
    budgets = "keep their one budget" if groups.same_sums else "add up their budgets"
    return Problem(
        severity=Severity.WARNING,
        code="rows.repeat_reference",
        message=f"{groups.rows} rows are {groups.programmes} programmes: some have a row for each "
        "place, year or payment.",
        hint=f"Take such rows together as one: {budgets}, first start, last end, all places.",
        column="reference",
        row=groups.several[0][1].number,
    )


def done(groups: Groups) -> Problem | None:
    """What to say once rows were taken together."""
    if not groups.several:
        return None
    how = "their one budget was kept" if groups.same_sums else "their budgets were added up"
    return Problem(
        severity=Severity.NOTE,
        code="rows.grouped",
        message=f"{groups.rows} rows were taken together as {groups.programmes} programmes; {how}.",
        hint="Undo the grouping if they are different programmes.",
        column="reference",
    )


def _as_one(group: Sequence[ReadRow], groups: Groups) -> ReadRow:
    first = group[0]
    values: dict[str, Value] = {}
    elsewhere: dict[str, str] = {}
    for row in group:
        for name, value in row.values.items():
            if name not in values:
                values[name] = value
                if row is not first:
                    elsewhere[name] = row.cells[name].rpartition("!")[2]
    _join(values, group)
    one_currency = len({row.values.get("currency", "") for row in group}) == 1
    if one_currency and not groups.same_sums:
        _add_up(values, group)
    numbers = ", ".join(str(row.number) for row in group[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    problems = [problem for row in group for problem in row.problems]
    if not one_currency:
        problems.append(_currencies(first))
    return replace(
        first,
        values=values,
        elsewhere={**first.elsewhere, **elsewhere},
        problems=tuple(problems),
        unplaced_texts=tuple(
            dict.fromkeys(
                [aside for row in group for aside in row.unplaced_texts]
                + [f"From rows {numbers}{more}."]
            )
        ),
    )


def _add_up(values: dict[str, Value], group: Sequence[ReadRow]) -> None:
    sums = [v for row in group if isinstance(v := row.values.get("budget"), Decimal)]
    if sums:
        values["budget"] = sum(sums, Decimal(0))


def _join(values: dict[str, Value], group: Sequence[ReadRow]) -> None:
    """First start, last end, and every place once."""
    for name, choose in (("start", min), ("end", max)):
        days = [v for row in group if isinstance(v := row.values.get(name), date)]
        if days:
            values[name] = choose(days)
    for name in _JOINED:
        texts = [part for row in group for part in _parts(row.values, name)]
        if texts:
            values[name] = _LISTED.join(dict.fromkeys(texts))


def _parts(values: Mapping[str, Value], name: str) -> list[str]:
    return [part.strip() for part in str(values.get(name, "")).split(";") if part.strip()]


def _currencies(row: ReadRow) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="rows.currencies",
        message="The rows of this programme are in several currencies; the first sum was taken.",
        hint="Add them up in one currency.",
        row=row.number,
        column="budget",
    )
