"""One field of a form from its declaration: drawn by its kind, and what it holds as text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from planner.errors import WrongValue
from planner.messages import _
from planner.schema import Column, Kind, Value
from planner.ui.columns import cell, label, typed
from planner.ui.words import t, told, voice
from planner.values import to_text

_PAUSE: Final = "700ms"  # in typing, after which it is kept


def field(
    column: Column, value: Value, text: str | None, choices: Mapping[str, str] | None, key: str
) -> None:
    """Draw the field of a column, with its value or, over it, the `text` that was typed."""
    shown = cell(column, value) or "" if text is None else text
    about: dict[str, Any] = {"label": label(column), "key": key, "help": told(column.explanation)}
    if choices is not None:
        _select(shown, choices, about)
    elif column.kind is Kind.DATE:
        st.date_input(value=_value(column, shown), format="YYYY-MM-DD", **about)
    elif column.kind is Kind.TAGS and column.answers is not None:
        _several(column, _value(column, shown), about)
    elif column.kind is Kind.NOTE:
        st.text_area(value=shown, height=90, **about)
    else:
        st.text_input(value=shown, live=_PAUSE, **about)


def text_of(found: Any) -> str:
    """What a field holds as the text that a person would have typed."""
    match found:
        case None:
            return ""
        case date():
            return found.isoformat()
        case list() | tuple():
            return to_text(tuple(found))
        case _:
            return str(found)


def _value(column: Column, text: str) -> Any:
    """The value of a text; blank where it is none, as after the declaration has changed."""
    try:
        return typed(column, text)
    except WrongValue:
        return column.blank


def _select(text: str, choices: Mapping[str, str], about: dict[str, Any]) -> None:
    known = [*choices, *([text] if text and text not in choices else [])]
    st.selectbox(
        options=known,
        index=known.index(text) if text else None,
        format_func=lambda one: choices.get(one, told(_("{value} (not in the list)", value=one))),
        placeholder=t("Not said"),
        **about,
    )


def _several(column: Column, value: Any, about: dict[str, Any]) -> None:
    names: dict[str, str] = {
        answer.value: voice().answer(answer) for answer in column.answers or ()
    }
    known = [*names, *(tag for tag in value if tag not in names)]
    st.multiselect(
        options=known,
        default=value,
        format_func=lambda one: names.get(one) or str(one),
        placeholder=t("None"),
        **about,
    )
