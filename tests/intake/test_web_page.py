"""Tables in web pages, under whatever name they come."""

from __future__ import annotations

import pytest

from planner.errors import UnreadableFile
from planner.intake.grid import Merge
from planner.intake.inspection import inspect
from planner.intake.inspection_json import as_json
from planner.intake.limits import Limits
from planner.intake.opening import open_book

PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<style>td { color: red }</style></head><body>
<table><tr><td><table>
 <tr><th rowspan=2>Projet n°</th><th rowspan=2>Intitulé du projet</th><th colspan=2>Période</th><th rowspan=2>Coût</th></tr>
 <tr><th>Début</th><th>Fin</th></tr>
 <tr><td>07</td><td>Écoles &amp; paix<br>phase 2</td><td>01/02/2020</td><td>31/12/2021</td>
     <td x:num="1250.5">1&nbsp;250,50</td></tr>
 <tr style="display: none"><td>08<td>Puits<td>01/03/2020<td>31/12/2020<td x:num="20">20
</table></td></tr></table></body></html>"""  # noqa: E501  # as a program writes it


def test_a_web_page_under_a_spreadsheet_s_name_is_read_as_its_table() -> None:
    found = as_json(inspect("liste.xls", PAGE.encode("cp1252")), with_rows=True)

    (table,) = found["tables"]
    assert (found["format"], table["header_rows"], table["rows"]) == ("html", [1, 2], 2)
    assert table["data"][0] == {
        "row": 3,
        "reference": "07",
        "title": "Écoles & paix\nphase 2",
        "start": "2020-02-01",
        "end": "2021-12-31",
        "budget": "1250.50",
    }
    assert "rows.hidden" in {problem["code"] for problem in table["problems"]}


def test_cells_that_reach_over_others_keep_the_columns_in_their_places() -> None:
    (sheet,) = open_book("a.html", PAGE.encode("cp1252")).sheets

    assert sheet.row(2) == (None, None, "Début", "Fin")
    assert Merge(top=1, left=3, bottom=1, right=4) in sheet.merges


def test_every_table_of_a_page_is_a_sheet() -> None:
    page = "<table><tr><td>a</table><table><tr><td>b</table>"

    assert [s.name for s in open_book("a.html", page.encode()).sheets] == ["Table 1", "Table 2"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<html>" + "<table>" * 200, "too large"),
        ("<table>" + "<tr><td>x" * 30, "more than 20 rows"),
        ("<html><p>none</html>", "no table"),
    ],
)
def test_a_page_without_end_or_table_is_refused(page: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        open_book("a.html", page.encode(), Limits(rows=20))


def test_a_workbook_of_2003_in_xml_is_to_be_saved_as_another() -> None:
    book = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'

    with pytest.raises(UnreadableFile, match=r"save it as an Excel workbook \(.xlsx\)"):
        open_book("liste.xls", book.encode())


def test_cells_that_reach_over_one_another_without_end_keep_to_the_widest_row() -> None:
    page = "<table>" + "<tr><td colspan=512 rowspan=1000>x" * 1_000

    (sheet,) = open_book("a.html", page.encode(), Limits(cpu_seconds=10)).sheets

    assert max(map(len, sheet.rows)) <= Limits().columns
    assert sheet.at(1, 1) == "x"
