"""Whatever looks like a formula, in any cell of text, is text in every file that leaves."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from functools import cache
from itertools import count, product
from typing import Any

import pytest

from planner.exports.export_kinds import ANNEXES, BRIEF, CABINET, CALENDAR, HANDOVER, PACKAGE, PLAN
from planner.exports.export_kinds import EXPORTS as KINDS
from planner.languages.voice import Voice
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference import load
from planner.schema import Kind
from planner.values import clean
from tests.exports.cabinet_books import edition_of, sample

STARTS = ("=", "+", "-", "@", "\t=", "\r=", " =", "＝")
BODIES = (
    "ZQ9()", "HYPERLINK(\"http://ZQ9\")", "cmd|'/C ZQ9'!A0", "[http://ZQ9]S!A1", "SUM(ZQ9)",
    "IMPORTXML(\"ZQ9\")", "WEBSERVICE(\"ZQ9\")", "{ZQ9}", "DDE(\"ZQ9\")",
)  # fmt: skip
SHAPES = tuple(f"{start}{body}" for start, body in product(STARTS, BODIES))


@cache
def shaped() -> Plan:
    """A sample in which every cell of text holds one of the shapes, each another than the last."""
    plan, number = sample("casserane"), count()
    tables = {
        name: {
            row_id: replace(row, **{key: shape(next(number)) for key in texts(row)})
            for row_id, row in rows.items()
        }
        for name, rows in plan.tables.items()
    }
    return replace(plan, tables=tables)


def shape(number: int) -> str:
    return clean(SHAPES[number % len(SHAPES)])


def texts(row: Any) -> list[str]:
    fields = type(row).__dataclass_fields__.items()
    kinds = (Kind.TEXT, Kind.NOTE)
    return [name for name, field in fields if field.metadata["column"].kind in kinds]


def parts(kind: str) -> dict[str, str]:
    """The parts of a file of that kind as text."""
    content = KINDS[kind].maker(edition_of(shaped()), load(), Voice("en", templates_folder()))
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {kind: content.decode()}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode(errors="replace") for name in archive.namelist()}


def test_there_are_more_than_sixty_shapes_and_every_text_meets_one() -> None:
    assert len(set(SHAPES)) > 60
    assert all("ZQ9" in getattr(row, name) for _t, row in shaped() for name in texts(row))


@pytest.mark.parametrize("kind", [CABINET, ANNEXES, PLAN])
def test_no_shape_is_a_formula_a_link_or_a_name_of_a_workbook(kind: str) -> None:
    found = parts(kind)

    assert any("ZQ9" in text for text in found.values())
    live = re.compile(r"<(?:f|definedName|formula1|hyperlink)\b[^>]*(?:>[^<]*ZQ9|ZQ9)")
    assert [name for name, text in found.items() if live.search(text)] == []
    assert not [text for name, text in found.items() if name.endswith(".rels") and "ZQ9" in text]


@pytest.mark.parametrize("kind", [BRIEF, HANDOVER])
def test_no_shape_is_a_field_of_a_document(kind: str) -> None:
    found = parts(kind)

    field = re.compile(r"<w:(?:instrText|fldSimple|hyperlink)\b[^>]*(?:>[^<]*ZQ9|ZQ9)")
    assert any("ZQ9" in text for text in found.values())
    assert [name for name, text in found.items() if field.search(text)] == []


def test_no_shape_starts_a_line_of_a_calendar() -> None:
    (calendar,) = parts(CALENDAR).values()

    lines = calendar.replace("\r\n ", "").split("\r\n")
    assert "ZQ9" in calendar
    assert [line for line in lines if line and not re.match(r"[A-Z-]+[:;]", line)] == []


def test_no_shape_starts_a_cell_of_a_data_package() -> None:
    files = {name: text for name, text in parts(PACKAGE).items() if name.endswith(".csv")}

    cells = [c for text in files.values() for line in csv.reader(io.StringIO(text)) for c in line]
    shapes = [cell for cell in cells if "ZQ9" in cell]
    assert len(shapes) > 1000
    assert [cell for cell in shapes if re.match(r"\s*[=+@-]", cell)] == []
