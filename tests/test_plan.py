"""A plan at a revision: what is in it, and how it is looked up."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given

from planner.errors import UnknownRow
from planner.plan import Plan, all_tables, grouped, table_named, title_of
from planner.schema import Row
from planner.tables import (
    Action,
    Commitment,
    Cost,
    Link,
    Measure,
    Ministry,
    PlanDetails,
    Programme,
    Rating,
    Reading,
    Source,
)
from tests.builders import DETAILS, action, cost, link, ministry, plan_of, programme
from tests.strategies import plans


def test_rows_are_found_by_type_and_id() -> None:
    plan = plan_of(ministry(1), ministry(2, "Interior"), programme(1))

    assert plan.of(Ministry) == (ministry(1), ministry(2, "Interior"))
    assert list(plan.by_id(Ministry)) == ["M-01", "M-02"]
    assert plan.get(Programme, "P-0001") == programme(1)
    assert plan.find(Programme, "P-0002") is None
    assert plan.rows("ministries") == plan.by_id(Ministry)


@pytest.mark.parametrize(
    ("row_id", "said"), [("P-0009", "there is no row P-0009 in this plan"), ("", "no row is named")]
)
def test_a_row_that_is_not_there_is_named(row_id: str, said: str) -> None:
    with pytest.raises(UnknownRow) as failure:
        plan_of().get(Programme, row_id)

    assert str(failure.value.message) == f"Programmes: {said}."


def test_a_table_that_is_not_declared_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownRow, match=r"There is no table “colours”.*ministries") as failure:
        plan_of().rows("colours")

    assert str(failure.value.hint).startswith("Use one of: plan, ministries, ")
    assert table_named("costs").row is Cost


def test_an_empty_plan_has_no_rows_and_empty_details() -> None:
    assert list(Plan()) == []
    assert Plan().details == PlanDetails()
    assert set(Plan().counts.values()) == {0}


def test_a_plan_counts_the_rows_of_every_table() -> None:
    counts = plan_of(DETAILS, ministry(1), ministry(2)).counts

    assert counts["plan"] == 1
    assert counts["ministries"] == 2
    assert counts["answers"] == 0
    assert len(counts) == len(all_tables())


def test_the_plans_own_row_is_at_hand() -> None:
    assert plan_of(DETAILS).details is DETAILS


def test_a_table_emptied_equals_a_table_never_filled() -> None:
    assert Plan(tables={"ministries": {}}) == Plan()


def test_two_plans_are_equal_when_their_rows_are() -> None:
    assert plan_of(ministry(), revision=3) == plan_of(ministry(), revision=9)
    assert plan_of(ministry()) != plan_of(ministry(name="Interior"))


def test_walking_a_plan_gives_every_row_with_its_table() -> None:
    plan = plan_of(programme(1), ministry(1), DETAILS)

    assert [(table.name, row.id) for table, row in plan] == [
        ("plan", "PLAN-1"),
        ("ministries", "M-01"),
        ("programmes", "P-0001"),
    ]


def test_new_ids_go_on_from_the_highest_number_ever_given() -> None:
    plan = Plan(tables=plan_of(ministry(3)).tables, last_numbers={"ministries": 7})

    assert list(islice(plan.next_ids(Ministry), 2)) == ["M-08", "M-09"]
    assert list(islice(plan_of(ministry(3)).next_ids(Ministry), 1)) == ["M-04"]
    assert list(islice(Plan().next_ids(Action), 1)) == ["A-001"]


def test_every_place_that_names_a_row_is_found() -> None:
    plan = plan_of(ministry(1), programme(1), programme(2, ministry="M-02"), action(1), cost(1))

    naming = plan.references_to("M-01", "ministries")

    assert [(table.name, row.id, column.name) for table, row, column in naming] == [
        ("programmes", "P-0001", "ministry"),
        ("actions", "A-001", "lead"),
    ]
    assert plan.references_to("M-01", "situations") == ()


@given(plans())
def test_naming_finds_every_reference_a_plan_holds(plan: Plan) -> None:
    for table, row in plan:
        for _, naming, column in plan.references_to(row.id, table.name):
            assert getattr(naming, column.name) == row.id


def test_rows_are_grouped_by_a_column_in_their_order() -> None:
    rows = (link(1, "P-0001", "DEV-01"), link(2, "P-0002", "DEV-01"), link(3, "P-0001", "DEV-02"))

    assert grouped(rows, "programme") == {"P-0001": (rows[0], rows[2]), "P-0002": (rows[1],)}


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (Programme(id="P-0001", title="Courts"), "Courts"),
        (Ministry(id="M-01", name="Justice"), "Justice"),
        (Commitment(id="CM-001", text="Ratify"), "Ratify"),
        (Source(id="SRC-001", code="S1"), "S1"),
        (Source(id="SRC-001", code="S1", title="Report"), "Report"),
        (Cost(id="C-0001", line="Trainer"), "Trainer"),
        (Link(id="L-00001"), "L-00001"),
    ],
)
def test_a_row_is_called_by_its_title_or_its_id(row: Row, title: str) -> None:
    assert title_of(row) == title


def test_a_row_is_called_by_what_names_it_and_where_room_is_short_by_its_short_name() -> None:
    plan = plan_of(
        Ministry(id="M-01", name="Ministry of Justice", short_name="MoJ"),
        Ministry(id="M-02", name="Ministry of Health"),
        Rating(id="R-001"),
    )

    assert plan.names(Ministry) == {"M-01": "MoJ", "M-02": "Ministry of Health"}
    assert title_of(plan.get(Ministry, "M-01")) == "Ministry of Justice"
    assert title_of(plan.get(Rating, "R-001")) == "R-001"


def test_a_row_is_of_the_ministry_that_its_owner_leads_to() -> None:
    plan = plan_of(
        Ministry(id="M-01", name="Justice"),
        Action(id="A-001", lead="M-01"),
        Measure(id="I-001", action="A-001"),
        Reading(id="RD-0001", measure="I-001"),
        Measure(id="I-002", goal="G-1"),
        Rating(id="R-001"),
    )

    owners = {row.id: plan.owner_of(row) for _, row in plan}

    assert {row_id for row_id, owner in owners.items() if owner == "M-01"} == {
        "M-01", "A-001", "I-001", "RD-0001",
    }  # fmt: skip
    assert {owners["I-002"], owners["R-001"]} == {""}
