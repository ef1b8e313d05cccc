"""What our workbooks are known by when they come back: sheets, headers, marks, their identity."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlencode

from planner.analysis.returns.ministry_share import SHARED
from planner.languages import recognition
from planner.languages.catalogues import spoken, texts
from planner.messages import Message, _
from planner.plan import Plan, ministry_column, title_of
from planner.schema import Column, Kind, Row, Table
from planner.values import fold, to_text

LISTS: Final = _("Lists")
ABOUT: Final = _("About this file")
REVISION: Final = _("Revision")
CLEAR: Final = _("clear")
"""What a ministry writes into a cell to empty it."""
SIGN_FUNCTION: Final = _("Function of the person who signs off")
SIGN_DATE: Final = _("Date of sign-off")

TEMPLATE_VERSION: Final = 1
IDENTITY: Final = "R2P_RETURN"
"""The defined name and the custom property that hold the identity of a ministry's workbook."""
IDENTITY_SCHEME: Final = "r2p-return?"
_SHORT: Final = 16

_LONGEST_TITLE: Final = 31
_NOT_IN_A_TITLE: Final = re.compile(r"[:\\/?*\[\]\x00-\x1f]")

PACKAGE: Final = "datapackage.json"
GUARDED: Final = frozenset(
    {Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ROW, Kind.ENTRY, Kind.TAGS}
)
"""The kinds of values whose text is guarded in a CSV file."""
_STARTS: Final = (
    r"(?:^{0}(?='*\s*[=+\-@\t\r\n＝＋－＠])|(?<=[;\t\r\n]){0}(?='*[^\S;\t\r\n]*[=+\-@＝＋－＠]))"
)
"""Where a cell may start: where the text does, and after what a program takes for a separator."""
_LIVE: Final = re.compile(_STARTS.format(""))
_GUARDED: Final = re.compile(_STARTS.format("'"))

_DASH: Final = " — "
_LONGEST: Final = 120


def in_every_language(text: Message, office: Path | None = None) -> frozenset[str]:
    """What a text is or ever was in each language, folded for finding it again.

    `office` is the folder of an office's own words.
    """
    now = (texts(code, office).text(text) for code in spoken(frozenset()))
    return frozenset(map(fold, (*now, *recognition.words("returns").get(text.text, ()))))


def sheet_title(text: str, taken: Collection[str] = ()) -> str:
    """What a sheet of that title is called: no sign that spreadsheets refuse, cut at a word.

    `taken` are the folded titles that are there already.
    """
    clean = " ".join(_NOT_IN_A_TITLE.sub(" ", text).split()).strip("' ")
    title, number = _cut(clean, _LONGEST_TITLE), 1
    while title.casefold() in taken:
        number += 1
        title = f"{_cut(clean, _LONGEST_TITLE - 4)} ({number})"
    return title


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    words = text[: most + 1].rsplit(" ", 1)
    return (words[0] if len(words) > 1 else text[:most]).rstrip(" ,;'")


def guarded(text: str) -> str:
    """The text with an apostrophe before = + - @ wherever a cell may start, so that it is never a
    formula: at its start, and after a semicolon, a tab or a line's end.
    """
    return _LIVE.sub("'", text)


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return _GUARDED.sub("", text)


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a sheet; a text longer than a cell goes on in the parts after the first."""

    column: Column
    part: int = 1

    def header(self, label: str) -> str:
        """The words over the column; those of later parts end alike in every language."""
        return label if self.part == 1 else f"{label} (continued {self.part})"


class Mark(StrEnum):
    """What is asked of a column."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    LOCKED = "locked"


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table's sheet, the id first: all that are not restricted, and what its rows
    need. A table with such a column goes out at the restricted level only."""
    return tuple(column for column in table.columns if is_asked(column))


def is_asked(column: Column) -> bool:
    """Whether a ministry is asked for a column, and what comes back in it is read."""
    return column.required or not column.restricted


def mark_of(table: Table, column: Column) -> Mark:
    """Whether a column must be filled, may be, or is to be left: ids and what says whose a row is.

    A locked column is locked in the rows that were issued; a new row may fill it.
    """
    if column.kind is Kind.ID or ministry_column(table) == column.name:
        return Mark.LOCKED
    if column.required:
        return Mark.LOCKED if column.kind is Kind.ROW else Mark.REQUIRED
    return Mark.OPTIONAL


def named(row: Row | None, row_id: str) -> str:
    """How a row of another table is named in a cell: its id, and what people call it."""
    title = title_of(row) if row is not None else row_id
    if title == row_id:
        return row_id
    line = " ".join(title.split())
    return f"{row_id}{_DASH}{line if len(line) <= _LONGEST else line[: _LONGEST - 1] + '…'}"


def id_in(text: str) -> str:
    """The id at the start of a cell that names a row; the whole text when there is none."""
    return text.partition(_DASH.strip())[0].strip()


def offered(plan: Plan, share: Plan, table_name: str) -> list[str]:
    """What a drop-down for rows of a table offers: of what ministries share, their own only."""
    rows = (share if table_name in SHARED else plan).rows(table_name)
    return [named(row, row_id) for row_id, row in rows.items()]


@dataclass(frozen=True, kw_only=True)
class Identity:
    """What a return workbook was issued as: revision, end of the log there, ministry, issue.

    `content` is the digest of the rows that went out, `log` the start of the hash of the revision.
    """

    revision: int
    log: str
    content: str
    ministry: str
    issue: int
    issued: date
    language: str
    template: int = TEMPLATE_VERSION

    @property
    def line(self) -> str:
        """The identity as one line of plain letters."""
        return IDENTITY_SCHEME + urlencode(asdict(self))


ADDED_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "actions": ("pillar", "route", "depends_on", "legal_change"),
        "costs": ("donor",),
        "indicators": ("why_unknown", "promised_on"),
    }
)
"""Columns that workbooks issued before them do not have; blank, they are no part of a digest."""


def digest_of(share: Plan) -> str:
    """What tells one state of a ministry's rows from another."""
    texts = (
        f"{table.name}/{row.id}/{column.name}={text}"
        for table, row in share
        for column in table.columns
        if (text := to_text(getattr(row, column.name)))
        or column.name not in ADDED_COLUMNS.get(table.name, ())
    )
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:_SHORT]


def start_of(log_hash: str) -> str:
    """The part of a revision's hash that a workbook carries."""
    return log_hash[:_SHORT]
