"""Files are opened in a process of their own; what is no table gets one plain sentence."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from planner.errors import UnreadableFile
from planner.intake.grid import Fault, Merge
from planner.intake.limits import Limits
from planner.intake.opening import open_book
from tests.intake.difficult.making import workbook

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture(autouse=True)
def reading() -> None:
    """In a process of its own, as people's files are."""


def zipped(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return out.getvalue()


def with_part(content: bytes, name: str, change: tuple[str, str]) -> bytes:
    """The workbook with one text in one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            if part == name:
                assert change[0].encode() in text
                text = text.replace(change[0].encode(), change[1].encode())
            new.writestr(part, text)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LARGE = b"Title;Budget\n" + b"Courts;1\n" * 500_000
PLAIN = workbook({"Sheet1": [["Title", "Budget"], ["Courts", 1], ["Police", 2]]})


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("photo.xlsx", PNG, "photo.xlsx is a picture, not a spreadsheet."),
        ("photo.xlsx", b"\xff\xd8\xff\xe0" + bytes(90), "is a picture"),
        ("note.xlsx", zipped(word__document="<x/>"), "is a Word document"),
        ("talk.xlsx", zipped(ppt__presentation="<x/>"), "is a presentation"),
        ("list.xlsx", zipped(readme="hello"), "is a zip archive"),
        ("letter.odt", zipped(mimetype="application/vnd.oasis.opendocument.text"), "text document"),
        ("report.pdf", b"%PDF-1.7 ...", "is a PDF document"),
        ("empty.csv", b"", "empty.csv is empty."),
        ("blank.csv", b" \r\n\t\n", "is empty"),
        ("page.xls", b"<html><p>Nothing to report</p></html>", "holds no table"),
        ("page.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "is a web page"),
        ("feed.xml", b"<?xml version='1.0'?><rss/>", "is an XML file of a kind"),
        ("cut.xml", b"<?xml version='1.0'?><iati-activities><iati-activity>", "is damaged"),
        ("cut.xlsx", PLAIN[:700], "is damaged"),
        ("noise.xls", bytes(range(256)) * 20, "not a kind of file"),
        ("memo.doc", OLE + "WordDocument".encode("utf-16-le"), "is a Word document"),
        ("broken.xls", OLE + bytes(600), "is damaged"),
        ("a.xlsx", OLE + "DRMEncryptedTransform".encode("utf-16-le"), "by document rights"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_is_refused_in_one_sentence(
    name: str, content: bytes, what: str
) -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_book(name, content)

    assert what in str(refused.value)
    assert str(refused.value).startswith(name)
    assert refused.value.hint


@pytest.mark.parametrize("kind", ["xlsx", "xlsb", "ods"])
def test_a_locked_workbook_says_that_it_is_locked(kind: str) -> None:
    with pytest.raises(UnreadableFile, match="locked with a password"):
        open_book(f"a.{kind}", (ODD / f"pass_protected.{kind}").read_bytes())


def test_a_file_above_the_limit_is_not_even_looked_at() -> None:
    with pytest.raises(UnreadableFile, match=r"too large: 3 MB, and at most 2 MB"):
        open_book("a.csv", bytes(3 * 2**20), Limits(file_bytes=2 * 2**20))


def test_an_archive_that_inflates_without_end_is_refused() -> None:
    bomb = zipped(**{"xl__workbook.xml": "<x/>", "xl__worksheets__sheet1.xml": " " * (40 * 2**20)})

    with pytest.raises(UnreadableFile, match="too large"):
        open_book("bomb.xlsx", bomb, Limits(inflated_bytes=10 * 2**20))


def test_a_document_type_is_refused() -> None:
    entity = with_part(PLAIN, SHEET, ("<worksheet", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet"))

    with pytest.raises(UnreadableFile, match="document type"):
        open_book("a.xlsx", entity)


def test_a_reader_that_needs_too_much_ends_and_not_the_planner() -> None:
    with pytest.raises(UnreadableFile, match="too large or damaged"):
        open_book("a.csv", LARGE, Limits(memory_bytes=20 * 2**20, rows=10**6))


def test_a_reader_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(UnreadableFile, match="too large or damaged"):
        open_book("a.csv", LARGE, Limits(wall_seconds=0, rows=10**6))


def test_a_table_of_too_many_rows_is_refused() -> None:
    lines = b"a,b\n" * 50

    with pytest.raises(UnreadableFile, match="more than 20 rows"):
        open_book("a.csv", lines, Limits(rows=20))


def test_rows_and_columns_keep_the_numbers_that_a_spreadsheet_shows() -> None:
    content = workbook({"Sheet1": [[], [None, None, "Title"], [], [None, None, "Courts"]]})

    sheet = open_book("a.xlsx", content).sheets[0]

    assert sheet.at(2, 3) == "Title"
    assert sheet.at(4, 3) == "Courts"
    assert sheet.at(1, 1) is None
    assert sheet.at(99, 99) is None


def test_values_arrive_with_their_kinds() -> None:
    row = ["text", 12, 1.5, True, date(2027, 3, 1), None, "001"]
    sheet = open_book("a.xlsx", workbook({"Sheet1": [row]})).sheets[0]

    assert sheet.row(1) == ("text", 12, 1.5, True, date(2027, 3, 1), None, "001")


def test_errors_and_formulas_without_a_result_are_faults() -> None:
    content = workbook({"Sheet1": [["Title", "Budget"], ["Courts", "=SUM(1,2)"], ["Police", 2]]})
    with_error = with_part(
        content, SHEET, ('<c r="B3" t="n"><v>2</v></c>', '<c r="B3" t="e"><v>#REF!</v></c>')
    )

    sheet = open_book("a.xlsx", with_error).sheets[0]

    assert sheet.at(2, 2) == Fault("")
    assert sheet.at(3, 2) == Fault("#REF!")


def test_every_error_of_excel_is_seen() -> None:
    sheet = open_book("errors.xlsx", (ODD / "errors.xlsx").read_bytes()).sheets[0]

    faults = [sheet.at(row, 1) for row in range(1, 8)]
    assert all(isinstance(fault, Fault) and fault.shown.startswith("#") for fault in faults)
    assert len(set(faults)) == 7


def test_what_is_hidden_and_merged_is_known() -> None:
    def style(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.worksheets[1].sheet_state = "hidden"

    rows = [["Title", "Budget"], ["Courts", 1], [None, 2]]
    first, second = open_book("a.xlsx", workbook({"A": rows, "B": rows}, style)).sheets

    assert first.merges == (Merge(top=2, left=1, bottom=3, right=1),)
    assert first.hidden_rows == {3}
    assert first.hidden_columns == {2}
    assert (first.hidden, second.hidden) == (False, True)


def test_open_document_sheets_tell_what_is_merged_and_hidden() -> None:
    merged = open_book("m.ods", (ODD / "merged_cells.ods").read_bytes()).sheets[0]
    hidden = open_book("h.ods", (ODD / "any_sheets.ods").read_bytes()).sheets

    assert merged.merges
    assert [sheet.hidden for sheet in hidden][:2] == [False, True]


def test_a_stray_cell_at_the_end_of_the_sheet_is_left_out_and_told() -> None:
    def stray(book: Workbook) -> None:
        book.worksheets[0]["XFD1048576"] = "x"
        book.worksheets[0]["XFC1048570"].fill = PatternFill("solid", fgColor="FF0000")

    book = open_book("a.xlsx", workbook({"A": [["Title"], ["Courts"]]}, stray))

    assert [remark.cell for remark in book.problems] == ["XFD1048576"]
    assert len(book.sheets[0].rows) == 2


@pytest.mark.parametrize("far", ["SA119000", "GR119000", "SA5"])
def test_a_stray_cell_far_within_the_limits_is_left_out_where_it_would_be_too_much(
    far: str,
) -> None:
    def stray(book: Workbook) -> None:
        book.worksheets[0][far] = "x"
        book.worksheets[0]["A30000"] = "the last of the list"

    rows = [["Title", "Budget"], *([f"Courts {n}", n] for n in range(40))]
    near = [[None] for _ in range(29_958)]
    book = open_book("a.xlsx", workbook({"A": [*rows, *near]}, stray), Limits(cells=10**6))

    assert [remark.cell for remark in book.problems][-1:] == [far]
    assert book.sheets[0].row(41) == ("Courts 39", 39)


def test_the_epoch_of_a_workbook_is_known() -> None:
    assert open_book("a.xlsx", (ODD / "date_1904.xlsx").read_bytes()).epoch_1904
    assert not open_book("a.xlsx", PLAIN).epoch_1904


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ("Title;Budget\nDéfense;1\n".encode(), "Défense"),
        ("\ufeffTitle;Budget\nDéfense;1\n".encode(), "Défense"),
        ("Title;Budget\nDéfense enseñada;1\n".encode("cp1252"), "Défense enseñada"),
        ("Title;Budget\nDéfense;1\n".encode("utf-16"), "Défense"),
        ("Title;Budget\nDéfense;1\n".encode("utf-16-le"), "Défense"),
        ("Title;Budget\nПравосудие и полиция;1\n".encode("cp1251"), "Правосудие и полиция"),
        ("Title;Budget\nوزارة العدل والشرطة;1\n".encode("cp1256"), "وزارة العدل والشرطة"),
    ],
)  # fmt: skip
def test_text_is_read_in_its_own_encoding(content: bytes, title: str) -> None:
    assert open_book("a.csv", content).sheets[0].at(2, 1) == title


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(mark: str) -> None:
    lines = [["Title", "Budget", "Start"], ["Courts", "1", "2027"], ["Police", "2", "2028"]]
    content = "\n".join(mark.join(line) for line in lines).encode()

    assert open_book("a.csv", content).sheets[0].row(2) == ("Courts", "1", "2027")


def test_a_semicolon_wins_over_decimal_commas() -> None:
    content = b"Title;Budget\nCourts, north;1,5\nPolice;2,75\n"

    assert open_book("a.csv", content).sheets[0].row(2) == ("Courts, north", "1,5")


def test_cells_of_a_text_table_stay_as_they_stand() -> None:
    content = b'Ref,Country,Note\n001,NA,"two\nlines, ""quoted"""\n'

    assert open_book("a.csv", content).sheets[0].row(2) == ("001", "NA", 'two\nlines, "quoted"')


def test_a_quote_that_never_closes_keeps_to_its_own_line_and_is_told() -> None:
    rows = "".join(f"Programme {n},{n}\n" for n in range(300))
    book = open_book("a.csv", f'Title,Budget\n"Courts,1\n{rows}'.encode())

    assert len(book.sheets[0].rows) == 302
    assert book.sheets[0].row(2) == ("Courts", "1")
    assert [(remark.code, remark.row) for remark in book.problems] == [("csv.open_quote", 2)]


def test_cells_beyond_what_a_server_should_hold_are_refused() -> None:
    lines = b"a,b\n" * 50

    assert len(open_book("a.csv", lines, Limits(cells=100)).sheets[0].rows) == 50
    with pytest.raises(UnreadableFile, match="holds more than a spreadsheet should"):
        open_book("a.csv", lines, Limits(cells=99))
    with pytest.raises(UnreadableFile, match="holds more than a spreadsheet should"):
        open_book("a.csv", lines, Limits(sent_bytes=200))


def test_rows_end_with_their_last_cell_that_shows_something() -> None:
    rows: list[list[str | int | None]] = [["Title"], [], ["Courts", 0, None], [None, "x"], ["", ""]]
    rows[0].extend([None] * 30)

    sheet = open_book("a.xlsx", workbook({"A": [*rows, [None] * 40 + ["far"]]})).sheets[0]

    assert sheet.rows[:4] == (("Title",), (), ("Courts", 0), (None, "x"))
    assert sheet.at(6, 41) == "far"


def test_a_text_longer_than_a_cell_can_be_is_cut_and_told() -> None:
    book = open_book("a.csv", b"Title,Note\nCourts," + b"x" * 40_000 + b"\n")

    assert [len(str(book.sheets[0].at(2, column))) for column in (1, 2)] == [6, 32_767]
    assert [remark.code for remark in book.problems] == ["sheet.cut_text"]


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="XFD9" t="e"' * 60_000,
        '<row r="1">' + '<c r="XFD9" t="e"><v>#N/A</v>' * 60_000,
        '<row r="1">' + '<c r="A1"><f>' * 60_000,
    ],
    ids=["tags", "errors", "formulas"],
)
def test_cells_that_never_end_are_damage_and_take_no_time(cells: str) -> None:
    endless = with_part(PLAIN, SHEET, ("<sheetData>", f"<sheetData>{cells}"))

    with pytest.raises(UnreadableFile, match="is damaged"):
        open_book("a.xlsx", endless, Limits(cpu_seconds=10))
