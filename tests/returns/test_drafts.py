"""What is on the desk is everybody's, outlives a visit, and nobody loses a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.errors import NotAllowed
from planner.merge.cases import Case
from planner.services import editing
from planner.services.returns import drafts
from planner.services.returns.applying import apply_desk, keep_unapplied
from planner.services.returns.desk import ReturnDesk, open_desk
from planner.services.returns.status import ReturnState, chase_list, status
from planner.store import Store
from tests.returns.office import PLAN, Office, changed
from tests.returns.test_desk import setting

ONE, OTHER = "Focal point", "Cabinet office"
THEIRS, OURS = "theirs", "ours"


def handed_in(office: Office) -> tuple[bytes, bytes]:
    """Two returns on the desk that contradict two later edits of ours."""
    finance = office.edited(setting("programmes", "P-0001", "budget", 2000))
    justice = office.edited(setting("programmes", "P-0004", "title", "Legal aid"), "M-02")
    office.set("programmes", "P-0001", "budget", Decimal(1500))
    office.set("programmes", "P-0004", "title", "Legal advice")
    drafts.hand_in(ONE, office.store, PLAN, "finance.xlsx", finance)
    drafts.hand_in(OTHER, office.store, PLAN, "justice.xlsx", justice)
    return finance, justice


def seen(office: Office, before: ReturnDesk | None = None) -> ReturnDesk:
    return open_desk(ONE, office.store, PLAN, before)


def give(office: Office, actor: str, desk: ReturnDesk, case: Case, answer: str) -> bool:
    """Whether an answer was kept; a blank takes one back."""
    said = {case.key: answer}
    return not drafts.keep_answers(actor, office.store, PLAN, desk.drafts, said, desk.cases)


def answered(desk: ReturnDesk, case: Case) -> tuple[str, str]:
    """What was answered to a case, and by whom."""
    return desk.drafts.answer(case), desk.drafts.author(case.key)


def test_files_and_answers_outlive_the_visit_and_nothing_of_them_is_in_the_plan(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    office = Office(Store(url))
    contents = handed_in(office)
    desk = seen(office)
    budget, title = desk.conflicts
    before = office.plan
    give(office, ONE, desk, budget, "1750.50")
    drafts.keep_note(ONE, office.store, PLAN, desk.drafts, desk.files[0].digest, "By hand")
    office.store.close()

    later = Office.__new__(Office)
    later.store = Store(url)
    desk = seen(later)

    files = desk.drafts.files
    assert [(one.file, one.by) for one in files] == [("finance.xlsx", ONE), ("justice.xlsx", OTHER)]
    assert desk.drafts.people == (OTHER, ONE)
    assert desk.notes == {desk.files[0].key: "By hand"}
    assert answered(desk, budget) == ("1750.50", ONE)
    assert answered(desk, title) == ("", "")
    assert changed(desk) == {"P-0001.budget": Decimal("1750.50")}
    kept = [drafts.content_of(ONE, later.store, PLAN, one.digest) for one in files]
    assert kept == [*contents]
    assert later.plan == before


def test_two_people_who_settle_different_cases_lose_nothing() -> None:
    office = Office()
    handed_in(office)
    mine = seen(office)
    theirs = seen(office, mine)
    budget, title = mine.conflicts

    assert give(office, ONE, mine, budget, THEIRS)
    assert give(office, OTHER, theirs, title, OURS)

    desk = seen(office, mine)
    assert desk.open == ()
    assert changed(desk) == {"P-0001.budget": Decimal(2000)}


def test_who_answers_what_another_has_answered_meanwhile_is_told_and_nothing_is_lost() -> None:
    office = Office()
    handed_in(office)
    mine = theirs = seen(office)
    budget, _ = mine.conflicts
    give(office, ONE, mine, budget, THEIRS)

    assert not give(office, OTHER, theirs, budget, OURS)
    assert not give(office, OTHER, theirs, budget, "")
    now = seen(office, theirs)
    assert answered(now, budget) == (THEIRS, ONE)
    assert give(office, OTHER, now, budget, OURS)
    assert answered(seen(office, now), budget) == (OURS, OTHER)


def test_a_note_is_not_written_over_unseen() -> None:
    office = Office()
    handed_in(office)
    known = drafts.read(ONE, office.store, PLAN)
    digest = known.files[0].digest

    assert drafts.keep_note(ONE, office.store, PLAN, known, digest, "First")
    assert not drafts.keep_note(OTHER, office.store, PLAN, known, digest, "Second")
    known = drafts.read(ONE, office.store, PLAN, known)
    assert known.note(digest) == "First"
    assert drafts.keep_note(OTHER, office.store, PLAN, known, digest, "")
    assert drafts.read(ONE, office.store, PLAN, known).note(digest) == ""


def test_an_answer_does_not_outlive_its_case() -> None:
    office = Office()
    handed_in(office)
    desk = seen(office)
    give(office, ONE, desk, desk.conflicts[0], THEIRS)

    office.set("programmes", "P-0001", "budget", Decimal(1600))

    desk = seen(office, desk)
    assert len(desk.open) == 2
    assert desk.outdated == 1


def test_an_answer_holds_again_when_a_return_is_left_out_and_taken_in() -> None:
    office = Office()
    handed_in(office)
    desk = seen(office)
    give(office, ONE, desk, desk.conflicts[0], THEIRS)
    digest = desk.files[0].digest

    drafts.set_excluded(ONE, office.store, PLAN, digest, out=True)
    without = seen(office, desk)
    drafts.set_excluded(ONE, office.store, PLAN, digest, out=False)

    assert without.changes == ()
    assert without.excluded == {desk.files[0].key}
    assert without.outdated == 0
    assert changed(seen(office, without)) == {"P-0001.budget": Decimal(2000)}


def test_a_file_that_is_on_the_desk_is_not_chased() -> None:
    office = Office()
    handed_in(office)
    late = date(2027, 4, 15)
    assert len(chase_list(ONE, office.store, PLAN, late)) == 1

    seen(office)

    finance = next(s for s in status(ONE, office.store, PLAN, late) if s.ministry == "M-01")
    assert (finance.state, finance.late) == (ReturnState.ON_DESK, 0)
    assert finance.draft is not None
    assert finance.draft.file == "finance.xlsx"
    assert chase_list(ONE, office.store, PLAN, late) == ()


def test_after_apply_only_what_waits_stays_and_nothing_is_asked_twice() -> None:
    office = Office()
    handed_in(office)
    desk = seen(office)
    give(office, ONE, desk, desk.conflicts[0], OURS)
    desk = seen(office, desk)
    waiting = [file.digest for file in desk.included if file.key in desk.waiting]

    applied = apply_desk(ONE, office.store, desk, notes=desk.notes)
    left = keep_unapplied(ONE, office.store, desk, applied)

    assert len(applied.receipts) == 1
    assert [one.file for one in left.drafts.files] == ["justice.xlsx"]
    assert [case.id for case in left.open] == ["P-0004"]
    assert [one.digest for one in left.drafts.files] == waiting
    drafts.remove_files(ONE, office.store, PLAN, left.drafts)
    assert seen(office).files == ()


def test_an_undo_puts_files_notes_and_answers_back_on_the_desk() -> None:
    office = Office()
    handed_in(office)
    desk = seen(office)
    give(office, ONE, desk, desk.conflicts[0], OURS)
    give(office, OTHER, desk, desk.conflicts[1], THEIRS)
    desk = seen(office, desk)
    applied = apply_desk(ONE, office.store, desk, notes=desk.notes)
    assert keep_unapplied(ONE, office.store, desk, applied).files == ()
    assert applied.entry is not None

    editing.undo(OTHER, office.store, PLAN, applied.entry.revision)

    again = seen(office)
    assert {one.file for one in again.files} == {one.file for one in desk.files}
    assert dict(again.decisions) == dict(desk.decisions)
    assert [again.drafts.author(case.key) for case in again.conflicts] == [ONE, OTHER]
    assert (again.open, again.changes) == ((), desk.changes)
    states = {one.state for one in status(ONE, office.store, PLAN, date(2027, 3, 2))}
    assert ReturnState.RETURNED not in states


def test_only_what_changed_is_read_again() -> None:
    office = Office()
    handed_in(office)
    desk = seen(office)

    assert seen(office, desk) is desk


def test_nobody_puts_nothing_on_the_desk() -> None:
    office = Office()

    with pytest.raises(NotAllowed):
        drafts.hand_in(" ", office.store, PLAN, "x.xlsx", b"")
    with pytest.raises(NotAllowed):
        open_desk("", office.store, PLAN)
