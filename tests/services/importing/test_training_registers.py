"""Training records in ministries' own layouts go into a plan, and again without changing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from planner.analysis.training.rotation import expiry
from planner.changes import apply
from planner.errors import WrongValue
from planner.plan import Plan
from planner.services.importing.preview import ImportPreview, apply_import, preview
from planner.services.plans import create_plan, open_plan
from planner.store import Store
from planner.tables import Audience, Certificate, Course, PlanDetails
from tests.builders import course, plan_of
from tests.intake.difficult.making import Row, workbook
from tests.intake.training_layouts import LAYOUTS, Layout, Sheets, looked_into
from tests.services.importing.lists import preview_import

ME, PLAN = "Focal point", "Norland"


def named(make: Callable[[], object]) -> str:
    return make.__name__


def previewed(plan: Plan, sheets: Sheets) -> ImportPreview:
    inspection = looked_into(sheets)
    return preview(plan, inspection)


def register(*rows: Row) -> Sheets:
    return {"Register": [["Staff number", "Unit", "Course", "Valid until"], *rows]}


@pytest.mark.parametrize("make", LAYOUTS, ids=named)
def test_each_layout_goes_in_and_a_second_time_changes_nothing(make: Callable[[], Layout]) -> None:
    layout = make()
    first = previewed(Plan(), layout.sheets)

    plan = apply(Plan(), first.changes)

    assert first.counts["added"] == len(layout.rows) == plan.counts[layout.table]
    assert first.counts["rejected"] == 0
    for name in ("audiences", "courses"):
        titles = [getattr(row, "title", "") for row in plan.rows(name).values()]
        assert len(titles) == len(set(titles))
    assert previewed(plan, layout.sheets).changes == ()


def test_passes_told_by_their_end_are_dated_by_how_long_the_course_holds() -> None:
    sheets = register(["7", "Analysts", "Foundation", date(2028, 3, 1)])
    known = plan_of(course(36))

    (one,) = apply(known, previewed(known, sheets).changes).of(Certificate)

    assert one.passed_on == date(2025, 3, 1)
    assert expiry(course(36), date(2025, 3, 1)) == date(2028, 3, 1)


@pytest.mark.parametrize("known", [(), (course(None),), (course(None, 6),)])
def test_a_pass_whose_course_does_not_say_how_long_it_holds_is_refused(
    known: tuple[Course, ...],
) -> None:
    sheets = register(["7", "Analysts", "Foundation", date(2028, 3, 1)])

    found = previewed(plan_of(*known), sheets)

    ((reason,),) = found.reasons.values()
    assert "“Foundation” holds" in str(reason.message)
    assert "Fill in “Valid for months” of that course" in str(reason.hint)
    assert found.changes == ()


def test_a_register_of_names_is_stopped_in_whatever_layout() -> None:
    rows: list[Row] = [
        ["Name", "Unit", "Foundation", "Reporting"],
        ["Given Family", "Analysts", date(2026, 3, 1), None],
        ["Other Person", "Analysts", date(2026, 3, 1), date(2026, 4, 1)],
    ]

    with pytest.raises(WrongValue, match="keeps no names"):
        previewed(Plan(), {"Training": rows})


def test_a_person_who_is_named_beside_a_number_is_kept_by_the_number_alone() -> None:
    rows: list[Row] = [
        ["Staff no", "Full name", "Unit", "Course", "Date completed"],
        ["7", "Given Family", "Analysts", "Foundation", date(2026, 3, 1)],
    ]

    found = previewed(Plan(), {"Training": rows})

    (one,) = apply(Plan(), found.changes).of(Certificate)
    assert one.holder == "7"
    assert "Given Family" not in repr([found.changes, found.problems])


def test_a_later_count_of_posts_replaces_the_earlier_one(store: Store) -> None:
    def posts(vacant: int) -> bytes:
        head: Row = ["Staff category", "Established posts", "Vacant"]
        return workbook({"Posts": [head, ["Analysts", 40, vacant]]})

    create_plan(ME, store, PLAN, PlanDetails(country="Norland"))
    for vacant in (6, 9):
        apply_import(ME, store, preview_import(ME, store, PLAN, posts(vacant), "posts.xlsx"))

    (one,) = open_plan(ME, store, PLAN).of(Audience)
    assert (one.title, one.posts) == ("Analysts", 31)


def test_courses_that_differ_by_their_letter_are_different_courses() -> None:
    day = date(2026, 3, 1)
    rows: list[Row] = [["Staff number", "Unit", "Course", "Date completed"]]
    rows += [["7", "Analysts", f"Module {letter}", day] for letter in "ADEY"]

    plan = apply(Plan(), previewed(Plan(), {"Training": rows}).changes)

    assert [one.title for one in plan.of(Course)] == [
        "Module A",
        "Module D",
        "Module E",
        "Module Y",
    ]
    assert plan.counts["certificates"] == 4
