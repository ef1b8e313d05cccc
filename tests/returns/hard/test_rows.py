"""Files with rows added, copied and written over, as a careful clerk would take them."""

from __future__ import annotations

from decimal import Decimal

from openpyxl.workbook import Workbook

from planner.changes import Insert
from planner.merge.cases import ConflictKind, DecisionKind, MergeDecision
from planner.services.returns.desk import decide
from planner.tables import Action
from tests.returns.office import Office, cell, changed, codes, new_row, problems, take, taken


def test_a_row_of_totals_is_left_out_and_one_that_is_wrong_is_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="Total", mid=99999)

    desk = take(added)

    assert desk.changes == ()
    assert codes(desk) == {"row.total", "total.differs"}


def test_a_row_of_totals_that_is_right_is_only_noted() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="TOTAL GENERAL", mid=22002)

    assert codes(take(added)) == {"row.total"}


def test_a_remark_below_the_table_is_not_a_row() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", description="Figures as of February, to be confirmed")

    desk = take(added)

    assert desk.changes == ()
    assert codes(desk) == {"row.lonely"}


def test_a_new_row_gets_an_id_and_its_ministry() -> None:
    def added(book: Workbook) -> None:
        new_row(
            book, "programmes", reference="F-9", title="Open data on arms imports", budget="2.5m"
        )

    office = Office()
    (change,) = office.take(added).changes

    assert isinstance(change, Insert)
    assert (change.id, change.values["ministry"]) == ("P-0006", "M-01")
    assert change.values["budget"] == Decimal(2500000)


def test_a_new_action_and_its_new_costs_come_in_together() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "actions", title="Publish the arms budget")
        new_row(book, "costs", action="Publish the arms budget", year=2027, line="Printing", mid=10)

    action, cost = take(added).changes

    assert isinstance(action, Insert)
    assert isinstance(cost, Insert)
    assert (action.id, action.values["lead"]) == ("A-003", "M-01")
    assert cost.values["action"] == "A-003"


def test_a_new_row_without_what_it_needs_is_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "costs", line="Cars", mid=10)

    desk = take(added)

    assert desk.changes == ()
    assert [problem.column for problem in problems(desk)] == ["action", "year"]


def test_a_new_row_that_another_ministry_already_has_is_added_and_told() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", title="Legal aid for displaced persons", reference="X-1")
        new_row(book, "programmes", title="Something else altogether", reference="j-2")

    desk = take(added)

    assert len(desk.changes) == 2
    assert {case.kind for case in desk.questions} == {ConflictKind.LOOK_ALIKE}
    said = " ".join(str(case.sentence) for case in desk.questions)
    assert "P-0004" in said
    assert "P-0005 (the same reference, of Ministry of Justice)" in said


def test_a_row_typed_again_under_its_own_reference_is_not_added() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "programmes", title="Grants, second phase", reference="F-2", budget=5)

    desk = take(added)

    assert desk.changes == ()
    assert [case.kind for case in desk.questions] == [ConflictKind.LOOK_ALIKE]


def test_a_copied_row_with_its_id_left_in_is_a_new_row() -> None:
    def copied(book: Workbook) -> None:
        new_row(
            book, "programmes", id="P-0002", title="Grants to regional councils", reference="F-7"
        )

    desk = take(copied)

    (change,) = desk.changes
    assert isinstance(change, Insert)
    assert change.id == "P-0006"
    assert codes(desk) == {"row.copied"}


def test_a_row_of_another_ministry_is_refused() -> None:
    def copied(book: Workbook) -> None:
        new_row(book, "programmes", id="P-0004", title="Ours now", reference="J-1")

    desk = take(copied)

    assert desk.changes == ()
    assert codes(desk) == {"row.not_issued"}


def test_a_row_that_moved_to_another_ministry_is_asked_about() -> None:
    def moved(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "ministry").value = "M-03 — Ministry of the Interior"

    desk = take(moved)

    assert (changed(desk), taken(desk)) == ({}, {"P-0002.ministry": "M-03"})
    assert codes(desk) == {"row.moved"}
    assert "from Ministry of Finance to Ministry of the Interior" in str(problems(desk)[0].message)


def test_a_reference_reported_under_another_row_is_asked_about() -> None:
    def swapped(book: Workbook) -> None:
        cell(book, "programmes", "P-0002", "reference").value = "F-3"
        cell(book, "programmes", "P-0003", "reference").value = "F-2"

    desk = take(swapped)

    assert codes(desk) == {"reference.elsewhere"}
    assert changed(desk) == {}
    assert taken(desk) == {"P-0002.reference": "F-3", "P-0003.reference": "F-2"}


def test_a_name_that_stands_for_no_row_is_told() -> None:
    def typed(book: Workbook) -> None:
        cell(book, "costs", "C-0002", "action").value = "Buy helicopters"

    desk = take(typed)

    assert changed(desk) == {}
    assert codes(desk) == {"name.unknown"}


def test_a_row_written_over_with_another_programme_is_asked_about() -> None:
    def written_over(book: Workbook) -> None:
        for column, value in (
            ("title", "Dredge the harbour"), ("reference", "F-99"), ("budget", 5),
        ):  # fmt: skip
            cell(book, "programmes", "P-0003", column).value = value

    desk = take(written_over)

    (case,) = desk.questions
    assert (desk.changes, case.kind) == ((), ConflictKind.LOOK_ALIKE)
    assert "typed over it" in str(case.sentence)
    added, same = (
        decide(desk, {case.key: MergeDecision(choice=choice)})
        for choice in (DecisionKind.THEIRS, DecisionKind.SAME)
    )
    assert [change.id for change in added.changes] == ["P-0006"]
    assert changed(same) == {
        "P-0003.title": "Dredge the harbour", "P-0003.reference": "F-99", "P-0003.budget": 5,
    }  # fmt: skip


def test_a_row_with_another_title_and_reference_and_all_else_the_same_is_asked_about() -> None:
    def retitled(book: Workbook) -> None:
        cell(book, "programmes", "P-0001", "title").value = "Dredge the harbour"
        cell(book, "programmes", "P-0001", "reference").value = "F-99"

    desk = take(retitled)

    assert changed(desk) == {}
    assert {case.column for case in desk.cases} == {"title", "reference"}
    assert codes(desk) == {"row.replaced"}


def test_titles_that_changed_places_wait_for_an_answer() -> None:
    def swapped(book: Workbook) -> None:
        one, two = (cell(book, "programmes", row, "title") for row in ("P-0001", "P-0003"))
        one.value, two.value = two.value, one.value

    desk = take(swapped)

    assert changed(desk) == {}
    assert codes(desk) == {"row.replaced"}


def test_a_new_title_for_the_same_programme_is_not_doubted() -> None:
    def retitled(book: Workbook) -> None:
        cell(book, "programmes", "P-0003", "title").value = "Yearly review of how forces spend"
        cell(book, "actions", "A-001", "title").value = "Money set aside for early warning systems"

    assert codes(take(retitled)) == set()


def test_a_copy_of_the_sheet_that_was_worked_in_counts_once() -> None:
    def worked(book: Workbook) -> None:
        book.copy_worksheet(book["Programmes"]).title = "As we got it"
        cell(book, "programmes", "P-0001", "country").value = "The north"

    desk = take(worked)

    assert changed(desk) == {"P-0001.country": "The north"}
    assert codes(desk) == {"sheet.repeated"}


def test_a_number_that_the_ministry_made_up_names_its_own_row_and_no_later_one_of_ours() -> None:
    def added(book: Workbook) -> None:
        new_row(book, "actions", id="A-003", title="Publish the arms budget")
        new_row(book, "costs", action="A-003", year=2027, line="Printing", mid=10)

    office = Office()
    content = office.edited(added)
    office.add(Action(id="A-003", title="Quite another action, entered since", lead="M-03"))

    desk = office.back(content)

    action, cost = desk.changes
    assert isinstance(action, Insert)
    assert isinstance(cost, Insert)
    assert (action.id, action.values["title"]) == ("A-004", "Publish the arms budget")
    assert cost.values["action"] == "A-004"
    assert codes(desk) == {"row.unknown_id"}


def test_a_row_that_the_plan_got_since_may_be_named() -> None:
    office = Office()
    content = office.edited(lambda book: new_row(
        book, "costs", action="A-003", year=2027, line="Printing", mid=10))  # fmt: skip
    office.add(Action(id="A-003", title="An action entered since", lead="M-01"))

    (cost,) = office.back(content).changes

    assert isinstance(cost, Insert)
    assert cost.values["action"] == "A-003"
