"""The matters of a merge as a person settles them: who, when, which sheet, which cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planner.changes import Change, Delete, Entry, Insert, SetCell
from planner.merge import ConflictKind, Discrepancy, MergedReturns
from planner.merge.discrepancies import Place
from planner.plan import Plan, table_named, title_of
from planner.schema import Value
from planner.values import shown

if TYPE_CHECKING:
    from planner.services.returns.desk import FileBack


@dataclass(frozen=True, kw_only=True)
class Theirs:
    """What one return says of a cell: the file, the ministry, as issued, as returned, and where."""

    key: str
    file: str
    ministry: str
    column: str
    issued: Value
    value: Value
    sheet: str
    cell: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One matter as a screen shows it. `key` is what a decision names it by.

    `title` is what people call the row; `ours_by` and `ours_at` say who wrote what the plan holds
    now, blank when it is as it was at the start, `ours_from` the file and the cell that they took
    it from. `by` are the keys of the files, `sentence` says it whole.
    """

    key: str
    kind: ConflictKind
    table: str
    id: str
    column: str
    label: str
    title: str
    theirs: tuple[Theirs, ...]
    ours: Value
    ours_by: str
    ours_at: datetime | None
    ours_from: str
    by: tuple[str, ...]
    sentence: str

    @property
    def issued(self) -> Value:
        """What was issued, where all returns were issued the same; else what the first was."""
        return self.theirs[0].issued if self.theirs else None


def cases_of(
    merged: MergedReturns, read: Iterable[FileBack], entries: Iterable[Entry]
) -> tuple[Case, ...]:
    """Every matter of a merge; `entries` are the plan's log, to tell who wrote what it holds."""
    by_key = {file.key: file for file in read}
    authors = _authors({point.place for point in merged.discrepancies}, entries)
    return tuple(_case(point, merged, by_key, authors) for point in merged.discrepancies)


@dataclass(frozen=True, kw_only=True)
class _Author:
    """Who wrote something last, when, and from which cell of which file."""

    by: str = ""
    at: datetime | None = None
    cell: str = ""


def _authors(wanted: set[Place], entries: Iterable[Entry]) -> dict[Place, _Author]:
    """Who wrote each place last."""
    found: dict[Place, _Author] = {}
    for entry in entries:
        for change in entry.changeset.changes:
            for place, cell in _places(change):
                if place in wanted:
                    found[place] = _Author(by=entry.changeset.actor, at=entry.at, cell=cell)
    return found


def _places(change: Change) -> Iterator[tuple[Place, str]]:
    """The places that a change writes, and the cell that each came from."""
    match change:
        case SetCell():
            yield (change.table, change.id, change.column), change.cell
        case Insert():
            for name in change.values:
                yield (change.table, change.id, name), change.cells.get(name, "")
        case Delete():
            yield (change.table, change.id, ""), ""


def _case(
    point: Discrepancy,
    merged: MergedReturns,
    by_key: Mapping[str, FileBack],
    authors: Mapping[Place, _Author],
) -> Case:
    declared = table_named(point.table)
    author = authors.get(point.place, _Author())
    theirs = tuple(
        Theirs(
            key=said.by,
            file=by_key[said.by].file,
            ministry=by_key[said.by].ministry_name,
            column=said.column,
            issued=said.issued,
            value=said.value,
            sheet=said.cell.rpartition("!")[0].partition(": ")[2],
            cell=said.cell.rpartition("!")[2],
        )
        for said in point.returned
    )
    return Case(
        key=point.key,
        kind=point.kind,
        table=point.table,
        id=point.id,
        column=point.column,
        label=declared.column(point.column).label if point.column else declared.one,
        title=_title(point, merged),
        theirs=theirs,
        ours=point.ours,
        ours_by=author.by,
        ours_at=author.at,
        ours_from=author.cell,
        by=point.by,
        sentence=_sentence(
            point, [by_key[key].ministry_name for key in point.by], theirs, author.by
        ),
    )


def _title(point: Discrepancy, merged: MergedReturns) -> str:
    plans: list[Plan] = [merged.ours, *(one.issued for one in merged.returns)]
    for plan in plans:
        row = plan.rows(point.table).get(point.id)
        if row is not None:
            return title_of(row)
    new = next((a for a in merged.new_rows if (a.table, a.id) == point.place[:2]), None)
    return str(new.values.get("title", new.values.get("line", ""))) if new else ""


def _sentence(point: Discrepancy, who: list[str], theirs: tuple[Theirs, ...], by: str) -> str:
    declared = table_named(point.table)
    names = " and ".join(dict.fromkeys(who))
    match point.kind:
        case ConflictKind.CELL | ConflictKind.LOOSE | ConflictKind.EMPTIED:
            column = declared.column(point.column)
            said = "; ".join(
                f"{one.ministry} says “{shown(column, one.value)}” "
                f"(was “{shown(column, one.issued)}”)"
                for one in theirs
            )
            ours = f"the plan says “{shown(column, point.ours)}”{f', by {by}' if by else ''}"
            tail = {
                ConflictKind.LOOSE: " It names a row that is no longer there.",
                ConflictKind.EMPTIED: " The cell was emptied; the value stays unless you clear it.",
            }.get(point.kind, "")
            return f"{point.id}, {column.label}: {said}; {ours}.{tail}"
        case ConflictKind.GONE:
            taker = f" by {by}" if by else ""
            return f"{point.id} was taken out of the plan{taker}; {names} edited it."
        case ConflictKind.MISSING:
            since = " It was edited since it was issued." if point.edited_since else ""
            return f"{point.id} is not in the file of {names}: withdrawn? It is kept.{since}"
        case ConflictKind.LOOK_ALIKE:
            alike = "; ".join(f"{one.id} ({one.why})" for one in point.alike)
            same = any(one.same for one in point.alike)
            fate = "It is left out" if same else "It is added"
            return f"A new row of {names} resembles {alike}. {fate} unless you decide otherwise."
