"""What a name in a file may mean: a row of the plan, another name of the file, a new row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.messages import Message, Share, _
from planner.plan import Plan, table_named, title_of
from planner.problems import ProposedAnswer
from planner.readers.likeness import abbreviates, closest, resemblance, unmasked
from planner.readers.texts import folded
from planner.schema import Column, Row
from planner.services.importing.list_meanings import (
    PROPOSED,
    Judgement,
    proposed,
    sure,
    unknown,
)
from planner.services.importing.row_names import GROWING, NameResolver, core

_CLOSEST: Final = 5
_TELLING: Final = 5  # letters of a word that can tell one name from another
_ALL: Final = 300  # rows of the plan that are offered besides
_BY_COLUMN: Final = {
    "id": _("Its id."),
    "short_name": _("Its short name."),
    "code": _("Its code."),
}


def judge(plan: Plan, column: Column, names: NameResolver, texts: Sequence[str]) -> NameJudge:
    """What judges the texts of a column that names rows of another table."""
    return NameJudge(plan, column, names, texts)


class NameJudge:
    """What the names of one column mean."""

    def __init__(
        self, plan: Plan, column: Column, names: NameResolver, texts: Sequence[str]
    ) -> None:
        self._names, self._texts = names, texts
        self._table = table_named(column.refers).title
        self._grows = column.refers in GROWING
        self._rows = plan.rows(column.refers)
        self._by_title: dict[str, str] = {}
        for row in self._rows.values():
            self._by_title.setdefault(title_of(row), row.id)

    def __call__(self, text: str) -> Judgement:
        """What the text means."""
        named = self._names.resolve(text)
        row = self._rows.get(named.id)
        if row:
            why = self._why(text, row)
            return sure(ProposedAnswer(row.id, named.name), why, self._answers(text))
        return self.proposal(text) or unknown(
            _("The plan has none of that name in {table}.", table=self._table),
            self._answers(text),
        )

    def proposal(self, text: str) -> Judgement | None:
        """The row, or new name of the file, that a text may mean; None for none."""
        named = self._names.resolve(text)
        if named.id in self._rows:
            return None
        if (other := self._names.alike(text)) is not None:
            row = self._rows.get(other.id)
            answer = ProposedAnswer(row.id if row else other.name, other.name)
            new = _("Nearly the same, a new one of this file.")
            return self._proposed(text, answer, _("Nearly the same.") if row else new)
        return self._guessed(text)

    def _guessed(self, text: str) -> Judgement | None:
        """The one row of the plan that the text abbreviates, resembles most or is a part of."""
        short = [title for title in self._by_title if abbreviates(text, title)]
        if len(short) == 1:
            return self._proposed(text, self._answer(short[0]), _("Short for it."))
        for title in closest(text, self._by_title, core, most=1, least=PROPOSED):
            if _differ_in_number(text, title):
                break
            share = Share(round(resemblance(text, title, core)) / 100)
            why = _("{share} of the letters are the same.", share=share)
            return self._proposed(text, self._answer(title), why)
        words = set(core(text).split())
        holding = [title for title in self._by_title if words <= set(core(title).split())]
        if len(holding) == 1 and any(len(word) >= _TELLING for word in words):
            return self._proposed(text, self._answer(holding[0]), _("A part of its name."))
        return None

    def _proposed(self, text: str, answer: ProposedAnswer, why: Message) -> Judgement:
        others = (one for one in self._answers(text) if one.value != answer.value)
        return proposed(answer, why, others)

    def _answer(self, title: str) -> ProposedAnswer:
        return ProposedAnswer(self._by_title[title], title)

    def _answers(self, text: str) -> tuple[ProposedAnswer, ...]:
        """Rows of the plan, the closest first; other new names of the file; a new row."""
        close = closest(text, self._by_title, core, most=_CLOSEST)
        titles = list(dict.fromkeys([*close, *list(self._by_title)[:_ALL]]))
        known = [self._answer(title) for title in titles]
        if not self._grows:
            return tuple(known)
        new = [one for one in self._texts if self._names.resolve(one).is_new and one != text]
        others = [self._new(other) for other in closest(text, new, core, most=_CLOSEST)]
        if folded(unmasked(text)) in map(folded, self._by_title):
            return (*known, *others)
        return (*known[: len(close)], self._new(text), *others, *known[len(close) :])

    def _new(self, text: str) -> ProposedAnswer:
        return ProposedAnswer(text, _("New: {name}", name=text))

    def _why(self, text: str, row: Row) -> Message:
        """By what a row was recognised."""
        for column, why in _BY_COLUMN.items():
            if folded(unmasked(text)) == folded(str(getattr(row, column, ""))):
                return why
        if folded(unmasked(text)) == folded(unmasked(title_of(row))):
            return _("Its own name.")
        return _("The same words, but for brackets, order or “ministry of”.")


def _differ_in_number(one: str, other: str) -> bool:
    """Whether two names are told apart by a number alone: “Region 1” and “Region 2”."""
    words = [folded(text).split() for text in (one, other)]
    letters = [[word for word in some if not word.isdecimal()] for some in words]
    return letters[0] == letters[1] and words[0] != words[1]
