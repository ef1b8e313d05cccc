"""Names in a file that are to be asked about before they become rows, or rows of another name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from planner.intake.inspection import FoundTable
from planner.intake.rows.picks import key
from planner.messages import _
from planner.plan import Plan, table_named
from planner.problems import Problem, ProposedAnswer
from planner.schema import Column, Kind
from planner.services.importing import name_meanings
from planner.services.importing.row_names import GROWING, NameResolver
from planner.services.importing.row_problems import row_problem

MAKE: Final = ProposedAnswer("make", _("Make them new rows"))
BLANK: Final = ProposedAnswer("blank", _("Leave them blank"))
_MANY: Final = 300  # new names that are asked about wherever they come from
_FEW: Final = 50  # so few never are
_SHARE: Final = 3  # a name for every so many rows is not what rows have in common
_SHOWN: Final = 12


def asked_names(plan: Plan, found: FoundTable) -> tuple[FoundTable, tuple[Problem, ...]]:
    """The table with a person's word on its doubtful names, blank without one; what is asked."""
    said = {name: dict(values) for name, values in found.options.values.items()}
    asked: list[Problem] = []
    for column in table_named(found.table).columns:
        if column.kind is Kind.ROW and column.refers in GROWING:
            given = said.setdefault(column.name, {})
            for text, one in _questions(plan, found, column, frozenset(map(key, given))):
                asked.append(one)
                given[text] = "" if one.answer in ("", BLANK.value) else one.answer
    if not asked:
        return found, ()
    values = {name: texts for name, texts in said.items() if texts}
    once = {one.key: one for one in asked}
    return replace(found, options=replace(found.options, values=values)), tuple(once.values())


def _questions(
    plan: Plan, found: FoundTable, column: Column, settled: frozenset[str]
) -> Iterator[tuple[str, Problem]]:
    """The doubtful texts of a column, each with its question; many new names have one together."""
    first = {}
    for row in found.rows:
        if not row.is_refused and (text := str(row.values.get(column.name) or "")):
            first.setdefault(text, row)
    texts = [text for text in first if key(text) not in settled]
    names = NameResolver(plan, column.refers, list(first))
    judge = name_meanings.judge(plan, column, names, list(first))
    answers, new = found.options.answers, list[str]()
    for text in texts:
        if judgement := judge.proposal(text):
            facts: dict[str, Any] = {"name": judgement.label, "why": judgement.why}
            facts |= {"value": text, "answers": judgement.answers}
            asked = row_problem("name.alike", first[text], found, column, **facts)
            yield text, asked.answered(answers)
        elif names.resolve(text).is_new:
            new.append(text)
    if len(new) > _MANY or len(new) > max(_FEW, len(found.rows) // _SHARE):
        asked = _many(found, column, new).answered(answers)
        yield from ((text, replace(asked, answer=_of_many(asked, text))) for text in new)


def _of_many(asked: Problem, text: str) -> str:
    return text if asked.answer == MAKE.value else asked.answer


def _many(found: FoundTable, column: Column, new: Sequence[str]) -> Problem:
    table = table_named(column.refers).title
    facts = {"number": len(new), "table": table, "names": tuple(new[:_SHOWN])}
    row = found.rows[0]
    return row_problem("names.many", row, found, column, **facts, answers=(MAKE, BLANK))
