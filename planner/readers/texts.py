"""Text as people type it: tidied for keeping, folded for comparing, and words for nothing."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from planner.values import clean, fold

# Every digit of every script, as the ASCII digit it stands for.
DIGITS = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, 0x1FBFA)
    if chr(code).isdecimal()
}
_ESCAPED_LINE = re.compile(r"_x000[dD]_\n?")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,4});")
_SPACES = re.compile(r"[^\S\n]+")
_AROUND_LINES = re.compile(r" ?\n ?")
_NOT_WORD = re.compile(r"[\W_]+")
# The soft hyphen, the Arabic letter mark, and the rarer ends of a line.
_DROPPED = {0x00AD: None, 0x061C: None, 0x2028: "\n", 0x2029: "\n", 0x0085: "\n"}

# Letters that a decomposition leaves alone although people write one for the other.
_ALIKE = str.maketrans(
    {
        "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "",
    }
)  # fmt: skip

_NOTHING_AS_TYPED = frozenset(
    "n/a n.a. n.a n/d n.d. s/o s/d s.d. n.r. n/r n.s. n/s ? ?? ??? tbd tbc tba t.b.d. t.b.c."
    " nr null nil".split()
)
# One line a meaning or a language; folded, so that case and accents do not matter.
_NOTHING_WORDS = """
    unspecified|not specified|not stated|undefined|not defined|unplanned|unallocated|no data
    not available|not applicable|not known|unknown|not reported|not yet|not yet known
    not yet defined|not yet determined
    to be determined|to be confirmed|to be defined|to be announced
    non spécifié|non spécifiée|non spécifiés|non précisé|non précisée|non défini|non définie
    non disponible|non renseigné|non renseignée|non communiqué|non applicable|sans objet|néant
    inconnu|inconnue|à déterminer|à préciser|à définir|à confirmer|imprévu|pas encore
    no especifica|no especificado|no especificada|sin especificar|sin dato|sin datos
    no disponible|no aplica|no definido|no definida|sin definir|por definir|por determinar
    por confirmar|desconocido|desconocida|no informado
    não especificado|não especificada|não disponível|não se aplica|não informado|sem dados
    sem informação|keine Angabe|keine Angaben|k a|unbekannt|nicht verfügbar|nicht angegeben|entfällt
    غير محدد|غير محددة|غير متوفر|غير معروف|لا ينطبق|لا يوجد
    לא ידוע|לא רלוונטי|לא צוין
"""
_LONGEST_NOTHING = 120
_JOINING = frozenset("a al d de del der des di du el l la las le les los of the von".split())


def tidy(text: str) -> str:
    """The text without what cannot be seen, with one space where there were several, lines kept."""
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if text.isascii() and text.isprintable():
        if "  " in text or "_x000D_" in text:
            text = _SPACES.sub(" ", text.replace("_x000D_", " "))
        return text.strip()
    lined = clean(_ESCAPED_LINE.sub("\n", text).translate(_DROPPED))
    return _AROUND_LINES.sub("\n", _SPACES.sub(" ", lined)).strip()


def folded(text: str) -> str:
    """The text for comparing: one case, no accents or punctuation, look-alike letters made one."""
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    return fold(fold(text.translate(_DROPPED)).translate(_ALIKE))


_NOTHING_FOLDED = frozenset(
    folded(words) for line in _NOTHING_WORDS.strip().splitlines() for words in line.split("|")
)

_PARTS_OF_NOTHING = frozenset(word for phrase in _NOTHING_FOLDED for word in phrase.split())
_FIRST_WORD = re.compile(r"[^\W\d_][^\W_]*")


def is_nothing(text: str, header: str = "") -> bool:
    """Whether a cell says that it holds nothing: "n.a.", "–", "Non spécifié", "00 - Unspecified".

    `NA` alone is kept, because it is Namibia. With the column's header given, a phrase that only
    repeats it counts as well: "Agence d'Exécution non définie" under "Agence d'Exécution".
    """
    if len(text) > _LONGEST_NOTHING:
        return False
    typed = text.strip().casefold()
    if typed in _NOTHING_AS_TYPED:
        return True
    first = _FIRST_WORD.search(typed)
    if first and text.isascii() and first[0] not in _openings(header):  # most texts
        return False
    words = folded(typed)
    if not words:
        return not typed or not any(c.isalnum() for c in typed)
    words = words.lstrip("0123456789 ")
    return words in _NOTHING_FOLDED or (bool(header) and _only_repeats(words, header))


@lru_cache(maxsize=1024)
def _openings(header: str) -> frozenset[str]:
    """The words that a phrase for nothing may begin with under a header."""
    return _PARTS_OF_NOTHING | _JOINING | set(folded(header).split())


def _only_repeats(words: str, header: str) -> bool:
    if _PARTS_OF_NOTHING.isdisjoint(words.split()):
        return False
    named = set(folded(header).split()) | _JOINING
    return " ".join(word for word in words.split() if word not in named) in _NOTHING_FOLDED
