"""Locks a finished office file with a password, as office programs do (AES, agile encryption)."""

from __future__ import annotations

import io

from msoffcrypto.format.ooxml import OOXMLFile

from planner.errors import WrongValue
from planner.messages import _

_LOCKED = (".xlsx", ".docx")


def locked(content: bytes, ending: str, password: str) -> bytes:
    """The file in a form that opens with the password only; WrongValue for one without a lock."""
    if ending not in _LOCKED:
        raise WrongValue(
            _("A {ending} file has no lock of its own.", ending=ending),
            _("Choose a kind that is a workbook or a document, or lock the folder it is kept in."),
        )
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()
