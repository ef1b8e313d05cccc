"""Entries of the reference lists as files name them: by code, by title, by both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from planner.intake.inspection import FoundTable
from planner.intake.rows.picks import key
from planner.intake.rows.reading import ReadRow
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.readers.texts import folded
from planner.reference import Reference
from planner.schema import Column, Kind, Value
from planner.services import catalogue

_CODE = re.compile(r"[A-Za-z]{2,4}-\d{2}|\d{1,2}(?:\.\d{1,2})?")
_FACTORS = ("risk_factors", "signs")


class Entries:
    """The entries of one reference list."""

    def __init__(self, refers: str) -> None:
        self._refers, self._reference = refers, catalogue.reference()

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """What each entry is called, by its code."""
        return dict(_titles(self._refers, self._reference))

    @cached_property
    def _by_words(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for factor in self._reference.risk_factors if self._refers in _FACTORS else ():
            for title in (factor.title_fr, factor.title_es):
                known[folded(title)] = str(factor.number)
        return known | {folded(title): code for code, title in self.titles.items()}

    def code(self, text: str) -> str:
        """The code of the entry that a text names: "7", "RF 7", "7. Title", the title; else ""."""
        code = text.strip().upper()
        if code in self.titles:
            return code
        if named := self._by_words.get(folded(text)):
            return named
        said = {found.upper() for found in _CODE.findall(text)} & self.titles.keys()
        return said.pop() if len(said) == 1 else ""


def is_entry(column: Column) -> bool:
    """Whether a column names an entry of a reference list other than the aid codes."""
    return column.kind is Kind.ENTRY and column.refers != "purpose_codes"


def by_code(found: FoundTable) -> FoundTable:
    """The table with codes where its rows name entries; a name of none is a problem of its row."""
    columns = [column for column in table_named(found.table).columns if is_entry(column)]
    columns = [one for one in columns if any(one.name in row.values for row in found.rows)]
    if not columns:
        return found
    named = [_Named(column, found) for column in columns]
    return replace(found, rows=tuple(_entered(row, found, named) for row in found.rows))


class _Named:
    """One column that names entries, with a person's word on what its texts mean."""

    def __init__(self, column: Column, found: FoundTable) -> None:
        self.column = column
        self._entries = Entries(column.refers)
        said = found.options.values.get(column.name, {})
        self._picked = {key(text): code for text, code in said.items()}

    def code(self, text: str) -> str | None:
        """The code of the entry; blank when a person leaves it out, None when nobody knows."""
        picked = self._picked.get(key(text))
        return picked if picked is not None else self._entries.code(text) or None


def _entered(row: ReadRow, found: FoundTable, named: Iterable[_Named]) -> ReadRow:
    values: dict[str, Value] = dict(row.values)
    problems, unplaced_texts = list(row.problems), list(row.unplaced_texts)
    for one in named:
        column = one.column
        if column.name not in values:
            continue
        text = str(values.pop(column.name))
        code = one.code(text)
        if code:
            values[column.name] = code
            continue
        unplaced_texts.append(f"{column.label}: {text}")
        if column.required or code is None:
            problems.append(_unknown(row, found, column, text))
    return replace(
        row, values=values, problems=tuple(problems), unplaced_texts=tuple(unplaced_texts)
    )


def _unknown(row: ReadRow, found: FoundTable, column: Column, text: str) -> Problem:
    return Problem(
        severity=Severity.ERROR if column.required else Severity.WARNING,
        code="entry.unknown",
        message=f"“{text[:60]}” is no {column.label.lower()} of the planner.",
        hint=column.help,
        sheet=found.sheet.name,
        cell=row.cells.get(column.name, "").rpartition("!")[2],
        row=row.number,
        column=column.name,
        label=column.label,
        value=text[:200],
    )


def _titles(refers: str, reference: Reference) -> Iterator[tuple[str, str]]:
    if refers in _FACTORS:
        yield from ((str(one.number), one.title) for one in reference.risk_factors)
    if refers in ("indicators", "signs"):
        yield from ((one.number, one.label) for one in reference.indicators)
    if refers == "catalogue":
        yield from ((one.id, one.title) for one in reference.actions)
