"""How far a table is filled in, said before it is edited."""

from __future__ import annotations

from datetime import date

from planner.analysis.declared_tables import filled
from planner.tables import Consultation, Goal
from tests.builders import plan_of


def test_what_is_blank_in_a_few_rows_is_named_and_what_nobody_uses_is_not() -> None:
    rows = [
        Consultation(
            id=f"CO-{n:03d}", on=date(2026, n, 1), who="All", answer="Done" if n > 1 else ""
        )
        for n in range(1, 4)
    ]

    said = str(filled(plan_of(*rows), Consultation))

    assert said == "Rows in which a value is missing: Answer: 1. The latest is of 2026-03-01."
    assert "Nothing has been entered" in str(filled(plan_of(), Goal))
    assert str(filled(plan_of(Goal(id="G-1", title="Warn")), Goal)).startswith("Every column")
