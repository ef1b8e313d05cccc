"""Where a row's values come from, in words: which file and cell, or whose hand, and when."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.changes import Entry, OriginKind, described
from planner.messages import NOTHING, Message, _, verbatim
from planner.plan import Plan
from planner.schema import Column, Kind, Row, Table, table_of
from planner.services import editing
from planner.services.editing import DOORS
from planner.ui import frame, state
from planner.ui.columns import options
from planner.ui.history import log
from planner.ui.markup import escaped
from planner.ui.words import t, told, voice

_FILES: Final = frozenset({OriginKind.IMPORT, OriginKind.RETURN})


def where_from(entry: Entry, cell: str) -> Message:
    """One phrase: from which file and cell, or by what door, when and by whom."""
    origin = entry.changeset.origin
    door = DOORS[origin.kind]
    if origin.kind in _FILES and origin.name:
        place = place_words(cell)
        door = (
            _("{file}, {place}", file=origin.name, place=place) if place else verbatim(origin.name)
        )
    elif origin.kind is OriginKind.UNDO:
        door = _("an undo of revision {number}", number=int(origin.name))
    day = entry.at.astimezone().date()
    return _("{door}; {day}, {actor}", door=door, day=day, actor=entry.changeset.actor)


def place_words(cell: str) -> Message:
    """A cell of a file in words, as in “sheet List, cell D14”; a text file has no sheet."""
    sheet, _bang, address = cell.rpartition("!")
    if sheet:
        return _("sheet {sheet}, cell {cell}", sheet=sheet, cell=address)
    return _("cell {cell}", cell=address) if address else NOTHING


def shown_value(column: Column, row: Row, plan: Plan) -> str:
    """The value of a cell as a person reads it: answers and rows by their names, sums in groups."""
    value = getattr(row, column.name)
    if value == column.blank:
        return ""
    if column.kind in {Kind.ROW, Kind.ENTRY}:
        known = options(column, plan, state.reference()) or {}
        return known.get(str(value), str(value))
    if column.kind is Kind.MONEY:
        return voice().exact(value)
    return voice().shown(column, value)


def card(plan: Plan, row: Row) -> None:
    """Every value of a row with where it comes from."""
    declared = table_of(row)
    lines = [_line(plan, row, declared, column) for column in declared.columns]
    heads = [t("What"), t("Value"), t("Where it comes from")]
    known = pd.DataFrame([line for line in lines if line], columns=heads)
    st.table(known, hide_index=True, border="horizontal")
    blank = [column.title for column, line in zip(declared.columns, lines, strict=True) if not line]
    if blank[1:]:
        st.caption(t("Not filled: {columns}.", columns=tuple(blank[1:])))


def _line(plan: Plan, row: Row, declared: Table, column: Column) -> tuple[str, ...]:
    value = "" if column.name == "id" else shown_value(column, row, plan)
    if not value:
        return ()
    found = editing.origin_of(*state.at(plan), declared.name, row.id, column.name)
    source = escaped(told(where_from(*found))) if found else ""
    return f"**{told(column.title)}**", escaped(value), source


def past(plan: Plan, row: Row) -> None:
    """What was done to a row, newest first."""
    entries = editing.history(*state.at(plan), row.id)
    for entry in reversed(entries):
        made = entry.changeset
        what = escaped(told(described(made.changes)))
        said = f"{escaped(made.actor)}: {escaped(made.reason)} ({what})"
        st.markdown(f"**{log.moment(entry.at)}**, {said}")


def window(plan: Plan, row: Row) -> None:
    """Open a window that says of every value of a row where it comes from, and what was done."""

    def draw() -> None:
        card(plan, row)
        with st.expander(t("History of this row")):
            past(plan, row)

    frame.window(t("{row}: where it comes from", row=row.id), draw, "large")
