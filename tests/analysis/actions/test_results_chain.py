"""The results chain: every action in it once, what lacks is named, drawn and told in a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from planner.analysis.actions.results_chain import results_answer, results_chain
from planner.analysis.answers import Chain
from planner.choices import ActionStatus
from planner.tables import Goal, Measure, Milestone, Reading
from planner.ui.charts.figures import drawing_of
from tests.builders import action, plan_of

DONE = date(2027, 2, 1)
PLAN = plan_of(
    Goal(id="G-1", title="Warn early", outcome="Warnings are heard", outcome_indicator="Answered"),
    Goal(id="G-2", title="Protect", outcome="People are safer"),
    replace(action(1), goal="G-1", title="Desk"),
    replace(action(2), title="Course"),
    replace(action(3), goal="G-1", status=ActionStatus.STOPPED),
    Milestone(id="MS-0001", action="A-001", title="Decree", due=DONE, done_on=DONE),
    Milestone(id="MS-0002", action="A-001", title="First note", due=date(2027, 5, 1)),
    Measure(id="I-001", action="A-001", title="Notes", target=Decimal(40)),
    Reading(id="RD-0001", measure="I-001", value=Decimal(9), on=date(2027, 3, 1)),
)


def test_every_live_action_stands_under_its_goal_and_a_goal_without_one_stands_alone() -> None:
    paths = [
        (one.goal and one.goal.id, one.action and one.action.id) for one in results_chain(PLAN)
    ]

    assert paths == [("G-1", "A-001"), ("G-2", None), (None, "A-002")]


def test_what_lacks_is_named_with_its_rows() -> None:
    found = results_answer(PLAN)

    assert [[one.id for one in finding.targets] for finding in found.findings] == [
        ["G-2"], ["G-2"], ["A-002"], ["A-002"],
    ]  # fmt: skip
    assert "Goals with an outcome that is measured: 1 of 2." in str(found.sentences[0])
    assert "lead to a goal: 1 of 2" in str(found.sentences[0])
    assert str(found.sentences[1]) == "Stopped actions, left out: 1."
    assert [str(one) for one in found.tables[0].cells(found.tables[0].lines[0])[3:]] == [
        "1 of 2 reached, next 2027-05-01: First note",
        "Notes: target 40, 9 read on 2027-03-01",
    ]


def test_the_drawing_marks_what_lacks_and_leads_to_each_row() -> None:
    chain = results_answer(PLAN).figures[0]
    assert isinstance(chain, Chain)

    drawn: Any = drawing_of(chain).figure.data[1]

    steps = zip(drawn.customdata, drawn.marker.symbol, strict=True)
    marks = {tuple(one[:2]): symbol for one, symbol in steps}
    assert marks[("actions", "A-001")] == "circle"
    assert marks[("actions", "A-002")] == "diamond"
    assert sum("Warn early" in text for text in drawn.text) == 1
    assert any("People are safer" in text and "not measured yet" in text for text in drawn.text)
