"""Words as they are compared: accents, look-alikes, plurals and small words do not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.mapping.title_words import Ranking, form, forms, stems, visible, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cohésion", "COHESION"),
        ("víctimas", "victima"),
        ("Réfugiés", "refugie"),
        ("реace", "peace"),  # the first two letters are Cyrillic
        ("œuvre", "oeuvre"),
        ("de-mining", "demining"),
        ("Re-Integration", "reintegration"),
    ],
)
def test_two_spellings_of_a_word_are_one_word(one: str, other: str) -> None:
    assert forms(one) == forms(other)


def test_a_word_in_another_script_is_left_as_it_is() -> None:
    assert form("мир") == "мир"


@pytest.mark.parametrize(
    ("word", "kept"), [("aids", "aids"), ("news", "news"), ("process", "process"), ("bus", "bus")]
)
def test_an_s_that_is_no_plural_is_kept(word: str, kept: str) -> None:
    assert form(word) == kept


def test_small_words_do_not_count() -> None:
    assert forms("Lutte contre la corruption") == forms("lutte contre corruption")


def test_signs_nobody_sees_do_not_split_a_word() -> None:
    assert forms("recon\u00adciliation") == ("reconciliation",)
    assert forms("re\u0301conciliation") == forms("réconciliation")


@given(st.text())
def test_a_word_is_found_where_it_says_it_stands(text: str) -> None:
    seen = visible(text)

    for word in words(seen):
        assert form(seen[word.start : word.end]) == word.form


def test_a_word_has_a_stem_in_every_language() -> None:
    assert dict(stems("reconciliacion"))["es"] == dict(stems("reconciliaciones"))["es"]


def test_the_document_that_shares_rarer_words_ranks_first() -> None:
    ranking = Ranking(
        [{"en": "roads and bridges"}, {"en": "peace and bridges"}, {"fr": "le dialogue et la paix"}]
    )

    scores = ranking.scores(forms("A bridge over roads"))
    assert max(scores, key=scores.__getitem__) == 0
    assert set(ranking.scores(forms("dialogues"))) == {2}
    assert ranking.scores(forms("nothing of the kind")) == {}
