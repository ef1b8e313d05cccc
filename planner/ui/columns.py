"""Columns on screen: what a cell shows, what may be chosen, how typed text becomes a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, assert_never

import streamlit as st

from planner.languages import typed_value
from planner.languages.voice import file_languages
from planner.plan import Plan, title_of
from planner.readers.dates import read_date
from planner.readers.numbers import read_number
from planner.reference import Reference
from planner.schema import LANGUAGES, Column, Kind, Row, Value
from planner.ui.words import told, voice
from planner.values import clean, not_a_value, to_text

LONGEST_LIST: Final = 500  # more rows than that are typed by id, not chosen from a list
_WIDTHS: Final = {Kind.NOTE: "large", Kind.ROW: "medium", Kind.ENTRY: "medium"}
_RIGHT: Final = frozenset({Kind.MONEY, Kind.NUMBER, Kind.PERCENT, Kind.WHOLE})


def cell(column: Column, value: Value) -> str | None:
    """What the grid and the form hold for a value; None for a blank.

    Numbers are written as everywhere in the language of the screen, with all their decimals.
    """
    if value == column.blank:
        return None
    if isinstance(value, Decimal):
        return voice().exact(value)
    return to_text(value)


def typed(column: Column, text: str | None) -> Value:
    """The value of what a person typed into a cell; WrongValue, saying what is accepted, for none.

    Dates and numbers are read as people write them; a lone mark before three digits parts
    thousands.
    """
    text = clean(text or "")
    if not text:
        return column.blank
    match column.kind:
        case Kind.DATE:
            value: Value = _exact_day(text) or read_date(text)
        case Kind.MONEY | Kind.NUMBER | Kind.PERCENT:
            value = read_number(text)
        case Kind.WHOLE:
            number = read_number(text)
            value = None if number is None or number != number.to_integral_value() else int(number)
        case (
            Kind.ID | Kind.TEXT | Kind.NOTE | Kind.CODE | Kind.ROW | Kind.ENTRY
            | Kind.FLAG | Kind.CHOICE | Kind.TAGS
        ):  # fmt: skip
            return typed_value(column, text)
        case _:
            assert_never(column.kind)
    if value is None:
        raise not_a_value(column, text)
    return value


def _exact_day(text: str) -> date | None:
    """The day that the planner itself shows so, however long ago."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def options(column: Column, plan: Plan, reference: Reference) -> Mapping[str, str] | None:
    """What may be chosen in the column, stored text → shown text; None where people type."""
    if column.refers == LANGUAGES:
        return file_languages()
    match column.kind:
        case Kind.CHOICE:
            return {member.value: voice().answer(member) for member in column.answers or ()}
        case Kind.FLAG:
            return {"yes": voice().answer(True), "no": voice().answer(False)}
        case Kind.ROW:
            rows = plan.rows(column.refers)
            if len(rows) > LONGEST_LIST:
                return None
            return {row_id: named(row) for row_id, row in rows.items()}
        case Kind.ENTRY:
            return entries(column.refers, reference)
        case _:
            return None


def named(row: Row) -> str:
    """A row by its id and what people call it."""
    title = title_of(row)
    return row.id if title == row.id else f"{row.id} {title}"


def entries(reference_list: str, reference: Reference) -> Mapping[str, str]:
    """The entries of a reference list, code → code and title; unverified signs say so."""
    factors = {str(one.number): f"{one.number} {told(one.name)}" for one in reference.risk_factors}
    signs = {one.number: f"{one.number} {told(one.name)}" for one in reference.indicators}
    match reference_list:
        case "catalogue":
            return {one.id: f"{one.id} {told(one.name)}" for one in reference.actions}
        case "risk_factors":
            return factors
        case "indicators":
            return signs
        case "signs":
            return factors | signs
        case _:
            return {one.code: f"{one.code} {one.name}" for one in reference.purpose_codes}


def label(column: Column) -> str:
    """The column's label, with a mark when a row needs it."""
    name = told(column.title)
    return f"{name} *" if column.required else name


def config(column: Column, choices: Mapping[str, str] | None, held: Iterable[str | None]) -> Any:
    """How the grid shows and edits the column; `held` are the texts its cells hold now."""
    facts: dict[str, Any] = {
        "label": label(column),
        "help": told(column.explanation),
        "width": _WIDTHS.get(column.kind),
    }
    if choices is not None:
        strangers = sorted({text for text in held if text} - set(choices))
        shown = {**choices, **{text: text for text in strangers}}
        return st.column_config.SelectboxColumn(
            **facts, options=list(shown), format_func=lambda text: shown.get(str(text), str(text))
        )
    alignment = "right" if column.kind in _RIGHT else None
    return st.column_config.TextColumn(**facts, alignment=alignment)
