"""What an edition says that holds for the whole plan too; all else is withheld at its level.

An edition is worked out of what may be shown, so it may say less than the plan, or another thing.
What differs from the whole plan is withheld by columns: where one cell differs none is told, so
that nobody sees which row the difference is in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, CellKind
from planner.analysis.plans.release import FEWEST
from planner.messages import Fact, Message, _
from planner.values import WITHHELD

IN_PART: Final = _("Part of this is withheld at this level.")
_MEASURED: Final = frozenset({CellKind.COUNT, CellKind.SHARE, CellKind.SUM})
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class ToldLine:
    """A line of a table: what it is about, and what its columns say, by their keys."""

    subject: Hashable
    cells: Mapping[str, Fact]


@dataclass(frozen=True)
class EditionGap:
    """How a table of an edition differs from that of the whole plan: lines and columns.

    `is_missing` says that lines of the plan are not in it; `strange` are subjects that the plan
    does not have, `columns` those in which a cell differs.
    """

    is_missing: bool = False
    strange: frozenset[Hashable] = frozenset()
    columns: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.is_missing or self.strange or self.columns)


def compared(whole: Collection[ToldLine], shown: Collection[ToldLine]) -> EditionGap:
    """How the lines that an edition shows differ from those of the whole plan."""
    true = {(line.subject, key, fact) for line in whole for key, fact in line.cells.items()}
    known = {line.subject for line in whole}
    return EditionGap(
        is_missing=len(shown) < len(whole),
        strange=frozenset(line.subject for line in shown) - known,
        columns=frozenset(
            key
            for line in shown
            if line.subject in known
            for key, fact in line.cells.items()
            if (line.subject, key, fact) not in true
        ),
    )


def counts_few(facts: Iterable[Fact]) -> bool:
    """Whether a cell among those of people counts so few that it is in no public file."""
    told = (str(fact) for fact in facts if isinstance(fact, int | str | Message))
    return any(int(number) < FEWEST for text in told for number in _NUMBER.findall(text))


def has_number(said: Message | str) -> bool:
    """Whether a sentence tells a number."""
    return bool(_NUMBER.search(str(said)))


def answer_at_level(whole: Answer, shown: Answer, *, hides_few: bool = False) -> Answer:
    """The answer of an edition with nothing in it but what holds for the whole plan.

    `hides_few` is for an answer about people that is to be public: where it has a small number it
    tells no number at all, since the others would give that one away.
    """
    lines = {part.key: _lines(part) for part in whole.tables}
    found = {part.key: compared(lines.get(part.key, ()), _lines(part)) for part in shown.tables}
    is_few = hides_few and any(counts_few(_counts(part)) for part in shown.tables)

    def is_true(said: Message) -> bool:
        return not (is_few and has_number(said))

    unknown = [one for one in shown.unknown if one in whole.unknown and is_true(one)]
    sentences = [one for one in shown.sentences if one in whole.sentences and is_true(one)]
    findings = [one for one in shown.findings if one in whole.findings and is_true(one.message)]
    figures = [one for one in shown.figures if one in whole.figures and not is_few]
    is_whole = (
        not (is_few or any(found.values()))
        and len(shown.tables) == len(whole.tables)
        and (*sentences, *findings, *figures)
        == (*whole.unknown, *whole.sentences, *whole.findings, *whole.figures)
    )
    return replace(
        shown,
        unknown=tuple(unknown),
        sentences=(*sentences, *(() if is_whole else (IN_PART,))),
        findings=tuple(findings),
        tables=tuple(_withheld(part, found[part.key], is_few) for part in shown.tables),
        figures=tuple(figures),
    )


def _subject(part: AnswerTable[Any]) -> Callable[[Any], Hashable]:
    """What a line is about: the row that it points at, and what stands in its first column."""
    return lambda line: (part.target(line), part.columns[0].value(line))


def _lines(part: AnswerTable[Any]) -> list[ToldLine]:
    subject = _subject(part)
    return [
        ToldLine(subject(line), {one.key: one.value(line) for one in part.columns})
        for line in part.lines
    ]


def _counts(part: AnswerTable[Any]) -> Iterable[Fact]:
    counting = [one for one in part.columns if one.measure is CellKind.COUNT]
    return (one.value(line) for line in part.lines for one in counting)


def _nothing(_line: Any) -> Fact:
    return WITHHELD


def _withheld(part: AnswerTable[Any], found: EditionGap, is_few: bool) -> AnswerTable[Any]:
    """The table without lines that the plan does not have, and with what differs withheld."""
    subject = _subject(part)
    return replace(
        part,
        lines=tuple(line for line in part.lines if subject(line) not in found.strange),
        columns=tuple(
            replace(one, measure=CellKind.TEXT, value=_nothing)
            if one.key in found.columns or (is_few and one.measure in _MEASURED)
            else one
            for one in part.columns
        ),
        note=part.note if not found and not is_few else IN_PART,
    )
