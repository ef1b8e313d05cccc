"""Every kind of export: re-opened by another library, its sheets named in every language."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from icalendar import Calendar

from planner.errors import WrongValue
from planner.exports.cabinet import SHEETS
from planner.exports.export_kinds import CABINET, EXPORTS
from planner.languages.catalogues import translated
from planner.languages.voice import Voice
from planner.places import templates_folder
from planner.plan import all_tables
from planner.reference import load
from planner.workbooks import ABOUT, LISTS, sheet_title
from tests.exports.cabinet_books import edition_of, sample

LANGUAGES = ("en", *translated())
OFFICE = Voice("en", templates_folder())


@pytest.mark.parametrize("kind", EXPORTS)
def test_what_is_made_opens_elsewhere_and_says_for_whom_it_is(kind: str) -> None:
    content = EXPORTS[kind].maker(edition_of(sample("norrvald")), load(), OFFICE)

    if EXPORTS[kind].ending != ".xlsx":
        assert_opens(EXPORTS[kind].ending, content)
        return
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert all("restricted" in str(sheet.oddHeader).casefold() for sheet in book)


def assert_opens(ending: str, content: bytes) -> None:
    match ending:
        case ".zip":
            assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
        case ".ics":
            assert {str(e["class"]) for e in Calendar.from_ical(content).events} == {"CONFIDENTIAL"}
        case _:
            for section in Document(io.BytesIO(content)).sections:
                for place in (section.header, section.footer):
                    assert "RESTRICTED" in [one.text for one in place.paragraphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sheet_has_to_be_cut_or_is_called_like_another(language: str) -> None:
    voice = Voice(language)
    tables = [
        *(voice.table_label(table) for table in all_tables()),
        *map(voice.tell, (LISTS, ABOUT)),
    ]

    for titles in (tables, [voice.tell(sheet.title) for sheet in SHEETS]):
        assert [title for title in titles if sheet_title(title) != title] == []
        assert len({title.casefold() for title in titles}) == len(titles)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Who / what: [all]?", "Who what all"),
        ("'Quoted'", "Quoted"),
        ("Commitments made to the universal periodic review", "Commitments made to the"),
        ("x" * 40, "x" * 31),
    ],
)
def test_a_title_that_no_spreadsheet_takes_is_cut_at_a_word(text: str, title: str) -> None:
    assert sheet_title(text) == title


def test_two_sheets_are_never_called_the_same() -> None:
    assert sheet_title("Costs", {"costs"}) == "Costs (2)"


def test_an_export_is_made_only_in_a_language_that_is_complete_for_it(tmp_path: Path) -> None:
    assert EXPORTS[CABINET].voice("", tmp_path).language == "en"
    with pytest.raises(WrongValue, match="Cabinet workbook"):
        EXPORTS[CABINET].voice("it", tmp_path)
