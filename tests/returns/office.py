"""An office with a small plan: issues workbooks, edits them as ministries do, takes them back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.changes import Change, Origin, OriginKind, SetCell, insert
from planner.choices import CostStatus, Marker, ProgrammeStatus, SessionState
from planner.merge.cases import DecisionKind
from planner.plan import Plan, table_named
from planner.problems import Problem
from planner.schema import Row
from planner.services import editing, plans
from planner.services.returns.applying import apply_desk
from planner.services.returns.desk import ReturnDesk, bulk, compare_files, decide
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import (
    Action,
    ActionPartner,
    Audience,
    Cost,
    Course,
    Measure,
    Milestone,
    Ministry,
    Programme,
    Reading,
    Session,
)
from tests.builders import DETAILS, plan_of

TODAY = date(2027, 3, 1)
PLAN = "Norland"
HEADER = 2
Edit = Callable[[Workbook], object]

ROWS: tuple[Row, ...] = (
    DETAILS,
    Ministry(id="M-01", name="Ministry of Finance", short_name="MOF", due_on=date(2027, 3, 31)),
    Ministry(id="M-02", name="Ministry of Justice", short_name="MOJ"),
    Ministry(id="M-03", name="Ministry of the Interior", short_name="MOI"),
    Programme(
        id="P-0001", ministry="M-01", reference="007", title="Budget tracking in the districts",
        purpose_code="15111", start=date(2027, 3, 4), end=date(2028, 5, 6),
        budget=Decimal("1250.50"), currency="EUR", status=ProgrammeStatus.RUNNING,
        markers=(Marker.WPS, Marker.UPR), note="First line\nsecond line",
    ),
    Programme(
        id="P-0002", ministry="M-01", reference="F-2", title="Grants to local councils",
        start=date(2027, 1, 2), budget=Decimal(98000), status=ProgrammeStatus.PLANNED,
    ),
    Programme(
        id="P-0003", ministry="M-01", reference="F-3", title="Audit of the security budget",
        start=date(2027, 6, 7), end=date(2027, 12, 31), budget=Decimal("40000.25"),
    ),
    Programme(id="P-0004", ministry="M-02", reference="J-1",
              title="Legal aid for displaced people"),
    Programme(id="P-0005", ministry="M-02", reference="J-2", title="Court records made digital"),
    Action(id="A-001", title="Set aside money for early warning", lead="M-01",
           start=date(2027, 2, 1), end=date(2029, 2, 1)),
    Action(id="A-002", title="Train judges on incitement", lead="M-02", recurrent=True),
    ActionPartner(id="AP-0001", action="A-001", ministry="M-02"),
    Milestone(id="MS-0001", action="A-001", title="Budget line opened", due=date(2027, 9, 1)),
    Cost(id="C-0001", action="A-001", year=2027, line="Staff", quantity=Decimal(4),
         unit_cost=Decimal("2500.50"), mid=Decimal("10002.00"), status=CostStatus.REQUESTED),
    Cost(id="C-0002", action="A-001", year=2028, line="Staff", mid=Decimal(12000)),
    Cost(id="C-0003", action="A-002", year=2027, line="Trainers", mid=Decimal(7000)),
    Measure(id="I-001", action="A-001", title="Alerts paid for", baseline=Decimal(0),
            target=Decimal(12)),
    Reading(id="RD-0001", measure="I-001", value=Decimal(3), on=date(2027, 2, 28)),
    Audience(id="AU-01", title="Judges", ministry="M-02", posts=120, turnover=Decimal("12.5")),
    Course(id="CR-01", title="Incitement and the law"),
    Session(id="SE-0001", course="CR-01", audience="AU-01", on=date(2027, 1, 20),
            state=SessionState.HELD, seats=25, trained=22),
)  # fmt: skip


@dataclass
class Office:
    """A store with the plan, and what is done with its workbooks."""

    store: Store = field(default_factory=lambda: Store("sqlite://"))
    content: Plan = field(default_factory=lambda: plan_of(*ROWS))

    def __post_init__(self) -> None:
        plans.create_plan("Focal point", self.store, PLAN, DETAILS, content=self.content)

    @property
    def plan(self) -> Plan:
        """The plan as it stands."""
        return self.store.load(PLAN)

    def file(self, ministry: str = "M-01", language: str = "") -> bytes:
        """The workbook of a ministry, issued now."""
        outbox = issue(
            "Focal point", self.store, PLAN, today=TODAY, ministries=[ministry], language=language
        )
        return outbox.files[0].content

    def edited(self, edit: Edit, ministry: str = "M-01", language: str = "") -> bytes:
        """The workbook of a ministry after somebody worked in it."""
        return worked_in(self.file(ministry, language), edit)

    def set(
        self, table: str, row_id: str, column: str, value: Any, actor: str = "Cabinet office"
    ) -> None:
        """An edit of ours."""
        before = getattr(self.plan.rows(table)[row_id], column)
        change = SetCell(table=table, id=row_id, column=column, before=before, after=value)
        self._save(change, actor)

    def add(self, row: Row, actor: str = "Cabinet office") -> None:
        """A row of ours."""
        self._save(insert(row), actor)

    def _save(self, change: Change, actor: str) -> None:
        editing.save(
            actor,
            self.store,
            PLAN,
            [change],
            reason="",
            origin=Origin(kind=OriginKind.GRID),
            base_revision=self.plan.revision,
        )

    def back(self, *contents: bytes, **settled: Any) -> ReturnDesk:
        """The desk with these files on it."""
        files = [(f"return-{n}.xlsx", content) for n, content in enumerate(contents, start=1)]
        return compare_files("Focal point", self.store, PLAN, files, **settled)

    def take(self, edit: Edit, ministry: str = "M-01", language: str = "") -> ReturnDesk:
        """The desk with one edited workbook on it."""
        return self.back(self.edited(edit, ministry, language))

    def apply(self, desk: ReturnDesk) -> Plan:
        """The plan after the desk was applied."""
        apply_desk("Focal point", self.store, desk)
        return self.plan


@cache
def _issued_once() -> tuple[Office, bytes]:
    office = Office()
    return office, office.file()


def take(edit: Edit) -> ReturnDesk:
    """The desk of an office in which nothing was changed, with one edited workbook on it."""
    office, content = _issued_once()
    return office.back(worked_in(content, edit))


def worked_in(content: bytes, edit: Edit) -> bytes:
    """A workbook after an edit, as a spreadsheet program saves it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    """A value into the cell at a row and a column, both counted from 1."""
    one = sheet.cell(row=row, column=column)
    assert isinstance(one, Cell)
    one.value = value


def column_of(sheet: Worksheet, header: str) -> int:
    """The number of the column under that header."""
    for row in range(1, HEADER + 4):
        for cell in sheet[row]:
            if cell.value == header:
                return int(cell.column or 0)
    raise AssertionError(f"no column {header}")


def row_of(sheet: Worksheet, row_id: str) -> int:
    """The number of the row with that id."""
    return next(
        row for row in range(1, sheet.max_row + 1) if sheet.cell(row=row, column=1).value == row_id
    )


def cell(book: Workbook, table: str, row_id: str, column: str) -> Cell:
    """The cell of a row under a column of the declaration."""
    declared = table_named(table)
    sheet = book[declared.many]
    at = column_of(sheet, declared.column(column).label)
    found = sheet.cell(row=row_of(sheet, row_id), column=at)
    assert isinstance(found, Cell)
    return found


def new_row(book: Workbook, table: str, **values: Any) -> None:
    """A row written below the last one, values by column of the declaration."""
    declared = table_named(table)
    sheet = book[declared.many]
    last = max(
        (
            r
            for r in range(1, sheet.max_row + 1)
            if any(c.value not in (None, "") for c in sheet[r])
        ),
        default=HEADER,
    )
    for name, value in values.items():
        at = column_of(sheet, declared.column(name).label)
        put(sheet, last + 1, at, value)


def changed(desk: ReturnDesk) -> dict[str, Any]:
    """The cells that applying would set, as `P-0001.title`: value."""
    sets = (change for change in desk.changes if isinstance(change, SetCell))
    return {f"{change.id}.{change.column}": change.after for change in sets}


def taken(desk: ReturnDesk) -> dict[str, Any]:
    """The cells that would be set when a person takes the ministry's word in every case."""
    return changed(decide(desk, bulk(desk, DecisionKind.THEIRS)))


def codes(desk: ReturnDesk) -> set[str]:
    """The codes of all problems on the desk, but for the sign-off."""
    return {problem.code for problem in problems(desk)}


def problems(desk: ReturnDesk) -> list[Problem]:
    """All problems and doubts on the desk, but for the sign-off."""
    listed = [problem for file in desk.files for problem in (*file.problems, *file.doubts)]
    return [problem for problem in listed if problem.code != "sign.missing"]
