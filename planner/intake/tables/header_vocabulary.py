"""Which words stand for which column, in the languages of ministries."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from rapidfuzz import fuzz, process

from planner.intake.tables.header_roots import verdict
from planner.intake.tables.headings import Heading
from planner.languages import load as load_languages
from planner.languages import recognition
from planner.messages import Message, _
from planner.plan import all_tables, table_named
from planner.readers.texts import folded

PROGRAMMES = "programmes"
EXACT, NEARLY, ALIKE = 1.0, 0.96, 0.85
_LEAST_ALIKE, _LONG_ENOUGH = 88, 5
_LISTED = 0.8  # what a list says is at least so sure
_LEAST_PART, _PART, _LEAST_LETTERS = 0.5, 0.6, 4

_HEADERS: Mapping[str, Any] = recognition.words("headers")
_BRACKETS = re.compile(r"[(\[{].*?[)\]}]")
_NUMBERING = re.compile(r"^\W*(?:\d+(?:\.\d+)*|[a-zA-Z])\s*[.)\-:]\s*(?=\D)")
_EITHER_LANGUAGE = re.compile(r"\s*[/|\n]\s*")
_CAMEL = re.compile(r"(?<=[a-zß-ÿ])(?=[A-Z])")  # ProjectTitle
_NOTES = re.compile(r"[*†‡¹²³]+$")


@dataclass(frozen=True)
class Match:
    """A column that a header may stand for; `field` may be a well-known one the plan lacks."""

    field: str
    score: float
    reason: Message


@dataclass(frozen=True)
class Words:
    """The phrases of one table, folded, with their fields; `known` are those without a column."""

    phrases: Mapping[str, tuple[str, ...]]
    known: frozenset[str]
    hashtags: Mapping[str, str]
    elements: Mapping[str, str]


@cache
def words_of(table: str) -> Words:
    """The vocabulary of a table's headers, from declaration, languages and `headers.toml`.

    A word for a project is its title or its number, one for a year its start, neither surely; a
    word for a place is a place, whatever a language says.
    """
    columns = load_languages().headers(table_named(table))
    said = [(column.name, phrase) for phrase, column in columns.items()]
    said += _spelt(_HEADERS.get(table, {}))
    places = {phrase for _, phrase in _spelt({"place": _HEADERS["known"]["place"]})}
    unsure = set(_unsure()) if table == PROGRAMMES else set[str]()
    fields: defaultdict[str, list[str]] = defaultdict(list)
    for name, phrase in (*said, *_spelt(_HEADERS["known"])):
        if phrase not in unsure and not (phrase in places and name == "country"):
            fields[phrase].append(name)
    return Words(
        phrases={phrase: tuple(dict.fromkeys(names)) for phrase, names in fields.items()},
        known=frozenset(_HEADERS["known"]),
        hashtags=_HEADERS["hashtags"] if table == PROGRAMMES else {},
        elements=_HEADERS["elements"] if table == PROGRAMMES else {},
    )


@cache
def _unsure() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """The phrases that stand for a field less surely than others, with how surely."""
    either = (("title", 0.9), ("reference", 0.9))
    found = {phrase: either for _, phrase in _spelt(_HEADERS["either"])}
    subject = (("title", 0.84), ("description", 0.82))
    found |= {phrase: subject for _, phrase in _spelt(_HEADERS["subject"])}
    found["id"] = (("id", 1.0), ("reference", 0.97))
    return found | {phrase: (("start", 0.6),) for _, phrase in _spelt(_HEADERS["years"])}


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
    words = set(folded(text).split())
    preferred = _HEADERS["preferred"]
    if words & {folded(word) for word in preferred["second"]}:
        return -1
    return int(bool(words & {folded(word) for word in preferred["words"]}))


def matches(table: str, heading: Heading) -> list[Match]:
    """The fields that a heading may stand for, best first, by its words alone.

    A header that is in a list means what the list says; any other what the roots of its words say,
    or else what a known phrase in it, or one that it is like, does.
    """
    words = words_of(table)
    possible = [*_by_mark(words, heading), *_listed(words, heading, table)]
    if not any(match.score >= _LISTED for match in possible):
        rooted = list(_by_roots(heading)) if table == PROGRAMMES else []
        fields = {match.field for match in rooted}
        other = [m for m in _unlisted(words, heading) if not fields or m.field in fields]
        possible += rooted + other
    found: dict[str, Match] = {}
    for match in possible:
        if match.field not in found or found[match.field].score < match.score:
            found[match.field] = match
    return sorted(found.values(), key=lambda match: -match.score)


def _by_roots(heading: Heading) -> Iterator[Match]:
    """What the beginnings of the words of a header say, with the band over it or without."""
    said = verdict(heading.name) or verdict(heading.whole)
    if said:
        for field in said.fields:
            reason = _("the words of the header “{header}”", header=heading.name)
            yield Match(field, said.score, reason)


def _unlisted(words: Words, heading: Heading) -> Iterator[Match]:
    for text in dict.fromkeys((heading.name, heading.whole)):
        for spelling in _spellings(text):
            yield from _inexact(words, spelling, text)


def _listed(words: Words, heading: Heading, table: str) -> Iterator[Match]:
    unsure = _unsure() if table == PROGRAMMES else {}
    for text, less in ((heading.name, 0.0), (heading.whole, 0.02)):
        spellings, reason = list(_spellings(text)), _("header “{header}”", header=text)
        for nth, spelling in enumerate(spellings):
            score = (EXACT if nth == 0 else NEARLY) - less
            for field in words.phrases.get(spelling, ()):
                yield Match(field, score, reason)
            for field, surely in unsure.get(spelling, ()):
                yield Match(field, surely * score, reason)


def _by_mark(words: Words, heading: Heading) -> Iterator[Match]:
    """What a hashtag under a header says, or the path of an element that stands for one."""
    if heading.name in words.elements:
        yield Match(words.elements[heading.name], EXACT, _("element {name}", name=heading.name))
    tag = re.sub(r"\s", "", heading.tag.lower())
    for known in (tag, tag.split("+")[0]):
        if known in words.hashtags:
            score = EXACT if known == tag else NEARLY
            yield Match(words.hashtags[known], score, _("hashtag {name}", name=tag))


def _inexact(words: Words, spelling: str, text: str) -> Iterator[Match]:
    """Headers that hold a known phrase, or differ from one by a slip of the pen."""
    given = spelling.split()
    for phrase, score in _phrases_in(words, given):
        for field in words.phrases[phrase]:
            reason = _("“{phrase}” in the header “{header}”", phrase=phrase, header=text)
            yield Match(field, score, reason)
    if len(spelling) >= _LONG_ENOUGH:
        alike = process.extractOne(
            spelling, words.phrases.keys(), scorer=fuzz.ratio, score_cutoff=_LEAST_ALIKE
        )
        if alike and len(alike[0]) >= _LONG_ENOUGH:
            score = ALIKE * alike[1] / 100
            reason = _("header “{header}”, like “{phrase}”", header=text, phrase=alike[0])
            for field in words.phrases[alike[0]]:
                yield Match(field, score, reason)


def _phrases_in(words: Words, given: list[str]) -> Iterator[tuple[str, float]]:
    """The known phrases that stand side by side in a header, with how much of it they are."""
    for length in range(1, len(given)):
        for at in range(len(given) - length + 1):
            phrase = " ".join(given[at : at + length])
            share = length / len(given)
            if phrase not in words.phrases or len(phrase) < _LEAST_LETTERS:
                continue
            if share >= _LEAST_PART or length > 1:
                yield phrase, _PART + 0.25 * share


def _spellings(text: str) -> Iterator[str]:
    """A header as it stands, without brackets, numbering and notes, then each language of it."""
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


def _spelt(lists: Mapping[str, list[str]]) -> Iterator[tuple[str, str]]:
    for field, phrases in lists.items():
        for phrase in phrases:
            if spelling := folded(phrase):
                yield field, spelling


def nearness(heading: Heading) -> int:
    """How well a place suits as "country or area": districts first, then regions, then villages."""
    ranked = [folded(word) for word in _HEADERS["known"]["place"]]
    said = [ranked.index(s) for s in _spellings(heading.name) if s in ranked]
    return min(said, default=len(ranked))
