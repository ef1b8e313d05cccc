"""Find rows of a table on screen: a search box, a filter by ministry, pages of 200 rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

import streamlit as st

from planner.plan import Plan, ministry_column, table_named, title_of
from planner.schema import Column, Kind, Row, Table, Value
from planner.tables import Ministry
from planner.ui import choosing, state
from planner.ui.words import t, tn, voice
from planner.values import to_text

R = TypeVar("R", bound=Row)
T = TypeVar("T")
Narrow = Callable[[Sequence[Any]], Sequence[Any]]
"""Draws a filter of a page's own and gives the rows that pass it."""

PAGE: Final = 200  # rows on a screen
_ACCENTS: Final = dict.fromkeys(range(0x300, 0x370))
_FEW: Final = 8  # so few rows need no search


def found(
    plan: Plan, declared: Table, rows: Sequence[R], part: str, narrow: Narrow | None = None
) -> tuple[R, ...]:
    """The rows that the person looks for: words anywhere in a row, its ministry, and `narrow`.

    A few rows need no search.
    """
    few, ministry = len(rows) <= _FEW, ministry_column(declared)
    if few and narrow is None:
        return tuple(rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = "" if few else _words(declared, part)
        chosen = chosen_ministry(plan, declared, part) if ministry and not few else None
        left: Sequence[R] = narrow(rows) if narrow else rows
    texts = state.computed(row_texts, plan, declared.name, voice().language) if words else {}
    wanted = searched(words).split()
    return tuple(
        row
        for row in left
        if (chosen is None or getattr(row, ministry) == chosen)
        and all(word in texts[row.id] for word in wanted)
    )


def _words(declared: Table, part: str) -> str:
    words = st.text_input(
        t("Search"),
        type="search",
        key=state.key(declared.name, "find", part),
        placeholder=t("Words, an id, a ministry …"),
        persist_state="session",
        live="500ms",
        width=300,
    )
    return words or ""


def turned(things: Sequence[T], name: str, size: int = PAGE) -> tuple[T, ...]:
    """The things of the page that is open, of a list called `name`; says how many there are."""
    pages = max(1, -(-len(things) // size))
    turner = state.key(name, "page", pages)  # other pages are another pager
    chosen = int(state.widget(turner) or 1)
    shown_things = tuple(things[(chosen - 1) * size : chosen * size])
    if pages == 1:
        st.caption(tn("{number} row", "{number} rows", len(things)))
        return shown_things
    first = (chosen - 1) * size + 1
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.caption(
            t(
                "{number} rows, shown from {first} to {last}",
                number=len(things),
                first=first,
                last=first + len(shown_things) - 1,
            )
        )
        st.pagination(pages, key=turner)
    return shown_things


def row_texts(plan: Plan, table_name: str, _language: str = "") -> Mapping[str, str]:
    """Every row of a table as the text that a search looks in, by id."""
    declared = table_named(table_name)
    read = [(column.name, _reader(plan, column)) for column in declared.columns]
    return {
        row_id: searched(" ".join(reader(getattr(row, name)) for name, reader in read))
        for row_id, row in plan.rows(table_name).items()
    }


def searched(text: str) -> str:
    """The text as a search sees it: no case, no accents."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text).translate(_ACCENTS).casefold()


def _reader(plan: Plan, column: Column) -> Callable[[Value], str]:
    """How a value of the column becomes text to search in: names beside ids, labels of answers."""
    match column.kind:
        case Kind.ROW:
            titles = {
                row_id: f"{row_id} {title_of(row)}"
                for row_id, row in plan.rows(column.refers).items()
            }
            return lambda value: titles.get(str(value), "")
        case Kind.CHOICE:
            telling = voice()
            return lambda value: telling.shown(column, value)
        case _:
            return to_text


def chosen_ministry(plan: Plan, declared: Table, part: str) -> str | None:
    """The ministry whose rows a person wants to see: its id, blank for none, None for all."""
    return choosing.choose(
        t("Ministry"),
        {"": t("No ministry"), **plan.names(Ministry)},
        state.key(declared.name, "ministry", part),
        placeholder=t("All ministries"),
        width=240,
    )
