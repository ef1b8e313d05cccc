"""No table is declared for nothing: each has a page, a sheet and a row in a sample.

Whose its rows are stands in the declaration, which `test_tables` holds against the list of the
office's own.
"""

from __future__ import annotations

import io

import openpyxl

from planner.exports.plan_workbook import write
from planner.languages.voice import Voice
from planner.places import samples_folder
from planner.plan import Plan, all_tables
from planner.reference import load
from planner.services import plans
from planner.ui import links
from planner.ui.menu import PAGES
from tests.exports.cabinet_books import edition_of


def test_every_table_is_edited_on_one_page_where_its_rows_are_found() -> None:
    for declared in all_tables():
        homes = [page.name for page in PAGES.values() if page.edits(declared.name)]
        assert homes == [links.page_of(declared.name).name], declared.name


def test_every_table_has_a_sheet_of_its_own() -> None:
    content = write(edition_of(Plan(name="Empty")), load(), Voice())
    sheets = openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames

    assert {declared.many for declared in all_tables()} - set(sheets) == set()


def test_every_table_has_a_row_in_a_sample() -> None:
    found = {
        declared.name
        for package in samples_folder().glob("*/datapackage.json")
        for declared, _row in plans.read_plan_file(package.parent)
    }

    assert found == {declared.name for declared in all_tables()}
