"""How a language tells numbers, sums, shares and names: in its own way, unknown kept unknown."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import Level
from planner.languages.voice import Voice
from planner.messages import Message, Share, Sum, _, ngettext

ENGLISH, FRENCH, ARABIC = Voice(), Voice("fr"), Voice("ar")


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("0", "0 EUR"),
        ("999", "999 EUR"),
        ("999.6", "1k EUR"),
        ("1250", "1.25k EUR"),
        ("12500000", "12.5m EUR"),
        ("999949999", "1bn EUR"),
        ("3410000000", "3.41bn EUR"),
        ("-2500000", "-2.5m EUR"),
    ],
)
def test_a_sum_is_shown_in_three_figures(amount: str, shown: str) -> None:
    told = ENGLISH.fact(Sum(Decimal(amount), "EUR", short=True))

    assert told.replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [("0", "0 %"), ("0.001", "< 1 %"), ("0.384", "38 %"), ("0.997", "> 99 %"), ("1", "100 %")],
)
def test_nearly_all_is_not_shown_as_all(share: str, shown: str) -> None:
    assert ENGLISH.percent(Decimal(share)).replace("\u00a0", " ") == shown


def test_what_is_not_known_is_said_and_never_shown_as_zero() -> None:
    assert {ENGLISH.fact(one) for one in (None, Sum(None, "EUR"), Share(None))} == {"not known"}


def test_thousands_are_grouped_by_a_no_break_space_where_a_space_is_used() -> None:
    assert ENGLISH.number(1250000) == "1,250,000"
    assert FRENCH.number(1250000) == "1\u00a0250\u00a0000"
    assert Voice("es").number(1250000) == "1.250.000"


def test_a_number_chooses_the_plural_of_its_language() -> None:
    def counted(number: int) -> Message:
        return ngettext("{number} action", "{number} actions", number)

    assert [ENGLISH.tell(counted(n)) for n in (0, 1, 2)] == ["0 actions", "1 action", "2 actions"]


def test_facts_are_told_in_the_way_of_the_language() -> None:
    what = _("Assessed as {level} in {places}.", level=Level.HIGH, places=("Nord", "Sud"))

    assert str(what) == "Assessed as high in Nord, Sud."
    assert ENGLISH.tell(what) == "Assessed as high in Nord, Sud."
    assert ENGLISH.day(date(2027, 3, 1)) == "1 March 2027"


@pytest.mark.parametrize("sign", ["\u202e", "\u2069", "\u202c", "\u2067", "\u200f"])
def test_a_sign_of_direction_in_a_name_does_not_reach_beyond_it(sign: str) -> None:
    told = ENGLISH.tell(_("{name} is late by {number} days.", name=f"{sign}Nord{sign}", number=3))
    arabic = ENGLISH.tell(_("{name} is late.", name=f"{sign}وزارة{sign}"))

    assert told == "Nord is late by 3 days."
    assert arabic == "\u2068وزارة\u2069 is late."


def test_a_sentence_within_a_sentence_keeps_its_names_apart() -> None:
    inner = ENGLISH.tell(_("in “{word}”: 1 stands for 1,000", word="אלפי"))

    outer = ENGLISH.tell(_("Understood: {how}", how=inner))

    assert "“\u2068אלפי\u2069”: 1 stands" in outer
    assert outer.count("\u2068") == outer.count("\u2069")


def test_each_name_of_several_keeps_its_own_direction() -> None:
    told = ENGLISH.tell(_("Late: {names}.", names=("وزارة العدل", "Nord", "משרד")))

    assert told == "Late: \u2068وزارة العدل\u2069, Nord, \u2068משרד\u2069."


def test_names_keep_their_own_direction_inside_a_sentence() -> None:
    name = "وزارة العدل"

    assert ENGLISH.tell(_("To: {ministry}", ministry=name)) == f"To: \u2068{name}\u2069"
    assert "\u2068Nord\u2069" in ARABIC.tell(_("To: {ministry}", ministry="Nord"))
    assert "\u2068" not in ENGLISH.tell(_("To: {ministry}", ministry="Nord"))


def test_a_sum_and_each_of_several_names_keep_their_direction_in_arabic() -> None:
    asked = ARABIC.tell(_("Asked: {sum}", sum=Sum(Decimal(5), "EUR")))

    assert "\u20685\u00a0EUR\u2069" in asked
    assert ARABIC.fact(("Nord", "وزارة")) == "\u2068Nord\u2069، وزارة"


@pytest.mark.parametrize(
    ("text", "is_from_left"),
    [
        ("Nord وزارة", True),
        ("\u2068Nord\u2069: وزارة", False),
        ("12 %", False),
        ("وزارة Nord", False),
    ],
)
def test_a_text_is_read_from_where_its_first_letter_that_is_not_kept_apart_is_read(
    text: str, is_from_left: bool
) -> None:
    assert ARABIC.reads_from_left(text) is is_from_left


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "1 March 2027", "March 2027"),
        ("fr", "1er mars 2027", "mars 2027"),
        ("es", "1 de marzo de 2027", "marzo de 2027"),
        ("ar", "1 مارس 2027", "مارس 2027"),
        ("de", "1. März 2027", "März 2027"),
    ],
)
def test_a_date_is_written_as_a_letter_of_an_office_writes_it(
    language: str, day: str, month: str
) -> None:
    voice = Voice(language)

    assert voice.day(date(2027, 3, 1)) == day
    assert voice.month(date(2027, 3, 1)) == month
