"""The labels of totals and the beginnings of remarks, in many languages."""

import pytest

from planner.intake.rows.row_words import PART_TOTAL, PURE_TOTAL, is_remark, label_of_total


@pytest.mark.parametrize(
    "text",
    ["TOTAL", "Összesen", "УСЬОГО", "合計", "Tổng cộng", "Toplam",
     "المجموع", "कुल", "รวม", "Ukupno:",
     "Σύνολο", "ΣΥΝΟΛΟ", "Razem", "Iš viso", "Jumlah", "合计", "합계", "I alt"],
)  # fmt: skip
def test_a_total_is_known_by_its_word(text: str) -> None:
    assert PURE_TOTAL.fullmatch(label_of_total(text))


def test_a_part_of_a_total_is_told_from_the_whole() -> None:
    assert PART_TOTAL.match(label_of_total("Sous-total Santé"))
    assert not PART_TOTAL.match(label_of_total("Total Santé"))


@pytest.mark.parametrize("text", ["Totally new", "Sumatra project", "Village courts", "", "x" * 99])
def test_a_title_is_no_total(text: str) -> None:
    assert not label_of_total(text)


@pytest.mark.parametrize(
    "text", ["Source: Treasury", "Nguồn: Bộ Tài chính", "※", "Примечание: план"]
)
def test_remarks_begin_as_remarks_do(text: str) -> None:
    assert is_remark(text) == (text != "※")
