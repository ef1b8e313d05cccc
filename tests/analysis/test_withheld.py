"""An answer at a lower level: what it says holds for the whole plan, and all else is withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.answers import Answer
from planner.analysis.plans.release import PEOPLE, at_level
from planner.analysis.registry import ANSWERS, answered, released_answer
from planner.analysis.withheld import ToldLine, compared
from planner.choices import Classification, CourseLevel, Level
from planner.messages import Fact, Message
from planner.plan import Plan
from planner.reference import load
from planner.tables import Action, Cost, Course, PlanDetails, Programme, Rating, Situation
from tests.builders import audience, course, plan_of, requirement, session
from tests.exports.cabinet_books import SAMPLES, sample
from tests.strategies import FEW, plans

WITHHELD = "[c]"  # as the pack's key of marks says

ON = date(2027, 3, 1)
PUBLIC, GOVERNMENT, RESTRICTED = Classification
REFERENCE = load()
BELOW = (PUBLIC, GOVERNMENT)


def told(plan: Plan, key: str, level: Classification) -> Answer:
    return released_answer(at_level(plan, level), key, ON, REFERENCE)


def facts(found: Answer) -> Iterator[tuple[object, ...]]:
    """Every fact of an answer: where it stands, what it is about, and what it says."""
    yield from (("sentence", one) for one in found.sentences)
    yield from (("finding", one.message, one.targets) for one in found.findings)
    yield from (("figure", one) for one in found.figures)
    for part in found.tables:
        for line in part.lines:
            about = part.target(line), part.columns[0].value(line)
            yield from ((part.key, about, c.key, c.value(line)) for c in part.columns)


def column(found: Answer, table: str, key: str) -> list[Fact]:
    part = found.table(table)
    return [c.value(line) for line in part.lines for c in part.columns if c.key == key]


def says_so(found: Answer) -> bool:
    return any("withheld at this level" in str(one) for one in found.sentences)


@FEW
@given(plans(), st.sampled_from(BELOW))
def test_each_fact_at_a_lower_level_is_the_whole_plans_or_is_withheld(
    plan: Plan, level: Classification
) -> None:
    for key in ANSWERS:
        whole = set(facts(answered(plan, key, ON, REFERENCE)))
        for fact in facts(told(plan, key, level)):
            is_said_to_be = fact[-1] == WITHHELD or "withheld at this level" in str(fact[-1])
            assert is_said_to_be or fact in whole


@pytest.mark.parametrize("key", ANSWERS)
def test_an_answer_of_a_plan_of_which_nothing_is_withheld_is_the_same(key: str) -> None:
    plan = plan_of(PlanDetails(id="PLAN-1"), audience(20), course(12), requirement(80))

    assert set(facts(told(plan, key, GOVERNMENT))) == set(facts(answered(plan, key, ON, REFERENCE)))


def rated(level: Level, marking: Classification | None, number: int) -> Rating:
    return Rating(
        id=f"R-{number:03d}", situation=f"S-{number:02d}", risk_factor="7", level=level,
        judged_on=ON, classification=marking,
    )  # fmt: skip


def test_no_lower_level_of_risk_is_told_than_the_plan_holds() -> None:
    plan = plan_of(
        Situation(id="S-01", name="North"),
        Situation(id="S-02", name="South"),
        rated(Level.LOW, None, 1),
        rated(Level.HIGH, RESTRICTED, 2),
    )

    found = told(plan, "risks", GOVERNMENT)

    assert set(column(found, "risk_factors", "level")) == {WITHHELD}
    assert says_so(found)
    assert Level.HIGH in column(told(plan, "risks", RESTRICTED), "risk_factors", "level")


def test_a_high_level_is_told_still_beside_levels_that_are_withheld() -> None:
    factors = ("1", "2", "3", "7", "8")
    rows = [replace(rated(Level.MODERATE, None, 1), id=f"R-00{n}", risk_factor=n) for n in factors]
    plan = plan_of(
        Situation(id="S-01", name="North"),
        Situation(id="S-02", name="South"),
        *rows[:-1],
        replace(rows[-1], level=Level.HIGH),
        replace(rated(Level.HIGH, RESTRICTED, 2), id="R-009", risk_factor="2"),
    )

    for key in ("risks", "coverage"):
        levels = column(told(plan, key, GOVERNMENT), "risk_factors", "level")
        assert sorted(map(str, levels)) == [*[WITHHELD] * 13, "high"]


@pytest.mark.parametrize(
    ("levels", "true"),
    [
        ([Level.HIGH, Level.LOW, Level.LOW, Level.LOW], [Level.LOW] * 4),
        ([Level.HIGH, Level.LOW, Level.LOW], [Level.HIGH, Level.HIGH, Level.LOW]),
    ],
)
def test_no_high_level_is_told_that_is_none_nor_where_it_would_show_which_one_is_withheld(
    levels: list[Level], true: list[Level]
) -> None:
    shown, whole = (
        [ToldLine(place, {"level": one}) for place, one in enumerate(some)]
        for some in (levels, true)
    )

    found = compared(whole, shown)

    assert found.columns == {"level"}
    assert not found.high


def test_a_restricted_assessment_that_changes_no_level_withholds_no_level() -> None:
    plan = plan_of(
        Situation(id="S-01", name="North"),
        Situation(id="S-02", name="South"),
        rated(Level.HIGH, None, 1),
        rated(Level.LOW, RESTRICTED, 2),
    )

    assert Level.HIGH in column(told(plan, "risks", GOVERNMENT), "risk_factors", "level")


def test_no_total_is_told_under_the_plans_name_when_a_cost_is_left_out() -> None:
    plan = plan_of(
        PlanDetails(id="PLAN-1", currency="EUR"),
        Action(id="A-001", title="Open talks"),
        Action(id="A-002", title="Quiet talks", classification=RESTRICTED),
        Cost(id="C-0001", action="A-001", year=2027, mid=Decimal(40), currency="EUR"),
        Cost(id="C-0002", action="A-002", year=2028, mid=Decimal(2), currency="EUR"),
    )

    found = told(plan, "money", GOVERNMENT)

    assert says_so(found)
    assert not any("40" in str(one) for one in found.sentences)
    assert "Part of this" in str(found.table("by_year").note)


def test_what_is_withheld_is_never_told_by_row_place_name_or_number() -> None:
    plan = plan_of(
        Situation(id="S-01", name="Ilvandi", listed=True, classification=RESTRICTED),
        Situation(id="S-02", name="South", listed=True),
        Course(id="CR-02", title="Words", level=CourseLevel.COUNTRY, country="S-01"),
        Programme(id="P-0001", title="Roads to Ilvandi"),
        rated(Level.HIGH, RESTRICTED, 1),
    )

    for key in ANSWERS:
        found = list(facts(told(plan, key, GOVERNMENT)))
        assert not [name for name in ("Ilvandi", "S-01", "P-0001") if name in repr(found)]
        withheld = {said for fact in found if "withheld" in (said := str(fact[-1]))}
        assert len(withheld) <= 1
        assert not any(letter.isdigit() for one in withheld for letter in one)


def test_a_public_answer_that_would_count_few_people_tells_no_number() -> None:
    public = PlanDetails(id="PLAN-1", classification=PUBLIC)
    few = plan_of(public, audience(14), course(24), requirement(80), session(1, ON, 12))
    many = plan_of(public, audience(140), course(24), requirement(80), session(1, ON, 120))

    small, large = told(few, "training", PUBLIC), told(many, "training", PUBLIC)

    numbers = [
        fact
        for key in ("posts", "valid", "coverage", "due_90")
        if (fact := next(iter(column(small, "requirements", key)), None)) is not None
    ]
    assert set(numbers) == {WITHHELD}
    assert column(small, "requirements", "why") == [WITHHELD]
    assert not [
        one for one in (*small.sentences, *(f.message for f in small.findings))
        if isinstance(one, Message) and any(letter.isdigit() for letter in str(one))
    ]  # fmt: skip
    assert column(large, "requirements", "posts") in ([140], [WITHHELD])
    assert column(told(few, "training", GOVERNMENT), "requirements", "posts") == [14]


def with_other_people(plan: Plan) -> Plan:
    """The plan with other numbers of people in it, and nothing else changed."""
    tables = dict(plan.tables)
    for table, columns in PEOPLE.items():
        tables[table] = {
            row.id: replace(row, **{c: n * 3 + 1 for c in columns if (n := getattr(row, c))})
            for row in plan.rows(table).values()
        }
    return replace(plan, tables=tables)


@pytest.mark.parametrize("key", ANSWERS)
@pytest.mark.parametrize("name", SAMPLES)
def test_an_answer_that_counts_people_says_so_where_it_is_declared(name: str, key: str) -> None:
    plan = sample(name)

    one, other = (answered(p, key, ON, REFERENCE) for p in (plan, with_other_people(plan)))

    assert ANSWERS[key].of_people == (set(map(repr, facts(one))) != set(map(repr, facts(other))))
