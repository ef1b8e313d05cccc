"""Sections of documents: what each says, told as the level of the edition allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, Question
from planner.analysis.plans.release import told
from planner.analysis.registry import ANSWERS, released, released_answer
from planner.exports.documents.blocks import Block, PrintedText, WordStyle, answer_blocks
from planner.exports.documents.outgoing_document import OutgoingDocument
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import Message, _, paragraph, verbatim
from planner.reference import Reference

Made = Callable[[Question], Answer]
"""An answer that only documents give, made like every other."""

_SHOWN: Final[dict[tuple[str, str], tuple[str, ...]]] = {
    ("coverage", "risk_factors"): ("number", "title", "level", "gap", "why"),
    ("money", "by_year"): ("name", "mid", "funded", "gap", "funded_share"),
    ("money", "by_ministry"): ("name", "mid", "funded", "gap", "funded_share"),
    ("harms", "harms"): ("about", "title", "sign", "mitigation", "whose", "due"),
}
"""The columns that stand on upright paper, of tables that have more; by answer and table."""

_FIGURES: Final = {"coverage": 1}
"""How many figures are printed of an answer that has more than a reader can hold."""


@dataclass(frozen=True)
class Section:
    """A section: its title, and its parts, each an answer by its key or one made for documents."""

    title: Message
    parts: Sequence[str | Made] = ()


@dataclass(frozen=True, kw_only=True)
class EditionAnswers:
    """Whatever is worked out of an edition, told as its level allows."""

    edition: Edition
    reference: Reference

    def own(self, make: Made) -> Answer:
        """An answer made for documents."""
        edition = self.edition
        return released(edition.release, make, edition.today, self.reference)

    def of(self, part: str | Made) -> Answer | None:
        """An answer by its key, or one made for documents; None for a key that nothing has."""
        if not isinstance(part, str):
            return self.own(part)
        if part not in ANSWERS:
            return None
        edition = self.edition
        return released_answer(edition.release, part, edition.today, self.reference)

    def all_of(self, parts: Iterable[str | Made]) -> Iterator[Answer]:
        """The answers that there are, in order."""
        return (found for part in parts if (found := self.of(part)))

    def section(self, number: int, section: Section) -> Iterator[Block]:
        """A section under its number; a part that is an answer stands under its own title."""
        title = _("{number}. {title}", number=number, title=section.title)
        yield PrintedText(title, WordStyle.SECTION)
        for part in section.parts:
            found = self.of(part)
            if found is not None:
                yield from self.blocks(found, is_titled=isinstance(part, str))

    def blocks(self, found: Answer, *, is_titled: bool = True) -> Iterator[Block]:
        """An answer, under its title where it is not a part that only this section has."""
        if is_titled:
            yield PrintedText(found.title, WordStyle.PART)

        def shown(part: AnswerTable[Any]) -> Sequence[str]:
            return _SHOWN.get((found.key, part.key), ())

        yield from answer_blocks(found, shown, _FIGURES.get(found.key))


def document(voice: Voice, edition: Edition, title: Message, blocks: Iterable[Block]) -> bytes:
    """A document with a heading of its own, finished."""
    of_plan = _("{title} · {plan}", title=title, plan=edition.title) if edition.title else title
    out = OutgoingDocument(voice, edition.imprint, of_plan)
    out.add(list(blocks))
    return out.finished()


def heading(edition: Edition, title: Message, *, is_cover: bool = False) -> Iterator[Block]:
    """What a document is, of which plan, for whom, and from which revision."""
    plan, details = edition.title, edition.plan.details
    yield PrintedText((is_cover and plan) or title, WordStyle.TITLE)
    years = "–".join(str(day.year) for day in (details.start, details.end) if day)
    years = "" if years in plan else years
    line = (title if is_cover and plan else verbatim(plan), details.country, years)
    said = (one if isinstance(one, Message) else verbatim(told(one)) for one in line)
    yield PrintedText(paragraph(*said, between=" · "), WordStyle.SUBTITLE)
    made = _(
        "Made from revision {revision} of the plan on {date}.",
        revision=str(edition.plan.revision),
        date=edition.today,
    )
    yield PrintedText(made, WordStyle.NOTE)
