"""The last look at a workbook finds whatever was put into it, and lets a clean one pass."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from planner.errors import PlannerError
from planner.exports.sheets.book import check, findings
from tests.exports.cabinet_books import SAMPLES, of_sample

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def spoilt(part: str, change: Callable[[str], str]) -> bytes:
    """A clean workbook with one part changed or added."""
    parts = dict(of_sample("norrvald").parts)
    before = parts.get(part, "")
    parts[part] = change(before)
    assert parts[part] != before
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(old, new, text, count=1)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_clean_workbook_passes(name: str) -> None:
    book = of_sample(name)

    assert list(findings(book.content, book.live)) == []


OUTSIDE = '<Relationship Id="x" TargetMode="External" Target="http://x"/></Relationships>'
NAMED = '<definedNames><definedName name="key">1</definedName>'


@pytest.mark.parametrize(
    ("part", "change", "found"),
    [
        (
            BOOK,
            swap('<sheet name="Costs"', '<sheet state="hidden" name="Costs"'),
            "Costs, hidden sheet",
        ),
        (BOOK, swap("<definedNames>", NAMED), "defined name key"),
        (BOOK, swap("<definedName ", '<definedName hidden="1" '), "defined name _xlnm"),
        (SHEET, swap("<row ", '<row hidden="1" '), "Cover, hidden row"),
        (SHEET, swap("<col ", '<col hidden="1" '), "Cover, hidden column"),
        (SHEET, swap("<f>[^<]*</f>", "<f>1+1</f>"), "foreign formula in "),
        (SHEET, swap("</f><v>[^<]*</v>", "</f>"), "formula without its value in "),
        (SHEET, swap("</sheetData>", '</sheetData><hyperlink ref="A1"/>'), "link in A1"),
        (RELATIONS, swap("</Relationships>", OUTSIDE), "external link http"),
        ("xl/externalLinks/externalLink1.xml", lambda _: "<x/>", "externalLink"),
        ("xl/vbaProject.bin", lambda _: "x", "vbaProject"),
        ("docProps/core.xml", swap("<dc:creator>", "<dc:creator>somebody"), "author somebody"),
    ],
)
def test_what_was_put_in_is_found(part: str, change: Callable[[str], str], found: str) -> None:
    formulas = of_sample("norrvald").live

    with pytest.raises(PlannerError, match=found):
        check(spoilt(part, change), formulas)
