"""Text tables: which encoding, which delimiter, and the rows; an open quote keeps to its line."""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from charset_normalizer import from_bytes

from planner.intake.confined.archive import Refused
from planner.intake.confined.encodings import likeliest
from planner.intake.limits import Limits

_DELIMITERS = ",;\t|"
_SAMPLE_LINES = 60
_LEAST_CELLS = 3
_FEW_BROKEN = 20  # sound letters beyond ASCII for each broken one
_PARAGRAPH = 50  # lines of a quoted cell that are taken as they come
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# The encodings that the detector chooses among, where no alphabet of one byte a letter fits.
_ENCODINGS = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp850", "mac_roman",
    "gb18030", "big5", "shift_jis", "euc_kr",
]  # fmt: skip

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")  # signs that end a line elsewhere do not here
_TYPED_TEXT = re.compile(r'^="(.*)"$', re.DOTALL)  # ="00123" keeps a spreadsheet from counting

csv.field_size_limit(2**24)


@dataclass(frozen=True)
class TextTable:
    """A text table: its rows, how it was encoded and parted, the rows with a quote never closed."""

    rows: list[list[str]]
    encoding: str
    delimiter: str
    open_quotes: list[int]


def read_text_table(content: bytes, limits: Limits) -> TextTable:
    """The rows of a text table, each cell as it stands; Refused when there are too many."""
    text, encoding = decoded(content)
    lines = _LINE.findall(text)
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter = lines.pop(0).strip()[-1]
    else:
        delimiter = delimiter_of(lines)
    if text.count(delimiter) > limits.cells:
        raise Refused("too large")
    rows: list[list[str]] = []
    unclosed: list[int] = []
    for fields, closed in _records(lines, delimiter, limits.letters):
        rows.append(fields)
        if len(rows) > limits.rows:
            raise Refused("too many rows")
        if not closed:
            unclosed.append(len(rows))
    rows = _reparted(rows, delimiter)
    return TextTable(rows, encoding, delimiter, unclosed)


def delimiter_of(lines: list[str]) -> str:
    """The mark that parts the cells: the one that stands equally often in the most lines."""
    sample = [_unquoted(line) for line in lines[:_SAMPLE_LINES] if line.strip()]
    best, best_score = ",", 0.0
    for mark in _DELIMITERS:
        counts = Counter(line.count(mark) for line in sample if mark in line)
        if not counts:
            continue
        often, alike = counts.most_common(1)[0]
        score = (alike + sum(counts.values()) / 4) / len(sample) + min(often, 20) / 40
        if score > best_score:
            best, best_score = mark, score
    return best


def _reparted(rows: list[list[str]], delimiter: str) -> list[list[str]]:
    """The rows, where one that another mark parts into as many cells as most is so parted."""
    usual, often = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
    if usual < _LEAST_CELLS or 2 * often < len(rows):
        return rows
    others = [mark for mark in _DELIMITERS if mark != delimiter]

    def parted(row: list[str]) -> list[str]:
        if len(row) != 1:
            return row
        ways = (_fields(row[0], mark) for mark in others if mark in row[0])
        return next((way[0] for way in ways if way and len(way[0]) == usual), row)

    return [parted(row) for row in rows]


def _unquoted(line: str) -> str:
    return "".join(line.split('"')[::2])


def _records(lines: list[str], delimiter: str, longest: int) -> Iterator[tuple[list[str], bool]]:
    """Each record and whether its quotes close; one that never closes is only its own line."""
    at = width = 0
    while at < len(lines):
        length, closed = _record_at(lines, at, delimiter, longest, width)
        record = "".join(lines[at : at + length])
        fields = _fields(record, delimiter) if closed else []
        if '="' in record:
            fields = [[_TYPED_TEXT.sub(r"\1", cell) for cell in cells] for cells in fields]
        if fields:
            yield from ((cells, True) for cells in fields)
            width = width or len(fields[0])
        else:
            length = 1
            plain = lines[at].rstrip("\r\n")
            yield [cell.strip('"') for cell in plain.split(delimiter)], False
        at += length


def _record_at(
    lines: list[str], at: int, delimiter: str, longest: int, width: int
) -> tuple[int, bool]:
    """How many lines the record that begins there has, and whether its quotes close.

    A quoted cell is as long as a cell can be. Beyond a paragraph it must end where a cell ends and
    make a row as wide as the first, lest an open quote takes the rest of the file.
    """
    if _closes(lines[at], delimiter):
        return 1, True
    letters, quotes = len(lines[at]), lines[at].count('"')
    for length, line in enumerate(lines[at + 1 :], start=2):
        letters, found = letters + len(line), line.count('"')
        if letters > longest:
            break
        quotes += found
        if found and quotes % 2 == 0:
            if length <= _PARAGRAPH:
                return length, True
            rows = _fields("".join(lines[at : at + length]), delimiter)
            if len(rows) == 1 and len(rows[0]) == width:
                return length, True
    return 1, False


def _fields(record: str, delimiter: str) -> list[list[str]]:
    """The rows of a record whose quotes close; none when it cannot be parted all the same."""
    try:
        return list(csv.reader([record], delimiter=delimiter))
    except csv.Error:
        return []


def _closes(line: str, delimiter: str) -> bool:
    """Whether a line's quotes are all closed; a quote inside an unquoted cell opens nothing."""
    if '"' not in line:
        return True
    if line.count('"') % 2 == 0:
        return True
    starts = line.startswith('"') or f'{delimiter}"' in line
    return not starts


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the encoding it was found to be in."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace"), encoding
    if content[:2000].count(0) > len(content[:2000]) / 5:
        wide = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        return content.decode(wide, "replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        if _mostly_utf8(content):
            return content.decode("utf-8", "as western"), "utf-8"
        encoding = _guessed(content)
        return content.decode(encoding, "replace"), encoding


def _mostly_utf8(content: bytes) -> bool:
    """Whether all but a few letters beyond ASCII are in UTF-8, as where files were put together."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(not sign.isascii() for sign in text) > _FEW_BROKEN * broken


def _as_western(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("as western", _as_western)


def _guessed(content: bytes) -> str:
    """The likeliest of the older encodings, judged on the lines that hold letters beyond ASCII."""
    telling = [line for line in content.splitlines() if not line.isascii()]
    sample = b"\n".join(telling[:400])[:60_000]
    if encoding := likeliest(sample):
        return encoding
    best = from_bytes(sample, cp_isolation=_ENCODINGS).best()
    return best.encoding if best else "cp1252"
