"""The page of the plan itself: details saved as one change, who acts, the log checked, the end."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea, TextInput

from planner.store import Store
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
    kinds = (app.success, app.error, app.markdown, app.title)
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
    assert "What you wrote is still in the fields" in told
    assert vision(mine).value == "Mine"
    assert store.load(sample_plan).details.vision == "Theirs"
    save_details(mine)
    assert store.load(sample_plan).details.vision == "Mine"


def test_changes_are_recorded_under_the_office_that_was_named(app: AppTest, store: Store) -> None:
    app = part(app, "settings")
    app.text_input(key=f"{KEY}:actor").set_value("Deputy focal point").run()

    app = part(app, "details")
    field(app, "Approved by").set_value("Cabinet")
    next(one for one in app.button if one.label == "Save the details").click().run()

    assert store.entries("Sample")[-1].changeset.actor == "Deputy focal point"


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
