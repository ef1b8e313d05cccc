"""An answer as a person reads it at a terminal, and as JSON: the same for every answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, CellKind
from planner.cli.printing import table
from planner.languages.voice import Voice
from planner.messages import Fact, Message, Share, Sum

_RIGHT: Final = frozenset({CellKind.COUNT, CellKind.SUM, CellKind.SHARE})


def answer_lines(found: Answer, voice: Voice) -> Iterator[str]:
    """Its sentences, its tables, then its findings in order."""
    yield from map(voice.tell, found.sentences)
    for part in found.tables:
        if part.lines:
            yield ""
            yield from answer_table(part, voice)
    if found.findings:
        yield ""
    for number, finding in enumerate(found.findings, start=1):
        yield f"{number}. {voice.tell(finding.message)}"


def answer_table(part: AnswerTable[Any], voice: Voice) -> list[str]:
    """One table of an answer, with its note below; sentences are for faces with more room."""
    columns = [column for column in part.columns if column.measure is not CellKind.SENTENCE]
    rows = ([voice.fact(column.value(line)) for column in columns] for line in part.lines)
    heads = [voice.tell(column.head) for column in columns]
    printed = table(heads, rows, [column.measure in _RIGHT for column in columns])
    return [*printed, *filter(None, [voice.tell(part.note)])]


def answer_document(found: Answer, voice: Voice) -> dict[str, Any]:
    """The answer as one JSON object: keys and values as they are, texts in the language."""
    return {
        "key": found.key,
        "title": voice.tell(found.title),
        "answer": [voice.tell(sentence) for sentence in found.sentences],
        "findings": [
            {
                "gravity": one.gravity,
                "message": voice.tell(one.message),
                "targets": one.targets,
            }
            for one in found.findings
        ],
        "tables": [
            {
                "key": part.key,
                "title": voice.tell(part.title),
                "lines": [
                    {
                        column.key: _value(cell, voice)
                        for column, cell in zip(part.columns, part.cells(line), strict=True)
                    }
                    for line in part.lines
                ],
            }
            for part in found.tables
        ],
    }


def _value(fact: Fact, voice: Voice) -> object:
    match fact:
        case Message():
            return voice.tell(fact)
        case Sum():
            return {"amount": fact.amount, "currency": fact.currency}
        case Share():
            return None if fact.share is None else float(fact.share)
        case tuple():
            return [_value(part, voice) for part in fact]
        case None | Enum() | str() | int() | float() | Decimal() | date():
            return fact
