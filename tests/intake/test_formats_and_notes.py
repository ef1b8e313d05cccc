"""What the format of a cell makes of its number, and what stands beside it, in an import."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from planner.errors import LockedFile, UnreadableFile
from planner.intake.inspection import Inspection, inspect
from planner.intake.opening import open_book
from planner.intake.read_options import ReadOptions
from planner.problems import Severity
from planner.values import to_text

TEXT = f"A list of programmes, {'long ' * 40}\n"
CELLS = Path(__file__).parents[1] / "data" / "cells"
MADE = Path(__file__).parents[1] / "data" / "made"


def inspected(name: str, **answers: str) -> Inspection:
    options = replace(ReadOptions(), answers=answers)
    return inspect(name, (CELLS / name).read_bytes(), options)


def values(found: Inspection, column: str) -> list[str]:
    return [to_text(row.values.get(column)) for row in found.best.rows]


def codes(found: Inspection) -> list[str]:
    told = (*found.problems, *found.best.all_problems)
    return [f"{one.severity}: {one.code}" for one in told if one.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("name", "column", "expected", "told"),
    [
        ("a_target.xlsx", "target", "80 80 80 80 100 0.5 100 -", ["question: percent.unsure"]),
        ("b_turnover.xlsx", "turnover", "12 12 - 12 12.5 12.5", ["question: percent.unsure"]),
        ("c_turnover.csv", "turnover", "12 8 100", []),
        ("d_target_all_percent_format.xlsx", "target", "80 75 100 60", []),
        ("e_turnover_all_percent_format.xlsx", "turnover", "12 8 30", []),
        ("e_turnover_all_percent_format.ods", "turnover", "12 8 30", []),
        ("g_one_text_among.xlsx", "turnover", "12 8 15", []),
        ("h_one_blank_among.xlsx", "turnover", "12 - 30", []),
        ("i_above_hundred.xlsx", "turnover", "12 120 30", []),
        ("j_no_format.xlsx", "turnover", "12 8 30", []),
        ("l_ones_only.xlsx", "turnover", "100 50 100", []),
        ("m_words_among.xlsx", "turnover", "12 - 30", []),
        ("n_typed_number_among.xlsx", "turnover", "12 8 30", []),
        ("a_date_cells.xlsx", "budget", "18500000 - 7250000 - 3000000",
         ["question: number.is_day", "warning: number.is_day"]),
        ("b_day_month_text.csv", "budget", "18500000 - 7250000 - -",
         ["error: number.unreadable"] * 3),
        ("c_most_are_dates.xlsx", "budget", "45800 - -",
         ["question: number.is_day", "warning: number.is_day"]),
        ("import_budget_formatted_as_date.xlsx", "budget", "5 45 59 60 61 1000", []),
        ("a_comments.xlsx", "budget", "100000 200000 300000", ["warning: cells.comments"]),
        ("b_struck_row.xlsx", "budget", "100000 200000",
         ["warning: cells.comments", "question: rows.struck"]),
        ("mixed_currency.csv", "budget", "5000000 14200000 - 200000",
         ["question: currency.shared"]),
    ],
)  # fmt: skip
def test_a_ministrys_cells_say_what_they_show(
    name: str, column: str, expected: str, told: list[str]
) -> None:
    found = inspected(name)

    assert [value or "-" for value in values(found, column)] == expected.split()
    assert sorted(code for code in codes(found) if "currency.un" not in code) == sorted(told)


def test_words_struck_through_are_no_part_of_title_or_sum() -> None:
    found = inspected("c_struck_part_of_cell.xlsx")

    first = found.best.rows[0].values
    assert (first["title"], to_text(first["budget"])) == ("Mobile courts", "140000")
    assert "warning: cells.partly_struck" in codes(found)


@pytest.mark.parametrize(
    ("name", "key", "answer", "column", "expected"),
    [
        ("a_target.xlsx", "percent.unsure:target", "percent", "target", "1"),
        ("a_target.xlsx", "percent.unsure:target", "share", "target", "100"),
        ("b_struck_row.xlsx", "rows.struck:Sheet", "take", "budget", "300000"),
        ("c_most_are_dates.xlsx", "number.is_day:budget", "number", "budget", "46228"),
    ],
)
def test_an_answer_settles_what_was_asked(
    name: str, key: str, answer: str, column: str, expected: str
) -> None:
    found = inspected(name, **{key: answer})

    assert values(found, column)[-1] == expected
    assert not any(one.is_open for one in found.best.all_problems)


@pytest.mark.parametrize(
    ("name", "answers", "starts"),
    [
        ("a_one_side_swapped.csv", {}, "- 2024-01-25 - 2023-12-31"),
        ("a_one_side_swapped.csv", {"date.mixed": "dmy"},
         "2024-09-06 2024-01-25 2024-04-03 2023-12-31"),
        ("a_one_side_swapped.csv", {"date.mixed": "mdy"},
         "2024-06-09 2024-01-25 2024-03-04 2023-12-31"),
        ("b_half_text_half_dates.xlsx", {}, "- 2024-01-25 - -"),
        ("b_half_text_half_dates.xlsx", {"date.swapped:Sheet": "swap"},
         "2024-06-09 2024-01-25 2024-04-03 2024-11-05"),
        ("b_half_text_half_dates.xlsx", {"date.swapped:Sheet": "stand"},
         "2024-09-06 2024-01-25 2024-03-04 2024-05-11"),
    ],
)  # fmt: skip
def test_a_date_of_two_readings_is_blank_until_a_person_says_which(
    name: str, answers: dict[str, str], starts: str
) -> None:
    found = inspected(name, **answers)

    assert [value or "-" for value in values(found, "start")] == starts.split()
    asked = [one for one in found.best.all_problems if one.severity is Severity.QUESTION]
    assert [one.is_open for one in asked] == [not answers]
    assert not any(row.is_refused for row in found.best.rows)


def test_money_of_several_countries_is_asked_about_once_under_its_name() -> None:
    lines = b"Title,Ministry,Budget\nA,Justice,5 FCFA\nB,Health,6 F CFA\n"
    asked = [one.key for one in inspect("a.csv", lines).best.all_problems if one.key]

    answered = inspect("a.csv", lines, ReadOptions(answers=dict.fromkeys(asked, "XOF")))

    assert asked == ["currency.shared:budget:fcfa"]
    assert values(answered, "currency") == ["XOF", "XOF"]


def test_a_language_in_which_no_file_can_be_made_is_no_answer() -> None:
    lines = b"Name,Short name,Language\nMinistry of Justice,MoJ,Fran\xc3\xa7ais\nHealth,MoH,klingon"
    found = inspect("a.csv", lines, ReadOptions(table="ministries"))

    assert values(found, "language") == ["fr", ""]
    (wrong,) = (one for one in found.best.all_problems if one.column == "language")
    assert "klingon" in str(wrong.message)
    assert all(code in str(wrong.hint) for code in ("en", "fr", "es", "ar"))


def test_the_noughts_that_a_format_shows_are_kept_in_a_reference() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, face = book.add_worksheet(), book.add_format({"num_format": "00000"})
        sheet.write_row(0, 0, ["Reference", "Project title", "Ministry", "Budget"])
        for row, number in enumerate((42, 117, 9), start=1):
            sheet.write_number(row, 0, number, face)
            sheet.write_row(row, 1, [f"Courts {number}", "Ministry of Justice", 1000 * number])

    found = inspect("a.xlsx", out.getvalue())

    assert values(found, "reference") == ["00042", "00117", "00009"]


def test_a_currency_in_the_format_of_a_sum_is_its_currency() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet, face = book.add_worksheet(), book.add_format({"num_format": "[$€-407] #,##0.00"})
        sheet.write_row(0, 0, ["Project title", "Ministry", "Budget"])
        for row in (1, 2):
            sheet.write_row(row, 0, [f"Courts {row}", "Ministry of Justice"])
            sheet.write_number(row, 2, 2500, face)

    found = inspect("a.xlsx", out.getvalue())

    assert (values(found, "budget"), values(found, "currency")) == (["2500"] * 2, ["EUR"] * 2)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u0085", "\x0b", "\x0c"])
def test_a_sign_that_ends_lines_elsewhere_parts_no_row_of_a_text_table(sign: str) -> None:
    content = f"Title;Budget\nPeace{sign}clubs;1\nCourts;2\n".encode()

    (sheet,) = open_book("a.csv", content).sheets

    assert len(sheet.rows) == 3
    assert sheet.row(3) == ("Courts", "2")


def test_a_quoted_cell_of_many_lines_is_one_cell() -> None:
    long = "\n".join(f"Line {number}" for number in range(300))

    (sheet,) = open_book("a.csv", f'Title;Note;Budget\nA;"{long}";1\nB;x;2\n'.encode()).sheets

    assert sheet.rows[1:] == (("A", long, "1"), ("B", "x", "2"))


def test_an_open_quote_still_takes_no_more_than_its_line() -> None:
    lines = [f"P{number};x;{number}" for number in range(100)]
    lines[3] = 'P3;"x;3'
    lines[80] = 'P80;"x";80'

    book = open_book("a.csv", "\n".join(["Title;Note;Budget", *lines]).encode())

    assert len(book.sheets[0].rows) == 101
    assert [one.code for one in book.problems] == ["csv.open_quote"]


def test_signs_that_are_taken_out_are_told_with_their_cells() -> None:
    book = open_book(
        "a.csv", (TEXT + "Title;Budget\nPea\x00ce;1\n\u202eCourts;2\nA|B;3\n").encode()
    )

    (told,) = book.problems
    assert told.code == "sheet.unseen_signs"
    assert "A3, A4" in str(told.message)


def test_a_bar_in_a_title_stays_as_it_was_typed() -> None:
    content = b"Project title;Ministry;Budget\nA | B;Justice;3\nC;Justice;4\n"

    assert values(inspect("a.csv", content), "title") == ["A | B", "C"]


@pytest.mark.parametrize("name", ["~$budget.xlsx", ".~lock.budget.ods#"])
def test_the_lock_file_of_an_office_program_is_no_table(name: str) -> None:
    with pytest.raises(UnreadableFile, match="somebody has the file open"):
        open_book(name, b"\x05Clerk" + b" " * 49 + b"\x05\x00C\x00" + b" \x00" * 53)


def test_a_lock_file_under_another_name_is_known_by_its_content() -> None:
    content = b"\x05Clerk" + b" " * 49 + b"\x05\x00" + "Clerk".encode("utf-16-le")

    with pytest.raises(UnreadableFile, match="somebody has the file open"):
        open_book("budget.xlsx", content.ljust(165, b" "))


def test_an_older_workbook_with_a_password_says_that_it_is_locked() -> None:
    content = (MADE / "hidden.xls").read_bytes()
    user = content.index(b"\x5c\x00\x70\x00")  # the record of who wrote it, as long as is needed
    locked = b"\x2f\x00\x70\x00\x01\x00\x01\x00\x01\x00" + bytes(range(1, 49))
    content = content[:user] + locked.ljust(116, b"\0") + content[user + 116 :]

    with pytest.raises(LockedFile, match="is locked with a password"):
        open_book("a.xls", content)
    with pytest.raises(LockedFile, match="this password does not open it"):
        open_book("a.xls", content, password="other")
