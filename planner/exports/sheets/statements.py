"""What a page says beside a label, beside a question or over a caption, true for the whole plan."""

from __future__ import annotations

from collections.abc import Sequence

from planner.analysis.withheld import IN_PART
from planner.exports.sheets.book import Cell, Live
from planner.exports.sheets.columns import of_what_is_shown
from planner.exports.sheets.faces import Kind
from planner.exports.sheets.lettering import height
from planner.exports.sheets.page import Page, Text
from planner.messages import Fact, Message, paragraph
from planner.values import WITHHELD


def fact(page: Page, label: Text, text: Fact) -> None:
    """A label and what it says, in the first two columns; none that the whole plan has not."""
    told = page.book.tell(label)
    if page.record.is_true(told):
        is_true = page.record.is_true(f"{told}: {page.book.value(text)}")
        _beside(page, told, text if is_true else WITHHELD, ("fact", "plain"), 2)


def answer(page: Page, question: Message, sentences: Sequence[Message]) -> None:
    """A question beside what is said to it, of which each sentence may be withheld."""
    told = [one for one in sentences if one != IN_PART]
    page.record.is_partial |= len(told) < len(sentences)
    told = [one for one in told if page.record.is_true(page.book.tell(one))]
    _beside(page, question, paragraph(*told) or WITHHELD, ("fact_row", "row"), 5)


def _beside(page: Page, left: Text, right: Fact, roles: tuple[str, str], free: float) -> None:
    """A row of two cells, as high as the longer text needs and somewhat more."""
    asked = page.put(0, left, page.book.face(roles[0], "words"))
    said = page.put(1, right, page.book.face(roles[1], "words"))
    tall = max(height(asked, page.widths[0], bold=True), height(said, page.widths[1]))
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
