"""Answers on standard output: one JSON document, or small tables for a person."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

import click

from planner.cli.session import CommandRun

_UNSEEN = frozenset({"Mn", "Me", "Cf"})  # marks on a letter, and signs of direction
_WIDEST = 60  # characters of a cell
_CENT = Decimal("0.01")


def answer(session: CommandRun, document: object, lines: Iterable[str]) -> None:
    """Print the document with --json, the lines without."""
    if session.json:
        write_document(document)
        return
    for line in lines:
        click.echo(line)


def write_document(document: object) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(plain(document), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """A value as JSON knows it: sums of money and dates as text, records as objects."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Mapping():
            return {str(plain(key)): plain(part) for key, part in value.items()}
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            return {field.name: plain(getattr(value, field.name)) for field in fields}
        case _:
            return [plain(part) for part in value]


def table(
    headers: Sequence[str], rows: Iterable[Sequence[object]], right: Sequence[bool] = ()
) -> list[str]:
    """The rows as lines of text, each column as wide as it needs; numbers stand at the right.

    `right` says which columns do; without it, those that hold nothing but numbers.
    """
    texts = [[_shortened(_text(cell)) for cell in row] for row in rows]
    if not texts:
        return []
    columns = list(zip(*texts, strict=True))
    widths = [
        max(map(_width, (head, *cells))) for head, cells in zip(headers, columns, strict=True)
    ]
    right = right or [all(_is_number(cell) for cell in cells) for cells in columns]
    lines = [_line(headers, widths, right), "  ".join("-" * width for width in widths)]
    return [*lines, *(_line(row, widths, right) for row in texts)]


def amount(value: Decimal | None, currency: str = "") -> str:
    """A sum of money as a person reads it: whole units, thousands apart."""
    return "not known" if value is None else f"{value:,.0f} {currency}".replace(",", " ").strip()


def cents(value: Decimal) -> Decimal:
    """A sum that was divided or converted, as money is counted: two places."""
    return value.quantize(_CENT)


def percent(share: float | None) -> str:
    """A share in percent."""
    return "unknown" if share is None else f"{share:.0%}"


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _width(text: str) -> int:
    """The places a text takes in a terminal: wide letters two, marks that are not seen none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) in _UNSEEN for letter in text)


def _is_number(text: str) -> bool:
    return not text.strip(" 0123456789.,-–%") and any(letter.isdigit() for letter in text)


def _line(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()
