"""The answer on coverage: what it counts, where its findings point, what its matrices show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planner.analysis.answers import Answer, Gravity, Matrix, Target
from planner.analysis.coverage.coverage_answer import coverage_answer, ministry_places, widest
from planner.analysis.coverage.factors import coverage
from planner.choices import Level, LinkState
from planner.languages.voice import Voice
from planner.messages import Sum
from planner.schema import Row
from planner.tables import Harm, Situation
from tests.analysis.sketches import REFERENCE
from tests.builders import (
    DETAILS,
    action,
    action_risk,
    link,
    ministry,
    plan_of,
    programme,
    rating,
)


def answered(*rows: Row) -> Answer:
    plan = plan_of(DETAILS, *rows)
    return coverage_answer(coverage(plan, REFERENCE), plan, REFERENCE)


HIGH = replace(rating(1, 9), level=Level.HIGH)
COVERED = (ministry(), programme(1, 900), link(1, "P-0001", "DEV-08", share=50))


def test_it_counts_the_high_factors_without_adequate_cover() -> None:
    assert answered(HIGH).sentences[0].facts == {"number": 1, "high": 1}


def test_a_gap_of_a_high_factor_is_grave_and_points_at_it() -> None:
    found = answered(HIGH)

    assert found.findings[0].gravity is Gravity.GRAVE
    assert found.findings[0].targets == (Target("risk_factors", "9"),)
    assert len(found.findings) == 14


def test_its_table_has_a_line_for_each_factor_with_whole_and_attributed_budgets() -> None:
    table = answered(*COVERED).table("risk_factors")

    cells = dict(zip((c.key for c in table.columns), table.cells(table.lines[8]), strict=True))
    assert len(table.lines) == 14
    assert (cells["number"], cells["programmes"]) == (9, 1)
    assert cells["touching"] == Sum(Decimal(900), "EUR")
    assert cells["attributed"] == Sum(Decimal(150), "EUR")


def test_its_matrices_mark_where_programmes_and_actions_are() -> None:
    by_family, by_ministry, by_situation = answered(*COVERED).figures

    assert isinstance(by_family, Matrix)
    assert isinstance(by_ministry, Matrix)
    marked = {
        number for number, row in enumerate(by_family.marks, start=1) if any(mark for mark in row)
    }
    assert marked == {1, 4, 9}
    assert [str(one) for one in by_family.columns] == ["No policy family named"]
    assert len(by_ministry.columns) == 1
    assert isinstance(by_situation, Matrix)
    assert [str(one) for one in by_situation.columns] == ["No situation named"]


def test_of_many_ministries_the_fifteen_that_give_most_are_drawn_and_the_others_together() -> None:
    many = [ministry(n, f"Ministry {n}") for n in range(1, 80)]
    runs = [replace(programme(n), ministry=f"M-{n:02d}") for n in range(1, 80)]
    twice = [replace(programme(n), ministry=f"M-{n - 100:02d}") for n in range(165, 180)]
    links = [link(n, one.id, "DEV-08") for n, one in enumerate((*runs, *twice), 1)]
    plan = plan_of(DETAILS, *many, *runs, *twice, *links)
    found = coverage(plan, REFERENCE)

    drawn = widest(found, ministry_places(found, plan))

    assert [*drawn.names][:-1] == [f"M-{n}" for n in range(65, 80)]
    assert str(drawn.names["rest"]) == "The other 64"
    counts = [len(drawn.cover(found.factors[0], one).programmes) for one in drawn.names]
    assert (counts, sum(counts)) == ([2] * 15 + [64], len(found.factors[0].cover.programmes))
    few = plan_of(DETAILS, *many[:15])
    bare = coverage(few, REFERENCE)
    assert len(widest(bare, ministry_places(bare, few)).names) == 15


def test_what_is_high_in_a_place_stands_with_what_names_that_place() -> None:
    found = answered(
        *(Situation(id=f"S-{n:02d}", name=name) for n, name in enumerate(("North", "South"), 1)),
        HIGH,
        replace(HIGH, id="R-002", situation="S-02"),
        *COVERED[:1],
        replace(programme(1, 900), country="north"),
        COVERED[2],
        replace(action(1), situation=""),
        action_risk(1, "A-001", 9),
    )

    table = found.table("situations")
    heads = [column.key for column in table.columns]
    lines = [dict(zip(heads, table.cells(one), strict=True)) for one in table.lines]
    assert [(o["situation"], o["programmes"], o["actions"], o["reaching"]) for o in lines] == [
        ("South", 0, 0, 1),
        ("North", 1, 0, 1),
    ]
    assert lines[1]["attributed"] == Sum(Decimal(150), "EUR")
    assert "names that place: 1 of 2." in str(found.sentences[1])


def test_beside_each_action_stand_public_evidence_and_what_it_may_raise() -> None:
    found = answered(
        *(action(n, catalogue=key) for n, key in enumerate(("DEV-01", "SEC-01", ""), 1)),
        *(action_risk(n, f"A-{n:03d}", 7) for n in (1, 2, 3)),
        Harm(id="H-001", action="A-001", sign="7.3"),
        Harm(id="H-002", action="A-001", sign="7.4", mitigation="Both sides are asked"),
        Harm(id="H-003", action="A-002", sign="5.1", state=LinkState.REJECTED),
    )

    table = found.table("actions")
    told = [[Voice().fact(cell) for cell in table.cells(line)[-2:]] for line in table.lines]
    says = "fewer harms 11, no clear effect 15, more harm 18 of 44 findings"
    assert says in told[0][0]
    assert "7.3 (nothing is done about it)" in told[0][1] and "7.4" in told[0][1]
    assert "5.1" not in told[1][1]
    assert told[2] == ["No findings counted", "Nothing on record"]
    raising = found.table("risk_factors").cells(found.table("risk_factors").lines[6])
    assert ("A-001",) in raising
