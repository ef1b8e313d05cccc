"""What is hidden, merged, an error, a comment or struck is seen beside the values of cells."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from planner.intake.amounts import number_behind
from planner.intake.grid import Fault, Merge, Shown
from planner.intake.opening import open_book
from tests.intake.difficult.making import workbook

MADE = Path(__file__).parents[1] / "data" / "made"
MERGES = (Merge(top=7, left=1, bottom=8, right=1), Merge(top=7, left=2, bottom=7, right=3))


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_every_format_tells_what_is_hidden_merged_and_an_error(kind: str) -> None:
    first, second = open_book(f"a.{kind}", (MADE / f"hidden.{kind}").read_bytes()).sheets

    assert first.hidden_rows == {3, 5}
    assert first.hidden_columns == {2}
    assert [first.at(row, 3) for row in (4, 5, 6)] == [
        Fault("#DIV/0!"), Fault("#N/A"), Fault("#NAME?"),
    ]  # fmt: skip
    assert first.row(3) == ("Police", "Peace", 2)
    assert first.merges == MERGES
    assert (first.name, first.hidden, second.name, second.hidden) == ("List", False, "Codes", True)
    assert not second.hidden_rows
    assert not second.hidden_columns


def test_an_older_workbook_says_what_is_not_seen_of_it() -> None:
    book = open_book("a.xls", (MADE / "hidden.xls").read_bytes())

    assert book.sheets[0].row(3) == ("Police", "Peace", 2)
    assert book.sheets[0].merges == MERGES
    assert [remark.code for remark in book.problems] == ["workbook.binary"]


def test_cells_far_to_the_right_are_left_out_and_told() -> None:
    far = f"1{';' * 20_000}2;3"
    book = open_book("a.csv", f"Title;Budget\n{far}\n".encode())

    assert book.sheets[0].rows == (("Title", "Budget"), ("1",))
    assert [remark.code for remark in book.problems] == ["sheet.far_columns"]
    assert "2" in str(book.problems[0].message)


def test_comments_struck_text_and_telling_formats_arrive_with_their_cells() -> None:
    def tell(book: Workbook) -> None:
        sheet = book["List"]
        sheet["A2"].comment = Comment("Ended in May.", "Ministry")
        sheet["A3"].font = Font(strike=True)
        sheet["B2"].number_format = "0.0%"
        sheet["B3"].number_format = '#,##0 "EUR"'
        sheet["C2"].number_format = "#,##0.00"
        sheet["C3"].number_format = "0000"

    content = workbook({"List": [["Title", "Share", "Sum"], ["A", 0.25, 1], ["B", 2, 3]]}, tell)
    (sheet,) = open_book("a.xlsx", content).sheets

    assert sheet.comments == {(2, 1): "Ended in May."}
    assert sheet.struck == {(3, 1)}
    assert sheet.row(2) == ("A", Shown(0.25, "25%"), 1)
    assert sheet.row(3) == ("B", Shown(2, "2 EUR"), Shown(3, "0003"))


def test_words_that_are_struck_through_are_no_part_of_a_text() -> None:
    struck, plain = InlineFont(strike=True), InlineFont()

    def strike(book: Workbook) -> None:
        book["List"]["A2"] = CellRichText(TextBlock(struck, "Old courts"), TextBlock(plain, " New"))
        book["List"]["B2"] = CellRichText(TextBlock(struck, "100000"), TextBlock(plain, "140000"))
        book["List"]["A3"] = CellRichText(TextBlock(struck, "Gone"))

    content = workbook({"List": [["Title", "Budget"], ["A", 1], ["B", 2]]}, strike)
    (sheet,) = open_book("a.xlsx", content).sheets

    assert sheet.row(2) == ("New", "140000")
    assert sheet.partly_struck == {(2, 1), (2, 2)}
    assert sheet.struck == {(3, 1)}
    assert sheet.at(3, 1) == "Gone"


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_the_number_behind_any_format_of_days_or_hours_is_the_one_typed(epoch_1904: bool) -> None:
    numbers = [-5, 0, 0.25, 1, 45, 59, 60, 61, 1000, 46164, 46164.5, 41000000]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"date_1904": epoch_1904}) as book:
        sheet = book.add_worksheet()
        for column, code in enumerate(["yyyy-mm-dd", "d mmm", "h:mm", "[h]:mm", "0%", "00000"]):
            face = book.add_format({"num_format": code})
            for row, number in enumerate(numbers):
                sheet.write_number(row, column, number, face)

    read = open_book("a.xlsx", out.getvalue())

    for row, number in zip(read.sheets[0].rows, numbers, strict=True):
        behind = [number_behind(cell, epoch_1904=read.epoch_1904) for cell in row]
        assert behind == [Decimal(str(number))] * 6, row


def test_an_open_document_tells_the_same_of_its_cells() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(MADE / "hidden.ods") as old, zipfile.ZipFile(out, "w") as archive:
        for name in old.namelist():
            part = MADE / "told_content.xml" if name == "content.xml" else None
            archive.writestr(name, part.read_bytes() if part else old.read(name))
    (sheet,) = open_book("a.ods", out.getvalue()).sheets

    assert sheet.row(1) == (
        "A", Shown(0.25, "25%"), Shown(42, "0042"), Shown(7, "EUR 7"), Shown(45, "1900-02-13"),
    )  # fmt: skip
    assert sheet.row(2) == ("New", 5, Shown(6, "0006"))
    assert sheet.comments == {(1, 1): "Ended in May."}
    assert (sheet.struck, sheet.partly_struck, sheet.linked) == ({(2, 2)}, {(2, 1)}, {(2, 3)})
