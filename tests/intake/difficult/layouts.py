"""Difficult layouts: titles, bands, sections, totals, footers, several tables, hidden things."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.intake.difficult.making import Expected, difficult, workbook

_FOUR = [
    ["P-11", "Community mediation in border districts", "Ministry of Interior", 1200000],
    ["P-12", "Training of prosecutors", "Ministry of Justice", 450000],
    ["P-13", "Rural water points", "Ministry of Water", 2300000],
    ["P-14", "Youth employment in the north", "Ministry of Labour", 800000],
]
_HEAD = ["Project No", "Project title", "Implementing agency", "Budget"]
_COLUMNS = {"reference": "A", "title": "B", "ministry": "C", "budget": "D"}


@difficult("titles_above.xlsx")
def titles_above() -> tuple[bytes, Expected]:
    """Four title rows and an empty one stand above the header."""
    rows = [
        ["Republic of Aldanor"],
        ["Ministry of Planning"],
        ["Portfolio of public projects, 2026"],
        ["as of 31 March 2026"],
        [],
        _HEAD,
        *_FOUR,
    ]
    expected = Expected(header=(6,), first=7, last=10, rows=4, columns=_COLUMNS)
    return workbook({"Portfolio": rows}), expected


@difficult("starts_in_column_b.xlsx")
def starts_in_column_b() -> tuple[bytes, Expected]:
    """The table starts in column B, and row 1 is empty."""
    rows = [[], [None, *_HEAD], *[[None, *row] for row in _FOUR]]
    columns = {"reference": "B", "title": "C", "ministry": "D", "budget": "E"}
    return workbook({"Data": rows}), Expected(header=(2,), first=3, last=6, rows=4, columns=columns)


@difficult("two_row_header.xlsx")
def two_row_header() -> tuple[bytes, Expected]:
    """Merged bands stand over the names of the columns, years among them."""
    rows = [
        ["No", "Programme", "Ministry", "Period", None, "Budget", None],
        [None, None, None, "Start", "End", "2026", "2027"],
        [
            "01",
            "Local peace committees",
            "Interior",
            date(2026, 1, 1),
            date(2027, 12, 31),
            100,
            120,
        ],
        ["02", "Legal aid", "Justice", date(2026, 2, 1), date(2028, 6, 30), 50, 60],
    ]

    def merged(book: Workbook) -> None:
        for cells in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"):
            book.worksheets[0].merge_cells(cells)

    columns = {
        "reference": "A",
        "title": "B",
        "ministry": "C",
        "start": "D",
        "end": "E",
    }
    expected = Expected(
        header=(1, 2),
        first=3,
        last=4,
        rows=2,
        columns=columns,
        values={(3, "reference"): "01", (3, "start"): "2026-01-01", (4, "end"): "2028-06-30"},
    )
    return workbook({"Budget": rows}, merged), expected


@difficult("numbered_columns.xlsx")
def numbered_columns() -> tuple[bytes, Expected]:
    """A row that numbers the columns stands between the header and the first programme."""
    rows = [_HEAD, [1, 2, 3, 4], *_FOUR]
    return workbook({"List": rows}), Expected(
        header=(1, 2), first=3, last=6, rows=4, columns=_COLUMNS
    )


@difficult("two_languages.xlsx")
def two_languages() -> tuple[bytes, Expected]:
    """The header is in French, with the English below it."""
    rows = [
        ["Code du projet", "Intitulé du projet", "Ministère", "Coût total", "Date de début"],
        ["Project code", "Project title", "Ministry", "Total cost", "Start date"],
        ["017", "Cohésion sociale dans les communes", "Intérieur", 300000, date(2026, 3, 1)],
        ["018", "Formation des magistrats", "Justice", 90000, date(2026, 5, 1)],
    ]
    columns = {"reference": "A", "title": "B", "ministry": "C", "budget": "D", "start": "E"}
    return workbook({"Projets": rows}), Expected(
        header=(1, 2), first=3, last=4, rows=2, columns=columns,
        values={(3, "reference"): "017"},
    )  # fmt: skip


@difficult("totals.xlsx")
def totals() -> tuple[bytes, Expected]:
    """Subtotals and a grand total are rows like the others; a title merely begins with “Total”."""
    rows = [
        _HEAD,
        _FOUR[0],
        ["P-15", "Total sanitation in all schools", "Ministry of Water", 70000],
        [None, "Sub-total", None, 1270000],
        _FOUR[1],
        [None, "Sub-total", None, 450000],
        ["GRAND TOTAL", None, None, 1720000],
    ]
    return workbook({"Budget": rows}), Expected(
        first=2, rows=3, columns=_COLUMNS,
        skipped={4: "total", 6: "total", 7: "total"},
        values={(3, "title"): "Total sanitation in all schools"},
    )  # fmt: skip


@difficult("total_without_label.xlsx")
def total_without_label() -> tuple[bytes, Expected]:
    """The last row holds only the sum of the column above it."""
    rows = [_HEAD, *_FOUR, [None, None, None, 4750000]]
    return workbook({"Budget": rows}), Expected(
        last=5, rows=4, columns=_COLUMNS, skipped={6: "total"}
    )


@difficult("section_rows.xlsx")
def section_rows() -> tuple[bytes, Expected]:
    """A row with a ministry's name alone stands above the programmes of that ministry."""
    rows = [
        ["Code", "Programme title", "Start", "End", "Budget"],
        ["Ministry of Interior"],
        ["11", "Community policing", date(2026, 1, 1), date(2027, 1, 1), 500],
        ["12", "Border management", date(2026, 1, 1), date(2027, 1, 1), 700],
        ["Ministry of Justice"],
        ["21", "Legal aid", date(2026, 1, 1), date(2027, 1, 1), 300],
    ]

    def bold(book: Workbook) -> None:
        for row in (2, 5):
            book.worksheets[0].cell(row, 1).font = Font(bold=True)

    return workbook({"Programmes": rows}, bold), Expected(
        first=3, last=6, rows=3, columns={"reference": "A", "title": "B", "budget": "E"},
        values={(3, "ministry"): "Ministry of Interior", (6, "ministry"): "Ministry of Justice"},
    )  # fmt: skip


@difficult("footer.xlsx")
def footer() -> tuple[bytes, Expected]:
    """Notes, a source and a legend stand below the table."""
    rows = [
        _HEAD,
        *_FOUR,
        [],
        ["Source: Ministry of Finance, budget department."],
        ["* Amounts are provisional and subject to parliamentary approval."],
        ["Prepared by the planning unit"],
    ]
    return workbook({"Budget": rows}), Expected(last=5, rows=4, columns=_COLUMNS)


@difficult("two_tables.xlsx")
def two_tables() -> tuple[bytes, Expected]:
    """A short code list stands below the programmes, with a header of its own."""
    rows = [
        _HEAD,
        *_FOUR,
        [],
        [],
        ["Code", "Meaning"],
        ["A", "Approved"],
        ["P", "Pending"],
    ]
    return workbook({"Sheet1": rows}), Expected(last=5, rows=4, columns=_COLUMNS)


@difficult("stacked_blocks.xlsx")
def stacked_blocks() -> tuple[bytes, Expected]:
    """The header is repeated on every printed page."""
    rows = [_HEAD, *_FOUR[:2], _HEAD, *_FOUR[2:]]
    return workbook({"Print": rows}), Expected(last=6, rows=4, columns=_COLUMNS)


@difficult("cover_sheet_first.xlsx")
def cover_sheet_first() -> tuple[bytes, Expected]:
    """A cover and a code list come before the sheet with the programmes."""
    sheets = {
        "Cover": [["Ministry of Planning"], ["Annual return"], ["Version 2"]],
        "Codes": [["Code", "Name"], ["01", "Planned"], ["02", "Running"]],
        "Projects": [_HEAD, *_FOUR],
    }
    return workbook(sheets), Expected(sheet="Projects", last=5, rows=4, columns=_COLUMNS)


@difficult("hidden_rows.xlsx")
def hidden_rows() -> tuple[bytes, Expected]:
    """A filter was forgotten: two rows are hidden, and are there all the same."""

    def hide(book: Workbook) -> None:
        book.worksheets[0].row_dimensions[3].hidden = True
        book.worksheets[0].row_dimensions[4].hidden = True

    return workbook({"List": [_HEAD, *_FOUR]}, hide), Expected(last=5, rows=4, columns=_COLUMNS)


@difficult("hidden_sheet.xlsx")
def hidden_sheet() -> tuple[bytes, Expected]:
    """Last year's list is on a hidden sheet; this year's is the one that is meant."""

    def hide(book: Workbook) -> None:
        book["2025"].sheet_state = "hidden"

    sheets = {"2025": [_HEAD, *_FOUR, *_FOUR], "2026": [_HEAD, *_FOUR]}
    return workbook(sheets, hide), Expected(sheet="2026", last=5, rows=4, columns=_COLUMNS)


@difficult("far_formatting.xlsx")
def far_formatting() -> tuple[bytes, Expected]:
    """Somebody formatted a cell at the far end of the sheet; nothing is in it."""

    def far(book: Workbook) -> None:
        book.worksheets[0]["XFD1048576"].font = Font(bold=True)

    return workbook({"List": [_HEAD, *_FOUR]}, far), Expected(last=5, rows=4, columns=_COLUMNS)


@difficult("merged_ministry.xlsx")
def merged_ministry() -> tuple[bytes, Expected]:
    """The ministry stands once, in a cell merged over its programmes."""
    rows = [
        ["Ministry", "Ref", "Project name", "Cost"],
        ["Interior", "1", "Community policing", 10],
        [None, "2", "Border posts", 20],
        ["Justice", "3", "Legal aid", 30],
        [None, "4", "Courts on wheels", 40],
    ]

    def merge(book: Workbook) -> None:
        book.worksheets[0].merge_cells("A2:A3")
        book.worksheets[0].merge_cells("A4:A5")

    return workbook({"List": rows}, merge), Expected(
        last=5, rows=4, columns={"ministry": "A", "reference": "B", "title": "C", "budget": "D"},
        values={(3, "ministry"): "Interior", (5, "ministry"): "Justice"},
    )  # fmt: skip


@difficult("empty_rows_between.xlsx")
def empty_rows_between() -> tuple[bytes, Expected]:
    """Empty rows, and one with only spaces, stand between the programmes."""
    rows = [_HEAD, _FOUR[0], [], _FOUR[1], ["  ", " "], _FOUR[2], _FOUR[3]]
    return workbook({"List": rows}), Expected(last=7, rows=4, columns=_COLUMNS)


@difficult("serial_number.xlsx")
def serial_number() -> tuple[bytes, Expected]:
    """A running number stands before the project's own reference."""
    rows = [
        ["S/N", "Project ID", "Title of project", "Executing agency", "Amount (USD)"],
        [1, "MOI/2026/004", "Community policing", "Ministry of Interior", 1500],
        [2, "MOI/2026/009", "Border posts", "Ministry of Interior", 2500],
        [3, "MOJ/2026/001", "Legal aid", "Ministry of Justice", 3500],
    ]
    columns = {"reference": "B", "title": "C", "ministry": "D", "budget": "E"}
    return workbook({"List": rows}), Expected(last=4, rows=3, columns=columns)


@difficult("tags_row.xlsx")
def tags_row() -> tuple[bytes, Expected]:
    """A row of hashtags stands under the header."""
    rows = [
        ["Project code", "Project title", "Organisation", "Start date"],
        ["#activity+code", "#activity+name", "#org+impl", "#date+start"],
        ["001", "Safe spaces for women", "Ministry of Gender", date(2026, 4, 1)],
        ["002", "Mine clearance", "Ministry of Defence", date(2026, 6, 1)],
    ]
    columns = {"reference": "A", "title": "B", "ministry": "C", "start": "D"}
    return workbook({"3W": rows}), Expected(
        header=(1, 2), first=3, last=4, rows=2, columns=columns, values={(3, "reference"): "001"}
    )


@difficult("action_plan.xlsx")
def action_plan() -> tuple[bytes, Expected]:
    """A national action plan: objectives as sections, long activities, a time frame in words."""
    rows = [
        ["NATIONAL ACTION PLAN ON WOMEN, PEACE AND SECURITY 2025-2029"],
        [],
        ["No.", "Activity", "Lead agency", "Time frame", "Indicators", "Cost (thousand EUR)"],
        ["Objective 1: Participation"],
        ["1.1", "Train women mediators in all regions", "Ministry of Interior", "2025-2026",
         "Number trained", 120],
        ["1.2", "Set a quota for peace delegations", "Ministry of Foreign Affairs", "2025",
         "Decree adopted", 5],
        ["Objective 2: Protection"],
        ["2.1", "Open one-stop centres for survivors", "Ministry of Health", "2026-2029",
         "Centres opened", 900],
    ]  # fmt: skip
    return workbook({"NAP": rows}), Expected(
        header=(3,), first=5, last=8, rows=3,
        columns={"reference": "A", "title": "B", "ministry": "C", "budget": "F"},
        values={(5, "budget"): "120000", (8, "budget"): "900000"},
    )  # fmt: skip


@difficult("right_to_left.xlsx")
def right_to_left() -> tuple[bytes, Expected]:
    """Arabic headers on a sheet that runs from right to left, with Arabic digits in the text."""
    rows = [
        ["وزارة التخطيط"],
        [
            "رقم المشروع",
            "اسم المشروع",
            "الجهة المنفذة",
            "تاريخ البداية",
            "تاريخ النهاية",
            "الميزانية",
        ],
        [
            "٠١٢",
            "لجان السلم المحلي",
            "وزارة الداخلية",
            date(2026, 1, 1),
            date(2026, 12, 31),
            250000,
        ],
        ["٠١٣", "تدريب القضاة", "وزارة العدل", date(2026, 2, 1), date(2027, 1, 31), 90000],
    ]

    def turn(book: Workbook) -> None:
        book.worksheets[0].sheet_view.rightToLeft = True

    columns = {
        "reference": "A",
        "title": "B",
        "ministry": "C",
        "start": "D",
        "end": "E",
        "budget": "F",
    }
    return workbook({"المشاريع": rows}, turn), Expected(
        header=(2,), first=3, last=4, rows=2, columns=columns,
        values={(3, "budget"): "250000", (4, "start"): "2026-02-01"},
    )  # fmt: skip


@difficult("several_rows_per_programme.xlsx")
def several_rows_per_programme() -> tuple[bytes, Expected]:
    """One programme has a row for each district; its reference repeats."""
    rows = [
        ["Project ID", "Project title", "District", "Budget"],
        ["A1", "Local dialogue", "North", 100],
        ["A1", "Local dialogue", "South", 150],
        ["A2", "Legal aid", "North", 80],
    ]
    return workbook({"List": rows}), Expected(
        last=4, rows=3, columns={"reference": "A", "title": "B", "budget": "D"}
    )
