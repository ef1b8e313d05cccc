"""Entries of the reference lists as files name them: by code, by title, by both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from planner.intake.inspection import FoundTable
from planner.intake.rows.picks import key
from planner.intake.rows.table_reader import ReadRow
from planner.languages import Voice, translated
from planner.plan import table_named
from planner.problems import Severity
from planner.readers.texts import folded
from planner.reference import Reference
from planner.schema import Column, Kind, Value
from planner.services import catalogue
from planner.services.importing.row_problems import row_problem

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
            for code in translated():
                known[folded(Voice(code).tell(factor.name))] = str(factor.number)
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


def with_entry_codes(found: FoundTable) -> FoundTable:
    """The table with codes where its rows name entries; a name of none is a problem of its row."""
    for column in table_named(found.table).columns:
        if is_entry(column) and any(column.name in row.values for row in found.rows):
            found = _with_codes(found, column)
    return found


def _with_codes(found: FoundTable, column: Column) -> FoundTable:
    entries = Entries(column.refers)
    said = found.options.values.get(column.name, {})
    picked = {key(text): code for text, code in said.items()}

    def coded(row: ReadRow) -> ReadRow:
        if column.name not in row.values:
            return row
        values: dict[str, Value] = dict(row.values)
        text = str(values.pop(column.name))
        skipped = picked.get(key(text)) == ""
        code = picked.get(key(text)) or ("" if skipped else entries.code(text))
        if code:
            return replace(row, values={**values, column.name: code})
        asides = (*row.unplaced_texts, f"{column.label}: {text}")
        problems = row.problems
        if column.required or not skipped:
            severity = Severity.ERROR if column.required else Severity.WARNING
            facts: dict[str, Any] = {"value": text[:200], "help": column.explanation}
            problems += (
                row_problem("entry.unknown", row, found, column, severity=severity, **facts),
            )
        return replace(row, values=values, problems=problems, unplaced_texts=asides)

    return replace(found, rows=tuple(map(coded, found.rows)))


def _titles(refers: str, reference: Reference) -> Iterator[tuple[str, str]]:
    if refers in _FACTORS:
        yield from ((str(one.number), one.title) for one in reference.risk_factors)
    if refers in ("indicators", "signs"):
        yield from ((one.number, one.label) for one in reference.indicators)
    if refers == "catalogue":
        yield from ((one.id, one.title) for one in reference.actions)
