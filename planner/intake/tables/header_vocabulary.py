"""Which words stand for which column, in the languages of ministries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from planner.intake.tables.header_roots import verdict
from planner.intake.tables.headings import Heading
from planner.intake.tables.weights import weights
from planner.languages import load as load_languages
from planner.languages import recognition
from planner.messages import Message, _
from planner.plan import all_tables, table_named
from planner.readers.texts import folded

PROGRAMMES: Final = "programmes"
_W: Final = weights("headers")
NEARLY: Final = _W["nearly"]
_HEADERS: Final = recognition.words("headers")
_BRACKETS: Final = re.compile(r"[(\[{].*?[)\]}]")
_NUMBERING: Final = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[a-zA-Z])\s*[.)\-:]\s*(?=\D)")
_EITHER_LANGUAGE: Final = re.compile(r"\s*[/|\n]\s*")
_CAMEL: Final = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")  # ProjectTitle
_NOTES: Final = re.compile(r"[*†‡¹²³]+$")

Unsure = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Guess:
    """A column of the file taken for a column of the plan: how surely, and why, in words.

    `field` may be a well-known one that the plan lacks.
    `alternatives` are columns that would suit as well and were left; `fallbacks` are read where
    this one is blank. One that `is_fallback` itself never replaces what a plan holds.
    """

    field: str
    heading: Heading
    confidence: float
    reason: Message
    alternatives: tuple[Heading, ...] = ()
    fallbacks: tuple[Heading, ...] = ()
    is_fallback: bool = False


@dataclass(frozen=True, eq=False)
class Words:
    """The phrases of one table, folded, with their fields; `known` are those without a column.

    `unsure` are phrases of several fields, with how surely they mean each; `marks` are hashtags and
    paths of elements.
    """

    phrases: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    unsure: Unsure
    marks: Mapping[str, str]


@cache
def words_of(table: str) -> Words:
    """The vocabulary of a table's headers, from declaration, languages and `headers.toml`.

    A word for a project is its title or its number, one for a year its start, neither surely; a
    word for a place is a place, whatever a language says. What other tables lack and this one has,
    as the place of an incident, is read by its own words alone.
    """
    declared = table_named(table)
    columns = load_languages().headers(declared)
    own = {column.name for column in declared.columns}
    known = {name: words for name, words in _HEADERS["known"].items() if name not in own}
    said = [(column.name, phrase) for phrase, column in columns.items()]
    said += _spelt(_HEADERS.get(table, {}))
    places = {phrase for _, phrase in _spelt({"place": _HEADERS["known"]["place"]})}
    unsure = _unsure() if table == PROGRAMMES else {}
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for name, phrase in (*said, *_spelt(known)):
        if phrase not in unsure and not (phrase in places and name == "country"):
            fields[phrase].append(name)
    return Words(
        phrases={phrase: tuple(dict.fromkeys(names)) for phrase, names in fields.items()},
        known=frozenset(known),
        unsure=unsure,
        marks=_HEADERS["hashtags"] | _HEADERS["elements"] if table == PROGRAMMES else {},
    )


@cache
def _unsure() -> Unsure:
    """The phrases that stand for a field less surely than others, with how surely."""
    return {
        folded(word): {**one["fields"]}
        for one in reversed(_HEADERS["unsure"])
        for word in one["words"]
        if folded(word)
    }


@cache
def all_phrases() -> frozenset[str]:
    """Every header phrase of every table, folded."""
    tables = (words_of(table.name) for table in all_tables())
    return frozenset(phrase for words in tables for phrase in words.phrases) | _unsure().keys()


def is_known(text: str) -> bool:
    """Whether a cell's text is a header that some table knows."""
    return any(spelling in all_phrases() for spelling in _spellings(text))


@cache
def preference(text: str) -> int:
    """Which of two headers of one field goes first: 1 for "actual", -1 for "planned", else 0."""
    words, preferred = set(folded(text).split()), _HEADERS["preferred"]
    if not words.isdisjoint(map(folded, preferred["second"])):
        return -1
    return int(not words.isdisjoint(map(folded, preferred["words"])))


def matches(table: str, heading: Heading) -> list[Guess]:
    """The fields that a heading may stand for, best first, by its words alone.

    A header that is in a list means what the list says; any other what the roots of its words say,
    or else what a known phrase in it, or one that it is like, does.
    """
    words = words_of(table)
    possible = [*_by_mark(words, heading), *_listed(words, heading)]
    if all(match.confidence < _W["listed"] for match in possible):
        rooted = list(_by_roots(heading)) if table == PROGRAMMES else []
        fields = {match.field for match in rooted}
        other = [m for m in _unlisted(words, heading) if not fields or m.field in fields]
        possible += rooted + other
    best: dict[str, Guess] = {}
    for match in sorted(possible, key=lambda match: -match.confidence):
        best.setdefault(match.field, match)
    return [*best.values()]


def _by_mark(words: Words, heading: Heading) -> Iterator[Guess]:
    """What a hashtag under a header says, or the path of an element that stands for one."""
    if heading.name in words.marks:
        yield Guess(words.marks[heading.name], heading, 1.0, _("element {name}", name=heading.name))
    tag = re.sub(r"\s", "", heading.tag.lower())
    for known in (tag, tag.split("+")[0]):
        if known in words.marks:
            score = 1.0 if known == tag else NEARLY
            yield Guess(words.marks[known], heading, score, _("hashtag {name}", name=tag))


def _listed(words: Words, heading: Heading) -> Iterator[Guess]:
    for text, less in ((heading.name, 0.0), (heading.whole, _W["band"])):
        reason = _("header “{header}”", header=text)
        for nth, spelling in enumerate(_spellings(text)):
            score = (NEARLY if nth else 1.0) - less
            for field in words.phrases.get(spelling, ()):
                yield Guess(field, heading, score, reason)
            for field, surely in words.unsure.get(spelling, {}).items():
                yield Guess(field, heading, surely * score, reason)


def _by_roots(heading: Heading) -> Iterator[Guess]:
    """What the beginnings of the words of a header say, with the band over it or without."""
    if said := verdict(heading.name) or verdict(heading.whole):
        reason = _("the words of the header “{header}”", header=heading.name)
        yield from (Guess(field, heading, said.score, reason) for field in said.fields)


def _unlisted(words: Words, heading: Heading) -> Iterator[Guess]:
    """Headers that hold a known phrase, or differ from one by a slip of the pen."""
    for text in dict.fromkeys((heading.name, heading.whole)):
        for spelling in _spellings(text):
            for phrase, score in _phrases_in(words, spelling.split()):
                reason = _("“{phrase}” in the header “{header}”", phrase=phrase, header=text)
                yield from (Guess(field, heading, score, reason) for field in words.phrases[phrase])
            phrase, score = _nearest(words, spelling)
            reason = _("header “{header}”, like “{phrase}”", header=text, phrase=phrase)
            yield from (
                Guess(field, heading, score, reason) for field in words.phrases.get(phrase, ())
            )


def _phrases_in(words: Words, given: list[str]) -> Iterator[tuple[str, float]]:
    """The known phrases that stand side by side in a header, with how much of it they are."""
    for length in range(1, len(given)):
        share = length / len(given)
        if length == 1 and share < _W["least_part"]:
            continue
        for at in range(len(given) - length + 1):
            phrase = " ".join(given[at : at + length])
            if phrase in words.phrases and len(phrase) >= _W["letters_of_a_part"]:
                yield phrase, _W["part"] + _W["more_of_it"] * share


@lru_cache(maxsize=1 << 14)
def _nearest(words: Words, spelling: str) -> tuple[str, float]:
    """The known phrase that a header differs from by a slip, and how sure that is; else blank."""
    if len(spelling) < _W["letters_of_a_slip"]:
        return "", 0.0
    alike = process.extractOne(
        spelling, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=_W["least_alike"]
    )
    if not alike or len(alike[0]) < _W["letters_of_a_slip"]:
        return "", 0.0
    return alike[0], _W["alike"] * alike[1] / 100


@lru_cache(maxsize=1 << 12)
def _spellings(text: str) -> tuple[str, ...]:
    """A header as it stands, without brackets, numbering and notes, then each language of it."""
    return tuple(_spelt_out(text))


def _spelt_out(text: str) -> Iterator[str]:
    whole = folded(text)
    if not whole or len(whole) > 120:
        return
    yield whole
    if (parted := folded(_CAMEL.sub(" ", text))) != whole:
        yield parted
    bare = folded(_NUMBERING.sub("", _NOTES.sub("", _BRACKETS.sub(" ", text))))
    if bare and bare != whole:
        yield bare
    sides = _EITHER_LANGUAGE.split(text)
    if 1 < len(sides) <= 3:
        yield from (side for part in sides if (side := folded(_BRACKETS.sub(" ", part))))


def _spelt(lists: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    pairs = ((field, folded(phrase)) for field, phrases in lists.items() for phrase in phrases)
    return [(field, spelling) for field, spelling in pairs if spelling]


def nearness(heading: Heading) -> int:
    """How well a place suits as "country or area": districts first, then regions, then villages."""
    ranked = [folded(word) for word in _HEADERS["known"]["place"]]
    said = [ranked.index(s) for s in _spellings(heading.name) if s in ranked]
    return min(said, default=len(ranked))
