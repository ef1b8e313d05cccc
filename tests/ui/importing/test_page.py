"""The page of imports: a file is read, shown, changed where the guess is wrong, and imported."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from planner.changes import Origin, OriginKind, insert
from planner.services import editing
from planner.store import Store
from planner.tables import Certificate, Ministry, Programme
from planner.ui.importing import file_widgets
from tests.intake.locked_workbooks import PASSWORD, locked
from tests.intake.test_hiding import hidden_parts
from tests.ui.conftest import FOCAL_POINT, Open

CSV = "text/csv"
GO = "See what will happen"
LIST = (
    "List of the Ministry;;;;;;\n"
    "No;Project title;Ministry;Status;Start;Budget;Donor\n"
    "1;Courts;Ministry of Justice;En panne;03/04/2027;1.250;The Fund\n"
    "2;Prisons;Ministry of Justise;running;05/06/2027;2.500;\n"
    "3;Wells;Ministry of Water;Compl.;07/08/2027;1.000;The Union\n"
    "Total;;;;;4.750;\n"
)
JUSTICE = "No;Title;Ministry;Budget\n007;Courts;Justice;100\n008;Legal aid;Justice;300\n"
DEFENCE = JUSTICE.replace("Justice", "Defence").replace("Courts", "Patrols")
REGISTER = "Name,Audience,Course,Passed on\nAbel Tarn,Pilots,Basics,2026-01-01\n"


@pytest.fixture
def app(empty_plan: str, store: Store, open_page: Open) -> AppTest:
    """The page of imports on a plan that has one ministry."""
    change = insert(Ministry(id="M-01", name="Ministry of Justice"))
    form = Origin(kind=OriginKind.FORM)
    editing.save(FOCAL_POINT, store, empty_plan, [change], reason="", origin=form, base_revision=1)
    return open_page("importing")


def button(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def press(app: AppTest, part: str) -> AppTest:
    """Press the button whose key ends so."""
    return next(one for one in app.button if str(one.key).endswith(part)).click().run()


def hand_in(app: AppTest, *files: tuple[str, str | bytes]) -> AppTest:
    contents = [
        (name, text.encode() if isinstance(text, str) else text, CSV) for name, text in files
    ]
    return app.file_uploader[0].set_value(contents).run()


def to_the_end(app: AppTest) -> AppTest:
    """From the table to what will happen; proposals are taken, new names become new rows."""
    app = button(button(app, "Continue"), "Continue")
    bulk = ("Accept the ", "Yes")
    while found := next((one for one in app.button if one.label.startswith(bulk)), None):
        app = found.click().run()
    return button(made_new(app), GO)


def made_new(app: AppTest) -> AppTest:
    """Let every name that nobody knows become a new row."""
    while left := [one for one in app.selectbox if "” means" in one.label and one.value is None]:
        app = left[0].set_value("+").run()
    return app


def box(app: AppTest, label: str) -> Selectbox[str]:
    return next(one for one in app.selectbox if one.label == label)


def asked(app: AppTest, text: str) -> Selectbox[str]:
    return next(one for one in app.selectbox if text in one.label and ":questions:" in str(one.key))


def meaning(app: AppTest, text: str) -> Selectbox[str]:
    return next(one for one in app.selectbox if f"“{text}” means" in one.label)


def is_blocked(app: AppTest) -> bool:
    return next(one for one in app.button if one.label == GO).disabled


def text_of(app: AppTest) -> str:
    kinds = (app.markdown, app.subheader, app.caption, app.success, app.error, app.expander)
    values = [getattr(one, "value", None) or one.label for kind in kinds for one in kind]
    return "\n".join(map(str, values)).replace("\\", "")


def changed(app: AppTest) -> list[tuple[str, str, str]]:
    """Columns that change, with their old and new values."""
    frame = app.dataframe[-1].value.fillna("")
    return list(zip(frame["what"], frame["old"], frame["new"], strict=True))


def downloads(app: AppTest) -> list[str]:
    return sorted(one.proto.label for one in app.get("download_button"))


def test_the_journey_of_a_file_from_its_table_to_the_plan_and_back(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = hand_in(app, ("list.csv", LIST))
    assert app.number_input[0].value == 2
    assert list(app.dataframe[1].value["row"]) == [6]
    app = button(app, "Continue")

    assert box(app, "Budget").value == "F"
    (donor,) = app.checkbox
    donor.check()
    app = button(app, "Continue")

    assert is_blocked(app)
    assert "Still to settle: 2 in Ministry, 2 in Status." in text_of(app)
    assert "Proposed: Finished. As “completed” (English)." in text_of(app)
    app = meaning(app, "En panne").set_value("suspended").run()
    app = button(meaning(app, "Ministry of Water").set_value("+").run(), "Yes, that is it")
    app = button(app, "Yes, that is it")
    assert not is_blocked(app)
    app = button(button(app, "Back"), "Continue")
    assert meaning(app, "En panne").value == "suspended"
    app = button(app, GO)
    assert asked(app, "03/04/2027").options == [
        "3 April 2027 (day first)",
        "4 March 2027 (month first)",
    ]
    app = asked(asked(app, "03/04/2027").set_value("mdy").run(), "1.250").set_value("point").run()

    assert "Will add 3, change 0, leave 0 alone." in text_of(app)
    app.text_input[0].set_value("Sent by mail")
    app = button(app, "Import")
    assert "list.csv is imported. Added 3" in text_of(app)
    rows = {row.title: row for row in store.load(empty_plan).of(Programme)}
    assert [row.status for row in rows.values()] == ["suspended", "running", "finished"]
    assert (str(rows["Courts"].start), rows["Courts"].budget) == ("2027-03-04", Decimal("1.25"))
    assert rows["Courts"].ministry == rows["Prisons"].ministry == "M-01"
    assert rows["Courts"].note == "Donor: The Fund"
    assert store.entries(empty_plan)[-1].changeset.reason == "Sent by mail"
    found = editing.origin_of("Office", store, empty_plan, "programmes", "P-0001", "budget")
    assert found is not None and found[1] == "F3"

    button(app, "Undo")
    assert store.load(empty_plan).of(Programme) == ()


def test_a_file_and_its_answers_outlive_a_page_that_is_opened_anew(
    app: AppTest, empty_plan: str, store: Store, open_page: Open
) -> None:
    app = button(hand_in(app, ("list.csv", LIST)), "Continue")
    app = button(app, "Continue")
    app = meaning(app, "En panne").set_value("suspended").run()

    app = open_page("importing")

    assert "list.csv" in text_of(app)
    assert meaning(app, "En panne").value == "suspended"
    app = button(button(app, "Back"), "Continue")
    assert meaning(app, "En panne").value == "suspended"
    app = button(button(app, "Back"), "Back")
    app = button(app, "Cancel")
    assert open_page("importing").file_uploader[0].value in (None, [])


def test_old_values_stand_beside_new_and_doubts_wait_for_a_word(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(to_the_end(hand_in(app, ("a.csv", JUSTICE))), "Import")

    blank = JUSTICE.replace(";100", ";1000").replace(";300", ";")
    app = to_the_end(hand_in(app, ("b.csv", blank)))
    assert "2 questions to answer" in text_of(app)
    asked = next(one for one in app.selectbox if "a slip of the decimal mark" in one.label)
    assert asked.options == ["As the file says", "As the plan has it"]
    app = asked.set_value("file").run()
    assert "1 question to answer" in text_of(app)
    assert changed(app) == [("Budget", "100", "1,000")]
    control: Any = next(one for one in app.get("button_group") if "blank" in str(one))
    app = control.set_value(True).run()
    assert ("Budget", "300", "") in changed(app)
    app = button(app, "Import")

    assert [row.budget for row in store.load(empty_plan).of(Programme)] == [1000, None]
    app = button(to_the_end(hand_in(app, ("b.csv", blank))), "Done")
    assert store.load(empty_plan).revision == 4


def test_several_files_one_of_them_bad_and_a_row_refused(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    bad = ("notes.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(64))
    refused = JUSTICE + "009;Radio;Justice;much\n"
    app = hand_in(app, ("justice.csv", refused), bad, ("defence.csv", DEFENCE))
    assert "Open now · **justice.csv**" in text_of(app)
    assert "Waiting · **defence.csv**" in text_of(app)

    app = to_the_end(app)
    refused_row = app.table[0].value.iloc[0]
    assert (refused_row.iloc[0], refused_row["Cell"]) == ("✗ Left out", "D4")
    app = button(app, "Import")
    assert "Imported · **justice.csv**" in text_of(app)
    assert "Refused · **notes.xlsx**" in text_of(app)
    assert downloads(app) == ["Rows to mend"]
    app = button(to_the_end(app), "Import")

    said = "2 files imported: 4 rows added, 0 changed. 1 file refused. 1 row needs you."
    assert said in text_of(app)
    app = press(app, ":undo:1:1")
    assert {row.title for row in store.load(empty_plan).of(Programme)} == {"Patrols", "Legal aid"}
    app = button(app, "Hand in other files")
    assert app.file_uploader[0].value in (None, [])


def test_a_file_that_is_no_table_gets_one_sentence_and_the_uploader_again(app: AppTest) -> None:
    app = hand_in(app, ("empty.csv", b""))
    assert len(app.error) == 1 and "empty.csv" in app.error[0].value.replace("\\", "")
    assert app.file_uploader[0].value in (None, [])

    app = hand_in(app, ("letter.csv", "Dear colleague,\nplease find attached nothing.\n"))
    assert list(app.error) == []
    assert "resemble no table of the plan" in app.info[0].value
    assert next(one for one in app.button if one.label == "Continue").disabled
    app = button(app, "Cancel")
    assert app.file_uploader[0].value in (None, [])


def test_a_locked_file_asks_for_its_password_until_it_opens(app: AppTest) -> None:
    app = hand_in(app, ("locked.xlsx", locked()))
    assert "locked.xlsx" in app.warning[0].value.replace("\\", "")

    app.text_input[0].set_value("wrong")
    app = button(app, "Open it")
    assert len(app.warning) == 1
    app.text_input[0].set_value(PASSWORD)

    assert "(2 rows)" in text_of(button(app, "Open it"))


def test_a_plan_that_moved_on_is_compared_again_before_anything_is_stored(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = to_the_end(hand_in(app, ("justice.csv", JUSTICE)))
    apply = next(one for one in app.button if one.label == "Import")
    change = insert(Ministry(id="M-02", name="Ministry of Water"))
    form = Origin(kind=OriginKind.FORM)
    editing.save("Office", store, empty_plan, [change], reason="", origin=form, base_revision=2)

    app = apply.click().run()

    assert store.load(empty_plan).of(Programme) == ()
    assert "has changed since this preview was made" in text_of(app)
    button(app, "Import")
    assert len(store.load(empty_plan).of(Programme)) == 2


def test_a_register_of_names_goes_on_only_when_names_become_codes(
    app: AppTest, empty_plan: str, store: Store
) -> None:
    app = button(button(hand_in(app, ("register.csv", REGISTER)), "Continue"), "Continue")
    assert "keeps no names" in app.warning[0].value
    app = made_new(app)
    assert is_blocked(app)

    app.text_input[0].set_value("a phrase")
    app = app.checkbox[0].check().run()
    button(button(app, GO), "Import")

    (row,) = store.load(empty_plan).of(Certificate)
    assert row.holder.startswith("H-")


def test_hidden_rows_and_columns_are_asked_about_and_hidden_sheets_named(app: AppTest) -> None:
    app = hand_in(app, ("hidden.xlsx", hidden_parts()))

    assert [one.label for one in app.radio] == [
        "1 row is hidden, perhaps by a forgotten filter",
        "1 column is hidden: C Budget",
    ]
    assert "Hidden sheets, imported only if you choose their table: Old budget." in text_of(app)
    assert "3 hidden" in list(app.dataframe[0].value.index)
    app = app.radio[0].set_value(True).run()
    assert app.radio[0].value is True


def test_reading_can_be_stopped_and_imported_files_are_listed(
    app: AppTest, empty_plan: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = JUSTICE + "".join(f"{n};Programme {n};Justice;5\n" for n in range(100, 40_000))
    monkeypatch.setattr(file_widgets, "PATIENCE", 0)
    app = hand_in(app, ("long.csv", long))
    assert "Reading long.csv" in text_of(app)
    app = button(app, "Stop").run()
    assert app.file_uploader[0].value in (None, [])
    monkeypatch.setattr(file_widgets, "PATIENCE", 60)

    app = button(to_the_end(hand_in(app, ("long.csv", JUSTICE))), "Import")
    app = app.button_group[0].set_value("imports").run()

    assert list(app.dataframe[0].value["file"]) == ["long.csv"]
    button(app, "Undo this")
    assert store.load(empty_plan).revision == 3


def test_columns_of_single_years_are_not_called_without_a_place(app: AppTest) -> None:
    lines = "Project title,Ministry,2027,2028,Colour\nMediation,Justice,5,6,red\n"
    app = button(hand_in(app, ("years.csv", lines)), "Continue")

    assert "they were read as approved: C (2027), D (2028)" in text_of(app)
    assert "1 column of the file without a place in the plan" in text_of(app)
    assert [one.label for one in app.checkbox] == ["Keep E Colour"]


def test_one_answer_for_all_is_not_offered_where_the_likeliest_differ(app: AppTest) -> None:
    lines = "Project title,Country,Budget\nMediation,Cameroon,5 FCFA\nTraining,Senegal,6 FCFA\n"
    app = button(button(hand_in(app, ("two.csv", lines)), "Continue"), "Continue")
    app = button(app, GO)

    asked_for = [one for one in app.selectbox if "pays in the first" in one.label]
    assert [one.options for one in asked_for] == [["XAF", "XOF"], ["XOF", "XAF"]]
    assert not [one for one in app.selectbox if one.label.startswith("One answer for all")]
