"""What leaves at a level: nothing above it, nothing that needs it, and a count of what stayed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.analysis.plans.release import PEOPLE, at_level, marking_of
from planner.choices import Classification, Level
from planner.plan import Plan, all_tables
from planner.schema import Kind, Row, table_of
from planner.tables import (
    Action,
    Audience,
    Certificate,
    Cost,
    Course,
    Link,
    Measure,
    Milestone,
    Ministry,
    Observation,
    PlanDetails,
    Programme,
    Rating,
    Requirement,
    ReviewAnswer,
    Session,
    Situation,
    Source,
)
from tests.strategies import plans

WITHHELD = "[c]"  # as the pack's key of marks says

PUBLIC, GOVERNMENT, RESTRICTED = Classification


def plan_of(*rows: Row) -> Plan:
    tables: dict[str, dict[str, Row]] = {}
    for row in rows:
        tables.setdefault(table_of(row).name, {})[row.id] = row
    return Plan(tables=tables)


def test_a_row_above_the_level_is_absent() -> None:
    plan = plan_of(
        Action(id="A-001", title="Open", classification=PUBLIC),
        Action(id="A-002", title="Closed", classification=RESTRICTED),
    )

    release = at_level(plan, GOVERNMENT)

    assert [a.id for a in release.plan.of(Action)] == ["A-001"]
    assert release.rows == {"actions": 1}
    assert release.left_out == 1


def test_a_row_without_a_marking_follows_the_plan() -> None:
    action = Action(id="A-001", title="Talks")
    public = plan_of(PlanDetails(id="PLAN-1", classification=PUBLIC), action)
    restricted = plan_of(PlanDetails(id="PLAN-1", classification=RESTRICTED), action)

    assert at_level(public, PUBLIC).left_out == 0
    assert at_level(restricted, GOVERNMENT).rows == {"actions": 1}


def test_a_plan_without_any_marking_is_not_public() -> None:
    plan = plan_of(Action(id="A-001", title="Talks"))

    assert at_level(plan, PUBLIC).rows == {"actions": 1}
    assert at_level(plan, GOVERNMENT).left_out == 0


def test_what_cannot_be_without_an_absent_row_goes_with_it() -> None:
    plan = plan_of(
        Ministry(id="M-01", name="Justice"),
        Programme(id="P-0001", title="Court houses", ministry="M-01", classification=RESTRICTED),
        Link(id="L-00001", programme="P-0001", action="RL-01"),
        Action(id="A-001", title="Talks", classification=RESTRICTED),
        Cost(id="C-0001", action="A-001", year=2027),
    )

    release = at_level(plan, GOVERNMENT)

    assert [row.id for _, row in release.plan] == ["M-01"]
    assert release.rows == {"programmes": 1, "links": 1, "actions": 1, "costs": 1}


def test_what_hangs_on_an_absent_row_goes_with_it_whether_or_not_the_reference_may_be_blank() -> (
    None
):
    plan = plan_of(
        Situation(id="S-01", name="Northern valley", classification=RESTRICTED),
        Ministry(id="M-01", name="Interior", classification=RESTRICTED),
        Action(id="A-001", title="Talks", situation="S-01", classification=PUBLIC),
        Measure(id="I-001", action="A-001", title="Meetings held"),
        Course(id="CR-01", title="Words and dates", country="S-01"),
        Requirement(id="RQ-01", audience="AU-01", course="CR-01"),
        Audience(id="AU-02", title="Observers", ministry="M-01"),
    )

    release = at_level(plan, GOVERNMENT)

    assert not list(release.plan)
    assert release.dragged == 1


def test_a_source_that_is_absent_takes_along_no_more_than_the_reference() -> None:
    plan = plan_of(
        Source(id="SRC-001", code="S1", classification=RESTRICTED),
        Rating(id="R-001", situation="S-01", risk_factor="7", level=Level.HIGH, source="SRC-001"),
    )

    release = at_level(plan, GOVERNMENT)

    assert release.plan.get(Rating, "R-001").source == WITHHELD
    assert release.plan.get(Rating, "R-001").level is Level.HIGH
    assert release.cells == {("ratings", "R-001", "source")}


@pytest.mark.parametrize(
    "note",
    [
        "As agreed with ILVANDI.",
        "See A-007 first",
        "From K7, twice",
        "the border-talks WITH ilvändi",
        "Ilvandi",
    ],
)
def test_a_note_that_names_an_absent_row_is_withheld(note: str) -> None:
    plan = plan_of(
        Situation(id="S-01", name="Ilvandi", classification=RESTRICTED),
        Action(id="A-007", title="Border talks with Ilvandi", classification=RESTRICTED),
        Source(id="SRC-001", code="K7", classification=RESTRICTED),
        Programme(id="P-0001", title="Roads", note=note),
        Programme(id="P-0002", title="Bridges", note="As agreed with Ilvaland"),
        ReviewAnswer(id="T-01", test=1, note=note),
    )

    release = at_level(plan, GOVERNMENT)

    assert [row.note for row in release.plan.of(Programme)] == [
        WITHHELD,
        "As agreed with Ilvaland",
    ]
    assert release.plan.get(ReviewAnswer, "T-01").note == WITHHELD


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("Ilvandi", "As agreed with Ilvandians"),
        ("Ilvandi", "les autorités ilvandaises"),
        ("Border talks", "after the first border talk"),
        ("Republic of Ilvandi", "The border of Ilvandi is closed"),
        ("Sudan", "La frontière du Soudan"),
        ("Sudan", "تقرير عن السودان"),
        ("Sudan", "los sudaneses"),
        ("السودان", "التقرير السوداني"),
        ("Myanmar", "Burma is near"),
    ],
)
def test_a_name_is_found_in_its_other_forms(name: str, note: str) -> None:
    plan = plan_of(
        Situation(id="S-01", name=name, classification=RESTRICTED),
        Situation(id="S-02", name="Republic of Norrvald"),
        Programme(id="P-0001", title="Roads", note=note),
        Programme(id="P-0002", title="Bridges", note="Border posts of the Republic of Norrvald"),
    )

    shown = at_level(plan, GOVERNMENT).plan

    assert shown.get(Programme, "P-0001").note == WITHHELD
    assert shown.get(Programme, "P-0002").note == "Border posts of the Republic of Norrvald"


@pytest.mark.parametrize("note", ["Told by Jo Marendel", "Marendel was there", "jm@example.org"])
def test_who_a_source_is_stands_in_no_note(note: str) -> None:
    source = Source(id="SRC-001", code="K7", real_name="Jo Marendel", contact="jm@example.org")
    plan = plan_of(source, Programme(id="P-0001", title="Roads", note=note))

    assert at_level(plan, GOVERNMENT).plan.get(Programme, "P-0001").note == WITHHELD


def test_a_row_that_is_called_by_an_absent_name_is_absent_with_what_hangs_on_it() -> None:
    plan = plan_of(
        Situation(id="S-01", name="Ilvandi", classification=RESTRICTED),
        Action(id="A-001", title="Talks in Ilvandi"),
        Milestone(id="MS-0001", action="A-001", title="First meeting"),
        Audience(id="AU-01", title="Posts on Ilvandi"),
        Programme(id="P-0001", title="Roads", note="Prepares: talks in Ilvandi"),
    )

    release = at_level(plan, GOVERNMENT)

    assert [row.id for _table, row in release.plan] == ["P-0001"]


def test_a_name_that_a_shown_row_or_the_country_has_too_gives_nothing_away() -> None:
    plan = plan_of(
        PlanDetails(id="PLAN-1", title="Plan of Norrvald", country="Norrvald"),
        Situation(id="S-01", name="Norrvald", classification=RESTRICTED),
        Programme(id="P-0001", title="Scholarships", reference="12", classification=RESTRICTED),
        Programme(id="P-0002", title="Scholarships", note="12 scholarships in Norrvald"),
    )

    release = at_level(plan, GOVERNMENT)

    assert release.plan.get(Programme, "P-0002").note == "12 scholarships in Norrvald"
    assert release.plan.details.title == "Plan of Norrvald"


def test_few_people_are_counted_in_no_public_file_nor_what_would_give_them_away() -> None:
    plan = plan_of(
        PlanDetails(id="PLAN-1", classification=PUBLIC),
        Session(id="SE-0001", course="CR-01", audience="AU-01", trained=40, women=37),
        Session(id="SE-0002", course="CR-01", audience="AU-01", trained=9, women=4),
        Session(id="SE-0003", course="CR-01", audience="AU-01", trained=40, women=20),
        Audience(id="AU-01", title="Guards", posts=200, listed_posts=4),
        Certificate(id="CE-00001", holder="H", audience="AU-01", course="CR-01"),
    )

    public, inside = at_level(plan, PUBLIC), at_level(plan, GOVERNMENT)

    counts = [(one.trained, one.women) for one in public.plan.of(Session)]
    assert counts == [(40, None), (None, None), (40, 20)]
    assert [(one.posts, one.listed_posts) for one in public.plan.of(Audience)] == [(200, None)]
    assert not public.plan.of(Certificate)
    assert inside.plan.get(Session, "SE-0002").trained == 9


@pytest.mark.parametrize(("trained", "shown"), [((30, 12), None), ((44,), None), ((20, 12), 20)])
def test_nobody_can_work_out_how_few_were_not_trained(
    trained: tuple[int, ...], shown: int | None
) -> None:
    sessions = [
        Session(id=f"SE-000{n}", audience="AU-01", course="CR-01", trained=many)
        for n, many in enumerate(trained, start=1)
    ]
    public = PlanDetails(id="PLAN-1", classification=PUBLIC)
    plan = plan_of(public, Audience(id="AU-01", title="Judges", posts=50), *sessions)

    released = at_level(plan, PUBLIC).plan

    assert released.get(Session, "SE-0001").trained == shown
    assert released.get(Audience, "AU-01").posts == 50


def test_every_whole_number_of_the_declaration_is_known_to_count_people_or_not_to() -> None:
    whole = {
        (table.name, column.name)
        for table in all_tables()
        for column in table.columns
        if column.kind is Kind.WHOLE
    }
    people = {(table, column) for table, columns in PEOPLE.items() for column in columns}

    assert people <= whole
    assert whole - people == {
        ("plan", "fiscal_month"), ("situations", "holders_needed"), ("costs", "year"),
        ("courses", "validity_months"), ("courses", "fixed_month"), ("courses", "seats"),
        ("sessions", "seats"), ("warnings", "within_days"), ("bodies", "quorum"),
        ("bodies", "frequency"), ("answers", "test"), ("plan", "assessment_months"),
        ("budgets", "year"), ("decision_options", "year"), ("versions", "revision"),
        ("warnings", "incidents"), ("warnings", "within_window"), ("waivers", "test"),
    }  # fmt: skip


def test_restricted_columns_leave_only_at_the_restricted_level() -> None:
    plan = plan_of(
        Source(id="SRC-001", code="S1", real_name="canary", contact="canary"),
        Certificate(id="CE-00001", holder="canary", audience="AU-01", course="CR-01"),
        Observation(id="O-0001", situation="S-01", indicator="7.1", partner="LP-01"),
    )

    below, above = at_level(plan, GOVERNMENT), at_level(plan, RESTRICTED)

    assert "canary" not in repr(below.plan)
    assert below.plan.get(Observation, "O-0001").partner == WITHHELD
    assert below.plan.get(Source, "SRC-001").real_name == WITHHELD
    assert len(below.cells) == 4
    assert above.plan == plan


def test_people_under_codes_can_be_counted_and_found_at_no_level_but_the_restricted() -> None:
    def passed(number: int, holder: str) -> Certificate:
        return Certificate(id=f"CE-{number:05d}", holder=holder, audience="AU-01", course="CR-01")

    plan = plan_of(*(passed(n, who) for n, who in enumerate(["H-7", "H-2", "H-7"], start=1)))

    release = at_level(plan, Classification.GOVERNMENT)

    assert [row.holder for row in release.plan.of(Certificate)] == ["1", "2", "1"]
    assert len(release.cells) == 3


def test_the_plans_own_row_stays_and_says_little_above_its_marking() -> None:
    row = PlanDetails(id="PLAN-1", title="Plan", currency="EUR", classification=RESTRICTED)
    plan = Plan(tables={"plan": {"PLAN-1": row}}, name="Secret")

    release = at_level(plan, PUBLIC)

    assert (release.plan.details.title, release.plan.details.currency) == (WITHHELD, "EUR")
    assert release.plan.name == ""
    assert at_level(plan, RESTRICTED).plan.name == "Secret"


@given(plans(), st.sampled_from(Classification))
def test_nothing_above_the_level_and_no_loose_end_is_left(
    plan: Plan, level: Classification
) -> None:
    release = at_level(plan, level)

    order = list(Classification)
    for table, row in release.plan:
        if table.name != "plan":
            assert order.index(marking_of(row, plan)) <= order.index(level)
        for column in table.columns:
            value = getattr(row, column.name)
            if column.restricted and level is not RESTRICTED:
                assert value == WITHHELD or (column.required and (not value or value.isdecimal()))
            elif column.kind is Kind.ROW and value:
                is_there = value in release.plan.rows(column.refers)
                assert is_there or (value == WITHHELD and not column.required)
    assert sum(plan.counts.values()) == sum(release.plan.counts.values()) + release.left_out


@given(plans(), st.sampled_from(Classification))
def test_releasing_again_changes_nothing(plan: Plan, level: Classification) -> None:
    once = at_level(plan, level).plan

    assert at_level(once, level).plan == once


@pytest.mark.parametrize("level", list(Classification))
def test_an_empty_plan_stays_empty(level: Classification) -> None:
    assert at_level(Plan(), level).plan == Plan()
