"""The first page: how one begins, where the plan stands, what is next."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from planner.analysis.plans.progress import Stage, progress
from planner.choices import Classification, Scope
from planner.exports.export_kinds import PLAN
from planner.plan import Plan
from planner.reference import load
from planner.services import catalogue, exporting, plans
from planner.services.returns import drafts
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import PlanDetails
from planner.ui import state
from planner.ui.home.page import PAGE_OF
from planner.ui.menu import PAGES
from tests.ui.conftest import Open

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def button(app: AppTest, label: str) -> AppTest:
    app = next(one for one in app.button if one.label == label).click().run()
    assert [failure.value for failure in app.exception] == []
    return app


def said(app: AppTest) -> str:
    kinds = (app.title, app.subheader, app.markdown, app.caption, app.success, app.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def fill_in(app: AppTest, **values: str) -> None:
    for name, value in values.items():
        key = f"new-plan-{name}"
        next(one for one in app.text_input if str(one.key).startswith(key)).set_value(value)


@pytest.mark.parametrize("sample", plans.sample_plans(), ids=lambda sample: sample.name)
def test_a_sample_is_one_click_away(sample: Plan, open_page: Open, store: Store) -> None:
    app = button(open_page("home"), f"Open {sample.details.country}")

    assert [plan.name for plan in store.plans()] == [sample.details.country]
    assert app.session_state["session"].plan_name == sample.details.country
    assert sample.details.title in said(app)


def test_a_sample_opened_twice_is_the_same_plan(open_page: Open, store: Store) -> None:
    app = button(open_page("home"), "Open Casserane")

    app.sidebar.button(key="another-plan").click().run()
    app.button(key="sample-casserane").click().run()

    assert [plan.name for plan in store.plans()] == ["Casserane"]


def test_a_plan_is_started_by_naming_a_country(open_page: Open, store: Store) -> None:
    app = open_page("home")
    fill_in(app, country="Exampleland", focal_point="Prevention office", currency="eur")

    app = button(app, "Start this plan")

    details = store.load("Exampleland").details
    assert (details.country, details.currency, details.scope) == ("Exampleland", "EUR", Scope.BOTH)
    assert store.entries("Exampleland")[0].changeset.actor == "Prevention office"
    assert "Next step" in said(app)
    assert "Name the ministries" in said(app)


def test_a_plan_that_is_begun_beside_another_is_not_by_the_office_of_the_other(
    open_page: Open, store: Store
) -> None:
    app = button(open_page("home"), "Open Casserane")
    app.sidebar.button(key="another-plan").click().run()
    fill_in(app, country="Exampleland")

    button(app, "Start this plan")

    assert store.entries("Exampleland")[0].changeset.actor == "Focal point"


def test_a_plan_without_a_country_is_not_started(open_page: Open, store: Store) -> None:
    app = button(open_page("home"), "Start this plan")

    assert store.plans() == ()
    assert "Write the country first" in said(app)


def test_a_second_plan_of_a_country_has_a_number_behind_its_name(
    empty_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("home")
    app.sidebar.button(key="another-plan").click().run()
    fill_in(app, country=empty_plan)

    app = button(app, "Start this plan")

    assert [one.name for one in store.plans()] == [empty_plan, f"{empty_plan} 2"]
    assert f"{empty_plan} 2 is open" in said(app)


def test_a_plan_has_the_name_that_it_was_given(
    empty_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("home")
    app.sidebar.button(key="another-plan").click().run()
    fill_in(app, country=empty_plan, name="Second cycle")

    button(app, "Start this plan")

    assert store.load("Second cycle").details.country == empty_plan
    app.sidebar.button(key="another-plan").click().run()
    fill_in(app, country=empty_plan, name="Second cycle")
    assert "already a plan named Second cycle" in said(button(app, "Start this plan"))


def test_a_plan_is_opened_from_its_file(
    sample_plan: str, open_page: Open, store: Store, today: date
) -> None:
    made = exporting.export(
        "Office", store, sample_plan, PLAN, level=Classification.RESTRICTED, today=today,
        now=datetime.combine(today, time(), UTC),
    )  # fmt: skip
    app = open_page("home")
    app.sidebar.button(key="another-plan").click().run()

    app = app.file_uploader[0].set_value((made.name, made.content, XLSX)).run()

    assert list(app.exception) == []
    assert store.load("Casserane") == store.load(sample_plan)
    assert f"as it stood in {made.name}" in said(app)


def test_a_file_that_is_no_plan_is_refused_in_words(open_page: Open, store: Store) -> None:
    app = open_page("home")

    app = app.file_uploader[0].set_value(("picture.xlsx", b"\x89PNG\r\n\x1a\n", XLSX)).run()

    assert store.plans() == ()
    assert len(app.error) == 1
    assert list(app.exception) == []


def test_the_next_step_is_said_and_one_click_away(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    step = progress(store.load(sample_plan), catalogue.reference()).next_step
    app = open_page("home")
    assert step is not None
    assert str(step.title) in said(app)

    app = button(app, "Continue")

    assert app.title[0].value == str(PAGES[PAGE_OF[step.stage]].title)


def test_every_step_leads_to_a_page() -> None:
    assert set(PAGE_OF) == set(Stage)
    assert set(PAGE_OF.values()) <= set(PAGES)


def test_the_figures_are_those_of_the_analyses(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    plan = store.load(sample_plan)

    shown = {metric.label: metric.value for metric in open_page("home").metric}

    assert shown["Programmes"] == f"{plan.counts['programmes']:,}"
    assert shown["High risks with a gap"].endswith(" of 10")
    assert len(load().risk_factors) == 14


def test_markdown_in_a_title_is_shown_as_typed(open_page: Open, store: Store) -> None:
    title = "# [Plan](http://x.example) <b>of</b> $10 *bold*"
    plans.create_plan("Office", store, "Odd", PlanDetails(country="Odd", title=title))

    shown = open_page("home").title[0].value

    assert shown.replace("\\", "").replace("\u2060", "") == title
    assert "\\[Plan\\]\\(http\\:\u2060//x" in shown


def test_an_empty_plan_counts_nothing_of_nothing(empty_plan: str, open_page: Open) -> None:
    app = open_page("home")

    figures = {one.label: one.value for one in app.metric}
    assert (figures["High risks with a gap"], figures["Training short"]) == ("–", "–")
    assert "0 of 0" not in said(app)


def test_a_plan_without_ministries_leads_to_the_page_of_imports(
    empty_plan: str, open_page: Open
) -> None:
    app = open_page("ministries")

    app = next(one for one in app.button if one.label == "Go to Import").click().run()

    assert app.title[0].value == "Import"


def test_who_is_late_and_what_lies_on_the_desk_is_said_with_a_way_there(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    assert "late" not in said(open_page("home"))
    outbox = issue(
        "Focal point", store, sample_plan, today=date(2020, 1, 1), ministries=["M-01", "M-03"],
        due_on=state.today() - timedelta(12),
    )  # fmt: skip
    file = outbox.files[0]
    drafts.hand_in("Cabinet office", store, sample_plan, file.name, file.content)
    assert "2 workbooks are late**" in said(open_page("home"))

    app = open_page("returns")
    app.main.button_group[0].set_value("received").run()

    told = said(open_page("home"))
    assert "1 workbook is late** (days: 12)" in told
    assert "1 return is on the desk**, not yet imported" in told
