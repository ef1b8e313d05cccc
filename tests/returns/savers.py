"""Workbooks as other programs save them, each by what that program is known to do to a file."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

Saver = Callable[[bytes], bytes]
Parts = Mapping[str, bytes]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TEXT = re.compile(rb"<(si|is)><t(?: [^>]*)?>([^<]*)</t></(?:si|is)>")
_NUMBER = re.compile(rb"<v>(\d+\.\d+)</v>")
_DATE = re.compile(rb'<c r="(\w+)" s="(\d+)"><v>(\d{5})</v></c>')
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # cells of a spreadsheet have no time zone
_SIZE = 40  # spare rows that an online spreadsheet writes out


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def file_of(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def by_openpyxl(content: bytes) -> bytes:
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(out)
    return out.getvalue()


def by_values_alone(content: bytes) -> bytes:
    """Every sheet pasted as values into a new file, formats of numbers with them."""
    book, copy = openpyxl.load_workbook(io.BytesIO(content)), openpyxl.Workbook()
    del copy["Sheet"]
    for sheet in book:
        to = copy.create_sheet(sheet.title)
        for row in sheet.iter_rows():
            for one in row:
                if one.value is not None:
                    written = to.cell(row=one.row, column=one.column or 1, value=one.value)
                    written.number_format = one.number_format
    return _saved(copy)


def by_excel(content: bytes) -> bytes:
    """As Excel writes it: marks of its own on every row and sheet, texts in runs where a part was
    made bold, line ends spelt out, numbers with all seventeen digits, a chain of calculations."""
    runs = count()

    def text(found: re.Match[bytes]) -> bytes:
        said = found[2].replace(b"\n", b"_x000D_\n")
        half = said.find(b" ")
        if half > 0 and next(runs) % 3 == 0:
            start, rest = said[:half], said[half:]
            return (
                b'<%s><r><t>%s</t></r><r><rPr><b/><sz val="10"/></rPr>'
                b'<t xml:space="preserve">%s</t></r></%s>' % (found[1], start, rest, found[1])
            )
        return b'<%s><t xml:space="preserve">%s</t></%s>' % (found[1], said, found[1])

    def number(found: re.Match[bytes]) -> bytes:
        return b"<v>%s</v>" % f"{float(found[1]):.17g}".encode()

    parts = parts_of(content)
    for name, part in parts.items():
        parts[name] = _TEXT.sub(text, part)
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        sheet = _NUMBER.sub(number, parts[name])
        sheet = sheet.replace(
            f'<worksheet xmlns="{MAIN}"'.encode(),
            f'<worksheet xmlns="{MAIN}" mc:Ignorable="x14ac xr" '
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
            'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision" '
            'xr:uid="{00000000-0001-0000-0000-000000000000}"'.encode(),
        )
        parts[name] = sheet.replace(b"<row ", b'<row x14ac:dyDescent="0.25" ')
    return file_of(parts)


def by_excel_as_strict(content: bytes) -> bytes:
    """As “Strict Open XML”: other namespaces, dates written out."""
    dates = _date_faces(content)

    def day(found: re.Match[bytes]) -> bytes:
        if int(found[2]) not in dates:
            return found[0]
        moment = (_EPOCH + timedelta(int(found[3]))).isoformat()
        return b'<c r="%s" s="%s" t="d"><v>%s</v></c>' % (found[1], found[2], moment.encode())

    parts = parts_of(content)
    for name, part in parts.items():
        if name.startswith("xl/worksheets/sheet"):
            part = _DATE.sub(day, part)
        part = part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        for kind in (b"relationships", b"customProperties", b"extendedProperties"):
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/" + kind,
                b"http://purl.oclc.org/ooxml/officeDocument/" + kind,
            )
        parts[name] = part
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<workbook ", b'<workbook conformance="strict" '
    )
    return file_of(parts)


def by_excel_of_1904(content: bytes) -> bytes:
    """As a workbook that counts its days from 1904, which older Macs do."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    book.epoch = CALENDAR_MAC_1904
    return _saved(book)


def by_google_sheets(content: bytes) -> bytes:
    """As Google Sheets hands it over: no properties, no names, no protection, no lists; headers
    with notes; every cell of the grid there, empty ones too; texts shared, dates as days."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    strings: dict[str, int] = {}
    sheets: dict[str, str] = {}
    for number, sheet in enumerate(book, 1):
        rows = [
            "".join(
                _google_cell(sheet.cell(row, column), strings)
                for column in range(1, sheet.max_column + 1)
            )
            for row in range(1, sheet.max_row + _SIZE)
        ]
        sheets[f"xl/worksheets/sheet{number}.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetPr><outlinePr summaryBelow="0"/></sheetPr><sheetData>'
            + "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(rows, 1))
            + "</sheetData></worksheet>"
        )
    return file_of(_google_parts(sheets, [sheet.title for sheet in book], strings))


def _google_cell(one: Any, strings: dict[str, int]) -> str:
    value, at = one.value, one.coordinate
    match value:
        case None:
            return f'<c r="{at}" s="1"/>'
        case bool():
            return f'<c r="{at}" t="b"><v>{int(value)}</v></c>'
        case datetime() | date():
            day = (value - _EPOCH).total_seconds() / 86_400
            return f'<c r="{at}" s="2"><v>{day}</v></c>'
        case int() | float():
            return f'<c r="{at}" s="1"><v>{float(value)}</v></c>'
        case _:
            return f'<c r="{at}" t="s"><v>{strings.setdefault(str(value), len(strings))}</v></c>'


_GOOGLE_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
    'formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="1"><font/></fonts><fills '
    'count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs '
    'count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf numFmtId="4"/><xf '
    'numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _google_parts(
    sheets: Mapping[str, str], titles: list[str], strings: Mapping[str, int]
) -> dict[str, bytes]:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(
        f'<sheet state="visible" name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, title in enumerate(titles, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(titles) + 1)
    )
    texts = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}.worksheet+xml"/>' for name in sheets
    )
    parts = {
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        "xl/styles.xml": _GOOGLE_STYLES,
        **sheets,
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><workbookPr/><sheets>{listed}</sheets>'
            "<definedNames/><calcPr/></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{links}'
            f'<Relationship Id="rId98" Type="{office}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId99" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default ContentType="application/xml" '
            'Extension="xml"/><Default ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml" Extension="rels"/>{overrides}'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/></Types>'
        ),
    }  # fmt: skip
    return {
        name: f'<?xml version="1.0" encoding="UTF-8"?>{part}'.encode()
        for name, part in parts.items()
    }


def sheet_as_csv(
    content: bytes, title: str, *, delimiter: str = ",", decimal: str = ".", encoding: str = "utf-8"
) -> bytes:
    """One sheet downloaded as text, numbers and dates as they are shown."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for row in openpyxl.load_workbook(io.BytesIO(content))[title].iter_rows():
        writer.writerow([_shown(one.value, one.number_format, decimal) for one in row])
    return out.getvalue().encode(encoding)


def _shown(value: object, number_format: str, decimal: str) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.strftime("%Y-%m-%d")
        case int() | float() if number_format == "#,##0.00":
            between = "\u00a0" if decimal == "," else ","
            return f"{value:,.2f}".replace(".", "D").replace(",", between).replace("D", decimal)
        case _:
            return str(value)


def _date_faces(content: bytes) -> set[int]:
    """The numbers of the cell formats that show dates."""
    styles = parts_of(content)["xl/styles.xml"].decode()
    known = {m[1] for m in re.finditer(r'numFmtId="(\d+)" formatCode="yyyy-mm-dd"', styles)}
    faces = re.findall(r'<xf numFmtId="(\d+)"', styles.partition("<cellXfs")[2])
    return {number for number, face in enumerate(faces) if face in known}


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


SAVERS: dict[str, Saver] = {
    "openpyxl": by_openpyxl,
    "values alone": by_values_alone,
    "Excel": by_excel,
    "Excel, days from 1904": by_excel_of_1904,
    "Excel, Strict": by_excel_as_strict,
    "Google Sheets": by_google_sheets,
}
