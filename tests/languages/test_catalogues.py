"""The translators' catalogues: whole, fitting the code, and what the program is run with."""

from __future__ import annotations

import io
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from docs.make_words import Texts, key_of, misplaced, texts
from hatch_build import catalogues, is_translated
from planner.errors import BrokenReference
from planner.languages import Voice, spoken
from planner.languages.catalogues import MINISTRY, SCREEN
from planner.languages.catalogues import texts as texts_of
from planner.languages.vocabulary import every_list
from planner.messages import _, ngettext
from planner.plan import all_tables, table_named
from planner.values import fold

TOP = Path(__file__).parents[2]
FILES = sorted(catalogues(TOP))
SHEET_NAME_LENGTH = 31

every_file = pytest.mark.parametrize(
    "file", FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}"
)
every_language = pytest.mark.parametrize("code", sorted({file.parts[-3] for file in FILES}))


def catalogue(file: Path) -> Catalog:
    return read_po(io.BytesIO(file.read_bytes()), locale=file.parts[-3], abort_invalid=True)


def test_there_are_catalogues_of_four_domains_and_of_what_goes_to_ministries() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in FILES:
        found[file.parts[-3]].add(file.stem)

    assert {code for code, domains in found.items() if domains >= SCREEN} == {"ar", "es", "fr"}
    assert {code for code, domains in found.items() if domains >= MINISTRY} >= {"de", "pt"}


@pytest.fixture(scope="module")
def texts_of_the_code() -> Texts:
    """Every text that is marked in the code, declared, or shown of the reference data."""
    return texts()


@every_file
def test_a_catalogue_holds_the_texts_of_the_code(file: Path, texts_of_the_code: Texts) -> None:
    wanted = {key for key, text in texts_of_the_code.items() if text.domain == file.stem}

    held = {key_of(one) for one in catalogue(file) if one.id}

    assert wanted - held == set(), "Run “make words”, then translate what it says is missing."


@every_file
def test_a_language_that_is_offered_has_every_text_translated(file: Path) -> None:
    lacking = [one.id for one in catalogue(file) if one.id and not is_translated(one)]

    assert lacking == [], "“make words ARGS=missing” lists what a translator has to add."


@every_file
def test_a_translation_has_the_places_of_its_text_and_every_form(file: Path) -> None:
    translations = catalogue(file)

    for one in translations:
        if not one.id or not is_translated(one):
            continue
        ids = [one.id] if isinstance(one.id, str) else list(one.id)
        said = [one.string] if isinstance(one.string, str) else list(one.string or ())
        assert len(said) == (translations.num_plurals if len(ids) > 1 else 1)
        assert misplaced(ids, [str(form) for form in said]) == set(), ids


@every_language
def test_no_two_tables_of_a_language_share_a_sheet_and_every_name_fits_one(code: str) -> None:
    sheets = [Voice(code).table_label(table) for table in all_tables()]

    assert [name for name, n in Counter(map(fold, sheets)).items() if n > 1] == []
    assert [name for name in sheets if len(name) > SHEET_NAME_LENGTH] == []
    assert [name for name in sheets if set(name) & set("[]:*?/\\")] == []


@every_language
def test_no_two_columns_of_a_table_and_no_two_answers_of_a_list_look_the_same(code: str) -> None:
    voice = Voice(code)

    for table in all_tables():
        labels = [fold(voice.label(table, column)) for column in table.columns]
        assert len(set(labels)) == len(labels), table.name
    for name, answers in every_list().items():
        assert len({fold(voice.answer(answer)) for answer in answers}) == len(answers), name


def test_labels_and_help_are_said_in_the_language_asked_for() -> None:
    programmes, harms = table_named("programmes"), table_named("harms")

    assert Voice("es").table_label(programmes) == "Programas"
    assert Voice("ar").row_label(programmes) == "برنامج"
    assert Voice("pt").label(programmes, "budget") == "Orçamento"
    assert Voice("fr").help(programmes, "budget").startswith("La totalité")
    assert Voice("fr").label(harms, "sign") == "Indicateur ou facteur de risque"
    assert Voice("fr").answer(True) == "Oui"
    assert Voice("de").answer(False) == "Nein"
    assert Voice("en").table_label(programmes) == "Programmes"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    (tmp_path / "fr.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgctxt "programmes"\nmsgid "Programmes"\nmsgstr "Projets"\n\n'
        'msgid "{number} thing"\nmsgid_plural "{number} things"\n'
        'msgstr[0] "{number} chose"\nmsgstr[1] "{number} choses"\n',
        encoding="utf-8",
    )
    return tmp_path


def test_an_offices_own_words_go_first(office: Path) -> None:
    voice = Voice("fr", office)

    assert voice.table_label(table_named("programmes")) == "Projets"
    assert voice.row_label(table_named("programmes")) == "Programme"
    assert voice.tell(ngettext("{number} thing", "{number} things", 2)) == "2 choses"
    assert Voice("fr").table_label(table_named("programmes")) == "Programmes"


@pytest.mark.parametrize("wrong", ['msgid "Of {place}"\nmsgstr "De {endroit}"\n', "Bonjour\n"])
def test_an_offices_file_that_cannot_be_used_is_refused(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "fr.po").write_text(wrong, encoding="utf-8")

    with pytest.raises(BrokenReference, match=r"fr\.po"):
        texts_of("fr", tmp_path)


def test_a_text_that_nobody_translated_is_told_in_english_and_its_language_is_not_spoken() -> None:
    assert Voice("de").tell(_("A text of no catalogue.")) == "A text of no catalogue."
    assert "de" not in spoken(SCREEN)
    assert spoken(SCREEN)[0] == spoken(MINISTRY)[0] == "en"
