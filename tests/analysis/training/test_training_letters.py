"""A letter to each ministry says what it is short of and what is asked; never a holder's code."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.analysis.training.training_letters import TrainingLetter, letters
from planner.schema import Row
from planner.tables import Ministry, Requirement
from tests.builders import DETAILS, audience, certificate, course, plan_of, requirement, session

ON = date(2027, 3, 1)
MINISTRY = Ministry(id="M-01", name="Foreign Affairs")
QUIET = Ministry(id="M-02", name="Health")
OWN = replace(audience(100), ministry="M-01")


def written(
    *rows: Row, ministry: Ministry = MINISTRY, language: str = ""
) -> tuple[TrainingLetter, ...]:
    return letters(plan_of(DETAILS, ministry, QUIET, *rows), ON, language)


EVERYTHING = (
    OWN,
    replace(OWN, id="AU-02", title="Attachés", posts=None),
    course(12),
    requirement(80, by=date(2027, 12, 31)),
    Requirement(id="RQ-02", audience="AU-01", course="CR-01", target=requirement(45).target),
    replace(requirement(), id="RQ-03", audience="AU-02"),
    session(1, date(2026, 4, 1), 40),
    session(2, date(2026, 9, 1), 30),
)


def test_a_ministry_is_told_what_is_short_unclear_unknown_and_about_to_end() -> None:
    (letter,) = written(*EVERYTHING)

    assert letter.ministry.id == MINISTRY.id
    assert (
        "40 to 70 of 100 posts, the target is 80 % no later than 31 December 2027; 0 seats"
        in letter.text
    )
    assert "the target is 45 %; a register under codes would settle it" in letter.text
    assert "Attachés, Foundation: the number of filled posts is missing" in letter.text
    assert "up to 40 on 1 April 2027, in 31 days" in letter.text


def test_a_ministry_with_nothing_to_do_gets_no_letter() -> None:
    assert written(OWN, course(), requirement(10), session(1, ON, 40)) == ()


def test_no_letter_holds_a_code_of_a_holder() -> None:
    (letter,) = written(OWN, course(12), requirement(), certificate(1, "C7-041", date(2026, 4, 1)))

    assert "C7-041" not in letter.text
    assert "up to 1 on 1 April 2027" in letter.text


def test_a_letter_is_in_english_where_a_language_lacks_sentences() -> None:
    (plans,) = written(*EVERYTHING)
    (unknown,) = written(*EVERYTHING, language="sw")

    assert [one.language for one in (plans, unknown)] == ["en", "en"]
