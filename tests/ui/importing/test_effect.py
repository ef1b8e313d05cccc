"""What an import would do, in marks and words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.changes import SetCell
from planner.schema import Value
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.tables import Ministry
from planner.ui.history.change_lines import ChangeLine
from planner.ui.importing.effect_rows import OUTCOMES
from tests.builders import plan_of


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("budget", Decimal("1450.5"), "1,450.5"),
        ("budget", None, ""),
        ("country", "", ""),
        ("ministry", "M-02", "Ministry of Water"),
        ("ministry", "M-99", "M-99"),
        ("title", "a ~~b~~ <b>", "a ~~b~~ <b>"),
    ],
)
def test_a_value_is_told_as_a_person_reads_it(column: str, value: Value, said: str) -> None:
    plan = plan_of(Ministry(id="M-02", name="Ministry of Water"))
    change = SetCell(table="programmes", id="P-1", column=column, before=value, after=value)

    line = ChangeLine(plan=plan, change=change)

    assert (line.old, line.new) == (said, said)


def test_every_outcome_has_a_mark_and_a_word_of_its_own() -> None:
    marks, names = zip(*OUTCOMES.values(), strict=True)

    assert set(OUTCOMES) == set(RowOutcomeKind)
    assert len(set(marks)) == len(set(names)) == len(RowOutcomeKind)
