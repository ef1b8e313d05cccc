"""The pages of risks, coverage, training and costs: what they show, and what they lead to."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from planner.analysis.coverage.factors import coverage
from planner.analysis.money.costs import money
from planner.analysis.training.requirements import TargetState, training
from planner.choices import Level
from planner.languages.voice import Voice
from planner.messages import Sum
from planner.reference import load
from planner.services import catalogue
from planner.store import Store
from planner.tables import Action, ActionRisk, Alert, Rating
from planner.ui import state
from tests.ui.conftest import Open

REFERENCE = load()


def section(app: AppTest, name: str) -> AppTest:
    return app.main.button_group[0].set_value(name).run()


def select(app: AppTest, label: str) -> object:
    return next(one for one in app.main.selectbox if one.label == label)


def metrics(app: AppTest) -> dict[str, str]:
    return {one.label: one.value for one in app.metric}


def texts(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.main.markdown, *app.main.caption))


def test_coverage_says_how_much_is_mapped_and_counts_the_gaps(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    found = coverage(store.load(sample_plan), catalogue.reference())

    app = open_page("coverage")

    assert Voice().percent(found.screening.decided_share) in texts(app)
    assert len(found.gaps) > 0
    assert any(
        f"Gaps in order ({len(found.gaps)})" in str(g.options) for g in app.main.button_group
    )


def test_the_rows_behind_a_cell_are_those_of_the_analysis(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    found = coverage(store.load(sample_plan), catalogue.reference()).factors[1]
    app = open_page("coverage")

    next(one for one in app.main.selectbox if one.label == "Risk factor").set_value(2).run()

    tables = [one.value for one in app.main.dataframe]
    programmes = next(table for table in tables if "strength" in table.columns)
    actions = next(table for table in tables if "lead" in table.columns)
    assert set(programmes["id"]) == set(found.cover.programmes)
    assert set(actions["id"]) == set(found.cover.actions)


@pytest.mark.parametrize(
    ("against", "measure", "title"),
    [
        ("ministry", "programmes", "**Programmes by risk factor**"),
        ("situation", "actions", "**Actions by risk factor**"),
        ("situation", "touching", "**Whole budgets concerned by risk factor"),
        ("ministry", "attributed", "**Attributed share of budgets by risk factor"),
    ],
)
def test_coverage_can_be_counted_in_every_measure_by_ministry_and_by_situation(
    against: str, measure: str, title: str, sample_plan: str, open_page: Open
) -> None:
    app = open_page("coverage")

    app.main.button_group[1].set_value(against).run()
    app.main.button_group[2].set_value(measure).run()

    assert [one.value for one in app.exception] == []
    of_sums = measure in ("touching", "attributed")
    assert bool(app.main.get("plotly_chart")) is not of_sums
    place = "place-M-04" if against == "ministry" else "place-S-04"
    assert not of_sums or place in app.main.dataframe[0].value.columns
    assert any(title in one.value for one in app.main.markdown)


def test_a_gap_leads_to_a_drafted_action_that_lies_open(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    before = store.load(sample_plan)
    worst = coverage(before, catalogue.reference()).gaps[0].number
    app = section(open_page("coverage"), "gaps")

    next(one for one in app.main.button if one.label == "Draft an action").click().run()
    next(one for one in app.button if one.label == "Draft this action").click().run()

    after = store.load(sample_plan)
    (new,) = set(after.by_id(Action)) - set(before.by_id(Action))
    assert str(worst) in {r.risk_factor for r in after.of(ActionRisk) if r.action == new}
    opened = app.switch_page("planner/ui/pages/actions.py").run()
    assert opened.main.selectbox(key=f"{sample_plan}:actions:open:all").value == new


def test_risks_are_assessed_one_after_the_other_each_with_a_date_and_never_scored(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    before = [r for r in store.load(sample_plan).of(Rating) if r.situation == "S-01"]
    app = section(open_page("risks"), "assess")
    next(one for one in app.main.selectbox if one.label == "Risk factor").set_value("12").run()
    next(one for one in app.main.button if one.label.endswith("Low")).click().run()
    next(one for one in app.main.text_area if one.label == "Why").set_value("No such plan is known")

    next(one for one in app.main.button if one.label == "Save and next").click().run()

    after = [r for r in store.load(sample_plan).of(Rating) if r.situation == "S-01"]
    (rating,) = [one for one in after if one not in before]
    assert (rating.risk_factor, rating.level, rating.why) == (
        "12", Level.LOW, "No such plan is known",
    )  # fmt: skip
    assert (rating.judged_on, len(after)) == (state.today(), len(before) + 1)
    shown = next(one for one in app.main.selectbox if one.label == "Risk factor")
    assert str(shown.value) == "13"
    app = section(app, "picture")
    assert "score" not in texts(app).lower()


def test_risks_name_the_framework_and_mark_what_is_not_verified(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = section(open_page("risks"), "assess")

    said = texts(app)
    assert store.load(sample_plan).details.framework[:20] in said
    assert "wording not verified" in said


def test_an_alert_is_raised_from_an_incident_and_decided(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = section(open_page("risks"), "incidents")
    next(one for one in app.main.button if one.label == "Raise an alert").click().run()
    next(one for one in app.text_input if one.label == "Raised by").set_value("Duty desk")
    next(one for one in app.button if one.label == "Save").click().run()

    (raised,) = [one for one in store.load(sample_plan).of(Alert) if one.raised_by == "Duty desk"]
    assert (raised.warning, raised.raised_on, raised.decided_on) == ("W-01", state.today(), None)

    app = open_page("warnings")
    assert "2 days left" in texts(app)
    app.main.button(key=f"{sample_plan}:warnings:decide:{raised.id}").click().run()
    next(one for one in app.text_area if one.label == "Decision").set_value("Patrol sent")
    next(one for one in app.button if one.label == "Save the decision").click().run()

    decided = store.load(sample_plan).by_id(Alert)[raised.id]
    assert (decided.decided_on, decided.decision) == (state.today(), "Patrol sent")


def test_training_counts_the_four_states_on_the_day_chosen(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("training")
    day = date(2028, 6, 30)

    app.main.date_input[0].set_value(day).run()

    found = training(store.load(sample_plan), day)
    shown = [int(one.value) for one in app.metric]
    assert shown == [len(found.in_state(state)) for state in TargetState]
    assert sum(shown) == len(found.statuses)


def test_every_requirement_says_why_it_stands_so(sample_plan: str, open_page: Open) -> None:
    app = open_page("training")

    app.main.button_group[1].set_value("requirements").run()

    table = next(one.value for one in app.main.dataframe if "basis" in one.value.columns)
    assert set(table["state"].str[0]) <= set("✓✗~?")
    assert "**Why.**" in texts(app)


def test_costs_agree_with_the_analysis(sample_plan: str, open_page: Open, store: Store) -> None:
    total = money(store.load(sample_plan)).total

    shown = metrics(open_page("costs"))

    currency = store.load(sample_plan).details.currency
    voice = Voice()
    assert shown["Planning estimate (mid)"] == voice.short_sum(Sum(total.mid, currency))
    assert shown["Unfunded gap"] == voice.short_sum(Sum(total.gap, currency))
    assert shown["Funded"] == voice.percent(total.funded_share)


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("risks", ["assess", "ratings", "incidents", "strengths", "situations"]),
        ("training", ["ending", "forecast", "countries", "next", "records", "help"]),
        ("costs", ["missing", "costs", "rates"]),
        ("actions", ["updates", "indicators"]),
        ("plan", ["goals", "decisions", "bodies", "consultations", "commitments", "answers"]),
        ("warnings", ["replay", "warnings", "partners"]),
        ("mapping", ["In bulk", "All links"]),
    ],
)
def test_every_part_of_a_page_opens(
    page: str, names: list[str], sample_plan: str, open_page: Open
) -> None:
    app = open_page(page)

    for name in names:
        section(app, name)
        assert [one.value for one in app.exception] == []
        assert [one.value for one in app.error] == []
