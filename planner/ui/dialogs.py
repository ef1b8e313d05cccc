"""A row in a window of its own: add one, edit one, take one out; the grid's equal for keyboards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from planner import changes
from planner.changes import OriginKind
from planner.plan import Plan, title_of
from planner.schema import Kind, Row, Table, Value, table_of
from planner.ui import frame, provenance, state
from planner.ui.columns import LONGEST_LIST, named
from planner.ui.forms import Group, row_form
from planner.ui.wording import counted, escaped

_LONG = frozenset({Kind.NOTE})
_LISTED = 10


def buttons(
    plan: Plan, declared: Table, rows: Sequence[Row], *, part: str, defaults: Mapping[str, Value]
) -> None:
    """What can be done with single rows of a table: add one, open one in a form, take one out."""
    one = declared.one.lower()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(
            f"Add {_article(one)} {one}",
            key=state.key(declared.name, "add", part),
            icon=":material/add:",
        ):
            add(plan, declared, defaults)
        if rows:
            _open_one(plan, declared, rows, part)


def _open_one(plan: Plan, declared: Table, rows: Sequence[Row], part: str) -> None:
    listed = {row.id: named(row) for row in rows[:LONGEST_LIST]}
    chosen = st.selectbox(
        f"{declared.one} to open",
        list(listed),
        index=None,
        key=state.key(declared.name, "open", part),
        format_func=lambda row_id: str(listed.get(row_id, row_id)),
        placeholder=f"Choose {_article(declared.one.lower())} {declared.one.lower()} to open it",
        label_visibility="collapsed",
        width=380,
    )
    row = plan.rows(declared.name).get(chosen or "")
    if row is None:
        return
    if st.button("Edit", key=state.key(declared.name, "edit", part), icon=":material/edit:"):
        edit(plan, row)
    if st.button(
        "Take out", key=state.key(declared.name, "take-out", part), icon=":material/delete:"
    ):
        take_out(plan, row)
    if st.button(
        "Where it comes from",
        key=state.key(declared.name, "origin", part),
        icon=":material/search:",
    ):
        provenance.window(plan, row)


def add(plan: Plan, declared: Table, defaults: Mapping[str, Value]) -> None:
    """Open a form for a new row that starts with the defaults."""
    row = changes.build(declared, next(plan.next_ids(declared.row)), defaults)
    _opened(f"New {declared.one.lower()}", plan, row)


def edit(plan: Plan, row: Row) -> None:
    """Open the form of a row."""
    _opened(f"{row.id} {title_of(row)}" if title_of(row) != row.id else row.id, plan, row)


def _opened(title: str, plan: Plan, row: Row) -> None:
    declared = table_of(row)

    @st.dialog(escaped(title), width="large")
    def window() -> None:
        now = state.current_plan()
        if now is None or now.revision != plan.revision:
            st.rerun()  # saved: the page says so
        frame.tell_now()
        row_form(plan, state.reference(), row, _groups(declared))

    window()


def _groups(declared: Table) -> tuple[Group, ...]:
    """Every column in its order: short ones three to a line, long ones alone."""
    lines: list[tuple[str, ...]] = []
    short: list[str] = []
    for column in declared.columns:
        if column.name == "id":
            continue
        if column.kind in _LONG:
            lines.extend(_by_three(short))
            lines.append((column.name,))
            short = []
        else:
            short.append(column.name)
    lines.extend(_by_three(short))
    return (Group(title="", lines=tuple(lines)),)


def _by_three(names: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(names[start : start + 3]) for start in range(0, len(names), 3)]


def take_out(plan: Plan, row: Row) -> None:
    """Ask before a row is taken out, and say who names it."""
    declared = table_of(row)

    @st.dialog(f"Take out {row.id}?")
    def window() -> None:
        st.markdown(f"**{escaped(title_of(row))}** will no longer be part of the plan.")
        naming = plan.references_to(row.id, declared.name)
        if naming:
            st.warning(f"{counted(len(naming), 'place')} in the plan name it. Change those first:")
            lines = [f"- {t.one} {r.id}, {c.label}" for t, r, c in naming[:_LISTED]]
            st.markdown("\n".join(lines))
        st.caption("You can undo this afterwards.")
        if st.button(
            "Take it out",
            type="primary",
            disabled=bool(naming),
            key=state.key(declared.name, "take-out", row.id),
            on_click=_take_out,
            args=(row,),
        ):
            st.rerun()

    window()


def _take_out(row: Row) -> None:
    reason = f"{table_of(row).one} {row.id} taken out"
    frame.save((changes.delete(row),), reason, OriginKind.FORM)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"
