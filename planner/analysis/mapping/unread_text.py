"""Whether a text is in a language that the planner reads; what it cannot read it does not judge."""

from __future__ import annotations

from typing import Final

from planner.analysis.mapping.title_words import visible
from planner.readers.texts import folded

# Letters of the Arabic script that Arabic does not use: Persian, Urdu, Pashto, Kurdish.
_NOT_ARABIC: Final = frozenset("پچژگٹڈڑںےډړښټڼېۍ")

# Small words of the languages read, without those that others share ("in", "de", "la", "e").
_OWN: Final = frozenset(
    """and are at by for from into of or that the their this to with within l les des aux et ou
    pour dans sur ses leur leurs que qui y el los las del unos por para su sus do das dos nos nas
    um uma em ao aos os pela pelo com der die das und fur von mit zur zum im dem den ein eine einer
    uber aus auf bei gegen nicht""".split()
)

# Small words of neighbours in the Latin script: Dutch, Italian, the Nordic languages,
# Polish, Czech, Croatian, Hungarian, Romanian, Albanian, Turkish, Indonesian, Vietnamese, Swahili,
# Somali, Kinyarwanda, Hausa; as they are folded.
_OTHERS: Final = frozenset(
    """het van voor een bij naar della
    delle dei degli nel nella gli il och av till att og til fra oraz dla ze przez ve pri uz az egy
    pentru din dhe icin ile bir dan yang untuk dengan cua cho kwa katika wa iyo ndetse cikin
    domin""".split()
)


def is_read(text: str) -> bool:
    """Whether words of this text can be judged: a language of ours, or too little to tell.

    Another script counts against it, and so do small words of another language that are more than
    the small words of ours.
    """
    seen = visible(text)
    if seen.isascii():
        return _is_ours_by_words(seen)
    letters = [sign for sign in seen if sign.isalpha()]
    if any(sign in _NOT_ARABIC for sign in letters):
        return False
    if sum(_is_ours(sign) for sign in letters) * 2 < len(letters):
        return False
    return _is_ours_by_words(seen)


def _is_ours_by_words(seen: str) -> bool:
    words = folded(seen).split()
    others = sum(word in _OTHERS for word in words)
    return others == 0 or others <= sum(word in _OWN for word in words)


def _is_ours(letter: str) -> bool:
    return letter < "\u0250" or "\u0600" <= letter < "\u0780" or "\u1e00" <= letter < "\u1f00"
