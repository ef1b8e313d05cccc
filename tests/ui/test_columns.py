"""What a cell shows reads back as the value it shows; what people type is read as they mean it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import WrongValue
from planner.languages import Voice, spoken
from planner.plan import Plan, all_tables, table_named
from planner.reference import load
from planner.schema import Column, Kind, Value
from planner.tables import Ministry
from planner.ui.columns import cell, config, entries, options, typed
from tests.strategies import values

LONGEST_LIST = 500

COLUMNS = [column for declared in all_tables() for column in declared.columns]
BUDGET = table_named("programmes").column("budget")


def test_only_languages_that_exist_are_taken() -> None:
    column = table_named("plan").column("language")

    assert typed(column, "Français") == typed(column, "FR") == "fr"
    assert typed(column, "") == ""
    with pytest.raises(WrongValue, match="“klingon” is no language of the planner"):
        typed(column, "klingon")
    offered = options(column, Plan(), load())
    assert offered is not None
    assert {"en", "fr", "es", "ar"} <= set(offered)


@st.composite
def columns_with_values(draw: st.DrawFn) -> tuple[Column, Value]:
    column = draw(st.sampled_from(COLUMNS))
    return column, draw(values(column, {}))


@given(columns_with_values())
def test_what_a_cell_shows_reads_back_as_its_value(pair: tuple[Column, Value]) -> None:
    column, value = pair
    if isinstance(value, Decimal):
        value = round(value, 6)

    assert typed(column, cell(column, value)) == value


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("1250000", "1,250,000"),
        ("0.5", "0.5"),
        ("12.125", "12.1250"),
        ("-1200.10", "-1,200.1"),
        ("-0.25", "-0.25"),
    ],
)
def test_numbers_are_shown_in_groups_and_never_so_that_they_read_as_thousands(
    number: str, shown: str
) -> None:
    assert cell(BUDGET, Decimal(number)) == shown
    for code in spoken():
        assert typed(BUDGET, Voice(code).exact(Decimal(number))) == Decimal(number)


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("budget", "1,2 million", Decimal("1200000.0")),
        ("budget", "1.250", Decimal(1250)),
        ("start", "31.3.2027", date(2027, 3, 31)),
        ("start", "03/02/2026", date(2026, 2, 3)),
        ("status", "ongoing", "running"),
        ("title", "  Radio  ", "Radio"),
        ("markers", "wps; upr", ("wps", "upr")),
    ],
)
def test_a_typed_cell_is_read_as_people_write(column: str, text: str, value: Value) -> None:
    assert typed(table_named("programmes").column(column), text) == value


@pytest.mark.parametrize(
    ("table", "column", "text", "said"),
    [
        ("programmes", "budget", "plenty", "“plenty” is not a number"),
        ("programmes", "start", "31.2.2027", "“31.2.2027” is not a date"),
        ("audiences", "posts", "12.5", "“12.5” is not a whole number"),
        ("programmes", "status", "sleeping", "“sleeping” is not an answer"),
    ],
)
def test_what_is_no_value_is_refused_with_what_is_accepted(
    table: str, column: str, text: str, said: str
) -> None:
    with pytest.raises(WrongValue, match="is not") as refused:
        typed(table_named(table).column(column), text)

    assert said in str(refused.value.message)
    assert refused.value.hint


def test_rows_and_answers_are_chosen_by_name() -> None:
    plan = Plan({"ministries": {"M-01": Ministry(id="M-01", name="Ministry of Justice")}})
    programmes = table_named("programmes")

    assert options(programmes.column("ministry"), plan, load()) == {
        "M-01": "M-01 Ministry of Justice"
    }
    answers = options(programmes.column("status"), plan, load()) or {}
    assert answers["running"] == "Running"
    assert options(programmes.column("title"), plan, load()) is None


def test_very_many_rows_are_typed_by_id_and_not_listed() -> None:
    rows = {f"M-{n}": Ministry(id=f"M-{n}", name=f"Office {n}") for n in range(LONGEST_LIST + 1)}
    plan = Plan({"ministries": rows})

    assert options(table_named("programmes").column("ministry"), plan, load()) is None


@pytest.mark.parametrize(
    "name", ["catalogue", "risk_factors", "indicators", "signs", "purpose_codes"]
)
def test_every_reference_list_that_a_column_refers_to_has_entries(name: str) -> None:
    found = entries(name, load())

    assert found
    assert all(shown.startswith(code) for code, shown in found.items())


def test_every_list_that_a_column_refers_to_is_known() -> None:
    referred = {column.refers for column in COLUMNS if column.kind is Kind.ENTRY}

    assert referred == {"catalogue", "risk_factors", "indicators", "signs", "purpose_codes"}


def test_a_sign_that_was_not_verified_says_so_in_lists() -> None:
    unverified = next(sign for sign in load().indicators if not sign.is_verified)

    assert "not verified" in entries("indicators", load())[unverified.number]


def test_a_value_that_is_in_no_list_can_still_be_shown() -> None:
    column = table_named("programmes").column("purpose_code")

    shown = config(column, {"15220": "15220 Peace"}, ["99999", None])

    assert "99999" in str(shown)
    assert shown["help"] == column.help


def test_a_cost_in_a_form_is_not_made_thousandfold() -> None:
    value = Decimal("1.125")

    assert typed(BUDGET, cell(BUDGET, value)) == value
