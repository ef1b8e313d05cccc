"""How a table is declared, and what the declaration knows."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.choices import Level
from planner.plan import all_tables
from planner.schema import Choice, Column, Kind, Row, Table, declared_tables, table, table_of, text
from planner.tables import Ministry, Programme

BLANKS = {
    Kind.ID: "",
    Kind.TEXT: "",
    Kind.NOTE: "",
    Kind.CODE: "",
    Kind.ROW: "",
    Kind.ENTRY: "",
    Kind.TAGS: (),
    Kind.WHOLE: None,
    Kind.NUMBER: None,
    Kind.MONEY: None,
    Kind.PERCENT: None,
    Kind.DATE: None,
    Kind.FLAG: None,
    Kind.CHOICE: None,
}


@pytest.mark.parametrize("kind", Kind)
def test_blank_text_is_empty_and_any_other_blank_is_none(kind: Kind) -> None:
    assert Column(name="it", kind=kind, label="It", help="").blank == BLANKS[kind]


@pytest.mark.parametrize("declared", all_tables(), ids=lambda declared: declared.name)
def test_a_row_made_of_nothing_is_blank_in_every_column(declared: Table) -> None:
    row = declared.row()

    for column in declared.columns:
        assert getattr(row, column.name) == column.blank


def test_a_row_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Ministry(id="M-01").name = "Justice"  # type: ignore[misc]  # that is what is tested


def test_a_row_knows_its_table_and_so_does_its_type() -> None:
    assert table_of(Ministry(id="M-01")) is table_of(Ministry)
    assert table_of(Ministry).name == "ministries"
    assert table_of(Ministry) in declared_tables()


def test_columns_stand_in_the_order_of_declaration_with_the_id_first() -> None:
    names = [column.name for column in table_of(Programme).columns]

    assert names[:4] == ["id", "reference", "title", "description"]


def test_a_column_is_found_by_its_name_only() -> None:
    assert table_of(Ministry).column("name").label == "Name"
    with pytest.raises(KeyError):
        table_of(Ministry).column("colour")


@pytest.mark.parametrize("declared", all_tables(), ids=lambda declared: declared.name)
@given(number=st.integers(1, 10**9 - 1))
def test_an_id_holds_its_number(declared: Table, number: int) -> None:
    assert declared.number_of(declared.id_for(number)) == number


@pytest.mark.parametrize(
    "text",
    ["P-9999999999", "P-" + "9" * 5_000, "P-٧", "M-01", "P-", "=P-0001", "P-0001\n", "<b>P-1</b>"],
)
def test_what_is_too_long_or_of_another_shape_is_no_id(text: str) -> None:
    assert table_of(Programme).number_of(text) == 0


def test_ids_are_short_and_readable() -> None:
    assert table_of(Programme).id_for(7) == "P-0007"
    assert table_of(Programme).id_for(12345) == "P-12345"


@pytest.mark.parametrize("row_id", ["", "M-0007", "P0007", "P-", "P-7a", "7", "-7"])
def test_an_id_of_another_shape_has_no_number(row_id: str) -> None:
    assert table_of(Programme).number_of(row_id) == 0


def test_a_key_that_names_no_column_is_refused_where_it_is_declared() -> None:
    class Colour(Row):
        name: str = text("Name", "The name.")

    declare = table("colours", "Colour", "Colours", "A.", prefix="CL", key=["shade"])

    with pytest.raises(KeyError):
        declare(Colour)
    assert "colours" not in {declared.name for declared in declared_tables()}


def test_an_answer_is_its_stored_value_and_has_a_label() -> None:
    assert Level.HIGH == "high"
    assert Level("high") is Level.HIGH
    assert Level.NOT_ASSESSED.label == "Not assessed"


def test_an_answer_without_a_label_is_called_by_its_value() -> None:
    class Mood(Choice):
        GOOD = "good"

    assert Mood.GOOD.label == "Good"
