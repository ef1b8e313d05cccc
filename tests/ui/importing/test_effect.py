"""What an import would do, in marks and words; texts of the file are shown as they are."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.changes import SetCell
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.schema import Value
from planner.services.importing.row_outcomes import RowOutcomeKind
from planner.tables import Ministry
from planner.ui.importing.effect_problems import accepted, grouped
from planner.ui.importing.effect_rows import OUTCOMES, change_words
from tests.builders import plan_of

PROGRAMMES = table_named("programmes")


def words(column: str, before: Value, after: Value) -> str:
    change = SetCell(table="programmes", id="P-0001", column=column, before=before, after=after)
    plan = plan_of(Ministry(id="M-02", name="Ministry of (the) Water"))
    return change_words(plan, PROGRAMMES.column(column), change)


@pytest.mark.parametrize(
    ("column", "before", "after", "said"),
    [
        ("budget", Decimal(300), Decimal("1450.5"), r"Budget: ~~300~~ → **1,450.5**"),
        ("budget", None, Decimal(5), "Budget: *blank* → **5**"),
        ("country", "Norland", "", "Country or area: ~~Norland~~ → *blank*"),
        ("ministry", "", "M-02", r"Ministry: *blank* → **Ministry of \(the\) Water**"),
        ("title", "a ~~b~~", "<b>*c*</b>", r"Title: ~~a \~\~b\~\~~~ → **\<b\>\*c\*\</b\>**"),
    ],
)
def test_an_old_value_is_struck_through_beside_the_new(
    column: str, before: Value, after: Value, said: str
) -> None:
    assert words(column, before, after) == said


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


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("budget", "a sum in figures, as in 1250.50"),
        ("status", "one of these: planned, running, finished, suspended, cancelled"),
        ("ministry", "the name of a row in Ministries"),
        ("title", ""),
    ],
)
def test_what_is_accepted_is_said_by_the_kind_of_column(column: str, said: str) -> None:
    assert str(accepted(PROGRAMMES.column(column))) == said
