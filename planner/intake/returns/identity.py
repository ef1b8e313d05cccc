"""What a return workbook says it is: one line, kept in three places of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import parse_qsl

from planner.intake.grid import Book
from planner.workbooks import IDENTITY_SCHEME, Identity

_LINE: Final = re.compile(r"r2p-return\?[\w=&;.%+-]{10,400}")


def identity_of(book: Book) -> Identity | None:
    """What a file says it is: on a sheet, else by its defined name or property; None when it does
    not say."""
    for text in (*_in_cells(book), book.facts.get("identity", "")):
        for line in _LINE.findall(text):
            found = _parsed(line)
            if found is not None:
                return found
    return None


def _in_cells(book: Book) -> Iterator[str]:
    for sheet in reversed(book.sheets):
        for row in sheet.rows:
            yield from (cell for cell in row if isinstance(cell, str) and IDENTITY_SCHEME in cell)


def _parsed(line: str) -> Identity | None:
    facts = dict(parse_qsl(line.removeprefix(IDENTITY_SCHEME).replace("&amp;", "&")))
    try:
        return Identity(
            revision=int(facts["revision"]),
            log=facts["log"],
            content=facts["content"],
            ministry=facts["ministry"],
            issue=int(facts["issue"]),
            issued=date.fromisoformat(facts["issued"]),
            language=facts["language"],
            template=int(facts["template"]),
        )
    except (KeyError, ValueError):
        return None
