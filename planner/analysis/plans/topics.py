"""What somebody means by a few words: a place, a group, a factor, a ministry, an agenda, a row."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from planner.analysis.coverage.agendas import Agenda
from planner.analysis.coverage.places import places_in
from planner.analysis.mapping.harms import sign_named
from planner.analysis.mapping.title_words import SMALL, forms
from planner.messages import Fact, Message, Tell, Term, _, pgettext, verbatim
from planner.plan import Plan, table_named, title_of
from planner.readers.name_forms import is_form_of, names_of_country, root
from planner.readers.texts import folded
from planner.readers.texts import words as words_of
from planner.reference import Reference
from planner.schema import Row
from planner.tables import Body, Incident, Ministry, Programme, Situation

_ASKING, _ROWS, _BESIDE = (
    frozenset(folded(words_of("asking")[part]).split()) for part in ("folded", "rows", "beside")
)
_TABLES: Final = {
    table: frozenset(folded(text).split()) for table, text in words_of("asked_tables").items()
}
"""The words by which everything in a table is asked for."""
_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})?")
_ANY_CASE: Final = 4  # letters; a shorter name within other words counts only as it is written


class TopicKind(Term):
    """What a plan can be asked about by name."""

    PLACE = "place", pgettext("subject", "place")
    GROUP = "group", pgettext("subject", "group named in incidents")
    FACTOR = "risk factor", pgettext("subject", "risk factor")
    INDICATOR = "indicator", pgettext("subject", "indicator")
    MINISTRY = "ministry", pgettext("subject", "ministry")
    AGENDA = "agenda", pgettext("subject", "agenda")
    ENTRY = "prevention action", pgettext("subject", "prevention action")
    TABLE = "table", pgettext("subject", "everything under")
    ROW = "row", pgettext("subject", "row of the plan")
    WORDS = "words", pgettext("subject", "words in titles, descriptions and notes")


@dataclass(frozen=True)
class Topic:
    """One thing that is asked about: its kind, its key there, and what it is called.

    The key is a folded name for a place, a group and words, a number for a factor and an indicator,
    an id for a ministry and a row.
    """

    kind: TopicKind
    key: str
    name: Fact

    @property
    def code(self) -> str:
        """What tells it from anything else of its name."""
        return f"{self.kind.value} {self.key}"

    @property
    def told(self) -> Message:
        """Its kind and its name."""
        return _("{label}: {value}", label=self.kind.caption, value=self.name)


Named = tuple[str, Topic]
"""A name, and what is called so."""


@dataclass(frozen=True)
class TopicReading:
    """What words are read as; `narrowed` are the other words beside the names in them.

    `others` are things that the words may mean as well and that were not looked for; `asks` are
    things of one name of which somebody must say first which is meant: then nothing is read.
    """

    topics: tuple[Topic, ...]
    narrowed: tuple[str, ...] = ()
    others: tuple[Topic, ...] = ()
    asks: tuple[Topic, ...] = ()


def meaning_of(
    words: str, plan: Plan, reference: Reference, tell: Tell = str, meant: Collection[str] = ()
) -> TopicReading:
    """What words mean: what is called just so, else names within them, else the words themselves.

    Accents, case and punctuation make no difference, and titles are known in English and in the
    language that `tell` speaks. Of several things of one name it is asked which, until `meant`
    holds the kind of one of them, or its id. Names of several kinds within the words, and the words
    beside them, must hold together.

    A worked example: "incitement in Kessandre" is the place Kessandre, narrowed to rows that hold
    "incitement"; "MJ" is the ministry of that short name; "7.5" an indicator, "factor 7" a factor.
    """
    asked = folded(words)
    named = [*_numbered(words, reference, tell), *_names(plan, reference, tell, words.casefold())]
    exact = [(name, one) for name, one in named if folded(name) == asked]
    within, asks = _settled(exact or _within(words, named), meant)
    if asks:
        return TopicReading((), asks=asks)
    if exact:
        return TopicReading(_once(one for _name, one in within))
    left = asked
    for name, _one in within:
        left = f" {left} ".replace(f" {folded(name)} ", " ").strip()
    is_factor = any(one.kind is TopicKind.FACTOR for _name, one in within)
    calling = _calling(tell) if is_factor else frozenset[str]()
    rest = tuple(
        word
        for word in left.split()
        if word not in SMALL | _ASKING
        and not _NUMBER.fullmatch(word)
        and calling.isdisjoint(forms(word))
    )
    if within:
        return TopicReading(_once(one for _name, one in within), rest)
    for table, called in _TABLES.items():
        if not called.isdisjoint(left.split()) and (_ROWS | _BESIDE | called).issuperset(rest):
            return TopicReading((Topic(TopicKind.TABLE, table, table_named(table).title),))
    if _ROWS.issuperset(rest):
        return TopicReading(())
    topics = (Topic(TopicKind.WORDS, " ".join(rest), " ".join(rest)),)
    others = (one for name, one in named if hold(folded(name), rest))
    return TopicReading(topics, others=_once(others))


def _settled(within: list[Named], meant: Collection[str]) -> tuple[list[Named], tuple[Topic, ...]]:
    """The names with what they mean, and the things of the first name that means several.

    A place is one thing whatever it is called in other languages.
    """
    for name in dict.fromkeys(folded(name) for name, _one in within):
        alike = _once(one for other, one in within if folded(other) == name)
        chosen = [one for one in alike if not {one.kind.value, one.key, one.code}.isdisjoint(meant)]
        left = chosen or alike
        if len({one.kind if one.kind is TopicKind.PLACE else one for one in left}) > 1:
            return within, alike
        within = [pair for pair in within if pair[1] in left or folded(pair[0]) != name]
    return within, ()


def hold(text: str, wanted: Collection[str]) -> bool:
    """Whether a folded text holds each of the wanted words, in any form."""
    begun = f" {text}"
    if not all(f" {root(one)}" in begun for one in wanted):
        return False
    by_root: dict[str, set[str]] = {}
    for word in text.split():
        by_root.setdefault(root(word), set()).add(word)
    return all(
        any(is_form_of(word, one) or is_form_of(one, word) for word in by_root.get(root(one), ()))
        for one in wanted
    )


def _once(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    return tuple({(one.kind, one.key): one for one in topics}.values())


def _within(words: str, named: Iterable[Named]) -> list[Named]:
    """The names that stand in the words, longest first; none within a longer one."""
    asked, found = f" {folded(words)} ", list[Named]()
    written = set(re.findall(r"[^\W_]+", words))
    for name, one in sorted(named, key=lambda pair: -len(pair[0])):
        stands = name in written if len(name) < _ANY_CASE else f" {folded(name)} " in asked
        longer = (f" {folded(other)} " for other, _other in found if other != name)
        if stands and folded(name) and not any(f" {folded(name)} " in one for one in longer):
            found.append((name, one))
    return found


def _numbered(words: str, reference: Reference, tell: Tell) -> Iterator[Named]:
    """Factors and indicators by their numbers: alone, or after what they are called."""
    called = _calling(tell)
    beside = {word for word in forms(words) if word.isalpha() and word not in _ASKING}
    for number in _NUMBER.findall(words):
        if number in reference.indicator_by_number:
            yield number, Topic(TopicKind.INDICATOR, number, sign_named(number, reference))
        elif number not in map(str, reference.factor_by_number):
            continue
        elif not beside or called & beside:
            text = words if beside <= called else number
            yield text, factor_topic(int(number), reference)


def factor_topic(number: int, reference: Reference) -> Topic:
    """A risk factor as it is asked about."""
    return Topic(TopicKind.FACTOR, str(number), sign_named(str(number), reference))


def _calling(tell: Tell) -> frozenset[str]:
    """The words by which a risk factor is called one, as they are compared."""
    risk = table_named("ratings").label("risk_factor")
    return frozenset(word for text in (str(risk), tell(risk)) for word in forms(text))


def _names(plan: Plan, reference: Reference, tell: Tell, asked: str) -> Iterator[Named]:
    """Everything that has a name, each by each of its names; rows by the ids that are asked."""
    yield from _of_places(plan)
    groups = {group for incident in plan.of(Incident) for group in incident.groups}
    for group in sorted(groups):
        yield group, Topic(TopicKind.GROUP, folded(group), group)
    for row in plan.of(Ministry):
        ministry = Topic(TopicKind.MINISTRY, row.id, row.name or row.id)
        yield from ((name, ministry) for name in (row.name, row.short_name, row.id))
    yield from _of_framework(reference, tell)
    for table, row in plan:
        if table.row is Body:
            yield title_of(row), Topic(TopicKind.ROW, row.id, title_of(row))
        if row.id.casefold() in asked and table.row not in (Ministry, Situation):
            yield row.id, Topic(TopicKind.ROW, row.id, _in_full(row))


def _in_full(row: Row) -> Message:
    title = title_of(row)
    return verbatim(row.id) if title == row.id else _("{id} {title}", id=row.id, title=title)


def _of_framework(reference: Reference, tell: Tell) -> Iterator[Named]:
    """Risk factors and other agendas, in English and as `tell` tells them."""
    for factor in reference.risk_factors:
        subject = factor_topic(factor.number, reference)
        yield from ((name, subject) for name in (factor.title, tell(factor.name)))
    for agenda in Agenda:
        subject = Topic(TopicKind.AGENDA, agenda.name, agenda.caption)
        yield from ((name, subject) for name in agenda.names(tell))


def _of_places(plan: Plan) -> Iterator[Named]:
    found = {row.name: row.id for row in plan.of(Situation)}
    countries = {row.country for row in plan.of(Programme)}
    named = [plan.details.country, *(one for text in countries for one in places_in(text))]
    for name in dict.fromkeys((*found, *named)):
        subject = Topic(TopicKind.PLACE, folded(name), name)
        for called in filter(None, (name, found.get(name, ""), *names_of_country(name))):
            yield called, subject
