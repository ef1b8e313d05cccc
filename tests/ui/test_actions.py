"""The page of actions: form, copy, taking out, and what each still lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextInput

from planner.analysis.actions.action_parts import taken_out
from planner.changes import Origin, OriginKind, SetCell, edit, insert
from planner.choices import ActionStatus
from planner.reference.review import criteria
from planner.services import editing
from planner.store import Store
from planner.tables import Action, ActionRisk, Cost, Version
from planner.ui.actions.opened_action import PARTS
from tests.ui.conftest import Open, open_row


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    return choose(open_page("actions"), "A-001")


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def opened(app: AppTest) -> str:
    return str(app.main.selectbox(key="Sample:actions:open:all").value)


def part(app: AppTest, name: str) -> AppTest:
    """The open action with one of its parts shown."""
    return app.main.button_group(key="Sample:action:section").set_value(name).run()


def choose(app: AppTest, action_id: str) -> AppTest:
    return open_row(app, "Sample", "actions", action_id)


def test_the_form_saves_what_was_changed_and_nothing_else(app: AppTest, store: Store) -> None:
    action_id, before = opened(app), store.load("Sample")
    title(app).set_value("A new title").run()
    part(app, "when")
    next(one for one in app.main.date_input if one.label == "End").set_value(date(2029, 12, 31))

    press(app, "Save this action")

    entry = store.entry("Sample", before.revision + 1)
    changed = [one for one in entry.changeset.changes if isinstance(one, SetCell)]
    assert {one.column for one in changed} == {"title", "end"}
    assert len(changed) == len(entry.changeset.changes)
    assert store.load("Sample").get(Action, action_id).title == "A new title"
    assert title(part(app, "what")).value == "A new title"


def test_what_is_typed_in_one_part_is_named_in_another_and_leads_back(
    app: AppTest, store: Store
) -> None:
    title(app).set_value("Half typed")
    part(app, "money")
    press(app, "Title")

    assert title(app).value == "Half typed"
    assert store.load("Sample").revision == 1


def test_what_an_action_lacks_leads_to_the_part_in_which_it_is_entered(
    app: AppTest, store: Store
) -> None:
    row = store.load("Sample").get(Action, "A-001")
    made = edit(row, replace(row, post=""))
    editing.save("Office", store, "Sample", made, reason="r", base_revision=1,
                 origin=Origin(kind=OriginKind.FORM))  # fmt: skip

    app = press(app.run(), "no responsible post")

    assert "Responsible post" in [one.label for one in app.main.text_input]


def test_actions_are_moved_to_another_goal_together_and_back_as_one(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app, before = open_page("actions"), store.load(sample_plan)
    next(one for one in app.main.text_input if one.label == "Search").set_value("council").run()
    shown = set(app.main.dataframe[0].value["id"])
    app.session_state["Sample:actions:move"] = "G-2"
    press(app, "Move to a goal")
    table = next(one for one in app.dataframe if list(one.value) == ["id", "title", "goal"])
    going = list(table.value["id"])[:2]
    assert set(going) <= shown
    app.session_state[str(table.key)] = {"selection": {"rows": [0, 1]}}

    press(press(app, "Move to a goal"), "Move 2 actions")

    after = store.load(sample_plan)
    assert (after.revision, {after.get(Action, one).goal for one in going}) == (2, {"G-2"})
    editing.undo("Office", store, sample_plan, 2)
    assert store.load(sample_plan).of(Action) == before.of(Action)


def title(app: AppTest) -> TextInput:
    return next(one for one in app.main.text_input if one.label == "Title *")


def test_an_action_stays_open_however_often_it_is_renamed(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = choose(open_page("actions"), "A-003")
    first = store.load("Sample").get(Action, "A-001")
    for name in ("Once", "Twice", "Thrice"):
        title(app).set_value(name)
        app = press(app, "Save this action")
        assert f"A-003 {name}" in app.success[0].value.replace("\\", "")
        assert store.load("Sample").get(Action, "A-003").title == name
        assert title(app).value == name

    assert store.load("Sample").get(Action, "A-001") == first


def test_an_action_stays_open_while_somebody_else_renames_it_and_the_first_one(
    app: AppTest, store: Store
) -> None:
    app = choose(app, "A-003")
    title(app).set_value("Mine").run()
    plan = store.load("Sample")
    row, first = plan.get(Action, "A-003"), plan.get(Action, "A-001")
    theirs = (*edit(row, replace(row, post="A desk")), *edit(first, replace(first, title="Other")))
    editing.save("Cabinet office", store, "Sample", theirs, reason="r", base_revision=1,
                 origin=Origin(kind=OriginKind.FORM))  # fmt: skip

    app = press(app.run(), "Save this action")

    plan = store.load("Sample")
    assert (plan.get(Action, "A-003").title, plan.get(Action, "A-003").post) == ("Mine", "A desk")
    assert plan.get(Action, "A-001").title == "Other"


def test_an_open_action_that_somebody_removes_leaves_none_open(app: AppTest, store: Store) -> None:
    app = choose(app, "A-003")
    plan = store.load("Sample")
    editing.save("Cabinet office", store, "Sample", taken_out(plan, "A-003"), reason="r",
                 base_revision=1, origin=Origin(kind=OriginKind.FORM))  # fmt: skip

    app.run()

    assert app.main.dataframe
    assert "Save this action" not in [one.label for one in app.button]


def test_a_form_left_as_it_is_saves_nothing(app: AppTest, store: Store) -> None:
    press(app, "Save this action")

    assert store.load("Sample").revision == 1
    assert "Nothing was changed" in app.success[0].value


def test_a_copy_is_proposed_anew_with_its_costs_and_lies_open(app: AppTest, store: Store) -> None:
    source = opened(app)

    press(app, "Copy")

    plan, copy = store.load("Sample"), opened(app)
    assert copy != source
    assert plan.get(Action, copy).status is ActionStatus.PROPOSED
    assert plan.get(Action, copy).title.endswith("(copy)")
    lines = {
        action: [c.mid for c in plan.of(Cost) if c.action == action] for action in (source, copy)
    }
    assert lines[copy] == lines[source] != []


def test_an_action_is_removed_only_after_a_question(app: AppTest, store: Store) -> None:
    action_id = opened(app)

    press(app, "Remove")
    assert store.load("Sample").find(Action, action_id) is not None
    press(app, "Remove it")

    plan = store.load("Sample")
    assert plan.find(Action, action_id) is None
    assert [risk for risk in plan.of(ActionRisk) if risk.action == action_id] == []
    assert action_id not in set(app.main.dataframe[0].value["id"])


def test_the_list_says_what_each_action_still_lacks(sample_plan: str, open_page: Open) -> None:
    app = open_page("actions")

    said = set(app.main.dataframe[0].value["lacks"])

    assert "✓ nothing" in said
    assert any("no " in words for words in said)


def test_goal_and_words_narrow_the_list(sample_plan: str, open_page: Open, store: Store) -> None:
    app = open_page("actions")
    whole = len(app.main.dataframe[0].value)
    app.main.selectbox(key="Sample:actions:goal").set_value("G-1").run()
    of_goal = app.main.dataframe[0].value

    app.main.text_input[0].set_value("council").run()

    assert 0 < len(app.main.dataframe[0].value) < len(of_goal) < whole
    assert set(of_goal["id"]) == {a.id for a in store.load("Sample").of(Action) if a.goal == "G-1"}


def test_what_coerces_stands_last_in_its_goal_and_is_flagged(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app, plan = open_page("actions"), store.load(sample_plan)
    coercive = next(action.id for action in plan.of(Action) if action.catalogue == "SEC-04")
    goal = plan.get(Action, coercive).goal

    app.main.selectbox(key="Sample:actions:goal").set_value(goal).run()
    last = app.main.dataframe[0].value["id"].iloc[-1]
    choose(app, coercive)

    assert last == coercive
    assert any("Coercive" in str(one.proto) for one in app.main.markdown)


def test_possible_harms_show_the_signs_and_the_public_evidence(app: AppTest, store: Store) -> None:
    plan = store.load("Sample")
    choose(app, next(action.id for action in plan.of(Action) if action.catalogue == "DEV-04"))

    part(app, "law")

    assert any("It may aggravate" in one.value for one in app.main.warning)
    assert any("Development assistance" in one.value for one in app.main.caption)


def test_an_action_is_added_from_the_catalogue(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("actions")
    app.session_state["Sample:drafting:any"] = "SEC-06"

    press(app, "Add from the catalogue")
    press(app, "Draft this action")

    new = [action for action in store.load("Sample").of(Action) if action.catalogue == "SEC-06"]
    assert [action.status for action in new] == [ActionStatus.PROPOSED]


def test_a_legal_anchor_is_chosen_as_the_basis_of_an_action(app: AppTest, store: Store) -> None:
    before = store.load("Sample").of(Action)
    part(app, "law")
    box = next(one for one in app.main.selectbox if ":anchor:" in (one.key or ""))
    box.set_value("GC-1").run()

    next(one for one in app.main.button if one.label == "Add to the legal basis").click().run()

    (changed,) = [one for one in store.load("Sample").of(Action) if one not in before]
    assert changed.legal_basis.endswith("Genocide Convention, article I")
    assert next(one for one in app.main.button if one.label == "Add to the legal basis").disabled


def test_an_empty_plan_is_led_to_the_gaps_first(empty_plan: str, open_page: Open) -> None:
    app = open_page("actions")

    press(app, "See the gaps")

    assert app.title[0].value == "Coverage"
    assert app.main.button_group[0].value == "gaps"


def test_a_step_that_moved_since_the_last_named_version_is_said_first(
    sample_plan: str, store: Store, open_page: Open
) -> None:
    row = store.load(sample_plan).get(Action, "A-001")
    assert row.end
    named = Version(id="V-09", name="As approved", revision=1, on=date(2026, 11, 1))
    later = SetCell(
        table="actions", id=row.id, column="end", before=row.end, after=row.end.replace(year=2033)
    )
    editing.save(
        "Office", store, sample_plan, (insert(named), later), reason="r", base_revision=1,
        origin=Origin(kind=OriginKind.FORM),
    )  # fmt: skip

    app = open_page("actions")

    said = " ".join(one.value for one in app.main.markdown)
    assert "since the last version: 1." in said.replace("\\", "")


def test_each_criterion_about_an_action_leads_to_a_part_of_it() -> None:
    fields = [one.field for one in criteria() if one.field]

    assert len(fields) >= 10
    assert all(any(part.holds(name) for part in PARTS.values()) for name in fields)
