"""Answers on standard output: one JSON document, or small tables for a person."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, TypeVar

import click

from planner.analysis.answers import Answer, AnswerColumn, AnswerTable, CellKind
from planner.cli.run import CommandRun
from planner.messages import Fact, Message, Share, Sum, Tell
from planner.plan import Plan

T = TypeVar("T")

_UNSEEN = frozenset({"Mn", "Me", "Cf"})  # marks on a letter, and signs of direction
_WIDEST = 60  # characters of a cell
_CENT = Decimal("0.01")


def answer(run: CommandRun, document: object, lines: Iterable[Message | str]) -> None:
    """Print the document with --json, the lines without, both in the language of the run."""
    if run.json:
        write_document(document, run.tell)
        return
    for line in lines:
        click.echo(run.tell(line))


def write_document(document: object, tell: Tell = str) -> None:
    """Print one JSON document."""
    click.echo(json.dumps(plain(document, tell), ensure_ascii=False, indent=2))


def plain(value: Any, tell: Tell = str) -> Any:
    """A value as JSON knows it: money, dates and messages as text, records as objects."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | float() | str():
            return value
        case Decimal():
            return format(value, "f")
        case date():
            return value.isoformat()
        case Message():
            return tell(value)
        case Mapping():
            return {str(plain(key)): plain(part, tell) for key, part in value.items()}
        case _ if dataclasses.is_dataclass(value):
            fields = dataclasses.fields(value)
            return {field.name: plain(getattr(value, field.name), tell) for field in fields}
        case _:
            return [plain(part, tell) for part in value]


def head(plan: Plan, **more: object) -> dict[str, object]:
    """What a document about a plan begins with."""
    return {"plan": plan.name, "revision": plan.revision, **more}


def facts(record: object, names: str) -> dict[str, Any]:
    """What a record says under its own names, which are the keys of the document."""
    return {name: getattr(record, name) for name in names.split()}


def table(
    run: CommandRun,
    heads: Sequence[Message],
    rows: Iterable[Sequence[Fact]],
    right: Sequence[bool] = (),
) -> list[str]:
    """The rows as lines of text, each column as wide as it needs; numbers stand at the right.

    `right` says which columns do; without it, those that hold nothing but numbers. Blank cells are
    empty, all others told as facts are.
    """
    texts = [["" if cell is None else _line(run.voice.fact(cell)) for cell in row] for row in rows]
    if not texts:
        return []
    columns = list(zip(*texts, strict=True))
    told = [run.tell(head) for head in heads]
    widths = [max(map(_width, (head, *cells))) for head, cells in zip(told, columns, strict=True)]
    right = right or [all(_is_number(cell) for cell in cells) for cells in columns]
    lines = [_padded(told, widths, right), "  ".join("-" * width for width in widths)]
    return [*lines, *(_padded(row, widths, right) for row in texts)]


def listed(run: CommandRun, columns: Sequence[AnswerColumn[T]], lines: Iterable[T]) -> list[str]:
    """One row for each line under the heads of declared columns."""
    rows = ([column.value(line) for column in columns] for line in lines)
    return table(run, [column.head for column in columns], rows)


def cents(value: Decimal) -> Decimal:
    """A sum that was divided or converted, as money is counted: two places."""
    return value.quantize(_CENT)


def _line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDEST else f"{line[: _WIDEST - 1]}…"


def _width(text: str) -> int:
    """The places a text takes in a terminal: wide letters two, marks that are not seen none."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.category(letter) in _UNSEEN for letter in text)


def _is_number(text: str) -> bool:
    return not text.strip(" \u00a00123456789.,-–%") and any(letter.isdigit() for letter in text)


def _padded(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (
        " " * (width - _width(cell)) + cell if to_right else cell + " " * (width - _width(cell))
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    )
    return "  ".join(padded).rstrip()


_RIGHT: Final = frozenset({CellKind.COUNT, CellKind.SUM, CellKind.SHARE})


def answer_lines(run: CommandRun, found: Answer) -> Iterator[Message | str]:
    """What is not known, its sentences, its tables, then its findings in order."""
    yield from found.unknown
    yield from found.sentences
    for part in found.tables:
        if part.lines:
            yield ""
            yield from answer_table(run, part)
    if found.findings:
        yield ""
    for number, finding in enumerate(found.findings, start=1):
        yield f"{number}. {run.tell(finding.message)}"


def answer_table(run: CommandRun, part: AnswerTable[Any]) -> Iterator[Message | str]:
    """One table of an answer, with its note below; sentences are for faces with more room."""
    rows = ([run.voice.fact(column.value(line)) for column in part.brief] for line in part.lines)
    right = [column.measure in _RIGHT for column in part.brief]
    yield from table(run, [column.head for column in part.brief], rows, right)
    if part.note:
        yield part.note


def answer_document(found: Answer) -> dict[str, Any]:
    """The answer as one JSON object: keys and values as they are, messages to be told."""
    return {
        "key": found.key,
        "title": found.title,
        "unknown": found.unknown,
        "answer": found.sentences,
        "findings": found.findings,
        "tables": [
            {"key": part.key, "title": part.title, "lines": list(map(_cells(part), part.lines))}
            for part in found.tables
        ],
    }


def _cells(part: AnswerTable[Any]) -> Any:
    keys = [column.key for column in part.columns]
    return lambda line: dict(zip(keys, map(_value, part.cells(line)), strict=True))


def _value(fact: Fact) -> object:
    match fact:
        case Sum():
            return {"amount": fact.amount, "currency": fact.currency}
        case Share():
            return None if fact.share is None else float(fact.share)
        case _:
            return fact
