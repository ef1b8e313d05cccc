"""The page of training: forecast, readiness, letters, usual needs, and a register without names."""

from __future__ import annotations

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from planner.analysis.training.forecast import forecast
from planner.analysis.training.readiness import readiness
from planner.analysis.training.requirements import TargetState, by_urgency, records, training
from planner.analysis.training.totals import total_of
from planner.intake.inspection import ReadOptions, inspect
from planner.services.importing import preview as importing
from planner.store import Store
from planner.tables import Action, Audience, Certificate, Cost, Course, Requirement, Session
from planner.ui.markup import escaped
from planner.ui.sections import grids_of
from planner.ui.training.page import Look, Next, Part
from tests.ui.conftest import Open


def part(app: AppTest, *names: str) -> AppTest:
    """Open a part of the page, and a part of that."""
    for place, name in enumerate(names):
        app.main.button_group[place].set_value(name).run()
    return app


def field(app: AppTest, label: str) -> Selectbox:
    return next(one for one in app.main.selectbox if one.label == label)


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in app.main.markdown)


def button(app: AppTest, label: str) -> AppTest:
    (found,) = (one for one in app.main.button if one.label.startswith(label))
    return found.click().run()


def test_every_part_opens_with_something_in_it(sample_plan: str, open_page: Open) -> None:
    app = open_page("training")
    parts = [(one,) for one in Part]
    within = {Part.TODAY: Look, Part.NEXT: Next, Part.RECORDS: grids_of("training")}

    for names in (*parts, *((one, inner) for one, many in within.items() for inner in many)):
        part(app, *names)

        assert [one.value for one in app.exception] == [], names
        assert len(app.main.dataframe) >= 1, names


@pytest.mark.parametrize("names", [(one,) for one in Part], ids=" ".join)
def test_every_part_of_an_empty_plan_says_what_to_do_first(
    names: tuple[str, ...], empty_plan: str, open_page: Open
) -> None:
    app = part(open_page("training"), *names)

    assert [one.value for one in app.exception] == []
    if names[0] not in (Part.RECORDS, Part.HELP):
        assert "Name the audiences" in said(app)


def test_the_answer_says_how_many_where_short_and_what_next(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    plan = store.load(sample_plan)

    app = open_page("training")

    day = app.main.date_input[0].value
    assert isinstance(day, date)
    found = training(plan, day)
    total = total_of(found.statuses).count
    worst = by_urgency(found.statuses)[0]
    answer = next(one.value for one in app.main.markdown if one.value.startswith("On "))
    assert f"{total.valid.low:,} to {total.valid.high:,} of {total.posts:,} required" in answer
    assert (
        f"{len(found.in_state(TargetState.SHORT))} of {len(found.statuses)} requirements" in answer
    )
    assert worst.audience.title in answer
    assert "seats to book" in answer


def test_a_bar_leads_to_its_sessions_with_the_file_and_cell_they_are_from(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    plan = store.load(sample_plan)
    required = plan.of(Requirement)[0]
    audience, course = plan.find(Audience, required.audience), plan.find(Course, required.course)
    assert audience is not None
    assert course is not None
    lines = f'"{audience.title}","{course.title}",2026-09-15,held,40,31'
    content = f"Audience,Course,Held on,State,Seats,Trained\n{lines}\n".encode()
    inspection = inspect("interior.csv", content, ReadOptions(table="sessions"))
    found = importing.preview(plan, inspection)
    assert importing.apply_import("Focal point", store, found) is not None
    app = open_page("training")

    field(app, "Audience and course").set_value(required.id).run()

    sessions = next(one.value for one in app.main.dataframe if "trained" in one.value.columns)
    (row,) = [one for one in sessions.to_dict("records") if str(one["trained"]) in ("31", "31.0")]
    assert re.search(r"^interior\.csv, .*F2", str(row["source"]))


def test_a_bar_of_a_register_leads_to_its_certificates(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    plan = store.load(sample_plan)
    listed = {(row.audience, row.course) for row in plan.of(Certificate)}
    chosen = next(r for r in plan.of(Requirement) if (r.audience, r.course) in listed)
    app = open_page("training")

    field(app, "Audience and course").set_value(chosen.id).run()

    passes = next(one.value for one in app.main.dataframe if "holder" in one.value.columns)
    assert {"passed_on", "ends", "source"} <= set(passes.columns)
    assert set(passes["holder"]) <= {row.holder for row in plan.of(Certificate)}


def test_one_ministry_is_looked_at_from_every_part(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    plan = store.load(sample_plan)
    ministry = plan.of(Audience)[0].ministry
    own = {row.id for row in plan.of(Audience) if row.ministry == ministry}
    app = open_page("training")

    field(app, "Ministry").set_value(ministry).run()

    asked = [row for row in plan.of(Requirement) if row.audience in own]
    assert len(field(app, "Audience and course").options) == len(asked)
    part(app, Part.FORECAST)
    assert len(field(app, "Training requirement").options) == len(asked) + 1


def test_the_forecast_begins_with_what_is_short_and_shows_the_worked_examples(
    sample_plan: str, open_page: Open
) -> None:
    app = part(open_page("training"), Part.FORECAST)

    assert field(app, "Training requirement").options[0] == "All requirements together"
    assert str(field(app, "Training requirement").options[1]).startswith("✗")
    assert "The targets ask for" in said(app)
    for example in ("long-run level 60 %", "67 % after one year", "45 % after two", "a ÷ (a + r)"):
        assert example in said(app).replace("\u00a0", " ")


def test_what_if_is_told_beside_what_is_planned(sample_plan: str, open_page: Open) -> None:
    app = part(open_page("training"), Part.FORECAST)
    field(app, "Training requirement").select_index(1).run()
    assert not any("If so" in one.value for one in app.main.info)

    app.main.toggle[0].set_value(True).run()

    (told,) = (one.value for one in app.main.info if "If so" in one.value)
    assert re.search(r"\d+\s% in \w+ \d{4} and not \d+", told)


def test_ones_own_numbers_settle_where_the_arithmetic_says(
    sample_plan: str, open_page: Open
) -> None:
    app = part(open_page("training"), Part.HELP)

    for place, value in enumerate((20, 60, 0)):
        app.main.number_input[place].set_value(value).run()

    assert "long-run level 75\u00a0%" in said(app)


def test_a_gap_becomes_an_action_with_costs_and_sessions_in_one_step(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    before = store.load(sample_plan)
    app = part(open_page("training"), Part.NEXT)

    app = button(app, "Draft the training action")

    after = store.load(sample_plan)
    (action,) = (a for a in after.of(Action) if before.find(Action, a.id) is None)
    assert app.main.title[0].value == "Actions"
    assert [one.value for one in app.main.success] == [
        f"{action.id} is drafted: {escaped(action.title)}."
    ]
    assert after.revision == before.revision + 1
    assert len(after.of(Action)) == len(before.of(Action)) + 1
    assert len(after.of(Cost)) > len(before.of(Cost))
    assert len(after.of(Session)) > len(before.of(Session))
    button(app, "Undo")
    assert store.load(sample_plan).find(Action, action.id) is None


def test_a_letter_to_a_ministry_is_ready_and_holds_no_code(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = part(open_page("training"), Part.ENDING)

    (letter,) = (one.value for one in app.main.text if "we looked at who holds" in one.value)
    assert "posts" in letter
    assert not [c.holder for c in store.load(sample_plan).of(Certificate) if c.holder in letter]


def test_usual_needs_say_that_they_are_defaults(sample_plan: str, open_page: Open) -> None:
    app = part(open_page("training"), Part.NEXT, Next.NEEDS)

    assert "planning defaults, not a standard" in said(app)
    assert "title" in app.main.dataframe[1].value.columns


def test_the_samples_say_something_to_act_on(sample_plan: str, store: Store) -> None:
    plan = store.load(sample_plan)
    day = plan.details.start
    assert day is not None

    known = records(plan)
    found = [forecast(known, one, day, plan.details.end) for one in training(plan, day).statuses]
    situations = readiness(plan, known, day)

    assert any(one and one.cancelled for one in found)
    assert {one.state for one in situations} >= {"not ready", "nearly"}
