"""The return desk in a browser: out, edited twice, back, settled, reloaded, applied, undone."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit

HEADERS = 2
TRIES = 3
LAW = "Establish a Prevention Council by an act of parliament"
DECREE = "Establish a Prevention Council by a decree of the cabinet"


def choose(visit: Visit, name: str) -> None:
    """Choose a part of the page, or an answer; a click on a page still being drawn is repeated."""
    main = visit.page.get_by_test_id("stMain")
    part = main.get_by_role("radio", name=re.compile(f"^{re.escape(name)}"))
    for _ in range(TRIES):
        part.click()
        visit.settle()
        if part.count() == 0 or part.is_checked():
            return


def retitled(path: Path, title: str) -> str:
    """Give the first action of a ministry's workbook another title; the action's id."""
    book = load_workbook(path)
    sheet = book["Actions"]
    column = next(cell.column for cell in sheet[HEADERS] if cell.value == "Title")
    sheet.cell(row=HEADERS + 1, column=column or 0).value = title  # type: ignore[assignment]  # any cell
    book.save(path)
    return str(sheet.cell(row=HEADERS + 1, column=1).value)


def sentence(visit: Visit) -> Locator:
    """The one sentence above Apply."""
    return visit.page.locator(".st-key-returns-apply").get_by_role("heading")


def test_two_edited_copies_of_a_row_are_settled_applied_and_undone(
    sample: Visit, tmp_path: Path
) -> None:
    page = sample.page
    sample.go("Returns")
    sample.press("Make 13 workbooks", exact=False)
    expect(page.get_by_text("13 workbooks ready to send")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="All in a zip").click()
    download.value.save_as(tmp_path / "all.zip")
    with ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path)
    (first,), (second,) = tmp_path.glob("*-M-01-*.xlsx"), tmp_path.glob("*-M-03-*.xlsx")
    assert retitled(first, LAW) == retitled(second, DECREE) == "A-001"

    choose(sample, "Returned workbooks")
    page.locator("input[type=file]").set_input_files([first, second])
    expect(sentence(sample)).to_have_text("Nothing changes. 1 conflict needs a decision.")
    sample.settle()
    choose(sample, "Conflicts (1)")
    card = page.locator(".st-key-conflict-actions-A-001-title")
    for said in (LAW, DECREE, "Actions, cell B3"):
        expect(card.get_by_text(said).first).to_be_visible()
    page.get_by_role("combobox", name=re.compile("What holds for Title")).click()
    page.get_by_role("option", name="Theirs: Ministry of the Interior").click()
    sample.settle()
    expect(sentence(sample)).to_have_text("1 cell changed.")
    expect(card.get_by_text("✓ Decided")).to_be_visible()

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Returns")
    sample.settle()
    choose(sample, "Returned workbooks")
    expect(sentence(sample)).to_have_text("1 cell changed.")
    choose(sample, "What will change")
    expect(page.get_by_test_id("stDataFrame")).to_be_visible()

    sample.press("Apply")
    done = page.get_by_text("Returns imported: 1 cell changed. 2 returns on record.")
    expect(done).to_be_visible()
    sample.press("Undo")
    expect(page.get_by_text("Undone: 1 cell changed.")).to_be_visible()

    sample.go("History")
    expect(page.get_by_role("heading", name=re.compile("^Revision 3: "))).to_be_visible()
    assert sample.outside == []
