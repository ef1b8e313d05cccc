"""What a plan does on something: questions of the kind a parliament asks, and what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from planner.analysis.answers import Question
from planner.analysis.plans.about import About, about
from planner.analysis.plans.about_answer import about_answer, about_at_level
from planner.analysis.plans.release import at_level
from planner.analysis.withheld import IN_PART
from planner.choices import Classification
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.services.catalogue import reference
from planner.services.plans import read_plan_file
from tests.cli.conftest import SAMPLE

ON: Final = date(2027, 3, 1)
PLAN: Final = read_plan_file(SAMPLE)
QUESTIONS: Final = {
    "What are we doing in Kessandre?": {"P-0008", "A-015", "AL-006"},
    "What do we do in Tarrazel before the march?": {"W-06"},
    "Who protects the herding households?": {"P-0018", "A-013", "IN-0001"},
    "Incitement in Valquero": {"A-031"},
    "Risk factor 14: who keeps relief safe?": {"W-03"},
    "Triggering factors": {"A-030", "W-09"},
    "7.5": {"W-05", "AL-006"},
    "What does the MID do?": {"P-0027", "A-012", "RS-007"},
    "Ministry of Justice": {"P-0015", "A-023"},
    "Women, peace and security": {"CM-010", "A-012"},
    "UPR": {"CM-001", "A-001", "CM-005"},
    "treaty body": {"CM-007", "A-007"},
    "the elections": {"P-0033", "A-030", "TD-004"},
    "And the dam?": {"A-038"},
    "reparation": {"CM-002", "A-027"},
    "Port workers by language": {"IN-0015", "P-0017"},
    "REFUGIES": {"P-0032"},
    "convoys": {"W-03", "RS-007"},
    "birth registration": {"CM-009", "A-029"},
    "Lake Duranque": {"P-0016", "A-014"},
}
"""Twenty questions, each with rows that its answer may not miss."""


def asked(words: str, plan: Plan = PLAN) -> About:
    return about(Question(plan=plan, reference=reference(plan), on=ON), words)


@pytest.mark.parametrize("words", QUESTIONS)
def test_a_question_of_parliament_finds_its_rows(words: str) -> None:
    found = asked(words)

    assert QUESTIONS[words] - {key for _table, key in found.found} == set()
    assert found.left in ((), found.meaning.narrowed)
    assert len(about_answer(found).sentences) <= 3


def test_a_place_comes_with_its_money_alerts_staff_and_the_gaps_of_what_is_high_there() -> None:
    found = asked("kessandre")

    assert (len(found.programmes), len(found.actions)) == (14, 5)
    assert [one.alert.id for one in found.alerts if one.is_open] == ["AL-006"]
    assert [one.situation.name for one in found.readiness] == ["Kessandre"]
    assert {one.factor.number for one in found.gaps} == {11, 12, 13, 14}
    assert found.touching.amount == sum(
        (
            rate
            for row in found.running
            if (rate := found.exchange.convert(row.budget, row.currency))
        ),
        0,
    )
    assert found.updated == date(2026, 11, 19)


def test_a_budget_without_a_currency_is_in_no_sum_and_the_sum_says_at_least() -> None:
    bare = replace(PLAN.rows("programmes")["P-0008"], currency="")
    rows = {**PLAN.rows("programmes"), "P-0008": bare}
    found = asked("Kessandre", Plan(tables={**PLAN.tables, "programmes": rows}))

    assert found.touching.at_least
    told = about_answer(found)
    assert [str(one) for one in told.unknown] == [
        "Programmes whose currency is not known, in no sum: 1."
    ]


def test_what_only_may_raise_a_risk_is_no_work_against_it() -> None:
    found = asked("7.3")

    assert {"A-020", "P-0047"} <= {one.about for one in found.raised}
    assert (found.actions, found.programmes) == ((), ())


def test_words_that_nothing_holds_are_left_aside_and_named() -> None:
    found = asked("zeppelins in Kessandre")

    assert (found.left, len(found.programmes)) == (("zeppelins",), 14)
    said = [str(one.message) for one in about_answer(found).findings]
    assert "Nothing of it holds the words zeppelins: they are left aside." in said


def test_words_that_may_mean_a_name_say_so() -> None:
    said = [str(one.message) for one in about_answer(asked("justice")).findings]

    assert any("ministry: Ministry of Justice" in one for one in said)


def test_a_factor_is_known_by_its_title_in_the_language_of_who_asks() -> None:
    french = Voice("fr")
    title = french.tell(reference().factor_by_number[8].name)
    question = Question(plan=PLAN, reference=reference(), on=ON)

    found = about(question, title, french.tell)

    assert [one.key for one in found.meaning.topics] == ["8"]
    assert about(question, "facteur 8", french.tell).meaning.topics == found.meaning.topics


def test_an_edition_tells_a_hidden_name_like_one_that_nobody_knows() -> None:
    release = at_level(PLAN, Classification.PUBLIC)
    question = Question(plan=PLAN, reference=reference(PLAN), on=ON)

    hidden, unknown = (
        about_at_level(release, question, words)[1] for words in ("Kessandre", "Foobarre")
    )

    said = [str(one).replace("kessandre", "foobarre") for one in hidden.sentences]
    assert said == [str(one) for one in unknown.sentences]
    assert hidden.sentences[-1] == IN_PART
    assert not any(part.lines or part.note for part in hidden.tables[:6])
