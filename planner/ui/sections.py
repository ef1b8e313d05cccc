"""The parts of one page, of which one is shown at a time; some are grids of whole tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from planner.analysis.declared_tables import filled
from planner.analysis.registry import answered
from planner.messages import Message, Term
from planner.plan import Plan
from planner.schema import Row, table_of
from planner.ui import answer_view, editor, state
from planner.ui.markup import escaped
from planner.ui.menu import PAGES, SAID, GridPart
from planner.ui.words import t, told, voice


def section(
    page: str,
    parts: Mapping[str, Message | str] | Sequence[str] | type[Term],
    counts: Mapping[str, int] | None = None,
) -> str:
    """Let a person choose a part of the page by its name, the first to begin with; gives its key.

    `counts`, by key, go in brackets.
    """
    named_parts = {one: getattr(one, "caption", one) for one in parts}
    names = parts if isinstance(parts, Mapping) else named_parts
    known = counts or {}

    def named(part: str) -> str:
        name = told(names.get(part, part))
        return f"{name} ({voice().number(known[part])})" if part in known else name

    key = state.key(page, "section")
    if not state.is_drawn(key):
        state.set_widget(key, next(iter(names)))
    chosen = st.segmented_control(
        t("Part of the page"),
        list(names),
        required=True,
        format_func=named,
        key=key,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen or next(iter(names))


def grids_of(page: str) -> dict[str, GridPart]:
    """The parts of a page in which whole tables are edited, by key."""
    return {part.key: part for part in PAGES[page].grids}


def titles_of(page: str) -> dict[str, Message]:
    """What those parts are called, by key; for `section`."""
    return {key: part.title for key, part in grids_of(page).items()}


def draw_grids(plan: Plan, part: GridPart) -> None:
    """What the part answers, then its grids, each under its name where there are several."""
    if key := SAID.get(part.key):
        answer_view.sentences(state.computed(answered, plan, key, state.today()))
    for row_type in part.tables:
        declared = table_of(row_type)
        if len(part.tables) > 1:
            st.subheader(voice().table_label(declared), anchor=False)
        st.caption(voice().table_help(declared))
        say_filled(plan, row_type)
        editor.edit_table(plan, row_type)


def say_filled(plan: Plan, row_type: type[Row]) -> None:
    """Say how far a table is filled in, before it is edited."""
    st.markdown(escaped(told(filled(plan, row_type))))
