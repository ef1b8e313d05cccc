"""A folder or zip of CSV files, one per table, into a plan: a Frictionless data package."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from planner.intake.grid import Cell, Cells, FileKind, Sheet
from planner.intake.limits import LIMITS
from planner.intake.opening import content_of, open_book
from planner.intake.plans.plan_rows import PlanBuilder, PlanFile, PlanRecord
from planner.intake.refusals import refusal
from planner.messages import _
from planner.plan import Plan, all_tables
from planner.schema import Table
from planner.workbooks import GUARDED, PACKAGE, unguarded

_LIMITS: Final = dataclasses.replace(LIMITS, letters=10_000_000)  # a package cuts no text
_LONGEST_VERSION: Final = 9


def read(source: Path | bytes, name: str = "", *, keeps_ids: bool = False) -> Plan:
    """The plan in a folder, a zip file or the bytes of one; UnreadableFile when a row is wrong."""
    return parse(source, name, keeps_ids=keeps_ids).whole(_title(source, name))


def parse(source: Path | bytes, name: str = "", *, keeps_ids: bool = False) -> PlanFile:
    """The plan and its problems by file, row and column; UnreadableFile when it is no package."""
    title = _title(source, name)
    tables = {f"{table.name}.csv": table for table in all_tables()}
    content = _zipped(source, (PACKAGE, *tables)) if isinstance(source, Path) else source
    book = open_book(title, content, _LIMITS, members=(PACKAGE, *tables))
    sheets = {sheet.name: sheet for sheet in book.sheets}
    if book.kind != FileKind.PACKAGE or sheets.keys().isdisjoint(tables):
        raise refusal(title, "no plan package")
    plan = PlanBuilder(file=title, keeps_ids=keeps_ids, problems=list(book.problems))
    for file, table in tables.items():
        if sheet := sheets.get(file):
            header = [_text(cell) for cell in sheet.row(1)[1:]]
            names = {column.name for column in table.columns}
            for strange in (text for text in header if text not in names):
                plan.tell("column.unknown", file=file, label=strange, title=strange)
            plan.add(table, _records(table, header, sheet.rows[1:]), file=file)
    return plan.built(_revision(sheets.get(PACKAGE)))


def _title(source: Path | bytes, name: str) -> str:
    return name or (source.name if isinstance(source, Path) else str(_("This package")))


def _zipped(path: Path, wanted: Sequence[str]) -> bytes:
    """The file, or the wanted files of a folder put into one; nothing of them is looked at here."""
    if not path.is_dir():
        return content_of(path)
    out, room = io.BytesIO(), _LIMITS.inflated_bytes
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name in wanted:
            if (path / name).is_file():
                content = content_of(path / name, room)
                room -= len(content)
                archive.writestr(name, content)
    return out.getvalue()


def _revision(description: Sheet | None) -> int:
    version = str(description.at(1, 1) or "") if description else ""
    is_number = version.isascii() and version.isdecimal() and len(version) <= _LONGEST_VERSION
    return int(version) if is_number else 0


def _records(table: Table, header: Sequence[str], lines: Sequence[Cells]) -> Iterator[PlanRecord]:
    known = {column.name: column for column in table.columns}
    for number, *cells in lines:
        texts = {name: _text(c) for name, c in zip(header, cells, strict=False) if name in known}
        texts = {n: unguarded(t) if known[n].kind in GUARDED else t for n, t in texts.items()}
        yield PlanRecord(row=int(str(number)), texts=texts)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)
