"""How catalogues follow the code, and how translations go out to translators and come in again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docs import make_words
from docs.make_words import Text

WORDS = {
    ("", "Sign"): Text(domain="planner", senses={"harms.sign"}, notes=["column harms.sign"]),
    ("", "{number} row"): Text(domain="planner", many="{number} rows"),
    ("", "Of {plan}"): Text(domain="planner"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one catalogue that holds nothing yet."""
    monkeypatch.setattr(make_words, "ROOT", tmp_path)
    file = tmp_path / make_words.LOCALE / "fr" / "LC_MESSAGES" / "planner.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', "utf-8")
    make_words.update(WORDS)
    return tmp_path


def missing(words: dict[tuple[str, str], Text] = WORDS) -> list[str]:
    return [english for _language, _domain, (_, english), _text in make_words.untranslated(words)]


def given(folder: Path, said: dict[str, Any]) -> int:
    file = folder / "said.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    return make_words.take([file], WORDS)


def test_a_catalogue_has_an_entry_for_each_text(folder: Path) -> None:
    assert missing() == ["Sign", "{number} row", "Of {plan}"]


def test_what_goes_out_and_is_filled_in_comes_in(folder: Path) -> None:
    make_words.export(folder / "out", WORDS, 2)
    said: dict[str, Any] = {}
    for file in sorted((folder / "out").iterdir()):
        said |= json.loads(file.read_text("utf-8"))

    assert said["{number} row"]["fr"] == ["", ""]
    assert given(folder, said) == 0
    said["Sign"]["fr"], said["Of {plan}"]["fr"] = "Signe", "De {plan}"
    said["{number} row"]["fr"] = ["{number} ligne", "{number} lignes"]
    assert given(folder, said) == 3
    assert missing() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [("Of {plan}", "De {ministère}"), ("Of {plan}", "De"), ("{number} row", ["ligne"])],
)
def test_a_translation_that_does_not_fit_stays_out(folder: Path, text: str, said: object) -> None:
    assert given(folder, {text: {"fr": said}}) == 0
    assert text in missing()


def test_a_sense_may_have_a_translation_of_its_own_and_the_first_said_holds(folder: Path) -> None:
    given(folder, {"Sign": {"fr": "Signe"}, "harms.sign | Sign": {"fr": "Indice"}})
    given(folder, {"Sign": {"fr": "Marque"}})

    written = make_words.LOCALE / "fr" / "LC_MESSAGES" / "planner.po"
    text = (folder / written).read_text("utf-8")
    assert 'msgctxt "harms.sign"\nmsgid "Sign"\nmsgstr "Indice"' in text
    assert 'msgid "Sign"\nmsgstr "Signe"' in text
    assert "Marque" not in text


def test_a_text_that_goes_and_comes_back_finds_its_translation_again(folder: Path) -> None:
    given(folder, {"Sign": {"fr": "Signe"}})

    make_words.update({})
    make_words.update(WORDS)

    assert "Sign" not in missing()
