"""A trial of returns: random edits in random shapes of file, judged cell by cell by an oracle.

    python -m tests.returns.trial [COUNT] [SEED]

Several ministries edit their workbooks at once and save them in ways of their own, while the office
edits the plan. The oracle knows of each edit whether it can be taken at its word or must be asked
about, and what it means. Whatever the desk does, each cell of the plan must be as the oracle says.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from planner.changes import Origin, OriginKind, SetCell
from planner.intake.plans import plan_package
from planner.merge.cases import DecisionKind
from planner.plan import Plan, table_named
from planner.schema import Column, Kind, Value
from planner.services import editing, plans
from planner.services.returns.desk import ReturnDesk, bulk, compare_files, decide
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import PlanDetails
from planner.workbooks import Mark, mark_of
from tests.returns.office import HEADER, cell, put, row_of
from tests.returns.trial_edits import is_slip, way_for

PACKAGE = Path(__file__).parents[1] / "data" / "sent_back" / "norrvald.zip"
PLAN, DAY = "Trial", date(2026, 11, 30)
SHEETS = ("programmes", "actions", "costs", "milestones", "audiences")
Place = tuple[str, str, str]


@dataclass(frozen=True)
class Said:
    """What the oracle knows of an edit: what it means, and whether it must be asked about first."""

    place: Place
    ministry: str
    value: Value
    is_doubtful: bool = False
    is_value: bool = True
    way: str = ""


@dataclass
class Trial:
    """One run: the plan, what was said of it, and what the office changed meanwhile."""

    seed: int
    said: dict[Place, list[Said]] = field(default_factory=dict[Place, list[Said]])
    ours: dict[Place, Value] = field(default_factory=dict[Place, Value])
    wrong: list[str] = field(default_factory=list[str])


@cache
def _content() -> Plan:
    return plan_package.read(PACKAGE)


@cache
def _issued() -> tuple[Store, dict[str, bytes]]:
    store = Store("sqlite://")
    plans.create_plan("Office", store, PLAN, PlanDetails(), content=_content())
    outbox = issue("Office", store, PLAN, today=DAY)
    return store, {file.issue.ministry: file.content for file in outbox.files}


def run(seed: int) -> Trial:
    """One run from a seed; its `wrong` says what the oracle objects to."""
    random, trial = Random(seed), Trial(seed)
    store, contents = _issued()
    revision = store.load(PLAN).revision
    ministries = random.sample(sorted(contents), random.choice((1, 1, 2, 3)))
    files, answers = [], {}
    for ministry in ministries:
        book = openpyxl.load_workbook(io.BytesIO(contents[ministry]))
        sheet = _as_one_sheet(book, random) if random.random() < 0.15 else None
        for _ in range(random.randint(0, 12)):
            _edit(trial, random, book, ministry, sheet)
        if sheet is None:
            _hide(trial, book, ministry, random)
            _rearrange(book, random)
        files.append(_saved(book, sheet, ministry))
        answers["return.whose"] = ministry
    if any(name.endswith(".csv") for name, _content in files):
        files = [one for one in files if one[0].endswith(".csv")][-1:]
        kept = answers["return.whose"] = files[0][0].partition(".")[0]
        trial.said = {
            place: own for place, all_said in trial.said.items()
            if (own := [one for one in all_said if one.ministry == kept])
        }  # fmt: skip
    _office_edits(trial, random, store)
    desk = compare_files("Office", store, PLAN, files, answers=answers)
    _judge(trial, store.load(PLAN), desk)
    while store.load(PLAN).revision > revision:
        editing.undo("Office", store, PLAN, store.load(PLAN).revision)
        revision += 2
    return trial


def _edit(trial: Trial, random: Random, book: Workbook, ministry: str, only: str | None) -> None:
    table = only or random.choice(SHEETS)
    declared = table_named(table)
    sheet = book[declared.many] if declared.many in book.sheetnames else None
    rows = _ids(sheet) if sheet is not None else []
    if not rows:
        return
    row_id = random.choice(rows)
    column = random.choice([c for c in declared.columns if _may_fill(table, c)])
    place = (table, row_id, column.name)
    if any(one.ministry == ministry for one in trial.said.get(place, ())):
        return
    made = way_for(random, column)
    if made is None:
        return
    plan = _content()
    before = getattr(plan.rows(table)[row_id], column.name)
    is_csv = only is not None
    said = made(random, cell(book, table, row_id, column.name), before, column, is_csv)
    if said is None:
        return
    value, is_doubtful, is_value = said
    leads = plan.owner_of(plan.rows(table)[row_id])
    is_doubtful |= leads not in ("", ministry) or is_slip(before, value)
    if value != before:
        edit = Said(place, ministry, value, is_doubtful, is_value, made.__name__)
        trial.said.setdefault(place, []).append(edit)


def _may_fill(table: str, column: Column) -> bool:
    return (
        mark_of(table_named(table), column) is Mark.OPTIONAL
        and not column.restricted
        and column.name not in ("reference", "currency", "classification", "title", "country")
        and column.kind in (Kind.NOTE, Kind.TEXT, Kind.MONEY, Kind.NUMBER, Kind.DATE, Kind.CHOICE,
                            Kind.PERCENT)
    )  # fmt: skip


def _ids(sheet: Worksheet) -> list[str]:
    lines = sheet.iter_rows(min_row=HEADER + 1, max_col=1, values_only=True)
    return [str(line[0]) for line in lines if line[0]]


def _as_one_sheet(book: Workbook, random: Random) -> str | None:
    there = [t for t in SHEETS if table_named(t).many in book.sheetnames]
    filled = [t for t in there if _ids(book[table_named(t).many])]
    return random.choice(filled) if filled else None


def _hide(trial: Trial, book: Workbook, ministry: str, random: Random) -> None:
    """A filter hides the row of an edit: whoever made it may not have seen what it hit."""
    own = [place for place, said in trial.said.items() if any(o.ministry == ministry for o in said)]
    if not own or random.random() < 0.6:
        return
    table, row_id, _name = random.choice(own)
    sheet = book[table_named(table).many]
    sheet.row_dimensions[row_of(sheet, row_id)].hidden = True
    for place in own:
        if place[:2] == (table, row_id):
            trial.said[place] = [
                replace(one, is_doubtful=True) if one.ministry == ministry else one
                for one in trial.said[place]
            ]


def _rearrange(book: Workbook, random: Random) -> None:
    """What people do to a workbook besides: sort, move and hide columns, filter, copy, rename."""
    for table in SHEETS:
        name = table_named(table).many
        if name not in book.sheetnames or not _ids(book[name]):
            continue
        sheet = book[name]
        match random.randint(0, 9):
            case 0:
                _reorder(sheet, random)
            case 2:
                put(sheet, HEADER, sheet.max_column + 1, "Our remarks")
            case 3:
                book.copy_worksheet(sheet)
            case 4:
                sheet.title = f"{name[:20]} final"
            case _:
                pass


def _reorder(sheet: Worksheet, random: Random) -> None:
    lines = [
        [(one.value, one.number_format, one.comment) for one in line]
        for line in sheet.iter_rows(min_row=HEADER + 1)
        if line[0].value
    ]
    hidden = any(one.hidden for one in sheet.row_dimensions.values())
    random.shuffle(lines if not hidden else [])
    for number, line in enumerate(lines, start=HEADER + 1):
        for at, (value, shown_as, comment) in enumerate(line, start=1):
            one = sheet.cell(row=number, column=at)
            one.value, one.number_format = value, shown_as  # type: ignore[union-attr]  # no merge
            one.comment = Comment(comment.text, "x") if comment else None


def _saved(book: Workbook, table: str | None, ministry: str) -> tuple[str, bytes]:
    if table is None:
        out = io.BytesIO()
        book.save(out)
        return f"{ministry}.xlsx", out.getvalue()
    text = io.StringIO()
    writer = csv.writer(text)
    for line in book[table_named(table).many].iter_rows():
        writer.writerow([_shown(one.value, str(one.number_format)) for one in line])
    return f"{ministry}.csv", text.getvalue().encode("utf-8-sig")


def _shown(value: Any, shown_as: str) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and "%" in shown_as:
        return f"{value * 100:g}%"
    return "" if value is None else str(value)


def _office_edits(trial: Trial, random: Random, store: Store) -> None:
    """Edits of ours meanwhile, some in the very cells that a ministry edited."""
    plan, changes = store.load(PLAN), []
    places = random.sample(list(trial.said), min(len(trial.said), random.randint(0, 2)))
    notes = [("programmes", one, "description") for one in plan.rows("programmes")]
    for table, row_id, name in {*places, *random.sample(notes, 2)}:
        before = getattr(plan.rows(table)[row_id], name)
        column = table_named(table).column(name)
        after = _ours(random, column, before)
        if after is not None and after != before:
            trial.ours[table, row_id, name] = after
            facts = {"table": table, "id": row_id, "column": name}
            changes.append(SetCell(**facts, before=before, after=after))
    if changes:
        origin = Origin(kind=OriginKind.GRID)
        editing.save("Office", store, PLAN, changes, reason="", origin=origin,
                     base_revision=plan.revision)  # fmt: skip


def _ours(random: Random, column: Column, before: Value) -> Value:
    match column.kind:
        case Kind.NOTE | Kind.TEXT:
            return f"Ours, {random.randint(1, 999)}"
        case Kind.MONEY | Kind.NUMBER:
            return Decimal(random.randint(20_000, 90_000)) + Decimal("0.5")
        case Kind.DATE:
            return date(2029, 12, random.randint(1, 28))
        case _:
            return None


def _judge(trial: Trial, plan: Plan, desk: ReturnDesk) -> None:
    """Hold what the desk would write, and what it asks, against what the oracle knows."""
    taken, asked, told = _right(trial, plan)
    for change in desk.changes:
        if not isinstance(change, SetCell):
            trial.wrong.append(f"{type(change).__name__} {change.table} {change.id}")
    sets = [one for one in desk.changes if isinstance(one, SetCell)]
    _compare(trial, "taken", {(c.table, c.id, c.column): c.after for c in sets}, taken)
    cases = {(case.table, case.id, case.column): True for case in desk.cases}
    _compare(trial, "asked", cases, dict.fromkeys(asked, True))
    errors = {one.column for file in desk.files for one in file.errors}
    if not {column for _table, _id, column in told} <= errors:
        trial.wrong.append(f"nobody was told of {told}, only of {errors}")
    theirs = decide(desk, bulk(desk, DecisionKind.THEIRS))
    for change in theirs.changes:
        place = (change.table, change.id, getattr(change, "column", ""))
        values = [one.value for one in trial.said.get(place, ()) if one.is_value]
        if place[2] != "currency" and getattr(change, "after", None) not in values:
            trial.wrong.append(f"taking theirs makes {change} of {values}")


def _right(trial: Trial, plan: Plan) -> tuple[dict[Place, Value], set[Place], set[Place]]:
    """What is taken at its word, what is asked about, and what is no value and only told."""
    taken: dict[Place, Value] = {}
    asked: set[Place] = set()
    told: set[Place] = set()
    for place, everything in trial.said.items():
        said = [one for one in everything if one.is_value]
        told |= {place} if len(said) < len(everything) else set()
        ours = getattr(plan.rows(place[0])[place[1]], place[2])
        differing = [one for one in said if one.value != ours]
        clear = [one for one in said if not one.is_doubtful]
        if not differing:
            continue
        if place in trial.ours or len({one.value for one in said}) > 1 or not clear:
            asked.add(place)
        else:
            taken[place] = said[0].value
    return taken, asked, told


def _compare(
    trial: Trial, what: str, found: Mapping[Place, Value], right: Mapping[Place, Value]
) -> None:
    for place in found.keys() | right.keys():
        if found.get(place, "nothing") != right.get(place, "nothing"):
            came, due = found.get(place, "nothing"), right.get(place, "nothing")
            ways = [(one.way, one.value) for one in trial.said.get(place, ())]
            trial.wrong.append(f"{what} of {place}: {came!r}, not {due!r}; {ways}")


def main() -> int:
    """Run the trial; 1 when the oracle objects."""
    count, seed = [*map(int, sys.argv[1:3]), *(500, 1)[len(sys.argv[1:3]) :]]
    edits = failed = 0
    for number in range(seed, seed + count):
        trial = run(number)
        edits += sum(map(len, trial.said.values()))
        failed += bool(trial.wrong)
        for line in trial.wrong:
            sys.stdout.write(f"seed {number}: {line}\n")
    sys.stdout.write(f"{count} trials, {edits} edits, {failed} with objections\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
