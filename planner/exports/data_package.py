"""A plan as a zip of CSV files, one per table: a Frictionless data package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final, assert_never

from planner.analysis.plans.release import Place, Release, told
from planner.plan import Plan, all_tables
from planner.schema import Column, Kind, Row, Table
from planner.values import WITHHELD, to_text
from planner.workbooks import GUARDED, PACKAGE, guarded

FORMAT_VERSION: Final = 1


def write(plan: Plan, release: Release | None = None, log_end: str = "") -> dict[str, bytes]:
    """The package as file name → content: one CSV per table and `datapackage.json`.

    With the release that the plan is of, it says for whom it is and what is withheld; with the hash
    of the plan's revision in its log, where that ends.
    """
    cells = release.cells if release else frozenset[Place]()
    files = {f"{table.name}.csv": _csv(table, plan, cells).encode() for table in all_tables()}
    described_here = described(plan, release) | ({"r2p-log-end": log_end} if log_end else {})
    description = json.dumps(described_here, ensure_ascii=False, indent=2) + "\n"
    return {PACKAGE: description.encode(), **files}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files in one zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _csv(table: Table, plan: Plan, cells: frozenset[Place]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    for row in plan.rows(table.name).values():
        writer.writerow(_cell(column, row, cells) for column in table.columns)
    return out.getvalue()


def _cell(column: Column, row: Row, cells: frozenset[Place]) -> str:
    text = to_text(getattr(row, column.name))
    if not text and (column.table, row.id, column.name) in cells:
        return WITHHELD
    return guarded(text) if column.kind in GUARDED else text


def described(plan: Plan, release: Release | None = None) -> dict[str, Any]:
    """The content of `datapackage.json`: what every table and field means."""
    title = told(plan.details.title)
    touched = release.touched if release else frozenset[str]()
    return {
        "profile": "tabular-data-package",
        "name": "r2p-plan",
        "title": title or "A plan for the Responsibility to Protect",
        "description": (
            "One file per table. An apostrophe before = + - or @ at the start of a text, or after "
            "a semicolon, a tab or a line's end in it, only keeps spreadsheets from taking it for "
            "a formula; it is not part of the text."
        ),
        "version": str(plan.revision),
        "r2p-format": FORMAT_VERSION,
        **({"r2p-level": release.level.value} if release else {}),
        "resources": [_resource(table, table.name in touched) for table in all_tables()],
    }


def _resource(table: Table, is_partial: bool) -> dict[str, Any]:
    withheld = f" Part of this table is withheld at this level: {WITHHELD} stands for it."
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.many,
        "description": table.help + (withheld if is_partial else ""),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "doubleQuote": True, "header": True},
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "missingValues": ["", *([WITHHELD] if is_partial else [])],
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
