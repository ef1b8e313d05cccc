"""Currencies by their signs, codes and words."""

import pytest

from planner.readers.currencies import (
    currencies_of,
    currency_named,
    currency_of,
    paid_in,
    shared_name,
    taken_from,
)


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
        ("Budget for SDG 16", ""),
        ("SDG programmes of the SOS villages", ""),
        ("Approved in EUR, converted to USD at 1.08", ""),
        ("Budget (USD / EUR)", ""),
        ("Montants en FCFA; 1 USD = 600 FCFA", ""),
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


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("dollars", "AUD CAD LRD USD"),
        ("¥", "CNY JPY"),
        ("Rs", "INR LKR MUR NPR PKR"),
        ("£", "EGP GBP SSP SYP"),
        ("lei", "MDL RON"),
        ("млн руб.", "BYN RUB"),
        ("Fr", "CHF GNF RWF XOF"),
        ("دينار", "IQD JOD LYD TND"),
    ],
)
def test_a_name_of_the_money_of_several_countries_is_none_of_them_alone(
    text: str, some: str
) -> None:
    assert currency_named(text) == ""
    assert set(some.split()) <= set(currencies_of(shared_name(text)))


@pytest.mark.parametrize(
    ("country", "name", "code"),
    [
        ("Cameroon", "fcfa", "XAF"),
        ("Sénégal", "fcfa", "XOF"),
        ("الأردن", "dinars", "JOD"),
        ("France", "fcfa", ""),
        ("Cameroon; Senegal", "fcfa", ""),
        ("", "fcfa", ""),
    ],
)
def test_a_country_pays_in_one_of_the_currencies_that_a_name_means(
    country: str, name: str, code: str
) -> None:
    assert paid_in(country, currencies_of(name)) == code


@pytest.mark.parametrize(
    "text", ["All amounts in thousand", "Top programmes", "Try out", "Pen and paper"]
)
def test_a_word_that_is_a_code_as_well_is_read_as_a_word(text: str) -> None:
    assert taken_from(text)[0] == ""


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("TRY", "TRY"),
        ("million TRY", "TRY"),
        ("ALL", "ALL"),
        ("CDF allocation", ""),
        ("USD / EUR", ""),
    ],
)
def test_a_code_that_is_a_word_is_one_where_it_stands_as_a_code(text: str, code: str) -> None:
    assert taken_from(text)[0] == code
