"""What is wrong, said so that a person can act on it; and the tree of failures."""

from __future__ import annotations

import inspect
import json
from typing import Any

import pytest

from planner import errors
from planner.errors import PlannerError, StaleChange
from planner.problem_kinds import problem as problem_of
from planner.problems import Problem, ProposedAnswer, Severity, counted, worst_first


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


def asked(after: str = "1000", **facts: Any) -> Problem:
    answers = (ProposedAnswer("file", "as the file says"), ProposedAnswer("plan", "as it is"))
    return problem_of(
        "number.factor", cell="D2", before="100", after=after, answers=answers, **facts
    )


def test_a_question_prints_its_key_and_its_answers() -> None:
    shown = asked().as_json()

    assert shown["severity"] == "question"
    assert shown["answers"][0] == {"value": "file", "label": "as the file says"}
    assert (shown["answer"], shown["takes_text"]) == (None, False)
    assert shown.keys() > problem().as_json().keys()


def test_answers_may_be_plain_words() -> None:
    asked = problem_of(
        "number.factor", key="row/P-0001", answers=("same", "new"), before=1, after=10
    )
    shown = asked.as_json()

    assert shown["key"] == "row/P-0001"
    assert shown["answers"][1] == {"value": "new", "label": "new"}


def test_the_key_of_a_question_is_the_same_while_the_very_same_is_asked() -> None:
    assert asked().key == asked().key
    assert len({asked().key, asked("10").key, asked(sheet="List").key, asked(row=3).key}) == 3


def test_an_answer_is_one_of_those_offered_to_a_question_or_to_its_kind() -> None:
    assert asked().is_open
    assert asked().answered({asked().key: "plan", "number.factor": "file"}).answer == "plan"
    assert not asked().answered({"number.factor": "file"}).is_open
    assert asked().answered({"number.factor": "perhaps"}).is_open
    assert asked(takes_text=True).answered({"number.factor": "perhaps"}).answer == "perhaps"


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
