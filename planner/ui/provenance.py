"""Where a row's values come from, in words: which file and cell, or whose hand, and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import pandas as pd
import streamlit as st

from planner.changes import OriginKind, described
from planner.plan import Plan
from planner.schema import Column, Kind, Row, Table, table_of
from planner.services import editing
from planner.services.editing import Provenance
from planner.ui import state
from planner.ui.columns import grouped, options
from planner.ui.history import log
from planner.ui.wording import escaped
from planner.values import shown

_DOORS: Final[Mapping[OriginKind, str]] = {
    OriginKind.FORM: "a form",
    OriginKind.GRID: "the grid",
    OriginKind.IMPORT: "an import",
    OriginKind.RETURN: "a return",
    OriginKind.UNDO: "an undo",
    OriginKind.MAPPING: "the mapping",
    OriginKind.COMMAND: "the command line",
    OriginKind.CREATION: "the plan's first day",
}
_FILES: Final = frozenset({OriginKind.IMPORT, OriginKind.RETURN})


def where_from(found: Provenance) -> str:
    """One phrase: from which file and cell, or by what door, when and by whom."""
    origin = found.origin
    door = _DOORS[origin.kind]
    if origin.kind in _FILES and origin.name:
        door = ", ".join(part for part in (origin.name, place_words(found.cell)) if part)
    elif origin.kind is OriginKind.UNDO:
        door = f"{door} of revision {origin.name}"
    return f"{door}; {day_of(found.at)}, {found.actor}"


def place_words(cell: str) -> str:
    """A cell of a file in words, as in “sheet List, cell D14”; a text file has no sheet."""
    sheet, _, address = cell.rpartition("!")
    named = f"sheet {sheet}, " if sheet else ""
    return f"{named}cell {address}" if address else ""


def day_of(at: datetime) -> str:
    """The day, as in “3 March 2027”."""
    local = at.astimezone()
    return f"{local.day} {local:%B %Y}"


def shown_value(column: Column, row: Row, plan: Plan) -> str:
    """The value of a cell as a person reads it: answers and rows by their names, sums in groups."""
    value = getattr(row, column.name)
    if value == column.blank:
        return ""
    if column.kind in {Kind.ROW, Kind.ENTRY}:
        known = options(column, plan, state.reference()) or {}
        return known.get(str(value), str(value))
    if column.kind is Kind.MONEY:
        return grouped(value)
    return shown(column, value)


def card(plan: Plan, row: Row) -> None:
    """Every value of a row with where it comes from."""
    declared = table_of(row)
    lines = [_line(plan, row, declared, column) for column in declared.columns]
    known = [line for line in lines if line]
    st.table(pd.DataFrame(known), hide_index=True, border="horizontal")
    blank = [column.label for column, line in zip(declared.columns, lines, strict=True) if not line]
    if blank[1:]:
        st.caption(f"Not filled: {', '.join(blank[1:])}.")


def _line(plan: Plan, row: Row, declared: Table, column: Column) -> dict[str, str]:
    value = "" if column.name == "id" else shown_value(column, row, plan)
    if not value:
        return {}
    found = editing.origin_of(
        state.actor(), state.store(), plan.name, declared.name, row.id, column.name
    )
    return {
        "What": f"**{column.label}**",
        "Value": escaped(value),
        "Where it comes from": escaped(where_from(found)) if found else "",
    }


def past(plan: Plan, row: Row) -> None:
    """What was done to a row, newest first."""
    entries = editing.history(state.actor(), state.store(), plan.name, row.id)
    for entry in reversed(entries):
        what = described(entry.changeset.changes)
        st.markdown(
            f"**{log.when(entry)}**, {escaped(entry.changeset.actor)}: "
            f"{escaped(entry.changeset.reason)} ({what})"
        )


def window(plan: Plan, row: Row) -> None:
    """Open a window that says of every value of a row where it comes from, and what was done."""

    @st.dialog(escaped(f"{row.id}: where it comes from"), width="large")
    def opened() -> None:
        card(plan, row)
        with st.expander("History of this row"):
            past(plan, row)

    opened()
