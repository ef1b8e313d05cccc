"""The parts of an office file, inflated with care: counted, measured, without document types."""

from __future__ import annotations

import io
import zipfile
import zlib

from planner.intake.limits import Limits

_DOCTYPE = b"<!DOCTYPE"
_STEP = 2**20
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


class Refused(Exception):
    """A file that is not read; the text is a code that `planner.intake.opening` words."""


def inflated(
    content: bytes, limits: Limits, kept: tuple[str, ...] = (".xml", ".rels")
) -> dict[str, bytes]:
    """The parts with these endings by name, inflated; Refused when one is damaged or too large.

    The other parts are measured and dropped. Sizes are counted, not taken from the directory.
    """
    parts: dict[str, bytes] = {}
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.archive_parts:
                raise Refused("too large")
            for entry in entries:
                part = _part(archive, entry, limits.inflated_bytes - total, limits.inflation)
                total += len(part)
                if entry.filename.endswith(kept):
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


def with_parts(content: bytes, changed: dict[str, bytes]) -> bytes:
    """The archive with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            name = entry.filename
            new.writestr(name, changed[name] if name in changed else old.read(name))
    return out.getvalue()
