"""Workbooks that open with a password: said in one sentence, opened with the right one."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from planner.errors import LockedFile, UnreadableFile
from planner.intake.inspection import inspect
from planner.intake.opening import open_book
from tests.intake.difficult.making import workbook
from tests.intake.locked_ods import PASSWORD as DOCUMENT_PASSWORD
from tests.intake.locked_ods import by_aes, by_blowfish, by_gcm

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
PASSWORD = "Geheim 1"


def locked(content: bytes, password: str) -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()


PLAIN = workbook({"List": [["Title", "Budget"], ["Courts", 1], ["Police", 2]]})
LOCKED = locked(PLAIN, PASSWORD)


@pytest.mark.parametrize("kind", ["xlsx", "xlsb"])
def test_a_locked_workbook_says_so_and_asks_for_the_password(kind: str) -> None:
    content = (ODD / f"pass_protected.{kind}").read_bytes()

    with pytest.raises(LockedFile, match="is locked with a password"):
        open_book(f"a.{kind}", content)


def test_the_right_password_opens_it() -> None:
    found = inspect("a.xlsx", LOCKED, password=PASSWORD)

    assert (found.format, len(found.best.rows)) == ("xlsx", 2)


def test_a_workbook_that_is_only_protected_from_changes_opens_without_a_password() -> None:
    protected = locked(PLAIN, "VelvetSweatshop")

    assert len(inspect("a.xlsx", protected).best.rows) == 2


def test_a_wrong_password_is_told_from_none() -> None:
    with pytest.raises(LockedFile, match="this password does not open it"):
        open_book("a.xlsx", LOCKED, password="other")


def test_a_damaged_envelope_is_damaged() -> None:
    broken = LOCKED[: len(LOCKED) // 2]

    with pytest.raises(UnreadableFile):
        open_book("a.xlsx", broken, password=PASSWORD)


@pytest.mark.parametrize("way", [by_blowfish, by_aes, by_gcm], ids=lambda way: way.__name__)
def test_a_locked_open_document_opens_with_its_password_only(way: Callable[[], bytes]) -> None:
    content = way()

    with pytest.raises(LockedFile, match="is locked with a password"):
        open_book("a.ods", content)
    with pytest.raises(LockedFile, match="this password does not open it"):
        open_book("a.ods", content, password=DOCUMENT_PASSWORD[:-1])
    book = open_book("a.ods", content, password=DOCUMENT_PASSWORD)
    assert [(sheet.name, sheet.row(3)) for sheet in book.sheets] == [("List", ("Police", "Peace"))]


def test_a_document_that_libreoffice_locked_opens_with_its_password() -> None:
    content = (ODD / "pass_protected.ods").read_bytes()

    with pytest.raises(LockedFile):
        open_book("a.ods", content)
    first, _ = open_book("a.ods", content, password="1234").sheets
    assert first.row(2)[:6] == ("String", 1, 1.1, True, False, date(2010, 10, 10))


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (by_aes("camellia256-ofb"), "in a way that the planner cannot open"),
        (by_blowfish(10**9), "holds more than a spreadsheet should"),
        (by_gcm(2**30), "holds more than a spreadsheet should"),
        (by_aes(part="styles.xml"), "in a way that the planner cannot open"),
        (by_aes(told=b"short"), "is damaged"),
    ],
    ids=["unknown", "endless", "huge", "elsewhere", "damaged"],
)
def test_a_lock_that_cannot_be_opened_is_one_sentence(content: bytes, what: str) -> None:
    with pytest.raises(UnreadableFile, match=what):
        open_book("a.ods", content, password=DOCUMENT_PASSWORD)


def test_a_password_for_a_file_that_is_not_locked_does_no_harm() -> None:
    assert len(inspect("a.xlsx", PLAIN, password="x").best.rows) == 2
