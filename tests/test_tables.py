"""What every declared table and column keeps to, whatever is added to them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal

import pytest

from docs.make_dictionary import PLACE, dictionary
from planner.languages import load, spellings
from planner.plan import all_tables, table_named
from planner.schema import LANGUAGES, Column, Kind, Table
from planner.tables import Cost
from planner.values import fold

LISTS = {"risk_factors", "indicators", "signs", "catalogue", "purpose_codes"}
COLUMNS = [(table, column) for table in all_tables() for column in table.columns]
SHEET_NAME_LENGTH = 31


def names(found: Iterator[tuple[Table, Column]]) -> list[str]:
    return [f"{table.name}.{column.name}" for table, column in found]


def test_every_table_says_what_a_row_of_it_is() -> None:
    for table in all_tables():
        assert table.one and table.many
        assert table.help.endswith(".")


def test_every_column_has_a_label_and_a_help_that_is_a_sentence() -> None:
    bare = ((t, c) for t, c in COLUMNS if not c.label or not c.help.endswith("."))

    assert names(bare) == []


def test_no_two_tables_share_a_name_a_sheet_or_the_look_of_their_ids() -> None:
    for words in (
        [table.name for table in all_tables()],
        [fold(table.many) for table in all_tables()],
        [table.prefix for table in all_tables()],
    ):
        assert [word for word, count in Counter(words).items() if count > 1] == []


def test_every_tables_name_fits_a_sheet() -> None:
    for table in all_tables():
        assert len(table.many) <= SHEET_NAME_LENGTH
        assert not set(table.many) & set("[]:*?/\\'")


def test_the_id_comes_first() -> None:
    for table in all_tables():
        assert table.columns[0].name == "id"
        assert [c.name for c in table.columns if c.kind is Kind.ID] == ["id"]


def test_no_two_columns_of_a_table_share_a_label() -> None:
    for table in all_tables():
        assert len({fold(column.label) for column in table.columns}) == len(table.columns)


@pytest.mark.parametrize("table", all_tables(), ids=lambda table: table.name)
def test_no_header_in_any_language_means_two_columns(table: Table) -> None:
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for column in table.columns:
        for word in load().synonyms(table, column):
            for spelling in spellings(word):
                meant[spelling].add(column.name)

    assert {header: columns for header, columns in meant.items() if len(columns) > 1} == {}
    assert "" not in meant


def test_every_reference_points_at_a_declared_table_or_a_known_list() -> None:
    declared = {table.name for table in all_tables()}

    assert (
        names((t, c) for t, c in COLUMNS if c.kind is Kind.ROW and c.refers not in declared) == []
    )
    assert names((t, c) for t, c in COLUMNS if c.kind is Kind.ENTRY and c.refers not in LISTS) == []
    others = ((t, c) for t, c in COLUMNS if c.kind not in (Kind.ROW, Kind.ENTRY) and c.refers)
    assert names(others) == names((t, c) for t, c in COLUMNS if c.refers == LANGUAGES)


def test_every_column_of_a_list_has_its_answers_and_only_such_columns() -> None:
    without = ((t, c) for t, c in COLUMNS if c.kind is Kind.CHOICE and c.answers is None)
    other = ((t, c) for t, c in COLUMNS if c.answers and c.kind not in (Kind.CHOICE, Kind.TAGS))

    assert names(without) == []
    assert names(other) == []


def test_a_key_names_each_column_once_and_never_the_id() -> None:
    for table in all_tables():
        assert len(set(table.key)) == len(table.key)
        assert "id" not in table.key


OFFICE = {
    "plan", "ministries", "situations", "ratings", "observations", "strengths", "sources", "goals",
    "rates", "courses", "partners", "warnings", "bodies", "meetings", "consultations",
    "commitments", "decisions", "answers", "incidents", "triggers", "tried", "wordings", "alerts",
    "exercises", "scenarios", "decision_options", "decision_actions", "waivers", "versions",
    "settings", "forgotten",
}  # fmt: skip
"""The tables whose rows are the office's own: no ministry answers for them."""


def test_every_row_has_an_owner_that_leads_to_a_ministry_or_is_the_offices() -> None:
    for table in all_tables():
        seen, one = {table.name}, table
        while one.owner:
            one = table_named(one.column(one.owner).refers)
            assert one.name not in seen
            seen.add(one.name)
        assert one.name == ("ministries" if table.owner else table.name)

    assert {table.name for table in all_tables() if not table.owner} == OFFICE


def test_what_names_a_row_is_text_that_may_be_shown_and_notes_go_into_a_note() -> None:
    for table in all_tables():
        naming = [table.column(name) for name in table.naming]
        assert {column.kind for column in naming} <= {Kind.TEXT, Kind.NOTE, Kind.CODE}
        assert not any(column.restricted for column in naming)
        assert not table.notes or table.column(table.notes).kind is Kind.NOTE
        assert not table.short or table.short in table.naming


def test_an_end_is_a_date_and_so_is_what_it_ends() -> None:
    ends = [(table, column) for table, column in COLUMNS if column.is_end]

    assert {column.name for _, column in ends} >= {"end", "by", "due", "follow_up"}
    for table, column in ends:
        assert column.kind is Kind.DATE
        assert not column.since or table.column(column.since).kind is Kind.DATE
    assert not [column for _, column in COLUMNS if column.since and not column.is_end]


def test_whoever_is_named_in_secret_stays_in_the_planner() -> None:
    restricted = set(names((t, c) for t, c in COLUMNS if c.restricted))

    assert restricted == {
        "ministries.mailbox",
        "observations.partner",
        "sources.real_name",
        "sources.contact",
        "certificates.holder",
        "partners.protection",
    }


def test_the_data_dictionary_is_current() -> None:
    assert PLACE.read_text(encoding="utf-8") == dictionary(), 'Run "make docs".'


@pytest.mark.parametrize(
    ("mid", "quantity", "unit_cost", "amount"),
    [
        ("90", "2", "50", "90"),
        (None, "2", "50.50", "101.00"),
        (None, "2", None, None),
        (None, None, "50", None),
        ("0", "2", "50", "0"),
    ],
)
def test_the_cost_to_plan_with_is_stated_or_quantity_times_unit_cost(
    mid: str | None, quantity: str | None, unit_cost: str | None, amount: str | None
) -> None:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    cost = Cost(mid=number(mid), quantity=number(quantity), unit_cost=number(unit_cost))

    assert cost.amount == number(amount)
