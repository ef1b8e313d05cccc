"""Rows of the plan that a new row resembles: the same reference, a similar title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process

from planner.merge import Likeness, MinistryReturn, ReturnedRow
from planner.messages import Message, _
from planner.plan import Plan, ministry_column, table_named, title_of
from planner.schema import Row
from planner.tables import Ministry
from planner.values import fold

_ALIKE = 86  # of 100
_SHORTEST = 8  # letters; shorter titles say too little


def look_alikes(
    plan: Plan, returns: Iterable[MinistryReturn]
) -> Mapping[tuple[str, str], tuple[Likeness, ...]]:
    """The rows that each new row resembles, by its return and its mark."""
    seeking = _Seeking(plan)
    found: dict[tuple[str, str], tuple[Likeness, ...]] = {}
    for one in returns:
        for row in one.rows:
            if row.id in one.issued.rows(row.table):
                continue
            alike = tuple(seeking.like(row))
            if alike:
                found[one.key, row.id] = alike
    return found


class _Seeking:
    """Looks rows of one plan up by what people call them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._titles: dict[str, dict[str, str]] = {}
        self._keys: dict[str, dict[tuple[object, ...], list[str]]] = {}

    def like(self, row: ReturnedRow) -> Iterator[Likeness]:
        """The rows that resemble a new one, each once."""
        told: set[str] = set()
        for likeness in (*self._by_key(row), *self._by_reference(row), *self._by_title(row)):
            if likeness.id not in told:
                told.add(likeness.id)
                yield likeness

    def _by_key(self, row: ReturnedRow) -> Iterator[Likeness]:
        table = table_named(row.table)
        wanted = tuple(row.values.get(name) for name in table.key)
        if not table.key or not all(wanted):
            return
        if row.table not in self._keys:
            keys: dict[tuple[object, ...], list[str]] = {}
            for other in self._plan.rows(row.table).values():
                keys.setdefault(tuple(getattr(other, name) for name in table.key), []).append(
                    other.id
                )
            self._keys[row.table] = keys
        why = _("the same {columns}", columns=tuple(table.label(name) for name in table.key))
        for other_id in self._keys[row.table].get(wanted, ()):
            yield Likeness(id=other_id, why=why, same=True)

    def _by_reference(self, row: ReturnedRow) -> Iterator[Likeness]:
        reference = fold(str(row.values.get("reference", "")))
        for other in self._plan.rows(row.table).values() if reference else ():
            if fold(str(getattr(other, "reference", ""))) == reference:
                yield Likeness(id=other.id, why=self._why(other, row, _("the same reference")))

    def _by_title(self, row: ReturnedRow) -> Iterator[Likeness]:
        title = fold(str(row.values.get("title", "")))
        if len(title) < _SHORTEST:
            return
        if row.table not in self._titles:
            rows = self._plan.rows(row.table)
            self._titles[row.table] = {i: fold(title_of(one)) for i, one in rows.items()}
        close = process.extract(
            title, self._titles[row.table], scorer=fuzz.token_sort_ratio, score_cutoff=_ALIKE
        )
        for text, _score, row_id in close:
            other = self._plan.rows(row.table)[row_id]
            if row.table == "milestones" and getattr(other, "action", "") != row.values["action"]:
                continue
            why = _("the same title") if text == title else _("a similar title")
            yield Likeness(id=row_id, why=self._why(other, row, why))

    def _why(self, other: Row, row: ReturnedRow, why: Message) -> Message:
        """Why it is alike, and whose the other row is when it is another ministry's."""
        said = row.values.get(ministry_column(table_named(row.table)))
        owner = self._plan.find(Ministry, self._plan.owner_of(other))
        if owner and said and said != owner.id:
            return _("{why}, of {ministry}", why=why, ministry=owner.name)
        return why
