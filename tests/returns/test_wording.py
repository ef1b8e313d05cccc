"""The office's words for workbooks and letters say the same things in every language."""

from __future__ import annotations

import string
import tomllib

import pytest

from planner.errors import BrokenReference
from planner.languages import load
from planner.languages.return_words import FILE, read_words
from planner.places import templates_folder

TEXT = (templates_folder() / FILE).read_text(encoding="utf-8")
TEXTS: dict[str, dict[str, str]] = tomllib.loads(TEXT)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TEXTS)
def test_every_language_has_every_text_with_the_same_facts(language: str) -> None:
    assert {key: braces(text) for key, text in TEXTS[language].items()} == {
        key: braces(text) for key, text in TEXTS["en"].items()
    }


@pytest.mark.parametrize("language", TEXTS)
def test_no_sheet_of_words_has_the_name_of_a_table(language: str) -> None:
    titles = {TEXTS[language][key] for key in ("lists", "about")}

    assert all(len(title) <= 31 for title in titles)
    assert not titles & {words[0] for words in load().language(language).tables.values()}


def test_a_text_that_is_missing_is_named() -> None:
    words = read_words('[en]\nlists = "Lists"\n', "fr", load())

    with pytest.raises(BrokenReference, match=r"en\.about"):
        words.say("about")


def test_a_text_that_asks_for_what_is_not_there_is_named() -> None:
    words = read_words('[en]\nlists = "{colour}"\n', "en", load())

    with pytest.raises(BrokenReference, match="colour"):
        words.say("lists")


@pytest.mark.parametrize("text", ["[en", "[fr]\nlists = 'x'\n"])
def test_a_file_that_cannot_be_understood_is_refused(text: str) -> None:
    with pytest.raises(BrokenReference):
        read_words(text, "en", load())
