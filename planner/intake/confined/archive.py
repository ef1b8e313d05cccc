"""The parts of an office file, inflated with care: counted, measured, without document types."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from planner.intake.limits import Limits

_DOCTYPE = b"<!DOCTYPE"
_STEP = 2**20
_SIGNATURE = b"PK\x01\x02"  # of a part in the list
# What reading a damaged archive raises.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    OSError,
    RuntimeError,
    EOFError,
    ValueError,
)
Parts = dict[str, bytes]


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


class Refused(Exception):
    """A file that is not read: the code of the reason, and facts, which `refusals` words."""

    def __init__(self, reason: str, **facts: str | int) -> None:
        super().__init__(reason)
        self.facts = facts


def directory(content: bytes, limits: Limits) -> zipfile.ZipFile:
    """The archive, its list of parts read; Refused before that when the list is too long.

    Each part has a signature in the list, whatever the archive says of their number.
    """
    if content.count(_SIGNATURE) > limits.archive_parts:
        raise Refused("too large")
    return zipfile.ZipFile(io.BytesIO(content))


def inflated(content: bytes, limits: Limits, wanted: Callable[[str], bool] = _is_xml) -> Parts:
    """The wanted parts by name, inflated; Refused when one is damaged or too large.

    Sizes are counted, not taken from the directory. No reader looks at the other parts.
    """
    parts: Parts = {}
    room = limits.inflated_bytes
    try:
        with directory(content, limits) as archive:
            for entry in filter(lambda one: wanted(one.filename), archive.infolist()):
                part = _part(archive, entry, room, limits.inflation)
                room -= len(part)
                parts[entry.filename] = part
    except BROKEN as bad:
        raise Refused("locked for good" if "encrypted" in str(bad) else "damaged") from bad
    if any(_DOCTYPE in part[:4096] for part in parts.values()):
        raise Refused("document type")
    return parts


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int, inflation: int) -> bytes:
    chunks: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_STEP):
            size += len(chunk)
            if size > room or (size > 8 * _STEP and size > inflation * max(entry.compress_size, 1)):
                raise Refused("too large")
            chunks.append(chunk)
    return b"".join(chunks)


def with_parts(content: bytes, changed: Parts) -> bytes:
    """The archive with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            name = entry.filename
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()
