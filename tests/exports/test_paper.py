"""LibreOffice opens cabinet workbooks and works out of every formula what was stored with it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planner.analysis.money.asked import asked
from planner.choices import Classification
from planner.plan import Plan
from tests.exports.cabinet_books import SAMPLES, made, of_sample
from tests.exports.paper import HAS_LIBREOFFICE, awkward, converted, differences, plan_named

PUBLIC, GOVERNMENT, RESTRICTED = Classification
TRIED = (("empty", PUBLIC, "ar"), ("large", GOVERNMENT, "es"), ("awkward", RESTRICTED, "fr"))
"""With the samples at the highest level in English; `make paper` tries each with each."""
SHARE = "Share that is granted; try another"


def few(name: str) -> Plan:
    """One of the plans, of few rows."""
    large = plan_named("large", 30, 20)
    return {"empty": Plan(), "large": large, "awkward": awkward(large)}[name]


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


if HAS_LIBREOFFICE:

    @pytest.fixture(scope="module")
    def stored() -> Mapping[str, bytes]:
        """The workbooks as they leave."""
        books = {name: of_sample(name).content for name in SAMPLES}
        books["half"] = half_granted(books["casserane"])
        return books | {
            name: made(few(name), level, language).content for name, level, language in TRIED
        }

    @pytest.fixture(scope="module")
    def opened(
        stored: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory
    ) -> Mapping[str, bytes]:
        """The same as LibreOffice saves them, every formula worked out anew."""
        folder: Path = tmp_path_factory.mktemp("paper")
        return dict(converted(stored, "xlsx", folder))

    def test_every_formula_worked_out_anew_gives_the_value_that_is_stored_with_it(
        stored: Mapping[str, bytes], opened: Mapping[str, bytes]
    ) -> None:
        counts = {
            name: differences(content, opened[name])
            for name, content in stored.items()
            if name != "half"
        }

        assert {name: found for name, found in counts.items() if found} == {}

    def test_another_share_granted_moves_what_is_funded_and_what_stays_open(
        opened: Mapping[str, bytes],
    ) -> None:
        figures = of_sample("casserane").figures
        sums, total = asked(figures.plan, figures.money), figures.money.total

        sheet = openpyxl.load_workbook(io.BytesIO(opened["half"]), data_only=True)["Cover"]

        assert under(sheet, "Granted then").value == float(sums.total / 2)
        assert under(sheet, "Funded then").value == float(total.funded + sums.total / 2)
        assert under(sheet, "Gap that stays then").value == float(sums.gap - sums.total / 2)
