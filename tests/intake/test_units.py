"""What one in a column of money stands for."""

from decimal import Decimal

import pytest

from planner.intake.rows.units import unit_of


@pytest.mark.parametrize(
    ("header", "above", "statement"),
    [
        ("Budget", [], ""),
        ("Committed (USD)", [], "USD"),
        ("Budget (USD million)", [], "USD million ×1000000"),
        ("Coût (en milliers de FCFA)", [], "milliers ×1000"),
        ("Montant M€", [], "EUR m ×1000000"),
        ("Betrag in TSD EUR", [], "EUR tsd ×1000"),
        ("Budget ('000 USD)", [], "USD '000 ×1000"),
        ("Budget", ["Montants en millions de francs"], "millions ×1000000"),
        ("Budget", ["(in thousands of US dollars)"], "USD thousands ×1000"),
        ("Budget (EUR)", ["All figures in thousands"], "EUR thousands ×1000"),
        ("Budget (USD million)", ["Amounts in thousands of euro"], "USD million ×1000000"),
        ("المبلغ", ["المبالغ بالآلاف"], "بالالاف ×1000"),
        ("סכום", ["באלפי שקלים"], "ILS באלפי ×1000"),
        ("Budget", ["Million Trees Programme"], ""),
        ("Budget 2000", [], ""),
    ],
)
def test_a_unit_is_read_from_the_header_first(
    header: str, above: list[str], statement: str
) -> None:
    assert unit_of(header, above).statement == statement


def test_the_scale_multiplies() -> None:
    assert unit_of("Budget (USD million)", []).scale == Decimal(10) ** 6


@pytest.mark.parametrize(
    ("header", "above", "statement"),
    [
        ("Budget tys. zł", [], "PLN tys ×1000"),
        ("Náklady v mil. Kč", [], "CZK mln ×1000000"),
        ("Importe (miles de €)", [], "EUR miles ×1000"),
        ("Montant engagé (en M€)", [], "EUR m ×1000000"),
        ("Coût (MDH)", [], "m ×1000000"),
        ("Сумма", ["(тыс. рублей)"], "тыс ×1000"),
        ("Tổng mức đầu tư", ["Đơn vị tính: Triệu đồng"], "VND trieu ×1000000"),
        ("予算額", ["（単位：千円）"], "JPY 千 ×1000"),
        ("预算金额（万元）", [], "CNY 万 ×10000"),
        ("총사업비(백만원)", [], "KRW 백만 ×1000000"),
        ("الكلفة", ["(المبالغ بملايين الدنانير العراقية)"], "IQD بملايين ×1000000"),
        ("Budget", ["Action plan (UGX Bn)"], "UGX bn ×1000000000"),
        ("Budget", ["Budget by MDA"], ""),
        ("b", [], ""),
    ],
)
def test_units_of_many_languages(header: str, above: list[str], statement: str) -> None:
    assert unit_of(header, above).statement == statement
