"""Workbooks that open with a password, decrypted here and nowhere else."""

from __future__ import annotations

import io
import struct
from xml.parsers.expat import ExpatError

from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from planner.intake.confined.archive import Refused
from planner.intake.grid import FileKind

# With it Excel locks a workbook that is only protected from changes, and opens it unasked.
_NOBODYS = "VelvetSweatshop"
# What a damaged envelope makes the library raise besides its own failures.
_BROKEN = (
    FileFormatError, ParseError, OSError, ValueError, KeyError, IndexError, AttributeError,
    TypeError, AssertionError, struct.error, UnicodeError, NotImplementedError, ExpatError,
)  # fmt: skip


def unlocked(content: bytes, kind: FileKind, password: str) -> bytes:
    """The content without its password; what is not locked comes back as it is.

    Refused as "locked" without a password, "wrong password", "damaged", or "locked for good" when
    the way it is locked is not known.
    """
    out = io.BytesIO()
    try:
        file = OfficeFile(io.BytesIO(content))
        if not file.is_encrypted():
            return content
        if isinstance(file, OOXMLFile):
            file.load_key(password=password or _NOBODYS, verify_password=True)
        else:
            file.load_key(password=password or _NOBODYS)
        file.decrypt(out)
    except InvalidKeyError as wrong:
        raise Refused("wrong password" if password else "locked") from wrong
    except DecryptionError as unknown:
        raise Refused("locked for good") from unknown
    except _BROKEN as bad:
        if kind is FileKind.XLS:  # of an age that is never locked so; its reader will tell
            return content
        raise Refused("damaged") from bad
    return out.getvalue()
