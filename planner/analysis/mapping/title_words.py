"""Words of a title as they can be compared: folded, without plural or small words, with a place."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from planner.readers.name_forms import stemmer
from planner.readers.texts import folded

LANGUAGES: Final = {"en": "english", "fr": "french", "es": "spanish", "pt": "portuguese"}

# A prefix with a hyphen belongs to its word: de-mining, re-integration, co-existence.
_WORD = re.compile(r"(?:\b(?:de|re|co)-)?[^\W_]+", re.IGNORECASE)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LATIN = re.compile("[a-zA-Z]")
_LAST_BEFORE_ARABIC = "\u05ff"
# The letter "and" is left out, but not where it belongs to the word: national, ministry, documents.
_ARTICLE = re.compile(
    "^و?(?:[بكف]?ال|لل)(?=..)"
    "|^و(?!طني|زار|زير|ثايق|ثيق|ساط|صول|قاي|حد|كال|كلا|سايل|ظيف|ظايف|قود|لاي|رش|ضع)(?=....)"
    "|^و(?=(?:بناء|تامين|حصر|دعم|دمج|رصد|رفع|شراء|صون|ضبط|طرد|عوده|منع|نزع|نقل|هدم)$)"
)
_NO_PLURAL = frozenset(("aids", "cours", "news", "pays"))
# Cyrillic and Greek letters that stand in Latin words of badly typed or scanned lists.
_ALIKE = str.maketrans(
    "АВЕІКМНОРСТУХаеіјоросухѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιν", "ABEIKMHOPCTYXaeijopocyxsdhABEZHIKMNOPTYXoiv"
)
SMALL = frozenset(
    """a an and are as at be by for from in into is it its of on or s t that the their this
    through to upon via was which with within d l la le les un une de des du au aux en et ou par
    pour dans sur ses son sa ce ces cette leur leurs que qui est y el los las del al una unos unas
    lo con por para su sus se o e da do das dos no na nos nas um uma em ao aos as os pela pelo
    com في من الي علي عن مع او بين التي الذي ذات هذا هذه""".split()
)


class Word(NamedTuple):
    """A word as compared, and where it stands in the text it was taken from."""

    form: str
    start: int
    end: int


def visible(text: str) -> str:
    """The text with composed letters and without signs nobody sees; places of words refer to it."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text))


@lru_cache(maxsize=50_000)
def form(word: str) -> str:
    """One word for comparing: folded, look-alike letters made Latin, a plural "s" left out."""
    if not word.isascii() and _LATIN.search(word):
        word = word.translate(_ALIKE)
    plain = folded(word).replace(" ", "")
    if plain[:1] > _LAST_BEFORE_ARABIC:
        return _ARTICLE.sub("", plain)
    if len(plain) > 3 and plain[-1] == "s" != plain[-2] and plain not in _NO_PLURAL:
        return plain[:-1]
    return plain


@lru_cache(maxsize=1_000)
def words(text: str) -> tuple[Word, ...]:
    """The words of a visible text in order, without articles, prepositions and the like."""
    found = ((form(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))
    return tuple(Word(*one) for one in found if one[0] not in SMALL and one[0])


def forms(text: str) -> tuple[str, ...]:
    """The words of a text as compared, without their places."""
    return tuple(word.form for word in words(visible(text)))


@lru_cache(maxsize=100_000)
def stems(word: str) -> tuple[tuple[str, str], ...]:
    """The stem of a word in each language, each with its language."""
    return tuple((language, _stem(word, language)) for language in LANGUAGES)


def _stem(word: str, language: str) -> str:
    """The stem of a word; a figure and a word in other letters are their own."""
    return stemmer(LANGUAGES[language])(word) if word.isascii() and word.isalpha() else word


class Ranking:
    """BM25 over documents in several languages: which of them a text is closest to in words."""

    def __init__(self, documents: Sequence[Mapping[str, str]]) -> None:
        """Index documents that hold a text for each language they are known in."""
        self._postings: defaultdict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
        counts = [self._counted(document) for document in documents]
        average = sum(count.total() for count in counts) / max(1, len(counts))
        for place, count in enumerate(counts):
            length = 0.25 + 0.75 * count.total() / average
            for stem, times in count.items():
                self._postings[stem].append((place, times * 2.2 / (times + 1.2 * length)))
        self._rarity = {
            stem: math.log(1 + (len(counts) - len(hits) + 0.5) / (len(hits) + 0.5))
            for stem, hits in self._postings.items()
        }

    @staticmethod
    def _counted(document: Mapping[str, str]) -> Counter[tuple[str, str]]:
        return Counter(
            (language, _stem(word, language))
            for language, text in document.items()
            for word in forms(text)
        )

    def scores(self, text: Sequence[str]) -> dict[int, float]:
        """The score of every document that shares a word with the text, by its place.

        A word counts in the one language in which it is most at home among the documents.
        """
        found: defaultdict[int, float] = defaultdict(float)
        for word in dict.fromkeys(text):
            known = [stem for stem in stems(word) if stem in self._postings]
            if known:
                best = max(known, key=lambda stem: len(self._postings[stem]))
                for place, weight in self._postings[best]:
                    found[place] += weight * self._rarity[best]
        return dict(found)
