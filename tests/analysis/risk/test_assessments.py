"""How old each assessment is on a day, and where it moved against the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.analysis.answers import Bars, Question
from planner.analysis.risk.assessments import Assessment, AssessmentAge, Move, assessments
from planner.analysis.risk.incidents import by_month, not_drawn
from planner.analysis.risk.risk_answer import risk_answer
from planner.choices import IncidentKind, Level
from planner.tables import Incident, PlanDetails, Rating, Situation
from tests.analysis.sketches import REFERENCE
from tests.builders import DETAILS, plan_of, rating

NORTH = Situation(id="S-01", name="North")
HALF_YEARLY = replace(DETAILS, assessment_months=6)


def rated(number: int, level: Level | None, on: date | None) -> Rating:
    return replace(rating(number, 7), level=level, judged_on=on)


def seventh(
    *ratings: Rating,
    on: date,
    details: PlanDetails = HALF_YEARLY,
    situation: Situation = NORTH,
) -> Assessment:
    return assessments(plan_of(details, situation, *ratings), on, REFERENCE)[6]


JANUARY, MARCH = date(2026, 1, 10), date(2026, 3, 20)
LOW_THEN_HIGH = (rated(2, Level.HIGH, MARCH), rated(1, Level.LOW, JANUARY))


def test_a_factor_that_went_from_low_to_high_moved_up_and_goes_out_of_date() -> None:
    last = seventh(*LOW_THEN_HIGH, on=date(2026, 9, 20))
    after = seventh(*LOW_THEN_HIGH, on=date(2026, 9, 21))

    assert (last.level, last.moved, last.age, last.months) == ("high", Move.UP, "current", 6)
    assert after.age is AssessmentAge.OUT_OF_DATE


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 7, 1), AssessmentAge.CURRENT), (date(2026, 7, 2), AssessmentAge.OUT_OF_DATE)],
)
def test_a_review_that_was_missed_puts_assessments_out_of_date(
    day: date, age: AssessmentAge
) -> None:
    due = replace(NORTH, next_review=date(2026, 7, 1))

    assert seventh(*LOW_THEN_HIGH, on=day, situation=due).age is age


def test_an_assessment_made_at_the_review_is_current_though_the_review_stands() -> None:
    due = replace(NORTH, next_review=MARCH)

    assert seventh(*LOW_THEN_HIGH, on=date(2026, 4, 1), situation=due).age == "current"


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [
        (Level.HIGH, Level.LOW, Move.DOWN),
        (Level.NOT_OBSERVED, Level.LOW, Move.UP),
        (Level.LOW, Level.LOW, None),
        (Level.NOT_ASSESSED, Level.HIGH, None),
        (Level.HIGH, Level.NOT_ASSESSED, None),
        (None, Level.HIGH, None),
    ],
)
def test_only_what_was_known_twice_moved(
    before: Level | None, now: Level, moved: Move | None
) -> None:
    found = seventh(rated(1, before, JANUARY), rated(2, now, MARCH), on=MARCH)

    assert (found.level, found.moved) == (now, moved)


def test_what_was_left_open_between_two_assessments_hides_no_move() -> None:
    between = rated(3, Level.NOT_ASSESSED, date(2026, 2, 1))

    found = seventh(*LOW_THEN_HIGH, between, on=MARCH)

    assert (found.moved, found.before and found.before.level) == (Move.UP, Level.LOW)


def test_what_nobody_dated_or_assessed_is_neither_current_nor_low() -> None:
    undated = seventh(rated(1, Level.LOW, None), on=MARCH)
    unsaid = seventh(rated(1, None, MARCH), on=MARCH)

    assert (undated.age, undated.months) == (AssessmentAge.UNDATED, None)
    assert (unsaid.level, unsaid.age) == (Level.NOT_ASSESSED, AssessmentAge.NOT_ASSESSED)


def incident(number: int, on: date | None, kind: IncidentKind | None = None) -> Incident:
    return Incident(id=f"IN-{number:04d}", situation="S-01", on=on, what="It", kind=kind)


HAPPENED = (
    incident(1, date(2025, 10, 11), IncidentKind.UNREST),
    incident(2, date(2026, 6, 21), IncidentKind.UNREST),
    incident(3, date(2026, 6, 30), None),
    incident(4, None, IncidentKind.ATTACK),
)


def test_incidents_are_drawn_by_month_and_what_is_left_out_is_named() -> None:
    bars = by_month(HAPPENED, date(2026, 11, 30))

    assert isinstance(bars, Bars)
    assert (str(bars.groups[0]), str(bars.groups[-1])) == ("2025-12", "2026-11")
    drawn = {str(name): values[6] for name, values in bars.series}
    assert drawn == {"Unrest or clash": 1, "Kind not said": 1}
    assert sum(map(sum, (values for _, values in bars.series))) == 2  # type: ignore[arg-type]  # counts
    left = str(not_drawn(HAPPENED, date(2026, 11, 30)))
    assert left == "Not in the months drawn: 1 earlier, 0 later, 1 without a day."


def test_the_answer_says_what_moved_and_why_and_asks_for_the_missing_months() -> None:
    why = replace(LOW_THEN_HIGH[0], why="Two radio stations began.")
    plan = plan_of(DETAILS, NORTH, why, LOW_THEN_HIGH[1])

    found = risk_answer(Question(plan=plan, reference=REFERENCE, on=date(2026, 9, 21)))

    said = [str(one.message) for one in found.findings]
    assert "North, risk factor 7: high, before low. Two radio stations began." in said
    assert "none is out of date by its age alone" in str(found.unknown[0])
    assert "Worst: North, 1 risk factors at high level" in str(found.sentences[2])
    cells = {c.key: c.value(line) for t in [found.table("assessments")] for line in t.lines
             for c in t.columns}  # fmt: skip
    assert (str(cells["moved"]), cells["months"]) == ("up from low", 6)
