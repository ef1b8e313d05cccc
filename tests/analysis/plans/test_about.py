"""What a plan does on something: questions of the kind a parliament asks, and what is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from planner.analysis.answers import Question
from planner.analysis.mapping.harms import harms
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
    "Risk factor 14: who keeps relief safe?": {"R-028"},
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
ABROAD: Final = read_plan_file(SAMPLE.parent / "norrvald")
SPOKEN: Final = {
    ("home", "How bad is it in Kessandre?"): (14, 5, "1378861700.00", {"AL-006", "S-03", "R-021"}),
    ("home", "What happens in Valquero before the elections?"): (
        10,
        2,
        "472200000.00",
        {"AL-005", "TD-004"},
    ),
    ("home", "What does the MEN do?"): (7, 4, "1098888000.00", {"P-0014", "A-018"}),
    ("home", "How many staff of the Ministry of National Defence are trained?"): (
        7,
        10,
        "2377249700.00",
        {"RQ-08", "RQ-11"},
    ),
    ("home", "Who does what against hate speech?"): (1, 1, "51000000.00", {"P-0073", "A-031"}),
    ("home", "women, peace and security"): (5, 1, "856900000.00", {"CM-010"}),
    ("home", "What becomes of the reparation fund?"): (0, 1, "557500000.00", {"A-027", "D-4"}),
    ("home", "What do we do for the herders?"): (1, 1, "664600000.00", {"P-0064", "TD-002"}),
    ("home", "Does the dam make anything worse?"): (1, 1, "0.00", {"A-038", "D-6"}),
    ("home", "Has anybody told us of the reparation fund?"): (0, 1, "557500000.00", {"A-027"}),
    ("abroad", "Ilvandi"): (10, 5, "4814000.00", {"S-02", "A-034"}),
    ("abroad", "Which alerts are open on Velhane?"): (3, 2, "4125000.00", {"A-016", "A-017"}),
    ("abroad", "Who is ready for the Ovarre basin?"): (8, 4, "4350000.00", {"S-06", "A-033"}),
    ("abroad", "Who answers for arms licences?"): (0, 1, "1472000.00", {"A-019"}),
    ("abroad", "What may sanctions make worse?"): (1, 1, "1160000.00", {"A-035", "P-0045"}),
    ("abroad", "SDG 16"): (7, 4, "7749500.00", {"CM-008"}),
    ("abroad", "risk factor 10"): (0, 1, "0.00", {"A-034", "R-020"}),
    ("abroad", "Ministry of Trade and Industry"): (3, 3, "2137000.00", {"P-0066", "A-021"}),
    ("abroad", "Do we know anything about Pellagoa?"): (3, 0, "0.00", {"P-0018", "R-053"}),
    ("abroad", "universal periodic review"): (4, 3, "1692000.00", {"CM-001", "A-024"}),
}
"""Questions as they are spoken: programmes, actions, what is funded of these, rows not to miss."""


@pytest.mark.parametrize(("sample", "words"), SPOKEN)
def test_a_question_as_it_is_spoken_is_answered_with_its_money(sample: str, words: str) -> None:
    programmes, actions, funded, rows = SPOKEN[sample, words]

    found = asked(words, PLAN if sample == "home" else ABROAD)

    assert (len(found.programmes), len(found.actions)) == (programmes, actions)
    assert f"{found.cost.funded:.2f}" == funded
    assert rows - {key for _table, key in found.found} == set()


def test_a_question_about_a_place_tells_who_is_ready_there_and_what_is_high_without_cover() -> None:
    found = asked("Who is ready for the Ovarre basin?", ABROAD)

    assert [(one.situation.name, str(one.state)) for one in found.readiness] == [
        ("Ovarre basin", "not ready")
    ]
    assert [one.factor.number for one in asked("Ilvandi", ABROAD).gaps] == [3, 5, 9, 10, 11, 12, 14]
    assert [one.about for one in asked("What may sanctions make worse?", ABROAD).raised] == [
        "A-035"
    ]


def with_short_name(name: str) -> Plan:
    """The sample with a ministry of justice whose short name is something else's name too."""
    justice = replace(PLAN.rows("ministries")["M-05"], short_name=name)
    rows = {**PLAN.rows("ministries"), "M-05": justice}
    return Plan(tables={**PLAN.tables, "ministries": rows})


@pytest.mark.parametrize("words", ["Kessandre", "What do we do in Kessandre?"])
def test_of_two_things_of_one_name_it_is_asked_which(words: str) -> None:
    question = Question(plan=with_short_name("Kessandre"), reference=reference(), on=ON)

    found = about(question, words)
    place, ministry = (about(question, words, meant=[one]) for one in ("place", "M-05"))

    assert [one.code for one in found.meaning.asks] == ["place kessandre", "ministry M-05"]
    assert (found.found, len(about_answer(found).sentences)) == ({}, 1)
    assert [one.key for one in place.meaning.topics] == ["kessandre"]
    assert [one.key for one in ministry.meaning.topics] == ["M-05"]
    assert place.programmes and {row.ministry for row in ministry.programmes} == {"M-05"}


def test_a_second_meaning_that_an_edition_hides_is_not_asked_there() -> None:
    hidden = replace(
        PLAN.rows("incidents")["IN-0001"],
        groups=("Lusaine",),
        classification=Classification.RESTRICTED,
    )
    incidents = {**PLAN.rows("incidents"), "IN-0001": hidden}
    plan = Plan(tables={**PLAN.tables, "incidents": incidents})
    question = Question(plan=plan, reference=reference(plan), on=ON)
    release = at_level(plan, Classification.GOVERNMENT)

    found, told = about_at_level(release, question, "Lusaine")

    assert about(question, "Lusaine").meaning.asks
    assert (found.meaning.asks, bool(found.found)) == ((), True)
    assert "may mean" not in str(told.sentences[0])


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


PARLIAMENT: Final = {
    ("home", "Do our own programmes make anything worse?"): (0, 0, "H-001"),
    ("home", "What have we promised the United Nations?"): (0, 13, "CM-001"),
    ("home", "Qu'avons-nous promis à l'étranger ?"): (0, 13, "CM-012"),
    ("home", "ما التزاماتنا أمام الأمم المتحدة؟"): (0, 13, "CM-001"),
    ("home", "Who was consulted?"): (0, 0, "CO-005"),
    ("home", "What do we do about genocide?"): (15, 11, "R-010"),
    ("home", "Sommes-nous prêts à prévenir un génocide ?"): (15, 11, "R-010"),
    ("home", "ما الذي نفعله لمنع الإبادة الجماعية؟"): (15, 11, "R-010"),
    ("home", "ماذا نفعل بشأن العامل 7؟"): (12, 11, "P-0030"),
    ("home", "ماذا نفعل بشأن خطاب الكراهية؟"): (1, 1, "A-031"),
    ("home", "Are the elections safe?"): (1, 1, "A-030"),
    ("home", "L'armée est-elle formée au droit humanitaire ?"): (1, 1, "P-0045"),
    ("home", "Who protects journalists?"): (1, 0, "P-0070"),
    ("abroad", "Do we sell arms to people who might use them against civilians?"): (0, 1, "A-019"),
}
"""Questions in three languages, of words that no row holds: what serves what they mean."""


@pytest.mark.parametrize(("sample", "words"), PARLIAMENT)
def test_words_that_no_row_holds_are_read_as_what_they_mean(sample: str, words: str) -> None:
    programmes, actions, row = PARLIAMENT[sample, words]
    language = "ar" if words[0] > "\u0600" else "fr" if "é" in words else "en"

    plan = PLAN if sample == "home" else ABROAD
    question = Question(plan=plan, reference=reference(plan), on=ON)
    found = about(question, words, Voice(language).tell)

    assert (len(found.programmes), len(found.actions)) == (programmes, actions)
    assert row in {key for _table, key in found.found}


def test_what_does_harm_is_told_with_what_is_done_about_it_and_not_as_no_work() -> None:
    found = asked("Which programmes may make things worse?")

    told = about_answer(found)
    assert len(found.raised) == len(harms(PLAN, reference(PLAN)))
    assert "May raise an indicator of the Framework: programmes" in str(told.sentences[1])
    assert not any("Whole budgets" in str(one) for one in told.sentences)
