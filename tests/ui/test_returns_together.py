"""The return desk as everybody's: kept, shared, told; rare conflicts, levels and letters."""

from __future__ import annotations

from openpyxl.workbook import Workbook

from planner.changes import delete, insert
from planner.choices import Classification
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import Action, Milestone
from tests.returns.office import worked_in
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


def test_the_desk_is_there_again_after_the_page_was_closed_and_for_everybody(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = part(both(open_page, issued), "conflicts", 1)
    write(app, "A council by both")

    other = open_page("returns")
    state_of(other).actor = "Cabinet office"
    part(part(other, "received"), "conflicts", 1)

    assert sentence(other) == "1 cell changed."
    asked = next(one for one in other.main.selectbox if ":cases:" in (one.key or ""))
    assert asked.value == "A council by both"
    assert "✓ Decided by" in said(other)
    assert store.load("Sample").revision == 1


def test_who_answers_a_case_that_another_answered_a_moment_ago_is_told(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    mine = part(both(open_page, issued), "conflicts", 1)
    theirs = part(part(open_page("returns"), "received"), "conflicts", 1)
    answer(mine, "ours")

    write(theirs, "A council by both")

    assert "answered by somebody else a moment ago" in theirs.main.error[0].value
    assert sentence(theirs) == "Nothing changes."


def test_apply_waits_when_somebody_else_has_just_answered(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    def edited(book: Workbook) -> None:
        setting("actions", "A-001", "title", LAW)(book)
        setting("costs", "C-0001", "unit", "each")(book)

    interior = worked_in(issued[INTERIOR], setting("actions", "A-001", "title", DECREE))
    mine = part(back(open_page, worked_in(issued[PMO], edited), interior), "conflicts", 1)
    theirs = part(part(open_page("returns"), "received"), "conflicts", 1)
    answer(theirs, "ours")

    press(mine, "Apply")

    assert "Nothing was applied" in mine.main.error[0].value
    assert store.load("Sample").revision == 1
    press(mine, "Apply")
    assert store.load("Sample").revision == 2
    assert title(store) not in (LAW, DECREE)


def test_clearing_the_desk_says_that_it_is_for_everybody(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    app = both(open_page, issued)
    assert "2 files and what was decided of them, for everybody" in said(app)

    press(app, "Clear it")

    assert len(app.file_uploader) == 1
    assert store.drafts("Sample", "return desk") == {}


def test_a_row_taken_out_here_that_they_edited_comes_back_with_their_edits(
    issued: dict[str, bytes], open_page: Open, store: Store
) -> None:
    edited = worked_in(issued[PMO], setting("milestones", "MS-0001", "title", "A team in place"))
    row = store.load("Sample").rows("milestones")["MS-0001"]
    save(store, [delete(row)])

    app = part(back(open_page, edited), "conflicts", 1)
    assert "Removed from the plan by Budget office" in said(app)
    assert "A team in place" in said(app)
    answer(app, "theirs")

    assert sentence(app) == "1 row added."
    press(app, "Apply")
    milestone = store.load("Sample").get(Milestone, "MS-0001")
    assert milestone.title == "A team in place"


def test_a_row_that_they_name_and_that_is_gone_is_said(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    short_lived = insert(Action(id="A-900", title="Ask the neighbours for help", lead=PMO))
    save(store, [short_lived])
    (file,) = issue(FOCAL_POINT, store, sample_plan, today=TODAY, ministries=[PMO]).files
    edited = worked_in(file.content, setting("costs", "C-0001", "action", "A-900"))
    save(store, [delete(store.load(sample_plan).get(Action, "A-900"))])

    app = part(back(open_page, edited), "conflicts", 1)

    assert "They name a row that is not in the plan any more" in said(app)
    assert sentence(app) == "Nothing changes. 1 conflict needs a decision."
    answer(app, "theirs")
    assert "cannot be done and will be left" in app.main.warning[0].value


def test_the_workbooks_level_is_chosen_and_what_it_keeps_back_is_said(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("returns")
    assert "marked above Government only and will not be in the workbooks" in app.main.info[0].value

    next(
        one for one in app.main.button_group if one.label == "For readers cleared up to"
    ).set_value(Classification.RESTRICTED).run()
    app.main.multiselect[0].set_value([PMO]).run()
    assert "Send it by a safe way" in app.main.warning[0].value
    press(app, "Make 1 workbook")

    assert store.issues(sample_plan)[0].level == "restricted"


def test_a_letter_is_changed_before_it_is_taken_along_and_put_back(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("returns")
    app.main.multiselect[0].set_value([PMO]).run()
    press(app, "Make 1 workbook")
    written = app.main.text_area[0].value

    app.main.text_area[0].set_value("Dear colleagues").run()
    part(app, "status")
    part(app, "send")

    assert app.main.text_area[0].value == "Dear colleagues"
    press(app, "Undo my changes")
    assert app.main.text_area[0].value == written
