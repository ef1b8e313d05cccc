"""What is hidden, merged or an error is seen alike in every format that a workbook is saved in."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest

from planner.intake.confined.binary_marks import xls_marks, xlsb_marks
from planner.intake.grid import Fault, Merge
from planner.intake.opening import open_book
from tests.intake.xlsb_files import ERRORS, BinarySheet, xlsb

MADE = Path(__file__).parents[1] / "data" / "made"
ROWS = [
    ["Title", "Ministry", "Budget"],
    ["Courts", "Law", 1.0],
    ["Police", "Peace", 2.0],
    ["Camps", None, ERRORS["#DIV/0!"]],
    ["Ships", None, b"f" + ERRORS["#N/A"]],
    ["Trucks", None, ERRORS["#NAME?"]],
    ["Two", "across", None],
    [None, None, 2.0],
]
BINARY = xlsb(
    [
        BinarySheet(
            "List",
            ROWS,
            hidden_rows=[3, 5],
            hidden_columns=[2],
            merges=[(7, 1, 8, 1), (7, 2, 7, 3)],
        ),
        BinarySheet("Codes", [["Code"]], hidden=True),
    ]
)


@pytest.mark.parametrize("kind", ["xls", "xlsx", "xlsb", "ods"])
def test_every_format_tells_what_is_hidden_merged_and_an_error(kind: str) -> None:
    content = BINARY if kind == "xlsb" else (MADE / f"hidden.{kind}").read_bytes()

    first, second = open_book(f"a.{kind}", content).sheets

    assert first.hidden_rows == {3, 5}
    assert first.hidden_columns == {2}
    assert [first.at(row, 3) for row in (4, 5, 6)] == [
        Fault("#DIV/0!"), Fault("#N/A"), Fault("#NAME?"),
    ]  # fmt: skip
    assert first.row(3) == ("Police", "Peace", 2)
    assert first.merges == (
        Merge(top=7, left=1, bottom=8, right=1),
        Merge(top=7, left=2, bottom=7, right=3),
    )
    assert (first.name, first.hidden, second.name, second.hidden) == ("List", False, "Codes", True)
    assert not second.hidden_rows
    assert not second.hidden_columns


def test_the_epoch_of_a_binary_workbook_is_known() -> None:
    counted = xlsb([BinarySheet("List", [["Title"]])], epoch_1904=True)

    assert open_book("a.xlsb", counted).epoch_1904
    assert not open_book("a.xlsb", BINARY).epoch_1904
    assert open_book("a.xls", (MADE.parent / "real/odd/date_1904.xls").read_bytes()).epoch_1904


def test_cells_far_to_the_right_are_left_out_and_told() -> None:
    far: list[float | None] = [1.0, *[None] * 20_000, 2.0, 3.0]
    book = open_book("a.xlsb", xlsb([BinarySheet("List", [["Title"], far])]))

    assert book.sheets[0].rows == (("Title",), (1,))
    assert [(remark.code, remark.sheet) for remark in book.remarks] == [
        ("sheet.far_columns", "List")
    ]
    assert "2" in book.remarks[0].message


def test_records_that_chance_changed_tell_something_or_nothing() -> None:
    good, chance = (MADE / "hidden.xls").read_bytes(), random.Random(5)
    for _ in range(300):
        changed = bytearray(good)
        for _ in range(4):
            changed[chance.randrange(512, len(changed))] = chance.randrange(256)
        assert isinstance(xls_marks(bytes(changed)).sheets, list)


def test_a_record_that_is_cut_short_tells_nothing() -> None:
    book = struct.pack("<BB", 156, 40) + bytes(8)

    assert xlsb_marks({"xl/workbook.bin": book}).sheets == []
    assert xls_marks(b"").sheets == []
