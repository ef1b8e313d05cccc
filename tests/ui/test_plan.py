"""The page of the plan itself: details saved as one change, who acts, the log checked, the end."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea, TextInput

from planner.places import app_file
from planner.services import plans
from planner.store import Store
from planner.tables import PlanDetails
from planner.ui import door
from tests.ui.conftest import Open

KEY = "Sample:plan"


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    """The page of the plan on the sample."""
    return open_page("plan")


def part(app: AppTest, name: str) -> AppTest:
    app.session_state[f"{KEY}:section"] = name
    return app.run()


def field(app: AppTest, label: str) -> TextInput:
    return next(one for one in app.text_input if one.label == label)


def text_of(app: AppTest) -> str:
    assert [failure.value for failure in app.exception] == []
    kinds = (app.success, app.error, app.markdown, app.title, app.caption)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def test_details_are_saved_as_one_change(app: AppTest, store: Store) -> None:
    field(app, "Approved by").set_value("Council of Ministers")
    next(one for one in app.button if one.label == "Save the details").click().run()

    assert store.load("Sample").details.approved_by == "Council of Ministers"
    assert len(store.entries("Sample")[-1].changeset.changes) == 1
    assert "Saved: 1 cell changed" in text_of(app)


def vision(app: AppTest) -> TextArea:
    return next(one for one in app.text_area if one.label == "Vision")


def save_details(app: AppTest) -> None:
    next(one for one in app.button if one.label == "Save the details").click().run()


def test_what_was_typed_stays_when_somebody_else_saved_first(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    theirs, mine = open_page("plan"), open_page("plan")
    vision(theirs).set_value("Theirs")
    save_details(theirs)

    vision(mine).set_value("Mine")
    save_details(mine)

    told = text_of(mine)
    office = store.entries(sample_plan)[-1].changeset.actor
    assert f"{office}: Vision of PLAN-1 was changed meanwhile to “Theirs”" in told
    assert vision(mine).value == "Mine"
    assert store.load(sample_plan).details.vision == "Theirs"
    next(one for one in mine.button if one.label == "Keep mine").click().run()
    save_details(mine)
    assert store.load(sample_plan).details.vision == "Mine"


def test_what_is_half_typed_in_a_form_outlives_leaving_it(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("plan")
    vision(app).set_value("Half a thou").run()

    again = open_page("plan")

    assert vision(again).value == "Half a thou"
    assert store.load(sample_plan).details.vision != "Half a thou"
    next(one for one in again.button if one.label == "Discard").click().run()
    assert vision(again).value == store.load(sample_plan).details.vision
    assert vision(open_page("plan")).value == store.load(sample_plan).details.vision


def test_a_plan_is_renamed_while_another_person_works_in_it(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    theirs, mine = open_page("plan"), open_page("plan")
    key = mine.query_params["plan"]
    theirs = part(theirs, "settings")
    theirs.text_input(key=f"{KEY}:name:Sample").set_value("Strategy 2030")
    theirs.button(key=f"{KEY}:edit").click().run()
    assert "Sample is called Strategy 2030 now." in text_of(theirs)
    plans.create_plan("Office", store, "Sample", PlanDetails(country="Other"))

    field(mine, "Approved by").set_value("Cabinet")
    save_details(mine)

    assert store.load("Strategy 2030").details.approved_by == "Cabinet"
    assert store.load("Sample").details.approved_by == ""
    assert mine.query_params["plan"] == key
    typed = AppTest.from_file(app_file(), default_timeout=60)
    typed.query_params["plan"] = key
    assert "Strategy 2030" in text_of(typed.switch_page("planner/ui/pages/coverage.py").run())
    assert typed.session_state["session"].plan_name == "Strategy 2030"


def test_a_plan_is_copied_under_another_name(app: AppTest, store: Store) -> None:
    app = part(app, "settings")
    app.text_input(key=f"{KEY}:name:Sample").set_value("Draft B")

    app.button(key=f"{KEY}:content_copy").click().run()

    assert store.load("Draft B").tables == store.load("Sample").tables
    assert app.session_state["session"].plan_name == "Draft B"
    assert "Draft B is a copy of Sample" in text_of(app)


def test_who_had_a_plan_open_that_is_gone_is_told(app: AppTest, store: Store) -> None:
    plans.create_plan("Office", store, "Other", PlanDetails(country="Other"))
    plans.remove_plan("Office", store, "Sample")

    app.run()

    assert "The plan that was open is not here any more. This is Other." in text_of(app)


def test_changes_are_recorded_under_the_office_that_was_named(app: AppTest, store: Store) -> None:
    app = part(app, "settings")
    app.text_input(key=f"{KEY}:actor").set_value("Deputy focal point").run()

    app = part(app, "plan")
    field(app, "Approved by").set_value("Cabinet")
    next(one for one in app.button if one.label == "Save the details").click().run()

    assert store.entries("Sample")[-1].changeset.actor == "Deputy focal point"


def test_who_acts_is_known_again_when_the_page_is_loaded_anew(
    sample_plan: str, open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "cookie_of", lambda _host, _cookies: "one browser")
    app = part(open_page("plan"), "settings")
    app.text_input(key=f"{KEY}:actor").set_value("Deputy focal point").run()

    again = open_page("plan")
    field(again, "Approved by").set_value("Cabinet")
    save_details(again)

    assert store.entries("Sample")[-1].changeset.actor == "Deputy focal point"
    monkeypatch.setattr(door, "cookie_of", lambda _host, _cookies: "another browser")
    assert open_page("plan").session_state["session"].actor == ""


def test_the_owner_of_the_plan_acts_when_nobody_was_named(app: AppTest, store: Store) -> None:
    field(app, "Approved by").set_value("Cabinet")
    next(one for one in app.button if one.label == "Save the details").click().run()

    plan = store.load("Sample")
    assert store.entries("Sample")[-1].changeset.actor == plan.details.focal_point


def test_the_history_can_be_checked(app: AppTest) -> None:
    app = part(app, "settings")

    app.button(key=f"{KEY}:verify").click().run()

    assert "The history is whole: 1 revision" in text_of(app)


@pytest.mark.parametrize(("typed", "left"), [("Sample", 0), ("sample", 1), ("", 1)])
def test_a_plan_is_removed_only_by_typing_its_name(
    typed: str, left: int, app: AppTest, store: Store
) -> None:
    app = part(app, "settings")
    app.button(key=f"{KEY}:remove").click().run()

    app.text_input(key=f"{KEY}:confirm").set_value(typed)
    app.button(key=f"{KEY}:remove-now").click().run()

    assert len(store.plans()) == left
    assert ("Nothing was removed" if left else "Sample was removed") in text_of(app)
