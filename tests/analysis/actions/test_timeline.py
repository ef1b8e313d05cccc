"""Late, ahead, slipped and waiting in a loop: the examples, and steps that are over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from planner.analysis.actions.timeline import loops, timeline, timeline_answer
from planner.analysis.plans.resolutions import resolutions_answer, tasks
from planner.choices import ActionStatus
from planner.messages import Sum
from planner.tables import ActionNeed, Body, BodyDecision, Milestone
from tests.builders import DETAILS, action, cost, ministry, plan_of

DAY = date(2027, 3, 11)
LATE = Milestone(id="MS-0001", action="A-001", title="Decree", due=date(2027, 3, 1))
AHEAD = Milestone(id="MS-0002", action="A-001", title="First session", due=date(2027, 6, 1))


def test_ten_days_late_and_within_ninety_days() -> None:
    found = timeline(plan_of(action(), LATE, AHEAD), DAY)

    assert [(one.id, one.days) for one in found.late] == [("MS-0001", 10)]
    assert [one.id for one in found.next_90] == ["MS-0002"]
    assert found.slipped == ()


def test_what_is_done_and_what_belongs_to_a_stopped_action_is_over() -> None:
    done = replace(LATE, done_on=date(2027, 3, 5))
    stopped = replace(action(2), status=ActionStatus.STOPPED, end=date(2027, 1, 1))
    other = replace(LATE, id="MS-0003", action="A-002")

    assert timeline(plan_of(action(), done, stopped, other), DAY).late == ()


def test_a_step_slipped_when_its_day_is_later_than_in_the_version_before() -> None:
    moved = replace(AHEAD, due=date(2027, 9, 1))
    before = plan_of(action(), LATE, AHEAD)

    found = timeline(plan_of(action(), LATE, moved), DAY, before)

    assert [(one.id, one.before) for one in found.slipped] == [("MS-0002", date(2027, 6, 1))]


def test_each_ministry_has_what_it_leads_what_ends_next_what_is_late_and_what_is_missing() -> None:
    stopped = replace(action(2), status=ActionStatus.STOPPED, end=date(2027, 4, 1))
    led = replace(action(), lead="M-01", end=date(2027, 12, 31))
    plan = plan_of(DETAILS, ministry(1), ministry(2), led, stopped, LATE, cost(1, 60))

    table = timeline_answer(plan, DAY).table("by_ministry")

    told = [[str(column.value(line)) for column in table.columns] for line in table.lines]
    assert [line[1:4] for line in told] == [["1", "2027-12-31", "1"]]
    assert table.columns[4].value(table.lines[0]) == Sum(Decimal(60), "EUR")


def test_actions_that_wait_for_each_other_are_named_once() -> None:
    needs = [("A-001", "A-002"), ("A-002", "A-003"), ("A-003", "A-001"), ("A-004", "A-001")]
    plan = plan_of(
        *(action(n) for n in range(1, 5)),
        *(
            ActionNeed(id=f"AN-{n:04d}", action=one, needs=other)
            for n, (one, other) in enumerate(needs, 1)
        ),
    )

    assert list(loops(plan)) == [("A-001", "A-002", "A-003")]
    assert timeline_answer(plan, DAY).findings[0].targets[0].id == "A-001"


def test_a_task_of_a_body_is_late_until_it_is_done() -> None:
    due = date(2027, 3, 1)
    plan = plan_of(
        ministry(),
        Body(id="B-1", title="Council"),
        BodyDecision(id="RS-001", body="B-1", what="Report", whose="M-01", due=due),
        BodyDecision(id="RS-002", body="B-1", what="List", whose="M-01", due=due, done_on=due),
    )

    assert [(one.row.id, one.days_late, one.is_open) for one in tasks(plan, DAY)] == [
        ("RS-001", 10, True),
        ("RS-002", 0, False),
    ]
    assert "late: 1" in str(resolutions_answer(plan, DAY).sentences[0])
