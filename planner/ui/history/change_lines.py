"""Changes as lines of a table: whose row, which of its columns, old and new, from which cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Change, Delete, Insert, SetCell, Values, build
from planner.messages import Fact, Message, _
from planner.plan import Plan, name_of, table_named, title_of
from planner.schema import Kind, Row, Table, Value
from planner.tables import Ministry
from planner.ui.listing import listing
from planner.ui.words import told, voice


@dataclass(frozen=True, kw_only=True)
class ChangeLine:
    """A change, beside the plan that its row, or what the row belongs to, is looked up in."""

    plan: Plan
    change: Change

    @property
    def table(self) -> Table:
        """The table of the row."""
        return table_named(self.change.table)

    @property
    def _row(self) -> Row | None:
        change = self.change
        known = self.plan.rows(change.table).get(change.id)
        if known is None and isinstance(change, Insert | Delete):
            return build(self.table, change.id, change.values)
        return known

    @property
    def title(self) -> Fact:
        """What people call the row; nothing for one that is gone."""
        return title_of(self._row) if self._row else None

    @property
    def ministry(self) -> Fact:
        """The ministry whose row it is, by its short name."""
        owner = self.plan.find(Ministry, self.plan.owner_of(self._row))
        return name_of(owner) if owner else None

    @property
    def what(self) -> Message:
        """The column, or that a whole row came or went."""
        if isinstance(self.change, SetCell):
            return self.table.column(self.change.column).title
        return _("new row") if isinstance(self.change, Insert) else _("row removed")

    @property
    def old(self) -> Fact:
        """What was there before."""
        if isinstance(self.change, SetCell):
            return self._shown(self.change.column, self.change.before)
        return self._values(self.change.values) if isinstance(self.change, Delete) else None

    @property
    def new(self) -> Fact:
        """What is there now."""
        if isinstance(self.change, SetCell):
            return self._shown(self.change.column, self.change.after)
        return self._values(self.change.values) if isinstance(self.change, Insert) else None

    @property
    def cell(self) -> str:
        """The cell of a file that it came from."""
        if isinstance(self.change, Insert):
            return next(iter(self.change.cells.values()), "")
        return self.change.cell if isinstance(self.change, SetCell) else ""

    def _shown(self, name: str, value: Value) -> str:
        column = self.table.column(name)
        if column.kind is Kind.ROW:
            row = self.plan.rows(column.refers).get(str(value))
            return name_of(row) if row else str(value)
        if column.kind is Kind.MONEY and isinstance(value, Decimal):
            return voice().exact(value)
        return voice().shown(column, value)

    def _values(self, values: Values) -> str:
        """What a whole row holds, each value under its label."""
        return "; ".join(
            f"{told(column.title)}: {self._shown(column.name, values[column.name])}"
            for column in self.table.columns
            if column.name in values
        )


_TEXT: Final = CellKind.TEXT
COLUMNS: Final = (
    AnswerColumn[ChangeLine]("table", _("Table"), _TEXT, lambda line: line.table.title),
    AnswerColumn[ChangeLine]("id", _("Id"), CellKind.CODE, lambda line: line.change.id),
    AnswerColumn[ChangeLine]("title", _("Title"), _TEXT, lambda line: line.title),
    AnswerColumn[ChangeLine]("ministry", _("Ministry"), _TEXT, lambda line: line.ministry),
    AnswerColumn[ChangeLine]("what", _("What"), _TEXT, lambda line: line.what),
    AnswerColumn[ChangeLine]("old", _("Old"), _TEXT, lambda line: line.old),
    AnswerColumn[ChangeLine]("new", _("New"), _TEXT, lambda line: line.new),
    AnswerColumn[ChangeLine]("cell", _("Cell"), _TEXT, lambda line: line.cell),
)
"""What is said of a change."""


def changes_listing(
    plan: Plan, changes: Sequence[Change], alt: str, key: str = ""
) -> Change | None:
    """Draw the changes, one on a line; the one that is chosen, where a `key` lets one be."""
    lines = [ChangeLine(plan=plan, change=change) for change in changes]
    chosen = listing(lines, COLUMNS, alt=alt, key=key)
    return chosen.change if chosen else None
