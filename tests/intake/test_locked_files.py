"""Workbooks that open with a password: said in one sentence, opened with the right one."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.errors import LockedFile, UnreadableFile
from planner.intake.inspection import inspect
from planner.intake.opening import open_book
from tests.intake.locked_workbooks import PASSWORD, PLAIN, locked

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
LOCKED = locked()


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


def test_a_locked_open_document_is_one_sentence() -> None:
    content = (ODD / "pass_protected.ods").read_bytes()

    with pytest.raises(UnreadableFile, match="in a way that the planner cannot open"):
        open_book("a.ods", content, password="1234")


def test_a_password_for_a_file_that_is_not_locked_does_no_harm() -> None:
    assert len(inspect("a.xlsx", PLAIN, password="x").best.rows) == 2
