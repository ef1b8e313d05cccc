"""What an import would do, in marks and words, and what is doubtful in it gathered by rule."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.schema import Value
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.tables import Ministry
from planner.ui.importing.effect_rows import OUTCOMES, value_words
from planner.ui.importing.effect_step import grouped
from tests.builders import plan_of

PROGRAMMES = table_named("programmes")


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("budget", Decimal("1450.5"), "1,450.5"),
        ("budget", None, None),
        ("country", "", None),
        ("ministry", "M-02", "Ministry of Water"),
        ("ministry", "M-99", "M-99"),
        ("title", "a ~~b~~ <b>", "a ~~b~~ <b>"),
    ],
)
def test_a_value_is_told_as_a_person_reads_it(column: str, value: Value, said: str | None) -> None:
    plan = plan_of(Ministry(id="M-02", name="Ministry of Water"))

    assert value_words(plan, PROGRAMMES.column(column), value) == said


def test_every_outcome_has_a_mark_and_a_word_of_its_own() -> None:
    marks, names = zip(*OUTCOMES.values(), strict=True)

    assert set(OUTCOMES) == set(RowOutcomeKind)
    assert len(set(marks)) == len(set(names)) == len(RowOutcomeKind)


def test_problems_are_grouped_by_rule_errors_first() -> None:
    def problem(severity: Severity, code: str, cell: str) -> Problem:
        return Problem(severity=severity, code=code, message="It is wrong.", cell=cell)

    note = problem(Severity.NOTE, "ministry.above", "A1")
    first, second = (problem(Severity.ERROR, "number.unreadable", at) for at in ("C5", "C9"))
    warning = problem(Severity.WARNING, "title.missing", "B3")

    assert grouped([note, first, warning, second]) == ((first, second), (warning,), (note,))
