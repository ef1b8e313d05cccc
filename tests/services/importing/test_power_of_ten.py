"""A number that may be a slip is asked about; without an answer the plan keeps its own."""

from __future__ import annotations

from typing import Any

import pytest

from planner.intake.read_options import ReadOptions
from planner.problems import Problem
from planner.services.editing import undo
from planner.services.importing.preview import ImportPreview
from planner.store import Store
from tests.intake.difficult.making import Row
from tests.services.importing.lists import (
    ME,
    PLAN,
    ROWS,
    begun,
    previewed,
    programmes,
    sentence,
    taken_in,
)


def changed(budget: float) -> list[Row]:
    return [[*ROWS[0][:3], budget, ROWS[0][4]], *ROWS[1:]]


def slips(preview: ImportPreview) -> list[Problem]:
    """The questions about slips."""
    return [one for one in preview.questions if one.code == "number.factor"]


@pytest.fixture
def plan(store: Store) -> Store:
    """A store whose plan holds the three programmes of the list."""
    taken_in(begun(store), *ROWS)
    return store


@pytest.mark.parametrize("budget", [1000, 10, 10_000, 0.1, -100, 123_456, 0.0125])
def test_a_sum_that_may_be_a_slip_is_asked_about_and_kept(plan: Store, budget: float) -> None:
    preview = taken_in(plan, *changed(budget), name="b.xlsx")

    assert sentence(preview) == "Will add 0, change 0, leave 3 alone."
    (asked,) = slips(preview)
    assert (asked.is_open, asked.cell) == (True, "D2")
    assert str(asked.message).startswith("The plan holds 100, the file says")
    assert programmes(plan)["Courts"].budget == 100


@pytest.mark.parametrize("budget", [1100, 150, 99_900, 0])
def test_a_sum_that_changes_otherwise_is_taken(plan: Store, budget: float) -> None:
    taken_in(plan, *changed(budget), name="b.xlsx")

    assert programmes(plan)["Courts"].budget == budget


def test_an_answer_takes_the_sum_and_the_import_can_be_undone(plan: Store) -> None:
    (asked,) = slips(previewed(plan, *changed(1000), name="b.xlsx"))
    options = ReadOptions(answers={asked.key: "file"})

    preview = taken_in(plan, *changed(1000), name="b.xlsx", options=options)

    assert [one.answer for one in slips(preview)] == ["file"]
    assert "number.factor" not in {one.code for one in preview.problems}
    assert programmes(plan)["Courts"].budget == 1000
    undo(ME, plan, PLAN, preview.revision + 1)
    assert programmes(plan)["Courts"].budget == 100


def test_an_answer_holds_for_the_very_question_only(plan: Store) -> None:
    (asked,) = slips(previewed(plan, *changed(1000), name="b.xlsx"))
    options = ReadOptions(answers={asked.key: "file"})

    other = previewed(plan, *changed(10_000), name="b.xlsx", options=options)

    assert [one.is_open for one in slips(other)] == [True]


def test_one_answer_may_be_given_to_all_questions_of_a_kind(plan: Store) -> None:
    cells: Any = ROWS
    rows = [[*row[:3], row[3] * 10, row[4]] for row in cells]
    options = ReadOptions(answers={"number.factor": "file"})

    preview = previewed(plan, *rows, name="b.xlsx", options=options)

    assert len(slips(preview)) == 3
    assert preview.counts["changed"] == 3
