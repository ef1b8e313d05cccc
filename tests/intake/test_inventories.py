"""Lists as governments publish them come in as a careful clerk would copy them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from planner.intake.inspection import Inspection, capped, inspect
from planner.values import to_text
from tests.intake.inventories import european, southern
from tests.intake.inventories.making import INVENTORIES, Inventory, Line

assert european and southern  # importing them fills INVENTORIES


def read(case: Inventory) -> Inspection:
    return inspect(case.file, case.content, case.options)


def lines_of(found: Inspection) -> list[Line]:
    rows = found.best.rows
    return [Line(*(to_text(row.values.get(name, "")) for name in Line._fields)) for row in rows]


@pytest.mark.parametrize("make", INVENTORIES, ids=lambda make: make.__name__)
def test_a_list_comes_in_as_a_clerk_would_copy_it(make: Callable[[], Inventory]) -> None:
    case = make()

    found = read(case)

    assert lines_of(found) == list(case.lines)
    if case.currency:
        assert {row.values.get("currency") for row in found.best.rows} == {case.currency}


@pytest.mark.parametrize("make", INVENTORIES, ids=lambda make: make.__name__)
def test_no_more_is_told_of_a_list_than_is_doubtful(make: Callable[[], Inventory]) -> None:
    case = make()

    found = read(case)

    told = Counter(one.code for one in capped([*found.problems, *found.best.all_problems]))
    assert not told - Counter(case.told)
    assert not [row for row in found.best.rows if row.is_refused]
