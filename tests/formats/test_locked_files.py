"""Workbooks that open with a password: said in one sentence, opened with the right one."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from planner.errors import LockedFile, UnreadableFile
from planner.formats.inspection import inspect
from planner.formats.opening import open_book
from tests.formats.difficult.making import workbook

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
PASSWORD = "Geheim 1"


def locked(content: bytes) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(PASSWORD, out)
    return out.getvalue()


LOCKED = locked(workbook({"List": [["Title", "Budget"], ["Courts", 1], ["Police", 2]]}))


@pytest.mark.parametrize("kind", ["xlsx", "xlsb"])
def test_a_locked_workbook_says_so_and_asks_for_the_password(kind: str) -> None:
    content = (ODD / f"pass_protected.{kind}").read_bytes()

    with pytest.raises(LockedFile, match="is locked with a password"):
        open_book(f"a.{kind}", content)


def test_the_right_password_opens_it() -> None:
    found = inspect("a.xlsx", LOCKED, password=PASSWORD)

    assert (found.format, len(found.best.rows)) == ("xlsx", 2)


def test_a_wrong_password_is_told_from_none() -> None:
    with pytest.raises(LockedFile, match="this password does not open it"):
        open_book("a.xlsx", LOCKED, password="other")


def test_a_damaged_envelope_is_damaged() -> None:
    broken = LOCKED[: len(LOCKED) // 2]

    with pytest.raises(UnreadableFile):
        open_book("a.xlsx", broken, password=PASSWORD)


def test_a_locked_open_document_says_that_it_cannot_be_opened() -> None:
    with pytest.raises(UnreadableFile, match="in a way that the planner cannot open"):
        open_book("a.ods", (ODD / "pass_protected.ods").read_bytes(), password=PASSWORD)


def test_a_password_for_a_file_that_is_not_locked_does_no_harm() -> None:
    content = workbook({"List": [["Title", "Budget"], ["Courts", 1], ["Police", 2]]})

    assert len(inspect("a.xlsx", content, password="x").best.rows) == 2
