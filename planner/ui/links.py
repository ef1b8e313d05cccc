"""From one page to a row on another: which page holds it, and how to find it open there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import streamlit as st

from planner.analysis.answers import AnswerColumn, Target
from planner.messages import NOTHING, Message
from planner.plan import all_tables, table_named
from planner.ui import choosing, frame, state
from planner.ui.listing import listing
from planner.ui.menu import PAGES, PageEntry
from planner.ui.words import t

T = TypeVar("T")

ACTIONS: Final = "actions"


def leads(target: Target | None) -> bool:
    """Whether there is a page on which that row can be opened."""
    return target is not None and target.table in {declared.name for declared in all_tables()}


def page_of(table_name: str) -> PageEntry:
    """The page on which rows of that table are edited."""
    return next(page for page in PAGES.values() if page.edits(table_name))


def open_row(target: Target) -> None:
    """Make a row the one that is open on its page; for callbacks."""
    held = held_by(target)
    _open_part(held.table)
    if any(held.table in part.names for part in page_of(held.table).grids):
        choosing.hold(state.key(held.table, "open", "all"), held.id)


def go_to_table(table_name: str) -> None:
    """Leave for the part of a page in which rows of that table are edited; for buttons."""
    _open_part(table_name)
    frame.go(page_of(table_name).name)


def go_to_part(page: str, part: str) -> None:
    """Leave for a part of a page by its key; for buttons."""
    state.set_widget(state.key(page, "section"), part)
    frame.go(page)


def title_of_place(table_name: str) -> Message:
    """What the part or the page is called in which rows of that table are edited."""
    page = page_of(table_name)
    parts = (part.title for part in page.grids if table_name in part.names)
    return next(parts, page.title)


def _open_part(table_name: str) -> None:
    """Make the part of a page that holds a table, or is called after it, the one it shows."""
    page = page_of(table_name)
    section = page.name
    if page.within:
        state.set_widget(state.key(section, "section"), page.within)
        section = f"{section}-{page.within}"
    keys = [part.key for part in page.grids if table_name in part.names]
    if keys or table_name == page.name:
        state.set_widget(state.key(section, "section"), (*keys, table_name)[0])


def held_by(target: Target) -> Target:
    """The row itself where it is edited in a grid, else the row that it belongs to."""
    declared, plan = table_named(target.table), state.current_plan()
    row = plan.rows(target.table).get(target.id) if plan else None
    if target.table not in page_of(target.table).others.split() or row is None:
        return target
    for name in declared.owners:
        if owner := str(getattr(row, name)):
            return Target(declared.column(name).refers, owner)
    return target


def go_to_row(target: Target | None) -> None:
    """Leave for the page of a row, with the row open there; for buttons."""
    if target is not None:
        open_row(target)
        frame.go(page_of(held_by(target).table).name)


def open_action(action_id: str) -> None:
    """Make an action the one that the page of actions shows; for callbacks."""
    open_row(Target(table=ACTIONS, id=action_id))


def openable(
    lines: Sequence[T],
    columns: Sequence[AnswerColumn[T]],
    target: Callable[[T], Target | None],
    *,
    key: str,
    alt: str,
    primary: bool = False,
    blank: Message = NOTHING,
) -> None:
    """Draw lines that stand for rows, one of which can be chosen and opened on its page."""
    chosen = listing(lines, columns, key=key, alt=alt, blank=blank)
    found = target(chosen) if chosen is not None else None
    if st.button(
        t("Open the chosen row"),
        key=f"{key}:open",
        disabled=found is None,
        type="primary" if primary else "secondary",
        icon=":material/open_in_new:",
    ):
        go_to_row(found)
