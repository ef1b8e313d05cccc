"""Several rows of one programme, one a place, a year or a payment, taken together as one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.messages import _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.texts import folded
from planner.schema import Value
from planner.values import to_text

_SHOWN = 5  # row numbers that are told one by one
_LISTED = "; "
_TABLE = table_named(PROGRAMMES)
_SPANNED = ("start", "end", "country", "budget")  # of which all rows together say something
_WHOLE, _PARTS = "whole", "parts"  # answers


@dataclass(frozen=True, kw_only=True)
class Groups:
    """Which rows share a reference, and what their sums come to when they are taken together.

    Where every row of a group says the same sum, it is the whole one and is not added up; where
    only some groups do so, a person says what it is.
    """

    several: tuple[tuple[ReadRow, ...], ...]
    rows: int
    sums: Problem | None = None

    @property
    def programmes(self) -> int:
        """How many rows would be left."""
        return self.rows - sum(len(group) - 1 for group in self.several)

    def problems(self, *, is_done: bool) -> Iterator[Problem]:
        """What to say when rows repeat: a proposal, or that they were taken together."""
        if not self.several:
            return
        facts = {"number": self.rows, "programmes": self.programmes}
        same = all(_say_one_sum(group) for group in self.several)
        if is_done:
            budgets = _("their one budget was kept") if same else _("their budgets were added up")
            yield problem("rows.grouped", column="reference", budgets=budgets, **facts)
            if self.sums:
                yield self.sums
        else:
            budgets = _("keep their one budget") if same else _("add up their budgets")
            row = self.several[0][1].number
            yield problem(
                "rows.repeat_reference",
                column="reference",
                row=row,
                budgets=budgets,
                **facts,
            )
        differing = dict.fromkeys(name for group in self.several for name in _besides(group))
        if labels := tuple(_TABLE.label(name) for name in differing):
            yield problem("rows.differ", column="reference", columns=labels)

    def as_one(self, group: Sequence[ReadRow]) -> ReadRow:
        """The first row with what it lacks from the others, and what all of them come to.

        What another row says otherwise goes into the note, a description into the description.
        """
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
        values |= _spanned(group)
        besides = _besides(group)
        if others := besides.pop("description", ()):
            values["description"] = "\n".join((str(values["description"]), *others))
        if one_currency and (budget := self._budget(group)) is not None:
            values["budget"] = budget
        elif one_currency:
            values.pop("budget", None)
        return replace(
            first,
            values=values,
            elsewhere={**first.elsewhere, **elsewhere},
            problems=tuple(problems),
            unplaced_texts=tuple(dict.fromkeys(_lines(group, besides))),
        )

    def _budget(self, group: Sequence[ReadRow]) -> Decimal | None:
        """The budget of a group: its one sum, or all added up; None for none, or not yet known."""
        sums = [one for row in group if isinstance(one := row.values.get("budget"), Decimal)]
        if not sums or (self.sums and not self.sums.answer and _say_one_sum(group)):
            return None
        is_whole = not self.sums or self.sums.answer == _WHOLE
        return sums[0] if _say_one_sum(group) and is_whole else sum(sums, Decimal(0))


def groups_in(table: str, rows: Sequence[ReadRow], answers: Mapping[str, str]) -> Groups:
    """The rows that share ministry and reference; only programmes have them."""
    found: dict[tuple[str, str], list[ReadRow]] = {}
    fold = cache(folded)  # of many rows the ministry is one of few
    for row in rows if table == PROGRAMMES else ():
        reference = folded(str(row.values.get("reference", "")))
        if reference and not row.is_refused:
            ministry = fold(str(row.values.get("ministry", "")))
            found.setdefault((reference, ministry), []).append(row)
    several = tuple(tuple(group) for group in found.values() if len(group) > 1)
    same = [group for group in several if _say_one_sum(group)]
    sums = _asked(same, answers) if 0 < len(same) < len(several) else None
    return Groups(several=several, rows=len(rows), sums=sums)


def grouped(rows: Sequence[ReadRow], groups: Groups) -> tuple[ReadRow, ...]:
    """One row for each programme, at the place of its first."""
    together = {group[0].number: groups.as_one(group) for group in groups.several}
    gone = {row.number for group in groups.several for row in group[1:]}
    return tuple(together.get(row.number, row) for row in rows if row.number not in gone)


def _asked(same: Sequence[Sequence[ReadRow]], answers: Mapping[str, str]) -> Problem:
    """The question what a sum is that all rows of some groups say, and those of others do not."""
    offered = (
        ProposedAnswer(_WHOLE, _("The whole budget, said in each row")),
        ProposedAnswer(_PARTS, _("A part in each row, to be added up")),
    )
    rows = tuple(str(group[0].number) for group in same[:_SHOWN])
    asked = problem(
        "rows.one_sum",
        sheet=same[0][0].sheet,
        row=same[0][0].number,
        column="budget",
        number=len(same),
        rows=rows,
        answers=offered,
    )
    return asked.answered(answers)


def _say_one_sum(group: Sequence[ReadRow]) -> bool:
    return len({row.values.get("budget") for row in group}) == 1


def _besides(group: Sequence[ReadRow]) -> dict[str, tuple[str, ...]]:
    """What rows of a group say otherwise than the first that says it, by column."""
    said: dict[str, dict[str, None]] = {}
    for row in group:
        for name, value in row.values.items():
            if name not in _SPANNED and (text := to_text(value)):
                said.setdefault(name, {})[text] = None
    return {name: others for name, texts in said.items() if (others := (*texts,)[1:])}


def _lines(group: Sequence[ReadRow], besides: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """What the note of the one row says: what was left of each, and which rows they were."""
    for row in group:
        yield from row.unplaced_texts
    for name, texts in besides.items():
        yield f"{_TABLE.column(name).label}, besides: {_LISTED.join(texts)}"
    numbers = ", ".join(str(row.number) for row in group[:_SHOWN])
    more = f" and {len(group) - _SHOWN} more" if len(group) > _SHOWN else ""
    yield f"From rows {numbers}{more}."


def _spanned(group: Sequence[ReadRow]) -> dict[str, Value]:
    """First start, last end, and every place once."""
    found: dict[str, Value] = {}
    for name, choose in (("start", min), ("end", max)):
        if days := [day for row in group if isinstance(day := row.values.get(name), date)]:
            found[name] = choose(days)
    places = (str(row.values.get("country", "")).split(";") for row in group)
    parts = dict.fromkeys(part.strip() for some in places for part in some)
    if country := _LISTED.join(filter(None, parts)):
        found["country"] = country
    return found
