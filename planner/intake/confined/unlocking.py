"""Workbooks that open with a password, decrypted here and nowhere else."""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from planner.errors import UnreadableFile
from planner.intake.confined.archive import Refused
from planner.intake.file_kinds import kind_of

# With it Excel locks a workbook that is only protected from changes, and opens it unasked.
_NOBODYS = "VelvetSweatshop"
# What a damaged envelope makes the library raise besides its own failures.
_BROKEN = (
    FileFormatError, ParseError, OSError, ValueError, KeyError, IndexError, AttributeError,
    TypeError, AssertionError, struct.error, UnicodeError, NotImplementedError, ExpatError,
)  # fmt: skip


def unlocked(content: bytes, kind: str, password: str) -> tuple[bytes, str]:
    """The content without its password, and the kind of file that it is.

    Refused as "locked" without a password, "wrong password", "damaged", or "locked for good" when
    the way it is locked is not known. A file that is not locked comes back as it is.
    """
    out = io.BytesIO()
    try:
        file = OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return content, kind
        file.load_key(password=password or _NOBODYS)
        file.decrypt(out)
    except InvalidKeyError as wrong:
        raise Refused("wrong password" if password else "locked") from wrong
    except DecryptionError as unknown:
        raise Refused("locked for good") from unknown
    except _BROKEN as bad:
        raise Refused("damaged") from bad
    return out.getvalue(), _kind_of(out.getvalue(), kind)


def _kind_of(content: bytes, kind: str) -> str:
    if kind != "locked":
        return kind
    try:
        return kind_of("", content).value
    except UnreadableFile as bad:
        raise Refused("damaged") from bad
