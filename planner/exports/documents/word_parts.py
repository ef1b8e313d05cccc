"""What Word knows and python-docx does not: direction, language, fields, links to headings."""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph

PAGE, PAGES = "PAGE", "NUMPAGES"
CONTENTS: Final = r' TOC \o "1-1" \n \h '
FIELDS: Final = frozenset({PAGE, PAGES, CONTENTS.strip()})
"""Every field that a document of ours may hold."""
_AFTER_BIDI: Final = tuple(
    f"w:{tag}"
    for tag in (
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
        "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"
    ).split()
)
_REGIONS: Final = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ar": "ar-SA"}


def turn(paragraph: Paragraph) -> None:
    """Let a paragraph be read from the right."""
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def turn_section(section: Section) -> None:
    """Let the pages of a section be read from the right."""
    if section._sectPr.find(qn("w:bidi")) is None:
        section._sectPr.insert_element_before(
            OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid", "w:printerSettings"
        )


def set_language(document: WordDocument, language: str, *, is_right_to_left: bool) -> None:
    """Say in which language the document is, so that Word spells, reads aloud and breaks it."""
    region = _REGIONS.get(language, language)
    default = document.styles.element.find(".//" + qn("w:rPrDefault") + "/" + qn("w:rPr"))
    for style in document.styles.element.iter(qn("w:lang")):
        style.set(qn("w:val"), "en-GB" if is_right_to_left else region)
        if is_right_to_left:
            style.set(qn("w:bidi"), region)
    if default is not None and default.find(qn("w:lang")) is None:
        default.append(_part("lang", val=region, bidi=region))


def add_field(paragraph: Paragraph, code: str) -> None:
    """A number that Word works out itself, such as that of the page."""
    field = _part("fldSimple", instr=code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def add_bookmark(paragraph: Paragraph, number: int) -> None:
    """Name a heading, so that the list of contents leads to it."""
    start, end = _part("bookmarkStart", id=str(number), name=_place(number)), _part("bookmarkEnd")
    end.set(qn("w:id"), str(number))
    paragraph._p.append(end)
    paragraph._p.insert_element_before(start, "w:r", "w:bookmarkEnd")


def link_to(paragraph: Paragraph, number: int) -> None:
    """Make all of a paragraph a link to the heading of that number."""
    link = _part("hyperlink", anchor=_place(number), history="1")
    for run in list(paragraph._p.r_lst):
        link.append(run)
    paragraph._p.append(link)


def enclose_contents(first: Paragraph, last: Paragraph) -> None:
    """Make paragraphs the entries of a list of contents that Word can renew."""
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = CONTENTS
    begin = (_in_run(_part("fldChar", fldCharType="begin")), _in_run(code))
    for part in (*begin, _in_run(_part("fldChar", fldCharType="separate"))):
        first._p.insert_element_before(part, "w:hyperlink", "w:r[last()]")
    last._p.append(_in_run(_part("fldChar", fldCharType="end")))


def set_rows(table: Table, *, whole: set[int]) -> None:
    """Repeat the head on every page, and keep these rows from being torn apart."""
    for number, row in enumerate(table._tbl.tr_lst):
        properties = row.get_or_add_trPr()
        if number in whole:
            properties.append(OxmlElement("w:cantSplit"))
        if not number:
            properties.append(OxmlElement("w:tblHeader"))


def _place(number: int) -> str:
    return f"section_{number}"


def _in_run(part: Any) -> Any:
    run = OxmlElement("w:r")
    run.append(part)
    return run


def _part(tag: str, **facts: str) -> Any:
    part = OxmlElement(f"w:{tag}")
    for name, value in facts.items():
        part.set(qn(f"w:{name}"), value)
    return part
