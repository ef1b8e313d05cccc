"""What becomes of each row of a file: a mark and a word, old values struck through beside new."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.changes import Insert, SetCell
from planner.plan import Plan, table_named, title_of
from planner.problems import Severity
from planner.schema import Column, Kind, Table, Value
from planner.services.importing.preview import ImportPreview
from planner.services.importing.row_outcomes import Fate, RowOutcome
from planner.ui import finding
from planner.ui.columns import cell
from planner.ui.wording import escaped, shortened
from planner.ui.words import told
from planner.values import shown

FATE_WORDS: Final = MappingProxyType(
    {
        Fate.ADDED: "✚ New",
        Fate.CHANGED: "✎ Changed",
        Fate.REFUSED: "✗ Refused",
        Fate.UNCHANGED: "= As it is",
    }
)
_ON_A_PAGE: Final = 50
_LONGEST: Final = 160  # letters of a value in the table


def show(previewed: ImportPreview, plan: Plan, key: str) -> None:
    """Draw the rows in the file's order, of one fate or of all; new ones also as a wide table."""
    groups = {fate: [row for row in previewed.rows if row.fate is fate] for fate in FATE_WORDS}
    filled = [fate for fate, rows in groups.items() if rows]
    if not filled:
        return
    st.subheader("Row by row", anchor=False)
    chosen = st.segmented_control(
        "Which rows",
        filled,
        default=filled[0],
        required=True,
        format_func=lambda fate: f"{FATE_WORDS[fate]} ({len(groups[fate]):,})",
        key=":".join((key, *filled)),  # other fates begin with their first
        label_visibility="collapsed",
    )
    fate = chosen or filled[0]
    page = finding.turned(groups[fate], f"import-{fate.value}", "row", "rows", _ON_A_PAGE)
    declared, names = table_named(previewed.found.table), _names(previewed, plan)
    alt = f"Rows of the file that are {fate.value}, with the number each has there"
    if fate is Fate.ADDED:
        lines = [_added(declared, row, names) for row in page]
        st.dataframe(pd.DataFrame(lines).fillna(""), hide_index=True, alt=alt)
        return
    details = [_line(declared, row, names) for row in page]
    st.table(pd.DataFrame(details), hide_index=True, border="horizontal", alt=alt)


def _line(declared: Table, row: RowOutcome, names: Mapping[str, str]) -> dict[str, str]:
    """A row that is there already, or is refused: what becomes of it, and why."""
    facts = {"What": FATE_WORDS[row.fate], "Row": f"{row.number:,}", "Id": escaped(row.id)}
    title = {"Title": escaped(shortened(row.title, 80))}
    match row.fate:
        case Fate.REFUSED:
            return {**facts, **title, "Why": _why(row)}
        case Fate.CHANGED:
            return {**facts, **title, "What changes": _changes(declared, row, names)}
        case _:
            return {**facts, **title, "Known by": escaped(row.found_by)}


def _changes(declared: Table, row: RowOutcome, names: Mapping[str, str]) -> str:
    """Every cell that changes: its label, the old value struck through, the new one in bold."""
    return "  \n".join(
        change_words(declared.column(change.column), change, names)
        for change in row.changes
        if isinstance(change, SetCell)
    )


def change_words(column: Column, change: SetCell, names: Mapping[str, str]) -> str:
    """A change of one cell as Markdown, as in “Budget: ~~100~~ → **150**”."""
    old, new = (_text(column, value, names) for value in (change.before, change.after))
    return f"{column.label}: {f'~~{old}~~' if old else '*blank*'} → " + (
        f"**{new}**" if new else "*blank*"
    )


def _text(column: Column, value: Value, names: Mapping[str, str]) -> str:
    text = cell(column, value) if isinstance(value, Decimal) else shown(column, value)
    return escaped(shortened(names.get(str(value), text or ""), _LONGEST))


def _added(declared: Table, row: RowOutcome, names: Mapping[str, str]) -> dict[str, Any]:
    """A new row under the labels of its columns, with the number it has in the file."""
    insert = next(c for c in row.changes if isinstance(c, Insert) and c.table == declared.name)
    values: dict[str, str] = {}
    for column in declared.columns:
        if column.name in insert.values:
            value = insert.values[column.name]
            text = cell(column, value) if isinstance(value, Decimal) else shown(column, value)
            values[column.label] = names.get(str(value), text or "")
    return {"What": FATE_WORDS[row.fate], "Row": row.number, "Id": row.id} | values


def _names(previewed: ImportPreview, plan: Plan) -> Mapping[str, str]:
    """What rows that others refer to are called, those included that come with the file."""
    declared = table_named(previewed.found.table)
    referred = {column.refers for column in declared.columns if column.kind is Kind.ROW}
    known = {row.id: title_of(row) for name in referred for row in plan.rows(name).values()}
    coming = {
        insert.id: str(insert.values.get("name", "")) for insert in previewed.comparison.besides
    }
    return known | {row_id: f"{name} (new)" for row_id, name in coming.items()}


def _why(row: RowOutcome) -> str:
    errors = [one for one in row.problems if one.severity is Severity.ERROR]
    lines = (
        f"{told(one.label)}: {told(one.message)}" if one.label else told(one.message)
        for one in errors
    )
    return escaped(" ".join(lines))
