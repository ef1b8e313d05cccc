"""Fifty odd files out of other tests: each gives tables or one sentence, soon and in little."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.intake.inspection import inspect
from planner.intake.inspection_json import as_json
from planner.intake.limits import Limits
from planner.intake.opening import open_book
from tests.intake.difficult.making import workbook

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
FILES = sorted(ODD.iterdir())
SMALL = Limits(wall_seconds=30, cpu_seconds=30, memory_bytes=2**30)
STRICT = {
    b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
}  # fmt: skip


@pytest.fixture(autouse=True)
def reading() -> None:
    """In a process of its own, as people's files are."""


def strict(content: bytes) -> bytes:
    """The workbook as the strict edition of the standard spells it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            text = old.read(part)
            for loose, exact in STRICT.items() if part.endswith((".xml", ".rels")) else ():
                text = text.replace(loose, exact)
            new.writestr(part, text)
    return out.getvalue()


def test_there_are_fifty_of_them() -> None:
    assert len(FILES) >= 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_odd_file_gives_tables_or_one_sentence(path: Path) -> None:
    try:
        found = inspect(path.name, path.read_bytes(), limits=SMALL)
    except UnreadableFile as refused:
        assert str(refused).startswith(path.name)
        assert "stopped" not in str(refused)
    else:
        assert as_json(found, with_rows=True)["tables"]


@pytest.mark.parametrize(
    "name", ["date_1904.xlsx", "date_1904.xls", "dates-1904.xls"], ids=lambda name: name
)
def test_dates_that_count_from_1904_are_the_days_that_a_spreadsheet_shows(name: str) -> None:
    days = [
        cell
        for sheet in open_book(name, (ODD / name).read_bytes()).sheets
        for row in sheet.rows
        for cell in row
        if isinstance(cell, date)
    ]

    assert days
    assert all(1990 < day.year < 2030 for day in days)


def test_a_workbook_of_the_strict_edition_is_read_like_any_other() -> None:
    rows = [["Title", "Start", "Budget"], ["Courts", date(2027, 1, 31), 5], ["Police", None, 6]]
    content = workbook({"List": rows})

    exact = strict(content)

    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(exact)).read("xl/workbook.xml")
    found = as_json(inspect("a.xlsx", exact), with_rows=True)["tables"][0]
    assert found["data"] == as_json(inspect("a.xlsx", content), with_rows=True)["tables"][0]["data"]
    assert found["data"][0]["start"] == "2027-01-31"
