"""Plans are made, opened, listed, copied and taken away, always by somebody."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.choices import Classification, Scope
from planner.errors import NotAllowed, PlanExists, UnknownPlan, UnreadableFile
from planner.exports import data_package
from planner.plan import Plan
from planner.services import editing, operation, plans
from planner.store import Store
from planner.tables import Ministry, PlanDetails, Programme, Situation

NAME = "Plan"
DETAILS = PlanDetails(country="Exampleland", currency="EUR")
CONTENT = Plan(
    {
        "plan": {"PLAN-1": PlanDetails(id="PLAN-1", title="Old", country="Old", language="fr")},
        "ministries": {"M-01": Ministry(id="M-01", name="Justice")},
    }
)


def acting_functions() -> dict[str, Callable[..., Any]]:
    """Every public function of the services that takes an actor."""
    return {
        f"{module.__name__}.{name}": function
        for module in (plans, editing, operation)
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        if next(iter(inspect.signature(function).parameters), "") == "actor" and name != "refusals"
    }


@pytest.mark.parametrize("service", acting_functions())
def test_nobody_acts_without_a_name(store: Store, service: str, tmp_path: Path) -> None:
    function = acting_functions()[service]
    plans.create_plan("Focal point", store, NAME, DETAILS)
    given: dict[str, Any] = {
        "actor": "  ", "store": store, "name": NAME, "details": DETAILS, "changes": (),
        "reason": "", "origin": None, "base_revision": 1, "revision": 1, "table": "plan",
        "row_id": "PLAN-1", "column": "title", "key": plans.sample_plans()[0].name, "text": "x",
        "path": tmp_path / "copy.sqlite", "plan": NAME, "new_name": "Other", "wanted": "Other",
    }  # fmt: skip
    wanted = inspect.signature(function).parameters

    with pytest.raises(NotAllowed, match="Nobody said who"):
        function(**{key: value for key, value in given.items() if key in wanted})

    assert store.load(NAME).revision == 1


def test_a_plan_that_holds_ids_of_no_table_is_mended(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    poisoned = {
        "plan": {"PLAN-1": PlanDetails(id="PLAN-1", title="Old", country="Old")},
        "ministries": {
            "M-01": Ministry(id="M-01", name="Justice"),
            "M-" + "9" * 19: Ministry(id="M-" + "9" * 19, name="Health"),
        },
        "programmes": {"<b>": Programme(id="<b>", title="Courts", ministry="M-" + "9" * 19)},
    }
    with monkeypatch.context() as earlier:
        earlier.setattr("planner.store.appending.check_values", lambda _changes: None)
        plans.create_plan("Office", store, NAME, DETAILS, content=Plan(poisoned))

    mended = plans.mend_ids("Office", store, NAME)

    assert mended == {"M-" + "9" * 19: "M-02", "<b>": "P-0001"}
    plan = store.load(NAME)
    assert [(row.id, row.ministry) for row in plan.of(Programme)] == [("P-0001", "M-02")]
    assert [row.id for row in plan.of(Ministry)] == ["M-01", "M-02"]
    assert next(plan.next_ids(Ministry)) == "M-03"
    assert store.verify(NAME).problems == ()
    assert plans.mend_ids("Office", store, NAME) == {}


def test_a_new_plan_has_what_every_plan_needs(store: Store) -> None:
    plans.create_plan("Focal point", store, NAME, DETAILS)

    plan = plans.open_plan("Focal point", store, NAME)
    assert plan.details.country == "Exampleland"
    assert plan.details.currency == "EUR"
    assert plan.details.scope is Scope.BOTH
    assert plan.details.classification is Classification.GOVERNMENT
    assert plan.details.framework == str(plans.FRAMEWORK)
    assert [row.name for row in plan.of(Situation)] == ["Exampleland"]


@pytest.mark.parametrize(
    ("language", "title", "framework"),
    [
        ("fr", "Norland : plan de prévention des atrocités", "Cadre d’analyse"),
        ("pt", "Norland: plan for the prevention of atrocity", "Framework of Analysis"),
    ],
)
def test_a_new_plan_is_called_in_its_own_language_where_that_is_spoken(
    store: Store, language: str, title: str, framework: str
) -> None:
    plans.create_plan("Office", store, NAME, PlanDetails(country="Norland", language=language))

    details = plans.open_plan("Office", store, NAME).details
    assert details.title.startswith(title)
    assert details.framework.startswith(framework)


def test_a_plan_that_looks_abroad_only_has_no_situation_at_home(store: Store) -> None:
    abroad = PlanDetails(country="Exampleland", scope=Scope.ABROAD)

    plans.create_plan("Focal point", store, NAME, abroad)

    assert plans.open_plan("Focal point", store, NAME).of(Situation) == ()


def test_a_plan_made_from_another_takes_its_rows_and_what_is_said_anew(store: Store) -> None:
    plans.create_plan("Focal point", store, NAME, DETAILS, content=CONTENT)

    plan = plans.open_plan("Focal point", store, NAME)
    assert plan.of(Ministry) == CONTENT.of(Ministry)
    assert (plan.details.title, plan.details.language) == ("Old", "fr")
    assert (plan.details.country, plan.details.currency) == ("Exampleland", "EUR")


def test_a_plan_file_becomes_a_plan_that_says_where_it_came_from(
    store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "plan.zip"
    path.write_bytes(data_package.zipped(data_package.write(CONTENT)))

    entry = plans.create_plan(
        "Focal point", store, NAME, PlanDetails(),
        content=plans.read_plan_file(path), origin=plans.file_origin(path),
    )  # fmt: skip

    assert plans.open_plan("Focal point", store, NAME) == CONTENT
    assert entry.changeset.origin.name == "plan.zip"
    assert len(entry.changeset.origin.digest) == 64


def test_a_plan_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for name in ("no.xlsx", "no.zip"):
        with pytest.raises(UnreadableFile, match=name):
            plans.read_plan_file(tmp_path / name)


def test_a_plan_taken_away_is_gone(store: Store) -> None:
    plans.create_plan("Focal point", store, NAME, DETAILS)

    plans.remove_plan("Focal point", store, NAME)

    assert plans.list_plans("Focal point", store) == ()


def test_every_sample_becomes_a_plan_in_one_step(store: Store) -> None:
    for sample in plans.sample_plans():
        plans.add_sample("Focal point", store, sample.name)
        plan = plans.open_plan("Focal point", store, sample.details.country)
        assert len(plan.of(Ministry)) >= 8
        assert sample.counts["programmes"] >= 60
        assert sample.counts["actions"] >= 25
        assert store.verify(plan.name).problems == ()
        with pytest.raises(PlanExists):
            plans.add_sample("Focal point", store, sample.name)
        plans.add_sample("Focal point", store, sample.name, f"{plan.name} again")

    assert len(plans.list_plans("Focal point", store)) == 2 * len(plans.sample_plans())


def test_a_sample_that_is_not_there_is_refused_with_those_that_are(store: Store) -> None:
    with pytest.raises(UnknownPlan, match=plans.sample_plans()[0].name):
        plans.add_sample("Focal point", store, "../elsewhere")
