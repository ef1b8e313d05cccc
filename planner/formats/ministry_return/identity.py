"""How a return workbook says what it is: one line, kept in three places of the file."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode

from planner.intake.grid import Book
from planner.plan import Plan
from planner.values import to_text

TEMPLATE_VERSION: Final = 1
NAME: Final = "R2P_RETURN"
"""The defined name and the custom property that hold the identity."""

_SCHEME: Final = "r2p-return?"
_PARTS: Final = ("xl/workbook.xml", "docProps/custom.xml", "meta.xml")
_LARGEST_PART: Final = 2**20
_LINE: Final = re.compile(r"r2p-return\?[\w=&;.%+-]{10,400}")
_SHORT: Final = 16


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
        return _SCHEME + urlencode(asdict(self))


def digest_of(share: Plan) -> str:
    """What tells one state of a ministry's rows from another."""
    texts = (
        f"{table.name}/{row.id}/{column.name}={to_text(getattr(row, column.name))}"
        for table, row in share
        for column in table.columns
    )
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:_SHORT]


def start_of(log_hash: str) -> str:
    """The part of a revision's hash that a workbook carries."""
    return log_hash[:_SHORT]


def identity_of(book: Book, content: bytes) -> Identity | None:
    """What a file says it is: on a sheet, else by its defined name or property; None when it does
    not say."""
    for text in (*_in_cells(book), *_in_parts(content)):
        for line in _LINE.findall(text):
            found = _parsed(line)
            if found is not None:
                return found
    return None


def _in_cells(book: Book) -> Iterator[str]:
    for sheet in reversed(book.sheets):
        for row in sheet.rows:
            yield from (cell for cell in row if isinstance(cell, str) and _SCHEME in cell)


def _in_parts(content: bytes) -> Iterator[str]:
    """The texts of the parts that hold names and properties; none in a file that is no archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in _PARTS:
                if name in archive.namelist():
                    with archive.open(name) as part:
                        text = part.read(_LARGEST_PART).decode("utf-8", "replace")
                    yield text.replace("&amp;", "&")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        return


def _parsed(line: str) -> Identity | None:
    facts = dict(parse_qsl(line.removeprefix(_SCHEME).replace("&amp;", "&")))
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
