"""The page of training: forecast, readiness, letters, usual needs, and a register without names."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from planner.analysis.forecast import forecast
from planner.analysis.readiness import readiness
from planner.analysis.training import records, training
from planner.store import Store
from planner.tables import Action, Certificate, Cost, Requirement, Session
from planner.ui.views.training import ENDING, FORECAST, NEEDS, PARTS
from tests.ui.conftest import Open


def part(app: AppTest, name: str) -> AppTest:
    return app.main.button_group[0].set_value(name).run()


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in app.main.markdown)


def button(app: AppTest, label: str) -> AppTest:
    (found,) = (one for one in app.main.button if one.label.startswith(label))
    return found.click().run()


@pytest.mark.parametrize("name", PARTS)
def test_every_part_opens_with_something_in_it(
    name: str, sample_plan: str, open_page: Open
) -> None:
    app = part(open_page("training"), name)

    assert [one.value for one in app.exception] == []
    assert len(app.main.dataframe) >= 1


def test_the_forecast_begins_with_what_is_short_and_shows_the_worked_examples(
    sample_plan: str, open_page: Open
) -> None:
    app = part(open_page("training"), FORECAST)

    chosen = next(one for one in app.main.selectbox if one.label == "Requirement")
    assert str(chosen.options[0]).startswith("✗")
    for example in ("**60 %**", "**67 %**", "**45 %**", "a ÷ (a + r)"):
        assert example in said(app)


def test_a_gap_becomes_an_action_with_costs_and_sessions_in_one_step(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    before = store.load(sample_plan)
    app = part(open_page("training"), FORECAST)

    button(app, "Draft the training action")

    after = store.load(sample_plan)
    assert after.revision == before.revision + 1
    assert len(after.of(Action)) == len(before.of(Action)) + 1
    assert len(after.of(Cost)) > len(before.of(Cost))
    assert len(after.of(Session)) > len(before.of(Session))


def test_a_letter_to_a_ministry_is_ready_and_holds_no_code(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = part(open_page("training"), ENDING)

    (letter,) = (one.value for one in app.main.text if one.value.startswith("To: "))
    assert "posts" in letter
    assert not [c.holder for c in store.load(sample_plan).of(Certificate) if c.holder in letter]


def test_usual_needs_say_that_they_are_defaults(sample_plan: str, open_page: Open) -> None:
    app = part(open_page("training"), NEEDS)

    assert "planning defaults, not a standard" in said(app)
    assert "Rule" in app.main.dataframe[1].value.columns


def test_a_register_with_names_enters_only_under_codes(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    before = store.load(sample_plan)
    (group,) = {row.audience for row in before.of(Certificate)}
    audience = before.rows("audiences")[group]
    course = next(
        before.rows("courses")[r.course] for r in before.of(Requirement) if r.audience == group
    )
    lines = "\n".join(
        f'{name},"{getattr(audience, "title", "")}","{getattr(course, "title", "")}",2026-10-0{n}'
        for n, name in enumerate(("Abel Tarn", "Ines Vesque", "Mina O'Dare"), start=1)
    )
    content = f"Holder code,Audience,Course,Passed on\n{lines}\n".encode()
    app = part(open_page("training"), "Register")

    app.main.file_uploader[0].upload("register.csv", content, "text/csv").run()
    assert app.main.warning and "keeps no names" in app.main.warning[0].value
    app.main.checkbox[0].check().run()
    button(app, "Take it in")

    after = store.load(sample_plan)
    added = [row.holder for row in after.of(Certificate) if row not in before.of(Certificate)]
    assert len(added) == 3
    assert all(code.startswith("H-") for code in added)


def test_the_samples_say_something_to_act_on(sample_plan: str, store: Store) -> None:
    plan = store.load(sample_plan)
    day = plan.details.start
    assert day is not None

    known = records(plan)
    found = [forecast(known, one, day, plan.details.end) for one in training(plan, day).standings]
    situations = readiness(plan, known, day)

    assert any(one and one.cancelled for one in found)
    assert {one.state for one in situations} >= {"not ready", "nearly"}
