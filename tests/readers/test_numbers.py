"""Numbers and money as people write them, cell by cell and column by column."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.readers.numbers import Amount, Mark, decimal_mark, read_amount, read_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1 250,50", "1250.50"),
        ("1\u202f250,50", "1250.50"),
        ("1.250,50", "1250.50"),
        ("1,250.50", "1250.50"),
        ("1'250.50", "1250.50"),
        ("12,34,567", "1234567"),
        ("1.2m", "1200000"),
        ("1,2 million", "1200000"),
        ("3 mil millones", "3000000000"),
        ("2,5 Mrd.", "2500000000"),
        ("250 milliers", "250000"),
        ("(300)", "-300"),
        ("- 300", "-300"),
        ("300-", "-300"),
        ("\u2212300", "-300"),
        ("1.5E+06", "1500000"),
        ("٣٫٥", "3.5"),
        ("١٬٢٥٠", "1250"),
        ("1.000.000", "1000000"),
        ("0.250", "0.250"),
        ("1.250", "1250"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_it_was_meant(written: str, value: str) -> None:
    assert read_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "-",
        "abc",
        "12abc",
        "1 25",
        "12,345,67",
        "2013/14",
        "1-2",
        "100 - 200",
        "PHC 3",
        "1.2.3.4",
        "9" * 80,
    ],
)
def test_what_is_no_number_is_not_made_one(written: str) -> None:
    assert read_number(written) is None


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("2.254,62 €", Amount(Decimal("2254.62"), "EUR")),
        ("US$ 1,000", Amount(Decimal(1000), "USD")),
        ("USD 1.2 million", Amount(Decimal("1200000.0"), "USD")),
        ("$12.50", Amount(Decimal("12.50"), shared="$")),
        ("1.2 millions d'euros", Amount(Decimal("1200000.0"), "EUR")),
        ("F CFA 1 000 000", Amount(Decimal(1000000), shared="fcfa")),
        ("1 250 دينار", Amount(Decimal(1250), shared="dinars")),
        ("12,5 %", Amount(Decimal("12.5"), "", percent=True)),
        ("Rs. 5,000", Amount(Decimal(5000), shared="rupees")),
    ],
)
def test_what_stands_beside_a_number_is_understood(written: str, amount: Amount) -> None:
    assert read_amount(written) == amount


def test_the_decimal_mark_settles_what_fits_both() -> None:
    assert read_number("1.250", "comma") == 1250
    assert read_number("1.250", "point") == Decimal("1.250")
    assert read_number("1,250", "point") == 1250
    assert read_number("1,250", "comma") == Decimal("1.250")


def test_one_clear_cell_settles_a_column() -> None:
    found = decimal_mark(["1.250", "300", "2.254,62", "abc"])

    assert found.mark == "comma"
    assert found.settled_by == "2.254,62"
    assert found.open == ("1.250",)


def test_a_column_that_contradicts_itself_says_which_cells_do() -> None:
    found = decimal_mark(["1.250,50", "2.300,75", "1,250.50"])

    assert found.mark == "comma"
    assert found.against == ("1,250.50",)


def test_a_column_of_whole_numbers_settles_nothing() -> None:
    assert decimal_mark(["1250", "0", "7"]).mark is None


GROUPS = st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "'"])


@given(st.decimals(-(10**12), 10**12, places=2), GROUPS, st.sampled_from(["comma", "point"]))
def test_a_number_written_in_any_country_reads_back(value: Decimal, group: str, mark: Mark) -> None:
    sign = {"comma": ",", "point": "."}[mark]
    if group == sign:
        group = ""
    written = f"{value:,.2f}".replace(",", "G").replace(".", sign).replace("G", group)

    assert read_number(written, mark) == value
    assert read_number(written) == value


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    value = read_number(text)

    assert value is None or value.is_finite()


@pytest.mark.parametrize(
    ("written", "value", "currency"),
    [
        ("1.250,-", "1250", ""),
        ("1.250,-- Kč", "1250", "CZK"),
        ("5.172.338,50 kn", "5172338.50", "HRK"),
        ("1 250 000 Ft", "1250000", "HUF"),
        ("12,5 млн грн", "12500000.0", "UAH"),
        ("Rp 1.250.500", "1250500", "IDR"),
        ("１２，５００", "12500", ""),
        ("৳ ১২৫০.৫০", "1250.50", "BDT"),
        ("๓๔๐,๐๐๐ บาท", "340000", "THB"),
        ("12億円", "1200000000", "JPY"),
        ("△1,234", "-1234", ""),
    ],
)
def test_sums_of_many_administrations_are_read(written: str, value: str, currency: str) -> None:
    assert read_amount(written) == Amount(Decimal(value), currency)
