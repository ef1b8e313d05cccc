"""An answer as a person reads it at a terminal, and as JSON: the same for every answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, CellKind
from planner.cli.printing import table
from planner.cli.run import CommandRun
from planner.messages import Fact, Message, Share, Sum

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
