"""The desk from issue to undo: conflicts, decisions, corrections, who is late."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from openpyxl.workbook import Workbook

from planner.errors import NotAllowed, StaleChange, UnknownRow
from planner.merge.cases import DecisionKind, MergeDecision
from planner.services import editing
from planner.services.returns.applying import apply_desk
from planner.services.returns.desk import bulk, compare_files, decide, exclude, problem_letters
from planner.services.returns.issuing import issue
from planner.services.returns.status import ReturnState, chase_list, status
from planner.tables import Cost, Programme
from tests.returns.office import PLAN, TODAY, Edit, Office, cell, changed, new_row, put, worked_in


def setting(table: str, row_id: str, column: str, value: object) -> Edit:
    def edit(book: Workbook) -> None:
        cell(book, table, row_id, column).value = value  # type: ignore[assignment]  # any value

    return edit


def shared_cost(office: Office, ministry: str, amount: int) -> bytes:
    return office.edited(setting("costs", "C-0001", "mid", amount), ministry)


def test_two_ministries_that_differ_are_one_conflict_with_both_words() -> None:
    office = Office()
    desk = office.back(shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000))

    (case,) = desk.conflicts
    assert [one.value for one in case.returned] == [Decimal(11000), Decimal(9000)]
    assert {one.ministry for one in case.returned} == {
        "Ministry of Finance", "Ministry of Justice",
    }  # fmt: skip
    assert {(one.sheet, one.cell[1:]) for one in case.returned} == {("Cost lines", "3")}
    assert case.issued == Decimal("10002.00")
    assert desk.changes == ()
    assert "1 conflict" in str(desk.sentence)


def test_a_later_edit_of_ours_is_shown_with_who_made_it() -> None:
    office = Office()
    content = office.edited(setting("programmes", "P-0001", "budget", 2000))
    office.set("programmes", "P-0001", "budget", Decimal(1500), actor="Budget office")

    (case,) = office.back(content).conflicts

    assert (case.issued, case.returned[0].value, case.ours) == (
        Decimal("1250.50"), Decimal(2000), Decimal(1500),
    )  # fmt: skip
    assert case.ours_by == "Budget office"
    assert case.ours_at is not None


def test_a_conflict_is_settled_by_theirs_ours_or_a_third_value_and_undone_whole() -> None:
    office = Office()
    before = office.plan
    contents = shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000)
    desk = office.back(*contents)
    key = desk.conflicts[0].key
    justice = next(one.key for one in desk.conflicts[0].returned if one.value == 9000)

    theirs = decide(desk, {key: MergeDecision(choice=DecisionKind.THEIRS, by=justice)})
    between = decide(desk, {key: MergeDecision(choice=DecisionKind.VALUE, value=Decimal(10000))})
    ours = decide(desk, {key: MergeDecision(choice=DecisionKind.OURS)})

    assert changed(theirs) == {"C-0001.mid": Decimal(9000)}
    assert changed(between) == {"C-0001.mid": Decimal(10000)}
    assert changed(ours) == {}
    assert decide(ours, {key: None}).open == desk.open
    applied = apply_desk("Focal point", office.store, between)
    assert applied.entry
    assert office.plan.get(Cost, "C-0001").mid == Decimal(10000)
    editing.undo("Focal point", office.store, PLAN, applied.entry.revision)
    assert office.plan == before


def test_all_cost_columns_of_one_ministry_are_decided_at_once() -> None:
    office = Office()

    def worked(book: Workbook) -> None:
        cell(book, "costs", "C-0001", "mid").value = 1
        cell(book, "costs", "C-0002", "mid").value = 2
        cell(book, "programmes", "P-0001", "title").value = "Theirs"

    content = office.edited(worked)
    for row_id in ("C-0001", "C-0002"):
        office.set("costs", row_id, "mid", Decimal(5))
    office.set("programmes", "P-0001", "title", "Ours")
    desk = office.back(content, office.edited(lambda book: book, "M-02"))

    decisions = bulk(desk, DecisionKind.THEIRS, ministry="M-01", table="costs", columns=["mid"])
    decided = decide(desk, decisions)

    assert changed(decided) == {"C-0001.mid": Decimal(1), "C-0002.mid": Decimal(2)}
    assert [case.id for case in decided.open] == ["P-0001"]


def test_a_return_that_is_left_out_says_nothing_until_it_is_taken_in_again() -> None:
    office = Office()
    desk = office.back(shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000))
    justice = next(file.key for file in desk.files if file.ministry == "M-02")

    without = exclude(desk, [justice])

    assert changed(without) == {"C-0001.mid": Decimal(11000)}
    assert without.conflicts == ()
    assert [case.key for case in exclude(without, []).conflicts] == [
        case.key for case in desk.conflicts
    ]


def test_who_changed_ours_is_still_known_after_a_return_was_left_out_and_taken_in_again() -> None:
    office = Office()
    contents = shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000)
    office.set("costs", "C-0001", "mid", Decimal(10500), actor="Budget office")
    desk = office.back(*contents)
    keys = [file.key for file in desk.files]

    for without in (keys[:1], keys[1:], keys):
        again = exclude(exclude(desk, without), [])

        assert again.cases == desk.cases
        assert (again.cases[0].ours_by, again.cases[0].ours) == ("Budget office", Decimal(10500))
        assert again.cases[0].ours_at is not None


def test_what_came_from_an_earlier_return_says_from_which_cell() -> None:
    office = Office()
    first, second = shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000)
    office.apply(office.back(first))

    (case,) = office.back(second).conflicts

    assert case.ours_by == "Focal point"
    assert case.ours_from == "return-1.xlsx: Cost lines!I3"


def test_decisions_are_kept_when_a_return_is_left_out_and_taken_in_again() -> None:
    office = Office()
    content = office.edited(setting("programmes", "P-0001", "budget", 2000))
    office.set("programmes", "P-0001", "budget", Decimal(1500))
    desk = office.back(content, office.edited(lambda book: book, "M-02"))
    decided = decide(desk, {desk.conflicts[0].key: MergeDecision(choice=DecisionKind.THEIRS)})
    other = [file.key for file in desk.files if file.ministry == "M-02"]

    assert exclude(exclude(decided, other), []).decisions == decided.decisions
    assert exclude(decided, [decided.conflicts[0].by[0]]).decisions == {}


def test_a_settled_file_changes_nothing_when_it_is_handed_in_again() -> None:
    office = Office()
    content = office.edited(lambda book: new_row(book, "programmes", title="A brand new programme"))
    plan = office.apply(office.back(content))

    again = office.back(content)

    assert again.changes == ()
    assert again.files[0].settled is not None
    assert "at revision 2" in str(again.summary(again.files[0]))
    assert len(plan.of(Programme)) == 6


def test_a_file_with_an_open_conflict_is_not_settled() -> None:
    office = Office()
    contents = shared_cost(office, "M-01", 11000), shared_cost(office, "M-02", 9000)
    applied = apply_desk("Focal point", office.store, office.back(*contents))

    desk = office.back(*contents)

    assert applied.entry is None
    assert applied.receipts == ()
    assert len(desk.conflicts) == 1


def test_a_ministry_that_corrects_its_return_is_held_against_what_it_said_before() -> None:
    office = Office()
    issued = office.file()

    def first(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "budget").value = 2000
        cell(book, "programmes", "P-0002", "country").value = "The north"
        new_row(book, "programmes", title="Grants for mediators", reference="F-8", budget=10)

    def second(book: Workbook) -> None:
        first(book)
        cell(book, "programmes", "P-0001", "budget").value = 2100
        cell(book, "programmes", "P-0002", "country").value = None
        put(book["Programmes"], 6, 3, "Grants for village mediators")

    office.apply(office.back(worked_in(issued, first)))
    desk = office.back(worked_in(issued, second))

    assert desk.conflicts == ()
    assert changed(desk) == {
        "P-0001.budget": Decimal(2100),
        "P-0006.title": "Grants for village mediators",
    }
    assert [case.kind.value for case in desk.questions] == ["emptied"]


def test_a_row_that_we_took_out_and_they_edited_comes_back_only_when_a_person_says_so() -> None:
    office = Office()
    content = office.edited(setting("programmes", "P-0003", "country", "The south"))
    whole = office.edited(lambda book: book["Programmes"].delete_rows(5))
    cut = office.back(whole)
    office.apply(decide(cut, bulk(cut, DecisionKind.THEIRS, kinds=[cut.cases[0].kind])))

    desk = office.back(content)

    (case,) = desk.conflicts
    assert desk.changes == ()
    after = office.apply(decide(desk, {case.key: MergeDecision(choice=DecisionKind.THEIRS)}))
    assert after.get(Programme, "P-0003").country == "The south"
    assert after.get(Programme, "P-0003").budget == Decimal("40000.25")


def test_applying_to_a_plan_that_moved_on_is_refused() -> None:
    office = Office()
    desk = office.back(shared_cost(office, "M-01", 11000))
    office.set("programmes", "P-0001", "title", "Meanwhile")

    with pytest.raises(StaleChange):
        apply_desk("Focal point", office.store, desk)


def test_a_decision_on_no_case_of_the_desk_is_refused() -> None:
    desk = Office().take(lambda book: book)

    with pytest.raises(UnknownRow):
        decide(desk, {"cell/programmes/P-0001/title": MergeDecision(choice=DecisionKind.OURS)})


def test_who_has_returned_and_who_is_late_by_how_much() -> None:
    office = Office()
    finance = office.file("M-01")
    issue("Focal point", office.store, PLAN, today=TODAY, ministries=["MOJ"],
                  due_on=date(2027, 4, 10))  # fmt: skip
    later = date(2027, 4, 15)

    def standings(on: date) -> dict[str, tuple[ReturnState, int]]:
        found = status("Focal point", office.store, PLAN, on)
        return {one.ministry: (one.state, one.late) for one in found}

    assert standings(TODAY)["M-01"] == (ReturnState.WAITING, 0)
    assert standings(later) == {
        "M-01": (ReturnState.LATE, 15),
        "M-02": (ReturnState.LATE, 5),
        "M-03": (ReturnState.NOT_ISSUED, 0),
    }
    apply_desk("Focal point", office.store, office.back(finance))
    assert standings(later)["M-01"] == (ReturnState.RETURNED, 0)
    letters = chase_list("Focal point", office.store, PLAN, later)
    assert [letter.ministry for letter in letters] == ["M-02"]
    assert "10 April 2027" in letters[0].text
    assert "Days since then: 5." in letters[0].text


def test_a_workbook_that_was_superseded_answers_what_it_was_made_from_and_counts() -> None:
    office = Office()
    older = office.edited(setting("programmes", "P-0001", "budget", 2000))
    office.set("programmes", "P-0002", "title", "Renamed since")
    office.file()
    late = date(2027, 4, 15)

    desk = office.back(older)
    assert [p.code for p in desk.files[0].problems if p.code.startswith("return.")] == [
        "return.superseded"
    ]
    after = office.apply(desk)
    finance = {s.ministry: s for s in status("Focal point", office.store, PLAN, late)}["M-01"]
    assert after.get(Programme, "P-0002").title == "Renamed since"
    assert after.get(Programme, "P-0001").budget == Decimal(2000)
    assert (finance.state, finance.late) == (ReturnState.RETURNED, 0)
    assert finance.made_from is not None
    assert finance.made_from.number == desk.files[0].issue
    assert "a newer one went out on" in str(finance.remark)
    assert chase_list("Focal point", office.store, PLAN, late) == ()


def test_a_return_from_before_the_newer_workbook_does_not_answer_it() -> None:
    office = Office()
    office.apply(office.back(office.file()))
    office.file()

    (finance, *_) = status("Focal point", office.store, PLAN, date(2027, 4, 15))

    assert (finance.ministry, finance.state, finance.late) == ("M-01", ReturnState.LATE, 15)


def test_the_newer_workbook_answers_when_both_come_back() -> None:
    office = Office()
    older, newer = office.file(), office.edited(setting("programmes", "P-0001", "budget", 9))
    office.apply(office.back(older))
    office.apply(office.back(newer))
    office.apply(office.back(older))

    standings = status("Focal point", office.store, PLAN, TODAY)

    finance = next(one for one in standings if one.ministry == "M-01")
    assert (finance.state, finance.made_from) == (ReturnState.RETURNED, None)


def test_no_letter_before_the_day_is_over() -> None:
    office = Office()
    office.file("M-01")

    due = date(2027, 3, 31)

    assert chase_list("Focal point", office.store, PLAN, due) == ()
    assert len(chase_list("Focal point", office.store, PLAN, due + timedelta(1))) == 1


def test_each_ministry_is_written_to_about_its_own_problems_only() -> None:
    office = Office()
    finance = office.edited(setting("programmes", "P-0001", "budget", "see annex"), "M-01", "fr")
    justice = office.edited(setting("programmes", "P-0004", "start", "some day"), "M-02")

    letters = {one.ministry: one for one in problem_letters(office.back(finance, justice), TODAY)}

    assert letters.keys() == {"M-01", "M-02"}
    assert "some day" not in letters["M-01"].text
    assert "see annex" in letters["M-01"].text
    assert "some day" in letters["M-02"].text


def test_nobody_does_nothing() -> None:
    office = Office()

    with pytest.raises(NotAllowed):
        issue(" ", office.store, PLAN, today=TODAY)
    with pytest.raises(NotAllowed):
        compare_files("", office.store, PLAN, [])
