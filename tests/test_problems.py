"""What is wrong, said so that a person can act on it; and the tree of failures."""

from __future__ import annotations

import inspect
import json

import pytest

from planner import errors
from planner.errors import PlannerError, StaleChange
from planner.problems import Problem, Severity, counted, worst_first


def problem(severity: Severity = Severity.ERROR, **facts: object) -> Problem:
    return Problem(severity=severity, code="level.unknown", message="It is wrong.", **facts)  # type: ignore[arg-type]  # facts are those of Problem


def test_a_problem_is_one_readable_line() -> None:
    found = problem(
        file="Justice.xlsx",
        sheet="Risks",
        cell="D14",
        row=14,
        label="Level",
        hint="Use Low, Medium or High.",
    )

    assert str(found.place) == "Justice.xlsx, sheet Risks, D14, Level"
    assert str(found.sentence) == (
        "Justice.xlsx, sheet Risks, D14, Level: It is wrong. Use Low, Medium or High."
    )


def test_a_problem_of_a_whole_row_names_the_row() -> None:
    assert str(problem(row=14).place) == "row 14"


def test_a_problem_without_a_place_is_its_message() -> None:
    assert not problem().place
    assert str(problem().sentence) == "It is wrong."


def test_a_problem_prints_with_every_key() -> None:
    shown = json.loads(json.dumps(problem(row=3).as_json()))

    assert shown == {
        "severity": "error",
        "code": "level.unknown",
        "message": "It is wrong.",
        "hint": "",
        "file": "",
        "sheet": "",
        "cell": "",
        "row": 3,
        "column": "",
        "label": "",
        "value": "",
    }


def test_a_question_prints_with_its_key_and_its_answers() -> None:
    shown = problem(Severity.QUESTION, key="row/P-0001", answers=("same", "new")).as_json()

    assert (shown["key"], shown["answers"]) == ("row/P-0001", ("same", "new"))
    assert shown.keys() - {"key", "answers"} == problem().as_json().keys()


def test_errors_come_first_and_the_order_among_equals_stays() -> None:
    note, error = problem(Severity.NOTE), problem(Severity.ERROR, row=1)
    warning, other = problem(Severity.WARNING), problem(Severity.ERROR, row=2)

    assert worst_first([note, error, warning, other]) == (error, other, warning, note)


def test_problems_are_counted_by_severity_with_zeros() -> None:
    found = counted([problem(), problem(), problem(Severity.NOTE)])

    assert found == {
        Severity.ERROR: 2,
        Severity.QUESTION: 0,
        Severity.WARNING: 0,
        Severity.NOTE: 1,
    }


def test_a_failure_is_a_sentence_and_what_to_do_next() -> None:
    assert str(PlannerError("It failed.", "Try again.")) == "It failed. Try again."
    assert str(PlannerError("It failed.")) == "It failed."


def test_a_stale_change_carries_its_conflicts() -> None:
    assert StaleChange("Stale.").conflicts == ()
    assert StaleChange("Stale.", conflicts=("one",)).conflicts == ("one",)


@pytest.mark.parametrize(
    "failure",
    [
        kind
        for _, kind in inspect.getmembers(errors, inspect.isclass)
        if kind.__module__ == errors.__name__
    ],
    ids=lambda kind: kind.__name__,
)
def test_every_failure_is_in_the_tree_drawn_on_top(failure: type[Exception]) -> None:
    assert issubclass(failure, PlannerError)
    assert failure.__name__ in str(errors.__doc__)
