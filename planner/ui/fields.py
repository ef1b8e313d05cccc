"""One field of a form from its declaration: drawn by its kind, and read back as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, assert_never

import streamlit as st

from planner.plan import Plan
from planner.readers.numbers import read_number
from planner.reference import Reference
from planner.schema import Column, Kind, R, Row, Value, table_of
from planner.ui import state
from planner.ui.options import options
from planner.values import from_text, to_text

_EXACT = (Kind.MONEY, Kind.NUMBER, Kind.PERCENT)


def field_key(row: Row, column: str, form: str = "form") -> str:
    """The key of a field: it changes with the row, so that a field never shows an older one."""
    return state.key(table_of(row).name, form, row.id, f"{hash(row) & 0xFFFFFFFF:x}", column)


def fields(
    plan: Plan, reference: Reference, row: Row, columns: Iterable[str], form: str = "form"
) -> None:
    """Draw the named columns of a row, one below the other."""
    for name in columns:
        column = table_of(row).column(name)
        _draw(
            column, getattr(row, name), field_key(row, name, form), options(plan, reference, column)
        )


def read(row: R, columns: Iterable[str], form: str = "form") -> R:
    """The row with what its fields hold now; WrongValue for the first text that is no value."""
    declared = table_of(row)
    values = {
        name: _value(declared.column(name), state.widget(field_key(row, name, form)))
        for name in columns
    }
    return replace(row, **values)


def _draw(column: Column, value: Any, key: str, choices: Mapping[str, str]) -> None:
    label = f"{column.label} *" if column.required else column.label
    shown: dict[str, Any] = {"key": key, "help": column.help}
    match column.kind:
        case Kind.ID | Kind.TEXT | Kind.CODE:
            st.text_input(label, value, disabled=column.kind is Kind.ID, **shown)
        case Kind.NOTE:
            st.text_area(label, value, height=90, **shown)
        case Kind.WHOLE | Kind.MONEY | Kind.NUMBER | Kind.PERCENT | Kind.DATE:
            _measured(label, column, value, shown)
        case Kind.FLAG | Kind.CHOICE | Kind.ROW | Kind.ENTRY:
            _chosen(label, column, value, choices, shown)
        case Kind.TAGS:
            _tags(label, column, value, shown)
        case _:
            assert_never(column.kind)


def _measured(label: str, column: Column, value: Any, shown: dict[str, Any]) -> None:
    if column.kind is Kind.DATE:
        st.date_input(label, value, format="YYYY-MM-DD", **shown)
    elif column.kind is Kind.WHOLE:
        st.number_input(label, value=value, step=1, format="%d", **shown)
    else:
        st.text_input(label, "" if value is None else f"{value:,f}", **shown)


def _chosen(
    label: str, column: Column, value: Any, choices: Mapping[str, str], shown: dict[str, Any]
) -> None:
    names: Mapping[Any, str] = choices
    if column.kind is Kind.FLAG:
        names = {True: "Yes", False: "No"}
    elif column.answers is not None:
        names = {answer: answer.label for answer in column.answers}
    known = list(names)
    if value not in (*known, column.blank):
        known.append(value)
    st.selectbox(
        label,
        known,
        index=known.index(value) if value in known else None,
        format_func=lambda one: names.get(one, f"{one} (not in the list)"),
        placeholder="Not said",
        **shown,
    )


def _tags(label: str, column: Column, value: tuple[str, ...], shown: dict[str, Any]) -> None:
    if column.answers is None:
        st.text_input(label, to_text(value), placeholder="with ; between them", **shown)
        return
    names = {str(answer): answer.label for answer in column.answers}
    known = [*names, *(tag for tag in value if tag not in names)]
    st.multiselect(label, known, value, format_func=lambda one: str(names.get(one, one)), **shown)


def _value(column: Column, found: Any) -> Value:
    if found is None:
        return column.blank
    if column.kind in _EXACT:
        number = read_number(str(found))
        return from_text(column, str(found) if number is None else to_text(number))
    if column.kind is Kind.TAGS and not isinstance(found, str):
        return tuple(found)
    return from_text(column, found) if isinstance(found, str) else found
