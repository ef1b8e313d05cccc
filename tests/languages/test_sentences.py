"""Sentences made of facts: each language says them whole, with every fact, and none by halves."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from planner.choices import Level
from planner.errors import BrokenReference
from planner.languages import Catalogue, load, vocabulary
from planner.languages.sentences import Says, places, saying

TELLING = {"en", "ar", "de", "es", "fr", "pt"}
DAY = date(2027, 3, 1)
HEAD = 'name = "Esperanto"\n[sentences]\n'

others = pytest.mark.parametrize("code", sorted(TELLING - {"en"}))


def test_the_languages_a_letter_can_be_written_in() -> None:
    assert {language.code for language in load().telling} == TELLING


@others
def test_every_sentence_keeps_every_fact_in_every_language(code: str) -> None:
    said = load().language(code).sentences

    assert {one.key: places(said[one]) for one in Says} == {one.key: places(one) for one in Says}


@others
def test_no_sentence_was_left_in_english(code: str) -> None:
    said = load().language(code).sentences

    left = {one for one in Says if said[one] == one.value and re.search(r"[a-z] [a-z]", one.value)}
    assert left == set()


def test_facts_that_are_answers_or_sentences_are_said_in_the_same_language() -> None:
    places_of = saying(Says.AND_MORE, listed="Nord, Sud", more=2)
    what = saying(Says.RATED, level=Level.HIGH, places=places_of)

    assert str(what) == "Rated high in Nord, Sud and 2 more."
    assert load().say(what, "en") == str(what)
    assert load().say(what, "fr") == "Niveau élevé : Nord, Sud et 2 autres."
    assert load().say(what, "xx") == str(what)


def test_facts_are_written_as_they_are() -> None:
    what = saying(Says.BETWEEN, low=date(2027, 3, 1), high=Decimal("0.5"))

    assert load().say(what, "es") == "2027-03-01 a 0.5"


def test_names_and_dates_keep_their_own_direction_where_one_writes_from_the_right() -> None:
    what = saying(Says.LETTER_ENDS_LINE, audience="A", course="B", number=3, date=DAY, days=9)

    said = load().say(what, "ar")

    assert "\u20682027-03-01\u2069" in said
    assert "\u2068A\u2069" in said
    assert "\u20683" not in said
    assert "\u2068" not in load().say(what, "fr")


def test_a_language_that_lacks_a_sentence_says_it_in_english_and_writes_no_letters() -> None:
    language = vocabulary.read("eo", HEAD + 'headed = "{title} –"\n')
    catalogue = Catalogue((*load().languages, language))

    assert catalogue.say(saying(Says.HEADED, title="Ĉu"), "eo") == "Ĉu –"
    assert catalogue.say(saying(Says.UNKNOWN), "eo") == "unknown"
    assert language not in catalogue.telling


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('greeting = "Saluton"', "sentence “greeting”"),
        ('headed = "{title} {name}"', "place “{name}” in the sentence “headed”"),
    ],
)
def test_a_sentence_or_a_place_that_nobody_fills_is_refused(text: str, named: str) -> None:
    with pytest.raises(BrokenReference) as failure:
        vocabulary.read("eo", HEAD + text)

    assert named in str(failure.value)
