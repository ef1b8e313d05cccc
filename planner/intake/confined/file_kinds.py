"""What kind of file was handed in, by its content and not by its name."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from typing import Final

from planner.intake.confined.archive import BROKEN, Refused, directory
from planner.intake.grid import FileKind
from planner.intake.limits import Limits

_NO_TABLES: Final[Mapping[str, tuple[bytes, ...]]] = {
    "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*"),
    "pdf": (b"%PDF",),
    "rtf": (b"{\\rtf",),
    "7z": (b"7z\xbc\xaf",),
    "rar": (b"Rar!",),
    "gzip": (b"\x1f\x8b",),
    "database": (b"SQLite format 3",),
    "packed page": (b"MIME-Version",),
    "program": (b"MZ", b"\x7fELF"),
}
"""How files that are no tables begin, by the code of what they are."""
_IN_COMPOUND: Final[Mapping[str, str]] = {
    "WordDocument": "word",
    "PowerPoint Document": "presentation",
    "__substg1.0_": "message",
}
"""The parts by which older office files that are no workbooks are known."""
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB_PAGE = re.compile(r"<(?:!doctype html|html|table|head|meta|body|div|style)\b")
_ROOT = re.compile(r"<([a-z][\w:.-]*)")
_COMMENTS = re.compile(r"<!--.*?-->", re.DOTALL)
_LOCK_FILES, _LONGEST_NAME, _WIDE_NAME = (162, 165), 54, 55  # bytes: the file, a name, its place
_LOOKED_AT = 100_000  # bytes of a part; it may inflate without end


def kind_of(content: bytes, limits: Limits, *, is_package: bool = False) -> FileKind:
    """The kind of a file's content; Refused, with what it is instead, for any other.

    With `is_package`, a zip archive that is no office file is one.
    """
    if not content.strip(b"\x00 \t\r\n"):
        raise Refused("empty")
    if content.startswith(_ZIP):
        return _in_archive(content, limits, is_package=is_package)
    if content.startswith(_OLE):
        return _in_compound(content)
    if _is_lock_file(content):
        raise Refused("lock file")
    for what, beginnings in _NO_TABLES.items():
        found = next(filter(content.startswith, beginnings), b"")
        if found and not (len(found) == 2 and _is_text(content)):
            raise Refused("no spreadsheet", what=what)
    if content[8:12] == b"WEBP" or content[4:12] in (b"ftypheic", b"ftypavif"):
        raise Refused("no spreadsheet", what="picture")
    return _in_text(content)


def _is_lock_file(content: bytes) -> bool:
    """Whether it is what an office program leaves beside a file that somebody has open.

    It holds the person's name twice, in one and in two bytes a letter, each after its length.
    """
    if len(content) not in _LOCK_FILES or not 0 < content[0] <= _LONGEST_NAME:
        return False
    return content[_WIDE_NAME] == content[0] and content[_WIDE_NAME + 1] == 0


def _in_archive(content: bytes, limits: Limits, *, is_package: bool) -> FileKind:
    """The kind of an office file that is a zip archive inside."""
    try:
        with directory(content, limits) as archive:
            parts = set(archive.namelist())
            kind = _beginning(archive, "mimetype").decode("ascii", "replace")
            types = _beginning(archive, "[Content_Types].xml")
    except BROKEN as bad:
        raise Refused("not unpacked") from bad
    folders = {part.split("/")[0] for part in parts}
    if "spreadsheet" in kind:
        return FileKind.ODS
    if "opendocument.text" in kind or "word" in folders:
        raise Refused("no spreadsheet", what="word" if "word" in folders else "text document")
    if "opendocument" in kind or "ppt" in folders:
        raise Refused("no spreadsheet", what="drawing")
    if any(part.endswith("workbook.bin") for part in parts):
        return FileKind.XLSB
    if "xl" in folders or b"spreadsheetml" in types:
        return FileKind.XLSM if b"macroEnabled" in types else FileKind.XLSX
    if is_package:
        return FileKind.PACKAGE
    raise Refused("no spreadsheet", what="zip")


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    """The first bytes of a part; nothing when the archive has no such part."""
    if part not in archive.namelist():
        return b""
    with archive.open(part) as stream:
        return stream.read(_LOOKED_AT)


def _in_compound(content: bytes) -> FileKind:
    """The kind of an older office file; its directory names the parts in two-byte letters."""

    def holds(part: str) -> bool:
        return part.encode("utf-16-le") in content

    if holds("DRMEncrypted") or holds("DRMContent"):
        raise Refused("document rights")
    if holds("EncryptedPackage"):
        return FileKind.LOCKED
    for part, what in _IN_COMPOUND.items():
        if holds(part):
            raise Refused("no spreadsheet", what=what)
    return FileKind.XLS


def _in_text(content: bytes) -> FileKind:
    """Text is taken for a table, unless it is marked up as a web page or as XML."""
    start = _beginning_of(content)
    if _WEB_PAGE.match(start):
        return FileKind.WEB_PAGE
    if start.startswith(("<?xml", "<!--", "<!doctype", "<iati", "<workbook")):
        return _in_xml(start)
    if not _is_text(content):
        raise Refused("no spreadsheet", what="unknown")
    return FileKind.TEXT


def _beginning_of(content: bytes) -> str:
    """The first few thousand letters, small."""
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\x00": "utf-16-le"}
    encoding = wide.get(content[:2], "utf-8")
    text = content[:8_000].decode(encoding, "replace")
    return text.lstrip("\ufeff \t\r\n").lower()


def _in_xml(start: str) -> FileKind:
    """The kind of an XML file by its outermost element."""
    root = _ROOT.search(_COMMENTS.sub("", start))
    outermost = root[1].rpartition(":")[2] if root else ""
    match outermost:
        case "iati-activities" | "iati-activity":
            return FileKind.IATI
        case "html" | "table":
            return FileKind.WEB_PAGE
        case _:
            raise Refused("other xml")


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
