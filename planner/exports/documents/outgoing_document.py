"""A document on its way out: its language, its styles, its marking, and a check at the end."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Final, assert_never

from docx.enum.section import WD_ORIENTATION, WD_SECTION
from docx.oxml.table import CT_Tbl
from docx.section import Section
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from planner.exports.documents import word_parts
from planner.exports.documents.blocks import (
    MOST_LINES,
    Block,
    Contents,
    PaperTurn,
    PrintedTable,
    PrintedText,
    WordStyle,
    sections_of,
)
from planner.exports.documents.package_check import checked
from planner.exports.documents.printed_table import print_table
from planner.exports.documents.template import opened_template
from planner.exports.edition import Imprint
from planner.languages.voice import Voice
from planner.messages import Fact, Message, _

UNPRINTED: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no document can hold."""
_LONGEST_TITLE: Final = 160
_HERE, _ALL = "\ue000", "\ue001"
_FIELDS: Final = {_HERE: word_parts.PAGE, _ALL: word_parts.PAGES}
_MARKS: Final = re.compile(f"[{_HERE}{_ALL}]")


class OutgoingDocument:
    """An open document; every text in it is told by its voice.

    `imprint` says for whom it is and who answers for it; `title` is printed on every page.
    """

    def __init__(self, voice: Voice, imprint: Imprint, title: Message | str) -> None:
        self.voice, self.imprint = voice, imprint
        self.file = opened_template(voice.office)
        self.marking = voice.answer(imprint.level).upper()
        self._title, self._number = self.told(title)[:_LONGEST_TITLE], 0
        self.most = MOST_LINES
        word_parts.set_language(self.file, voice.language, is_right_to_left=voice.is_right_to_left)
        self._set_up_pages(self.file.sections[0])

    def told(self, fact: Fact) -> str:
        """A fact as a paragraph or a cell says it, without signs that no document can hold."""
        told = self.voice.fact(fact)
        told = f"{told[:1].upper()}{told[1:]}" if isinstance(fact, Message) else told
        return UNPRINTED.sub("", told)

    def add(self, blocks: Sequence[Block]) -> None:
        """Write the blocks, one below the other."""
        for block in blocks:
            match block:
                case PrintedText():
                    self._words(block)
                case PrintedTable():
                    print_table(self, block)
                case Contents():
                    self._contents(blocks)
                case PaperTurn():
                    self._turn(block)
                case _:
                    assert_never(block)

    def write(self, text: Fact, style: WordStyle, place: Paragraph | None = None) -> Paragraph:
        """A paragraph in a style, at the end or where it is told to stand."""
        paragraph = place or self.file.add_paragraph()
        paragraph.style = str(style)
        self.fill(paragraph, self.told(text))
        return paragraph

    def fill(self, paragraph: Paragraph, text: str) -> None:
        """Put a text into a paragraph in the direction of the language."""
        run = paragraph.add_run(text)
        if self.voice.is_right_to_left:
            word_parts.turn(paragraph)
            run.font.rtl = True

    @property
    def width(self) -> float:
        """How wide the text of a page is, in centimetres."""
        section = self.file.sections[-1]
        sides = (section.left_margin or 0) + (section.right_margin or 0)
        return ((section.page_width or 0) - sides) / Cm(1)

    def finished(self) -> bytes:
        """The content of the file; PlannerError when something is in it that must not leave."""
        facts, imprint = self.file.core_properties, self.imprint
        facts.title, facts.subject = self._title, imprint.number[:_LONGEST_TITLE]
        facts.author = facts.last_modified_by = self.told(imprint.office)[:_LONGEST_TITLE]
        facts.language, facts.category = self.voice.language, self.marking
        facts.keywords = self.marking
        facts.created = facts.modified = imprint.now.replace(tzinfo=None)
        if isinstance(self.file.element.body[-2], CT_Tbl):
            self.file.add_paragraph()  # Word wants a paragraph below a table
        out = io.BytesIO()
        self.file.save(out)
        return checked(out.getvalue())

    def _words(self, words: PrintedText) -> None:
        paragraph = self.write(words.text, words.style)
        paragraph.paragraph_format.keep_with_next = words.keeps or None
        if words.style is WordStyle.SECTION:
            word_parts.add_bookmark(paragraph, self._number)
            self._number += 1

    def _contents(self, blocks: Sequence[Block]) -> None:
        """The headings of all sections as entries that lead there."""
        entries: list[Paragraph] = []
        for number, text in enumerate(sections_of(blocks)):
            entries.append(self.write(text, WordStyle.CONTENTS))
            word_parts.link_to(entries[-1], number)
        if entries:
            word_parts.enclose_contents(entries[0], entries[-1])

    def _turn(self, turn: PaperTurn) -> None:
        self.most = turn.most
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        upright, across = WD_ORIENTATION.PORTRAIT, WD_ORIENTATION.LANDSCAPE
        wished = across if turn.is_across else upright
        if section.orientation != wished:
            sizes = section.page_height, section.page_width
            section.orientation, (section.page_width, section.page_height) = wished, sizes

    def _set_up_pages(self, section: Section) -> None:
        """The marking above and below every page, what it is a page of, and its number."""
        if self.voice.is_right_to_left:
            word_parts.turn_section(section)
        heads, feet = [section.header], [section.footer]
        if section.different_first_page_header_footer:
            heads.append(section.first_page_header)
            feet.append(section.first_page_footer)
        if self.file.settings.odd_and_even_pages_header_footer:
            heads.append(section.even_page_header)
            feet.append(section.even_page_footer)
        for head in heads:
            self.write(self.marking, WordStyle.MARKING, _first(head.paragraphs))
        for foot in feet:
            paragraph = foot.add_paragraph()
            title = _("{title} · {date}", title=self._title, date=self.imprint.today)
            self.write(title, WordStyle.FOOTER, paragraph)
            self._pages(foot.add_paragraph())
            self.write(self.marking, WordStyle.MARKING, foot.add_paragraph())
            _drop_blank(foot.paragraphs)

    def _pages(self, paragraph: Paragraph) -> None:
        paragraph.style = str(WordStyle.FOOTER)
        told = self.told(_("Page {page} of {pages}", page=_HERE, pages=_ALL))
        codes = [_FIELDS[mark] for mark in _MARKS.findall(told)]
        for number, text in enumerate(_MARKS.split(told)):
            if number:
                word_parts.add_field(paragraph, codes[number - 1])
            run = paragraph.add_run(text)
            run.font.rtl = self.voice.is_right_to_left or None
        if self.voice.is_right_to_left:
            word_parts.turn(paragraph)


def _first(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """A new first paragraph of a header; the one that is there when it is blank."""
    first = paragraphs[0]
    return first.insert_paragraph_before() if first.text or first.runs else first


def _drop_blank(paragraphs: Sequence[Paragraph]) -> None:
    first = paragraphs[0]
    if not first.text and not first.runs:
        first._p.getparent().remove(first._p)
