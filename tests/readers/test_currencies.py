"""Currencies by their signs, codes and words."""

import pytest

from planner.readers.currencies import currency_named, currency_of


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Committed (USD)", "USD"),
        ("Coût du Projet (USD)", "USD"),
        ("Budget en euros", "EUR"),
        ("Montant (F CFA)", "XOF"),
        ("cost_EUR", "EUR"),
        ("Budget in US$ million", "USD"),
        ("Total, all funds", ""),
        ("TOP priority", ""),
        ("Budget", ""),
    ],
)
def test_a_header_names_its_currency(header: str, code: str) -> None:
    assert currency_named(header) == code


@pytest.mark.parametrize(
    ("cell", "code"), [("eur", "EUR"), ("€", "EUR"), ("Euros", "EUR"), ("Budget", ""), ("$", "")]
)
def test_a_cell_is_a_currency_only_as_a_whole(cell: str, code: str) -> None:
    assert currency_of(cell) == code
