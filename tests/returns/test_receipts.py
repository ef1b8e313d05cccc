"""What was taken in and then undone is owed again, and its file may come again."""

from __future__ import annotations

from openpyxl.workbook import Workbook

from planner.services import editing
from planner.services.returns.status import ReturnState, status
from planner.tables import Programme
from tests.returns.office import PLAN, TODAY, Office, cell, changed


def retitle(book: Workbook) -> None:
    cell(book, "programmes", "P-0001", "title").value = "Taken"


def state_of(office: Office) -> ReturnState:
    standings = status("Focal point", office.store, PLAN, TODAY)
    return next(one.state for one in standings if one.ministry == "M-01")


def test_a_return_that_was_undone_may_be_taken_in_again() -> None:
    office = Office()
    content = office.edited(retitle)
    office.apply(office.back(content))
    assert state_of(office) is ReturnState.RETURNED
    assert office.back(content).included == ()

    editing.undo("Focal point", office.store, PLAN, 2)

    assert state_of(office) is ReturnState.WAITING
    assert changed(office.back(content)) == {"P-0001.title": "Taken"}


def test_an_undo_that_was_undone_counts_for_nothing() -> None:
    office = Office()
    content = office.edited(retitle)
    office.apply(office.back(content))
    editing.undo("Focal point", office.store, PLAN, 2)

    editing.undo("Focal point", office.store, PLAN, 3)

    assert office.plan.get(Programme, "P-0001").title == "Taken"
    assert state_of(office) is ReturnState.RETURNED
    assert office.back(content).included == ()
