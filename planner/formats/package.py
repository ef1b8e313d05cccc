"""A plan as a folder or zip of CSV files, one per table: a Frictionless data package."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final, assert_never

from planner.errors import UnreadableFile
from planner.formats.plan_rows import PlanFile, Record, TableReader, assembled
from planner.plan import Plan, all_tables
from planner.problems import Problem, Severity
from planner.schema import Column, Kind, Row, Table
from planner.values import to_text

Files = Mapping[str, bytes]

DESCRIPTION: Final = "datapackage.json"
FORMAT_VERSION: Final = 1
MOST_MEMBERS: Final = 200
MOST_BYTES: Final = 300 * 1024 * 1024
LONGEST_CELL: Final = 10_000_000

_WORDS: Final = frozenset(
    {Kind.ID, Kind.TEXT, Kind.NOTE, Kind.CODE, Kind.ROW, Kind.ENTRY, Kind.TAGS}
)
_LIVE: Final = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")


def guarded(text: str) -> str:
    """The text with an apostrophe before a leading = + - @, so that it is never a formula."""
    return f"'{text}" if _LIVE.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before `guarded`."""
    return text[1:] if text.startswith("'") and _LIVE.match(text[1:]) else text


# Writing


def write(plan: Plan) -> dict[str, bytes]:
    """The package as file name → content: one CSV per table and `datapackage.json`."""
    files = {f"{table.name}.csv": _csv(table, plan).encode() for table in all_tables()}
    description = json.dumps(described(plan), ensure_ascii=False, indent=2) + "\n"
    return {DESCRIPTION: description.encode(), **files}


def zipped(files: Files) -> bytes:
    """The files in one zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv(table: Table, plan: Plan) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for row in plan.rows(table.name).values():
        writer.writerow(_cell(column, row) for column in table.columns)
    return out.getvalue()


def _cell(column: Column, row: Row) -> str:
    text = to_text(getattr(row, column.name))
    return guarded(text) if column.kind in _WORDS else text


def described(plan: Plan) -> dict[str, Any]:
    """The content of `datapackage.json`: what every table and field means."""
    details = plan.details
    return {
        "profile": "tabular-data-package",
        "name": "r2p-plan",
        "title": details.title or "A plan for the Responsibility to Protect",
        "description": (
            "One file per table. An apostrophe before a leading = + - or @ only keeps "
            "spreadsheets from taking the text for a formula; it is not part of the text."
        ),
        "version": str(plan.revision),
        "r2p-format": FORMAT_VERSION,
        "resources": [_resource(table) for table in all_tables()],
    }


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.many,
        "description": table.help,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": "id",
            "foreignKeys": [
                {
                    "fields": column.name,
                    "reference": {
                        "resource": "" if column.refers == table.name else column.refers,
                        "fields": "id",
                    },
                }
                for column in table.columns
                if column.kind is Kind.ROW
            ],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "name": column.name,
        "title": column.label,
        "description": column.help,
        **_type(column),
    }
    if column.kind is Kind.CHOICE and column.answers is not None:
        facts["constraints"] = {"enum": [answer.value for answer in column.answers]}
    return facts


def _type(column: Column) -> dict[str, Any]:
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.CHOICE:
            return {"type": "string"}
        case Kind.ROW | Kind.ENTRY | Kind.TAGS:
            return {"type": "string"}
        case Kind.WHOLE:
            return {"type": "integer"}
        case Kind.PERCENT | Kind.MONEY | Kind.NUMBER:
            return {"type": "number"}
        case Kind.DATE:
            return {"type": "date"}
        case Kind.FLAG:
            return {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
        case _:
            assert_never(column.kind)


# Reading


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
            f"{title} holds none of a plan's tables.", "It needs files such as programmes.csv."
        )
    return assembled(rows, title, problems, revision=_revision(files))


def _title(source: Path | bytes, name: str) -> str:
    return name or (source.name if isinstance(source, Path) else "This package")


def _files(path: Path, title: str) -> dict[str, bytes]:
    wanted = {DESCRIPTION, *(f"{table.name}.csv" for table in all_tables())}
    try:
        if path.is_dir():
            return {f.name: f.read_bytes() for f in path.iterdir() if f.name in wanted}
        return _unzipped(path.read_bytes(), title)
    except OSError as failure:
        raise UnreadableFile(f"{title} cannot be opened: {failure.strerror}.") from failure


def _unzipped(content: bytes, title: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [m for m in archive.infolist() if not m.is_dir()]
            if len(members) > MOST_MEMBERS or sum(m.file_size for m in members) > MOST_BYTES:
                raise UnreadableFile(f"{title} unpacks to more than a plan could be.")
            return {PurePosixPath(m.filename).name: archive.read(m) for m in members}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as failure:
        raise UnreadableFile(
            f"{title} is not a zip file that can be opened.",
            "Send the plan as a workbook or as a zip of CSV files without a password.",
        ) from failure


def _revision(files: Files) -> int:
    try:
        version = json.loads(files.get(DESCRIPTION, b"{}")).get("version", "")
    except (ValueError, AttributeError):
        return 0
    return int(version) if str(version).isascii() and str(version).isdecimal() else 0


def _read_table(table: Table, content: bytes) -> tuple[dict[str, Row], list[Problem]]:
    file = f"{table.name}.csv"
    lines = _lines(content, file)
    header = next(lines, (1, []))[1]
    names = {column.name for column in table.columns}
    records = (_record(table, header, line) for line in lines)
    rows, problems = TableReader(table=table, file=file).rows(records)
    strange = [_strange(file, title) for title in header if title not in names]
    return rows, [*strange, *problems]


def _lines(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise UnreadableFile(f"{file} is not UTF-8 text.", "Save it as CSV (UTF-8).") from failure
    csv.field_size_limit(LONGEST_CELL)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    first = 1
    try:
        for line in lines:
            yield first, line
            first = lines.line_num + 1
    except csv.Error as failure:
        raise UnreadableFile(
            f"{file}, line {first}: a quotation mark is never closed, or closed too soon.",
            "Save the file again from a spreadsheet as CSV.",
        ) from failure


def _record(table: Table, header: list[str], line: tuple[int, list[str]]) -> Record:
    number, cells = line
    texts: dict[str, str] = {}
    known = {column.name: column for column in table.columns}
    for name, text in zip(header, cells, strict=False):
        if name in known:
            texts[name] = unguarded(text) if known[name].kind in _WORDS else text
    return Record(row=number, texts=texts)


def _strange(file: str, title: str) -> Problem:
    return Problem(
        severity=Severity.WARNING,
        code="column.unknown",
        message=f"the column “{title}” is none of this table's and was left out.",
        file=file,
        label=title,
    )
