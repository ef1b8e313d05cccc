"""Currencies by their signs, codes and words."""

import pytest

from planner.readers.currencies import currencies_of, currency_named, currency_of, shared_name


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Committed (USD)", "USD"),
        ("Coût du Projet (USD)", "USD"),
        ("Budget en euros", "EUR"),
        ("Montant (F CFA)", ""),
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


@pytest.mark.parametrize("text", ["14 200 000 FCFA", "Montant (F CFA)", "en francs CFA"])
def test_the_franc_of_two_unions_is_either_of_two_currencies(text: str) -> None:
    assert currencies_of(shared_name(text)) == ("XAF", "XOF")


def test_a_name_of_many_countries_offers_none() -> None:
    assert shared_name("dollars") == "dollars"
    assert currencies_of("dollars") == ()
