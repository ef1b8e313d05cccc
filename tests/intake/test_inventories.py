"""Lists as governments publish them come in as a careful clerk would copy them."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.intake.inspection import Inspection, capped, inspect
from planner.intake.read_options import ReadOptions
from planner.values import to_text
from tests.intake.difficult.making import text_file, workbook

INVENTORIES = Path(__file__).parents[1] / "data" / "inventories"
NAMES = sorted(path.stem for path in INVENTORIES.glob("*.json"))
FIELDS = ("title", "ministry", "budget", "start", "end")


@cache
def case_of(name: str) -> dict[str, Any]:
    return json.loads((INVENTORIES / f"{name}.json").read_text("utf-8"))


@cache
def read(name: str) -> Inspection:
    case = case_of(name)
    if "sheet" in case:
        rows = [[_cell(cell) for cell in row] for row in case["rows"]]
        content = workbook({case["sheet"]: rows})
    else:
        content = text_file(case["rows"], case["encoding"])
    return inspect(case["file"], content, ReadOptions(group=case.get("group", False)))


def _cell(cell: str | float | None) -> str | float | date | None:
    try:
        return date.fromisoformat(cell) if isinstance(cell, str) and len(cell) == 10 else cell
    except ValueError:
        return cell


@pytest.mark.parametrize("name", NAMES)
def test_a_list_comes_in_as_a_clerk_would_copy_it(name: str) -> None:
    rows = read(name).best.rows

    lines = [[to_text(row.values.get(field, "")) for field in FIELDS] for row in rows]
    assert lines == case_of(name)["programmes"]
    assert not [row.number for row in rows if row.is_refused]


@pytest.mark.parametrize("name", NAMES)
def test_sums_of_a_list_are_in_the_currency_that_it_names(name: str) -> None:
    currencies = {row.values.get("currency", "") for row in read(name).best.rows}

    assert currencies == {case_of(name).get("currency", "")}


@pytest.mark.parametrize("name", NAMES)
def test_no_more_is_told_of_a_list_than_is_doubtful(name: str) -> None:
    found = read(name)

    told = Counter(one.code for one in capped([*found.problems, *found.best.all_problems]))
    assert not told - Counter(case_of(name).get("told", {}))
