"""A workbook that came back: which sheet is which table, which column which, and its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz, process

from planner import languages
from planner.analysis.returns.ministry_share import SHARED
from planner.intake.grid import Book, Cell, Sheet, address, is_blank
from planner.intake.plans.declared_headers import HeaderRow, find_header, table_for
from planner.intake.returns.identity import identity_of
from planner.intake.tables.headings import text_of
from planner.languages.return_words import Words
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.schema import Column, Kind, Table
from planner.values import fold
from planner.workbooks import Field, Identity, columns_of

_SAMPLED: Final = 60
_LEAST_ALIKE: Final = 88
_LEAST_FIELDS: Final = 3
_NAMED: Final = 6  # cells and headers that a sentence names
_OF_IDS: Final = 10  # how many headers the planner's own ids below them are worth


@dataclass(frozen=True, kw_only=True)
class RawRow:
    """A row as it stands in the file: its cells by column, and the columns under a merged block."""

    number: int
    cells: Mapping[str, Cell]
    at: Mapping[str, str]
    covered: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class SheetBack:
    """A sheet taken for a table: the columns it has, its rows with something in them.

    `hidden` are those of the columns that the file hides.
    """

    table: Table
    sheet: str
    columns: frozenset[str]
    rows: tuple[RawRow, ...]
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class CameBack:
    """A workbook that came back. `sign_off` is function and date, blank where not filled in."""

    file: str
    identity: Identity | None
    sheets: tuple[SheetBack, ...]
    sign_off: tuple[str, str]
    epoch_1904: bool
    problems: tuple[Problem, ...]
    added_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def read(book: Book, content: bytes, words: Words) -> CameBack:
    """What a file holds, sheet by sheet, with what was left out of it."""
    found: list[SheetBack] = []
    problems: list[Problem] = []
    added: dict[str, tuple[str, ...]] = {}
    own = words.every("lists") | words.every("about")
    for sheet in book.sheets:
        if fold(sheet.name) in own or not any(not is_blank(c) for row in sheet.rows for c in row):
            continue
        taken = _taken_for(sheet)
        if taken is None:
            problems.append(_left_out(book.name, sheet.name))
            continue
        table, header = taken
        header = _with_slips(table, header, [text_of(c) for c in sheet.rows[header.row]])
        back = _sheet_back(sheet, table, header)
        problems.extend(_repeated(book.name, back, found))
        found.append(back)
        added[sheet.name] = header.unknown
        problems.extend(_doubts(book.name, sheet, back, header))
    return CameBack(
        file=book.name,
        identity=identity_of(book, content),
        sheets=tuple(found),
        sign_off=_sign_off(book, words),
        epoch_1904=book.epoch_1904,
        problems=tuple(problems),
        added_columns=added,
    )


def _taken_for(sheet: Sheet) -> tuple[Table, HeaderRow] | None:
    """The table whose headers and ids a sheet shows, its name in any language being a hint."""
    texts = [[text_of(cell) for cell in row] for row in sheet.rows[:_SAMPLED]]
    by_name = table_for(sheet.name)
    best: tuple[float, Table, HeaderRow] | None = None
    for name in SHARED:
        table = table_named(name)
        header = find_header(table, texts)
        if header is None:
            continue
        own = _has_own_ids(table, header, texts)
        score = len(header.fields) / len(table.columns) * 5 + own * _OF_IDS + (by_name is table)
        few = len(header.fields) < _LEAST_FIELDS
        if (few and by_name is not table and not own) or (best and best[0] >= score):
            continue
        best = (score, table, header)
    return (best[1], best[2]) if best else None


def _has_own_ids(table: Table, header: HeaderRow, texts: Sequence[Sequence[str]]) -> bool:
    column = next((i for i, f in header.fields.items() if f.column.kind is Kind.ID), None)
    if column is None:
        return False
    ids = [line[column] for line in texts[header.row + 1 :] if column < len(line) and line[column]]
    return any(table.number_of(text) for text in ids)


def _with_slips(table: Table, header: HeaderRow, line: Sequence[str]) -> HeaderRow:
    """The header row with headers that differ from a missing one by a slip of the pen."""
    taken = {f.column.name for f in header.fields.values()}
    known = {
        spelling: column
        for spelling, column in languages.load().headers(table).items()
        if column.name not in taken
    }
    fields = dict(header.fields)
    unknown: list[str] = []
    for text in header.unknown:
        close = process.extractOne(
            fold(text), known.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE
        )
        column = known.get(close[0]) if close else None
        if column is None or column.name in taken:
            unknown.append(text)
            continue
        taken.add(column.name)
        fields[line.index(text)] = Field(column=column)
    return HeaderRow(row=header.row, fields=fields, unknown=tuple(unknown))


def _sheet_back(sheet: Sheet, table: Table, header: HeaderRow) -> SheetBack:
    return SheetBack(
        table=table,
        sheet=sheet.name,
        columns=frozenset(f.column.name for f in header.fields.values()),
        rows=tuple(_rows(sheet, header)),
        hidden=frozenset(
            field.column.name
            for index, field in header.fields.items()
            if index + 1 in sheet.hidden_columns
        ),
    )


def _rows(sheet: Sheet, header: HeaderRow) -> Iterator[RawRow]:
    in_order = sorted(header.fields.items(), key=lambda item: item[1].part)
    covered = _covered(sheet)
    for number in range(header.row + 2, len(sheet.rows) + 1):
        cells: dict[str, Cell] = {}
        at: dict[str, str] = {}
        under: set[str] = set()
        for index, one in in_order:
            name, cell = one.column.name, sheet.at(number, index + 1)
            if one.part > 1 and isinstance(cell, str):
                cell = f"{cells.get(name) or ''}{cell}"
            elif one.part > 1:
                continue
            cells[name] = cell
            at.setdefault(name, address(number, index + 1))
            if (number, index + 1) in covered:
                under.add(name)
        if any(not is_blank(cell) for cell in cells.values()):
            yield RawRow(number=number, cells=cells, at=at, covered=frozenset(under))


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells of merged blocks but for their first, which alone hold nothing of their own."""
    last = len(sheet.rows)
    return {
        (row, column)
        for merge in sheet.merges
        for row in range(merge.top, min(merge.bottom, last) + 1)
        for column in range(merge.left, min(merge.right, merge.left + 200) + 1)
        if (row, column) != (merge.top, merge.left)
    }


def _sign_off(book: Book, words: Words) -> tuple[str, str]:
    return _beside(book, words.every("sign_function")), _beside(book, words.every("sign_date"))


def _beside(book: Book, labels: frozenset[str]) -> str:
    """What stands right of a label."""
    for sheet in reversed(book.sheets):
        for row in sheet.rows:
            for nth, cell in enumerate(row[:-1]):
                if isinstance(cell, str) and fold(cell) in labels:
                    return text_of(row[nth + 1])
    return ""


def _doubts(file: str, sheet: Sheet, back: SheetBack, header: HeaderRow) -> Iterator[Problem]:
    renamed = dict(_renamed(back, header))
    yield from (_another(file, back, text, column) for text, column in renamed.items())
    added = [text for text in header.unknown if text not in renamed]
    if added:
        names = ", ".join(f"“{text[:40]}”" for text in added[:_NAMED])
        yield _note(
            file,
            sheet.name,
            "column.added",
            f"These columns are none of the template's and were left out: {names}.",
            "Move what matters into a column of the template.",
            added=names,
        )
    missing = [column for column in _missing(back) if column not in renamed.values()]
    if missing:
        names = ", ".join(column.label for column in missing)
        yield _note(
            file,
            sheet.name,
            "column.missing",
            f"These columns are not in the file, and nothing of them was changed: {names}.",
            table=back.table.name,
            columns=" ".join(column.name for column in missing),
        )
    if sheet.hidden or sheet.hidden_rows or sheet.hidden_columns:
        yield _note(
            file,
            sheet.name,
            "sheet.hidden",
            "Parts of the sheet are hidden; they were read like the rest.",
            "Unhide them to see.",
        )
    yield from _merged(file, back)


def _another(file: str, back: SheetBack, text: str, column: Column) -> Problem:
    """A header that says more than it did, as a unit or a currency."""
    return Problem(
        severity=Severity.WARNING,
        code="column.renamed",
        message=f"The header “{text[:60]}” is no longer “{column.label}”: the unit or the "
        "currency may be another. Nothing of this column was taken.",
        hint="Put the header back, and write the amounts as they were sent.",
        file=file,
        sheet=back.sheet,
        column=column.name,
        label=column.label,
        value=text,
        facts=(("table", back.table.name),),
    )


def _merged(file: str, back: SheetBack) -> Iterator[Problem]:
    """A warning for cells under merged blocks, which hold nothing of their own."""
    covered = [row.at[name] for row in back.rows for name in sorted(row.covered)]
    if covered:
        yield Problem(
            severity=Severity.WARNING,
            code="cell.merged",
            message="Cells were merged; what is under them was left as it is "
            f"({', '.join(covered[:_NAMED])}{', …' if len(covered) > _NAMED else ''}).",
            hint="Take the merging off and write the value into each cell.",
            file=file,
            sheet=back.sheet,
            cell=covered[0],
            facts=(("count", str(len(covered))),),
        )


def _missing(back: SheetBack) -> list[Column]:
    """The columns of the template that the sheet lacks."""
    return [c for c in columns_of(back.table) if c.name not in back.columns]


def _renamed(back: SheetBack, header: HeaderRow) -> Iterator[tuple[str, Column]]:
    """The headers that add a word to that of a missing column, as a unit or a currency."""
    missing = {
        spelling: column
        for spelling, column in languages.load().headers(back.table).items()
        if column in _missing(back)
    }
    for text in header.unknown:
        words = fold(text)
        found = next(
            (c for spelling, c in missing.items() if words.startswith(f"{spelling} ")), None
        )
        if found is not None:
            yield text, found


def _left_out(file: str, sheet: str) -> Problem:
    table = table_for(sheet)
    if table is None or table.name not in SHARED:
        message = "This is none of the template's sheets; it was left out."
        return _note(file, sheet, "sheet.left_out", message)
    return Problem(
        severity=Severity.WARNING,
        code="sheet.no_header",
        message="The headers of this sheet are gone; nothing of it was taken.",
        hint="Put the row of headers back.",
        file=file,
        sheet=sheet,
    )


def _repeated(file: str, back: SheetBack, before: Iterable[SheetBack]) -> Iterator[Problem]:
    """A warning for a sheet of a table that another sheet holds too."""
    other = next((each.sheet for each in before if each.table is back.table), "")
    if other:
        yield Problem(
            severity=Severity.WARNING,
            code="sheet.repeated",
            message=f"This sheet holds the same table as the sheet {other}; both were read.",
            hint="Keep only the right one.",
            file=file,
            sheet=back.sheet,
            facts=(("other", other),),
        )


def _note(file: str, sheet: str, code: str, message: str, hint: str = "", **facts: str) -> Problem:
    return Problem(
        severity=Severity.NOTE,
        code=code,
        message=message,
        hint=hint,
        file=file,
        sheet=sheet,
        facts=tuple(facts.items()),
    )
