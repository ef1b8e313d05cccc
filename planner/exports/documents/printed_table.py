"""A table of an answer as a table of Word: as wide as its words need, its head on every page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import _Cell  # type: ignore[reportPrivateUsage]  # a table's own list of cells is slow
from docx.text.paragraph import Paragraph

from planner.analysis.answers import AnswerColumn, CellKind
from planner.exports.documents import word_parts
from planner.exports.documents.blocks import PrintedTable, WordStyle
from planner.languages.voice import Voice
from planner.messages import Fact, _

_LETTER: Final = 0.185
"""How wide a letter of a table is, in centimetres, a little on the wide side."""
_ROOM: Final = 0.3
_BOLD: Final = 1.15
"""How much wider a letter of a head is."""
_LONGEST_WORD: Final = 34
_LINES: Final = 70
_TORN: Final = 600
"""From so many letters on a row may go on on the next page."""
_RIGHT: Final = frozenset({CellKind.COUNT, CellKind.SUM, CellKind.SHARE})
_BLANK: Final = "–"


class Paper(Protocol):
    """The document that a table is printed in."""

    file: WordDocument
    voice: Voice
    most: int

    @property
    def width(self) -> float:
        """How wide the text of a page is, in centimetres."""
        ...

    def told(self, fact: Fact) -> str:
        """A fact as a cell says it."""
        ...

    def write(self, text: Fact, style: WordStyle) -> Paragraph:
        """A paragraph in a style."""
        ...

    def fill(self, paragraph: Paragraph, text: str) -> None:
        """Put a text into a paragraph."""
        ...


@dataclass(frozen=True)
class _ToldColumn:
    """A column with its head and its cells as they are printed."""

    column: AnswerColumn[Any]
    head: str
    cells: tuple[str, ...]

    @property
    def least(self) -> float:
        """The width at which no word is broken that is not too long for any column."""
        longest = max((len(word) for cell in self.cells for word in cell.split(" ")), default=1)
        head = max(map(len, self.head.split(" "))) * _BOLD
        return min(max(longest, head), _LONGEST_WORD) * _LETTER + _ROOM

    @property
    def wish(self) -> float:
        """The width at which its longest text takes few lines."""
        longest = max(map(len, (self.head, *self.cells)))
        return max(min(longest, _LINES) * _LETTER + _ROOM, self.least)


def print_table(document: Paper, block: PrintedTable) -> None:
    """The caption, the table, and below it what of it does not stand there."""
    part = block.part
    lines = part.lines[: block.most or document.most]
    told = [
        _ToldColumn(
            one,
            document.told(one.head) if one.head else "",
            tuple(_cell(document, one.value(line)) for line in lines),
        )
        for one in part.columns
    ]
    kept, widths = _fitting(told, document.width)
    document.write(part.title, WordStyle.CAPTION)
    _draw(document, kept, widths, len(lines))
    if part.note:
        document.write(part.note, WordStyle.NOTE)
    left_out = tuple(one.column.head for one in told[len(kept) :])
    if left_out:
        said = _("Left out here for want of room: {columns}.", columns=left_out)
        document.write(said, WordStyle.NOTE)
    if len(part.lines) > len(lines):
        document.write(
            _(
                "{shown} of {all} lines stand here; all of them are in the workbooks.",
                shown=len(lines),
                all=len(part.lines),
            ),
            WordStyle.NOTE,
        )


def _cell(document: Paper, value: Fact) -> str:
    """What stands in a cell; a day in few letters, which are not torn apart."""
    if isinstance(value, date):
        return document.voice.short_day(value).replace(" ", "\u00a0")
    return document.told(value) or _BLANK


def _fitting(
    told: Sequence[_ToldColumn], room: float
) -> tuple[Sequence[_ToldColumn], Sequence[float]]:
    """The first columns that fit, each as wide as its longest word, the rest shared by need."""
    kept = list(told)
    while len(kept) > 1 and sum(one.least for one in kept) > room:
        kept.pop()
    least = [one.least for one in kept]
    wishes = [one.wish - one.least for one in kept]
    spare, wished = max(room - sum(least), 0.0), sum(wishes)
    part = min(spare / wished, 1.0) if wished else 0.0
    widths = [own + more * part for own, more in zip(least, wishes, strict=True)]
    return kept, [width * min(room / sum(widths), 1.0) for width in widths]


def _draw(document: Paper, told: Sequence[_ToldColumn], widths: Sequence[float], rows: int) -> None:
    table = document.file.add_table(rows + 1, len(told))
    table.style = str(WordStyle.TABLE)
    table.autofit = False
    if document.voice.is_right_to_left:
        table.table_direction = WD_TABLE_DIRECTION.RTL
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    texts = [[one.head, *one.cells] for one in told]
    looks = (WordStyle.TABLE_HEAD, WordStyle.TABLE_TEXT)
    styles = [str(document.file.styles[str(look)].style_id) for look in looks]  # found once
    for number, row in enumerate(table._tbl.tr_lst):
        style = styles[min(number, 1)]
        for at, part in enumerate(row.tc_lst):
            cell = _Cell(part, table)
            cell.width = Cm(widths[at])
            paragraph = cell.paragraphs[0]
            paragraph._p.style = style
            document.fill(paragraph, texts[at][number])
            if told[at].column.measure in _RIGHT:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    lengths = [max(len(column[number]) for column in texts) for number in range(rows + 1)]
    word_parts.set_rows(table, whole={at for at, one in enumerate(lengths) if one < _TORN})
