"""The answer on coverage: what it counts, where its findings point, what its matrices show."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planner.analysis.answers import Answer, Gravity, Matrix, Target
from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import coverage
from planner.choices import Level
from planner.messages import Sum
from planner.schema import Row
from tests.analysis.sketches import REFERENCE
from tests.builders import DETAILS, link, ministry, plan_of, programme, rating


def answered(*rows: Row) -> Answer:
    plan = plan_of(DETAILS, *rows)
    return coverage_answer(coverage(plan, REFERENCE), plan)


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
    by_family, by_ministry = answered(*COVERED).figures

    assert isinstance(by_family, Matrix)
    assert isinstance(by_ministry, Matrix)
    marked = {
        number for number, row in enumerate(by_family.marks, start=1) if any(mark for mark in row)
    }
    assert marked == {1, 4, 9}
    assert [str(one) for one in by_family.columns] == ["No policy family named"]
    assert len(by_ministry.columns) == 1
