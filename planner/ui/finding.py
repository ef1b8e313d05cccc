"""Find rows of a table on screen: a search box, a filter by ministry, pages of 200 rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar

import pandas as pd
import streamlit as st

from planner.plan import Plan, table_named, title_of
from planner.schema import Column, Kind, Row, Table, Value
from planner.tables import Ministry
from planner.ui import state
from planner.ui.wording import counted
from planner.values import shown, to_text

R = TypeVar("R", bound=Row)
T = TypeVar("T")

PAGE: Final = 200  # rows on a screen
_ACCENTS: Final = dict.fromkeys(range(0x300, 0x370))
_FEW: Final = 8  # so few rows need no search


def found(plan: Plan, declared: Table, rows: Sequence[R], part: str) -> tuple[R, ...]:
    """The rows that the person looks for: words anywhere in a row, and its ministry."""
    if len(rows) <= _FEW:
        return tuple(rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            f"Find {declared.many.lower()}",
            type="search",
            key=state.key(declared.name, "find", part),
            placeholder="Words, an id, a ministry …",
            persist_state="session",
            live="500ms",
            width=420,
        )
        chosen = _chosen_ministry(plan, declared, part) if declared.owner else None
    texts = state.computed(row_texts, plan, declared.name)
    wanted = searched(words or "").split()
    return tuple(
        row
        for row in rows
        if (chosen is None or plan.owner_of(row) == chosen)
        and all(word in texts[row.id] for word in wanted)
    )


def page(rows: Sequence[R], declared: Table, part: str) -> tuple[R, ...]:
    """The rows of the page that is open; says how many there are."""
    name = f"{declared.name}-{part}"
    return turned(rows, name, declared.one.lower(), declared.many.lower())


def turned(things: Sequence[T], name: str, one: str, many: str, size: int = PAGE) -> tuple[T, ...]:
    """The things of the page that is open, of a list called `name`; says how many there are."""
    pages = max(1, -(-len(things) // size))
    turner = state.key(name, "page", pages)  # other pages are another pager
    chosen = int(state.widget(turner) or 1)
    shown_things = tuple(things[(chosen - 1) * size : chosen * size])
    words = counted(len(things), one, many)
    if pages == 1:
        st.caption(words)
        return shown_things
    first = (chosen - 1) * size + 1
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
    ):
        st.caption(f"{words}, shown from {first:,} to {first + len(shown_things) - 1:,}")
        st.pagination(pages, key=turner)
    return shown_things


def opened(things: Sequence[T], lines: pd.DataFrame, key: str, *, tall: int, alt: str) -> T | None:
    """A table with a line for each thing, the first one chosen; the thing that is chosen."""
    chosen = st.dataframe(
        lines,
        key=key,
        on_select="rerun",
        selection_mode="single-row",
        selection_default={"selection": {"rows": [0]}},
        hide_index=True,
        height=35 * (min(len(things), tall) + 1) + 3,
        alt=alt,
    )
    rows = chosen["selection"]["rows"]
    return things[rows[0]] if rows and rows[0] < len(things) else None


def row_texts(plan: Plan, table_name: str) -> Mapping[str, str]:
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
            return lambda value: shown(column, value)
        case _:
            return to_text


def _chosen_ministry(plan: Plan, declared: Table, part: str) -> str | None:
    names = plan.names(Ministry)
    return st.selectbox(
        "Ministry",
        ["", *names],
        index=None,
        key=state.key(declared.name, "ministry", part),
        format_func=lambda row_id: names.get(row_id, "No ministry"),
        placeholder="All ministries",
        persist_state="session",
        width=280,
    )
