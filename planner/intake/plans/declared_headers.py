"""Which header stands over which column: written from the declaration, found again by its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from planner import languages
from planner.schema import Table
from planner.values import fold
from planner.workbooks import Field

_CONTINUED: Final = re.compile(r"(.*) continued (\d+)")
_SEARCHED: Final = 20


@dataclass(frozen=True, kw_only=True)
class HeaderRow:
    """A header row found on a sheet: its index, its fields by column index, unknown headers."""

    row: int
    fields: Mapping[int, Field]
    unknown: tuple[str, ...]


def table_for(sheet: str) -> Table | None:
    """The table whose sheet has that name in any language, in the plural or the singular."""
    return languages.load().sheets().get(fold(sheet))


def find_header(table: Table, lines: Iterable[list[str]]) -> HeaderRow | None:
    """The first line with the id's header, else the first with two of the table's."""
    candidates = [
        HeaderRow(row=number, fields=fields, unknown=unknown)
        for number, line in zip(range(_SEARCHED), lines, strict=False)
        for fields, unknown in [_fields(table, line)]
        if fields
    ]
    with_id = (c for c in candidates if any(f.column.name == "id" for f in c.fields.values()))
    return next(with_id, next((c for c in candidates if len(c.fields) > 1), None))


def _fields(table: Table, line: list[str]) -> tuple[dict[int, Field], tuple[str, ...]]:
    known = languages.load().headers(table)
    found: dict[int, Field] = {}
    unknown: list[str] = []
    for index, text in enumerate(line):
        header = fold(text)
        continued = _CONTINUED.fullmatch(header)
        name, part = (continued[1], int(continued[2])) if continued else (header, 1)
        if name in known and (field := Field(column=known[name], part=part)) not in found.values():
            found[index] = field
        elif header:
            unknown.append(text)
    return found, tuple(unknown)
