"""Files that are no lists are told from lists."""

import pytest

from planner.errors import UnreadableFile
from planner.intake.inspection import inspect
from tests.intake.difficult.making import workbook


def test_a_form_is_refused_with_a_word_on_what_to_do() -> None:
    rows = [
        ["Project title", "Mediation in the north"],
        ["Implementing agency", "Ministry of Interior"],
        ["Budget (USD)", 1250000],
        ["Start date", "2021-01-01"],
        ["Status", "Ongoing"],
    ]

    with pytest.raises(UnreadableFile, match="from top to bottom"):
        inspect("form.xlsx", workbook({"Form": rows}))


def test_rows_without_a_header_lose_none_of_them_to_it() -> None:
    lines = [f"P-{n};Mediation in village {n};{n * 1500};2020-01-{n:02}" for n in range(10, 16)]

    with pytest.raises(UnreadableFile, match="no rows under a row of headers"):
        inspect("rows.csv", "\n".join(lines).encode())
