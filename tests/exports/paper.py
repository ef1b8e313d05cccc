"""Cabinet workbooks as LibreOffice opens, recalculates and prints them; `make paper` tries all.

A workbook passes when the program opens it, when every formula worked out anew gives the value that
was stored with it, when nothing is printed smaller than nine points, and when no page is printed
that its own breaks do not make.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import cycle, product
from pathlib import Path
from typing import Any, Final

import openpyxl

from benchmarks.export_speed import large_plan
from planner.choices import Classification
from planner.plan import Plan
from planner.schema import Kind
from tests.exports.cabinet_books import SAMPLES, Made, made, sample

HAS_LIBREOFFICE: Final = shutil.which("soffice") is not None
LANGUAGES: Final = ("en", "fr", "es", "ar")
PLANS: Final = (*SAMPLES, "casserane_fr", "empty", "large", "awkward")
PROGRAMMES, ACTIONS = 3_000, 2_000
AWKWARD: Final = (
    '=HYPERLINK("http://x")',
    "+1+1",
    "@SUM(A1)",
    "الوقاية من الجرائم الفظيعة " * 8,
    "😀 {PAGE} &[Tab]",
    "\x07\x00\x0b\u202e bell",
    "A sentence that goes on and on for a whole paragraph. " * 12,
    "x" * 300,
)
ALWAYS: Final = """<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode">
<value>0</value></prop></item></oor:items>"""
"""Work out every formula anew when a file is opened."""
LEAST_POINTS: Final = 9
ZOOM: Final = 3
"""How many times as large pages are measured: sizes are told in whole points."""
PAGES_READ: Final = 60
Cells = Mapping[tuple[str, str], Any]


def plan_named(name: str, programmes: int = PROGRAMMES, actions: int = ACTIONS) -> Plan:
    """A sample, an empty plan, a large one, or a sample in which every text is awkward."""
    match name:
        case "empty":
            return Plan()
        case "large":
            return large_plan(programmes, actions)
        case "awkward":
            return awkward(sample("casserane"))
        case _:
            return sample(name)


def awkward(plan: Plan) -> Plan:
    """The plan with an awkward text in every cell of text but names that other rows go by."""
    texts = cycle(AWKWARD)
    tables = {
        name: {
            row_id: replace(
                row,
                **{
                    key: next(texts)
                    for key, field in type(row).__dataclass_fields__.items()
                    if field.metadata["column"].kind in (Kind.TEXT, Kind.NOTE)
                },
            )
            for row_id, row in rows.items()
        }
        for name, rows in plan.tables.items()
    }
    return replace(plan, tables=tables)


def converted(books: Mapping[str, bytes], suffix: str, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The workbooks as LibreOffice saves them, all in one run; AssertionError for none."""
    profile, out = folder / "profile", folder / suffix
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS)
    files = [folder / f"{name}.xlsx" for name in books]
    for file, content in zip(files, books.values(), strict=True):
        file.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", suffix, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)
    for name in books:
        assert (out / f"{name}.{suffix}").exists(), name
        yield name, (out / f"{name}.{suffix}").read_bytes()


def differences(before: bytes, after: bytes) -> list[str]:
    """Formulas whose value, worked out anew, is not the one that was stored."""
    formulas, stored, again = (
        openpyxl.load_workbook(io.BytesIO(content), data_only=values, read_only=True)
        for content, values in ((before, False), (before, True), (after, True))
    )
    found = []
    for sheet in formulas.sheetnames:
        rows = (book[sheet].iter_rows() for book in (formulas, stored, again))
        for row in zip(*rows, strict=False):
            for formula, old, new in zip(*row, strict=False):
                if formula.data_type == "f" and not same(old.value, new.value):
                    found.append(f"{sheet}!{formula.coordinate}: {old.value} is {new.value}")
    for book in (formulas, stored, again):
        book.close()
    return found


def same(old: Any, new: Any) -> bool:
    """Whether two values are one, to the last digits that a spreadsheet holds."""
    one, other = old or 0, new or 0
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1)
    return one == other


def smallest_print(pdf: bytes, folder: Path) -> float:
    """The size in points of the smallest words on the first pages, whatever their letters are."""
    file = folder / "measured.pdf"
    file.write_bytes(pdf)
    command = ["pdftohtml", "-xml", "-i", "-q", "-stdout", "-zoom", str(ZOOM)]
    told = subprocess.run(
        [*command, "-l", str(PAGES_READ), str(file)], check=True, capture_output=True
    ).stdout.decode(errors="replace")
    sizes = dict(re.findall(r'<fontspec id="(\d+)" size="(\d+)"', told))
    words = re.findall(r'<text [^>]*font="(\d+)">(.*?)</text>', told)
    used = {font for font, text in words if re.search(r"\w{3}", re.sub(r"<[^>]+>", "", text))}
    return min((int(sizes[font]) / ZOOM for font in used), default=float(LEAST_POINTS))


def pages_of(book: Made) -> int:
    """How many pages the workbook's own breaks make."""
    sheets = [text for name, text in book.parts.items() if "/worksheets/sheet" in name]
    return sum((_breaks("row", text) + 1) * (_breaks("col", text) + 1) for text in sheets)


def _breaks(way: str, sheet: str) -> int:
    found = re.search(rf'<{way}Breaks count="(\d+)"', sheet)
    return int(found[1]) if found else 0


def misprints(book: Made, pdf: bytes, folder: Path) -> list[str]:
    """What is wrong with a workbook as it was printed."""
    size, own = smallest_print(pdf, folder), pages_of(book)
    pages = pdf.count(b"/Type/Page\n") or pdf.count(b"/Type/Page/")
    return [
        *([f"print of {size:.1f} points"] if size < LEAST_POINTS else []),
        *([f"{pages} pages of {own}"] if pages > own else []),
    ]


def say(line: str) -> None:
    """Write a line of the report."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(only: list[str]) -> int:
    """Make and try every plan at every level in every language; says what does not hold."""
    failed = 0
    for name in only or PLANS:
        with tempfile.TemporaryDirectory() as place:
            folder, plan, start = Path(place), plan_named(name), time.perf_counter()
            books = {
                f"{name}-{level}-{language}": made(plan, level, language)
                for level, language in product(Classification, LANGUAGES)
            }
            contents = {key: book.content for key, book in books.items()}
            again = dict(converted(contents, "xlsx", folder))
            printed = dict(converted(contents, "pdf", folder))
            for key, book in books.items():
                found = differences(book.content, again[key])
                found += misprints(book, printed[key], folder)
                failed += bool(found)
                holds = f"FAILS: {len(found)}, {found[:3]}" if found else "holds"
                say(f"{key:<28} {pages_of(book):>4} pages  {holds}")
            say(f"{name}: {time.perf_counter() - start:.0f} s")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(sys.argv[1:])))
