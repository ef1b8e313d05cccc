"""The rows of a file that were refused, as a workbook that goes straight back in once mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.declared import LONGEST_CELL
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Message, _

REASON: Final = _("Reason")
_WIDTH, _WIDTH_OF_REASONS = 18.0, 60.0

RejectedCell = str | int | float | bool | date | None


@dataclass(frozen=True, kw_only=True)
class RejectedRows:
    """Lines as they stood in the file, and what stands in the last column of each: why, or a head.

    `merges` are blocks of heads: top, left, bottom and right, counted from 0.
    """

    lines: Sequence[tuple[Sequence[RejectedCell], Message | str]]
    merges: Sequence[tuple[int, int, int, int]] = ()


def write(rows: RejectedRows, voice: Voice) -> bytes:
    """The workbook: the lines in their order, each with its reason."""
    book = OutgoingBook(voice)
    page, width = Page(book, ""), max((len(cells) for cells, _why in rows.lines), default=0)
    page.widen((*[_WIDTH] * width, _WIDTH_OF_REASONS))
    for top, left, bottom, right in rows.merges:
        page.sheet.merge_range(top, left, bottom, right, "")
    for at, (cells, reason) in enumerate(rows.lines):
        for column, cell in enumerate(cells):
            match cell:
                case bool():
                    page.sheet.write_boolean(at, column, cell)
                case str() if cell:
                    text = cell[:LONGEST_CELL]
                    page.sheet.write_string(at, column, text, book.face("plain", "plain"))
                case None | "":
                    continue
                case _:
                    kind = "iso" if isinstance(cell, date) else "plain"
                    page.put(column, cell, book.face("plain", kind), at)
        if reason:
            page.put(width, reason, book.face("plain", "words"), at)
    return book.finished()
