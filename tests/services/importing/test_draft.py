"""A file on its way into a plan: what is settled of it, what is open, and what is remembered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.changes import Origin, OriginKind, insert
from planner.errors import WrongValue
from planner.services import editing
from planner.services.importing.draft import ImportDraft, open_draft
from planner.services.importing.preview import apply_import
from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Certificate, Ministry
from tests.intake.difficult.making import workbook
from tests.services.importing.lists import ME, PLAN, begun, programmes

HEAD = "No;Project title;Ministry;Status;Start;Budget;Donor\n"
LIST = (
    f"{HEAD}1;Courts;Ministry of Justice;En panne;03/04/2027;1.250;The Fund\n"
    "2;Prisons;Ministry of Justise;running;05/06/2027;2.500;\n"
    "3;Wells;Ministry of Water;Compl.;07/08/2027;1.000;The Union\n"
)
ONE = f"{HEAD}1;Courts;Ministry of Justice;En panne;;;The Fund\n"
REGISTER = "Name,Audience,Course,Passed on\nAbel Tarn,Pilots,Basics,2026-01-01\n"


@pytest.fixture
def plan(store: Store) -> Store:
    """A store with a plan that has one ministry."""
    change = insert(Ministry(id="M-01", name="Ministry of Justice"))
    form = Origin(kind=OriginKind.FORM)
    editing.save(ME, begun(store), PLAN, [change], reason="", origin=form, base_revision=1)
    return store


def opened(store: Store, text: str | bytes, name: str = "a.csv") -> ImportDraft:
    content = text.encode() if isinstance(text, str) else text
    return open_draft(ME, store, PLAN, name, content)


def imported(store: Store, draft: ImportDraft) -> ImportDraft:
    done = draft.settle_answers()
    assert apply_import(ME, store, done.preview()) is not None
    return done


def blockers(draft: ImportDraft) -> list[str]:
    return [str(one) for one in draft.blockers]


def test_texts_that_are_in_no_list_block_and_say_how_many(plan: Store) -> None:
    draft = opened(plan, LIST)

    assert blockers(draft) == ["Still to settle: 2 in Ministry, 2 in Status."]
    asked = {m.text for listed in draft.chosen.lists for m in draft.in_question(listed)}
    assert asked == {"Ministry of Water", "Ministry of Justise", "En panne", "Compl."}


def test_every_text_is_answered_by_itself_or_many_at_once(plan: Store) -> None:
    draft = opened(plan, LIST).answer("status", {"En panne": "suspended", "Compl.": "finished"})
    draft = draft.answer("ministry", {"Ministry of Justise": "M-01"})
    draft = draft.answer("ministry", {"Ministry of Water": "Ministry of Water"})
    assert blockers(draft) == []

    imported(plan, draft)

    rows = programmes(plan)
    assert [row.status for row in rows.values()] == ["suspended", "running", "finished"]
    assert rows["Courts"].ministry == rows["Prisons"].ministry == "M-01"
    assert [one.name for one in open_plan(ME, plan, PLAN).of(Ministry)][1] == "Ministry of Water"


def test_an_answer_can_be_taken_back_alone_or_with_all_others(plan: Store) -> None:
    draft = opened(plan, LIST).answer("status", {"En panne": "suspended", "Compl.": "finished"})

    alone = draft.answer("status", {"EN PANNE": None})

    assert (alone.answer_to("status", "En panne"), alone.answer_to("status", "Compl.")) == (
        None,
        "finished",
    )
    assert draft.ask_again().answers == {}


def test_the_next_file_of_the_ministry_begins_with_the_answers_of_the_last(plan: Store) -> None:
    imported(plan, opened(plan, ONE).answer("status", {"En panne": "suspended"}))

    draft = opened(plan, ONE.replace("1;Courts", "2;Prisons"), "b.csv").recall()

    assert draft.is_recalled and draft.is_last_answer("status", "En panne")
    assert blockers(draft) == []
    imported(plan, draft)
    assert programmes(plan)["Prisons"].status == "suspended"


def test_columns_and_readings_are_remembered_too(plan: Store) -> None:
    draft = opened(plan, ONE.replace(";;;", ";;1.250;")).answer("status", {"En panne": ""})
    draft = draft.settle(decimal="point", keep=("Donor",))
    imported(plan, draft)
    assert programmes(plan)["Courts"].budget == Decimal("1.25")
    assert "Donor: The Fund" in programmes(plan)["Courts"].note

    again = opened(plan, ONE.replace(";;;", ";;2.500;").replace("Fund", "Union"), "b.csv").recall()

    assert (again.options.read.decimal, again.options.read.keep) == ("point", ("Donor",))


def test_the_very_same_file_is_not_asked_about_again(plan: Store) -> None:
    imported(plan, opened(plan, ONE).answer("status", {"En panne": ""}))

    again = opened(plan, ONE).recall()

    assert again.is_imported and not again.is_recalled
    assert blockers(again) == []
    assert "nothing changes" in str(again.preview().sentence)


def test_a_wish_that_does_not_fit_changes_nothing(plan: Store) -> None:
    draft = opened(plan, ONE)

    with pytest.raises(WrongValue):
        draft.settle(columns={"budget": "No such column"})

    assert draft.options.read.columns == {}


def test_another_header_another_table_and_another_kind_of_rows(plan: Store) -> None:
    sheets = workbook(
        {
            "Projects": [
                ["Ref", "Title", "Ministry"],
                *([str(n), f"P {n}", "J"] for n in range(3)),
            ],
            "Staff": [["Staff group", "Filled posts"], ["Border officers", 420], ["Judges", 80]],
        }
    )
    draft = opened(plan, sheets, "two.xlsx")
    assert [one.table for one in draft.first.tables] == ["programmes", "audiences"]

    second = draft.choose(1)
    assert (second.found.sheet.name, second.options.table) == ("Staff", 1)
    assert second.settle(header_row=1).found.sheet.name == "Staff"
    assert second.read_as("courses").found.table == "courses"
    assert second.preview().found.table == "audiences"


def test_a_draft_is_compared_with_the_plan_as_it_stands(plan: Store) -> None:
    draft = opened(plan, ONE)
    same = draft.on(open_plan(ME, plan, PLAN))
    change = insert(Ministry(id="M-02", name="Ministry of Water"))
    form = Origin(kind=OriginKind.FORM)
    editing.save(ME, plan, PLAN, [change], reason="", origin=form, base_revision=2)

    moved = draft.on(open_plan(ME, plan, PLAN))

    assert same is draft
    assert (draft.preview().revision, moved.preview().revision) == (2, 3)


def test_a_register_of_names_goes_on_only_when_names_become_codes(plan: Store) -> None:
    draft = opened(plan, REGISTER)
    draft = draft.answer("audience", {"Pilots": "Pilots"}).answer("course", {"Basics": "Basics"})
    assert blockers(draft) == ["Names have to become codes before anything is imported."]

    draft = draft.decide(salt=b"a phrase")
    assert blockers(draft) == []
    imported(plan, draft)

    (row,) = open_plan(ME, plan, PLAN).of(Certificate)
    assert row.holder.startswith("H-")
