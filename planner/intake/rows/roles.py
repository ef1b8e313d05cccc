"""What each row below a header is: something to take in, or a total, a section, a remark."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median
from typing import Any, TypeGuard

from planner.intake.amounts import amount_of
from planner.intake.grid import Cell, Cells, Sheet, address, cell_in, filled_columns, is_blank
from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.row_words import PART_TOTAL, PURE_TOTAL, is_remark, label_of_total
from planner.intake.tables.cell_evidence import is_public_body
from planner.intake.tables.headings import is_numbering, is_tag_row, text_of
from planner.readers.numbers import Mark
from planner.schema import Table

EMPTY, HEADER, TOTAL, SUBTOTAL, SECTION, REMARK = (
    "empty", "header repeated", "total", "subtotal", "section", "remark",
)  # fmt: skip
_SPARSE = 0.34  # of the cells or texts that a row usually has
_CLOSE = Decimal("0.005")
_LOOKED_AT = 2_000  # rows that say what a usual row is

_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_PLACEHOLDERS = frozenset("xXхХ")
_FULL = 4  # columns; a table of fewer may well have rows with nothing but their name
_LABELLED = re.compile(r"^[^:]{2,40}:\s*(?=\S)")
_NUMBERED = re.compile(r"^\W*(?:[ivxlc]+|\d+|[a-z])[.)\-–]\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class SkippedRow:
    """A row that was not taken in, and why."""

    row: int
    why: str


@dataclass(frozen=True, kw_only=True)
class InheritedValue:
    """A value that a section row hands down: the field, the text and the cell it stands in."""

    field: str
    text: str
    row: int = 0
    column: int = 0

    @property
    def cell(self) -> str:
        """The address of the cell; blank for what stands in none."""
        return address(self.row, self.column) if self.row else ""


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The rows to take in, those skipped, and what sections hand down to rows below.

    `single_cell_rows` are rows taken in of which only the name is filled: they may be remarks.
    """

    rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    inherited: Mapping[int, tuple[InheritedValue, ...]]
    single_cell_rows: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class RowLayout:
    """Where the rows of a table stand, and which column of the plan's table stands where.

    `columns` are numbers counted from 1 by the names of the plan's columns; the header rows may be
    none. It is all that telling rows apart needs, however the header was understood. `numbers` are
    further columns that totals add up; `sections` says of which fields a row with nothing but a
    text may speak for the rows below it, and whether a text does. Where `texts_stand_alone`, such a
    row is a section also in a table of one or two columns.
    """

    table: Table
    columns: Mapping[str, int]
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    numbers: tuple[int, ...] = ()
    sections: Mapping[str, Callable[[str], bool]] = field(
        default_factory=dict[str, Callable[[str], bool]]
    )
    texts_stand_alone: bool = False


class _Sums:
    """Running sums of the columns of numbers: of everything, and since the last subtotal.

    Few rows look like a total, so rows are added up only when one does.
    """

    def __init__(self, amounts_of: Callable[[int], Mapping[int, Decimal]]) -> None:
        self._amounts_of = amounts_of
        self._whole, self._part = Counter[int](), Counter[int]()
        self._waiting: list[int] = []
        self.rows = 0

    def add(self, number: int) -> None:
        """Count a row in."""
        self.rows += 1
        self._waiting.append(number)

    def start_part(self) -> None:
        """Begin the next subtotal."""
        self._add_up()
        self._part.clear()

    def match(self, number: int) -> str:
        """What the amounts of a row are: a total, a subtotal, or neither ("")."""
        self._add_up()
        amounts = {column: amount for column, amount in self._amounts_of(number).items() if amount}
        for sums, role in ((self._whole, TOTAL), (self._part, SUBTOTAL)):
            off = (abs(a - sums[c]) > _CLOSE * abs(sums[c]) for c, a in amounts.items())
            if amounts and not any(off):
                return role
        return ""

    def _add_up(self) -> None:
        for number in self._waiting:
            amounts: Mapping[int, Any] = self._amounts_of(number)  # a Counter adds what it is given
            self._whole.update(amounts)
            self._part.update(amounts)
        self._waiting.clear()


class RowReader:
    """Tells the rows of one table apart, from top to bottom."""

    def __init__(self, sheet: Sheet, layout: RowLayout, decimal: Mark | None) -> None:
        declared, columns = layout.table, layout.columns
        self._sheet, self._layout = sheet, layout
        self._decimal: Mark | None = decimal
        identity = [name for name in ("reference", "title") if name in columns] or [
            c.name for c in declared.columns if c.required and c.name in columns
        ]
        self._identity = [columns[name] for name in identity]
        self._reference = columns.get("reference", 0)
        numbers = (columns[n] for n in columns if declared.column(n).kind in NUMERIC)
        self._numbers = dict.fromkeys((*numbers, *layout.numbers))
        self._names = {text_of(c) for r in layout.header_rows for c in sheet.row(r)} - {""}
        first, last = layout.first_row, layout.last_row
        sample = range(first, last + 1, max(1, (last - first + 1) // _LOOKED_AT))
        filled = [cells for number in sample if filled_columns(cells := sheet.row(number))]
        self._usual = median(len(filled_columns(cells)) for cells in filled) if filled else 0
        self._usual_words = median(len(_words(cells)) for cells in filled) if filled else 0
        self._most_others = max(1.0, _SPARSE * self._usual_words)
        self._sums = _Sums(self._amounts)

    def read(self) -> Roles:
        """The role of every row from the first to the last."""
        rows: list[int] = []
        skipped: list[SkippedRow] = []
        inherited: dict[int, tuple[InheritedValue, ...]] = {}
        now: tuple[InheritedValue, ...] = ()
        for number in range(self._layout.first_row, self._layout.last_row + 1):
            why = self._why_not(number)
            if not why:
                rows.append(number)
                self._sums.add(number)
                if now:
                    inherited[number] = now
                continue
            skipped.append(SkippedRow(row=number, why=why))
            if why == SECTION:
                now = self._handed_down(number) or now
            if why in (SUBTOTAL, TOTAL):
                self._sums.start_part()
        single = self._single_cell_row(rows[-1] if rows else 0, skipped)
        rows += single
        return Roles(
            rows=tuple(rows),
            skipped=_told([one for one in skipped if one.row not in single], rows),
            inherited=inherited,
            single_cell_rows=frozenset(single),
        )

    def _single_cell_row(self, last: int, skipped: Sequence[SkippedRow]) -> list[int]:
        """The one row after the last that may be a row with nothing but its name, if any."""
        after = [one for one in skipped if one.row > last and one.why != EMPTY]
        if [(one.row, one.why) for one in after] != [(last + 1, SECTION)]:
            return []
        column = _words(self._sheet.row(last + 1))[0]
        remark = is_remark(text_of(self._sheet.at(last + 1, column)))
        return [last + 1] if column in self._identity and not remark else []

    def _why_not(self, number: int) -> str:
        """Why a row is not taken in; blank when it is."""
        cells = self._sheet.row(number)
        filled = filled_columns(cells)
        if not filled:
            return EMPTY
        if self._sheet.names:  # a file of records has no totals, sections or remarks among them
            return ""
        if self._is_header(cells, filled) or is_numbering(cells) or is_tag_row(cells):
            return HEADER
        return self._total(number, cells) or self._sparse(cells, filled)

    def _is_header(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row says the names of the columns again."""
        if len(filled) < 2 or text_of(cells[filled[0] - 1]) not in self._names:
            return False
        texts = [text_of(cells[column - 1]) for column in filled]
        return len(self._names.intersection(texts)) >= 0.8 * len(texts)

    def _total(self, number: int, cells: Cells) -> str:
        """Whether a row is a total or a subtotal: by its word, or by its sum when it has none."""
        labels: list[str] = []
        others = 0
        for text in filter(_is_word, cells):
            if label := label_of_total(text):
                labels.append(label)
            elif text.strip() not in _PLACEHOLDERS:
                others += 1
            if others > self._most_others:
                return ""
        if not labels:
            nameless = not others and self._sums.rows >= 2 and not self._has_reference(cells)
            return self._sums.match(number) if nameless else ""
        if self._named_by_number(cells):
            return ""
        sums = self._sums.match(number)
        label = labels[0]
        if not sums and not PURE_TOTAL.fullmatch(label) and not is_public_body(label):
            return ""
        return SUBTOTAL if PART_TOTAL.match(label) else sums or TOTAL

    def _named_by_number(self, cells: Cells) -> bool:
        """Whether the row has a reference of its own, so that "Total ..." is its title."""
        return self._has_reference(cells) and not _is_word(cells[self._reference - 1])

    def _has_reference(self, cells: Cells) -> bool:
        return bool(self._reference) and _has(cells, self._reference)

    def _sparse(self, cells: Cells, filled: Sequence[int]) -> str:
        """Whether a row has so little in it that it is a section or a remark."""
        if self._heads(cells, filled):
            return SECTION
        if self._layout.texts_stand_alone and len(filled) == len(_words(cells)) == 1:
            return SECTION
        if self._is_named(cells, filled):
            return ""
        words = _words(cells)
        if len(filled) <= max(1.0, _SPARSE * self._usual) and self._usual > 2:
            return SECTION if len(words) == 1 and len(filled) == 1 else REMARK
        if len(words) == 1 and self._usual_words >= 3 and not self._has_reference(cells):
            return SECTION if is_public_body(text_of(cells[words[0] - 1])) else ""
        return ""

    def _heads(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row has only the name of a public body, with or without its number."""
        if len(self._names) < _FULL or not set(filled) <= set(self._identity):
            return False
        words = _words(cells)
        return len(words) == 1 and is_public_body(text_of(cells[words[0] - 1]))

    def _is_named(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row has what names a row of its own: a reference with digits, or all names."""
        if self._has_reference(cells) and len(filled) > 1:
            number = text_of(cells[self._reference - 1])
            if " " not in number and _DIGIT.search(number):
                return True
        if len(filled) < 2 or not all(_has(cells, column) for column in self._identity):
            return False
        alone = len(filled) <= _SPARSE * self._usual and len(_words(cells)) == 1
        return len(self._identity) > 1 or not alone

    def _handed_down(self, number: int) -> tuple[InheritedValue, ...]:
        """What a section says of the rows below it, where no column says it."""
        cells = self._sheet.row(number)
        column = _words(cells)[0]
        whole = text_of(cells[column - 1])
        text = _NUMBERED.sub("", _LABELLED.sub("", whole)).strip()
        for name, speaks in self._layout.sections.items():
            if speaks(whole) or speaks(text):
                return (InheritedValue(field=name, text=text, row=number, column=column),)
        return ()

    def _amounts(self, number: int) -> dict[int, Decimal]:
        cells = self._sheet.row(number)
        amounts = {at: _amount(cell_in(cells, at), self._decimal) for at in self._numbers}
        return {column: amount for column, amount in amounts.items() if amount is not None}


def roles(sheet: Sheet, layout: RowLayout, decimal: Mark | None = None) -> Roles:
    """What each row of a table is: to take in, or a total, a section, a remark and so on.

    `decimal` is the mark by which sums are added up. A workbook whose header is known already (a
    return) gives a layout of its own.
    """
    return RowReader(sheet, layout, decimal).read()


def merged_tops(sheet: Sheet) -> dict[tuple[int, int], int]:
    """The cells that a downward merge leaves blank, each with the row whose value it shows."""
    return {
        (row, merge.left): merge.top
        for merge in sheet.merges
        for row in range(merge.top + 1, min(merge.bottom, len(sheet.rows)) + 1)
    }


def _amount(cell: Cell, decimal: Mark | None) -> Decimal | None:
    amount = amount_of(cell, decimal)
    return amount.value if amount else None


def _told(skipped: Sequence[SkippedRow], rows: Sequence[int]) -> tuple[SkippedRow, ...]:
    """The skipped rows as they are told: after the last row, a section is but a remark."""
    last = rows[-1] if rows else 0
    return tuple(
        SkippedRow(row=one.row, why=REMARK) if one.row > last and one.why == SECTION else one
        for one in skipped
        if one.why != EMPTY or one.row < last
    )


def _words(cells: Cells) -> list[int]:
    """The columns of a row that hold words."""
    return [at for at, cell in enumerate(cells, start=1) if _is_word(cell)]


def _is_word(cell: Cell) -> TypeGuard[str]:
    """Whether a cell holds words: text that is neither blank nor a number."""
    return isinstance(cell, str) and bool(_LETTER.search(cell))


def _has(cells: Cells, column: int) -> bool:
    return not is_blank(cell_in(cells, column))
