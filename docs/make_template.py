"""Makes `templates/document.docx`, the template of every document, from python-docx's own.

An office restyles the file in Word and keeps it; this is only for whoever changes what it is made
of. Run `python docs/make_template.py`.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from lxml import etree

PLACE: Final = Path(__file__).parent.parent / "templates" / "document.docx"
FONT: Final = "Arial"
INK, DEEP, GREY, AMBER = (RGBColor.from_string(c) for c in ("1F2933", "16395F", "52606D", "8A4B00"))
_UNUSED: Final = ("docProps/thumbnail.jpeg", "customXml/", "word/stylesWithEffects.xml")
_KEPT_TABLES: Final = ("Normal Table", "Plan Table")


def main() -> None:
    """Write the template."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    styles = document.styles
    _clear_defaults(styles)
    _face(styles["Normal"], 10.5, INK, before=0, after=0, line=1.1)
    for name, size, before, after in (
        ("Title", 22, 0, 4),
        ("Subtitle", 12, 0, 4),
        ("Heading 1", 16, 22, 8),
        ("Heading 2", 12.5, 12, 4),
        ("Heading 3", 11, 10, 4),
    ):
        _face(styles[name], size, GREY if name == "Subtitle" else DEEP, before=before, after=after)
        styles[name].font.bold = styles[name].font.cs_bold = name != "Subtitle"
        styles[name].font.italic = styles[name].font.cs_italic = False
        styles[name].paragraph_format.keep_with_next = True
    borders = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:
        styles["Title"].element.pPr.remove(borders)
    _face(styles["Body Text"], 10.5, INK, before=3, after=5, line=1.15)
    _face(styles["List Bullet"], 10.5, INK, before=0, after=4, line=1.1)
    _face(styles["Caption"], 9.5, DEEP, before=7, after=3)
    styles["Caption"].font.bold = styles["Caption"].font.cs_bold = True
    styles["Caption"].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _face(styles[name], 9, GREY, before=0, after=0)
    for name, size, colour, before, after in (
        ("Plan Lead", 11.5, DEEP, 0, 5),
        ("Plan Gap", 10.5, AMBER, 0, 6),
        ("Plan Note", 9, GREY, 3, 8),
        ("Plan Contents", 10.5, INK, 0, 4),
        ("Plan Marking", 10, DEEP, 0, 4),
        ("Plan Table Head", 9, DEEP, 2, 2),
        ("Plan Table Text", 9, INK, 2, 2),
        ("Plan Letter Head", 10.5, INK, 0, 2),
    ):
        style: Any = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = styles["Normal"], True
        _face(style, size, colour, before=before, after=after)
    for name in ("Plan Marking", "Plan Table Head"):
        styles[name].font.bold = styles[name].font.cs_bold = True
    styles["Plan Marking"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _table_style(styles)
    for style in list(styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in _KEPT_TABLES:
            style.delete()
    document.core_properties.author = document.core_properties.comments = ""
    out = io.BytesIO()
    document.save(out)
    PLACE.write_bytes(_slim(out.getvalue()))


def _clear_defaults(styles: Any) -> None:
    """No theme fonts: a style names its own, for both directions."""
    defaults = styles.element.find(qn("w:docDefaults"))
    fonts = defaults.find(".//" + qn("w:rFonts"))
    fonts.attrib.clear()
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _face(
    style: Any, size: float, colour: RGBColor, *, before: float, after: float, line: float = 1.0
) -> None:
    style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), colour
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for name in list(fonts.attrib):
        if name.endswith("Theme"):
            del fonts.attrib[name]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    for tag in ("w:szCs", "w:spacing", "w:kern"):
        for old in properties.findall(qn(tag)):
            properties.remove(old)
    right = parse_xml(f'<w:szCs {nsdecls("w")} w:val="{round(size * 2)}"/>')
    properties.find(qn("w:sz")).addnext(right)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), line


def _table_style(styles: Any) -> None:
    """Light lines between rows, a shaded head that says what stands below it."""
    style = styles.add_style("Plan Table", WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    style.element.append(
        parse_xml(
            f"""<w:tblPr {nsdecls("w")}><w:tblBorders>
            <w:top w:val="single" w:sz="8" w:color="16395F"/>
            <w:bottom w:val="single" w:sz="8" w:color="16395F"/>
            <w:insideH w:val="single" w:sz="4" w:color="CBD2D9"/>
            </w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/>
            <w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr>"""
        )
    )
    style.element.append(
        parse_xml(
            f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tblPr/><w:tcPr>
            <w:shd w:val="clear" w:color="auto" w:fill="E3E8EE"/></w:tcPr></w:tblStylePr>"""
        )
    )


def _slim(content: bytes) -> bytes:
    """The file without the picture and the parts that nothing here needs."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name.startswith(_UNUSED):
                continue
            part = old.read(name)
            if name.endswith(".rels") or name == "[Content_Types].xml":
                part = _without_unused(part)
            new.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_unused(part: bytes) -> bytes:
    """A list of parts, or of what they are, without those that are left out."""
    listed = etree.fromstring(part)
    for one in list(listed):
        place = (one.get("Target") or one.get("PartName") or "").lstrip("./")
        if place.startswith(_UNUSED) or f"word/{place}" in _UNUSED:
            listed.remove(one)
    return bytes(etree.tostring(listed, xml_declaration=True, encoding="UTF-8", standalone=True))


if __name__ == "__main__":
    main()
