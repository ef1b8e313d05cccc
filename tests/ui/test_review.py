"""The page of the review: how many criteria stand how, and an answer given once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from planner.choices import Verdict
from planner.places import templates_folder
from planner.services import catalogue
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


def test_an_office_s_own_question_is_asked_in_words(
    sample_plan: str, open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    example = templates_folder() / "review_criteria.example.csv"
    shutil.copyfile(example, tmp_path / "review_criteria.csv")
    monkeypatch.setattr(catalogue, "templates_folder", lambda: tmp_path)
    app = open_page("review")
    app.main.button_group[0].set_value("unanswered").run()

    assert any("102. Who speaks to the press" in one.value for one in app.main.markdown)
    assert not [one for one in app.main.button_group if "verdict:102" in str(one.key)]
    note = next(one for one in app.main.text_input if str(one.key).endswith("note:102"))
    note.set_value("The spokesperson")
    next(one for one in app.main.button if str(one.key).endswith("save:102")).click().run()

    given = {one.test: one.note for one in store.load(sample_plan).of(ReviewAnswer)}
    assert given[102] == "The spokesperson"
