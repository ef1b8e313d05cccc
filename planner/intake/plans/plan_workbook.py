"""A plan workbook into a plan: sheets and columns are found by their words, rows by their ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import Decimal

from planner.intake.grid import Cell, Fault, Sheet, Shown, address
from planner.intake.opening import open_book
from planner.intake.plans.declared_headers import HeaderRow, find_header, table_for
from planner.intake.plans.plan_rows import PlanBuilder, PlanFile, PlanRecord
from planner.intake.refusals import refusal
from planner.plan import Plan
from planner.schema import table_of
from planner.tables import PlanDetails
from planner.values import fold, to_text
from planner.workbooks import ABOUT, LISTS, REVISION, in_every_language


def read(content: bytes, name: str = "This workbook", *, keeps_ids: bool = False) -> Plan:
    """The plan in a workbook; UnreadableFile when it is none or a row is wrong."""
    return parse(content, name, keeps_ids=keeps_ids).whole(name)


def parse(content: bytes, name: str = "This workbook", *, keeps_ids: bool = False) -> PlanFile:
    """The plan in a workbook and what is wrong with it, by sheet and cell."""
    book = open_book(name, content)
    plan = PlanBuilder(file=name, keeps_ids=keeps_ids, problems=list(book.problems))
    for sheet in book.sheets:
        _read_sheet(plan, sheet)
    if not plan.has(table_of(PlanDetails).name):
        raise refusal(name, "no plan workbook")
    return plan.built(_revision(book.sheets))


def _read_sheet(plan: PlanBuilder, sheet: Sheet) -> None:
    table = table_for(sheet.name)
    if table is None:
        if fold(sheet.name) not in in_every_language(LISTS) | in_every_language(ABOUT):
            plan.tell("sheet.left_out@plan", sheet=sheet.name)
        return
    texts = [[text_of(cell) for cell in line] for line in sheet.rows]
    header = find_header(table, texts)
    if header is None:
        plan.add(table, ())
        if any(map(any, texts)):
            plan.tell("sheet.left_out@header", sheet=sheet.name)
        return
    for title in header.unknown:
        plan.tell("sheet.left_out@column", sheet=sheet.name, title=title)
    plan.add(table, _records(header, sheet, texts), sheet=sheet.name)


def _records(header: HeaderRow, sheet: Sheet, texts: list[list[str]]) -> Iterator[PlanRecord]:
    in_order = sorted(header.fields.items(), key=lambda item: item[1].part)
    for number, line in enumerate(texts[header.row + 1 :], start=header.row + 2):
        found: dict[str, str] = {}
        cells: dict[str, str] = {}
        faults: set[str] = set()
        for index, field in in_order:
            name = field.column.name
            found[name] = found.get(name, "") + (line[index] if index < len(line) else "")
            cells.setdefault(name, address(number, index + 1))
            if isinstance(sheet.at(number, index + 1), Fault):
                faults.add(name)
        yield PlanRecord(row=number, texts=found, cells=cells, faults=frozenset(faults))


def text_of(cell: Cell) -> str:
    """A cell's value as the exact text that the plan's own reader understands."""
    match cell:
        case float():
            return to_text(int(cell) if cell.is_integer() else Decimal(repr(cell)))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ")
        case Shown(_, text):
            return text
        case Fault():
            return cell.shown or "#N/A"
        case _:
            return to_text(cell)


def _revision(sheets: Sequence[Sheet]) -> int:
    about = next((sheet for sheet in sheets if fold(sheet.name) in in_every_language(ABOUT)), None)
    for line in about.rows if about else ():
        words = [text_of(cell) for cell in line if text_of(cell)]
        if len(words) > 1 and fold(words[0]) in in_every_language(REVISION):
            return int(words[1]) if words[1].isascii() and words[1].isdecimal() else 0
    return 0
