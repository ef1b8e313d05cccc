"""Other agendas: what serves several, commitments nobody serves, actions that serve none."""

from __future__ import annotations

from dataclasses import replace

from planner.analysis.coverage.agendas import Agenda, agendas, agendas_answer
from planner.choices import ActionStatus
from planner.plan import Plan
from planner.services.plans import read_plan_file
from tests.cli.conftest import SAMPLE

PLAN = read_plan_file(SAMPLE)


def with_row(table: str, row_id: str, **facts: object) -> Plan:
    rows = PLAN.rows(table)
    changed = replace(rows[row_id], **facts)  # type: ignore[arg-type]  # facts of any table
    return Plan(tables={**PLAN.tables, table: {**rows, row_id: changed}})


def test_a_commitment_that_no_action_addresses_is_orphaned() -> None:
    assert [row.id for row in agendas(PLAN).orphaned] == ["CM-005"]


def test_a_stopped_action_serves_nothing() -> None:
    found = agendas(with_row("actions", "A-027", status=ActionStatus.STOPPED))

    assert [row.id for row in found.orphaned] == ["CM-002", "CM-005"]
    assert "A-027" not in {one.target.id for one in found.serving}


def test_a_commitment_that_only_a_stopped_action_addresses_is_not_told_as_addressed() -> None:
    before, after = (
        str(agendas_answer(plan).sentences[-1])
        for plan in (PLAN, with_row("actions", "A-027", status=ActionStatus.STOPPED))
    )

    assert "an action addresses 11 of these" in before
    assert "an action addresses 10 of these" in after


def test_what_serves_several_agendas_comes_first_and_idle_actions_are_named() -> None:
    found = agendas(PLAN)

    assert all(len(one.agendas) > 1 for one in found.joint)
    assert len({row.id for row in PLAN.rows("actions").values()}) == len(found.idle) + len(
        [one for one in found.serving if one.agendas and one.target.table == "actions"]
    )
    upr = next(one for one in found.services if one.agenda is Agenda.UPR)
    assert (len(upr.programmes), len(upr.commitments)) == (9, 5)


def test_a_commitment_of_no_body_is_under_no_agenda_and_said() -> None:
    told = agendas_answer(with_row("commitments", "CM-001", body=None))

    assert [str(one) for one in told.unknown] == [
        "Commitments that name no body, under no agenda: CM-001."
    ]
