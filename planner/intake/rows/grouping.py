"""Several rows of one programme, one a place, a year or a payment, taken together as one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from planner.intake.read_options import ReadOptions
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.messages import Message, _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.references import is_cut
from planner.readers.texts import folded
from planner.schema import Value
from planner.values import to_text

_REFERENCE: Final = "reference"
_SHOWN = 5  # row numbers that are told one by one
_LISTED = "; "
TOGETHER: Final = ProposedAnswer("together", _("One programme: take the rows together"))
APART: Final = ProposedAnswer("apart", _("Programmes of their own, each with its row"))
"""The answers to whether rows of one reference are one programme."""


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

    def question(self, options: ReadOptions) -> Problem | None:
        """Whether rows of one reference are one programme, with what a person says to it."""
        if not self.several:
            return None
        first, other = self.several[0][:2]
        differ = [name for name in {**first.values, **other.values} if _differs(first, other, name)]
        asked = problem(
            "rows.repeat_reference",
            column=_REFERENCE,
            row=other.number,
            number=self.rows,
            programmes=self.programmes,
            first=first.number,
            second=other.number,
            reference=str(other.values[_REFERENCE]),
            differing=tuple(_both(first, other, name) for name in differ[:_SHOWN]),
            budgets=_("keep their one budget") if self.same_sums else _("add up their budgets"),
            answers=(TOGETHER, APART),
        )
        if options.group:
            return replace(asked, answer=TOGETHER.value)
        return asked.answered(options.answers)

    def problems(self, asked: Problem | None) -> Iterator[Problem]:
        """What to say when rows repeat: the question, and that they were taken together."""
        if asked is None:
            return
        yield asked
        if asked.answer == TOGETHER.value:
            kept, added = _("their one budget was kept"), _("their budgets were added up")
            budgets = kept if self.same_sums else added
            counts = {"number": self.rows, "programmes": self.programmes}
            yield problem("rows.grouped", column=_REFERENCE, budgets=budgets, **counts)


def groups_in(table: str, rows: Sequence[ReadRow]) -> Groups:
    """The rows that share ministry and reference; only programmes have them.

    Rows that are the same in everything are one, and no group.
    """
    found: dict[tuple[str, str], list[ReadRow]] = {}
    fold = cache(folded)  # of many rows the ministry is one of few
    for row in rows if table == PROGRAMMES else ():
        text = str(row.values.get(_REFERENCE, ""))
        reference = folded(text)
        if reference and not row.is_refused and not is_cut(text):
            ministry = fold(str(row.values.get("ministry", "")))
            found.setdefault((reference, ministry), []).append(row)
    several = tuple(tuple(group) for group in found.values() if _differ(group))
    sums = [{row.values.get("budget") for row in group} for group in several]
    return Groups(several=several, rows=len(rows), same_sums=all(len(one) == 1 for one in sums))


def _differ(group: Sequence[ReadRow]) -> bool:
    first = group[0]
    others = group[1:]
    texts = first.unplaced_texts
    return any(row.values != first.values or row.unplaced_texts != texts for row in others)


def _differs(one: ReadRow, other: ReadRow, name: str) -> bool:
    return one.values.get(name) != other.values.get(name)


def _both(one: ReadRow, other: ReadRow, name: str) -> Message:
    """What a column says in both rows."""
    label = table_named(PROGRAMMES).label(name)
    before, after = to_text(one.values.get(name)), to_text(other.values.get(name))
    return _("{label}: {one} / {other}", label=label, one=before or "–", other=after or "–")


def grouped(rows: Sequence[ReadRow], groups: Groups) -> tuple[ReadRow, ...]:
    """One row for each programme, at the place of its first."""
    together = {group[0].number: _as_one(group, groups) for group in groups.several}
    gone = {row.number for group in groups.several for row in group[1:]}
    return tuple(together.get(row.number, row) for row in rows if row.number not in gone)


def _as_one(group: Sequence[ReadRow], groups: Groups) -> ReadRow:
    """The first row with what it lacks from the others, and what all of them come to."""
    first = group[0]
    values: dict[str, Value] = {}
    elsewhere: dict[str, str] = {}
    for row in group:
        for name in [name for name in row.values if name not in values]:
            values[name] = row.values[name]
            if row is not first:
                elsewhere[name] = row.cells[name].rpartition("!")[2]
    problems = [one for row in group for one in row.problems]
    one_currency = len({row.values.get("currency", "") for row in group}) == 1
    if not one_currency:
        problems.append(problem("rows.currencies", row=first.number, column="budget"))
    values |= _together(group, adds_up=one_currency and not groups.same_sums)
    numbers = ", ".join(str(row.number) for row in group[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    unplaced = [text for row in group for text in row.unplaced_texts]
    return replace(
        first,
        values=values,
        elsewhere={**first.elsewhere, **elsewhere},
        problems=tuple(problems),
        unplaced_texts=tuple(dict.fromkeys([*unplaced, f"From rows {numbers}{more}."])),
    )


def _together(group: Sequence[ReadRow], *, adds_up: bool) -> dict[str, Value]:
    """First start, last end, every place once, and the sum, where rows are to be added up."""
    found: dict[str, Value] = {}
    for name, choose in (("start", min), ("end", max)):
        if days := [day for row in group if isinstance(day := row.values.get(name), date)]:
            found[name] = choose(days)
    places = (str(row.values.get("country", "")).split(";") for row in group)
    parts = dict.fromkeys(part.strip() for some in places for part in some)
    if country := _LISTED.join(filter(None, parts)):
        found["country"] = country
    sums = [one for row in group if isinstance(one := row.values.get("budget"), Decimal)]
    if adds_up and sums:
        found["budget"] = sum(sums, Decimal(0))
    return found
