"""LibreOffice opens cabinet workbooks and works out of every formula what was stored with it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import combinations, islice, product
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.analysis.money.asked import asked
from planner.exports.edition import EditionOptions
from planner.exports.export_kinds import LEVELS
from planner.plan import Plan
from tests.exports.cabinet_books import SAMPLES, Made, made, of_sample, sample
from tests.exports.formulas import Recalculated
from tests.exports.paper import (
    HAS_LIBREOFFICE,
    LANGUAGES,
    awkward,
    converted,
    differences,
    misprints,
    plan_named,
    same,
)

KINDS = ("empty", "large", "awkward")
WITH_ANNEXES = ("empty", "large", "awkward", "empty")
"""Which kind of plan has its annexes in the same file, by language."""
TRIED = tuple(
    (kind, LEVELS[(i + j) % 3], language, (i + j) % 2 == 0, kind == WITH_ANNEXES[j])
    for i, kind in enumerate(KINDS)
    for j, language in enumerate(LANGUAGES)
)
"""Kind of plan, level, language, whether on A3, whether with annexes; two samples stand beside."""
SHARE = "Share that is granted; try another"


def few(kind: str) -> Plan:
    """One of the kinds of plans, of few rows."""
    plan = sample("norrvald")
    tables = {name: dict(islice(rows.items(), 2)) for name, rows in plan.tables.items()}
    small = replace(plan, tables=tables)
    large = plan_named("large", 10, 8)
    return {"empty": Plan(), "large": large, "awkward": awkward(small)}[kind]


def half_granted(content: bytes) -> bytes:
    """The workbook with half of what is asked in its what-if cell, and no stored value at all."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    under(book["Cover"], SHARE).value = 0.5
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def under(sheet: Any, caption: str) -> Any:
    """The cell over a caption."""
    found = next(cell for row in sheet.iter_rows() for cell in row if cell.value == caption)
    return sheet.cell(found.row - 1, found.column)


def recalculated(book: Made) -> list[str]:
    """Formulas that give another value than is stored, worked out without LibreOffice."""
    again = Recalculated(book.formulas)
    return [
        f"{sheet}!{cell}"
        for sheet, formulas in book.live.items()
        for cell in formulas
        if not same(book.values[sheet][cell].value, again.value(sheet, cell))
    ]


if HAS_LIBREOFFICE:

    @pytest.fixture(scope="module")
    def books() -> Mapping[str, Made]:
        """The papers by what they are, and a sample whole."""
        plans = {kind: few(kind) for kind in KINDS}
        return {
            f"{kind}-{level}-{language}-{is_a3}-{has_annexes}": made(
                plans[kind],
                level,
                language,
                options=EditionOptions(is_a3=is_a3, has_annexes=has_annexes),
            )
            for kind, level, language, is_a3, has_annexes in TRIED
        }

    @pytest.fixture(scope="module")
    def opened(
        books: Mapping[str, Made], tmp_path_factory: pytest.TempPathFactory
    ) -> Mapping[str, Mapping[str, bytes]]:
        """The papers as LibreOffice prints them, and samples as it works them out anew."""
        whole = {name: of_sample(name).content for name in SAMPLES}
        sent = {
            "xlsx": {**whole, "half": half_granted(whole["casserane"])},
            "pdf": {name: book.content for name, book in books.items()},
        }

        def run(suffix: str) -> Mapping[str, bytes]:
            return dict(converted(sent[suffix], suffix, tmp_path_factory.mktemp(suffix)))

        with ThreadPoolExecutor() as pool:
            return dict(zip(sent, pool.map(run, sent), strict=True))

    def test_each_pair_of_properties_is_tried() -> None:
        properties = (KINDS, LEVELS, LANGUAGES, (True, False), (True, False))

        for one, other in combinations(range(len(properties)), 2):
            tried = {(paper[one], paper[other]) for paper in TRIED}
            assert tried == set(product(properties[one], properties[other]))

    def test_every_paper_gives_what_is_stored_prints_at_nine_points_and_on_its_own_pages(
        books: Mapping[str, Made], opened: Mapping[str, Mapping[str, bytes]], tmp_path: Path
    ) -> None:
        found = {
            name: [*recalculated(book), *misprints(book, opened["pdf"][name], tmp_path)]
            for name, book in books.items()
        }

        assert {name: wrong for name, wrong in found.items() if wrong} == {}

    @pytest.mark.parametrize("name", SAMPLES)
    def test_every_formula_of_a_sample_worked_out_anew_gives_the_value_that_is_stored_with_it(
        name: str, opened: Mapping[str, Mapping[str, bytes]]
    ) -> None:
        assert differences(of_sample(name).content, opened["xlsx"][name]) == []

    def test_another_share_granted_moves_what_is_funded_and_what_stays_open(
        opened: Mapping[str, Mapping[str, bytes]],
    ) -> None:
        figures = of_sample("casserane").figures
        sums, total = asked(figures.plan, figures.money), figures.money.total

        sheet = openpyxl.load_workbook(io.BytesIO(opened["xlsx"]["half"]), data_only=True)["Cover"]

        assert under(sheet, "Granted then").value == float(sums.total / 2)
        assert under(sheet, "Funded then").value == float(total.funded + sums.total / 2)
        assert under(sheet, "Gap that stays then").value == float(sums.gap - sums.total / 2)
