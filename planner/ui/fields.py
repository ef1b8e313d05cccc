"""One field of a form from its declaration: drawn by its kind, and read back as a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from planner.plan import Plan
from planner.reference import Reference
from planner.schema import Column, Kind, R, Row, Value, table_of
from planner.ui import state
from planner.ui.columns import cell, label, options, typed
from planner.ui.words import t, told, voice

FORM = "form"


def field_key(row: Row, column: str, form: str = FORM) -> str:
    """The key of a field: it changes with the row, so that a field never shows an older one."""
    return state.key(table_of(row).name, form, row.id, f"{hash(row) & 0xFFFFFFFF:x}", column)


def field(
    plan: Plan,
    reference: Reference,
    row: Row,
    name: str,
    form: str = FORM,
    *,
    shown: Row | None = None,
) -> None:
    """Draw the field of one column of a row, with the value that it has in `shown` if given."""
    column = table_of(row).column(name)
    value: Any = getattr(shown or row, name)
    about: dict[str, Any] = {
        "label": label(column),
        "key": field_key(row, name, form),
        "help": told(column.explanation),
    }
    choices = options(column, plan, reference)
    if choices is not None:
        _select(cell(column, value), choices, about)
    elif column.kind is Kind.DATE:
        st.date_input(value=value, format="YYYY-MM-DD", **about)
    elif column.kind is Kind.TAGS and column.answers is not None:
        _several(column, value, about)
    elif column.kind is Kind.NOTE:
        st.text_area(value=cell(column, value) or "", height=90, **about)
    else:
        st.text_input(value=cell(column, value) or "", **about)


def read(row: R, columns: Iterable[str], form: str = FORM) -> R:
    """The row with what its fields hold now; WrongValue for the first text that is no value."""
    declared = table_of(row)
    values = {
        name: _value(declared.column(name), state.widget(field_key(row, name, form)))
        for name in columns
    }
    return replace(row, **values)


def _select(text: str | None, choices: Mapping[str, str], shown: dict[str, Any]) -> None:
    known = [*choices, *([text] if text and text not in choices else [])]
    st.selectbox(
        options=known,
        index=known.index(text) if text else None,
        format_func=lambda one: choices.get(one, t("{value} (not in the list)", value=one)),
        placeholder=t("Not said"),
        **shown,
    )


def _several(column: Column, value: Any, shown: dict[str, Any]) -> None:
    names: dict[str, str] = {
        answer.value: voice().answer(answer) for answer in column.answers or ()
    }
    known = [*names, *(tag for tag in value if tag not in names)]
    st.multiselect(
        options=known,
        default=value,
        format_func=lambda one: names.get(one) or str(one),
        placeholder=t("None"),
        **shown,
    )


def _value(column: Column, found: Any) -> Value:
    if found is None:
        return column.blank
    if column.kind is Kind.TAGS and not isinstance(found, str):
        return tuple(found)
    return typed(column, found) if isinstance(found, str) else found
