"""A folder or zip of CSV files, one per table, into a plan: a Frictionless data package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from planner.errors import UnreadableFile
from planner.intake.plans.plan_rows import PlanFile, PlanRecord, PlanTableReader, assembled
from planner.messages import _
from planner.plan import Plan, all_tables
from planner.problems import Problem, Severity
from planner.schema import Row, Table
from planner.workbooks import GUARDED, PACKAGE, unguarded

Files = Mapping[str, bytes]

MOST_MEMBERS: Final = 200
MOST_BYTES: Final = 300 * 1024 * 1024
LONGEST_CELL: Final = 10_000_000


def read(source: Path | bytes, name: str = "") -> Plan:
    """The plan in a folder, a zip file or the bytes of one; UnreadableFile when a row is wrong."""
    return parse(source, name).whole(_title(source, name))


def parse(source: Path | bytes, name: str = "") -> PlanFile:
    """The plan and its problems by file, row and column; UnreadableFile when it is no package."""
    title = _title(source, name)
    files = _unzipped(source, title) if isinstance(source, bytes) else _files(source, title)
    rows: dict[str, dict[str, Row]] = {}
    problems: list[Problem] = []
    for table in all_tables():
        content = files.get(f"{table.name}.csv")
        if content is not None:
            rows[table.name], wrong = _read_table(table, content)
            problems.extend(wrong)
    if not rows:
        raise UnreadableFile(
            _("{file} holds none of a plan's tables.", file=title),
            _("It needs files such as programmes.csv."),
        )
    return assembled(rows, title, problems, revision=_revision(files))


def _title(source: Path | bytes, name: str) -> str:
    return name or (source.name if isinstance(source, Path) else str(_("This package")))


def _files(path: Path, title: str) -> dict[str, bytes]:
    wanted = {PACKAGE, *(f"{table.name}.csv" for table in all_tables())}
    try:
        if path.is_dir():
            return {f.name: f.read_bytes() for f in path.iterdir() if f.name in wanted}
        return _unzipped(path.read_bytes(), title)
    except OSError as failure:
        raise UnreadableFile(
            _("{file} cannot be opened: {why}.", file=title, why=failure.strerror or "")
        ) from failure


def _unzipped(content: bytes, title: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
                raise UnreadableFile(_("{file} unpacks to more than a plan could be.", file=title))
            return {PurePosixPath(m.filename).name: archive.read(m) for m in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as failure:
        raise UnreadableFile(
            _("{file} is not a zip file that can be opened.", file=title),
            _("Send the plan as a workbook or as a zip of CSV files without a password."),
        ) from failure


def _revision(files: Files) -> int:
    try:
        version = json.loads(files.get(PACKAGE, b"{}")).get("version", "")
    except (ValueError, AttributeError):
        return 0
    return int(version) if str(version).isascii() and str(version).isdecimal() else 0


def _read_table(table: Table, content: bytes) -> tuple[dict[str, Row], list[Problem]]:
    file = f"{table.name}.csv"
    lines = _lines(content, file)
    header = next(lines, (1, []))[1]
    names = {column.name for column in table.columns}
    records = (_record(table, header, line) for line in lines)
    rows, problems = PlanTableReader(table=table, file=file).rows(records)
    strange = [_strange(file, title) for title in header if title not in names]
    return rows, [*strange, *problems]


def _lines(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise UnreadableFile(
            _("{file} is not UTF-8 text.", file=file), _("Save it as CSV (UTF-8).")
        ) from failure
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for line in lines:
            yield first, line
            first = lines.line_num + 1
    except csv.Error as failure:
        raise UnreadableFile(
            _(
                "{file}, line {line}: a quotation mark is never closed, or closed too soon.",
                file=file,
                line=first,
            ),
            _("Save the file again from a spreadsheet as CSV."),
        ) from failure


def _record(table: Table, header: list[str], line: tuple[int, list[str]]) -> PlanRecord:
    number, cells = line
    texts: dict[str, str] = {}
    known = {column.name: column for column in table.columns}
    for name, text in zip(header, cells, strict=False):
        if name in known:
            texts[name] = unguarded(text) if known[name].kind in GUARDED else text
    return PlanRecord(row=number, texts=texts)


def _strange(file: str, title: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="column.unknown",
        message=_("The column “{column}” is none of this table's. It was left out.", column=title),
        file=file,
        label=title,
    )
