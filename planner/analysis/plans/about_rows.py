"""Which rows of a plan are about a place, a group, a factor, a ministry, an agenda or words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from operator import itemgetter
from typing import Final

from planner.analysis.coverage.agendas import Agenda
from planner.analysis.coverage.factors import Coverage, coverage
from planner.analysis.coverage.places import places_in
from planner.analysis.live_rows import serving_links
from planner.analysis.mapping.glossary import Glossary
from planner.analysis.once import once
from planner.analysis.plans.topics import Topic, TopicKind, factor_topic, hold
from planner.messages import Message, _
from planner.plan import Plan, all_tables, title_of
from planner.readers.name_forms import names_of_country, root
from planner.readers.texts import folded
from planner.readers.texts import words as words_of
from planner.reference import Reference
from planner.schema import Kind, Row, table_of
from planner.tables import (
    Action,
    ActionCommitment,
    Alert,
    Commitment,
    Incident,
    Programme,
    Situation,
)
from planner.values import to_text

RowKey = tuple[str, str]
Found = dict[RowKey, Message]
"""Rows by table and id, and why each is there; the first reason counts."""
Hits = Iterator[tuple[Row, Message]]

_NOT_SEARCHED: Final = frozenset(
    "plan settings versions rates waivers answers wordings forgotten sources links".split()
)
_CHILDLESS: Final = frozenset(("links", "harms"))  # what they say of a row is not what it does
_ENTRIES: Final = frozenset(("risk_factors", "indicators", "signs"))
_THERE, _NAMED, _ADDRESSES = _("works there"), _("names it"), _("addresses it")
_SERVES: Final = _("linked to a prevention action that names it")
_AT_ONCE: Final = 8  # words that are tried together
_TEXTS: Final = (Kind.TEXT, Kind.NOTE, Kind.TAGS)


def owners_of(row: Row) -> tuple[RowKey, ...]:
    """The programme or the action that a row belongs to."""
    named = ((f"{name}s", str(getattr(row, name, ""))) for name in ("programme", "action"))
    return tuple(one for one in named if one[1])


@dataclass(frozen=True)
class RowSearch:
    """A plan as it is searched, with what covers its risk factors."""

    plan: Plan
    reference: Reference

    @property
    def covered(self) -> Coverage:
        """What covers each risk factor."""
        return coverage(self.plan, self.reference)

    @cached_property
    def _texts(self) -> tuple[tuple[Row, str], ...]:
        """The rows that are searched with their ids, texts, notes and tags that are not for few."""
        searched = {
            table.name: [c.name for c in table.columns if c.kind in _TEXTS and not c.restricted]
            for table in all_tables()
            if table.name not in _NOT_SEARCHED
        }
        return tuple(
            (row, _text_of(row, names))
            for table, names in searched.items()
            for row in self.plan.rows(table).values()
        )

    def all_of(self, topics: Iterable[Topic]) -> Found:
        """The rows about any of the topics of one kind, and about every kind that there is."""
        kinds: dict[TopicKind, Found] = {}
        for one in topics:
            rows = self._with_others(self._about(one))
            kinds[one.kind] = {**rows, **kinds.get(one.kind, {})}
        first, *others = kinds.values() or [{}]
        return {key: why for key, why in first.items() if all(key in one for one in others)}

    def most_of(self, words: Sequence[str]) -> tuple[str, tuple[str, ...], Found]:
        """As many of the words as rows hold together, titles first; those left; the rows."""
        each = {
            word: self.all_of([Topic(TopicKind.WORDS, word, word)]) for word in words[:_AT_ONCE]
        }
        for size in range(len(each), 0, -1):
            tried: list[tuple[int, tuple[str, ...], Found]] = []
            for part in combinations(each, size):
                first, *others = (each[word] for word in part)
                found = {key: why for key, why in first.items() if all(key in o for o in others)}
                titles = (title_of(self.plan.rows(table)[key]) for table, key in found)
                named = sum(hold(folded(title), part) for title in titles)
                tried += [(named, part, found)] if found else []
            if tried:
                _named, part, found = max(tried, key=itemgetter(0))
                return " ".join(part), tuple(word for word in words if word not in part), found
        return "", (), {}

    def named_otherwise(self, words: str, left: Collection[str]) -> tuple[Topic, ...]:
        """What words mean that no row holds: the risk factors of a crime, else prevention actions.

        Actions are known by the phrases of all languages that titles are read in, if these hold one
        of the words that are left.
        """
        if of_crime := [one for one in self.reference.risk_factors if _is_crime(one.crime, words)]:
            return tuple(factor_topic(one.number, self.reference) for one in of_crime)
        named: dict[str, float] = {}
        for one in _glossary(self.plan, self.reference).evidence(words):
            if one.action in self.reference.action_by_id and any(
                hold(folded(one.quoted), [word]) for word in left
            ):
                named[one.action] = max(one.weight, named.get(one.action, 0.0))
        best = max(named.values(), default=0.0)
        entries = (self.reference.action_by_id[key] for key in named if named[key] == best > 0)
        return tuple(
            Topic(TopicKind.ENTRY, one.id, _("{id} {title}", id=one.id, title=one.name))
            for one in entries
        )

    def _about(self, one: Topic) -> Hits:
        by_key: Mapping[TopicKind, Callable[[str], Hits]] = {
            TopicKind.GROUP: self._of_group,
            TopicKind.FACTOR: self._of_sign,
            TopicKind.INDICATOR: self._of_sign,
            TopicKind.MINISTRY: self._of_ministry,
            TopicKind.ENTRY: lambda key: self._by_catalogue({key}, _SERVES),
            TopicKind.TABLE: self._of_table,
            TopicKind.ROW: self._of_row,
        }
        if of_key := by_key.get(one.kind):
            return of_key(one.key)
        if one.kind is TopicKind.PLACE:
            return self._of_place(one.key, str(one.name))
        if one.kind is TopicKind.AGENDA:
            return self._of_agenda(Agenda[one.key])
        return self._of_words(one.key.split())

    def _with_others(self, hits: Hits) -> Found:
        """The rows, the programme or action of each, what answers a threshold, and its alerts."""
        rows: Found = {}
        for row, why in hits:
            table = table_of(row)
            rows.setdefault((table.name, row.id), why)
            response = ("actions", str(getattr(row, "response", "")))
            for owner, key in (*owners_of(row), response):
                if table.name not in _CHILDLESS and key in self.plan.rows(owner):
                    named = _("{table} {id}", table=table.row_title, id=row.id)
                    rows.setdefault((owner, key), named)
        self._follow(rows)
        return rows

    def _follow(self, rows: Found) -> None:
        """Add the actions that address a commitment found, and the alerts of a threshold."""
        for link in self.plan.of(ActionCommitment):
            if why := rows.get(("commitments", link.commitment)):
                rows.setdefault(("actions", link.action), why)
        for alert in self.plan.of(Alert):
            if why := rows.get(("warnings", alert.warning)):
                rows.setdefault(("alerts", alert.id), why)

    def _of_place(self, key: str, name: str) -> Hits:
        ids = {row.id for row in self.plan.of(Situation) if folded(row.name) == key}
        called = {key, *names_of_country(name)}
        for table, row in self.plan:
            named = {getattr(row, c.name) for c in table.columns if c.refers == "situations"}
            if not ids.isdisjoint(named) or (table.row is Situation and row.id in ids):
                yield row, _THERE
            elif isinstance(row, Programme):
                if not called.isdisjoint(map(folded, places_in(row.country))):
                    yield row, _THERE
                elif _is_named(called, f"{row.title} {row.description}"):
                    yield row, _NAMED
            elif isinstance(row, Action) and _is_named(called, row.title):
                yield row, _NAMED

    def _of_group(self, key: str) -> Hits:
        """Incidents that hit it, its words, and what works there on what they are evidence of."""
        hit: dict[str, set[int]] = {}
        for row in self.plan.of(Incident):
            if key in map(folded, row.groups):
                yield row, _NAMED
                sign = self.reference.indicator_by_number.get(row.indicator)
                hit.setdefault(row.situation, set()).update({sign.risk_factor} if sign else ())
        yield from self._of_words(key.split())
        for place, factors in hit.items():
            name = self.plan.names(Situation).get(place, "")
            near = {row.id: row for row, _why in self._of_place(folded(name), name)}
            for factor in self.covered.factors:
                why = _("risk factor {number} in {place}", number=factor.number, place=name)
                for one in factor.cover.supports if factor.number in factors else ():
                    if one.id in near:
                        yield near[one.id], why

    def _of_sign(self, key: str) -> Hits:
        """What names the sign or one below it, what covers a factor, what serves an indicator."""
        owned = {**self.plan.by_id(Programme), **self.plan.by_id(Action)}
        for factor in self.covered.factors:
            for one in factor.cover.supports if key == str(factor.number) else ():
                yield owned[one.id], _ADDRESSES
        serving = {row.id for row in self.reference.actions if key in row.indicators}
        yield from self._by_catalogue(serving, _ADDRESSES)
        for table in all_tables():
            names = [c.name for c in table.columns if c.refers in _ENTRIES]
            if not names or table.name in _NOT_SEARCHED:
                continue
            for row in self.plan.rows(table.name).values():
                if any(f"{getattr(row, name)}.".startswith(f"{key}.") for name in names):
                    yield row, _("is about it")

    def _by_catalogue(self, ids: Collection[str], why: Message) -> Hits:
        """Actions that put one of these into practice, programmes with a confirmed link to one."""
        yield from ((row, why) for row in self.plan.of(Action) if row.catalogue in ids)
        programmes = self.plan.by_id(Programme)
        for link in serving_links(self.plan):
            if link.action in ids and link.programme in programmes:
                yield programmes[link.programme], why

    def _of_ministry(self, key: str) -> Hits:
        for table, row in self.plan:
            if table.name not in _CHILDLESS and self.plan.owner_of(row) == key:
                yield row, _("its own, or its task")

    def _of_agenda(self, agenda: Agenda) -> Hits:
        for row in self.plan.of(Programme):
            if agenda.marker in row.markers:
                yield row, _("carries its marker")
        for commitment in self.plan.of(Commitment):
            if agenda.body and commitment.body is agenda.body:
                yield commitment, _("addresses a commitment of it")

    def _of_table(self, key: str) -> Hits:
        yield from ((row, _NAMED) for row in self.plan.rows(key).values())

    def _of_row(self, key: str) -> Hits:
        for table, row in self.plan:
            if row.id == key:
                yield row, _NAMED
                for _table, other, _column in self.plan.references_to(key, table.name):
                    yield other, _NAMED

    def _of_words(self, words: Collection[str]) -> Hits:
        roots = [root(word) for word in words]
        for row, text in self._texts:
            may_hold = not text.isascii() or all(one in text for one in roots)
            if may_hold and hold(folded(text), words):
                yield row, _NAMED
        ids = {row.id for row in self.reference.actions if hold(folded(row.title), words)}
        yield from self._by_catalogue(ids, _SERVES)


@once
def _glossary(_plan: Plan, reference: Reference) -> Glossary:
    return Glossary(reference.glossary)


def _is_crime(crime: str, words: str) -> bool:
    return _is_named(map(folded, words_of("crimes").get(crime, ())), words)


def _is_named(names: Iterable[str], text: str) -> bool:
    said = f" {folded(text)} "
    return any(f" {name} " in said for name in names if name)


def _text_of(row: Row, names: Iterable[str]) -> str:
    """The words of a row in one case: its id, and what stands in columns of those names."""
    said = (one for name in names if (one := getattr(row, name)))
    parts = (one if isinstance(one, str) else to_text(one) for one in said)
    return " ".join([row.id, *parts]).lower()
