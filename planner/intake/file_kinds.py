"""What kind of file was handed in, by its content and not by its name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from planner.errors import UnreadableFile
from planner.intake.confined.archive import BROKEN
from planner.intake.refusals import ASK_AGAIN, RIGHT_FILE
from planner.messages import Message, _

_SAVE_AS = _(
    "Open it in a spreadsheet program, save it as an Excel workbook (.xlsx), and hand that in."
)
_PICTURE = _("a picture")


class FileKind(StrEnum):
    """The kinds of file that can hold a table; a locked one shows its own once it is unlocked."""

    XLSX = "xlsx"
    XLSM = "xlsm"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    TEXT = "csv"
    IATI = "iati"
    WEB_PAGE = "html"
    LOCKED = "locked"


_NO_TABLES: Final[Mapping[Message, tuple[bytes, ...]]] = {
    _PICTURE: (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    _("a PDF document"): (b"%PDF",),
    _("a text document (RTF)"): (b"{\\rtf",),
    _("a packed archive (7z)"): (b"7z\xbc\xaf",),
    _("a packed archive (RAR)"): (b"Rar!",),
    _("a packed archive (gzip)"): (b"\x1f\x8b",),
    _("a database"): (b"SQLite format 3",),
    _("a web page packed into one file"): (b"MIME-Version",),
    _("a program"): (b"MZ", b"\x7fELF"),
}
"""How files that are no tables begin, by what a person calls them."""
_IN_COMPOUND: Final[Mapping[str, Message]] = {
    "WordDocument": _("a Word document"),
    "PowerPoint Document": _("a presentation"),
    "__substg1.0_": _("an e-mail message"),
}
"""The parts by which older office files that are no workbooks are known."""
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|table|head|meta|body|div|style)\b")
_ROOT = re.compile(r"<([a-z][\w:.-]*)")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_LOOKED_AT = 100_000  # bytes of a part; it may inflate without end


def kind_of(name: str, content: bytes) -> FileKind:
    """The kind of a file's content; UnreadableFile, saying what it is instead, for any other."""
    if not content.strip(b"\x00 \t\r\n"):
        raise UnreadableFile(_("{file} is empty.", file=name), RIGHT_FILE)
    if content.startswith(_ZIP):
        return _in_archive(name, content)
    if content.startswith(_OLE):
        return _in_compound(name, content)
    for what, beginnings in _NO_TABLES.items():
        found = next(filter(content.startswith, beginnings), b"")
        if found and not (len(found) == 2 and _is_text(content)):
            raise _not_a_table(name, what)
    if content[8:12] == b"WEBP" or content[4:12] in (b"ftypheic", b"ftypavif"):
        raise _not_a_table(name, _PICTURE)
    return _in_text(name, content)


def _not_a_table(name: str, what: Message) -> UnreadableFile:
    return UnreadableFile(
        _("{file} is {what}, not a spreadsheet.", file=name, what=what),
        _("Hand in a workbook (.xlsx, .xls, .ods) or a text table (.csv)."),
    )


def _in_archive(name: str, content: bytes) -> FileKind:
    """The kind of an office file that is a zip archive inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = set(archive.namelist())
            kind = _beginning(archive, "mimetype").decode("ascii", "replace")
            types = _beginning(archive, "[Content_Types].xml")
    except BROKEN as bad:
        raise UnreadableFile(
            _("{file} is damaged: its content cannot be unpacked.", file=name), ASK_AGAIN
        ) from bad
    folders = {part.split("/")[0] for part in parts}
    if "spreadsheet" in kind:
        return FileKind.ODS
    if "opendocument.text" in kind or "word" in folders:
        raise _not_a_table(
            name, _("a Word document") if "word" in folders else _("a text document")
        )
    if "opendocument" in kind or "ppt" in folders:
        raise _not_a_table(name, _("a presentation or drawing"))
    if any(part.endswith("workbook.bin") for part in parts):
        return FileKind.XLSB
    if "xl" in folders or b"spreadsheetml" in types:
        return FileKind.XLSM if b"macroEnabled" in types else FileKind.XLSX
    raise _not_a_table(name, _("a zip archive"))


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    """The first bytes of a part; nothing when the archive has no such part."""
    if part not in archive.namelist():
        return b""
    with archive.open(part) as stream:
        return stream.read(_LOOKED_AT)


def _in_compound(name: str, content: bytes) -> FileKind:
    """The kind of an older office file; its directory names the parts in two-byte letters."""

    def holds(part: str) -> bool:
        return part.encode("utf-16-le") in content

    if holds("DRMEncrypted") or holds("DRMContent"):
        raise UnreadableFile(
            _(
                "{file} is protected by document rights: only the office program it was made with "
                "opens it, and only for those who may.",
                file=name,
            ),
            _("Open it there, take the protection off, save it, and hand in that copy."),
        )
    if holds("EncryptedPackage"):
        return FileKind.LOCKED
    for part, what in _IN_COMPOUND.items():
        if holds(part):
            raise _not_a_table(name, what)
    return FileKind.XLS


def _in_text(name: str, content: bytes) -> FileKind:
    """Text is taken for a table, unless it is marked up as a web page or as XML."""
    start = _beginning_of(content)
    if _WEB_PAGE.match(start):
        return FileKind.WEB_PAGE
    if start.startswith(("<?xml", "<!--", "<!doctype", "<iati", "<workbook")):
        return _in_xml(name, start)
    if not _is_text(content):
        raise _not_a_table(name, _("not a kind of file we know"))
    return FileKind.TEXT


def _beginning_of(content: bytes) -> str:
    """The first few thousand letters, small."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le"}
    encoding = wide.get(content[:2], "utf-8")
    text = content[:8_000].decode(encoding, "replace")
    return text.lstrip("\ufeff \t\r\n").lower()


def _in_xml(name: str, start: str) -> FileKind:
    """The kind of an XML file by its outermost element."""
    root = _ROOT.search(_COMMENTS.sub("", start))
    outermost = root[1].rpartition(":")[2] if root else ""
    match outermost:
        case "iati-activities" | "iati-activity":
            return FileKind.IATI
        case "html" | "table":
            return FileKind.WEB_PAGE
        case _:
            what = _("{file} is an XML file of a kind that holds no table.", file=name)
            raise UnreadableFile(what, _SAVE_AS)


def _is_text(content: bytes) -> bool:
    """Whether bytes look like text in any encoding: hardly any control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    sample = content[:20_000]
    nulls = sample.count(0)
    if nulls > len(sample) / 100:  # fewer are stray ones, as a broken export leaves
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample)
    control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 26, 27) for byte in sample)
    return control <= len(sample) / 100
