"""Which row of the plan a row of a file is: by id, by ministry and reference, by title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from planner.plan import Plan
from planner.readers.texts import folded
from planner.schema import Row, Table, Value
from planner.values import to_text

PROGRAMMES = "programmes"
Key = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Match:
    """The row of the plan that a row of a file is, None for a new one, and by what it was found.

    `key` tells rows of the file apart; `doubt` is why the row cannot be placed.
    """

    row: Row | None = None
    by: str = ""
    key: Key = ()
    doubt: str = ""


class RowIndex:
    """The rows of one table of a plan, to be found again from what a file says."""

    def __init__(self, plan: Plan, declared: Table) -> None:
        self._declared = declared
        self._rows = plan.rows(declared.name)
        required = [column.name for column in declared.columns if column.required]
        ministry = [c.name for c in declared.columns if c.name == "ministry"]
        self._columns = list(declared.key) or list(dict.fromkeys(required + ministry))
        self._by_key: defaultdict[Key, list[Row]] = defaultdict(list)
        self._by_reference: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self._rows.values():
            if declared.name == PROGRAMMES:
                self._by_key[_titled(vars(row))].append(row)
                if reference := _text(vars(row)["reference"]):
                    self._by_reference[reference].append(row)
            else:
                self._by_key[self._key(vars(row))].append(row)

    def find(self, values: Mapping[str, Value], row_id: str = "") -> Match:
        """The row of the plan with these values; `row_id` is the planner's own id in the file."""
        if row_id:
            row = self._rows.get(row_id)
            if row is None:
                return Match(doubt=f"The plan has no {self._declared.one.lower()} {row_id}.")
            return Match(row=row, by="id", key=("id", row_id))
        if self._declared.name == PROGRAMMES:
            return self._programme(values)
        key = self._key(values)
        if not any(key[1:]):
            return Match()
        rows = self._by_key.get(key) or self._of_open_ministry(key)
        return self._of(rows, ", ".join(self._columns), key)

    def _of_open_ministry(self, key: Key) -> list[Row]:
        """The rows with this key but for the ministry, where the file or the plan names none."""
        if "ministry" not in self._columns:
            return []
        at = self._columns.index("ministry") + 1
        alike = [k for k in self._by_key if k[:at] == key[:at] and k[at + 1 :] == key[at + 1 :]]
        return [row for k in alike if not k[at] or not key[at] for row in self._by_key[k]]

    def _programme(self, values: Mapping[str, Value]) -> Match:
        """By ministry and reference, by reference where one side has no ministry, by title."""
        reference, ministry = _text(values.get("reference")), values.get("ministry", "")
        if reference:
            key = ("reference", reference, str(ministry))
            rows = self._by_reference.get(reference, [])
            same = [row for row in rows if getattr(row, "ministry", "") == ministry]
            open_ = [row for row in rows if not ministry or not getattr(row, "ministry", "")]
            if same or open_:
                return self._of(
                    same or open_, "ministry and reference" if same else "reference", key
                )
        else:
            key = _titled(values)
        rows = self._by_key.get(_titled(values), ())
        if reference:
            rows = [row for row in rows if not getattr(row, "reference", "")]
        return self._of(rows, "title and ministry", key)

    def _of(self, rows: list[Row] | tuple[Row, ...], by: str, key: Key) -> Match:
        if len(rows) > 1:
            ids = ", ".join(row.id for row in rows[:4])
            return Match(doubt=f"Several rows of the plan have this {by}: {ids}.", key=key)
        return Match(row=rows[0] if rows else None, by=by if rows else "", key=key)

    def _key(self, values: Mapping[str, Value]) -> Key:
        return ("key", *(_text(values.get(name)) for name in self._columns))


def _titled(values: Mapping[str, Value]) -> Key:
    return ("title", _text(values.get("title")), str(values.get("ministry", "")))


def _text(value: Value) -> str:
    return folded(to_text(value)) if value is not None else ""
