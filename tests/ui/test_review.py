"""The page of the review: how many criteria stand how, and an answer given once."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from planner.choices import Verdict
from planner.store import Store
from planner.tables import ReviewAnswer
from tests.ui.conftest import Open


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    return open_page("review")


def test_every_criterion_stands_under_one_result(app: AppTest) -> None:
    parts = app.main.button_group[0].options
    counted = [int(found.group(1)) for one in parts if (found := re.search(r"\((\d+)\)", one))]

    assert sum(counted) == 40
    assert any("1. Approved at the right level" in one.value for one in app.main.markdown)


def test_a_criterion_that_only_a_person_can_judge_is_answered_once(
    app: AppTest, store: Store, sample_plan: str
) -> None:
    part = next(one for one in app.main.button_group[0].options if "Not answered" in one)
    app.main.button_group[0].set_value("unanswered").run()
    assert part
    verdicts = next(one for one in app.main.button_group if "verdict" in str(one.key))
    number = int(str(verdicts.key).rsplit(":", 1)[-1])

    verdicts.set_value(Verdict.YES)
    note = next(one for one in app.main.text_input if str(one.key).endswith(f"note:{number}"))
    note.set_value("Seen by the reference group")
    save = next(one for one in app.main.button if str(one.key).endswith(f"save:{number}"))
    save.click().run()

    assert not app.exception
    given = {one.test: one for one in store.load(sample_plan).of(ReviewAnswer)}
    assert given[number].verdict is Verdict.YES
    assert given[number].note == "Seen by the reference group"
