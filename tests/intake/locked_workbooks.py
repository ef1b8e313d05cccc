"""A workbook that opens with a password only."""

from __future__ import annotations

import io
from typing import Final

from msoffcrypto.format.ooxml import OOXMLFile

from tests.intake.difficult.making import workbook

PASSWORD: Final = "Geheim 1"
PLAIN: Final = workbook({"List": [["Title", "Budget"], ["Courts", 1], ["Police", 2]]})


def locked(content: bytes = PLAIN, password: str = PASSWORD) -> bytes:
    """The workbook, encrypted as a spreadsheet program does."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()
