"""The office's wording is really read: all of it is used, and what cannot be used is named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import planner.exports.cabinet
from planner import languages
from planner.errors import BrokenReference
from planner.exports import cabinet
from tests.exports.cabinet_books import made, of_sample, sample, wording

CHOSEN_BY_ANSWER = ("gaps", "standing", "ready", "markings", "units", "sheets")


def words(text: str, language: str = "en") -> cabinet.Words:
    return cabinet.read_words(text, language, languages.load())


def test_every_text_as_delivered_is_used_by_a_sheet() -> None:
    folder = Path(planner.exports.cabinet.__file__).parent
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    parts = tomllib.loads(wording())["en"]

    unused = [
        f"{part}.{name}"
        for part, names in parts.items()
        if part not in CHOSEN_BY_ANSWER
        for name in names
        if not re.search(rf'"({part}\.)?{name}"', code)
    ]
    assert unused == []


def test_a_changed_text_is_in_the_next_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = wording().replace('asked = "Cabinet is asked to decide"', 'asked = "For decision"')
    monkeypatch.setattr("tests.exports.cabinet_books.wording", lambda: changed)

    cover = made(sample("norrvald")).values["Cover"]

    assert "For decision" in [row[0] for row in cover.iter_rows(values_only=True)]


def test_a_french_plan_is_written_in_french() -> None:
    book = of_sample("casserane", "fr").values

    assert book.sheetnames[2] == "Plan d'action"
    heads = [cell.value for row in book["Plan d'action"].iter_rows() for cell in row]
    assert {"Ministère chef de file", "Élevée", "En cours"} & set(heads)


def test_a_language_without_wording_is_written_in_english() -> None:
    assert words(wording(), "es").sheet("cover") == "Cover"


def test_a_missing_text_is_named() -> None:
    without = re.sub(r"^asked = .*\n", "", wording(), flags=re.MULTILINE)

    with pytest.raises(BrokenReference, match=r"no text for en\.cover\.asked"):
        words(without).say("cover.asked")


def test_braces_that_mean_nothing_are_named_with_those_that_do() -> None:
    spoilt = wording().replace("on {date}.", "on {day}.")

    with pytest.raises(BrokenReference, match=r"en\.cover\.revision: \{day\}.*\{revision\}"):
        words(spoilt).say("cover.revision", revision=1, date="today")


@pytest.mark.parametrize("title", ["", "A/B", "x" * 32, "'Cover"])
def test_a_title_that_no_spreadsheet_takes_is_named(title: str) -> None:
    spoilt = wording().replace('cover = "Cover"', f'cover = "{title}"')

    with pytest.raises(BrokenReference, match=r"en\.sheets\.cover"):
        words(spoilt).sheet("cover")


@pytest.mark.parametrize("text", ["[en.cover\n", "[de.cover]\nx = 1\n"])
def test_wording_that_cannot_be_read_is_named(text: str) -> None:
    with pytest.raises(BrokenReference, match="workbook_wording"):
        words(text)
