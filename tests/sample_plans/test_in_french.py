"""The sample in French is the English one in other words: same rows, sums and days, no English."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest

from planner.intake.plans import plan_package
from planner.places import samples_folder
from planner.plan import Plan, all_tables
from planner.reference import load
from planner.schema import Kind, Row, Table
from tests.exports.cabinet_books import made

WORDS = {Kind.TEXT, Kind.NOTE, Kind.TAGS}
LANGUAGE_OF_THE_PLAN = ("plan", "language")
ENGLISH = re.compile(r"\b(the|and|with|for|are|who|which|their|has|have|from)\b")


@pytest.fixture(scope="module")
def french() -> Plan:
    return plan_package.read(samples_folder() / "casserane_fr")


def texts(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Every text of a plan, with its row's table and column."""
    for table, row in plan:
        for column in table.columns:
            value = getattr(row, column.name)
            found = value if isinstance(value, tuple) else (value,)
            if column.kind in WORDS:
                yield from ((table.name, column.name, text) for text in found if text)


def facts(table: Table, row: Row) -> dict[str, object]:
    """What a row says besides its words, and of its words only whether there are any."""
    return {
        column.name: bool(value) if column.kind in WORDS else value
        for column in table.columns
        for value in [getattr(row, column.name)]
        if (table.name, column.name) != LANGUAGE_OF_THE_PLAN
    }


def test_both_hold_the_same_rows_sums_days_and_answers(casserane: Plan, french: Plan) -> None:
    for table in all_tables():
        here, there = casserane.rows(table.name), french.rows(table.name)

        assert list(here) == list(there)
        assert [facts(table, row) for row in here.values()] == [
            facts(table, row) for row in there.values()
        ]


def test_no_text_is_english(french: Plan) -> None:
    assert [one for one in texts(french) if ENGLISH.search(one[2])] == []


def test_the_cabinet_pack_in_french_holds_no_text_of_the_english_sample(
    casserane: Plan, french: Plan
) -> None:
    own = {text for _table, _column, text in texts(french)}
    english = {text for *_, text in texts(casserane) if " " in text} - own
    pack = made(french, language="fr")

    told = set(re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", pack.parts["xl/sharedStrings.xml"]))
    told = {html.unescape(text) for text in told}

    assert len(told) > 1000
    assert told & english == set()
    assert [text for text in sorted(told) if ENGLISH.search(text)] == []


def test_no_sample_leans_on_an_indicator_whose_number_is_uncertain(plan: Plan) -> None:
    numbers = load().indicator_by_number
    leaning = [
        (table.name, row.id, value)
        for table, row in plan
        for column in table.columns
        if column.kind is Kind.ENTRY and (value := getattr(row, column.name)) in numbers
        if not numbers[value].is_verified and numbers[value].confidence != "high"
    ]

    assert leaning == []
