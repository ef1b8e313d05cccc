"""The page of export: levels, what is left out, names of files."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner.analysis.plans.release import at_level
from planner.choices import Classification
from planner.exports.export_kinds import PACKAGE, PLAN
from planner.store import Store
from planner.tables import ExportSetting
from tests.ui.conftest import Open


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    return open_page("export")


def test_the_level_begins_as_the_plans_own_and_says_what_is_left_out(
    app: AppTest, store: Store
) -> None:
    plan = store.load("Sample")
    release = at_level(plan, plan.details.classification or Classification.GOVERNMENT)

    said = app.main.warning[0].value

    assert release.left_out > 0
    assert f"Assessments: {release.rows['ratings']}" in said
    assert f"{len(release.cells)} cells withheld" in said


def test_at_the_highest_level_nothing_is_left_out(app: AppTest) -> None:
    app.main.button_group[0].set_value(Classification.RESTRICTED).run()

    assert len(app.main.warning) == 0
    assert "Nothing of the plan is left out" in app.main.success[0].value


@pytest.mark.parametrize(("kind", "suffix"), [(PLAN, "xlsx"), (PACKAGE, "zip")])
def test_the_name_of_the_file_says_plan_kind_revision_and_level(
    app: AppTest, kind: str, suffix: str
) -> None:
    app.main.radio[0].set_value(kind).run()

    captions = [one.value for one in app.main.caption]
    assert f"sample-{kind}-r1-government.{suffix} · marked Government only" in captions


def test_only_a_file_that_speaks_asks_for_a_language(app: AppTest) -> None:
    assert "Language" in [one.label for one in app.main.selectbox]

    app.main.radio[0].set_value(PACKAGE).run()

    assert "Language" not in [one.label for one in app.main.selectbox]


def test_what_is_missing_is_said_and_stops_nothing(empty_plan: str, open_page: Open) -> None:
    app = open_page("export")

    said = " ".join(str(one.proto) for one in app.main.get("page_link"))
    assert "**Bring in programmes**" in said
    (button,) = app.main.get("download_button")
    assert not button.proto.disabled


def test_a_choice_that_was_kept_is_taken_again(
    app: AppTest, sample_plan: str, store: Store
) -> None:
    next(one for one in app.main.button_group if one.label == "Paper").set_value("A3").run()
    app.main.toggle[0].set_value(True).run()
    app.main.text_input[0].set_value("For the minister").run()
    next(one for one in app.main.button if one.label == "Keep").click().run()
    kept = store.load(sample_plan).of(ExportSetting)[-1]
    app.main.radio[0].set_value("plan").run()

    next(one for one in app.main.selectbox if one.label == "As kept before").select(kept.id).run()

    assert (kept.name, kept.kind) == ("For the minister", "cabinet")
    assert kept.options == ("paper=A3", "annexes=inside")
    assert app.main.radio[0].value == "cabinet"
    assert app.main.toggle[0].value
