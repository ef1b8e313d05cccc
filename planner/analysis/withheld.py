"""What an edition says that holds for the whole plan too; all else is withheld at its level.

An edition is worked out of what may be shown, so it may say less than the plan, or another thing.
What differs from the whole plan is withheld by columns: where one cell differs none is told, so
that nobody sees which row the difference is in. Of a column of levels those that are high are told
still: nothing that is left out could raise them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerColumn, AnswerTable, CellKind
from planner.analysis.plans.release import FEWEST
from planner.choices import Level
from planner.messages import Fact, Message, _
from planner.values import WITHHELD

IN_PART: Final = _("Part of this is withheld at this level.")
_MEASURED: Final = frozenset({CellKind.COUNT, CellKind.SHARE, CellKind.SUM})
_WORDED: Final = frozenset({CellKind.TEXT, CellKind.SENTENCE})
_NUMBER: Final = re.compile(r"\d+")
_COUNT: Final = re.compile(r"(?<!\w)\d+(?!\w)")
_CROWD: Final = 3  # cells among which none is told by being withheld


@dataclass(frozen=True)
class ToldLine:
    """A line of a table: what it is about, and what its columns say, by their keys."""

    subject: Hashable
    cells: Mapping[str, Fact]


@dataclass(frozen=True)
class EditionGap:
    """How a table of an edition differs from that of the whole plan: lines and columns.

    `is_missing` says that lines of the plan are not in it; `strange` are subjects that the plan
    does not have, `columns` those in which a cell differs; in those of `high` no high level does.
    """

    is_missing: bool = False
    strange: frozenset[Hashable] = frozenset()
    columns: frozenset[str] = frozenset()
    high: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.is_missing or self.strange or self.columns)


def compared(whole: Collection[ToldLine], shown: Collection[ToldLine]) -> EditionGap:
    """How the lines that an edition shows differ from those of the whole plan."""
    true = {(line.subject, key, fact) for line in whole for key, fact in line.cells.items()}
    known = {line.subject for line in whole}
    cells = [
        (line.subject, key, fact)
        for line in shown
        if line.subject in known
        for key, fact in line.cells.items()
    ]
    differing = [one for one in cells if one not in true]
    below = Counter(key for _subject, key, fact in cells if fact is not Level.HIGH)
    columns = frozenset(key for _subject, key, _fact in differing)
    wrong = {key for _subject, key, fact in differing if fact is Level.HIGH}
    return EditionGap(
        is_missing=len(shown) < len(whole),
        strange=frozenset(line.subject for line in shown) - known,
        columns=columns,
        high=frozenset(key for key in columns - wrong if below[key] >= _CROWD),
    )


def withheld_value(value: Callable[[Any], Fact], *, keeps_high: bool) -> Callable[[Any], Fact]:
    """What stands in a column that is withheld: that it is, or a high level where it is kept."""
    return lambda line: Level.HIGH if keeps_high and value(line) is Level.HIGH else WITHHELD


def counts_few(facts: Iterable[Fact], *, beside_few: bool = False) -> bool:
    """Whether one of the facts about people counts so few that it is in no public file.

    With `beside_few` any count is meant: it could give the small one away. Numbers within names and
    days count nobody.
    """
    return any(beside_few or number < FEWEST for number in _counts(facts))


def _counts(facts: Iterable[Fact]) -> Iterator[int]:
    for fact in facts:
        match fact:
            case int():
                yield fact
            case tuple():
                yield from _counts(fact)
            case Message():
                yield from map(int, _COUNT.findall(fact.text))
                yield from _counts((*fact.facts.values(), fact.number if fact.many else None))
            case _:
                pass


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
    is_few = hides_few and any(
        counts_few(_facts(part, one))
        for part in shown.tables
        for one in part.columns
        if one.measure is CellKind.COUNT
    )
    few = {part.key: _telling_few(part, is_few) for part in shown.tables if hides_few}

    def is_true(said: Message) -> bool:
        return not (is_few and has_number(said))

    unknown = [one for one in shown.unknown if one in whole.unknown and is_true(one)]
    sentences = [one for one in shown.sentences if one in whole.sentences and is_true(one)]
    findings = [one for one in shown.findings if one in whole.findings and is_true(one.message)]
    figures = [one for one in shown.figures if one in whole.figures and not is_few]
    is_whole = (
        not (any(few.values()) or any(found.values()))
        and len(shown.tables) == len(whole.tables)
        and (*unknown, *sentences, *findings, *figures)
        == (*whole.unknown, *whole.sentences, *whole.findings, *whole.figures)
    )
    return replace(
        shown,
        unknown=tuple(unknown),
        sentences=(*sentences, *(() if is_whole else (IN_PART,))),
        findings=tuple(findings),
        tables=tuple(
            _withheld(part, found[part.key], few.get(part.key, set())) for part in shown.tables
        ),
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


def _facts(part: AnswerTable[Any], column: AnswerColumn[Any]) -> list[Fact]:
    return [column.value(line) for line in part.lines]


def _telling_few(part: AnswerTable[Any], is_few: bool) -> set[str]:
    """The columns that tell few people, or beside a small number (`is_few`) any number."""
    return {
        one.key
        for one in part.columns
        if (is_few and one.measure in _MEASURED)
        or (one.measure in _WORDED and counts_few(_facts(part, one), beside_few=is_few))
    }


def _withheld(part: AnswerTable[Any], found: EditionGap, few: set[str]) -> AnswerTable[Any]:
    """The table without lines that the plan does not have, and with what differs withheld."""
    subject = _subject(part)
    return replace(
        part,
        lines=tuple(line for line in part.lines if subject(line) not in found.strange),
        columns=tuple(
            replace(
                one,
                measure=CellKind.TEXT,
                value=withheld_value(one.value, keeps_high=one.key in found.high),
            )
            if one.key in found.columns | few
            else one
            for one in part.columns
        ),
        note=part.note if not found and not few else IN_PART,
    )
