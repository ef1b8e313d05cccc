"""What the texts of list columns in a file mean: each once, how surely, why, and what else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from planner.errors import WrongValue
from planner.intake.grid import Cell, address, is_blank
from planner.intake.inspection import FoundTable, Inspection
from planner.intake.rows.cell_readers import ColumnReader
from planner.intake.rows.picks import PLACE, is_list, key
from planner.intake.tables.headings import text_of
from planner.plan import Plan, table_named, title_of
from planner.problems import Problem, Severity
from planner.schema import Column, Kind
from planner.services.importing import list_meanings, name_meanings
from planner.services.importing.list_meanings import Answer, Judged, Sureness
from planner.services.importing.reference_entries import Entries, is_entry
from planner.services.importing.row_names import GROWING, Names

__all__ = [
    "Answer", "ListColumn", "Meaning", "Sureness", "check_answers", "lists_in", "with_answers",
]  # fmt: skip

T = TypeVar("T")

_TOLD = 20  # names told in a hint
CELLS = 3  # addresses that are told of a text


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One text of a list column: how many rows say it and where first, and what it means.

    `value` is the meaning as it is stored, a row of the plan by its id; blank when nobody knows.
    `label` is what people call it, `why` says what it rests on. `answers` are what else it may
    mean, the likeliest first.
    """

    text: str
    count: int
    cells: tuple[str, ...]
    sureness: Sureness
    value: str
    label: str
    why: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """A list column of a table in a file with what its texts mean, those in doubt first.

    `header` is the column of the file, blank for what stands above the table or over its sections.
    One that `asks` takes no text that nobody has settled. `adds` says what a text may become that
    the plan lacks, as in "ministry"; blank when nothing.
    """

    column: Column
    header: str
    meanings: tuple[Meaning, ...]
    asks: bool
    adds: str = ""

    def open(self, said: Mapping[str, str]) -> tuple[Meaning, ...]:
        """The texts that still need an answer, given what a person has said: text → value."""
        settled = {key(text) for text in said} if self.asks else None
        return tuple(
            one
            for one in self.meanings
            if settled is not None
            and one.sureness is not Sureness.SURE
            and key(one.text) not in settled
        )


def lists_in(plan: Plan, found: FoundTable) -> tuple[ListColumn, ...]:
    """Every list column of a table found in a file, with each of its texts once.

    What a person has picked before is left aside: it is an answer, and no understanding.
    """
    if found.matching is None:
        return ()
    columns = filter(is_list, table_named(found.table).columns)
    listed = (_listed(plan, found, column) for column in columns)
    return tuple(one for one in listed if one.meanings)


def with_answers(inspection: Inspection, values: Mapping[str, Mapping[str, str]]) -> Inspection:
    """The same inspection with other answers for names of rows, which need no new reading."""
    options = replace(inspection.options, values=values)
    tables = (
        replace(one, options=replace(one.options, values=values)) for one in inspection.tables
    )
    return replace(inspection, tables=tuple(tables), options=options)


def check_answers(plan: Plan, found: FoundTable) -> Iterator[Problem]:
    """Look whether what a person said of texts fits the plan and the file; a note for each that no
    row says.

    WrongValue for a row that neither the plan nor the file has.
    """
    values = found.options.values
    for one in lists_in(plan, found):
        said = values.get(one.column.name, {})
        there = {key(meaning.text) for meaning in one.meanings}
        if one.column.kind is Kind.ROW:
            _check_names(plan, one, said.values())
        elif is_entry(one.column):
            _check_entries(one.column, said.values())
        for text in said:
            if key(text) not in there:
                yield Problem(
                    severity=Severity.NOTE,
                    code="value.unused",
                    message=f"No row says “{text}”.",
                    hint="Check how the file spells it.",
                    sheet=found.sheet.name,
                    column=one.column.name,
                    label=one.column.label,
                    value=text,
                )


def _check_names(plan: Plan, listed: ListColumn, said: Iterable[str]) -> None:
    declared = table_named(listed.column.refers)
    names = Names(plan, declared.name, [meaning.text for meaning in listed.meanings])
    for name in said:
        if name and not names.knows(name):
            titles = [title_of(row) for row in plan.rows(declared.name).values()]
            raise WrongValue(
                f"Neither the plan nor the file has the {declared.one.lower()} “{name}”.",
                f"The plan has: {', '.join(titles[:_TOLD]) or 'none'}.",
            )


def _check_entries(column: Column, said: Iterable[str]) -> None:
    titles = Entries(column.refers).titles
    for code in said:
        if code and code not in titles:
            listed = ", ".join(list(titles)[:_TOLD])
            raise WrongValue(f"{column.label} cannot be “{code}”.", f"Use a code, as in {listed}.")


def _listed(plan: Plan, found: FoundTable, column: Column) -> ListColumn:
    guess = found.matching.guesses.get(column.name) if found.matching else None
    if column.kind is Kind.ROW:
        judged = _names(plan, found, column)
    else:
        judged = _answers(plan, found, column)
    order = list(Sureness)
    return ListColumn(
        column=column,
        header=guess.heading.whole or guess.heading.letters if guess else "",
        meanings=tuple(sorted(judged, key=lambda one: (-order.index(one.sureness), -one.count))),
        asks=column.name != PLACE,
        adds=table_named(column.refers).one.lower() if column.refers in GROWING else "",
    )


@dataclass
class _Places:
    """Where one text of a column stands, however it is capitalised."""

    text: str
    count: int
    cells: list[str]


def _gathered(said: Iterable[tuple[str, T]], where: Callable[[T], str]) -> Sequence[_Places]:
    """The texts, each once, with the cells that say it first; `where` finds the cell."""
    places: dict[str, _Places] = {}
    known: dict[str, _Places] = {}  # by the very text, because most rows repeat one
    for text, at in said:
        one = known.get(text)
        if one is None:
            one = known[text] = places.setdefault(key(text), _Places(text, 0, []))
        one.count += 1
        if len(one.cells) < CELLS and (cell := where(at)) and cell not in one.cells:
            one.cells.append(cell)
    return list(places.values())


def _meaning(places: _Places, judged: Judged) -> Meaning:
    return Meaning(
        text=places.text,
        count=places.count,
        cells=tuple(places.cells),
        sureness=judged.sureness,
        value=judged.value,
        label=judged.label,
        why=judged.why,
        answers=judged.answers,
    )


def _names(plan: Plan, found: FoundTable, column: Column) -> list[Meaning]:
    """The names of rows of another table."""
    name = column.name
    said = [(str(row.values[name]), row) for row in found.rows if name in row.values]
    places = _gathered(said, lambda row: row.cells.get(name, "").rpartition("!")[2])
    names = Names(plan, column.refers, [text for text, _ in said])
    judge = name_meanings.judge(plan, column, names, list(dict.fromkeys(text for text, _ in said)))
    return [_meaning(one, judge(one.text)) for one in places]


def _answers(plan: Plan, found: FoundTable, column: Column) -> list[Meaning]:
    """The answers of a fixed list, read as the reader of rows reads them."""
    assert found.matching
    assert found.how
    guess = found.matching.guesses.get(column.name)
    if guess is None:
        return []
    reader = ColumnReader(column, guess.heading.name, replace(found.how, picked={}))
    columns = [heading.column for heading in (guess.heading, *guess.fallbacks)]
    said = _said(found, column, reader, columns)
    judge = list_meanings.judge(plan, column, reader)
    return [_meaning(one, judge(one.text)) for one in _gathered(said, lambda at: address(*at))]


def _said(
    found: FoundTable, column: Column, reader: ColumnReader, columns: Sequence[int]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Every text of a column that says something, with the row and the column it stands in."""
    texts: dict[Cell, Sequence[str]] = {None: ()}
    for number in found.roles.rows:
        for at in columns:
            cell = found.sheet.at(number, at)
            if cell not in texts:
                blank = is_blank(cell) or reader(cell) is reader.blank
                texts[cell] = () if blank else list_meanings.parts(column, text_of(cell))
            if texts[cell]:
                yield from ((part, (number, at)) for part in texts[cell])
                break
