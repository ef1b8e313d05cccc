"""The return desk on screen: out, late, back, settled, applied, undone; problems as lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from openpyxl.workbook import Workbook

from planner.changes import OriginKind, edit
from planner.languages.voice import Voice
from planner.problems import Problem, Severity
from planner.services.returns import issuing
from planner.services.returns.desk import compare_files
from planner.services.returns.status import ReturnState
from planner.store import Store
from planner.tables import Cost
from planner.ui import state
from planner.ui.problem_lines import lines_of
from tests.returns.office import cell, new_row, worked_in
from tests.ui.conftest import FOCAL_POINT, Open
from tests.ui.desks import (
    DECREE,
    INTERIOR,
    LAW,
    PMO,
    TODAY,
    answer,
    back,
    both,
    part,
    press,
    said,
    save,
    sentence,
    setting,
    state_of,
    title,
    write,
)


def test_without_ministries_the_page_leads_to_them(empty_plan: str, open_page: Open) -> None:
    app = open_page("returns")

    assert app.main.subheader[0].value == "No ministries yet"
    assert app.main.button[0].label == "Go to Ministries"


def test_before_anything_went_out_each_part_says_so(sample_plan: str, open_page: Open) -> None:
    app = open_page("returns")
    assert "No workbook has gone out yet" in app.main.info[-1].value

    part(app, "status")
    assert "nobody can be late" in app.main.info[0].value

    part(app, "received")
    assert "Nothing is stored before Apply" in said(app)


def test_a_workbook_is_made_put_on_record_and_comes_with_its_letter(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("returns")
    app.main.multiselect[0].set_value([PMO]).run()
    due = state.today() + timedelta(days=30)
    app.main.date_input[0].set_value(due).run()

    press(app, "Make 1 workbook")

    (issue,) = store.issues(sample_plan)
    assert (issue.ministry, issue.due_on) == (PMO, due)
    assert "1 workbook ready to send" in said(app)
    assert Voice().day(due) in str(app.main.text_area[0].value)
    assert list(app.main.dataframe[0].value["file"]) == [issue.file]


def test_who_is_late_is_told_in_days_with_a_letter_each(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    issuing.issue(
        FOCAL_POINT, store, sample_plan, today=TODAY, ministries=[PMO], due_on=date(2020, 1, 31)
    )

    app = part(open_page("returns"), "status")

    first = app.main.dataframe[0].value.iloc[0]
    assert (first["ministry"], first["state"]) == ("Prime Minister's Office", "▲ late")
    assert first["late"].endswith(" days")
    assert app.main.subheader[0].value == "Remind 1 ministry"
    assert "31 January 2020" in str(app.main.text_area[0].value)


def test_every_state_is_said_with_a_mark_and_a_word() -> None:
    words = [str(each.label) for each in ReturnState]

    assert words == ["▲ late", "◐ on the desk", "○ waiting", "– not sent", "✓ returned"]


def test_an_untouched_return_changes_nothing_and_goes_on_record(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = back(open_page, issued[PMO])
    assert sentence(app) == "Nothing changes."

    app.main.text_input[0].set_value("By hand, from the registry").run()
    press(app, "Put on record")

    (receipt,) = store.receipts("Sample")
    assert (receipt.ministry, receipt.revision) == (PMO, 0)
    assert receipt.note == "By hand, from the registry"
    assert store.load("Sample").revision == 1
    assert len(app.file_uploader) == 1


def test_a_conflict_shows_all_versions_and_nothing_is_stored_before_apply(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = both(open_page, issued)
    assert sentence(app) == "Nothing changes. 1 conflict needs a decision."

    part(app, "conflicts", 1)
    for words in (title(store), LAW, DECREE, "As sent", "The plan now", "Actions, cell B3"):
        assert words in said(app)
    answer(app, "ours")
    assert sentence(app) == "Nothing changes."
    assert store.load("Sample").revision == 1


def test_a_settled_conflict_is_applied_as_one_change_and_undone(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    before = title(store)
    app = part(both(open_page, issued), "conflicts", 1)
    write(app, "A council by both")
    assert sentence(app) == "1 cell changed."

    press(app, "Apply")
    assert title(store) == "A council by both"
    entry = store.entry("Sample", 2)
    assert entry.changeset.origin.kind is OriginKind.RETURN
    assert len(store.receipts("Sample")) == 2

    press(app, "Undo")
    assert title(store) == before


def test_a_typed_text_that_is_no_value_is_refused_and_decides_nothing(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = part(
        back(
            open_page,
            worked_in(issued[PMO], setting("costs", "C-0001", "mid", 1)),
            worked_in(issued[INTERIOR], setting("costs", "C-0001", "mid", 2)),
        ),
        "conflicts",
        1,
    )

    write(app, "about a million")
    assert "is not a number" in app.main.error[0].value
    assert sentence(app) == "Nothing changes. 1 conflict needs a decision."
    write(app, "1 500")
    press(app, "Apply")

    assert store.load("Sample").get(Cost, "C-0001").mid == Decimal(1500)


def test_a_return_that_is_left_out_takes_its_conflict_with_it(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = both(open_page, issued)

    app.main.toggle[1].set_value(False).run()

    assert sentence(app) == "1 cell changed."
    assert "left out by you" in said(app)
    press(app, "Apply")
    assert title(store) == LAW
    assert len(store.receipts("Sample")) == 1
    assert len(app.main.toggle) == 1


def test_a_file_that_changes_what_another_ministry_leads_is_doubted_at_the_button(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    theirs = worked_in(issued[INTERIOR], setting("actions", "A-001", "title", DECREE))

    app = back(open_page, theirs)

    assert sentence(app) == "Nothing changes. 1 conflict needs a decision."
    assert "1 doubtful change waits for a decision" in app.main.warning[0].value
    part(app, "conflicts", 1)
    assert "leads this row" in said(app)
    answer(app, "theirs")
    press(app, "Apply")
    (decided,) = store.decisions("Sample")
    assert (decided.row_id, decided.taken) == ("A-001", DECREE)
    assert decided.answered_by == decided.actor != ""
    assert DECREE in decided.returned


def test_what_has_gone_out_can_be_fetched_again_and_lies_ready_after_a_new_start(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    made = open_page("returns")
    made.main.multiselect[0].set_value([PMO]).run()
    press(made, "Make 1 workbook")
    app = open_page("returns")

    first = store.issues("Sample")[-1].number
    files = issuing.again(FOCAL_POINT, store, "Sample", [first]).files

    assert "1 workbook ready to send" in said(app)
    assert files[0].issue.number == first
    desk = compare_files(FOCAL_POINT, store, "Sample", [("x.xlsx", files[0].content)])
    assert (desk.files[0].issue, desk.changes) == (first, ())


def test_a_desk_that_is_out_of_date_says_so_by_itself(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = both(open_page, issued)
    assert "look again first" not in said(app)
    here = state_of(app).kept["Sample:returns:session"]
    cost = store.load("Sample").get(Cost, "C-0002")

    save(store, list(edit(cost, replace(cost, mid=Decimal(7)))))

    assert (here.desk.revision, store.load("Sample").revision) == (1, 2)
    assert here.desk.revision != store.load("Sample").revision


def test_one_answer_settles_the_conflicts_of_a_ministry_and_a_table(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = part(
        back(
            open_page,
            worked_in(issued[PMO], lambda book: [
                setting("costs", "C-0001", "mid", 1)(book),
                setting("costs", "C-0002", "mid", 1)(book),
                setting("actions", "A-001", "title", LAW)(book),
            ]),
            worked_in(issued[INTERIOR], lambda book: [
                setting("costs", "C-0001", "mid", 2)(book),
                setting("costs", "C-0002", "mid", 2)(book),
                setting("actions", "A-001", "title", DECREE)(book),
            ]),
        ),
        "conflicts",
        1,
    )  # fmt: skip
    whose = next(one for one in app.main.selectbox if one.label == "Ministry")
    whose.set_value("Prime Minister's Office").run()
    both = next(one for one in app.main.selectbox if one.label == "One answer for all 2")

    both.set_value(next(one for one in both.options if "Prime Minister" in one)).run()

    assert sentence(app) == "2 cells changed. 1 conflict needs a decision."
    press(app, "Apply")
    assert store.load("Sample").get(Cost, "C-0001").mid == Decimal(1)
    assert sentence(app) == "Nothing changes. 1 conflict needs a decision."
    assert store.receipts("Sample") == ()


def test_a_row_that_is_not_in_the_file_stays_unless_told_otherwise(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    def without(book: Workbook) -> None:
        sheet = book["Milestones"]
        sheet.delete_rows(cell(book, "milestones", "MS-0001", "title").row)

    app = part(back(open_page, worked_in(issued[PMO], without)), "questions", 1)
    assert sentence(app) == "Nothing changes."
    assert "withdrawn?" in said(app)

    answer(app, "theirs")

    assert sentence(app) == "1 row removed."
    press(app, "Apply")
    assert "MS-0001" not in store.load("Sample").rows("milestones")


def test_a_new_row_is_shown_beside_the_one_it_resembles(
    issued: dict[str, bytes], open_page: Open
) -> None:
    def again(book: Workbook) -> None:
        known = cell(book, "programmes", "P-0082", "title").value
        new_row(book, "programmes", title=f"{known} (phase two)")

    app = part(back(open_page, worked_in(issued[PMO], again)), "questions", 1)
    assert "resembles P-0082" in said(app)
    assert sentence(app) == "1 row added."
    assert list(app.main.table[0].value.columns)[1:] == [
        "New row",
        *app.main.table[0].value.columns[2:],
    ]

    answer(app, "ours")

    assert sentence(app) == "Nothing changes."


def test_when_the_plan_moves_on_the_returns_are_compared_again(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = part(both(open_page, issued), "conflicts", 1)
    answer(app, "ours")
    cost = store.load("Sample").get(Cost, "C-0002")
    save(store, list(edit(cost, replace(cost, mid=Decimal(7)))))

    app.run()

    assert "compared with it again" in app.main.info[0].value
    assert sentence(app) == "Nothing changes."


def test_problems_stand_as_tab_section_cell_and_one_sentence_with_a_letter(
    issued: dict[str, bytes], open_page: Open
) -> None:
    spoilt = worked_in(issued[PMO], setting("milestones", "MS-0001", "due", "in spring"))

    app = part(back(open_page, spoilt), "problems", 1)

    first = app.main.table[0].value.iloc[0]
    assert list(first.index[1:]) == ["Tab", "Section", "Cell", "What is wrong"]
    assert (first["Tab"], first["Section"], first["Cell"]) == ("Milestones", "Due", "D3")
    assert "in spring” is not a date" in first["What is wrong"]
    assert "in spring" in str(app.main.text_area[0].value)


def problem(severity: Severity, cell: str, message: str, code: str = "x") -> Problem:
    return Problem(severity=severity, code=code, message=message, sheet="Costs", cell=cell)


def test_the_same_words_about_many_cells_are_one_line_in_the_order_of_the_sheet() -> None:
    cells = ["AA1", "B10", "B9", "C1", "D1", "E1", "F1", "G1"]

    (line,) = lines_of(problem(Severity.ERROR, cell, "Not a date.") for cell in cells)

    assert line.cells == "B9, B10, C1, D1, E1, F1 and 2 more"


def test_errors_come_first_and_repeats_in_other_words_are_counted() -> None:
    notes = [problem(Severity.NOTE, "A1", "To know.", "note")]
    errors = [problem(Severity.ERROR, f"B{n}", f"“{n}” is not a date.") for n in range(10)]

    lines = lines_of([*notes, *errors])

    assert [line.severity for line in lines] == [*[Severity.ERROR] * 4, Severity.NOTE]
    assert lines[3].sentence == "7 more like these."
