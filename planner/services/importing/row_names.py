"""Names in a file, and the rows of the plan that they stand for: ministries, audiences, courses."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from planner.changes import Insert
from planner.choices import Family
from planner.intake.inspection import FoundTable
from planner.intake.rows.picks import key
from planner.intake.rows.table_reader import ReadRow
from planner.plan import Plan, table_named, title_of
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.likeness import unmasked
from planner.readers.texts import folded, tidy
from planner.schema import Column, Kind, Row, Value
from planner.services.importing.row_problems import row_problem

GROWING: Final = frozenset({"ministries", "situations", "audiences", "courses"})
"""The tables to which a file may add rows by naming them; any other row must be there already."""

_ALIKE = 90  # of 100; two names closer than this may be one, and that is asked
_TOLD = 40  # new names that are told
_SHORTEST = 8  # letters; shorter names are compared for a slip of order or number alone
_SHORT = 5  # letters; still shorter ones are told apart by any letter
_LONG_WORD, _SLIP = 5, 80  # letters of a word that may have a slip, and how alike it must be
_BRACKETS = re.compile(r"\s*\(([^()]*)\)?\s*|\s*\b([A-Z]{2,8})\)")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z]{1,6}[A-Za-z]?")


@cache
def name_words() -> Mapping[str, Any]:
    """Words by which names are recognised, as data."""
    text = resources.files("planner.services.importing").joinpath("name_words.toml")
    return tomllib.loads(text.read_text("utf-8"))


@dataclass(frozen=True, kw_only=True)
class Resolution:
    """What a name in a file stands for: the row's id and its name.

    `id` is blank when the plan has no such row and the file may not add one, and where a person
    skips the name. A new row comes into the plan with the file.
    """

    id: str
    name: str
    is_new: bool = False
    is_skipped: bool = False


class NameResolver:
    """The names of one table: those of the plan, and those that a file brings."""

    def __init__(
        self,
        plan: Plan,
        table_name: str,
        written: Iterable[str],
        picked: Mapping[str, str] | None = None,
    ) -> None:
        """Look up what is `written`; `picked` is a person's word: text → name or id, or blank."""
        counts = Counter(written)
        self._picked = {key(text): said for text, said in (picked or {}).items()}
        self._written = {key(text) for text in counts}
        self._declared = table_named(table_name)
        self._keys: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._ids = plan.next_ids(self._declared.row)
        self._new: dict[str, dict[str, Value]] = {}
        self._known = plan.rows(table_name)
        self.inserts: list[Insert] = []
        for row in self._known.values():
            self._learn(row.id, title_of(row), _spellings_of(row))
        self._resolved = {text: self._resolution(text) for text, _ in counts.most_common()}

    def resolve(self, text: str) -> Resolution:
        """The row that a text of the file names."""
        return self._resolved[text]

    def add(self, row_id: str, cell: str) -> None:
        """Add the row of that id to the plan, if it is not there yet; `cell` names it first."""
        values = self._new.pop(row_id, None)
        if values is not None:
            name = self._names[row_id]
            cells = {column: cell for column in values if cell and values[column] == name}
            self.inserts.append(
                Insert(table=self._declared.name, id=row_id, values=values, cells=cells)
            )

    def knows(self, said: str) -> bool:
        """Whether a person may name that row: it is in the plan, or the file writes it so."""
        return self._exact(said) is not None or key(said) in self._written

    def _resolution(self, text: str) -> Resolution:
        picked = self._picked.get(key(text))
        if picked == "":
            return Resolution(id="", name=text, is_skipped=True)
        if picked and self.knows(picked):
            found = self._exact(picked)
        else:
            picked, found = text, self._exact(text)
        if found is None and self._declared.name in GROWING:
            found = self._invent(picked)
        return found or Resolution(id="", name=text)

    def _exact(self, text: str) -> Resolution | None:
        found = (self._keys.get(spelling) for spelling in spellings(text))
        row_id = next(filter(None, found), "")
        return self._of(row_id) if row_id else None

    def alike(self, text: str) -> Resolution | None:
        """The one other name that differs from the text by slips of the pen only."""
        wanted, own = core(text), self._resolved[text].id
        cores = {spelling: row_id for spelling, row_id in self._keys.items() if row_id}
        if len(wanted) < _SHORTEST:
            close = [one for one in cores if not text.isupper() and _is_slip(one, wanted)]
        else:
            found = process.extract(
                wanted, cores.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=5
            )
            close = [one for one, _, _ in found if _slips_only(one, wanted)]
        ids = {cores[one] for one in close} - {own}
        earlier = {one for one in ids if one in self._known or self._order(one) < self._order(own)}
        return self._of(earlier.pop()) if len(earlier) == 1 else None

    def _order(self, row_id: str) -> int:
        return self._declared.number_of(row_id) or 0

    def _of(self, row_id: str) -> Resolution:
        return Resolution(id=row_id, name=self._names[row_id], is_new=row_id not in self._known)

    def _invent(self, text: str) -> Resolution:
        row_id = next(self._ids)
        self._new[row_id] = values = _values_of(self._declared.name, text)
        self._learn(row_id, str(next(iter(values.values()))), spellings(text))
        return self._of(row_id)

    def _learn(self, row_id: str, name: str, keys: Iterable[str]) -> None:
        """Remember what a row is called; a name of two rows names neither."""
        self._names[row_id] = name
        for spelling in keys:
            known = self._keys.get(spelling)
            self._keys[spelling] = row_id if known in (None, row_id) else ""


class References:
    """The columns of a file that name rows of other tables, each name resolved once."""

    def __init__(self, plan: Plan, found: FoundTable) -> None:
        self._found, self._declared = found, table_named(found.table)
        good = [row for row in found.rows if not row.is_refused]
        self.columns = {
            column.name: column
            for column in self._declared.columns
            if column.kind is Kind.ROW and any(column.name in row.values for row in good)
        }
        written: defaultdict[str, list[str]] = defaultdict(list)
        picked: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for name, column in self.columns.items():
            written[column.refers] += [str(row.values[name]) for row in good if name in row.values]
            picked[column.refers] |= found.options.values.get(name, {})
        self._resolvers = {
            table: NameResolver(plan, table, texts, picked[table])
            for table, texts in written.items()
        }

    @property
    def inserts(self) -> tuple[Insert, ...]:
        """The rows of other tables that come with the rows added so far."""
        return tuple(insert for one in self._resolvers.values() for insert in one.inserts)

    def resolved(self, row: ReadRow) -> tuple[dict[str, Value], list[str], list[Problem]]:
        """The row's values with ids in the place of names, what a person skips, what is wrong.

        Names that a person skips go into the note of the row.
        """
        values, skipped = dict(row.values), list[str]()
        doubts: list[Problem] = []
        for name, column in self.columns.items():
            resolution = self._resolution(column, str(values[name])) if name in values else None
            if resolution and resolution.is_skipped:
                skipped.append(f"{column.label}: {values.pop(name)}")
                resolution = None
            if resolution:
                values[name] = resolution.id
                if not resolution.id:
                    doubts.append(self._problem("name.unknown", row, column, name=resolution.name))
            elif column.required:
                doubts.append(self._problem("required.blank", row, column))
        return values, skipped, doubts

    def add(self, row: ReadRow, values: Mapping[str, Value]) -> None:
        """Add the rows that the resolved values of a row refer to, where they are new."""
        for name, column in self.columns.items():
            if name in values:
                self._resolvers[column.refers].add(str(values[name]), row.cell(name))

    def made(self) -> Iterator[Problem]:
        """A note on the rows of each other table that come with the file, by their names."""
        for table, one in self._resolvers.items():
            declared = table_named(table)
            names = [str(insert.values[declared.naming[0]]) for insert in one.inserts]
            if names:
                told = tuple(names[:_TOLD])
                yield problem("names.new", number=len(names), table=declared.title, names=told)

    def _resolution(self, column: Column, text: str) -> Resolution:
        return self._resolvers[column.refers].resolve(text)

    def _problem(self, code: str, row: ReadRow, column: Column, **facts: Any) -> Problem:
        table = table_named(column.refers).title
        facts |= {"table": table, "help": column.explanation}
        return row_problem(code, row, self._found, column, **facts)


def spellings(text: str) -> Iterator[str]:
    """What a name may also be: itself, without brackets, its words that tell, its acronym.

    Letters that only look like Latin ones are read as those as well.
    """
    bare, acronym = _without_brackets(text)
    seen = unmasked(bare)
    known = [folded(text), folded(bare), core(bare), folded(acronym), folded(seen), core(seen)]
    if not any(letter.isdecimal() for letter in bare):  # "Course 1 0" is not "Course 10"
        known.append(folded(bare).replace(" ", ""))
    yield from filter(None, dict.fromkeys(known))


def family_of(name: str) -> Family | None:
    """The policy family that a ministry's name speaks of; None when it speaks of none."""
    words = f" {folded(name)}"
    for family, stems in name_words()["families"].items():
        told = (stem if not stem.isascii() else f" {stem}" for stem in stems)
        if any(stem in words for stem in told):
            return Family[family.upper()]
    return None


@lru_cache(maxsize=1 << 12)
def core(text: str) -> str:
    """The words that tell one name from another, in alphabetical order: no “Ministry of”."""
    words = folded(text).split()
    telling = [word for word in words[:-1] if word not in _generic()]
    if words and (words[-1] not in _generic() or len(words[-1]) == 1):
        telling.append(words[-1])  # "Module A" is named by its letter
    return " ".join(sorted(telling)) or " ".join(words)


@cache
def _generic() -> frozenset[str]:
    return frozenset(name_words()["generic"].split())


def _spellings_of(row: Row) -> Iterator[str]:
    yield folded(row.id)
    for column in ("name", "title", "short_name", "code"):
        text = getattr(row, column, "")
        if isinstance(text, str) and text:
            yield from spellings(text)


def _values_of(table_name: str, text: str) -> dict[str, Value]:
    """The columns of a row that is known by its name alone."""
    if table_name != "ministries":
        return {"name" if table_name == "situations" else "title": text}
    bare, acronym = _without_brackets(text)
    values: dict[str, Value] = {"name": bare or text}
    if acronym:
        values["short_name"] = acronym
    family = family_of(text)
    return values | ({"family": family} if family else {})


def _without_brackets(text: str) -> tuple[str, str]:
    """The name without a bracketed acronym, and the acronym: "Ministry of Finance (MoF)"."""
    found = _BRACKETS.search(text)
    inner = (found[1] or found[2] or "").strip() if found else ""
    if found is None or not _ACRONYM.fullmatch(inner):
        return text, ""
    return tidy(text[: found.start()] + " " + text[found.end() :]), inner


def _is_slip(one: str, other: str) -> bool:
    """Whether short names differ in two letters that changed places, or in one too many: “Helath”.

    Another letter makes another name: “Gambia” is not “Zambia”.
    """
    if min(len(one), len(other)) < _SHORT or not (one.isalpha() and other.isalpha()):
        return False
    same_letters = len(one) != len(other) or sorted(one) == sorted(other)
    return same_letters and OSA.distance(one, other, score_cutoff=1) == 1


def _slips_only(one: str, other: str) -> bool:
    """Whether names differ, word by word, by slips of the pen: never in a short word or number."""
    words, others = sorted(one.split()), sorted(other.split())
    if len(words) != len(others):
        return False
    pairs = [(a, b) for a, b in zip(words, others, strict=True) if a != b]
    return all(min(len(a), len(b)) >= _LONG_WORD and fuzz.ratio(a, b) >= _SLIP for a, b in pairs)
