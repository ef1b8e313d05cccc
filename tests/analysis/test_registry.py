"""Every answer keeps the promises that its faces rest on, for a sample plan and an empty one."""

from __future__ import annotations

from datetime import date

import pytest

from planner.analysis.answers import Answer, Bars, Chain, Matrix, RangeOverTime
from planner.analysis.registry import ANSWERS, answered
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.services.catalogue import reference
from planner.services.plans import read_plan_file
from tests.cli.conftest import SAMPLE

ON = date(2027, 3, 1)
PLANS = {"sample": read_plan_file(SAMPLE), "empty": Plan()}


def given(key: str, plan: str) -> Answer:
    return answered(PLANS[plan], key, ON, reference())


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("key", ANSWERS)
def test_an_answer_has_its_key_its_title_and_one_to_three_sentences(key: str, plan: str) -> None:
    found = given(key, plan)

    assert (found.key, found.title) == (key, ANSWERS[key].title)
    assert 1 <= len(found.sentences) <= 3
    assert all(Voice().tell(sentence).strip() for sentence in found.sentences)


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("key", ANSWERS)
def test_every_cell_of_an_answer_can_be_told(key: str, plan: str) -> None:
    tables = given(key, plan).tables

    assert len({table.key for table in tables}) == len(tables)
    for table in tables:
        assert len({column.key for column in table.columns}) == len(table.columns)
        for line in table.lines:
            assert all(isinstance(Voice().fact(cell), str) for cell in table.cells(line))


@pytest.mark.parametrize("plan", PLANS)
@pytest.mark.parametrize("key", ANSWERS)
def test_a_figure_has_a_value_for_every_place(key: str, plan: str) -> None:
    for figure in given(key, plan).figures:
        match figure:
            case Matrix():
                assert len(figure.marks) == len(figure.rows)
                assert all(len(row) == len(figure.columns) for row in figure.marks)
            case Bars():
                assert all(len(values) == len(figure.groups) for _, values in figure.series)
            case RangeOverTime():
                assert len(figure.days) == len(figure.low) == len(figure.high)
            case Chain():
                assert all(len(path) == len(figure.heads) for path in figure.paths)
            case _:
                assert figure.spans


def test_findings_of_the_sample_point_at_rows_or_risk_factors() -> None:
    found = [finding for key in ANSWERS for finding in given(key, "sample").findings]

    targets = [target for finding in found for target in finding.targets]
    assert len(targets) > 40
    for target in targets:
        assert target.table == "risk_factors" or target.id in PLANS["sample"].rows(target.table)
