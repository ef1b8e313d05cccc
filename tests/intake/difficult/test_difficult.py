"""Every difficult file is read as a careful clerk would read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planner.intake.inspection import inspect
from planner.intake.inspection_json import as_json
from tests.intake.difficult import aid_tables, layouts, registers, tongues, values_in_cells
from tests.intake.difficult.making import CASES, Case, Expected

assert (
    aid_tables and layouts and registers and tongues and values_in_cells
)  # importing them fills CASES


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_a_difficult_file_is_read_as_a_clerk_would_read_it(make: Callable[[], Case]) -> None:
    case = make()

    found = as_json(inspect(case.file, case.content), with_rows=True)["tables"][0]

    assert not list(_differences(found, case.expected)), case.difficulty


def _differences(found: dict[str, Any], expected: Expected) -> Any:
    yield from _of_place(found, expected)
    claimed = {name: column["column"] for name, column in found["columns"].items()}
    for name, letters in expected.columns.items():
        if claimed.get(name) != letters:
            yield f"column {name}: {claimed.get(name)}, not {letters}"
    skipped = {one["row"]: one["why"] for one in found["skipped"]}
    for row, word in expected.skipped.items():
        if word not in skipped.get(row, ""):
            yield f"row {row} skipped as {skipped.get(row)!r}, not {word}"
    rows = {row["row"]: row for row in found["data"]}
    for (row, name), text in expected.values.items():
        if rows.get(row, {}).get(name, "") != text:
            yield f"row {row}, {name}: {rows.get(row, {}).get(name, '')!r}, not {text!r}"


def _of_place(found: dict[str, Any], expected: Expected) -> Any:
    wanted = {
        "table": expected.table,
        "header_rows": list(expected.header),
        "first_row": expected.first,
        "last_row": expected.last,
        "rows": expected.rows,
        "sheet": expected.sheet,
        "dates": expected.dates,
        "decimal": expected.decimal,
    }
    for name, value in wanted.items():
        if value not in ("", None) and found[name] != value:
            yield f"{name}: {found[name]!r}, not {value!r}"
