"""Glossary phrases: how they are written, and where they are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.mapping.phrases import Finder, around, parse
from planner.analysis.mapping.title_words import visible, words
from planner.errors import BrokenReference

REACH = 12  # words between two of a phrase


def found(phrase: str, text: str) -> list[str]:
    """The words of the text in which the phrase is found."""
    read = words(visible(text))
    hits = Finder([parse(phrase)]).hits(read)
    return [read[place].form for hit in hits for place in sorted(hit.places)]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("police reform", "Support to police reforms"),
        ("derechos humanos", "Promoción de los Derechos Humanos"),
        ("reconcil*", "La réconciliation nationale"),
        ("stabili*ation", "Stabilisation fund"),
        ("stabili*ation", "Stabilization fund"),
        ("peace ?building", "Peacebuilding"),
        ("peace ?building", "Peace-building"),
        ("(early )?warning", "A warning"),
        ("land + (dispute*|conflict*)", "Settling conflicts over land"),
        ("human right* (commission|council (of|for) elders)", "the human rights council of elders"),
    ],
)
def test_a_phrase_is_found_in_a_text(phrase: str, text: str) -> None:
    assert found(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("police reform", "Reform of the police"),
        ("police", "Policy"),
        ("stabili*ation", "Stability and reconciliation"),
        ("aba*aba", "Ababa"),
        ("land + conflict*", "Land registration"),
        ("peace + peace", "Peace"),
        ("land + conflict*", "Land " + "of many other things " * REACH + "without conflict"),
    ],
)
def test_a_phrase_is_not_found_where_it_does_not_stand(phrase: str, text: str) -> None:
    assert found(phrase, text) == []


def test_the_parts_that_stand_closest_are_the_ones_found() -> None:
    text = "land law, then a land conflict"
    read = words(visible(text))

    (hit,) = Finder([parse("land + conflict")]).hits(read)
    assert sorted(hit.places) == [3, 4]


def test_the_longest_of_several_alternatives_is_the_one_found() -> None:
    assert found("(peace|peace process)", "peace, the peace process") == ["peace", "process"]


@pytest.mark.parametrize("phrase", ["of the", "land + the", "(a|b", "land)"])
def test_a_phrase_that_cannot_be_read_is_refused(phrase: str) -> None:
    with pytest.raises(BrokenReference):
        parse(phrase)


def test_a_finding_knows_the_longer_ones_around_it() -> None:
    finder = Finder([parse("security"), parse("food security"), parse("monitor* + security")])

    hits = finder.hits(words("Monitoring food security"))
    longer = dict(zip((hit.phrase for hit in hits), around(hits), strict=True))
    assert {(one.hit.phrase, one.closely) for one in longer[0]} == {(1, True), (2, False)}
    assert longer[1] == []
    assert [(one.hit.phrase, one.closely) for one in longer[2]] == [(1, True)]


@given(st.lists(st.sampled_from("peace land police road law".split()), max_size=12))
def test_a_word_is_found_exactly_when_it_is_there(said: list[str]) -> None:
    finder = Finder([parse("peace"), parse("la*"), parse("peace + police")])

    hits = {hit.phrase for hit in finder.hits(words(" ".join(said)))}

    expected = {0: "peace" in said, 1: bool({"land", "law"} & set(said))}
    expected[2] = {"peace", "police"} <= set(said)
    assert hits == {phrase for phrase, there in expected.items() if there}
