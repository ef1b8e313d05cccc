"""Which row of a plan a row of a file is: one matcher for imports and for returns.

    index = RowIndex(plan, table)           the rows of one table, to be found again
    index.named(column, text)               every row that is called so
    index.of_key(key)                       every row with these texts in its key
    index.namesakes(values)                 every row that has one of its names
    index.resembling(values)                rows that a new row may repeat, each with why
    place(rows, index, likeness)            all rows of a sheet at once, each known row given once

An import weighs names and all else (`importing.row_identity`); a return, whose rows went out with
ids, places them by id and, where an id is lost or stands over another row, by how much of the row
is equal. What names a row is declared: `Table.key`, `Table.naming`, and whose it is by
`Table.owner`. Values may be those of a plan or the texts of cells; names are compared folded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz, process

from planner.merge.cases import Likeness
from planner.messages import Message, _
from planner.plan import Plan, ministry_column, title_of
from planner.readers.texts import folded
from planner.schema import Row, Table, Value
from planner.tables import Ministry
from planner.values import to_text

Key = tuple[str, ...]
Values = Mapping[str, Value]

_REFERENCE, _TITLE = "reference", "title"
_ALIKE: Final = 86  # of 100: titles this close are asked about
_SHORTEST: Final = 8  # letters; shorter titles say too little
_ENOUGH: Final = 0.6  # of the filled cells are equal: it is the same row
_SURE: Final = 0.8  # whatever its id says
_SEARCHED: Final = 400  # rows compared one by one where nothing names them
_NAMED: Final = 4  # ids that a doubt names


class RowIndex:
    """The rows of one table of a plan, to be found again from what a file says."""

    def __init__(self, plan: Plan, declared: Table) -> None:
        self.declared, self.rows = declared, plan.rows(declared.name)
        self._plan = plan
        self.owner = ministry_column(declared)
        self._names = {name: declared.column(name) for name in declared.naming}
        required = [column.name for column in declared.columns if column.required]
        key_columns = declared.key or (*required, *filter(None, [self.owner]))
        self.key_columns = tuple(dict.fromkeys(key_columns))

    @property
    def has_references(self) -> bool:
        """Whether ministries number the rows themselves, each for its own."""
        return bool(self.owner) and _REFERENCE in self._names

    def named(self, name: str, text: str) -> Sequence[Row]:
        """The rows whose column of that name says a folded text."""
        return self._named.get((name, text), ())

    def of_key(self, key: Key) -> Sequence[Row]:
        """The rows with these texts in the key columns, else those that differ in that one side
        names no ministry."""
        if rows := self._by_key.get(key):
            return rows
        if self.owner not in self.key_columns:
            return ()
        at = self.key_columns.index(self.owner)
        alike = [k for k in self._by_key if k[:at] == key[:at] and k[at + 1 :] == key[at + 1 :]]
        return [row for k in alike if not k[at] or not key[at] for row in self._by_key[k]]

    @cached_property
    def _named(self) -> Mapping[tuple[str, str], list[Row]]:
        """The rows by a column that names them, and what it says."""
        named: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows.values():
            for name in self._names:
                if text := _text(getattr(row, name)):
                    named[name, text].append(row)
        return named

    @cached_property
    def _by_key(self) -> Mapping[Key, list[Row]]:
        found: defaultdict[Key, list[Row]] = defaultdict(list)
        for row in self.rows.values():
            found[self._key(vars(row), self.key_columns)].append(row)
        return found

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        return {row_id: folded(title_of(row)) for row_id, row in self.rows.items()}

    def _key(self, values: Values, columns: Sequence[str]) -> Key:
        return tuple(_text(values.get(name)) for name in columns)

    def namesakes(self, values: Values) -> tuple[Row, ...]:
        """The rows of which one name is said by these values, in their order, each once."""
        alike = (
            row
            for name in self._names
            if (text := _text(values.get(name)))
            for row in self._named.get((name, text), ())
        )
        return tuple({row.id: row for row in alike}.values())

    def resembling(self, values: Values) -> tuple[Likeness, ...]:
        """The rows that a new row of these values resembles: the same key or reference, a title."""
        found: dict[str, Likeness] = {}
        for likeness in (*self._same_key(values), *self._alike(values)):
            found.setdefault(likeness.id, likeness)
        return tuple(found.values())

    def _same_key(self, values: Values) -> Iterator[Likeness]:
        columns = self.declared.key
        if columns and all(values.get(name) for name in columns):
            why = _("the same {columns}", columns=tuple(map(self.declared.label, columns)))
            for row in self._by_key.get(self._key(values, columns), ()):
                if all(getattr(row, name) == values[name] for name in columns):
                    yield Likeness(id=row.id, why=why, same=True)

    def _alike(self, values: Values) -> Iterator[Likeness]:
        for row in self._named.get((_REFERENCE, _text(values.get(_REFERENCE))), ()):
            yield self._likeness(row, values, _("the same reference"))
        title = _text(values.get(_TITLE))
        if _TITLE not in self._names or len(title) < _SHORTEST:
            return
        held_by = "" if self.owner else self.declared.owner
        for text, _score, row_id in process.extract(
            title, self._titles, scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
        ):
            row = self.rows[row_id]
            if not held_by or getattr(row, held_by) == values.get(held_by):
                why = _("the same title") if text == title else _("a similar title")
                yield self._likeness(row, values, why)

    def _likeness(self, row: Row, values: Values, why: Message) -> Likeness:
        """Why a row is alike, and whose it is when it is another ministry's."""
        said = values.get(self.owner)
        owner = self._plan.find(Ministry, self._plan.owner_of(row))
        if owner and said and said != owner.id:
            why = _("{why}, of {ministry}", why=why, ministry=owner.name)
        return Likeness(id=row.id, why=why)


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A row of a file before its cells are read: the id it shows, and the texts of its cells."""

    id: str
    texts: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Placement:
    """The known row that each row of a file is, by the number of both in their order.

    `found` are those recognised by what they hold, not by their id; `repeated` are whole copies of
    another row of the file; what is in neither is new.
    """

    known: Mapping[int, Row]
    found: frozenset[int]
    repeated: frozenset[int]


def place(
    rows: Sequence[FileRow], index: RowIndex, likeness: Callable[[int, Row], float]
) -> Placement:
    """Which known row each row of a sheet is: by its id, else by what it holds, the closest first.

    `likeness` says how much of a row of the file, by its number, is equal to a known row. An id
    that stands over another row, as after one column was sorted alone, is not believed.
    """
    return _Placing(rows, index, likeness).placed()


class _Placing:
    def __init__(
        self, rows: Sequence[FileRow], index: RowIndex, likeness: Callable[[int, Row], float]
    ) -> None:
        self._rows, self._index, self._likeness = rows, index, likeness
        self._known: dict[int, Row] = {}
        self._repeated: set[int] = set()

    def placed(self) -> Placement:
        by_id: defaultdict[str, list[int]] = defaultdict(list)
        strays: list[int] = []
        for number, row in enumerate(self._rows):
            (by_id[row.id] if row.id in self._index.rows else strays).append(number)
        for row_id, numbers in by_id.items():
            strays.extend(self._place(self._index.rows[row_id], numbers))
        found = self._by_likeness(sorted(strays))
        return Placement(
            known=self._known, found=frozenset(found), repeated=frozenset(self._repeated)
        )

    def _place(self, known: Row, numbers: Sequence[int]) -> Iterator[int]:
        """Place the row that is most like the known one; those of its id that are not it."""
        if len(numbers) == 1 and known in self._namesakes(numbers[0]):
            self._known[numbers[0]] = known
            return
        likeness = {number: self._likeness(number, known) for number in numbers}
        best = max(numbers, key=lambda number: (likeness[number], -number))
        if likeness[best] < _ENOUGH and self._is_another(best, known):
            yield from numbers
            return
        self._known[best] = known
        copies = {number for number in numbers if number != best and likeness[number] == 1}
        self._repeated |= copies
        yield from (number for number in numbers if number != best and number not in copies)

    def _is_another(self, number: int, known: Row) -> bool:
        """Whether a row under the id of one holds another."""
        others = self._namesakes(number)
        return any(o is not known and self._likeness(number, o) >= _SURE for o in others)

    def _by_likeness(self, strays: Sequence[int]) -> set[int]:
        """Give the other rows to the known rows that are left, the closest pair first."""
        taken = {row.id for row in self._known.values()}
        free = {row_id: row for row_id, row in self._index.rows.items() if row_id not in taken}
        pairs = [
            (-self._likeness(number, row), number, row.id)
            for number in strays
            for row in self._candidates(number, free)
        ]
        found: set[int] = set()
        for distance, number, row_id in sorted(pairs):
            if -distance >= _ENOUGH and number not in found and row_id in free:
                self._known[number] = free.pop(row_id)
                found.add(number)
        return found

    def _candidates(self, number: int, free: Mapping[str, Row]) -> Sequence[Row]:
        """The free rows of the same name; all of them where there are few or none has one."""
        alike = [row for row in self._namesakes(number) if row.id in free]
        return alike or (list(free.values()) if len(free) <= _SEARCHED else [])

    def _namesakes(self, number: int) -> tuple[Row, ...]:
        return self._index.namesakes(self._rows[number].texts)


def _text(value: Value) -> str:
    return folded(to_text(value)) if value is not None else ""
