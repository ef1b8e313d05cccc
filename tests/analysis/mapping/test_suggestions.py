"""What is proposed for a programme: actions with reasons, or that it serves none."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.mapping.suggestions import Band, Subject, Suggester, SuggestionSet
from planner.choices import Strength
from planner.reference import load
from planner.reference.loading import ACTION_COLUMNS

SUGGESTER = Suggester(load())


def suggested(title: str, *codes: str, description: str = "") -> SuggestionSet:
    """What is proposed for a title with these codes."""
    return SUGGESTER.suggest(Subject(title=title, description=description, codes=codes))


def test_words_and_code_together_give_a_likely_link_with_both_reasons() -> None:
    found = suggested("Appui à la cohésion sociale et au dialogue communautaire", "15220")

    first = found.actions[0]
    assert (first.action, first.band, first.strength) == ("DEV-08", Band.LIKELY, Strength.DIRECT)
    assert str(first.reasons[0]).startswith("words: ")
    assert "“cohésion sociale”" in str(first.reasons[0])
    assert any("purpose code 15220" in str(reason) for reason in first.reasons)
    assert not found.is_no_link


def test_a_road_serves_no_action_and_the_reason_says_so() -> None:
    found = suggested("Rehabilitation of the northern road", "21020")

    assert found.is_no_link
    assert found.none > 0.9
    assert str(found.none_reasons[0]).startswith("words: “")
    assert "code 21020 (Transport): Roads and vehicles." in map(str, found.none_reasons)


def test_a_title_without_any_known_word_serves_no_action_and_says_why() -> None:
    found = suggested("Xylophon qwertz")

    assert found.is_no_link
    assert found.actions == ()
    assert [str(one) for one in found.none_reasons] == [
        "neither words nor code name a prevention action"
    ]


def test_nothing_known_at_all_is_no_link() -> None:
    assert SUGGESTER.suggest(Subject()).is_no_link


def test_a_code_alone_is_weak_evidence_for_a_link() -> None:
    found = suggested("Phase II", "15220")

    assert not found.is_no_link
    assert {one.band for one in found.actions} == {Band.WEAK}
    assert {one.strength for one in found.actions} == {Strength.WEAK}


def test_a_broad_code_alone_is_no_link() -> None:
    assert suggested("Phase II", "15110").is_no_link
    assert suggested("Phase II", "151").is_no_link


def test_the_same_words_weigh_less_in_a_description_than_in_a_title() -> None:
    title = suggested("Legal aid", "15130").actions[0]
    description = suggested("Phase II", "15130", description="Legal aid").actions[0]

    assert title.action == description.action == "JUS-08"
    assert title.confidence > description.confidence


def test_words_of_the_title_are_not_counted_again_in_the_description() -> None:
    once = suggested("Legal aid", "15130").actions[0]
    twice = suggested("Legal aid", "15130", description="LEGAL AID").actions[0]

    assert once.confidence == twice.confidence


def test_words_shared_with_the_catalogue_are_a_reason_of_their_own() -> None:
    reasons = suggested("Dialogue with joint projects and follow-up").actions[0].reasons

    assert "shares words with “Sustain dialogue between groups”" in map(str, reasons)


def test_several_codes_count_less_each_than_one_alone() -> None:
    one = suggested("Legal aid", "15130").actions[0]
    two = suggested("Legal aid", "15130", "15130; 21020").actions[0]

    assert two.confidence < one.confidence


OWN_ACTION = ",".join(ACTION_COLUMNS) + (
    "\nOWN-01,Guard the national archives,Keep archives of the national police safe.,1,recovery,"
    "justice,domestic,none,national,no,,,2,,,Culture,,,,\n"
)


def test_an_action_of_the_office_is_proposed_by_the_words_of_its_own_text() -> None:
    own = Suggester(load(OWN_ACTION))

    found = own.suggest(Subject(title="Safe national archives", codes=("15160",)))
    (mine,) = [one for one in found.actions if one.action == "OWN-01"]
    assert [str(one) for one in mine.reasons] == ["shares words with “Guard the national archives”"]


def test_at_most_as_many_actions_as_asked_for_are_proposed_best_first() -> None:
    many = suggested("Peace, justice, police, media, women and elections", "15220")
    two = SUGGESTER.suggest(
        Subject(title="Peace, justice, police, media, women and elections", codes=("15220",)), 2
    )

    assert len(many.actions) == 5
    assert two.actions == many.actions[:2]
    confidences = [one.confidence for one in many.actions]
    assert confidences == sorted(confidences, reverse=True)


@given(
    st.text(max_size=60) | st.sampled_from(["Peace and roads", "Police academy", "Desplazados"]),
    st.lists(st.sampled_from(["15220", "151", "21020", "99810", "1"]), max_size=3),
)
def test_confidence_is_a_share_and_the_band_follows_from_it(title: str, codes: list[str]) -> None:
    found = suggested(title, *codes)

    assert 0 <= found.none <= 1
    for one in found.actions:
        assert 0.1 <= round(one.confidence, 3) <= 1
        assert (one.band is Band.LIKELY) == (one.confidence >= 0.62)
        assert (one.band is Band.WEAK) == (one.confidence < 0.35)
        assert one.reasons


def test_two_suggesters_propose_the_same() -> None:
    subject = Subject(title="Réinsertion des ex-combattants", codes=("15240",))

    assert Suggester(load()).suggest(subject) == SUGGESTER.suggest(subject)


def test_accents_case_and_look_alike_letters_do_not_matter() -> None:
    plain = suggested("reinsercion de desplazados").actions
    other = suggested("REINSERCIÓN DE DESPLАZADOS").actions  # one letter is Cyrillic

    assert [(one.action, one.confidence) for one in plain] == [
        (one.action, one.confidence) for one in other
    ]


def test_a_thousand_programmes_take_a_moment() -> None:
    subjects = [
        Subject(title=f"Programme {n}: cohésion sociale, police et justice", codes=("15220",))
        for n in range(1000)
    ]

    start = time.process_time()
    for subject in subjects:
        SUGGESTER.suggest(subject)
    assert time.process_time() - start < 5
