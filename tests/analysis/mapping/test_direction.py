"""A title has a direction: what arms village guards is not offered as what disarms them."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from planner.analysis.mapping.suggestions import Band, Subject, Suggester, SuggestionSet
from planner.analysis.mapping.title_words import forms
from planner.reference import load

SUGGESTER = Suggester(load())
DOCUMENT = Path(__file__).parents[3] / "docs" / "suggestions.md"

with (Path(__file__).parent / "directed_titles.csv").open(encoding="utf-8", newline="") as file:
    TITLES = list(csv.DictReader(file))


def suggested(title: str, code: str = "", description: str = "") -> SuggestionSet:
    codes = (code,) if code else ()
    return SUGGESTER.suggest(Subject(title=title, description=description, codes=codes))


def raised(found: SuggestionSet) -> list[str]:
    return [one.sign for one in found.harms if one.band is not Band.WEAK]


@pytest.mark.parametrize("row", [t for t in TITLES if t["raises"]], ids=lambda row: row["title"])
def test_what_may_raise_a_sign_is_said_and_never_a_likely_link(row: dict[str, str]) -> None:
    found = suggested(row["title"], row["code"])

    assert set(row["raises"].split()) & set(raised(found)[:2]), raised(found)
    assert not [one.action for one in found.actions if one.band is Band.LIKELY]


@pytest.mark.parametrize("row", [t for t in TITLES if t["serves"]], ids=lambda row: row["title"])
def test_what_lowers_the_same_sign_is_no_harm_and_leads_to_its_action(row: dict[str, str]) -> None:
    found = suggested(row["title"], row["code"])

    assert raised(found) == []
    assert found.actions[0].action in row["serves"].split()


@pytest.mark.parametrize(
    "title",
    [
        "Wsparcie dla społeczeństwa obywatelskiego",
        "Steun voor het maatschappelijk middenveld",
        "Строительство дорог",
        "支援公民社会",
        "حمایت از جامعه مدنی و گفت‌وگو",
    ],
)
def test_what_cannot_be_read_is_no_proposal_of_any_kind(title: str) -> None:
    found = suggested(title, "15150")

    assert not found.read
    assert not found.is_no_link
    assert (found.actions, found.harms) == ((), ())
    assert "language not read" in str(found.none_reasons[0])


@pytest.mark.parametrize(
    "title",
    [
        "Som/analysis of political developments in Somalia",
        "Gender equality in governance",
        "DDR III",
        "Förderung der Zivilgesellschaft in ländlichen Gebieten",
    ],
)
def test_a_title_with_foreign_looking_letters_is_read(title: str) -> None:
    assert suggested(title).read


def test_words_of_protection_take_the_harm_out_of_the_same_text() -> None:
    harmful = suggested("Community self-defence groups: arming and training")
    protective = suggested("Disarming and dismantling community self-defence groups")

    assert harmful.harms[0].sign == "7.5"
    assert harmful.harms[0].confidence > 2 * max(
        (one.confidence for one in protective.harms), default=0
    )


def test_the_words_are_quoted_as_the_reason() -> None:
    (sign, *_rest) = suggested("Arms procurement for the presidential guard").harms

    assert "words: " in str(sign.reasons[0])
    assert "guard" in str(sign.reasons[0]) or "procurement" in str(sign.reasons[0])


def test_a_code_alone_is_a_weak_sign() -> None:
    found = suggested("Phase two", "15210")

    assert [one.band for one in found.harms if one.sign == "7.3"] == [Band.WEAK]


def test_every_sign_with_cues_has_them_in_each_language_that_is_read() -> None:
    languages: dict[str, set[str]] = {}
    for cue in load().harm_cues:
        languages.setdefault(cue.action, set()).add(cue.language)

    assert len(languages) > 35
    for sign, found in languages.items():
        assert found - {"code"} in ({"en", "fr", "es", "pt", "ar", "de"}, set()), sign


def test_every_indicator_has_words_of_harm_or_it_is_said_why_not() -> None:
    told = DOCUMENT.read_text(encoding="utf-8")
    table = told.partition("| why there are no words |")[2].partition("\n\n")[0]
    explained = re.findall(r"\b\d+\.\d+\b", " ".join(re.findall(r"\| ([\d., ]+) \|", table)))
    worded = {cue.action for cue in load().harm_cues}
    numbers = [one.number for one in load().indicators]

    assert sorted(explained) == sorted(one for one in numbers if one not in worded)


def test_words_of_protection_within_the_words_of_harm_protect_nobody() -> None:
    (sign, *_rest) = suggested("Security vetting and registration of civil servants").harms

    assert (sign.sign, sign.band) == ("7.2", Band.LIKELY)


def test_who_moves_people_is_asked_about_the_harm_and_about_its_safeguards() -> None:
    found = suggested("Resettlement of families affected by the dam and reservoir")

    assert {"7.10", "8.10"} & set(raised(found))
    assert not found.is_no_link
    assert (found.actions[0].action, found.actions[0].band) == ("DEV-14", Band.POSSIBLE)


def test_an_arabic_word_that_begins_like_and_is_the_same_with_and_without_article() -> None:
    assert forms("الوثائق الوطنية") == forms("وثائق وطنية")
    assert forms("وسجلات") == forms("سجلات")


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Capacidad y condiciones de vida en las prisiones", "15137"),
        ("Public broadcaster modernisation", "22030"),
    ],
)
def test_works_on_prisons_and_broadcasters_are_no_likely_oversight_or_free_media(
    title: str, code: str
) -> None:
    assert all(one.band is Band.WEAK for one in suggested(title, code).actions)
