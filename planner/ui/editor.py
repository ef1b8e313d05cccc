"""One editable table from its declaration: a grid that loses nothing, and a form as its equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn
from planner.changes import OriginKind
from planner.messages import _
from planner.plan import Plan
from planner.schema import Column, Row, Value, table_of
from planner.ui import choosing, dialogs, finding, frame, state, unsaved
from planner.ui import columns as cells
from planner.ui.listing import listing
from planner.ui.unsaved import Desk, DeskPlace, Draft
from planner.ui.words import t, told, voice

_TALL = 15  # rows that a grid shows without scrolling


@dataclass(frozen=True)
class Browse:
    """How the rows of a table are listed and narrowed, and how one is shown that is open."""

    columns: Sequence[AnswerColumn[Any]]
    opened: Callable[[Any], None]
    narrow: finding.Narrow | None = None


def edit_table(
    plan: Plan,
    row_type: type[Row],
    *,
    columns: Sequence[str] | None = None,
    rows: Sequence[Row] | None = None,
    part: str = "all",
    defaults: Mapping[str, Value] | None = None,
    search: bool = True,
    browse: Browse | None = None,
) -> None:
    """Let a person edit a table in a grid and in forms, add rows and remove rows.

    `columns` are the columns the grid shows, `rows` those of the table it is about (all when not
    given), `defaults` the values a new row starts with; `part` tells two editors of one table
    apart. Nothing is stored before Save, which makes one changeset; what is typed and not saved is
    kept as a draft and comes back. With `browse` the rows are listed and opened first, and the grid
    is a switch away.
    """
    declared = table_of(row_type)
    reason = _("{table} edited in the grid", table=declared.title)
    place = DeskPlace(plan, declared, part, reason, OriginKind.GRID)
    mine = tuple(plan.rows(declared.name).values()) if rows is None else tuple(rows)
    found = mine
    if mine:
        narrow = browse.narrow if browse else None
        found = finding.found(plan, declared, mine, part, narrow) if search else mine
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            page = finding.turned(found, f"{declared.name}-{part}")
            listed = browse is not None and not _in_grid(place)
        if not page:
            st.info(t("Nothing fits. Try fewer words."))
        elif browse is not None and listed:
            _browse(place, page, browse)
        else:
            names = columns or [one.name for one in declared.columns if one.name != "id"]
            _grid(place, page, [declared.column(name) for name in names])
    dialogs.buttons(
        plan,
        declared,
        found,
        part=part,
        defaults=defaults or {},
        opened=browse.opened if browse else None,
    )


def _in_grid(place: DeskPlace) -> bool:
    """Whether the rows are edited in place; what lies unsaved is shown at once."""
    name = place.declared.name
    return st.toggle(
        t("Edit in the grid"),
        value=bool(unsaved.desk_of(place).draft),
        key=state.key(name, "in-grid", place.part),
        persist_state="session",
    )


def _browse(place: DeskPlace, rows: Sequence[Any], browse: Browse) -> None:
    """The rows listed; the one that is chosen is open."""
    name = place.declared.name
    listing(
        rows,
        browse.columns,
        alt=told(_("{table}; choose a row to open it below", table=place.declared.title)),
        key=state.key(name, "list", place.part, hash(tuple(row.id for row in rows))),
        on_choose=lambda row: choosing.hold(dialogs.open_key(name, place.part), row.id),
    )


def _grid(place: DeskPlace, rows: tuple[Row, ...], columns: Sequence[Column]) -> None:
    desk = unsaved.desk_of(place)
    absorb = partial(_absorb, desk, place)
    absorb()
    choices = {one.name: cells.options(one, place.plan, state.reference()) for one in columns}
    key = place.widget(desk)
    if not state.is_drawn(key) or (rows, choices) != (desk.rows, desk.choices):
        desk.reopen()
        desk.rows, desk.choices, desk.frame = rows, choices, _frame(desk.draft, rows, columns)
    unsaved.keep(desk, place)
    st.data_editor(
        desk.frame,
        key=place.widget(desk),
        height=35 * (min(len(rows), _TALL) + 1) + 3,
        column_config={
            "_index": st.column_config.TextColumn(t("Id"), width=80, disabled=True),
            **{c.name: cells.config(c, choices[c.name], desk.frame[c.name]) for c in columns},
        },
        placeholder="",
        alt=f"{voice().table_label(place.declared)}: {voice().table_help(place.declared)}",
    )
    if desk.draft:
        unsaved.panel(desk, place, absorb)
    else:
        frame.tell_now(place.key)


def _absorb(desk: Desk, place: DeskPlace) -> None:
    """Take over what the grid says was edited."""
    edits = state.widget(place.widget(desk))
    if edits:
        desk.draft = unsaved.absorbed(desk.draft, place.declared, desk.rows, edits["edited_rows"])


def _frame(draft: Draft, rows: Sequence[Row], columns: Sequence[Column]) -> pd.DataFrame:
    """The rows as text, with what was typed and not saved laid over them."""

    def text(row: Row, column: Column) -> str | None:
        mine = draft.get(row.id, {}).get(column.name)
        return (mine.text or None) if mine else cells.cell(column, getattr(row, column.name))

    return pd.DataFrame(
        {column.name: [text(row, column) for row in rows] for column in columns},
        index=pd.Index([row.id for row in rows], name="Id"),
        dtype="object",
    )
