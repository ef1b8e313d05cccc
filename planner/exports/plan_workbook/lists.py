"""The lists behind the drop-downs of a plan workbook: answers, and entries with titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from planner.plan import all_tables
from planner.reference import Reference
from planner.schema import Choice, Column, Kind

FLAG = "yes or no"


@dataclass(frozen=True, kw_only=True)
class Lists:
    """The lists in the order of their columns: key → value and what it means (may be blank)."""

    lists: Mapping[str, tuple[tuple[str, str], ...]]

    def columns(self) -> Iterable[tuple[str, list[str]]]:
        """Every column of the sheet: its header and its cells; a list with meanings takes two."""
        for key, lines in self.lists.items():
            title = _title(key)
            yield title, [value for value, _ in lines]
            if _has_meanings(lines):
                yield f"{title}: meaning", [meaning for _, meaning in lines]

    def range_for(self, column: Column, sheet: str) -> str:
        """The range that holds the answers of a column, blank when they are not a list."""
        key = _key(column)
        if key not in self.lists:
            return ""
        place = xl_col_to_name(self._places[key])
        return f"='{sheet}'!${place}$2:${place}${len(self.lists[key]) + 1}"

    @cached_property
    def _places(self) -> Mapping[str, int]:
        places: dict[str, int] = {}
        index = 0
        for key, lines in self.lists.items():
            places[key] = index
            index += 2 if _has_meanings(lines) else 1
        return places


def lists_of(reference: Reference) -> Lists:
    """Every list that a column of a plan asks for."""
    lists: dict[str, tuple[tuple[str, str], ...]] = {FLAG: (("yes", ""), ("no", ""))}
    for table in all_tables():
        for column in table.columns:
            if column.kind is Kind.CHOICE and column.answers is not None:
                lists[_key(column)] = tuple((answer.label, "") for answer in column.answers)
    return Lists(lists={**lists, **_entries(reference)})


def _entries(reference: Reference) -> Mapping[str, tuple[tuple[str, str], ...]]:
    factors = tuple((str(f.number), f.title) for f in reference.risk_factors)
    signs = tuple((i.number, i.marked_label) for i in reference.indicators)
    codes = {row.code: row.name for row in reference.purpose_codes}
    return {
        "catalogue": tuple((a.id, a.title) for a in reference.actions),
        "indicators": signs,
        "purpose_codes": tuple(codes.items()),
        "risk_factors": factors,
        "signs": factors + signs,
    }


def _key(column: Column) -> str:
    match column.kind:
        case Kind.FLAG:
            return FLAG
        case Kind.ENTRY:
            return column.refers
        case Kind.CHOICE:
            return _name(column.answers)
        case _:
            return ""


def _name(answers: type[Choice] | None) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", answers.__name__).lower() if answers else ""


def _title(key: str) -> str:
    return key.replace("_", " ").capitalize()


def _has_meanings(lines: tuple[tuple[str, str], ...]) -> bool:
    return any(meaning for _, meaning in lines)
