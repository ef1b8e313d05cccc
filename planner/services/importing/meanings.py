"""What the texts of list columns in a file mean: each once, how surely, why, and what else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from planner.errors import WrongValue
from planner.intake.grid import Cell, address, is_blank
from planner.intake.inspection import FoundTable
from planner.intake.rows.cell_readers import ColumnReader
from planner.intake.rows.picks import PLACE, is_list, key
from planner.intake.tables.headings import text_of
from planner.messages import _
from planner.plan import Plan, table_named, title_of
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.schema import Column, Kind
from planner.services.importing import list_meanings, name_meanings
from planner.services.importing.list_meanings import Judge, Judgement, Sureness
from planner.services.importing.reference_entries import Entries, is_entry
from planner.services.importing.row_names import GROWING, NameResolver

T = TypeVar("T")

_TOLD: Final = 20  # names told in a hint
_CELLS: Final = 3  # addresses that are told of a text


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One text of a list column: how many rows say it and where first, and what it means.

    The judgement's value is the meaning as it is stored, a row of the plan by its id.
    """

    text: str
    count: int
    cells: tuple[str, ...]
    judgement: Judgement

    @property
    def is_sure(self) -> bool:
        """Whether the text is understood without a person's word."""
        return self.judgement.sureness is Sureness.SURE


@dataclass(frozen=True, kw_only=True)
class ListColumn:
    """A list column of a table in a file with what its texts mean, those in doubt first.

    `header` is the column of the file, blank for what stands above the table or over its sections.
    One that `asks` takes no text that nobody has settled.
    """

    column: Column
    header: str
    meanings: tuple[Meaning, ...]
    asks: bool

    @property
    def grows(self) -> bool:
        """Whether a text may become a row that the plan lacks."""
        return self.column.refers in GROWING

    def open(self, answers: Mapping[str, str]) -> tuple[Meaning, ...]:
        """The texts that still need an answer, given what a person has said: text → value."""
        settled = set(map(key, answers))
        doubtful = (one for one in self.meanings if self.asks and not one.is_sure)
        return tuple(one for one in doubtful if key(one.text) not in settled)


def list_columns(plan: Plan, found: FoundTable) -> tuple[ListColumn, ...]:
    """Every list column of a table found in a file, with each of its texts once.

    What a person has picked before is left aside: it is an answer, and no understanding.
    """
    if found.matching is None:
        return ()
    columns = filter(is_list, table_named(found.table).columns)
    listed = (_list_column(plan, found, column) for column in columns)
    return tuple(one for one in listed if one.meanings)


def check_answers(
    plan: Plan, found: FoundTable, answers: Mapping[str, Mapping[str, str]]
) -> Iterator[Problem]:
    """Look whether answers fit the plan and the file; a note for each text that no row says.

    WrongValue for a row that neither the plan nor the file has.
    """
    for listed in list_columns(plan, found):
        column, said = listed.column, answers.get(listed.column.name, {})
        there = {key(meaning.text) for meaning in listed.meanings}
        if column.kind is Kind.ROW:
            _check_names(plan, listed, said.values())
        elif is_entry(column):
            _check_entries(column, said.values())
        for text in said:
            if key(text) not in there:
                yield problem(
                    "value.unused",
                    sheet=found.sheet.name,
                    column=column.name,
                    label=column.title,
                    value=text,
                )


def _check_names(plan: Plan, listed: ListColumn, said: Iterable[str]) -> None:
    declared = table_named(listed.column.refers)
    names = NameResolver(plan, declared.name, [meaning.text for meaning in listed.meanings])
    for name in said:
        if name and not names.knows(name):
            titles = [title_of(row) for row in plan.rows(declared.name).values()]
            raise WrongValue(
                _(
                    "Neither the plan nor the file has “{name}” in {table}.",
                    name=name,
                    table=declared.title,
                ),
                _("The plan has: {names}.", names=tuple(titles[:_TOLD]))
                if titles
                else _("The plan has none yet."),
            )


def _check_entries(column: Column, said: Iterable[str]) -> None:
    titles = Entries(column.refers).titles
    for code in said:
        if code and code not in titles:
            raise WrongValue(
                _("{column} cannot be “{value}”.", column=column.title, value=code),
                _("Use a code, as in {codes}.", codes=tuple(titles)[:_TOLD]),
            )


def _list_column(plan: Plan, found: FoundTable, column: Column) -> ListColumn:
    guess = found.matching.guesses.get(column.name) if found.matching else None
    meanings = (_names if column.kind is Kind.ROW else _answers)(plan, found, column)
    order = list(Sureness)
    return ListColumn(
        column=column,
        header=guess.heading.whole or guess.heading.letters if guess else "",
        meanings=tuple(
            sorted(meanings, key=lambda one: (-order.index(one.judgement.sureness), -one.count))
        ),
        asks=column.name != PLACE,
    )


def _gathered(
    said: Iterable[tuple[str, T]], where: Callable[[T], str], judge: Judge
) -> list[Meaning]:
    """The texts, each once however it is capitalised; `where` finds the cells that say it first."""
    counts: dict[str, int] = {}
    cells: dict[str, list[str]] = {}
    spelt: dict[str, str] = {}  # the first spelling of each text, by the very spelling of a cell
    first: dict[str, str] = {}
    for text, at in said:
        one = spelt.get(text)
        if one is None:
            one = spelt[text] = first.setdefault(key(text), text)
        counts[one] = counts.get(one, 0) + 1
        told = cells.setdefault(one, [])
        if len(told) < _CELLS and (cell := where(at)) and cell not in told:
            told.append(cell)
    return [
        Meaning(text=text, count=count, cells=tuple(cells[text]), judgement=judge(text))
        for text, count in counts.items()
    ]


def _names(plan: Plan, found: FoundTable, column: Column) -> list[Meaning]:
    """The names of rows of another table."""
    name = column.name
    said = [(str(row.values[name]), row) for row in found.rows if name in row.values]
    texts = [text for text, _row in said]
    names = NameResolver(plan, column.refers, texts)
    judge = name_meanings.judge(plan, column, names, list(dict.fromkeys(texts)))
    return _gathered(said, lambda row: row.cell(name).rpartition("!")[2], judge)


def _answers(plan: Plan, found: FoundTable, column: Column) -> list[Meaning]:
    """The answers of a fixed list, read as the reader of rows reads them."""
    guess = found.matching.guesses.get(column.name) if found.matching else None
    if guess is None or found.how is None:
        return []
    reader = ColumnReader(column, guess.heading.name, replace(found.how, picked={}))
    columns = [heading.column for heading in (guess.heading, *guess.fallbacks)]
    said = _said(found, column, reader, columns)
    judge = list_meanings.judge(plan, column, reader)
    return _gathered(said, lambda at: address(*at), judge)


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
