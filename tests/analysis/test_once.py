"""Results that a plan keeps."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from planner.analysis.once import once
from planner.plan import Plan
from planner.tables import Ministry
from tests.builders import plan_of


def test_a_result_is_worked_out_once_for_a_plan_a_day_and_a_thing() -> None:
    asked: list[tuple[int, date, object]] = []

    @once
    def found(plan: Plan, on: date, thing: list[int]) -> int:
        asked.append((len(plan.of(Ministry)), on, thing))
        return len(asked)

    first, second = plan_of(Ministry(id="M-01")), plan_of(Ministry(id="M-01"))
    day, thing = date(2027, 1, 1), [1]

    assert [found(first, day, thing), found(first, date(2027, 1, 1), thing)] == [1, 1]
    assert found(first, date(2027, 1, 2), thing) == 2  # another day
    assert found(first, day, [1]) == 3  # equal, but not the same thing
    assert found(second, day, thing) == 4  # an equal plan is worked out by itself
    assert found(first, day, thing=thing) == 5  # named: asked in another way


def test_several_values_are_told_apart_by_what_they_are() -> None:
    asked: list[object] = []

    @once
    def found(_plan: Plan, given: tuple[object, ...]) -> int:
        asked.append(given)
        return len(asked)

    plan = plan_of(Ministry(id="M-01"))

    assert [found(plan, ((2027, Decimal(n)), "en")) for n in (1, 1, 2)] == [1, 1, 2]
