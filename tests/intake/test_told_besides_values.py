"""What is hidden, merged, an error, a comment or struck is seen beside the values of cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font

from planner.intake.grid import Fault, Merge
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

    content = workbook({"List": [["Title", "Share", "Sum"], ["A", 0.25, 1], ["B", 2, 3]]}, tell)
    (sheet,) = open_book("a.xlsx", content, with_details=True).sheets

    assert sheet.comments == {(2, 1): "Ended in May."}
    assert sheet.struck == {(3, 1)}
    assert sheet.formats == {(2, 2): "0.0%", (3, 2): '#,##0 "EUR"'}

    (plain,) = open_book("a.xlsx", content).sheets
    assert not (plain.comments or plain.struck or plain.formats)
