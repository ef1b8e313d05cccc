"""What a page says beside a label, beside a question or over a caption, true for the whole plan."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.withheld import IN_PART
from planner.exports.sheets.book import Cell, Live
from planner.exports.sheets.faces import Kind
from planner.exports.sheets.lettering import height
from planner.exports.sheets.page import Page, Text
from planner.exports.sheets.tallies import (
    WITHHELD_HERE,
    Tally,
    of_shown_part,
    of_what_is_shown,
    said,
    sentence_of,
)
from planner.messages import Fact, Message, paragraph
from planner.values import WITHHELD


def fact(page: Page, label: Text, text: Fact) -> None:
    """A label and what it says, in the first two columns; none that the whole plan has not."""
    told = page.book.tell(label)
    if page.record.is_true(told):
        is_true = page.record.is_true(f"{told}: {page.book.value(text)}")
        _beside(page, told, text if is_true else WITHHELD, ("fact", "plain"), 2)


def answer(page: Page, question: Message, sentences: Sequence[Message | Tally]) -> None:
    """A question beside what is said to it; what is withheld of that is said, and where it is."""
    page.record.is_partial |= IN_PART in sentences
    told = {
        sentence_of(one): said(one, page.record, page.book.tell)
        for one in sentences
        if one != IN_PART
    }
    whole = [one for one, shown in told.items() if shown == page.book.tell(one)]
    parts = [one for one, shown in told.items() if shown and one not in whole]
    missing = [WITHHELD_HERE] if not told or not all(told.values()) else []
    shown = (*whole, *([of_shown_part(*parts)] if parts else []), *missing)
    _beside(page, question, paragraph(*shown), ("fact_row", "row"), 5)


def _beside(page: Page, left: Text, right: Fact, roles: tuple[str, str], free: float) -> None:
    """A row of two cells, as high as the longer text needs and somewhat more."""
    asked = page.put(0, left, page.book.face(roles[0], "words"))
    told = page.put(1, right, page.book.face(roles[1], "words"))
    tall = max(height(asked, page.widths[0], bold=True), height(told, page.widths[1]))
    page.tall(page.row, tall + free)
    page.row += 1


def key_figure(
    page: Page, column: int, cell: Cell, kind: Kind, caption: Message, role: str = "figure"
) -> None:
    """A key figure over its caption; what differs is withheld, a live sum says of what."""
    if not page.record.is_true(page.book.tell(caption), cell):
        is_live = isinstance(cell, Live)
        cell, caption = (cell, of_what_is_shown(caption)) if is_live else (WITHHELD, caption)
    least = isinstance(cell, Live) and cell.at_least
    page.put(column, cell, page.book.face(role, kind, at_least=least))
    page.put(column, caption, page.book.face("caption"), page.row + 1)
