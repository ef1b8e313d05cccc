"""A file inspected as a whole: tables, columns, rows, doubts, and what a person settles."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook

from planner.errors import UnreadableFile, WrongValue
from planner.intake.inspection import Inspection, ReadOptions, capped, inspect
from planner.intake.inspection_json import as_json
from planner.messages import _
from planner.problems import Problem, Severity
from tests.intake.difficult.making import Row, workbook

HEAD: Row = ["Code", "Title", "Ministry", "Budget"]
ROWS: list[Row] = [["A1", "Courts", "Justice", 100], ["A2", "Police", "Interior", 200]]


def sheet(*rows: Row, **options: Any) -> Inspection:
    return inspect("a.xlsx", workbook({"Sheet1": rows}), ReadOptions(**options))


def text(lines: str, **options: Any) -> Inspection:
    return inspect("a.csv", lines.encode(), ReadOptions(**options))


def values(found: Inspection, name: str) -> list[Any]:
    return [row.values.get(name) for row in found.best.rows]


def codes(found: Inspection) -> list[str]:
    return [problem.code for problem in found.best.all_problems]


def test_the_shape_that_the_command_line_prints() -> None:
    document = as_json(sheet(HEAD, *ROWS), with_rows=True)

    assert set(document) == {"file", "format", "problems", "tables"}
    table = document["tables"][0]
    assert set(table) >= {
        "sheet", "hidden", "table", "header_rows", "first_row", "last_row", "rows", "columns",
        "unmatched", "skipped", "units", "dates", "decimal", "sample", "problems", "data",
    }  # fmt: skip
    assert table["columns"]["budget"]["column"] == "D"
    assert table["sample"][0] == {
        "row": 2, "reference": "A1", "title": "Courts", "ministry": "Justice", "budget": "100",
    }  # fmt: skip
    assert len(table["data"]) == table["rows"] == 2


def test_every_value_knows_its_cell() -> None:
    row = sheet([], [None, *HEAD], [None, *ROWS[0]]).best.rows[0]

    assert row.number == 3
    assert row.cells["budget"] == "Sheet1!E3"


def test_the_table_of_programmes_goes_before_other_sheets() -> None:
    sheets = {"Codes": [["Code", "Meaning"], ["1", "x"]], "List": [HEAD, *ROWS]}

    found = inspect("a.xlsx", workbook(sheets))

    assert [table.sheet.name for table in found.tables] == ["List", "Codes"]


def test_a_hidden_sheet_is_listed_last_and_said_to_be_hidden() -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].sheet_state = "hidden"

    content = workbook({"Old": [HEAD, *ROWS, ROWS[0]], "New": [HEAD, *ROWS]}, hide)

    document = as_json(inspect("a.xlsx", content))

    assert [(t["sheet"], t["hidden"]) for t in document["tables"]] == [
        ("New", False),
        ("Old", True),
    ]


def test_a_person_can_name_sheet_header_table_and_columns() -> None:
    content = workbook({"A": [HEAD, *ROWS], "B": [["x"], ["k", "t", "m", "b"], *ROWS]})
    options = ReadOptions(
        table="programmes", sheet="b", header_row=2, columns={"title": "B", "budget": "b"}
    )

    found = inspect("a.xlsx", content, options)

    assert found.best.sheet.name == "B"
    assert values(found, "title") == ["Courts", "Police"]
    assert values(found, "budget") == [100, 200]
    assert found.best.matching and found.best.matching.guesses["title"].reason == _("chosen by you")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"sheet": "Nope"}, "has no sheet “Nope”"),
        ({"columns": {"colour": "A"}}, "there is no column “colour”"),
        ({"columns": {"title": "Name of thing"}}, "no column “Name of thing”"),
        ({"header_row": 9}, "Row 9 of a.xlsx is empty"),
    ],
)
def test_a_wish_that_does_not_fit_the_file_is_refused(options: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongValue, match=said):
        sheet(HEAD, *ROWS, **options)


def test_a_text_file_asked_for_a_sheet_says_that_it_has_none() -> None:
    with pytest.raises(WrongValue, match="one table, without sheets"):
        inspect("a.csv", b"Title\nCourts\n", ReadOptions(sheet="Nope"))


def test_a_file_without_a_table_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="holds no table"):
        sheet(["Only a title"])


def test_a_table_that_resembles_none_of_the_plan_is_shown_but_not_taken() -> None:
    found = sheet(["Zork", "Blib"], ["x", 1], ["y", 2])

    assert as_json(found)["tables"][0]["table"] is None
    with pytest.raises(UnreadableFile, match="resembles one of the plan"):
        assert found.best


def test_no_two_columns_claim_one_field_and_the_other_is_named() -> None:
    found = sheet(["Title", "Budget", "Cost"], ["Courts", 10, 20], ["Police", 30, 40])

    assert values(found, "budget") == [10, 30]
    assert [h.name for h in found.best.matching.unmatched] == ["Cost"]  # type: ignore[union-attr]  # it is matched
    assert "column.several" in codes(found)


def test_the_order_of_dates_is_decided_by_the_whole_column() -> None:
    found = text("Title,Start date\nA,03/04/2027\nB,12/31/2027\n")

    assert values(found, "start") == [date(2027, 3, 4), date(2027, 12, 31)]
    assert as_json(found)["tables"][0]["dates"] == "mdy"


def test_the_decimal_mark_is_decided_by_the_whole_file() -> None:
    found = text("Title;Budget\nA;1.250\nB;2.254,62\n")

    assert [str(value) for value in values(found, "budget")] == ["1250", "2254.62"]
    statement = as_json(found)["tables"][0]["columns"]["budget"]["understood"]
    assert statement == "comma is the decimal mark: 1.250 is 1250, 2.254,62 is 2254.62"


def test_units_above_the_table_multiply_and_are_stated() -> None:
    found = sheet(["Amounts in thousands of USD"], HEAD, *ROWS)

    assert values(found, "budget") == [100_000, 200_000]
    assert values(found, "currency") == ["USD", "USD"]
    assert as_json(found)["tables"][0]["units"] == {"budget": "USD thousands ×1000"}


def test_a_cell_names_its_own_currency() -> None:
    found = text("Title;Budget\nA;1.254,62 €\nB;US$ 300\n")

    assert values(found, "currency") == ["EUR", "USD"]


def test_years_start_in_january_and_end_in_december() -> None:
    found = text("Title,Start,End\nA,2025,2027\nB,2026,2028\n")

    assert values(found, "start") == [date(2025, 1, 1), date(2026, 1, 1)]
    assert values(found, "end") == [date(2027, 12, 31), date(2028, 12, 31)]


def test_days_counted_by_a_spreadsheet_become_dates() -> None:
    found = text("Title,Start date\nA,2026-01-31\nB,46053\nC,2027-01-01\n")

    assert values(found, "start")[1] == date(2026, 1, 31)


@pytest.mark.parametrize(
    ("cell", "code"),
    [("soon", "date.unreadable"), ("31/02/2027", "date.unreadable"), ("#REF!", "cell.error")],
)
def test_a_date_that_cannot_be_read_keeps_its_row_out(cell: str, code: str) -> None:
    found = text(f"Title,Start date\nA,2027-01-01\nB,2027-02-01\nC,{cell}\n")

    last = found.best.rows[-1]
    assert last.is_refused
    assert [(p.code, p.cell, str(p.label)) for p in last.problems] == [(code, "B4", "Start")]


def test_an_unknown_status_is_told_and_kept_in_the_note() -> None:
    found = text("Title,Status\nA,ongoing\nB,completed\nC,dormant\n")

    last = found.best.rows[-1]
    assert not last.is_refused
    assert "status" not in last.values
    assert last.unplaced_texts == ("Status: dormant",)
    assert [p.code for p in last.problems] == ["choice.unknown"]


def test_words_for_nothing_are_blank_everywhere() -> None:
    found = text("Title,Ministry,Budget,Start\nA,Unspecified,n/a,TBD\nB,Justice,5,2027\n")

    assert set(found.best.rows[0].values) == {"title"}


def test_identifiers_keep_their_zeros() -> None:
    assert values(text("Code,Title\n001,A\n010,B\n"), "reference") == ["001", "010"]


def test_a_row_without_title_and_reference_is_refused() -> None:
    found = text(
        "Code,Title,Ministry,Budget\nA1,Courts,Justice,1\n,,Interior,2\nA3,Police,Interior,3\n"
    )

    assert [row.is_refused for row in found.best.rows] == [False, True, False]
    assert found.best.rows[1].problems[0].code == "required.blank"


def test_a_reference_stands_for_a_missing_title_and_it_is_told() -> None:
    found = text("Project ID,Ministry,Budget\nA1,Justice,1\nA2,Interior,2\n")

    assert values(found, "title") == ["A1", "A2"]
    assert found.best.rows[0].fallback_columns == {"title"}
    assert "title.missing" in codes(found)


def test_a_ministry_above_the_table_holds_for_every_row_and_is_told() -> None:
    found = sheet(
        ["Ministry of Justice"], ["Code", "Title", "Budget"], ["1", "Courts", 5], ["2", "Bars", 6]
    )

    assert values(found, "ministry") == ["Ministry of Justice"] * 2
    assert found.best.rows[0].cells["ministry"] == "Sheet1!A1"
    assert "ministry.above" in codes(found)


def test_a_ministry_named_by_a_person_goes_before_the_one_above() -> None:
    rows: list[Row] = [["Ministry of Justice"], ["Code", "Title"], ["1", "Courts"], ["2", "Bars"]]

    assert values(sheet(*rows, ministry="MoI"), "ministry") == ["MoI"] * 2


def test_sections_hand_their_ministry_down() -> None:
    head: Row = ["Code", "Title", "Start", "Budget"]
    found = sheet(
        head,
        ["Ministry of Justice"],
        ["1", "Courts", "2027", 5],
        ["2", "Prisons", "2028", 6],
        ["Ministry of Interior"],
        ["3", "Police", "2027", 7],
    )

    assert values(found, "ministry") == ["Ministry of Justice"] * 2 + ["Ministry of Interior"]
    assert [(s.row, s.why) for s in found.best.roles.skipped] == [(2, "section"), (5, "section")]
    assert found.best.rows[2].cells["ministry"] == "Sheet1!A5"


def test_a_ministry_in_a_section_goes_before_the_one_above_the_table() -> None:
    found = sheet(
        ["Ministry of Finance"],
        ["Code", "Title", "Start", "Budget"],
        ["Ministry of Justice"],
        ["1", "Courts", "2027", 5],
        ["2", "Prisons", "2028", 6],
    )

    assert values(found, "ministry") == ["Ministry of Justice"] * 2


def test_a_directorate_below_a_ministry_is_no_ministry() -> None:
    found = sheet(
        ["Ministère de l'Intérieur"],
        ["N°", "Intitulé", "Début", "Coût total"],
        ["Direction de la police"],
        ["12.1", "Postes de police", "2027", 5],
        ["12.2", "Formation", "2028", 6],
    )

    assert values(found, "ministry") == ["Ministère de l'Intérieur"] * 2


def test_hidden_rows_are_taken_and_counted() -> None:
    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[2].hidden = True

    found = inspect("a.xlsx", workbook({"A": [HEAD, *ROWS]}, hide))

    assert len(found.best.rows) == 2
    assert "rows.hidden" in codes(found)


def test_an_end_before_the_start_is_told_and_kept() -> None:
    found = text("Title,Start,End\nA,2027-05-01,2027-01-01\nB,2027-01-01,2027-02-01\n")

    assert not found.best.rows[0].is_refused
    assert "dates.reversed" in codes(found)


def test_several_purpose_codes_keep_the_first_and_note_the_others() -> None:
    found = text("Title,Purpose code\nA,15130;15150\nB,15220 - Peace\n")

    assert values(found, "purpose_code") == ["15130", "15220"]
    assert found.best.rows[0].unplaced_texts == ("Further purpose codes: 15150",)


def test_repeats_of_one_problem_are_counted() -> None:
    one = Problem(severity=Severity.NOTE, code="x", message="Look.")
    grave = Problem(severity=Severity.ERROR, code="y", message="Stop.")

    told = capped([one] * 30 + [grave], most=5)

    assert [str(p.message) for p in told] == ["Stop.", *["Look."] * 5, "And 25 more like this."]


TABLES = {
    "sessions": [
        "Course,Staff group,Date held,Number trained",
        "Law of war,Police,2027-01-05,30",
        "Law of war,Army,2027-02-05,9",
    ],
    "audiences": [
        "Staff group,Ministry,Filled posts,As of",
        "Cadets,Defence,268,2027-01-05",
        "Guards,Interior,90,2027-01-05",
    ],
    "programmes": [
        "Project title,Ministry,Budget,Start date",
        "Courts,Justice,5,2027",
        "Police,Interior,6,2028",
    ],
    "actions": [
        "Goal,Title,Lead ministry,Responsible post,Priority",
        "One,Train,MFA,Director,high",
        "One,Tell,MoJ,Head,low",
    ],
}


@pytest.mark.parametrize("table", TABLES)
def test_the_table_is_told_by_its_headers(table: str) -> None:
    assert text("\n".join(TABLES[table])).best.table == table


def test_a_table_that_a_person_names_is_taken_whatever_it_resembles() -> None:
    found = text("Title,Ministry\nCadets,Defence\nGuards,Interior\n", table="audiences")

    assert found.best.table == "audiences"
    assert values(found, "title") == ["Cadets", "Guards"]
