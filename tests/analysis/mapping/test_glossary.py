"""What the words of a title say, and which phrase counts when several share a word."""

from __future__ import annotations

from typing import Literal

import pytest

from planner.analysis.mapping.evidence import NO_ACTION, together
from planner.analysis.mapping.glossary import FOR, Glossary
from planner.analysis.mapping.phrases import parse
from planner.choices import Strength
from planner.reference import GlossaryEntry, load


def wording(
    action: str,
    phrases: str,
    weight: Literal["strong", "normal", "weak"] = "strong",
    counts: Literal["direct", "indirect", "against", "none"] = "direct",
) -> GlossaryEntry:
    """One row of a glossary."""
    return GlossaryEntry(
        action=action,
        language="en",
        weight=weight,
        counts=counts,
        phrases=tuple(phrases.split("; ")),
    )


def said(text: str, *wordings: GlossaryEntry) -> dict[str, float]:
    """What the evidence of a text amounts to for each action, rounded."""
    evidence = Glossary(wordings).evidence(text)
    actions = {one.action for one in evidence}
    return {
        action: round(together(one.weight for one in evidence if one.action == action), 3)
        for action in actions
    }


SECURITY = wording("SEC-01", "security", "normal")


def test_a_phrase_speaks_for_its_action_and_quotes_the_words() -> None:
    (one,) = Glossary([wording("DEV-08", "cohesion sociale")]).evidence("La Cohésion  sociale")

    assert (one.action, one.weight, one.quoted) == ("DEV-08", FOR["strong"], "Cohésion  sociale")
    assert one.strength is Strength.DIRECT


def test_words_apart_are_quoted_with_a_gap() -> None:
    (one,) = Glossary([wording("DEV-03", "land + dispute")]).evidence("Dispute over any land")

    assert one.quoted == "Dispute … land"


def test_a_strong_indirect_phrase_weighs_a_little_less_than_a_direct_one() -> None:
    loosely = said("corruption", wording("GOV-18", "corruption", counts="indirect"))

    assert FOR["normal"] < loosely["GOV-18"] < FOR["strong"]


def test_a_phrase_for_no_link_takes_away_the_words_it_holds() -> None:
    food = wording(NO_ACTION, "food security", counts="none")

    assert set(said("food security", SECURITY, food)) == {NO_ACTION}
    assert set(said("security for food stores", SECURITY, food)) == {"SEC-01"}


def test_a_phrase_for_an_action_takes_away_the_words_of_no_link_that_it_holds() -> None:
    school = wording(NO_ACTION, "education", counts="none")
    peace = wording("DEV-05", "education + peace")

    assert set(said("Education for peace", school, peace)) == {"DEV-05"}


def test_a_phrase_against_an_action_takes_its_words_and_part_of_the_rest() -> None:
    against = wording("SEC-01", "social security", counts="against")

    assert said("social security", SECURITY, against)["SEC-01"] == 0
    army = said("social security and army", SECURITY, against, wording("SEC-01", "army"))
    assert 0 < army["SEC-01"] < 0.3


def test_a_longer_phrase_of_another_action_leaves_half_of_a_word() -> None:
    women = wording("DEV-07", "women", "weak")
    violence = wording("HRT-08", "violence against women")

    assert said("violence against women", women, violence)["DEV-07"] == FOR["weak"] / 2
    assert said("women", women, violence)["DEV-07"] == FOR["weak"]


def test_a_longer_phrase_that_was_taken_away_itself_takes_nothing_away() -> None:
    monitoring = wording("EWS-02", "monitor* + security")
    food = wording(NO_ACTION, "food security", counts="none")
    rights = wording("HRT-03", "monitoring", "weak")

    assert said("monitoring food security", monitoring, food, rights)["HRT-03"] == FOR["weak"]


def test_one_word_counts_once_for_one_action() -> None:
    twice = said("peace", wording("DEV-08", "peace"), wording("DEV-08", "pea*", "normal"))

    assert twice["DEV-08"] == FOR["strong"]


def test_the_same_phrase_given_twice_counts_with_its_higher_weight() -> None:
    twice = said("peace", wording("DEV-08", "peace", "weak"), wording("DEV-08", "peace"))

    assert twice["DEV-08"] == FOR["strong"]


def test_the_weight_of_evidence_is_scaled_by_its_share() -> None:
    (half,) = Glossary([SECURITY]).evidence("security", 0.5)

    assert half.weight == FOR["normal"] / 2


def test_every_packaged_phrase_can_be_read() -> None:
    phrases = [phrase for wording in load().glossary for phrase in wording.phrases]

    assert len(phrases) > 5000
    assert all(parse(phrase).parts for phrase in phrases)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_every_action_has_phrases_in_english_french_and_spanish(language: str) -> None:
    own = [row for row in load().glossary if row.language == language and row.counts != "against"]

    assert {action.id for action in load().actions} == {row.action for row in own} - {NO_ACTION}


def test_no_pattern_is_so_short_that_it_would_find_anything() -> None:
    starts = {
        word.partition("*")[0]
        for wording in load().glossary
        for phrase in wording.phrases
        for part in parse(phrase).parts
        for segment in part
        for word in segment
        if "*" in word
    }

    assert min(map(len, starts)) >= 3
