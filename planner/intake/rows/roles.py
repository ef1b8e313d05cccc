"""What each row below a header is: something to take in, or a total, a section, a remark."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import median
from types import MappingProxyType

from planner.intake.amounts import amount_of
from planner.intake.grid import (
    Cell,
    Cells,
    Fault,
    Sheet,
    cell_in,
    filled_columns,
    is_blank,
)
from planner.intake.rows.checks import NUMERIC
from planner.intake.rows.row_roles import (
    EMPTY,
    HEADER,
    REMARK,
    SECTION,
    SUBTOTAL,
    TOTAL,
    InheritedValue,
    Roles,
    RowLayout,
    SkippedRow,
)
from planner.intake.rows.row_words import (
    TotalLabel,
    TotalWord,
    is_remark,
    is_word,
    label_in,
    last_under,
    words_in,
)
from planner.intake.rows.sums import Proof, RowSums
from planner.intake.tables.cell_evidence import is_public_body
from planner.intake.tables.header_vocabulary import is_known
from planner.intake.tables.headings import is_numbering, is_tag_row, names_columns, text_of
from planner.messages import _
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer
from planner.readers.numbers import Mark
from planner.schema import Kind

_SPARSE = 0.34  # of the cells or texts that a row usually has
_SUMS = (TOTAL, SUBTOTAL)
_ROWS = "rows"  # the answer that rows left out are rows of their own
_SHOWN = 5  # numbers of rows that are told one by one
_LOOKED_AT = 2_000  # rows that say what a usual row is

_DIGIT = re.compile(r"\d")
_FULL = 4  # columns; a table of fewer may well have rows with nothing but their name
_NARROW = 2  # columns; a line of a legend has no more
_LABELLED = re.compile(r"^[^:]{2,40}:\s*(?=\S)")
_NUMBERED = re.compile(r"^\W*(?:[ivxlc]+|\d+|[a-z])[.)\-–]\s*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class _Doubt:
    """The doubt whether a row is a total, with how surely its words say so.

    At least `least` rows have to come to it, of those below only up to `until`. `otherwise` is
    what the row is where adding up does not prove it, and `is_open` says that a person should look
    at it then. A row that `is_named` has words besides its amounts.
    """

    least: int = 1
    until: int | None = None
    word: TotalWord = TotalWord.NONE
    otherwise: str = ""
    is_open: bool = False
    is_named: bool = True

    def role(self, proof: Proof | None) -> str:
        """What the row is."""
        if proof is None:
            return self.otherwise
        return TOTAL if proof.is_whole and self.word is not TotalWord.PART else SUBTOTAL


class RowReader:
    """Tells the rows of one table apart, from top to bottom."""

    def __init__(
        self, sheet: Sheet, layout: RowLayout, decimal: Mark | None, answers: Mapping[str, str]
    ) -> None:
        declared, columns = layout.table, layout.columns
        self._sheet, self._layout = sheet, layout
        self._decimal: Mark | None = decimal
        self._answers = answers
        identity = [name for name in ("reference", "title") if name in columns] or [
            c.name for c in declared.columns if c.required and c.name in columns
        ]
        self._identity = [columns[name] for name in identity]
        self._reference, self._id = columns.get("reference", 0), columns.get("id", 0)
        kinds = {at: declared.column(name).kind for name, at in columns.items()}
        self._numbers = {*layout.numbers, *(at for at, kind in kinds.items() if kind in NUMERIC)}
        self._measured = self._numbers | {at for at, kind in kinds.items() if kind is Kind.DATE}
        self._names = {text_of(c) for r in layout.header_rows for c in sheet.row(r)} - {""}
        first, last = layout.first_row, layout.last_row
        sample = range(first, last + 1, max(1, (last - first + 1) // _LOOKED_AT))
        filled = [n for n in sample if filled_columns(sheet.row(n))]
        plain = [n for n in filled if label_in(sheet.row(n), 1).word < TotalWord.NAMED] or filled
        self._usual = median(len(filled_columns(sheet.row(n))) for n in plain) if plain else 0
        self._usual_words = median(len(words_in(sheet.row(n))) for n in plain) if plain else 0
        self._is_wide = max(self._usual, len(self._names)) >= _FULL
        self._most_others = max(1.0, _SPARSE * self._usual_words)
        self._has_amounts = 2 * sum(bool(self._amounts(n)) for n in plain) > len(plain)

    def read(self) -> Roles:
        """The role of every row from the first to the last."""
        told = {n: self._role(n) for n in range(self._layout.first_row, self._layout.last_row + 1)}
        doubts = {n: one for n, one in told.items() if isinstance(one, _Doubt)}
        proofs = self._proofs({n: one for n, one in told.items() if isinstance(one, str)}, doubts)
        why = {
            n: one if isinstance(one, str) else one.role(proofs.get(n)) for n, one in told.items()
        }
        apart = self._apart(why)
        blocks = self._blocks([n for n, one in why.items() if not one])
        silent = [n for n, one in doubts.items() if one.is_named and one.word < TotalWord.NAMED]
        parents = [n for n in silent if doubts[n].until and not why[n]]
        why |= dict.fromkeys(apart, REMARK) | dict.fromkeys((*blocks, *parents), SUBTOTAL)
        said = {
            "rows.added_up": [n for n in silent if n not in parents and why[n] in _SUMS],
            "rows.blocks": blocks,
            "rows.like_total": [n for n, one in doubts.items() if one.is_open and n not in proofs],
            "rows.parents": parents,
            "rows.apart": apart if not any(map(self._is_remark, apart)) else (),
        }
        problems = [self._asked(code, rows) for code, rows in said.items() if rows]
        for one in problems:
            if one.answer == _ROWS:
                why |= dict.fromkeys(said[one.code], "")
        rows = [n for n, one in why.items() if not one]
        single = self._single_cell_row(rows[-1] if rows else 0, why)
        why |= dict.fromkeys(single, "")
        return Roles(
            rows=(*rows, *single),
            skipped=_told(why, rows),
            inherited=self._inherited(why, {n for n, proof in proofs.items() if proof.is_above}),
            single_cell_rows=frozenset(single),
            problems=tuple(problems),
        )

    def _asked(self, code: str, rows: Sequence[int]) -> Problem:
        """What is said of rows left out on a doubt, or asked, with the answer to it."""
        shown = [*map(str, rows[:_SHOWN]), *(["…"] if len(rows) > _SHOWN else [])]
        asked = problem(
            code,
            sheet=self._sheet.name,
            row=rows[0],
            number=len(rows),
            rows=tuple(shown),
            answers=(
                ProposedAnswer("none", _("Leave them out")),
                ProposedAnswer(_ROWS, _("Rows of their own")),
            ),
        )
        return asked.answered(self._answers)

    def _proofs(self, plain: Mapping[int, str], doubts: Mapping[int, _Doubt]) -> dict[int, Proof]:
        """The rows that are proven to be sums of those taken in; what proves none is taken in."""
        rows = [n for n, one in plain.items() if not one]
        stops = {n for n, one in plain.items() if one} | doubts.keys()
        left, proofs = dict(doubts), dict[int, Proof]()
        while rows and left:
            sums = RowSums(self._amounts, self._numbers, rows, stops)
            tried = {n: sums.proof(n, one.least, one.until) for n, one in left.items()}
            proofs |= {n: proof for n, proof in tried.items() if proof}
            left = {n: one for n, one in left.items() if n not in proofs}
            taken = [n for n, one in left.items() if not one.otherwise]
            if not taken:
                break
            rows = sorted((*rows, *taken))
            left = {n: one for n, one in left.items() if one.otherwise}
        return proofs

    def _blocks(self, rows: Sequence[int]) -> tuple[int, ...]:
        """The rows that are sums where all rows are sums or their parts."""
        if self._sheet.names or self._id or not self._numbers:
            return ()
        return RowSums(self._amounts, self._numbers, rows, ()).blocks()

    def _apart(self, why: Mapping[int, str]) -> list[int]:
        """The last rows of a wide table that stand apart below it with hardly anything in them."""
        apart, stretch = list[int](), list[int]()
        for number in reversed([*why]):
            filled = set(filled_columns(self._sheet.row(number)))
            if not filled:
                apart, stretch = [*apart, *stretch], []
            elif len(filled) <= _NARROW and self._is_wide and not filled & self._measured:
                stretch.append(number)
            else:
                remark = next((n for n in reversed(stretch) if self._is_remark(n)), number)
                apart += [n for n in stretch if n >= remark > number]
                return sorted(n for n in apart if not why[n])
        return []

    def _is_remark(self, number: int) -> bool:
        return is_remark(next(filter(None, map(text_of, self._sheet.row(number))), ""))

    def _inherited(
        self, why: Mapping[int, str], above: Container[int]
    ) -> dict[int, tuple[InheritedValue, ...]]:
        """What sections, and sums that stand over their parts, say of the rows below them."""
        now: tuple[InheritedValue, ...] = ()
        inherited: dict[int, tuple[InheritedValue, ...]] = {}
        for number, one in why.items() if self._layout.sections else ():
            if one == SECTION or number in above:
                now = self._handed_down(number) or now
            elif not one and now:
                inherited[number] = now
        return inherited

    def _single_cell_row(self, last: int, why: Mapping[int, str]) -> list[int]:
        """The one row after the last that may be a row with nothing but its name, if any."""
        after = [(n, one) for n, one in why.items() if n > last and one != EMPTY]
        if after != [(last + 1, SECTION)] or self._is_remark(last + 1):
            return []
        return [last + 1] if words_in(self._sheet.row(last + 1))[0] in self._identity else []

    def _role(self, number: int) -> str | _Doubt:
        """Why a row is not taken in, blank when it is; or the doubt about it."""
        cells = self._sheet.row(number)
        filled = filled_columns(cells)
        if not filled:
            return EMPTY
        if self._sheet.names:  # a file of records has no totals, sections or remarks among them
            return ""
        if self._is_header(cells, filled) or is_numbering(cells) or is_tag_row(cells):
            return HEADER
        return self._doubt(number, cells, filled) or self._sparse(cells, filled)

    def _is_header(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row says the names of the columns again, in the same words or in others."""
        if len(filled) < 2:
            return False
        texts = [text_of(cells[column - 1]) for column in filled]
        if texts[0] in self._names:
            return len(self._names.intersection(texts)) >= 0.8 * len(texts)
        return names_columns(cells, self._measured) and sum(map(is_known, texts)) >= 2

    def _doubt(self, number: int, cells: Cells, filled: Sequence[int]) -> _Doubt | None:
        """The doubt whether a row is a total: for its word, its number, or what it lacks."""
        if self._id and _has(cells, self._id):
            return None
        label = label_in(cells, self._most_others)
        if label.word > TotalWord.ALL:
            return self._labelled(cells, label)
        if last := last_under(self._sheet, number, self._layout.last_row, self._reference):
            otherwise = SECTION if set(filled) <= set(self._identity) else ""
            return _Doubt(until=last, otherwise=otherwise)
        named = label.others + (label.word is TotalWord.ALL)
        if named >= max(1, self._usual_words) or self._has_reference(cells):
            return None
        numbers = [at for at in filled if at in self._numbers]
        rest = [at for at in filled if at not in numbers and not is_word(cells[at - 1])]
        if not numbers or any(isinstance(cells[at - 1], bool | date) for at in rest):
            return None
        unsolved = all(isinstance(cells[at - 1], Fault) for at in numbers)
        return _Doubt(
            least=2 if label.others else 1,
            word=label.word,
            otherwise=SUBTOTAL if unsolved and self._has_amounts else self._sparse(cells, filled),
            is_named=named > 0,
        )

    def _labelled(self, cells: Cells, label: TotalLabel) -> _Doubt | None:
        """The doubt about a row with the label of a total."""
        if label.others > self._most_others:
            return None
        alone = not label.others and not self._has_number(cells)
        sure = (
            label.word is TotalWord.PURE
            or is_public_body(label.text)
            or label.word is TotalWord.PART
        )
        otherwise = TOTAL if alone or (sure and not self._has_number(cells)) else ""
        return _Doubt(
            least=1 if alone else 2,
            word=label.word,
            otherwise=otherwise or self._sparse(cells, filled_columns(cells)),
            is_open=bool(otherwise) and not sure,
        )

    def _has_number(self, cells: Cells) -> bool:
        """Whether the row has a reference of its own, so that "Total ..." is its title."""
        return self._has_reference(cells) and bool(
            _DIGIT.search(text_of(cells[self._reference - 1]))
        )

    def _has_reference(self, cells: Cells) -> bool:
        return bool(self._reference) and _has(cells, self._reference)

    def _sparse(self, cells: Cells, filled: Sequence[int]) -> str:
        """Whether a row has so little in it that it is a section or a remark."""
        if self._heads(cells, filled):
            return SECTION
        if self._layout.texts_stand_alone and len(filled) == len(words_in(cells)) == 1:
            return SECTION
        if self._is_named(cells, filled):
            return ""
        words = words_in(cells)
        if len(filled) <= max(1.0, _SPARSE * self._usual) and self._usual > 2:
            return SECTION if len(words) == 1 and len(filled) == 1 else REMARK
        if len(words) == 1 and self._usual_words >= 3 and not self._has_reference(cells):
            return SECTION if is_public_body(text_of(cells[words[0] - 1])) else ""
        return ""

    def _heads(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row has only the name of a public body, with or without its number."""
        if len(self._names) < _FULL or not set(filled) <= set(self._identity):
            return False
        words = words_in(cells)
        return len(words) == 1 and is_public_body(text_of(cells[words[0] - 1]))

    def _is_named(self, cells: Cells, filled: Sequence[int]) -> bool:
        """Whether a row has what names a row of its own: a reference with digits, or all names."""
        if self._has_reference(cells) and len(filled) > 1:
            number = text_of(cells[self._reference - 1])
            if " " not in number and _DIGIT.search(number):
                return True
        if len(filled) < 2 or not all(_has(cells, column) for column in self._identity):
            return False
        alone = len(filled) <= _SPARSE * self._usual and len(words_in(cells)) == 1
        return len(self._identity) > 1 or not alone

    def _handed_down(self, number: int) -> tuple[InheritedValue, ...]:
        """What a section says of the rows below it, where no column says it."""
        cells = self._sheet.row(number)
        column = words_in(cells)[0]
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


def roles(
    sheet: Sheet,
    layout: RowLayout,
    decimal: Mark | None = None,
    answers: Mapping[str, str] = MappingProxyType({}),
) -> Roles:
    """What each row of a table is: to take in, or a total, a section, a remark and so on.

    `decimal` is the mark by which sums are added up, `answers` are to what was asked about rows. A
    workbook whose header is known already (a return) gives a layout of its own.
    """
    return RowReader(sheet, layout, decimal, answers).read()


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


def _told(why: Mapping[int, str], rows: Sequence[int]) -> tuple[SkippedRow, ...]:
    """The skipped rows as they are told: after the last row, a section is but a remark."""
    last = rows[-1] if rows else 0
    return tuple(
        SkippedRow(row=n, why=REMARK if n > last and one == SECTION else one)
        for n, one in why.items()
        if one and (one != EMPTY or n < last)
    )


def _has(cells: Cells, column: int) -> bool:
    return not is_blank(cell_in(cells, column))
