"""What a name in a file may mean: a row of the plan, another name of the file, a new row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.plan import Plan, table_named, title_of
from planner.readers.likeness import abbreviates, closest, difference, resemblance, unmasked
from planner.readers.texts import folded
from planner.schema import Column, Row
from planner.services.importing.list_meanings import PROPOSED, Answer, Judge, Judged, Sureness
from planner.services.importing.row_names import GROWING, Names, core

_CLOSEST: Final = 5
_TELLING: Final = 5  # letters of a word that can tell one name from another
_ALL: Final = 300  # rows of the plan that are offered besides


def judge(plan: Plan, column: Column, names: Names, texts: Sequence[str]) -> Judge:
    """What judges the texts of a column that names rows of another table."""
    return _Named(plan, column, names, texts)


class _Named:
    def __init__(self, plan: Plan, column: Column, names: Names, texts: Sequence[str]) -> None:
        self._names, self._texts = names, texts
        self._one = table_named(column.refers).one.lower()
        self._grows = column.refers in GROWING
        self._rows = plan.rows(column.refers)
        self._by_title: dict[str, str] = {}
        for row in self._rows.values():
            self._by_title.setdefault(title_of(row), row.id)

    def __call__(self, text: str) -> Judged:
        """What the text means."""
        named = self._names.named(text)
        row = self._rows.get(named.id)
        if row and not named.alike:
            return Judged(
                sureness=Sureness.SURE,
                value=row.id,
                label=named.name,
                why=self._why(text, row),
                answers=self._answers(text),
            )
        if named.alike:
            where = "" if row else ", a new one of this file"
            return self._proposed(
                text, Answer(row.id if row else named.name, named.name), f"nearly the same{where}"
            )
        known = self._short_for(text) or self._nearly(text) or self._part_of(text)
        return known or self._unknown(text)

    def _proposed(self, text: str, answer: Answer, why: str) -> Judged:
        others = [one for one in self._answers(text) if one.value != answer.value]
        return Judged(
            sureness=Sureness.PROPOSED,
            value=answer.value,
            label=answer.label,
            why=why,
            answers=(answer, *others),
        )

    def _short_for(self, text: str) -> Judged | None:
        """The one row of the plan whose name the text abbreviates."""
        meant = [title for title in self._by_title if abbreviates(text, title)]
        if len(meant) != 1:
            return None
        return self._proposed(text, Answer(self._by_title[meant[0]], meant[0]), "short for it")

    def _nearly(self, text: str) -> Judged | None:
        """The row of the plan whose name resembles the text most, if it does enough."""
        close = closest(text, self._by_title, core, most=1, least=PROPOSED)
        if not close:
            return None
        share = round(resemblance(text, close[0], core))
        why = f"{share} % of the letters are the same"
        return self._proposed(text, Answer(self._by_title[close[0]], close[0]), why)

    def _part_of(self, text: str) -> Judged | None:
        """The one row of the plan whose name holds all words of the text that tell."""
        words = set(core(text).split())
        telling = any(len(word) >= _TELLING for word in words)
        meant = [title for title in self._by_title if words <= set(core(title).split())]
        if not telling or len(meant) != 1:
            return None
        return self._proposed(text, Answer(self._by_title[meant[0]], meant[0]), "part of its name")

    def _unknown(self, text: str) -> Judged:
        why = f"the plan has no such {self._one}"
        return Judged(sureness=Sureness.OPEN, why=why, answers=self._answers(text))

    def _answers(self, text: str) -> tuple[Answer, ...]:
        """Rows of the plan, the closest first; other new names of the file; a new row."""
        close = closest(text, self._by_title, core, most=_CLOSEST)
        titles = list(dict.fromkeys([*close, *list(self._by_title)[:_ALL]]))
        known = [Answer(self._by_title[title], title) for title in titles]
        if not self._grows:
            return tuple(known)
        strangers = [one for one in self._texts if self._names.named(one).new and one != text]
        others = closest(text, strangers, core, most=_CLOSEST)
        same = [Answer(other, f"New {self._one}: {other}") for other in others]
        if folded(unmasked(text)) in map(folded, self._by_title):
            return (*known, *same)
        return (*known[: len(close)], Answer(text, f"New {self._one}: {text}"), *same,
                *known[len(close) :])  # fmt: skip

    def _why(self, text: str, row: Row) -> str:
        """By what a row was recognised."""
        for column, words in (
            ("id", "its id"),
            ("short_name", "its short name"),
            ("code", "its code"),
        ):
            if folded(unmasked(text)) == folded(str(getattr(row, column, ""))):
                return words
        said = difference(text, title_of(row))
        if said == "spelling":
            return "the same words, but for brackets, order or “ministry of”"
        return f"its name, but for {said}" if said else "its name"
