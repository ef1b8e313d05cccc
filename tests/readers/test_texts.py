"""Text as people type it: what is tidied away, what compares equal, which words mean nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.readers.texts import folded, is_nothing, tidy
from planner.values import clean


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Ministry of Health  and Sanitation ", "Ministry of Health and Sanitation"),
        ("Ministère\u00a0de  la\u202fSanté", "Ministère de la Santé"),
        ("first_x000D_\n second", "first\nsecond"),
        ("first\r\nsecond", "first\nsecond"),
        ("a\u200bb\u200e\ufeff\x07c", "abc"),
        ("e\u0301cole", "école"),
        ("co\u00adordination", "coordination"),
    ],
)
def test_what_cannot_be_seen_is_taken_away(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text())
def test_tidying_twice_is_tidying_once_and_leaves_nothing_for_the_plan_to_clean(text: str) -> None:
    once = tidy(text)

    assert tidy(once) == once
    assert clean(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministère de la Défense", "MINISTERE DE LA DEFENSE"),
        ("Agence d’Exécution", "agence d'execution"),
        ("Straße", "STRASSE"),
        ("إدارة", "اداره"),
        ("Kadıköy", "KADIKOY"),
        ("purpose_code", "Purpose-Code:"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "typed",
    ["", " ", "–", "...", "n/a", "N.A.", "NR", "Non spécifié", "NO ESPECIFICA", "  Unspecified",
     "00 -  Unspecified", "à déterminer", "غير محددة", "keine Angabe"],
)  # fmt: skip
def test_words_for_nothing_are_nothing(typed: str) -> None:
    assert is_nothing(typed)


@pytest.mark.parametrize(
    "typed", ["NA", "0", "-5", "Ministry of not specified", "Nil-Valley", "NR 12"]
)
def test_what_merely_resembles_nothing_is_something(typed: str) -> None:
    assert not is_nothing(typed)


def test_a_phrase_that_only_repeats_its_header_is_nothing_under_that_header() -> None:
    cell = "Agence d'Exécution de 1er Niveau non définie"

    assert is_nothing(cell, "Agence d'Exécution (1er Niveau)")
    assert not is_nothing(cell, "Observations")
