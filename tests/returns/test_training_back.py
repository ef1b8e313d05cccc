"""A ministry mends its head-counts and its register, and both come back into the plan."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from planner.analysis.returns.ministry_share import ministry_share, shared_at
from planner.analysis.training.requirements import training
from planner.choices import Classification
from planner.services.returns.desk import ReturnDesk
from planner.services.returns.issuing import issue
from planner.tables import Audience, Certificate, Course, Requirement, Session
from tests.builders import plan_of
from tests.returns.office import (
    PLAN,
    ROWS,
    TODAY,
    Edit,
    Office,
    cell,
    changed,
    codes,
    new_row,
    problems,
    worked_in,
)

REGISTER = (
    Requirement(id="RQ-01", audience="AU-01", course="CR-01"),
    Certificate(
        id="CE-00001", holder="J-001", audience="AU-01", course="CR-01", passed_on=date(2027, 1, 20)
    ),
    Certificate(
        id="CE-00002", holder="J-002", audience="AU-01", course="CR-01", passed_on=date(2027, 1, 20)
    ),
)


@pytest.fixture
def office() -> Office:
    return Office(content=plan_of(*ROWS, *REGISTER))


def sent(office: Office, level: Classification = Classification.RESTRICTED) -> bytes:
    outbox = issue("Focal point", office.store, PLAN, today=TODAY, ministries=["M-02"], level=level)
    return outbox.files[0].content


def mended(office: Office, edit: Edit) -> ReturnDesk:
    return office.back(worked_in(sent(office), edit))


def setting(table: str, row_id: str, column: str, value: Any) -> Edit:
    def edit(book: Workbook) -> None:
        cell(book, table, row_id, column).value = value

    return edit


def adding(table: str, **values: Any) -> Edit:
    return lambda book: new_row(book, table, **values)


def test_a_register_leaves_at_the_restricted_level_only(office: Office) -> None:
    above = openpyxl.load_workbook(io.BytesIO(sent(office)))
    content = sent(office, Classification.GOVERNMENT)

    assert cell(above, "certificates", "CE-00001", "holder").value == "J-001"
    assert "Certificates" not in openpyxl.load_workbook(io.BytesIO(content)).sheetnames
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if b"J-001" in archive.read(name)]
    assert "certificates" not in shared_at(Classification.GOVERNMENT)


def test_a_ministry_gets_the_passes_of_its_own_audiences(office: Office) -> None:
    shares = [ministry_share(office.plan, one) for one in ("M-01", "M-02")]

    assert [list(share.rows("certificates")) for share in shares] == [
        [],
        ["CE-00001", "CE-00002"],
    ]


@pytest.mark.parametrize("level", list(Classification))
def test_an_untouched_workbook_changes_nothing(office: Office, level: Classification) -> None:
    desk = office.back(sent(office, level))

    assert (desk.changes, desk.cases, codes(desk)) == ((), (), set())


def test_a_mended_head_count_changes_the_plan_and_its_coverage(office: Office) -> None:
    desk = mended(office, setting("audiences", "AU-01", "posts", 88))
    plan = office.apply(desk)

    assert changed(desk) == {"AU-01.posts": 88}
    assert plan.get(Audience, "AU-01").posts == 88
    assert training(plan, TODAY).statuses[0].posts == 88


def test_a_mended_session_and_a_new_one_come_back(office: Office) -> None:
    def edit(book: Workbook) -> None:
        cell(book, "sessions", "SE-0001", "trained").value = 19
        new_row(book, "sessions", course="CR-01 — Incitement and the law", audience="AU-01",
                on=date(2027, 2, 10), state="held", seats=25, trained=21, women=9)  # fmt: skip

    plan = office.apply(mended(office, edit))

    assert plan.get(Session, "SE-0001").trained == 19
    assert [(s.on, s.trained, s.women) for s in plan.of(Session)][1:] == [
        (date(2027, 2, 10), 21, 9)
    ]


def test_who_left_the_post_is_no_longer_counted(office: Office) -> None:
    before = training(office.plan, TODAY).statuses[0].holders.registered_valid
    plan = office.apply(
        mended(office, setting("certificates", "CE-00002", "left_on", date(2027, 2, 15)))
    )

    assert before == 2
    assert plan.get(Certificate, "CE-00002").left_on == date(2027, 2, 15)
    assert training(plan, TODAY).statuses[0].holders.registered_valid == 1


def test_a_new_pass_under_a_code_is_added(office: Office) -> None:
    plan = office.apply(
        mended(
            office,
            adding("certificates", holder="J-003", audience="AU-01", course="CR-01",
                   passed_on=date(2027, 2, 1)),
        )
    )  # fmt: skip

    assert [row.holder for row in plan.of(Certificate)] == ["J-001", "J-002", "J-003"]


def test_the_same_pass_twice_is_asked_about(office: Office) -> None:
    desk = mended(
        office,
        adding("certificates", holder="J-002", audience="AU-01", course="CR-01",
               passed_on=date(2027, 1, 20)),
    )  # fmt: skip

    (case,) = desk.cases
    assert "the same Holder code" in str(case.sentence)


def test_a_name_in_place_of_a_code_is_refused_and_nowhere_repeated(office: Office) -> None:
    name = "Given Family"

    def edit(book: Workbook) -> None:
        cell(book, "certificates", "CE-00001", "holder").value = name
        new_row(book, "certificates", holder=name, audience="AU-01", course="CR-01",
                passed_on=date(2027, 2, 1))  # fmt: skip

    desk = mended(office, edit)
    plan = office.apply(desk)

    assert "holder.name" in codes(desk)
    assert name not in repr([problems(desk), desk.changes, desk.cases])
    assert [row.holder for row in plan.of(Certificate)] == ["J-001", "J-002"]
    assert plan.of(Course) == office.plan.of(Course)
