"""What the page of imports asks when it cannot know: passwords, grouping, tenfold sums, memory."""

from __future__ import annotations

from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Programme
from tests.intake.test_locked_files import LOCKED, PASSWORD
from tests.ui.conftest import Open
from tests.ui.importing.test_page import button, hand_in, text_of, to_the_end, values_to_the_end

HEAD = "No;Project title;Ministry;Asked;Budget\n"
FIRST = f"{HEAD}007;Courts;Ministry of Justice;70;100\n008;Prisons;Ministry of Justice;80;200\n"


@pytest.fixture
def app(empty_plan: str, open_page: Open) -> AppTest:
    """The page of imports on an empty plan."""
    return open_page("importing")


def budgets(store: Store, plan: str) -> dict[str, Decimal | None]:
    return {row.title: row.budget for row in open_plan("A person", store, plan).of(Programme)}


def test_a_locked_file_asks_for_its_password_until_it_opens(app: AppTest) -> None:
    app = hand_in(app, ("locked.xlsx", LOCKED))
    assert "locked with a password" in app.warning[0].value.replace("\\", "")

    app.text_input[0].set_value("wrong")
    app = button(app, "Open it")
    assert "this password does not open it" in app.warning[0].value.replace("\\", "")

    app.text_input[0].set_value(PASSWORD)
    app = button(app, "Open it")
    assert "2 rows" in text_of(app)


def test_a_locked_file_can_be_left_out(app: AppTest) -> None:
    app = button(hand_in(app, ("locked.xlsx", LOCKED), ("a.csv", FIRST)), "Leave it out")

    assert "a.csv" in text_of(app)


def test_rows_of_one_reference_are_taken_together_on_request(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, ("a.csv", f"{FIRST}007;Courts;Ministry of Justice;70;50\n"))
    assert "3 rows are 2 programmes" in app.info[0].value

    app = app.toggle[0].set_value(True).run()
    app = button(to_the_end(app), "Take it in")

    assert not app.exception
    assert budgets(store, empty_plan) == {"Courts": 150, "Prisons": 200}


def test_a_tenfold_sum_waits_for_a_word(app: AppTest, empty_plan: str, store: Store) -> None:
    app = button(to_the_end(hand_in(app, ("a.csv", FIRST))), "Take it in")

    app = to_the_end(hand_in(app, ("b.csv", FIRST.replace(";100", ";1000"))))
    assert "1 sum would change tenfold" in app.warning[0].value
    app = button(app.toggle[0].set_value(True).run(), "Take it in")

    assert budgets(store, empty_plan)["Courts"] == 1000


def test_what_was_settled_for_a_ministry_is_proposed_for_its_next_file(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(hand_in(app, ("a.csv", FIRST)), "Continue")
    next(box for box in app.selectbox if box.label.startswith("Budget")).set_value("D")
    app = button(values_to_the_end(button(app, "Continue")), "Take it in")
    assert budgets(store, empty_plan)["Courts"] == 70

    app = button(hand_in(app, ("b.csv", FIRST.replace(";70;", ";75;"))), "Continue")
    assert "settled for this ministry's last file" in app.info[0].value
    app = button(values_to_the_end(button(app, "Continue")), "Take it in")

    assert budgets(store, empty_plan)["Courts"] == 75
