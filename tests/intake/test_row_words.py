"""The labels of totals and the beginnings of remarks, in many languages."""

import pytest

from planner.intake.rows.row_words import TotalWord, is_remark, total_word


@pytest.mark.parametrize(
    "text",
    ["TOTAL", "Összesen", "УСЬОГО", "合計", "Tổng cộng", "Toplam",
     "المجموع", "कुल", "รวม", "Ukupno:",
     "Σύνολο", "ΣΥΝΟΛΟ", "Razem", "Iš viso", "Jumlah", "合计", "합계", "I alt", "Total 2026",
     "Insgesamt", "Gesamtbetrag", "Montant total", "Ensemble", "Итого"],
)  # fmt: skip
def test_a_total_is_known_by_its_word(text: str) -> None:
    assert total_word(text) is TotalWord.PURE


@pytest.mark.parametrize(
    "text", ["Total Santé", "Prisons – total", "Prisons (sum)", "Gefängnisse insgesamt",
             "Prisons – sous-total", "مجموع السجون"],
)  # fmt: skip
def test_what_a_total_is_of_stands_before_or_behind_its_word(text: str) -> None:
    assert total_word(text) is TotalWord.NAMED


def test_a_part_of_a_total_is_told_from_the_whole() -> None:
    assert total_word("Sous-total Santé") is TotalWord.PART
    assert total_word("Subtotal: prisons") is TotalWord.PART


def test_a_row_may_speak_of_all_of_something_without_the_word() -> None:
    assert total_word("Prisons, all projects") is TotalWord.ALL


@pytest.mark.parametrize(
    "text", ["Totally new", "Sumatra project", "Village courts", "", "x" * 99, "Summary courts"]
)
def test_a_title_is_no_total(text: str) -> None:
    assert total_word(text) is TotalWord.NONE


@pytest.mark.parametrize(
    "text", ["Source: Treasury", "Nguồn: Bộ Tài chính", "※", "Примечание: план"]
)
def test_remarks_begin_as_remarks_do(text: str) -> None:
    assert is_remark(text) == (text != "※")
