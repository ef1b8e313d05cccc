"""A workbook that came back: which sheet is which table, which column which, and its cells."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from rapidfuzz import fuzz, process

from planner import languages
from planner.analysis.returns.ministry_share import SHARED
from planner.intake.cell_notes import cell_notes
from planner.intake.grid import Book, Cell, Sheet, address, is_blank
from planner.intake.plans.declared_headers import HeaderRow, find_header, table_for
from planner.intake.rows.roles import roles
from planner.intake.rows.row_roles import SUBTOTAL, TOTAL, RowLayout
from planner.intake.tables.headings import text_of
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.schema import Column, Kind, Table
from planner.values import fold
from planner.workbooks import (
    ABOUT,
    ADDED_COLUMNS,
    CLEAR,
    IDENTITY_SCHEME,
    LISTS,
    SIGN_DATE,
    SIGN_FUNCTION,
    Field,
    Identity,
    columns_of,
    in_every_language,
)

NAMED: Final = 6  # cells and headers that a sentence names
_SAMPLED: Final = 60
_LEAST_ALIKE: Final = 88
_LEAST_FIELDS: Final = 3
_OF_IDS: Final = 10  # how many headers the planner's own ids below them are worth
_WIDEST: Final = 200  # columns of a merged block


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A row as it stands in the file: its cells by column, and the columns under a merged block.

    `hidden` and `struck` are the columns whose cells the file hides or strikes through, `comments`
    what somebody wrote beside a cell.
    """

    number: int
    cells: Mapping[str, Cell]
    at: Mapping[str, str]
    covered: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    comments: Mapping[str, str] = field(default_factory=dict[str, str])

    def text(self, column: str) -> str:
        """What the cell of a column shows, as tidy text."""
        return text_of(self.cells.get(column))


@dataclass(frozen=True, kw_only=True)
class ReturnedSheet:
    """A sheet taken for a table: the columns it has, its rows with something in them."""

    table: Table
    grid: Sheet
    layout: RowLayout
    rows: tuple[SheetRow, ...]

    @property
    def name(self) -> str:
        """The name of the sheet in the file."""
        return self.grid.name

    @property
    def columns(self) -> frozenset[str]:
        """The columns of the plan that the sheet has."""
        return frozenset(self.layout.columns)

    @cached_property
    def totals(self) -> frozenset[int]:
        """The numbers of the rows that look like totals of others."""
        skipped = roles(self.grid, self.layout).skipped
        return frozenset(one.row for one in skipped if one.why in (TOTAL, SUBTOTAL))


@dataclass(frozen=True, kw_only=True)
class ReturnedBook:
    """A workbook that came back. `sign_off` is function and date, blank where not filled in.

    `clear_words` are what its cells may say to be emptied.
    """

    file: str
    identity: Identity | None
    sheets: tuple[ReturnedSheet, ...]
    sign_off: tuple[str, str]
    epoch_1904: bool
    clear_words: frozenset[str]
    problems: tuple[Problem, ...]


def read(book: Book, office: Path | None = None) -> ReturnedBook:
    """What a file holds, sheet by sheet, with what was left out of it.

    `office` is the folder of an office's own words, which its workbooks may show.
    """
    found: list[ReturnedSheet] = []
    problems = [*book.problems, *cell_notes(book, is_return=True)]
    own = in_every_language(LISTS, office) | in_every_language(ABOUT, office)
    for sheet in book.sheets:
        if fold(sheet.name) in own or not any(not is_blank(c) for row in sheet.rows for c in row):
            continue
        if (known := _table_of(sheet)) is None:
            problems.append(_left_out(book.name, sheet.name))
            continue
        table, header = known
        header = _with_slips(table, header, [text_of(c) for c in sheet.rows[header.row]])
        back = _returned_sheet(sheet, table, header)
        problems.extend(_doubts(book.name, back, header, found))
        found.append(back)
    return ReturnedBook(
        file=book.name,
        identity=identity_of(book),
        sheets=tuple(found),
        sign_off=(
            _beside(book, in_every_language(SIGN_FUNCTION, office)),
            _beside(book, in_every_language(SIGN_DATE, office)),
        ),
        epoch_1904=book.epoch_1904,
        clear_words=in_every_language(CLEAR, office),
        problems=tuple(problems),
    )


def _table_of(sheet: Sheet) -> tuple[Table, HeaderRow] | None:
    """The table whose headers and ids a sheet shows, its name in any language being a hint."""
    texts = [[text_of(cell) for cell in row] for row in sheet.rows[:_SAMPLED]]
    by_name = table_for(sheet.name)
    best: tuple[float, Table, HeaderRow] | None = None
    for table in map(table_named, SHARED):
        header = find_header(table, texts)
        if header is None:
            continue
        own = _has_own_ids(table, header, texts)
        if len(header.fields) < _LEAST_FIELDS and by_name is not table and not own:
            continue
        score = len(header.fields) / len(table.columns) * 5 + own * _OF_IDS + (by_name is table)
        if best is None or score > best[0]:
            best = (score, table, header)
    return (best[1], best[2]) if best else None


def _has_own_ids(table: Table, header: HeaderRow, texts: Sequence[Sequence[str]]) -> bool:
    column = next((i for i, f in header.fields.items() if f.column.kind is Kind.ID), None)
    if column is None:
        return False
    ids = (line[column] for line in texts[header.row + 1 :] if column < len(line))
    return any(table.number_of(text) for text in ids)


def _with_slips(table: Table, header: HeaderRow, line: Sequence[str]) -> HeaderRow:
    """The header row with headers that differ from a missing one by a slip of the pen."""
    fields = dict(header.fields)
    unknown: list[str] = []
    for text in header.unknown:
        known = _spellings(table, {field.column.name for field in fields.values()})
        close = process.extractOne(
            fold(text), known.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE
        )
        if close:
            fields[line.index(text)] = Field(column=known[close[0]])
        else:
            unknown.append(text)
    return HeaderRow(row=header.row, fields=fields, unknown=tuple(unknown))


def _spellings(table: Table, taken: Iterable[str]) -> Mapping[str, Column]:
    """The folded headers of the columns that are not taken yet."""
    headers = languages.load().headers(table)
    return {text: column for text, column in headers.items() if column.name not in taken}


def _returned_sheet(sheet: Sheet, table: Table, header: HeaderRow) -> ReturnedSheet:
    first = {f.column.name: at + 1 for at, f in header.fields.items() if f.part == 1}
    layout = RowLayout(
        table=table,
        columns=first,
        header_rows=(header.row + 1,),
        first_row=header.row + 2,
        last_row=len(sheet.rows),
    )
    return ReturnedSheet(
        table=table,
        grid=sheet,
        layout=layout,
        rows=tuple(_rows(sheet, header)),
    )


def _rows(sheet: Sheet, header: HeaderRow) -> Iterator[SheetRow]:
    in_order = sorted(header.fields.items(), key=lambda item: item[1].part)
    covered = _covered(sheet)
    for number in range(header.row + 2, len(sheet.rows) + 1):
        cells: dict[str, Cell] = {}
        places: dict[str, tuple[int, int]] = {}
        for index, one in in_order:
            name, cell = one.column.name, sheet.at(number, index + 1)
            if one.part == 1:
                cells[name] = cell
            elif isinstance(cell, str):
                cells[name] = f"{cells.get(name) or ''}{cell}"
            places.setdefault(name, (number, index + 1))
        if any(not is_blank(cell) for cell in cells.values()):
            whole = sheet.hidden or number in sheet.hidden_rows
            yield SheetRow(
                number=number,
                cells=cells,
                at={name: address(*place) for name, place in places.items()},
                covered=_those(places, covered),
                hidden=frozenset(
                    n for n, p in places.items() if whole or p[1] in sheet.hidden_columns
                ),
                struck=_those(places, sheet.struck),
                comments={n: sheet.comments[p] for n, p in places.items() if p in sheet.comments},
            )


def _those(places: Mapping[str, tuple[int, int]], of: Container[tuple[int, int]]) -> frozenset[str]:
    return frozenset(name for name, place in places.items() if place in of)


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The cells of merged blocks but for their first, which alone hold nothing of their own."""
    last = len(sheet.rows)
    return {
        (row, column)
        for merge in sheet.merges
        for row in range(merge.top, min(merge.bottom, last) + 1)
        for column in range(merge.left, min(merge.right, merge.left + _WIDEST) + 1)
        if (row, column) != (merge.top, merge.left)
    }


def _beside(book: Book, labels: frozenset[str]) -> str:
    """What stands right of a label."""
    for sheet in reversed(book.sheets):
        for row in sheet.rows:
            for nth, cell in enumerate(row[:-1]):
                if isinstance(cell, str) and fold(cell) in labels:
                    return text_of(row[nth + 1])
    return ""


def _doubts(
    file: str, back: ReturnedSheet, header: HeaderRow, before: Iterable[ReturnedSheet]
) -> Iterator[Problem]:
    """What a person should know of a sheet as a whole."""
    where = {"file": file, "sheet": back.name}
    other = next((each.name for each in before if each.table is back.table), "")
    if other:
        yield problem("sheet.repeated", **where, other=other)
    renamed = _renamed(back, header)
    for text, column in renamed.items():
        facts = {"column": column.name, "label": column.title, "value": text}
        yield problem("column.renamed", **where, **facts)
    added = [text for text in header.unknown if text not in renamed]
    if added:
        names = tuple(f"“{text[:40]}”" for text in added[:NAMED])
        yield problem("column.added", **where, added=names)
    missing = [column for column in _missing(back) if column not in renamed.values()]
    if missing:
        yield problem("column.missing", **where, columns=tuple(c.title for c in missing))
    if back.grid.hidden or back.grid.hidden_rows or back.grid.hidden_columns:
        yield problem("sheet.hidden", **where)
    covered = [row.at[name] for row in back.rows for name in sorted(row.covered)]
    if covered:
        yield problem("cell.merged", **where, cell=covered[0], cells=some(covered))


def some(cells: Sequence[str]) -> tuple[str, ...]:
    """The first few of many cells, and that there are more."""
    return (*cells[:NAMED], *(["…"] if len(cells) > NAMED else []))


def _missing(back: ReturnedSheet) -> list[Column]:
    """The columns of the template that the sheet lacks; of an older one, those that it had."""
    added = ADDED_COLUMNS.get(back.table.name, ())
    newer = added if not set(added) & set(back.columns) else ()
    lacking = (column for column in columns_of(back.table) if column.name not in back.columns)
    return [column for column in lacking if column.name not in newer]


def _renamed(back: ReturnedSheet, header: HeaderRow) -> dict[str, Column]:
    """The headers that add a word to that of a missing column, as a unit or a currency."""
    missing = _missing(back)
    known = {t: c for t, c in _spellings(back.table, back.columns).items() if c in missing}
    found = {
        text: next(
            (c for spelling, c in known.items() if fold(text).startswith(f"{spelling} ")), None
        )
        for text in header.unknown
    }
    return {text: column for text, column in found.items() if column is not None}


def _left_out(file: str, sheet: str) -> Problem:
    table = table_for(sheet)
    if table is not None and table.name in SHARED:
        return problem("sheet.no_header", file=file, sheet=sheet)
    return problem("sheet.left_out@return", file=file, sheet=sheet)


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
