"""One trip in a browser: a sample, a ministry's file, a confirmed link, the cabinet workbook."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect

from planner.places import samples_folder
from tests.browser.conftest import Visit

FILE = samples_folder() / "ministries" / "planning_aid_database.xlsx"


def test_from_a_sample_to_the_cabinet_workbook(sample: Visit, tmp_path: Path) -> None:
    page = sample.page

    sample.go("Import")
    page.locator("input[type=file]").set_input_files(FILE)
    expect(page.get_by_role("spinbutton", name="Row that names the columns")).to_have_value("4")
    sample.press("Continue")
    expect(page.get_by_text("header “Activity title”")).to_be_visible()
    sample.press("Continue")
    sample.press("See what will happen")
    expect(page.get_by_role("heading", name=re.compile("^Will add 25, change 8"))).to_be_visible()
    sample.press("Import")
    expect(page.get_by_text("is imported. Added 25, changed 8")).to_be_visible()

    sample.go("Screening")
    page.get_by_role("button", name=re.compile("^Likely link")).click()
    sample.settle()
    before = decided(sample)
    page.get_by_role("button", name=re.compile("^Confirm")).first.click()
    expect(page.get_by_text("Last:")).to_be_visible()
    sample.settle()
    assert decided(sample) == before + 1

    sample.go("Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make and download").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    sheets = load_workbook(path).sheetnames
    assert path.suffix == ".xlsx"
    assert len(sheets) >= 6

    sample.go("History")
    expect(page.get_by_role("heading", name=re.compile("^Revision 3"))).to_be_visible()
    assert sample.outside == []


def decided(visit: Visit) -> int:
    """How many programmes the page of screening says are decided on."""
    said = re.compile(r"^Screened: (\d+) of")
    found = said.match(visit.page.get_by_text(said).inner_text())
    assert found
    return int(found[1])


def test_a_ministry_is_renamed_in_the_grid_with_the_keyboard_and_taken_back(sample: Visit) -> None:
    page = sample.page
    sample.go("Ministries")

    field = sample.edit_cell(130, 52, then_right=1)  # next to the code of the first row
    field.fill("Office of the Premier")
    page.keyboard.press("Enter")
    expect(field).to_have_count(0)
    page.keyboard.press("Enter")
    field.fill("Ministry of the Exterior")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save 2 changes")).to_be_enabled()
    page.get_by_text("What will change").click()
    told = page.get_by_test_id("stExpanderDetails").get_by_text("Ministry of the Exterior")
    expect(told).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved: 2 cells changed")).to_be_visible()

    sample.press("Undo")
    expect(page.get_by_text("Undone: 2 cells changed")).to_be_visible()


def test_a_form_left_half_typed_is_back_its_answer_is_in_sight_and_paper_has_no_menu(
    sample: Visit,
) -> None:
    page = sample.page
    sample.go("Plan")
    vision = page.get_by_role("textbox", name="Vision")
    vision.press("End")
    vision.press_sequentially(" Half a th")
    expect(page.get_by_text("Not saved yet: 1")).to_be_visible()
    address = page.url

    page.reload()

    expect(vision).to_have_value(re.compile("Half a th$"))
    page.get_by_role("button", name="Save the details").click()
    expect(page.get_by_text("Saved: 1 cell changed")).to_be_in_viewport()
    sample.press("Undo")
    expect(page.get_by_text("Undone: 1 cell changed")).to_be_in_viewport()
    expect(vision).not_to_have_value(re.compile("Half a th$"))
    assert page.url == address
    page.emulate_media(media="print")
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    page.emulate_media(media="screen")


def test_what_is_typed_survives_a_page_that_is_loaded_again(sample: Visit) -> None:
    page = sample.page
    sample.go("Ministries")
    sample.edit_cell(130, 52).fill("77")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Save 1 change")).to_be_visible()
    sample.settle()

    sample.open("ministries")

    expect(page.get_by_text("Your changes of an earlier visit are back")).to_be_visible()
    sample.press("Discard")
    expect(page.get_by_role("button", name="Save 1 change")).to_have_count(0)

    country = page.get_by_role("textbox", name="Country")
    sample.press("Another plan")
    country.fill("Exampleland")
    country.press("Tab")
    sample.settle()

    sample.open()
    sample.press("Another plan")

    expect(country).to_have_value("Exampleland")
