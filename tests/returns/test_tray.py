"""What lies on the desk is everybody's, outlives a visit, and nobody loses a word."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from planner.errors import NotAllowed
from planner.services import returns
from planner.services.returns import (
    Answer,
    Case,
    DecisionKind,
    ReturnDesk,
    MergeDecision,
    Opened,
    State,
    Tray,
)
from planner.store import Store
from tests.returns.office import PLAN, Office, changed
from tests.returns.test_desk import setting

ONE, OTHER = "Focal point", "Cabinet office"
READ: dict[str, Opened] = {}
THEIRS, OURS = MergeDecision(choice=DecisionKind.THEIRS), MergeDecision(choice=DecisionKind.OURS)


def laid(office: Office) -> tuple[bytes, bytes]:
    """Two returns on the desk that contradict two later edits of ours."""
    finance = office.edited(setting("programmes", "P-0001", "budget", 2000))
    justice = office.edited(setting("programmes", "P-0004", "title", "Legal aid"), "M-02")
    office.set("programmes", "P-0001", "budget", Decimal(1500))
    office.set("programmes", "P-0004", "title", "Legal advice")
    returns.hand_in(ONE, office.store, PLAN, "finance.xlsx", finance)
    returns.hand_in(OTHER, office.store, PLAN, "justice.xlsx", justice)
    return finance, justice


def seen(office: Office, before: Tray | None = None) -> Tray:
    return returns.look(ONE, office.store, PLAN, before)


def desk_of(office: Office, tray: Tray) -> ReturnDesk:
    files = [
        (one.file, returns.content_of(ONE, office.store, PLAN, one.digest)) for one in tray.files
    ]
    return tray.on(returns.compare_files(ONE, office.store, PLAN, files, opened=READ))


def give(office: Office, actor: str, tray: Tray, case: Case, answer: Answer | None) -> bool:
    """Whether an answer was kept."""
    return not returns.answer(actor, office.store, PLAN, tray, {case: answer})


def test_files_and_answers_outlive_the_visit_and_nothing_of_them_is_in_the_plan(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    office = Office(Store(url))
    contents = laid(office)
    tray = seen(office)
    desk = desk_of(office, tray)
    budget, title = desk.conflicts
    before = office.plan
    own = MergeDecision(choice=DecisionKind.VALUE, value=Decimal("1750.50"))
    give(office, ONE, tray, budget, Answer(decision=own, typed="1 750,50"))
    returns.keep_note(ONE, office.store, PLAN, tray, desk.files[0].digest, "By hand")
    office.store.close()

    later = Office.__new__(Office)
    later.store = Store(url)
    tray = seen(later)
    desk = desk_of(later, tray)

    assert [one.file for one in tray.files] == ["finance.xlsx", "justice.xlsx"]
    assert [one.by for one in tray.files] == [ONE, OTHER]
    assert tray.people == (OTHER, ONE)
    assert tray.note(desk.files[0].digest) == "By hand"
    assert tray.answer(budget) == Answer(decision=own, typed="1 750,50", by=ONE)
    assert tray.answer(title) is None
    assert changed(desk) == {"P-0001.budget": Decimal("1750.50")}
    assert [returns.content_of(ONE, later.store, PLAN, f.digest) for f in tray.files] == [*contents]
    assert later.plan == before


def test_two_people_who_settle_different_cases_lose_nothing() -> None:
    office = Office()
    laid(office)
    mine, theirs = seen(office), seen(office)
    budget, title = desk_of(office, mine).conflicts

    assert give(office, ONE, mine, budget, Answer(decision=THEIRS))
    assert give(office, OTHER, theirs, title, Answer(decision=OURS))

    desk = desk_of(office, seen(office))
    assert desk.open == ()
    assert changed(desk) == {"P-0001.budget": Decimal(2000)}


def test_who_answers_what_another_has_answered_meanwhile_is_told_and_nothing_is_lost() -> None:
    office = Office()
    laid(office)
    mine, theirs = seen(office), seen(office)
    budget, _ = desk_of(office, mine).conflicts
    give(office, ONE, mine, budget, Answer(decision=THEIRS))

    assert not give(office, OTHER, theirs, budget, Answer(decision=OURS))
    assert not give(office, OTHER, theirs, budget, None)
    now = seen(office, theirs)
    assert now.answer(budget) == Answer(decision=THEIRS, by=ONE)
    assert give(office, OTHER, now, budget, Answer(decision=OURS))
    assert seen(office).answer(budget) == Answer(decision=OURS, by=OTHER)


def test_a_note_is_not_written_over_unseen() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    digest = tray.files[0].digest

    assert returns.keep_note(ONE, office.store, PLAN, tray, digest, "First")
    assert not returns.keep_note(OTHER, office.store, PLAN, tray, digest, "Second")
    assert seen(office).note(digest) == "First"
    assert returns.keep_note(OTHER, office.store, PLAN, seen(office), digest, "")
    assert seen(office).note(digest) == ""


def test_an_answer_does_not_outlive_its_case() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    budget, _ = desk_of(office, tray).conflicts
    give(office, ONE, tray, budget, Answer(decision=THEIRS))

    office.set("programmes", "P-0001", "budget", Decimal(1600))

    tray = seen(office)
    desk = desk_of(office, tray)
    assert len(desk.open) == 2
    assert tray.outdated(desk.cases) == 1


def test_an_answer_holds_again_when_a_return_is_left_out_and_taken_in() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    desk = desk_of(office, tray)
    give(office, ONE, tray, desk.conflicts[0], Answer(decision=THEIRS))
    digest = desk.files[0].digest

    returns.leave_out(ONE, office.store, PLAN, digest, out=True)
    without = desk_of(office, seen(office))
    returns.leave_out(ONE, office.store, PLAN, digest, out=False)

    assert without.changes == ()
    assert without.excluded == {desk.files[0].key}
    assert changed(desk_of(office, seen(office))) == {"P-0001.budget": Decimal(2000)}


def test_what_is_typed_and_is_no_value_is_kept_and_decides_nothing() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    case, _ = desk_of(office, tray).conflicts

    give(office, ONE, tray, case, Answer(typed="about a million", wrong="It is not a number."))

    tray = seen(office)
    assert tray.answer(case) == Answer(typed="about a million", wrong="It is not a number.", by=ONE)
    assert len(desk_of(office, tray).open) == 2


def test_a_file_that_lies_on_the_desk_is_not_chased() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    late = date(2027, 4, 15)
    assert len(returns.chase_list(ONE, office.store, PLAN, late)) == 1

    returns.recognised(office.store, PLAN, tray, desk_of(office, tray).files)

    finance = next(s for s in returns.status(ONE, office.store, PLAN, late) if s.ministry == "M-01")
    assert (finance.state, finance.late) == (State.ON_DESK, 0)
    assert finance.sentence == (
        "Ministry of Finance has returned finance.xlsx; it lies on the desk, not taken in yet."
    )
    assert returns.chase_list(ONE, office.store, PLAN, late) == ()


def test_taking_off_leaves_what_is_to_stay_with_its_answers() -> None:
    office = Office()
    laid(office)
    tray = seen(office)
    for case in desk_of(office, tray).conflicts:
        give(office, ONE, tray, case, Answer(decision=OURS))
    finance, justice = (one.digest for one in tray.files)
    returns.leave_out(ONE, office.store, PLAN, finance, out=True)

    returns.take_off(ONE, office.store, PLAN, seen(office), stay=[justice])

    tray = seen(office)
    assert [one.digest for one in tray.files] == [justice]
    assert tray.put_by == frozenset()
    assert returns.content_of(ONE, office.store, PLAN, finance) == b""
    assert desk_of(office, tray).open == ()
    returns.take_off(ONE, office.store, PLAN, tray)
    assert office.store.drafts(PLAN, "return desk") == {}


def test_only_what_changed_is_read_again() -> None:
    office = Office()
    laid(office)
    tray = seen(office)

    assert seen(office, tray) is tray


def test_nobody_puts_nothing_on_the_desk() -> None:
    office = Office()

    with pytest.raises(NotAllowed):
        returns.hand_in(" ", office.store, PLAN, "x.xlsx", b"")
    with pytest.raises(NotAllowed):
        returns.look("", office.store, PLAN)
