"""Several rows of one programme, one a place, a year or a payment, taken together as one row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
_SPANNED: Final = ("start", "end", "country", "budget")  # of which all rows say something together
_SHOWN = 5  # row numbers that are told one by one
_LISTED = "; "
_TABLE = table_named(PROGRAMMES)
TOGETHER: Final = ProposedAnswer("together", _("One programme: take the rows together"))
ADDED: Final = replace(TOGETHER, label=_("One programme: add up the sums of its rows"))
_UNSUMMED: Final = ProposedAnswer(
    "blank", _("One programme: leave its budget blank where its rows differ")
)
APART: Final = ProposedAnswer("apart", _("Programmes of their own, each with its row"))
"""The answers to whether rows of one reference are one programme."""
_WHOLE: Final = ProposedAnswer("whole", _("The whole budget, said in each row"))
_PART: Final = ProposedAnswer("part", _("A part in each row, to be added up"))


@dataclass(frozen=True, kw_only=True)
class Groups:
    """How rows repeat references: the groups of more than one row that differ.

    Where every row of a group says the same sum, it is the whole one and is not added up; where
    only some groups do so, `sums` asks what it is.
    """

    several: tuple[tuple[ReadRow, ...], ...]
    rows: int
    sums: Problem | None = None

    @property
    def programmes(self) -> int:
        """How many rows would be left."""
        return self.rows - sum(len(group) - 1 for group in self.several)

    @property
    def _same_sums(self) -> bool:
        return all(map(_says_one_sum, self.several))

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
            budgets=_("keep their one budget") if self._same_sums else _("add up their budgets"),
            answers=(TOGETHER, APART) if self._same_sums else (ADDED, _UNSUMMED, APART),
        ).answered(options.answers)
        return replace(asked, answer=asked.answer or TOGETHER.value) if options.group else asked

    @staticmethod
    def adds(asked: Problem | None) -> bool:
        """Whether a person wants the sums of the rows added up."""
        return asked is not None and asked.answer == TOGETHER.value

    def taken_together(self, asked: Problem | None, rows: Sequence[ReadRow]) -> Sequence[ReadRow]:
        """The rows as a person says: one for each programme, at the place of its first."""
        if asked is None or asked.answer not in (TOGETHER.value, _UNSUMMED.value):
            return rows
        together = {
            group[0].number: self._as_one(group, adds=asked.answer == TOGETHER.value)
            for group in self.several
        }
        gone = {row.number for group in self.several for row in group[1:]}
        return tuple(together.get(row.number, row) for row in rows if row.number not in gone)

    def problems(self, asked: Problem | None) -> Iterator[Problem]:
        """What to say when rows repeat: the question, and that they were taken together."""
        if asked is None:
            return
        yield asked
        if asked.answer in (TOGETHER.value, _UNSUMMED.value):
            budgets = _("their one budget was kept")
            if not self._same_sums:
                added, blank = _("their budgets were added up"), _("budgets that differ stay blank")
                budgets = added if asked.answer == TOGETHER.value else blank
            counts = {"number": self.rows, "programmes": self.programmes}
            yield problem("rows.grouped", column=_REFERENCE, budgets=budgets, **counts)
            if self.sums:
                yield self.sums
            differing = dict.fromkeys(name for group in self.several for name in _besides(group))
            if labels := tuple(map(_TABLE.label, differing)):
                yield problem("rows.differ", column=_REFERENCE, columns=labels)

    def _as_one(self, group: Sequence[ReadRow], *, adds: bool) -> ReadRow:
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
        besides = _besides(group)
        values |= _spanned(group)
        if others := besides.pop("description", ()):
            values["description"] = "\n".join((str(values["description"]), *others))
        summed = [row.values.get("currency") for row in group if "budget" in row.values]
        if len(set(summed)) > 1:
            problems.append(problem("rows.currencies", row=first.number, column="budget"))
            values["budget"] = None
        elif summed:
            values |= {"budget": self._budget(group, adds=adds), "currency": summed[0]}
        return replace(
            first,
            values={name: value for name, value in values.items() if value is not None},
            elsewhere={**first.elsewhere, **elsewhere},
            problems=tuple(problems),
            unplaced_texts=tuple(dict.fromkeys(_lines(group, besides))),
        )

    def _budget(self, group: Sequence[ReadRow], *, adds: bool) -> Decimal | None:
        """The budget of a group: its one sum, or all added up; None while it is asked about.

        A sum that is all the others together is the whole, and they are its parts.
        """
        sums = [one for row in group if isinstance(one := row.values.get("budget"), Decimal)]
        if not _says_one_sum(group):
            total = sum(sums, Decimal(0))
            whole = max(sums) if len(sums) > 2 and 2 * max(sums) == total else total
            return whole if adds else None
        answer = self.sums.answer if self.sums else _WHOLE.value
        return {_WHOLE.value: sums[0], _PART.value: sum(sums, Decimal(0))}.get(answer)


def groups_in(table: str, rows: Sequence[ReadRow], answers: Mapping[str, str]) -> Groups:
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
    same = [group for group in several if _says_one_sum(group)]
    sums = _what_sum(same, answers) if 0 < len(same) < len(several) else None
    return Groups(several=several, rows=len(rows), sums=sums)


def _what_sum(same: Sequence[Sequence[ReadRow]], answers: Mapping[str, str]) -> Problem:
    """The question what a sum is that all rows of some groups say, and those of others do not."""
    first = same[0][0]
    asked = problem(
        "rows.one_sum",
        sheet=first.sheet,
        row=first.number,
        column="budget",
        number=len(same),
        rows=tuple(str(group[0].number) for group in same[:_SHOWN]),
        answers=(_WHOLE, _PART),
    )
    return asked.answered(answers)


def _differ(group: Sequence[ReadRow]) -> bool:
    first = group[0]
    others = group[1:]
    texts = first.unplaced_texts
    return any(row.values != first.values or row.unplaced_texts != texts for row in others)


def _differs(one: ReadRow, other: ReadRow, name: str) -> bool:
    return one.values.get(name) != other.values.get(name)


def _both(one: ReadRow, other: ReadRow, name: str) -> Message:
    """What a column says in both rows."""
    label = _TABLE.label(name)
    before, after = to_text(one.values.get(name)), to_text(other.values.get(name))
    return _("{label}: {one} / {other}", label=label, one=before or "–", other=after or "–")


def _says_one_sum(group: Sequence[ReadRow]) -> bool:
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
