"""Every answer by its key, in the order in which terminal, screens and files list them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Answer, AnswerKind, Question
from planner.analysis.coverage import coverage_answer
from planner.analysis.coverage.factors import coverage

_KINDS: Final = (
    AnswerKind(
        key="coverage",
        title=coverage_answer.TITLE,
        make=lambda asked: coverage_answer.coverage_answer(
            coverage(asked.plan, asked.reference), asked.plan
        ),
    ),
)

ANSWERS: Final[Mapping[str, AnswerKind]] = MappingProxyType({kind.key: kind for kind in _KINDS})


def answer(key: str, asked: Question) -> Answer:
    """The answer of that key to a question; KeyError when there is none."""
    return ANSWERS[key].make(asked)
