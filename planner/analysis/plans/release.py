"""What of a plan may leave at a level: what is marked above it is absent, with what tells it."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from planner.analysis.once import once
from planner.analysis.plans.hidden_names import HiddenNames
from planner.choices import Classification
from planner.plan import Plan, all_tables
from planner.schema import Column, Kind, Row, Table, Value, table_of
from planner.tables import Session
from planner.values import WITHHELD

UNMARKED: Final = Classification.GOVERNMENT
"""What a plan without a marking of its own counts as."""
FEWEST: Final = 10
"""A smaller number of people is in no public file: who knows the place knows who they are."""
PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "audiences": ("posts", "listed_posts"),
    "sessions": ("trained", "women"),
    "situations": ("speakers",),
    "meetings": ("present",),
}
"""The columns that count people: the whole number first, then a part of it."""
_CITED: Final = frozenset({"sources", "partners", "courses"})
"""A row may name one of these without being about it; then only the reference is withheld."""

_LEVELS: Final = tuple(Classification)
_SAID: Final = (Kind.TEXT, Kind.NOTE, Kind.TAGS)
_Kept = dict[str, dict[str, Row]]
Place = tuple[str, str, str]
"""A cell of a plan: its table, the id of its row, its column."""


@dataclass(frozen=True, kw_only=True)
class Release:
    """A plan as it may be shown at a level; `whole` is the plan that it was made from.

    `rows` counts the rows left out by table (tables that lost none are not in it), `cells` are the
    withheld cells of rows that stayed. A withheld text or reference says so itself, a withheld
    number is blank. A restricted code that a row cannot be without is a number that stands for it
    in this release only: so people can still be counted, and nobody can be found. `before` is the
    plan as it stood at its last named version, at the same level, of `whole_before`.
    """

    plan: Plan
    level: Classification
    whole: Plan
    rows: Mapping[str, int] = field(default_factory=dict[str, int])
    cells: frozenset[Place] = frozenset()
    before: Plan | None = None
    whole_before: Plan | None = None

    @cached_property
    def left_out(self) -> int:
        """How many rows are absent."""
        return sum(self.rows.values())

    @cached_property
    def dragged(self) -> int:
        """How many of them are marked for the level themselves: they hang on one that is not."""
        highest = _LEVELS.index(self.level)
        owns = (
            getattr(row, "classification", None)
            for table, row in self.whole
            if table.name in self.rows and row.id not in self.plan.rows(table.name)
        )
        return sum(own is not None and _LEVELS.index(own) <= highest for own in owns)

    @property
    def is_whole(self) -> bool:
        """Whether nothing is withheld."""
        return not self.rows and not self.cells

    @cached_property
    def touched(self) -> frozenset[str]:
        """The names of the tables of which something is withheld."""
        return frozenset(self.rows) | {table for table, _row, _column in self.cells}


@once
def at_level(plan: Plan, level: Classification) -> Release:
    """The plan as it may leave at that level.

    A row above the level is absent, and with it whatever hangs on it or is called by its name. The
    plan's own row stays; above its marking it says no more than its days and its currency.
    """
    if level is _LEVELS[-1]:
        return Release(plan=plan, level=level, whole=plan)
    kept = {
        table.name: {
            row_id: row
            for row_id, row in plan.rows(table.name).items()
            if table.name == "plan" or _may_leave(row, plan, level)
        }
        for table in all_tables()
    }
    names = _settle(plan, kept)
    cells = frozenset(_withhold(plan, kept, level, names))
    rows = {
        table.name: lost
        for table in all_tables()
        if (lost := len(plan.rows(table.name)) - len(kept[table.name]))
    }
    is_open = _is_open(plan, level)
    shown = Plan(
        tables=kept,
        name=plan.name if is_open else "",
        revision=plan.revision,
        last_numbers=plan.last_numbers,
    )
    return Release(plan=shown, level=level, whole=plan, rows=rows, cells=cells)


def compared(release: Release, before: Plan | None) -> Release:
    """The release beside the plan as it stood at its last named version."""
    then = at_level(before, release.level).plan if before else None
    return dataclasses.replace(release, before=then, whole_before=before)


def told(text: str) -> str:
    """A text of a released plan; blank where it is withheld."""
    return text.replace(WITHHELD, "")


def marking_of(row: Row, plan: Plan) -> Classification:
    """The marking that a row goes by: its own, where its table has one, else the plan's.

    A row of a table without markings follows the highest of the rows that it cannot be without.
    """
    table, of_plan = table_of(row), plan.details.classification or UNMARKED
    own: Classification | None = getattr(row, "classification", None)
    if own or any(column.name == "classification" for column in table.columns):
        return own or of_plan
    targets = (plan.rows(c.refers).get(getattr(row, c.name)) for c in _references(table, True))
    needed = [marking_of(target, plan) for target in targets if target]
    return max(needed, key=_LEVELS.index, default=of_plan)


def level_of_letters(plan: Plan) -> Classification:
    """The level at which the office writes to ministries: the plan's own, government at least."""
    return max(marking_of(plan.details, plan), UNMARKED, key=_LEVELS.index)


def _is_open(plan: Plan, level: Classification) -> bool:
    """Whether the plan's own row may be shown in full."""
    return _LEVELS.index(marking_of(plan.details, plan)) <= _LEVELS.index(level)


def _may_leave(row: Row, plan: Plan, level: Classification) -> bool:
    """Whether a row is not above the level; a register of persons is never public."""
    if level is Classification.PUBLIC and any(
        column.restricted and column.required for column in table_of(row).columns
    ):
        return False
    return _LEVELS.index(marking_of(row, plan)) <= _LEVELS.index(level)


def _references(table: Table, required: bool) -> tuple[Column, ...]:
    return tuple(c for c in table.columns if c.kind is Kind.ROW and c.required is required)


def _cites(column: Column) -> bool:
    return not column.required and column.refers in _CITED


def _settle(plan: Plan, kept: _Kept) -> HiddenNames:
    """Take out what hangs on a row that is gone or is called by its name, until there is none.

    Gives the names that no text may hold then.
    """
    while True:
        _drop_hanging(plan, kept)
        gone = [row for table, row in plan if row.id not in kept[table.name]]
        left = (row for rows in kept.values() for row in rows.values())
        names = HiddenNames(gone, left, plan.details.country)
        telling = list(_telling(kept, names)) if names else []
        if not telling:
            return names
        for table_name, row_id in telling:
            del kept[table_name][row_id]


def _drop_hanging(plan: Plan, kept: _Kept) -> None:
    dropped = True
    while dropped:
        dropped = False
        for table in all_tables():
            columns = [c for c in table.columns if c.kind is Kind.ROW and not _cites(c)]
            rows = kept[table.name]
            for row_id in [
                row_id
                for row_id, row in rows.items()
                if any(_is_gone(column, row, plan, kept) for column in columns)
            ]:
                del rows[row_id]
                dropped = True


def _is_gone(column: Column, row: Row, plan: Plan, kept: _Kept) -> bool:
    target: str = getattr(row, column.name)
    return target not in kept[column.refers] and target in plan.rows(column.refers)


def _telling(kept: _Kept, names: HiddenNames) -> Iterator[tuple[str, str]]:
    """The rows whose own name, or a text that they need, names one that is not shown."""
    for table in all_tables():
        columns = [
            c for c in table.columns if c.kind in _SAID and (c.required or c.name in table.naming)
        ]
        for row_id, row in kept[table.name].items() if table.name != "plan" else ():
            if any(names.are_in(str(getattr(row, column.name))) for column in columns):
                yield table.name, row_id


def _withhold(
    plan: Plan, kept: _Kept, level: Classification, names: HiddenNames
) -> Iterator[Place]:
    """Withhold cells of the rows that stay; gives where."""
    is_open = _is_open(plan, level)
    for table in all_tables():
        rows = kept[table.name]
        given_away = _given_away(rows.values(), kept) if level is Classification.PUBLIC else ()
        numbers = {c.name: _numbers(rows, c) for c in table.columns if c.restricted and c.required}
        for row_id, row in rows.items():
            instead: dict[str, Any] = {
                column.name: _instead(row, column, numbers)
                for column in table.columns
                if column.restricted
                or (column.kind is Kind.ROW and _is_gone(column, row, plan, kept))
                or (column.kind in _SAID and not is_open and table.name == "plan")
                or (names and _names_one(column, row, names))
            }
            if level is Classification.PUBLIC:
                instead |= dict.fromkeys(_few(table, row))
                if row_id in given_away:
                    instead |= dict.fromkeys(PEOPLE[table.name])
            if instead:
                rows[row_id] = dataclasses.replace(row, **instead)
                yield from ((table.name, row_id, name) for name in instead)


def _names_one(column: Column, row: Row, names: HiddenNames) -> bool:
    return (
        column.kind in _SAID
        and column.answers is None
        and names.are_in(str(getattr(row, column.name)))
    )


def _few(table: Table, row: Row) -> Iterator[str]:
    """The columns of a row that count few people, or that with the whole number give few away."""
    first, *_parts = PEOPLE.get(table.name, ("",))
    counts = {name: getattr(row, name) for name in PEOPLE.get(table.name, ())}
    whole = counts.get(first)
    for name, number in counts.items():
        if number is None:
            continue
        gives = [number] if name == first or whole is None else [number, whole, whole - number]
        if min(gives) < FEWEST:
            yield name


def _given_away(rows: Iterable[Row], kept: _Kept) -> frozenset[str]:
    """Sessions that would tell, beside the posts of their audience, how few were not trained."""
    held: defaultdict[tuple[str, str], list[Session]] = defaultdict(list)
    for row in rows:
        if isinstance(row, Session) and row.trained is not None:
            held[row.audience, row.course].append(row)
    found: set[str] = set()
    for (audience, _course), sessions in held.items():
        posts: int | None = getattr(kept["audiences"].get(audience), "posts", None)
        trained = [one.trained or 0 for one in sessions]
        if posts and any(0 <= posts - many < FEWEST for many in (*trained, sum(trained))):
            found.update(one.id for one in sessions)
    return frozenset(found)


def _numbers(rows: Mapping[str, Row], column: Column) -> Mapping[Value, str]:
    """A number for each value of a column, in the order of the rows."""
    values = dict.fromkeys(getattr(row, column.name) for row in rows.values())
    return {value: str(n) for n, value in enumerate((v for v in values if v != column.blank), 1)}


def _instead(row: Row, column: Column, numbers: Mapping[str, Mapping[Value, str]]) -> Value:
    """What stands in a cell that is withheld: a number for what a row needs, else that it is."""
    if column.name in numbers:
        return numbers[column.name].get(getattr(row, column.name), column.blank)
    return (WITHHELD,) if column.kind is Kind.TAGS else WITHHELD
