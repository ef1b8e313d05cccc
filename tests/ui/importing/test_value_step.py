"""The step of values: every text of a list once, what is open blocks, answers hold and are kept."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from planner.changes import Origin, OriginKind, insert
from planner.services import editing
from planner.store import Store
from planner.tables import Certificate, Ministry, Programme
from tests.intake.test_hiding import hidden_parts
from tests.ui.conftest import FOCAL_POINT, Open
from tests.ui.importing.test_page import button, hand_in, text_of

HEAD = "No;Project title;Ministry;Status;Start;Budget;Donor\n"
LINES = (
    "1;Courts;Ministry of Justice;En panne;03/04/2027;1.250;The Fund\n"
    "2;Prisons;Ministry of Justise;running;05/06/2027;2.500;\n"
    "3;Wells;Ministry of Water;Compl.;07/08/2027;1.000;The Union\n"
)
LIST = HEAD + LINES
REGISTER = "Name,Audience,Course,Passed on\nAbel Tarn,Pilots,Basics,2026-01-01\n"
GO = "See what will happen"


@pytest.fixture
def app(empty_plan: str, store: Store, open_page: Open) -> AppTest:
    """The page of imports on a plan that has one ministry."""
    change = insert(Ministry(id="M-01", name="Ministry of Justice"))
    form = Origin(kind=OriginKind.FORM)
    editing.save(FOCAL_POINT, store, empty_plan, [change], reason="", origin=form, base_revision=1)
    return open_page("importing")


def at_values(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    return button(button(hand_in(app, *files), "Continue"), "Continue")


def meaning(app: AppTest, text: str) -> Selectbox[str]:
    return next(box for box in app.selectbox if box.label == f"“{text}” means")


def is_blocked(app: AppTest) -> bool:
    return next(one for one in app.button if one.label == GO).disabled


def programmes(store: Store, plan: str) -> dict[str, Programme]:
    return {row.title: row for row in store.load(plan).of(Programme)}


def test_texts_that_are_in_no_list_block_the_next_step_and_say_how_many(app: AppTest) -> None:
    app = at_values(app, ("list.csv", LIST))

    assert is_blocked(app)
    assert "Still to settle: 2 in Ministry, 2 in Status." in text_of(app)
    assert [box.label for box in app.selectbox if box.label.endswith("means")] == [
        "“Ministry of Water” means",
        "“Ministry of Justise” means",
        "“En panne” means",
        "“Compl.” means",
    ]


def test_a_proposal_is_shown_with_its_reason_and_never_taken_by_itself(app: AppTest) -> None:
    app = at_values(app, ("list.csv", LIST))

    assert meaning(app, "Compl.").value is None
    assert "Proposed: Finished, short for “completed” (English)." in text_of(app)

    app = button(app, "Yes, that is it")

    assert "2 in Status" in text_of(app)
    assert "1 in Ministry" in text_of(app)


def test_every_text_is_answered_by_itself_or_many_at_once(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = at_values(app, ("list.csv", LIST))

    app = meaning(app, "En panne").set_value("suspended").run()
    app = button(app, "Make a new ministry of this")
    app = button(app, "Yes, that is it")
    app = button(app, "Yes, that is it")
    assert not is_blocked(app)
    assert "Every text of a list column is understood or settled" in text_of(app)
    app = button(button(app, GO), "Take it in")

    rows = programmes(store, empty_plan)
    assert [row.status for row in rows.values()] == ["suspended", "running", "finished"]
    assert rows["Courts"].ministry == rows["Prisons"].ministry == "M-01"
    assert store.load(empty_plan).of(Ministry)[1].name == "Ministry of Water"


def test_texts_can_be_left_blank_at_once_and_stay_readable_in_the_note(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = at_values(app, ("list.csv", LIST.replace("Compl.", "zzz")))

    app = button(app, "Leave these 2 blank")
    app = button(button(button(app, "Leave this blank"), "Yes, that is it"), GO)
    button(app, "Take it in")

    rows = programmes(store, empty_plan)
    assert rows["Courts"].status is None
    assert rows["Courts"].note == "Status: En panne"
    assert rows["Wells"].note.splitlines() == ["Status: zzz", "Ministry: Ministry of Water"]


def test_going_back_keeps_the_answers(app: AppTest) -> None:
    app = meaning(at_values(app, ("list.csv", LIST)), "En panne").set_value("cancelled").run()

    app = button(button(app, "Back"), "Continue")

    assert meaning(app, "En panne").value == "cancelled"


def test_answers_of_a_column_can_be_taken_back(app: AppTest) -> None:
    app = meaning(at_values(app, ("list.csv", LIST)), "En panne").set_value("cancelled").run()
    assert "1 in Status" in text_of(app)

    app = button(app, "Ask again")

    assert "2 in Status" in text_of(app)


def test_what_was_understood_is_folded_away_and_can_be_changed(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = at_values(app, ("list.csv", f"{HEAD}1;Courts;Ministry of Justice;running;;;\n"))
    assert not is_blocked(app)
    assert "Status: 1 text understood" in text_of(app)

    box = next(one for one in app.selectbox if one.options == ["running"])
    app = box.set_value("running").run()
    app = meaning(app, "running").set_value("planned").run()
    button(button(app, GO), "Take it in")

    assert programmes(store, empty_plan)["Courts"].status == "planned"


def test_the_next_file_of_the_ministry_begins_with_the_answers_of_the_last(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    first = f"{HEAD}1;Courts;Ministry of Justice;En panne;;;\n"
    app = meaning(at_values(app, ("a.csv", first)), "En panne").set_value("suspended").run()
    app = button(button(app, GO), "Take it in")

    app = at_values(app, ("b.csv", first.replace("1;Courts", "2;Prisons")))

    assert meaning(app, "En panne").value == "suspended"
    assert "As settled for this ministry's last file." in text_of(app)
    button(button(app, GO), "Take it in")
    assert programmes(store, empty_plan)["Prisons"].status == "suspended"


def test_the_very_same_file_is_not_asked_about_again(app: AppTest) -> None:
    first = ("a.csv", f"{HEAD}1;Courts;Ministry of Justice;En panne;;;\n")
    app = button(button(button(at_values(app, first), "Leave this blank"), GO), "Take it in")

    app = button(at_values(app, first), GO)

    assert "This file was taken in at revision 3: nothing changes." in text_of(app)


def test_a_date_and_a_number_that_can_be_read_in_two_ways_are_shown_in_both(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(hand_in(app, ("list.csv", LIST)), "Continue")
    day = next(box for box in app.selectbox if box.label == "“03/04/2027” may be")
    number = next(box for box in app.selectbox if box.label == "“1.250” may be")
    assert day.options == ["3 April 2027 (Day first)", "4 March 2027 (Month first)"]
    assert number.options == ["1250 (the comma is decimal)", "1.250 (the point is decimal)"]

    day.set_value("mdy")
    number.set_value("point")
    app = button(app, "Continue")
    for label in ("Leave this blank", "Yes, that is it", "Yes, that is it", "Leave this blank"):
        app = button(app, label)
    button(button(app, GO), "Take it in")

    row = programmes(store, empty_plan)["Courts"]
    assert (str(row.start), str(row.budget)) == ("2027-03-04", "1.25")


def test_a_column_without_a_place_is_kept_in_the_note_on_request(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    first = f"{HEAD}1;Courts;Ministry of Justice;running;;;The Fund\n"
    app = button(hand_in(app, ("a.csv", first)), "Continue")
    (box,) = app.checkbox
    assert box.label.replace("\\", "") == "Keep G Donor (seems to be donor)"

    box.check()
    app = button(button(button(app, "Continue"), GO), "Take it in")
    assert programmes(store, empty_plan)["Courts"].note == "Donor: The Fund"

    app = button(hand_in(app, ("b.csv", first.replace("The Fund", "The Union"))), "Continue")
    assert app.checkbox[0].value
    button(button(button(app, "Continue"), GO), "Take it in")
    assert programmes(store, empty_plan)["Courts"].note == "Donor: The Union"


def test_hidden_rows_and_columns_are_asked_about_and_hidden_sheets_named(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, ("hidden.xlsx", hidden_parts()))
    asked = {one.label: one.options for one in app.radio}
    assert "1 row is hidden, perhaps by a forgotten filter" in asked
    assert "1 column is hidden: C Budget" in asked
    assert "1 sheet hidden in the file: 2026" in text_of(app)
    assert "3 hidden" in list(app.dataframe[0].value.index)

    app = app.radio[0].set_value(True).run()
    app = app.radio[1].set_value(True).run()
    app = button(button(button(button(app, "Continue"), "Continue"), GO), "Take it in")

    rows = programmes(store, empty_plan)
    assert {title: row.budget for title, row in rows.items()} == {
        "Courts": None,
        "Police posts": None,
    }


def test_a_register_of_names_goes_on_only_when_names_become_codes(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = at_values(app, ("register.csv", REGISTER))
    assert "keeps no names" in app.warning[0].value
    app = button(button(app, "Make a new audience of this"), "Make a new course of this")
    assert is_blocked(app)

    app.text_input[0].set_value("a phrase")
    app = app.checkbox[0].check().run()
    button(button(app, GO), "Take it in")

    (row,) = store.load(empty_plan).of(Certificate)
    assert row.holder.startswith("H-")


def test_another_phrase_than_last_time_is_pointed_out_before_applying(app: AppTest) -> None:
    def told(app: AppTest, phrase: str, file: str) -> AppTest:
        app = at_values(app, (file, REGISTER.replace("Basics", f"Basics{' ' * len(phrase)}")))
        while bulk := next((one for one in app.button if one.label.startswith("Make ")), None):
            app = bulk.click().run()
        app.text_input[0].set_value(phrase)
        return button(app.checkbox[0].check().run(), GO)

    app = button(told(app, "one", "a.csv"), "Take it in")

    app = told(app, "another", "b.csv")

    assert "None of the 1 people of this file" in app.warning[0].value.replace("\\", "")
