"""The packaged reference tables agree with each other and say how far they can be trusted."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

from planner.choices import Family, Strength
from planner.languages import Voice
from planner.reference import FAMILIES, load

REFERENCE = load()
IDS = {action.id for action in REFERENCE.actions}


def test_there_are_fourteen_risk_factors_and_more_than_a_hundred_actions() -> None:
    assert [factor.number for factor in REFERENCE.risk_factors] == list(range(1, 15))
    assert len(REFERENCE.actions) == 125


def test_the_first_eight_risk_factors_are_common_and_the_others_name_a_crime() -> None:
    crimes = {"genocide", "crimes against humanity", "war crimes"}

    assert all(
        (factor.scope == "common") == (factor.number <= 8) for factor in REFERENCE.risk_factors
    )
    assert {factor.crime for factor in REFERENCE.risk_factors if factor.number > 8} == crimes


def test_the_signs_of_each_risk_factor_are_numbered_without_gaps() -> None:
    for factor in REFERENCE.risk_factors:
        own = [sign.number for sign in REFERENCE.indicators if sign.risk_factor == factor.number]

        assert own == [f"{factor.number}.{place}" for place in range(1, len(own) + 1)]


def test_signs_quoted_in_print_are_verified_and_recalled_ones_are_not() -> None:
    quoted = "3.6 5.3 6.11 7.12 7.14 8.7 8.8 8.9".split()

    assert all(REFERENCE.indicator_by_number[number].is_verified for number in quoted)
    assert not [s for s in REFERENCE.indicators if s.is_verified and "recalled;" in s.basis]


def test_an_unverified_sign_is_shown_with_its_mark_and_a_verified_one_without() -> None:
    for sign in REFERENCE.indicators:
        marked = sign.marked_label.endswith("(wording not verified)")

        assert marked != sign.is_verified
        assert sign.marked_label.startswith(sign.label)


def test_signs_are_short_enough_for_a_table() -> None:
    assert max(len(sign.label.split()) for sign in REFERENCE.indicators) <= 12


def test_no_two_actions_have_one_id_or_one_title() -> None:
    assert Counter(action.id for action in REFERENCE.actions).most_common(1)[0][1] == 1
    assert Counter(action.title for action in REFERENCE.actions).most_common(1)[0][1] == 1


def test_an_action_says_what_it_is_whom_it_concerns_and_what_it_rests_on() -> None:
    for action in REFERENCE.actions:
        words = len(action.what_it_is.split())

        assert 5 <= words <= 30, action.id
        assert action.pillars and action.risk_factors, action.id
        assert action.lead_ministry and action.output_indicator and action.sources, action.id


def test_the_signs_of_an_action_belong_to_its_risk_factors() -> None:
    strays = [
        (action.id, number)
        for action in REFERENCE.actions
        for number in action.indicators
        if REFERENCE.indicator_by_number[number].risk_factor not in action.risk_factors
    ]

    assert strays == []


def test_no_action_rests_only_on_signs_of_low_confidence() -> None:
    low = {sign.number for sign in REFERENCE.indicators if sign.confidence == "low"}

    assert low
    assert not [action.id for action in REFERENCE.actions if low >= set(action.indicators)]


@pytest.mark.parametrize("scope", ["domestic", "abroad"])
def test_each_sign_is_reached_by_an_action_at_home_and_abroad(scope: str) -> None:
    reached = {
        number
        for action in REFERENCE.actions
        if action.scope in (scope, "both")
        for number in action.indicators
    }

    missed = [sign for sign in REFERENCE.indicators if sign.number not in reached]
    # Nobody has seen its wording, so nobody can say what would lower it.
    assert [sign.number for sign in missed] == ["13.18"]
    assert "text not recalled" in missed[0].label


def test_only_an_action_that_needs_many_states_has_fallbacks_and_each_such_has_one() -> None:
    for action in REFERENCE.actions:
        assert action.depends_on_multilateral == bool(action.fallbacks), action.id


def test_every_source_of_an_action_is_listed() -> None:
    keys = tuple(source.key for source in REFERENCE.sources)
    cited = {
        (action.id, source.strip())
        for action in REFERENCE.actions
        for source in re.split(r";\s*(?![^()]*\))", action.sources)
    }

    assert not [pair for pair in cited if not pair[1].startswith(keys)]


def test_every_risk_factor_is_addressed_by_an_action() -> None:
    addressed = {number for action in REFERENCE.actions for number in action.risk_factors}

    assert addressed == set(range(1, 15))


def test_every_action_has_a_policy_family() -> None:
    assert {action.policy_area for action in REFERENCE.actions} == set(FAMILIES)
    assert REFERENCE.action("SEC-03").family is Family.SECURITY
    assert REFERENCE.action("JUS-08").family is Family.JUSTICE


def test_coercive_actions_say_so() -> None:
    assert REFERENCE.action("ECO-01").is_coercive
    assert not REFERENCE.action("DEV-08").is_coercive


def test_every_action_and_risk_factor_has_its_own_french_and_spanish_title() -> None:
    titled = (*REFERENCE.actions, *REFERENCE.risk_factors)

    for language in ("fr", "es"):
        titles = [Voice(language).tell(item.name) for item in titled]
        assert len(set(titles)) == len(titles)
        assert not [t for t, item in zip(titles, titled, strict=True) if t == item.title]


def test_an_aid_code_points_to_actions_exactly_when_it_claims_a_link() -> None:
    for row in REFERENCE.purpose_codes:
        assert re.fullmatch(r"\d{3}|\d{5}", row.code)
        assert set(row.action_ids) <= IDS, row.code
        assert (row.strength is Strength.NONE) == (not row.action_ids), row.code
        assert row.is_group == (len(row.code) == 3), row.code


def test_a_withdrawn_aid_code_has_a_date_and_successors_that_are_in_force() -> None:
    for row in REFERENCE.purpose_codes:
        assert (row.status == "withdrawn") == (row.withdrawn_on is not None), row.code
        for successor in row.successors:
            assert [r.status for r in REFERENCE.codes(successor)] in (
                ["active"],
                ["active"] * 2,
                [],
            )


def test_the_rows_of_one_aid_code_stand_together_direct_before_indirect() -> None:
    for first, second in pairwise(REFERENCE.purpose_codes):
        if first.code == second.code:
            assert (first.strength, second.strength) == (Strength.DIRECT, Strength.INDIRECT)
    assert len(REFERENCE.codes("15220")) == 2


def test_public_evidence_names_actions_of_the_catalogue() -> None:
    assert {name for tool in REFERENCE.tool_evidence for name in tool.action_ids} <= IDS
    assert [tool.tool for tool in REFERENCE.tools_for("DIP-02")] == ["Mediation"]
    assert REFERENCE.tools_for("DIP-02")[0].fewer == 21


def test_every_aid_code_has_a_name_and_those_nobody_judged_point_nowhere() -> None:
    names = {row.code: row.name for row in REFERENCE.purpose_codes}
    others = [row for row in REFERENCE.purpose_codes if not row.judged]

    assert len(names) >= 350
    assert names["21020"] == "Road transport"
    assert {"23230", "23630", "33120", "33210", "210", "23010"} <= names.keys()
    assert all(row.strength is Strength.NONE and not row.action_ids for row in others)
    assert {row.parent for row in others if not row.is_group} <= names.keys()
    assert all((row.status == "withdrawn") == bool(row.withdrawn_on) for row in others)
