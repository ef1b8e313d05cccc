"""Where the tables of a sheet are: their header rows and the stretch of rows below."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from planner.intake.grid import Cell, Cells, Merge, Sheet, cell_in, filled_columns, is_blank
from planner.intake.rows.units import unit_alone
from planner.intake.tables import header_vocabulary
from planner.intake.tables.headings import (
    Heading,
    headings,
    is_numbering,
    is_tag_row,
    names_columns,
    text_of,
)
from planner.intake.tables.weights import weights
from planner.readers.dates import read_span
from planner.readers.numbers import read_number

SEARCHED = 30  # rows with something in them that are searched for the header
_BODY = 8  # rows below a header that are looked at
_LONG = 60  # letters; a header is shorter, on the average
_MOST_BANDS = 3
_WIDEST_FORM, _SHORTEST_FORM, _LONGEST_FORM = 3, 3, 80  # columns; rows
_W: Final = weights("header_row")
_FIELD_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True)
class TablePlace:
    """Where a table stands: header rows, the one that names the columns, first and last row.

    A file that names its columns outside any row has no header rows, and `main` is 0. `above` are
    the title rows over the header. The last row is that of the stretch: footers are still in it.
    """

    header_rows: tuple[int, ...]
    main: int
    first_row: int
    last_row: int
    above: tuple[int, ...]
    headings: tuple[Heading, ...]


def find_places(sheet: Sheet, header_row: int | None = None) -> tuple[TablePlace, ...]:
    """The tables of a sheet from top to bottom; `header_row` is a person's word on the first."""
    places: list[TablePlace] = []
    start, last = 1, _last_row(sheet)
    if sheet.names:
        return (_place_of_names(sheet, last),) if last else ()
    while start <= last:
        main = header_row if header_row else _main_row(sheet, start)
        if main is None or main > last:
            break
        main = header_row or _top_of(sheet, main, start)
        rows = _header_rows(sheet, main, start)
        after = _next_header(sheet, rows, last)
        stop = last if after is None else _titles_over(sheet, after, rows[-1]) - 1
        places.append(
            TablePlace(
                header_rows=rows,
                main=main,
                first_row=rows[-1] + 1,
                last_row=stop,
                above=tuple(row for row in range(start, rows[0]) if filled_columns(sheet.row(row))),
                headings=headings(sheet, rows, main),
            )
        )
        start, header_row = stop + 1, None
    return tuple(places)


def _place_of_names(sheet: Sheet, last: int) -> TablePlace:
    return TablePlace(
        header_rows=(),
        main=0,
        first_row=1,
        last_row=last,
        above=(),
        headings=tuple(Heading(column=n, name=name) for n, name in enumerate(sheet.names, 1)),
    )


def is_number_like(cell: Cell) -> bool:
    """Whether a cell holds a number or a date, written as one or as text."""
    if cell is None or isinstance(cell, bool):
        return False
    if not isinstance(cell, str):
        return True
    text = cell.strip()
    if not text or len(text) > 40 or not any(letter.isdecimal() for letter in text):
        return False
    return read_number(text) is not None or read_span(text) is not None


def _last_row(sheet: Sheet) -> int:
    return next((n for n in range(len(sheet.rows), 0, -1) if filled_columns(sheet.row(n))), 0)


def _main_row(sheet: Sheet, start: int) -> int | None:
    """The row that names the columns: of the first rows with something in them, the likeliest."""
    rows: list[int] = []
    for number in range(start, len(sheet.rows) + 1):
        if filled_columns(sheet.row(number)):
            rows.append(number)
        if len(rows) >= SEARCHED + _BODY:
            break
    searched = rows[:SEARCHED]
    body = next((at for at in range(len(searched)) if _is_of_the_body(sheet, rows, at)), None)
    scores = [_score(sheet, rows, at) for at in range(len(searched[:body]))]
    best = max(scores, default=0.0)
    if best <= 0:
        return None
    for at, score in enumerate(scores):
        rest = scores[at : scores.index(best)]  # the header of a table that stands over others
        if score == best or (score > _W["as_likely"] * best > 2 * _W["as_likely"] * min(rest)):
            return rows[at]
    return None


def _top_of(sheet: Sheet, main: int, start: int) -> int:
    """The row where the header begins: where cells reach down into it, or name what it leaves out.

    Without merges, the names of some columns stand a line or two above those of the others.
    """
    tall = [m.top for m in sheet.merges if m.top < main <= m.bottom and m.left == m.right]
    if len(tall) > 1:
        return max(min(tall), start)
    top, rows = main, _filled_below(sheet, main, _BODY)
    unnamed = {at for at in _in_most(rows) if is_blank(sheet.at(main, at))}
    for row in range(main - 1, max(start, main - _MOST_BANDS) - 1, -1):
        filled = filled_columns(sheet.row(row))
        if not filled or any(is_number_like(sheet.at(row, at)) for at in filled):
            break
        if len(named := unnamed.intersection(filled)) > 1:
            top, unnamed = row, unnamed - named
    return top


def _filled_below(sheet: Sheet, row: int, most: int) -> list[Cells]:
    """The next rows with something in them."""
    below = (sheet.row(n) for n in range(row + 1, len(sheet.rows) + 1))
    return [*islice((cells for cells in below if filled_columns(cells)), most)]


def _in_most(rows: Sequence[Cells]) -> list[int]:
    """The columns that most of some rows have filled."""
    counts = Counter(column for row in rows for column in filled_columns(row))
    return [column for column, count in counts.items() if 2 * count >= len(rows)]


def _score(sheet: Sheet, rows: Sequence[int], at: int) -> float:
    """How much a row looks like a header: known words, text, over columns that differ from it."""
    cells = sheet.row(rows[at])
    if is_tag_row(cells):
        return 0.0
    filled = filled_columns(cells)
    texts = [text_of(cells[column - 1]) for column in filled]
    worded = [c for c, text in zip(filled, texts, strict=True) if not is_number_like(text)]
    known = sum(map(header_vocabulary.is_known, texts))
    if len(worded) < _W["worded"] * len(texts) and known < _W["known_among_numbers"]:
        return 0.0
    body = [cells for cells in _body(sheet, rows, at) if not is_tag_row(cells)]
    named, contrast = _against(body, filled, worded)
    words = sum(not is_number_like(text) or _is_measured(text) for text in texts)  # but for years
    score = _W["share_known"] * known / max(words, 1) + _W["known"] * min(known, _W["most_known"])
    score += _W["columns_named"] * named + _W["numbers_below"] * contrast
    score += _W["different"] * len(set(texts)) / len(texts) - _W["further_down"] * at
    score -= _W["long"] * (sum(map(len, texts)) > _LONG * len(texts))
    return score - _W["alone"] * (len(texts) == 1)


def _body(sheet: Sheet, rows: Sequence[int], at: int) -> list[Cells]:
    """The next rows with something in them, below one of those searched."""
    return [sheet.row(row) for row in rows[at + 1 : at + 1 + _BODY]]


def _is_of_the_body(sheet: Sheet, rows: Sequence[int], at: int) -> bool:
    """Whether a row has days, sums and numbers where the rows below it have them."""
    cells = sheet.row(rows[at])
    if any(header_vocabulary.is_known(text_of(cell)) for cell in cells if isinstance(cell, str)):
        return False
    measured = [c for c in filled_columns(cells) if _is_measured(cells[c - 1])]
    body = _body(sheet, rows, at)
    alike = [column for column in measured if _holds_numbers(body, column)]
    return len(body) > 1 and len(alike) >= 2 and len(alike) == len(measured)


def _is_measured(cell: Cell) -> bool:
    """Whether a cell holds a number or a day, and not a year or a month as over sums."""
    if not is_number_like(cell):
        return False
    span = read_span(text_of(cell))
    return span is None or span.first == span.last


def _against(
    body: Sequence[Cells], filled: Sequence[int], worded: Sequence[int]
) -> tuple[float, float]:
    """How much of the columns below is named, and how much of them holds numbers under words."""
    if not body:
        return 0.0, 0.0
    used = _in_most(body)
    covered = sum(column in filled for column in used) / len(used) if used else 0.0
    return covered, sum(_holds_numbers(body, column) for column in worded) / len(filled)


def _holds_numbers(body: Sequence[Cells], column: int) -> bool:
    return 2 * sum(is_number_like(cell_in(row, column)) for row in body) > len(body)


def _header_rows(sheet: Sheet, main: int, start: int) -> tuple[int, ...]:
    """All rows of the header around the row that names the columns."""
    rows = [main]
    while len(rows) < _MOST_BANDS and rows[0] > start and _is_band(sheet, rows[0] - 1, main):
        rows.insert(0, rows[0] - 1)
    while len(rows) < 2 * _MOST_BANDS and _belongs_below(sheet, rows[-1] + 1, main):
        rows.append(rows[-1] + 1)
    return tuple(rows)


def _is_band(sheet: Sheet, row: int, main: int) -> bool:
    """Whether a row groups the columns that the row below it names."""
    cells, named = sheet.row(row), filled_columns(sheet.row(main))
    filled = filled_columns(cells)
    texts = [text_of(cells[column - 1]) for column in filled]
    if not texts or any(text.endswith(":") or len(text) > 2 * _LONG for text in texts):
        return False
    if is_tag_row(cells) or len(filled) > len(named):
        return False
    wide = [m for m in _merges(sheet, row) if m.right > m.left and m.left in filled]
    wide = [m for m in wide if m.right - m.left + 1 < max(named, default=0)]
    tall = {m.left for m in sheet.merges if m.top == row and m.bottom >= main}
    alone = [c for c in filled if c not in tall and all(c != m.left for m in wide)]
    if (wide and not alone) or len(wide) > 1 or tall.intersection(filled):
        return True
    names = [text_of(sheet.at(main, column)) for column in named]
    unnamed = len(set(names)) < len(names) or len(named) < max(filled)
    over = min(filled) <= max(named) and len(filled) < len(named)
    years = [name for name in names if is_number_like(name) and not _is_measured(name)]
    tells_apart = len(set(years)) < len(years)  # the same years below, of two kinds of sum
    return (len(filled) >= 3 or tells_apart) and unnamed and over


def _merges(sheet: Sheet, row: int) -> list[Merge]:
    return [merge for merge in sheet.merges if merge.top <= row <= merge.bottom]


def _belongs_below(sheet: Sheet, row: int, main: int) -> bool:
    """Whether a row under the names still belongs to the header: tags, numbers, finer names.

    So does a row that says the names again in another language, which the rows below it show.
    """
    cells = sheet.row(row)
    filled = filled_columns(cells)
    if not filled:
        return False
    if is_tag_row(cells) or is_numbering(cells):
        return True
    if _is_finer(sheet, row, main, filled):
        return True
    body = [cells for cells in _filled_below(sheet, row, _BODY) if not is_numbering(cells)]
    measured = [at for at in filled if any(is_number_like(cell_in(one, at)) for one in body)]
    measured = [at for at in measured if _holds_numbers([c for c in body if cell_in(c, at)], at)]
    if any(_begins_alike(cells[at - 1], cell_in(one, at)) for one in body for at in filled):
        return False
    if measured == filled and all(unit_alone(text_of(cells[at - 1])) for at in filled):
        return True
    is_whole = len(filled) >= 0.7 * len(filled_columns(sheet.row(main)))
    if names_columns(cells, measured):
        return is_whole or measured == filled
    return is_whole and _is_second_language(cells)


def _begins_alike(one: Cell, other: Cell) -> bool:
    """Whether two cells are of one list: they begin with the same two words, or are both codes."""
    words, others = text_of(one).split(), text_of(other).split()
    if len(words) == len(others) == 1 and isinstance(one, str) and isinstance(other, str):
        return any(map(str.isdecimal, one)) and any(map(str.isdecimal, other))
    return len(words) > 1 and words[:2] == others[:2]


def _is_finer(sheet: Sheet, row: int, main: int, filled: Sequence[int]) -> bool:
    """Whether a row names the columns under wide cells of the row of names, or its units.

    A cell of that row is wide over merged cells, and over blanks to the right that have a name.
    """
    names = filled_columns(sheet.row(main))
    texts = [text_of(sheet.at(row, column)) for column in filled]
    if any(len(text) > _LONG for text in texts) or set(names) <= set(filled):
        return False
    if len(filled) > 1 and all(text.startswith("(") and text.endswith(")") for text in texts):
        return True
    wide = [m for m in _merges(sheet, main) if m.right > m.left]
    spans = {at for m in wide if m.bottom < row for at in range(m.left, m.right + 1)}
    if not any(_is_measured(sheet.at(row, column)) for column in filled):
        gaps = [at for at in _in_most(_filled_below(sheet, row, _BODY)) if at not in names]
        spans |= {
            over for at in gaps for over in (at, max((n for n in names if n < at), default=at))
        }
    return len(filled) >= 2 and set(filled) <= spans


def _is_second_language(cells: Cells) -> bool:
    """Whether a row says the names again in words that are known, or as a database names them."""
    texts = [text_of(cell) for cell in cells if not is_blank(cell)]
    if len(texts) >= 3 and all(text.startswith("(") and text.endswith(")") for text in texts):
        return True
    if len(texts) >= 4 and all(map(_FIELD_NAME.fullmatch, texts)):
        return True
    known = sum(header_vocabulary.is_known(text) for text in texts)
    return known >= 3 and known >= 0.6 * len(texts)


def _titles_over(sheet: Sheet, main: int, last: int) -> int:
    """The first row of the header around a row of names, or of the titles right above it."""
    top = _header_rows(sheet, main, last + 1)[0]
    while top - 1 > last and len(filled_columns(sheet.row(top - 1))) == 1:
        top -= 1
    return top


def _next_header(sheet: Sheet, rows: Sequence[int], last: int) -> int | None:
    """The row that names the columns of the next table below; else None.

    It stands after a blank row or a title, or names the same columns in other places.
    """
    lines = [[text_of(cell) for cell in sheet.row(row)] for row in rows]
    own = {(at, text) for line in lines for at, text in enumerate(line, 1) if text}
    texts = {text for _, text in own}
    width = max(len(filled_columns(sheet.row(row))) for row in rows)
    is_apart = False
    for number in range(rows[-1] + 1, last + 1):
        cells = sheet.row(number)
        filled = filled_columns(cells)
        if not filled:
            is_apart = True
            continue
        if len(filled) > 2 and text_of(cells[filled[0] - 1]) in texts:
            said = {(at, text_of(cells[at - 1])) for at in filled}
            if texts.issuperset(text for _, text in said) and not said <= own:
                return number
        if is_apart and (
            _is_other_header(cells, filled, texts) or _heads_list(sheet, number, filled, width)
        ):
            return number
        is_apart = len(filled) < 2
    return None


def _heads_list(sheet: Sheet, number: int, filled: Sequence[int], width: int) -> bool:
    """Whether a row names the columns of a short list below a wider table, such as of codes."""
    cells = sheet.row(number)
    texts = [text_of(cells[column - 1]) for column in filled]
    if not 2 <= len(filled) <= 0.75 * width or any(map(is_number_like, texts)):
        return False
    below = [filled_columns(sheet.row(n)) for n in range(number + 1, number + 1 + _BODY)]
    below = below[: below.index([])] if [] in below else below
    inside = all(set(row) <= set(filled) for row in below)
    return bool(below) and inside and header_vocabulary.is_known(texts[0])


def _is_other_header(cells: Cells, filled: Sequence[int], own: Collection[str]) -> bool:
    texts = [text_of(cells[column - 1]) for column in filled]
    if len(filled) < 3 or all(text in own for text in texts):
        return False
    if not all(isinstance(cells[column - 1], str) for column in filled):
        return False
    known = sum(header_vocabulary.is_known(text) for text in texts)
    return known >= 2 and known >= 0.6 * len(texts)


def is_form(sheet: Sheet) -> bool:
    """Whether a sheet describes one thing from top to bottom: most rows begin with a column's name.

    Such a sheet is narrow, a name and a value in each row.
    """
    rows = ((cells, at) for cells in sheet.rows if (at := filled_columns(cells)))
    filled = [*islice(rows, _LONGEST_FORM + 1)]
    if not _SHORTEST_FORM <= len(filled) <= _LONGEST_FORM:
        return False
    if any(at[-1] > _WIDEST_FORM for _, at in filled):
        return False
    named = sum(header_vocabulary.is_known(text_of(cells[at[0] - 1])) for cells, at in filled)
    return named >= max(_SHORTEST_FORM, 0.6 * len(filled))
