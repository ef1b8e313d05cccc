"""The form of an official letter from the office to a ministry, as a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from planner.exports.documents.blocks import Block, PrintedText, WordStyle
from planner.exports.documents.outgoing_document import OutgoingDocument
from planner.exports.edition import Edition, Imprint
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.tables import Ministry

Part = tuple[Message, Sequence[Message]]
"""What a ministry is asked about, and the points of it."""
_POINT: Final = "- "


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter: to whom, about what, its text in paragraphs and points, and its language.

    A line of the text that begins with a dash is a point; a blank line ends a paragraph.
    """

    addressee: str
    subject: str
    text: str
    language: str
    imprint: Imprint

    def document(self, folder: Path | None) -> bytes:
        """The letter for Word, made from the template in a folder of the office."""
        voice = Voice(self.language, folder)
        out = OutgoingDocument(voice, self.imprint, self.subject)
        out.add(list(self._blocks()))
        return out.finished()

    def _blocks(self) -> Iterator[Block]:
        imprint = self.imprint
        yield PrintedText(imprint.office, WordStyle.LEAD)
        head = (
            _("To: {ministry}", ministry=self.addressee),
            _("Date: {date}", date=imprint.today),
            _("Reference: {number}", number=imprint.number),
            _("Contact: {office}", office=imprint.office),
        )
        yield from (PrintedText(line, WordStyle.LETTER_HEAD) for line in head)
        yield PrintedText(self.subject, WordStyle.PART)
        yield PrintedText(_("Dear Sir or Madam,"))
        for part in re.split(r"\n\s*\n", self.text.strip()):
            yield from map(_line, part.splitlines())
        yield PrintedText(_("Yours faithfully,"), keeps=True)
        yield PrintedText(imprint.office)


def _line(line: str) -> PrintedText:
    is_point = line.startswith(_POINT)
    style = WordStyle.POINT if is_point else WordStyle.BODY
    return PrintedText(line.removeprefix(_POINT), style, keeps=line.endswith(":"))


def body(voice: Voice, opening: Message, parts: Iterable[Part], closing: Message) -> str:
    """The text of a letter: why it is written, its points, what is asked."""
    told_parts = (
        "\n".join((voice.tell(title), *(f"{_POINT}{voice.tell(line)}" for line in lines)))
        for title, lines in parts
    )
    return "\n\n".join((voice.tell(opening), *told_parts, voice.tell(closing)))


def imprint_for(edition: Edition, ministry: Ministry) -> Imprint:
    """What stands on a letter to a ministry: its reference names revision, ministry and day."""
    number = f"{edition.plan.revision}/{ministry.id}/{edition.today.isoformat()}"
    return replace(edition.imprint, number=number)
