"""Compares as issued, as returned and as the plan is now, over all returns at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from planner.changes import SetCell, filled
from planner.merge.cases import Case, ConflictKind, Likeness, Place, ReturnedValue
from planner.merge.returned import Counts, MergedReturns, MinistryReturn, NewRow, ReturnedRow
from planner.plan import Plan, all_tables, table_named, title_of
from planner.schema import Kind, Row, Table, Value
from planner.values import to_text

Marked = tuple[str, str]
"""A return's key and a mark in it."""
Alike = Mapping[Marked, tuple[Likeness, ...]]
Content = tuple[tuple[str, str], ...]
ValuesAt = defaultdict[Place, list[ReturnedValue]]
_ORDER = {table.name: number for number, table in enumerate(all_tables())}
_KINDS = {kind: number for number, kind in enumerate(ConflictKind)}


def merge(
    ours: Plan,
    returns: Iterable[MinistryReturn],
    *,
    blanks_clear: bool = False,
    alike: Alike | None = None,
) -> MergedReturns:
    """What the returns together do to the plan; nothing is changed, and their order is nothing.

    `blanks_clear` takes an emptied cell as an edit like any other; else it is asked about.
    `alike` are the rows that new rows resemble, by return and mark.
    """
    in_order = sorted(returns, key=lambda one: one.key)
    merging = _Merging(ours, {one.key: one for one in in_order}, blanks_clear)
    for one in in_order:
        merging.read(one)
    merging.number(alike or {})
    merging.weigh()
    return merging.merged()


@dataclass
class _Merging:
    """A merge under way: first everything that came back is collected, then it is weighed."""

    ours: Plan
    returns: Mapping[str, MinistryReturn]
    blanks_clear: bool
    returned: ValuesAt = field(default_factory=lambda: defaultdict(list))
    emptied: ValuesAt = field(default_factory=lambda: defaultdict(list))
    absent: defaultdict[tuple[ConflictKind, Place], list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    new: defaultdict[str, list[tuple[str, ReturnedRow]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    marks: dict[Marked, str] = field(default_factory=dict[Marked, str])
    accepted: list[SetCell] = field(default_factory=list[SetCell])
    new_rows: list[NewRow] = field(default_factory=list[NewRow])
    cases: list[Case] = field(default_factory=list[Case])
    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def read(self, one: MinistryReturn) -> None:
        """Collect what a return holds, and which of its rows did not come back."""
        back: set[tuple[str, str]] = set()
        for row in one.rows:
            issued = one.issued.rows(row.table).get(row.id)
            back.add((row.table, row.over or row.id))
            if issued is None:
                self.new[row.table].append((one.key, row))
                continue
            if row.is_struck and row.id in self.ours.rows(row.table):
                self.absent[ConflictKind.STRUCK, (row.table, row.id, "")].append(one.key)
            self._read_row(one, row, issued)
        for name in one.tables:
            for row_id in one.issued.rows(name):
                if (name, row_id) not in back and row_id in self.ours.rows(name):
                    self.absent[ConflictKind.MISSING, (name, row_id, "")].append(one.key)

    def _read_row(self, one: MinistryReturn, row: ReturnedRow, issued: Row) -> None:
        declared = table_named(row.table)
        present = self.ours.rows(row.table).get(row.id)
        changed = False
        for name, value in row.values.items():
            before = getattr(issued, name)
            if value == before:
                if present is not None and getattr(present, name) != before:
                    self.counts[one.key]["kept"] += 1
                continue
            changed = True
            returned = ReturnedValue(
                key=one.key,
                column=name,
                issued=before,
                value=value,
                file=one.file,
                ministry=one.ministry,
                origin=row.cells.get(name, ""),
                doubts=row.doubts.get(name, ()),
                along=row.along.get(name, ()),
            )
            is_blank = value == declared.column(name).blank
            unclear = is_blank and not self.blanks_clear and name not in row.cleared
            where = self.emptied if unclear else self.returned
            where[row.table, row.id, name].append(returned)
        self.counts[one.key]["same"] += not changed

    def number(self, alike: Alike) -> None:
        """Give new rows their ids, table by table, so that later ones can name earlier ones.

        A row that several returns hold, or one of them twice, or that the plan got since, is added
        once.
        """
        for declared in all_tables():
            if declared.name in self.new:
                self._number(declared, alike)

    def _number(self, declared: Table, alike: Alike) -> None:
        alike_rows: dict[Content, list[tuple[str, ReturnedRow, Mapping[str, Value]]]] = {}
        for key, row in self.new[declared.name]:
            values = self._resolved(declared, key, row.values)
            content = _content(values)
            alike_rows.setdefault(content, []).append((key, row, values))
        issued = self._issued(declared)
        there = self._there_since(declared, issued)
        ids = (each for each in self.ours.next_ids(declared.row) if each not in issued)
        for content, rows in alike_rows.items():
            holders = {key: row for key, row, _ in rows}
            known = there.get(content)
            row_id = known or next(ids)
            self.marks.update({(key, row.id): row_id for key, row, _ in rows})
            if known:
                self._count("agreed", holders)
            else:
                cells = next(iter(holders.values())).cells
                new = NewRow(table=declared.name, id=row_id, values=rows[0][2], cells=cells)
                self._new_row(new, holders, alike)

    def _new_row(self, row: NewRow, holders: Mapping[str, ReturnedRow], alike: Alike) -> None:
        found = (one for key, each in holders.items() for one in alike.get((key, each.id), ()))
        known = {one.id: one for one in found}
        self.new_rows.append(replace(row, by=tuple(holders), alike=tuple(known.values())))
        self._count("added", holders)

    def _count(self, what: str, keys: Iterable[str]) -> None:
        for key in keys:
            self.counts[key][what] += 1

    def _resolved(self, declared: Table, key: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """The filled values of a new row, with ids where it names other new rows."""
        resolved: dict[str, Value] = {}
        for name, value in values.items():
            column = declared.column(name)
            if column.kind is Kind.ROW:
                value = self.marks.get((key, str(value)), value)
            if value != column.blank:
                resolved[name] = value
        return resolved

    def _issued(self, declared: Table) -> set[str]:
        """The ids that any return was issued with; none of them is ever given to a new row."""
        return {
            row_id for one in self.returns.values() for row_id in one.issued.rows(declared.name)
        }

    def _there_since(self, declared: Table, issued: set[str]) -> dict[Content, str]:
        """The rows that no return was issued with, by what they hold."""
        rows = self.ours.rows(declared.name)
        return {
            _content(filled(row)): row_id for row_id, row in rows.items() if row_id not in issued
        }

    def weigh(self) -> None:
        """Decide of each cell what is clear, and note what is not."""
        gone: defaultdict[tuple[str, str], list[ReturnedValue]] = defaultdict(list)
        for place, returned in self.returned.items():
            present = self.ours.rows(place[0]).get(place[1])
            resolved = [self._with_ids(place, one) for one in returned]
            if present is None:
                gone[place[:2]].extend(resolved)
            else:
                self._weigh_cell(place, resolved, getattr(present, place[2]))
        for row, returned in gone.items():
            by = tuple(dict.fromkeys(one.key for one in returned))
            self._add(Case(ConflictKind.GONE, *row, "", tuple(returned), None, by))
        for place, returned in self.emptied.items():
            self._weigh_blank(place, returned)
        for (kind, place), keys in self.absent.items():
            edited = self._is_edited(place, keys)
            self._add(Case(kind, *place, by=tuple(keys), edited_since=edited))
        for new in self.new_rows:
            if new.alike:
                look_alike = Case(ConflictKind.LOOK_ALIKE, new.table, new.id)
                self._add(replace(look_alike, by=new.by, alike=new.alike))

    def _with_ids(self, place: Place, returned: ReturnedValue) -> ReturnedValue:
        """What came back, with the id where it names a new row."""
        if table_named(place[0]).column(place[2]).kind is not Kind.ROW:
            return returned
        named = self.marks.get((returned.key, str(returned.value)))
        return returned if named is None else replace(returned, value=named)

    def _weigh_cell(self, place: Place, returned: list[ReturnedValue], ours: Value) -> None:
        differing = [one for one in returned if one.value != ours]
        self._count("agreed", (one.key for one in returned if one.value == ours))
        values = {_sameness(one.value) for one in returned}
        if not differing:
            return
        if self._is_loose(place, differing):
            self._add(_of_cell(ConflictKind.LOOSE, place, differing, ours))
        elif len(values) > 1 or any(one.issued != ours for one in differing):
            self._add(_of_cell(ConflictKind.CELL, place, returned, ours))
        elif all(one.doubts for one in differing):
            self._add(_of_cell(ConflictKind.DOUBTFUL, place, differing, ours))
        else:
            table, row_id, column = place
            after, cell = differing[0].value, differing[0].origin
            self.accepted.append(SetCell(table=table, id=row_id, column=column, before=ours,
                                         after=after, cell=cell))  # fmt: skip
            self._count("taken", (one.key for one in differing))

    def _is_loose(self, place: Place, returned: Iterable[ReturnedValue]) -> bool:
        column = table_named(place[0]).column(place[2])
        if column.kind is not Kind.ROW:
            return False
        there = self.ours.rows(column.refers)
        new = {added.id for added in self.new_rows if added.table == column.refers}
        return any(
            str(one.value) not in there and str(one.value) not in new
            for one in returned
            if one.value
        )

    def _weigh_blank(self, place: Place, returned: list[ReturnedValue]) -> None:
        present = self.ours.rows(place[0]).get(place[1])
        if present is None:
            return
        ours = getattr(present, place[2])
        if ours == returned[0].value:
            self._count("agreed", (one.key for one in returned))
            return
        since = any(one.issued != ours for one in returned)
        emptied = _of_cell(ConflictKind.EMPTIED, place, returned, ours)
        self._add(replace(emptied, edited_since=since))

    def _is_edited(self, place: Place, keys: Iterable[str]) -> bool:
        """Whether anybody has edited a row since it was issued to those who left it out."""
        present = self.ours.rows(place[0])[place[1]]
        issued = (self.returns[key].issued.rows(place[0])[place[1]] for key in keys)
        others = any(other[:2] == place[:2] for other in self.returned)
        return others or any(row != present for row in issued)

    def _add(self, found: Case) -> None:
        self.cases.append(found)
        self._count("clashes" if found.kind.is_conflict else "questions", found.by)

    def merged(self) -> MergedReturns:
        """Everything in an order that does not depend on that of the returns."""
        return MergedReturns(
            ours=self.ours,
            returns=tuple(self.returns.values()),
            accepted=tuple(sorted(self.accepted, key=_rank)),
            new_rows=tuple(self.new_rows),
            cases=tuple(sorted(map(self._named, self.cases), key=_case_rank)),
            counts={key: Counts(**self.counts[key]) for key in self.returns},
            blanks_clear=self.blanks_clear,
        )

    def _named(self, case: Case) -> Case:
        """The case with what people call its row and those whose returns are in it."""
        ministries = dict.fromkeys(self.returns[key].ministry for key in case.by)
        return replace(case, title=self._title(case), ministries=tuple(ministries))

    def _title(self, case: Case) -> str:
        plans = [self.ours, *(one.issued for one in self.returns.values())]
        if row := next(filter(None, (plan.rows(case.table).get(case.id) for plan in plans)), None):
            return title_of(row)
        said = (row.values for row in self.new_rows if (row.table, row.id) == case.place[:2])
        values = next(said, {})
        return next((str(values[n]) for n in table_named(case.table).naming if n in values), "")


def _content(values: Mapping[str, Value]) -> Content:
    return tuple(sorted((name, _sameness(value)) for name, value in values.items()))


def _sameness(value: Value) -> str:
    """A text that is equal for equal values: 1.50 is 1.5."""
    text = to_text(value)
    if isinstance(value, Decimal) and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text


def _of_cell(
    kind: ConflictKind, place: Place, returned: Sequence[ReturnedValue], ours: Value
) -> Case:
    by = tuple(one.key for one in returned)
    return Case(kind, *place, tuple(returned), ours, by)


def _case_rank(one: Case) -> tuple[int, tuple[int, int, str, str]]:
    return _KINDS[one.kind], _rank(one)


def _rank(one: SetCell | Case) -> tuple[int, int, str, str]:
    return _ORDER[one.table], table_named(one.table).number_of(one.id), one.id, one.column
