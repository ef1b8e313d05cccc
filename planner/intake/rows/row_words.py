"""Words by which the rows of a table tell what they are: totals, parts of totals, remarks."""

from __future__ import annotations

import re

from planner.readers.texts import folded

# Labels of totals, a line for each family of languages; "_" stands for a space.
_TOTALS = """
    total totals subtotal sub_total grand_total general_total overall_total sum overall
    totaux sous_total ensemble montant_total cout_total total_general
    totales suma subtotales totais soma somma totale totali complessivo somme
    summe gesamt gesamtsumme zwischensumme insgesamt gesamtbetrag global_total
    totaal subtotaal totalt summa i_alt ialt delsum yhteensä kokku kopā iš_viso viso
    razem ogółem łącznie suma_końcowa celkem celkom součet spolu súčet skupaj ukupno svega sveukupno
    összesen mindösszesen σύνολο γενικό_σύνολο συνολικά gjithsej shuma totali
    toplam genel_toplam ara_toplam cəmi yekun jami jumlah jumla jumla_kuu
    итого всего подитог усього разом всього усяго разам общо всичко укупно свега вкупно
    барлығы жиыны itogo vsego
    المجموع مجموع الاجمالي اجمالي المجموع_الكلي جمع جمع_کل کل_میزان میزان סהכ סה_כ סך_הכל סך_הכול
    कुल कुल_योग योग जम्मा कुल_जम्मा মোট সর্বমোট รวม รวมทั้งสิ้น រួម សរុប ລວມ စုစုပေါင်း
    ድምር ጠቅላላ_ድምር ჯამი სულ ընդամենը
    tổng_cộng tổng_số tổng cộng
    合計 総計 総合計 小計 合计 总计 小计 共计 總計 總合計 합계 총계 소계 총합계 계 計
"""
_PARTS = (
    "sous sub zwischen ara del subtotal subtotaal subtotales delsum подитог 小計 小计 소계".split()
)
_REMARKS = """
    source sources note notes nb n_b remark remarks legend leyenda légende notas nota fuente
    fuentes fonte fontes quelle quellen anmerkung anmerkungen hinweis prepared compiled établi
    elaborado elaboración elaboração bron toelichting opmerking källa anm kilde merknad lähde
    huom allikas märkus avots piezīme šaltinis pastaba źródło uwaga zdroj poznámka vir opomba
    izvor napomena извор forrás megjegyzés sursa notă πηγή σημείωση burimi shënim kaynak
    kaynağı mənbə qeyd manba источник примечание джерело примітка източник забележка дереккөз
    nguồn ghi_chú sumber catatan chanzo المصدر ملاحظة ملاحظات منبع توضیحات מקור הערה הערות
    स्रोत উৎস ที่มา หมายเหตุ წყარო աղբյուր
    出典 資料 資料来源 资料来源 資料來源 来源 注 注記 備註 备注 출처 주
"""


def _folded(words: str) -> list[str]:
    return sorted({folded(word) for word in words.split()}, key=len, reverse=True)


_BEFORE = "sous sub grand general overall montant cout global gesamt zwischen genel ara"
_MARKS = " \t\n*-–—:.()[]#=\"'«»“”"
_TOTAL_WORDS = (
    rf"(?:(?:{'|'.join(_BEFORE.split())}) )?"
    rf"(?:{'|'.join(_folded(_TOTALS))})"
)
_WHOLE = " (?:general|generale|generales|geral|global|gral|usd|eur|en usd|\\d+|كلي|العام|الكلي)"
TOTAL = re.compile(rf"{_TOTAL_WORDS}(?: |$)")
PURE_TOTAL = re.compile(rf"{_TOTAL_WORDS}(?:{_WHOLE})*")
PART_TOTAL = re.compile("|".join(_folded(" ".join(_PARTS))))
_REMARK = re.compile(rf"(?:{'|'.join(_folded(_REMARKS))})(?: |$)")
# The first letters of every label of a total: most cells are told from one by them, unfolded.
_BEGINNINGS = frozenset(
    word[:2].lower() for word in (*_TOTALS.split(), *_folded(_TOTALS), *_BEFORE.split())
)
_LONGEST = 80


def label_of_total(text: str) -> str:
    """A text folded, when it is the label of a total; else nothing."""
    if len(text) > _LONGEST:
        return ""
    begins = text[:2]
    if not begins.isalnum():
        begins = text.lstrip(_MARKS)[:2]
    if begins.lower() not in _BEGINNINGS:
        return ""
    label = folded(text)
    return label if TOTAL.match(label) else ""


def is_remark(text: str) -> bool:
    """Whether a text begins as a note or the source of a table does."""
    return bool(_REMARK.match(folded(text)))
