"""A difficult file through every step of an import, its bad rows mended, and all of it undone."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook, load_workbook
from playwright.sync_api import Locator, expect
from playwright.sync_api import TimeoutError as Unanswered

from tests.browser.conftest import Visit

# A small table that the planner knows stands over the real one, whose headers nobody here reads;
# the column of days that reads like a start is when it was decided; one state is in nobody's list.
HEADER = "5"
ROWS = [
    ["Inventory of the ministry"],
    ["Ministry", "Budget", "Year"],
    ["Ministry of Justice", 9000, 2027],
    [],
    ["Nro", "Mitä", "Kuka", "Raha", "Alkaa", "Toimet", "Tila"],
    ["OM-1", "Mobile courts", "Ministry of Justice", 1250.5, "2026-01-02", "2027-03-31", "ongoing"],
    ["OM-2", "Legal aid", "Ministry of Justice", "much", "2026-01-02", "2027-04-01", "planned"],
    ["OM-3", "Prison schools", "Ministry of Justice", 900, "2026-01-02", "2027-05-01", "on paper"],
    ["OM-4", "Safe witnesses", "Ministry of Justice", 770, "2026-01-03", "32.5.2027", "ongoing"],
    ["OM-5", "Interpreters", "Ministry of Justice", 640, "2026-01-03", "2027-06-01", "ongoing"],
]  # fmt: skip
MENDED = {"much": 2000, "32.5.2027": "2027-05-31"}


def difficult(path: Path) -> Path:
    """The workbook of these rows."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in ROWS:
        sheet.append(row)
    book.save(path)
    return path


def mend(path: Path) -> None:
    """Put right what was refused, in the workbook that the planner made of it."""
    book = load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value in MENDED:
                cell.value = MENDED[str(cell.value)]  # type: ignore[assignment]  # any cell
    book.save(path)


def hand_in(visit: Visit, path: Path, guess: str) -> Locator:
    """Hand a file in; the field with the row that the planner takes for the header."""
    visit.go("Import")
    visit.page.locator("input[type=file]").set_input_files(path)
    row = visit.page.get_by_role("spinbutton", name="Row that names the columns")
    expect(row).to_have_value(guess)
    visit.settle()
    return row


def choose(visit: Visit, field: Locator, answer: str) -> None:
    """Choose an answer of a list by its last word, with the keyboard.

    A page that scrolls meanwhile shuts the list: this tries again.
    """
    words = re.compile("^" + r"\s+".join(map(re.escape, answer.split())))
    option = visit.page.get_by_role("option", name=words).first
    for patience in (3_000, 6_000, 12_000):
        field.first.fill("")
        field.first.fill(answer.split()[-1])
        try:
            option.wait_for(timeout=patience)
            field.first.press("ArrowDown")
            field.first.press("Enter")
            expect(field.first).to_have_value(words, timeout=patience)
        except (Unanswered, AssertionError):
            continue
        break
    expect(field.first).to_have_value(words)
    visit.settle()


def headline(visit: Visit, words: str) -> None:
    """The one sentence above the button begins so."""
    expect(visit.page.get_by_role("heading", name=re.compile(f"^{words}"))).to_be_visible()
    visit.settle()


def correct_header(visit: Visit, row: Locator, header: str = HEADER) -> None:
    """Say which row names the columns, and go on."""
    expect(visit.page.get_by_text("resemble no table of the plan")).to_be_visible()
    row.fill(header)
    row.press("Enter")
    expect(visit.page.get_by_text("rows): Programmes").first).to_be_visible()
    visit.settle()
    visit.press("Continue")


def correct_columns(visit: Visit) -> None:
    """Put one column right and name two that were not found, and go on."""
    start = visit.page.get_by_role("combobox", name="Start", exact=True)
    expect(start).to_have_value(re.compile("^E"))
    choose(visit, start, "F  Toimet")
    visit.page.get_by_text("Columns not found in the file").click()
    choose(visit, visit.page.get_by_role("combobox", name="Title *"), "B  Mitä")
    choose(visit, visit.page.get_by_role("combobox", name="Budget", exact=True), "D  Raha")
    visit.press("Continue")


def undo_latest(visit: Visit) -> None:
    """Undo the newest import, from the list of imported files."""
    visit.go("Ministries")
    visit.go("Import")
    visit.page.get_by_text("Imported files (2)").click()
    visit.press("Undo this")
    dialog = visit.page.get_by_role("dialog")
    dialog.get_by_role("button", name="Undo it").click()
    expect(visit.page.get_by_text("Undone: ")).to_be_visible()
    visit.settle()


def test_a_difficult_file_is_corrected_taken_in_mended_and_undone(
    visit: Visit, tmp_path: Path
) -> None:
    page = visit.page
    visit.open()
    page.get_by_role("textbox", name="Country *").fill("Norland")
    visit.press("Start this plan")
    expect(page.get_by_text("Next step")).to_be_visible()

    correct_header(visit, hand_in(visit, difficult(tmp_path / "justice.xlsx"), "2"))
    correct_columns(visit)
    choose(visit, page.get_by_role("combobox", name="“Ministry of Justice” means"), "A new row")
    choose(visit, page.get_by_role("combobox", name="“on paper” means"), "Planned")
    visit.press("See what will happen")

    headline(visit, "Will add 3, change 0, leave 0 alone")
    expect(page.get_by_text("“much” is not a number").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Rows to mend").click()
    rest = tmp_path / download.value.suggested_filename
    download.value.save_as(rest)
    visit.press("Import")
    expect(page.get_by_text("is imported. Added 3,")).to_be_visible()

    mend(rest)
    correct_header(visit, hand_in(visit, rest, "2"), "4")
    expect(page.get_by_text("were read as settled for this ministry's last file")).to_be_visible()
    expect(page.get_by_role("combobox", name="Title *")).to_be_visible()  # the step of columns
    visit.press("Continue")
    visit.press("See what will happen")
    headline(visit, "Will add 2, change 0, leave 0 alone\\.")
    visit.press("Import")
    expect(page.get_by_text("is imported. Added 2,")).to_be_visible()

    visit.go("Programmes")
    expect(page.get_by_text("5 rows", exact=True)).to_be_visible()
    undo_latest(visit)
    visit.go("Programmes")
    expect(page.get_by_text("3 rows", exact=True)).to_be_visible()
    assert visit.outside == []
