"""Whatever looks like a formula, in any cell of text, is text in every file that leaves."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import count, islice, product
from typing import Any

import pytest

from planner.analysis.returns.ministry_share import ministry_share
from planner.choices import Classification
from planner.exports import ministry_workbook, rejected_rows
from planner.exports.export_kinds import EXPORTS as KINDS
from planner.exports.ministry_workbook import MinistryEdition
from planner.exports.rejected_rows import RejectedRows
from planner.languages.voice import Voice
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference import load
from planner.schema import Kind
from planner.tables import Ministry
from planner.values import clean
from planner.workbooks import Identity
from tests.exports.cabinet_books import TODAY, edition_of, sample

STARTS = ("=", "+", "-", "@", "\t=", "\r=", " =", "＝")
BODIES = (
    "ZQ9()", "HYPERLINK(\"http://ZQ9\")", "cmd|'/C ZQ9'!A0", "[http://ZQ9]S!A1", "SUM(ZQ9)",
    "IMPORTXML(\"ZQ9\")", "WEBSERVICE(\"ZQ9\")", "{ZQ9}", "DDE(\"ZQ9\")",
)  # fmt: skip
SHAPES = tuple(f"{start}{body}" for start, body in product(STARTS, BODIES))

ROWS = 6


@cache
def shaped() -> Plan:
    """A few rows of each table of a sample; each text holds a shape, another than the last."""
    plan, number = sample("casserane"), count()
    tables = {
        name: {
            row_id: replace(row, **{key: shape(next(number)) for key in texts(row)})
            for row_id, row in islice(rows.items(), ROWS)
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


def of_ministry(voice: Voice) -> bytes:
    plan = shaped()
    edition = MinistryEdition(
        plan=plan,
        share=ministry_share(plan, "M-01"),
        ministry=plan.get(Ministry, "M-01"),
        identity=Identity(
            revision=1, log="0", content="0", ministry="M-01", issue=1, issued=TODAY, language="en"
        ),
        level=Classification.RESTRICTED,
        due_on=None,
    )
    return ministry_workbook.write(edition, load(), voice)


def refused(voice: Voice) -> bytes:
    return rejected_rows.write(RejectedRows(lines=[(SHAPES, SHAPES[0])]), voice)


BESIDE = {"ministry workbook": of_ministry, "rejected rows": refused}
"""What is made of something else than an edition."""


def files(name: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The parts of a file as text, those of files in it too, under the name of what holds them."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        yield name, content.decode(errors="replace")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            yield from files(f"{name}/{part}", archive.read(part))


def live_in_workbook(text: str) -> bool:
    return bool(re.search(r"<(?:f|definedName|formula1|hyperlink)\b[^>]*(?:>[^<]*ZQ9|ZQ9)", text))


def live_in_document(text: str) -> bool:
    return bool(re.search(r"<w:(?:instrText|fldSimple|hyperlink)\b[^>]*(?:>[^<]*ZQ9|ZQ9)", text))


def live_in_calendar(text: str) -> bool:
    lines = text.replace("\r\n ", "").split("\r\n")
    return any(line and not re.match(r"[A-Z-]+[:;]", line) for line in lines)


def live_in_table(text: str) -> bool:
    cells = (cell for line in csv.reader(io.StringIO(text)) for cell in line)
    return any("ZQ9" in cell and re.match(r"\s*[=+@-]", cell) for cell in cells)


RULES = (
    (r".*\.(?:rels|vml)", lambda text: "ZQ9" in text),
    (r".*/xl/.*\.xml", live_in_workbook),
    (r".*/word/.*\.xml", live_in_document),
    (r".*\.ics", live_in_calendar),
    (r".*\.csv", live_in_table),
    (r".*/(?:docProps/.*|\[Content_Types\])\.xml|.*\.(?:json|md)", lambda _text: False),
)  # fmt: skip
"""What is live in a part of a file, by its name; a part of any other name has no rule yet."""


def test_there_are_more_than_sixty_shapes_and_every_text_meets_one() -> None:
    assert len(set(SHAPES)) > 60
    assert all("ZQ9" in getattr(row, name) for _t, row in shaped() for name in texts(row))


@pytest.mark.parametrize("kind", [*KINDS, *BESIDE])
def test_no_shape_is_live_in_any_kind_of_file(kind: str) -> None:
    voice = Voice("en", templates_folder())
    beside = BESIDE.get(kind)
    content = beside(voice) if beside else KINDS[kind].maker(edition_of(shaped()), load(), voice)
    ending = ".xlsx" if beside else KINDS[kind].ending

    found = dict(files(f"file{ending}", content))

    rules = {
        name: next((rule for pattern, rule in RULES if re.fullmatch(pattern, name)), None)
        for name in found
    }
    assert any("ZQ9" in text for text in found.values())
    assert [name for name, rule in rules.items() if rule is None or rule(found[name])] == []
