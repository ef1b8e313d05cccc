"""Words and signs that multiply a sum: thousand, crore, 億, in the languages of ministries."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from planner.readers.texts import folded
from planner.readers.word_lists import words

_WORDS: Final = {
    word: Decimal(10) ** int(noughts)
    for noughts, line in words("scales").items()
    for word in line.split()
}
_PHRASES: Final = {
    phrase: Decimal(10) ** int(noughts)
    for noughts, line in words("phrases").items()
    for phrase in line.split("|")
}
SCALES: Final = {folded(word): scale for word, scale in {**_WORDS, **_PHRASES}.items()}
WRITTEN: Final = {
    word: scale
    for word, scale in _WORDS.items()
    if len(word) > 2 and "\u0900" <= word[0] <= "\u0eff"
}
"""Words whose vowel signs are lost in folding, as they are written."""

LINKING: Final = frozenset("de d of en in".split())
"""Words between the number and what it counts, and before it."""
