"""The lists behind the drop-downs of a return workbook, in the ministry's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from planner.analysis.returns.ministry_share import SHARED
from planner.languages.return_words import Words
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.schema import Column, Kind
from planner.workbooks import columns_of, offered

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Lists:
    """Every list by its key: a title, and lines of a value with its meaning (may be blank)."""

    titles: Mapping[str, str]
    lines: Mapping[str, Lines]

    def columns(self) -> Iterable[tuple[str, list[str]]]:
        """The columns of the sheet: title and cells; a list with meanings takes two."""
        for key, lines in self.lines.items():
            yield self.titles[key], [value for value, _ in lines]
            if any(meaning for _, meaning in lines):
                yield "", [meaning for _, meaning in lines]

    def range_for(self, column: Column, sheet: str) -> str:
        """The range with a column's answers; blank for a column without a list."""
        lines = self.lines.get(_key(column), ())
        if not lines:
            return ""
        place = xl_col_to_name(self._places[_key(column)])
        quoted = sheet.replace("'", "''")
        return f"='{quoted}'!${place}$2:${place}${len(lines) + 1}"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        places: dict[str, int] = {}
        at = 0
        for key, lines in self.lines.items():
            places[key] = at
            at += 2 if any(meaning for _, meaning in lines) else 1
        return places


def lists_of(plan: Plan, share: Plan, reference: Reference, words: Words) -> Lists:
    """The lists that the sheets of a ministry ask for."""
    titles: dict[str, str] = {}
    lines: dict[str, Lines] = {}
    for name in SHARED:
        table = table_named(name)
        for column in columns_of(table):
            key = _key(column)
            if not key or key in lines:
                continue
            titles[key] = _title(column, words) or words.catalogue.label(
                table, column, words.language
            )
            lines[key] = _lines(column, plan, share, reference, words)
    return Lists(titles=titles, lines=lines)


def _lines(column: Column, plan: Plan, share: Plan, reference: Reference, words: Words) -> Lines:
    match column.kind:
        case Kind.ROW:
            return tuple((text, "") for text in offered(plan, share, column.refers))
        case Kind.ENTRY if column.refers == "catalogue":
            return tuple((action.id, action.title) for action in reference.actions)
        case Kind.ENTRY:
            codes = {code.code: code.name for code in reference.purpose_codes}
            return tuple(codes.items())
        case _:
            answers = (True, False) if column.kind is Kind.FLAG else tuple(column.answers or ())
            say = words.catalogue.answer_label
            return tuple((say(answer, words.language), "") for answer in answers)


def _key(column: Column) -> str:
    match column.kind:
        case Kind.ROW | Kind.ENTRY:
            return f"{column.kind.value} {column.refers}"
        case Kind.FLAG:
            return "flag"
        case Kind.CHOICE:
            return column.answers.__name__ if column.answers else ""
        case _:
            return ""


def _title(column: Column, words: Words) -> str:
    match column.kind:
        case Kind.ROW:
            return words.catalogue.table_label(table_named(column.refers), words.language)
        case Kind.FLAG:
            return words.say("yes_no")
        case _:
            return ""
