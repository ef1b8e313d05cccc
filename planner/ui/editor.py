"""One editable table from its declaration: a grid that loses nothing, and a form as its equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from planner import changes
from planner.analysis.answers import AnswerColumn
from planner.analysis.money.costs import own_currency
from planner.changes import OriginKind
from planner.errors import PlannerError
from planner.messages import NOTHING, _
from planner.plan import Plan, title_of
from planner.schema import Column, Kind, Row, Table, Value, table_of
from planner.services.reassigning import reason_of, reassigned
from planner.ui import choosing, finding, frame, provenance, state, unsaved
from planner.ui import columns as cells
from planner.ui.columns import LONGEST_LIST, named
from planner.ui.forms import FieldGroup, row_form
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.unsaved import Desk, DeskPlace, Draft
from planner.ui.words import t, tn, told, voice

_LISTED = 10
_REMOVAL = "removal"  # where answers in the window are said
_ABREAST = 3  # short fields on one line of a form


def open_key(table: str, part: str = "all") -> str:
    """The key of the choice that says which row of a table is open."""
    return state.key(table, "open", part)


def buttons(
    plan: Plan,
    declared: Table,
    rows: Sequence[Row],
    *,
    part: str,
    defaults: Mapping[str, Value],
    can_open: bool = True,
) -> None:
    """What can be done with single rows of a table: add one, open one and edit or remove it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(
            t("Add a row"), key=state.key(declared.name, "add", part), icon=":material/add:"
        ):
            add(plan, declared, defaults)
        row = _open_one(plan, declared, rows, part) if rows and can_open else None
        if row is not None:
            row_buttons(plan, row, part)


def _open_one(plan: Plan, declared: Table, rows: Sequence[Row], part: str) -> Row | None:
    """The row that is chosen to be open, if any; one that is open already may stay so."""
    name = open_key(declared.name, part)
    listed = {row.id: named(row) for row in rows[:LONGEST_LIST]}
    row = plan.rows(declared.name).get(choosing.held(name) or "")
    if row is not None:
        listed.setdefault(row.id, named(row))
    chosen = choosing.choose(
        t("Row to open"),
        listed,
        name,
        placeholder=t("Choose a row to open it"),
        label_visibility="collapsed",
        width=380,
    )
    return plan.rows(declared.name).get(chosen or "")


def row_buttons(plan: Plan, row: Row, part: str) -> None:
    """Buttons to edit a row, to remove it and to say where it comes from."""
    table = table_of(row).name
    for name, label, icon, opens in (
        ("edit", t("Edit"), "edit", lambda: edit(plan, row)),
        ("remove", t("Remove"), "delete", lambda: remove(row)),
        ("origin", t("Where it comes from"), "search", lambda: provenance.window(plan, row)),
    ):
        if st.button(label, key=state.key(table, name, part), icon=f":material/{icon}:"):
            opens()


def add(plan: Plan, declared: Table, defaults: Mapping[str, Value]) -> None:
    """Open a form for a new row that starts with the defaults."""
    first = own_currency(plan, declared) | dict(defaults)
    row = changes.build(declared, next(plan.next_ids(declared.row)), first)
    _opened(t("New: {row}", row=declared.row_title), plan, row)


def edit(plan: Plan, row: Row) -> None:
    """Open the form of a row."""
    _opened(escaped(named(row)), plan, row)


def _opened(title: str, plan: Plan, row: Row) -> None:
    declared = table_of(row)

    groups = _groups(declared)
    frame.window(title, lambda: row_form(plan, state.reference(), row, groups), "large")


def _groups(declared: Table) -> tuple[FieldGroup, ...]:
    """Every column in its order: short ones three to a line, long ones alone."""
    lines: list[list[str]] = [[]]
    for column in declared.columns:
        if column.name == "id":
            continue
        if column.kind is Kind.NOTE:
            lines += [[column.name], []]
        elif len(lines[-1]) == _ABREAST:
            lines.append([column.name])
        else:
            lines[-1].append(column.name)
    return (FieldGroup(lines=tuple(tuple(line) for line in lines if line)),)


def remove(row: Row) -> None:
    """Ask before a row is removed; what names it can be given to another row first."""
    declared = table_of(row)

    def draw() -> None:
        now = state.current_plan()
        if now is None or row.id not in now.rows(declared.name):
            st.rerun()  # done: the page says so
        st.markdown(t("**{row}** will no longer be part of the plan.", row=escaped(title_of(row))))
        naming = now.references_to(row.id, declared.name)
        if naming:
            _named_by(now, row, naming)
        st.caption(t("You can undo this afterwards."))
        frame.tell_now(_REMOVAL)
        if not naming and st.button(
            t("Remove it"),
            type="primary",
            key=state.key(declared.name, "remove", row.id),
            on_click=_remove,
            args=(row,),
        ):
            st.rerun()

    frame.window(t("Remove {row}?", row=escaped(named(row))), draw)


def _named_by(plan: Plan, row: Row, naming: Sequence[tuple[Table, Row, Column]]) -> None:
    """Who names the row, and to which other row that can be given."""
    declared = table_of(row)
    st.warning(
        tn(
            "{number} place in the plan names it.",
            "{number} places in the plan name it.",
            len(naming),
        )
    )
    lines = [
        f"- {voice().row_label(table)} {escaped(named(one))}, {told(column.title)}"
        for table, one, column in naming[:_LISTED]
    ]
    if len(naming) > _LISTED:
        more = t("and {number} more like these", number=len(naming) - _LISTED)
        lines.append(f"- {more}")
    st.markdown("\n".join(lines))
    others = {one.id: named(one) for one in plan.rows(declared.name).values() if one.id != row.id}
    taker = choosing.choose(
        t("Give all of it to"),
        others,
        state.key(declared.name, "taker", row.id),
        placeholder=t("Choose the row that takes it over"),
    )
    with st.container(horizontal=True):
        for merged, label in ((True, t("Give it and remove")), (False, t("Only give it"))):
            st.button(
                label,
                type="primary" if merged else "secondary",
                disabled=taker is None,
                key=state.key(declared.name, "give", row.id, merged),
                on_click=_give,
                args=(plan, row, taker, merged),
            )


def _give(plan: Plan, row: Row, taker: str, merged: bool) -> None:
    table = table_of(row).name
    try:
        made = reassigned(plan, table, row.id, taker, merged=merged)
    except PlannerError as failure:
        frame.tell_refusal(failure, _REMOVAL)
        return
    reason = reason_of(plan, table, row.id, taker, merged=merged)
    frame.save(made, reason, OriginKind.FORM, plan.revision, "" if merged else _REMOVAL)


def _remove(row: Row) -> None:
    reason = _("{row} {id} removed", row=table_of(row).row_title, id=row.id)
    frame.save((changes.delete(row),), reason, OriginKind.FORM)


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
    kept as a draft and comes back. With `browse` the rows are listed, one that is chosen stands in
    the place of the list, and the grid is a switch away.
    """
    declared = table_of(row_type)
    reason = _("{table} edited in the grid", table=declared.title)
    place = DeskPlace(plan, declared, part, reason, OriginKind.GRID)
    mine = tuple(plan.rows(declared.name).values()) if rows is None else tuple(rows)
    if browse is not None and (row := open_row(plan, row_type, part)) is not None:
        _one(place, mine, browse, row)
        return
    found, listed, narrow = mine, False, browse.narrow if browse else None
    if mine:
        found = finding.found(plan, declared, mine, part, narrow) if search else mine
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            page = finding.turned(found, f"{declared.name}-{part}")
            listed = browse is not None and not _in_grid(place)
        if browse is not None:
            _close(place, found)
        if not page:
            st.info(t("Nothing fits. Try fewer words."))
        elif browse is not None and listed:
            _browse(place, page, browse)
        else:
            names = columns or [one.name for one in declared.columns if one.name != "id"]
            _grid(place, page, [declared.column(name) for name in names])
    start = defaults or {}
    buttons(plan, declared, found, part=part, defaults=start, can_open=not listed)


def open_row(plan: Plan, row_type: type[Row], part: str = "all") -> Row | None:
    """The row of a table that is open, if any."""
    name = table_of(row_type).name
    return plan.rows(name).get(choosing.held(open_key(name, part)) or "")


def unsaved_rows(plan: Plan, row_type: type[Row], part: str) -> int:
    """How many rows lie changed and not saved in that grid of a table."""
    place = DeskPlace(plan, table_of(row_type), part, NOTHING, OriginKind.GRID)
    return len(unsaved.desk_of(place).draft)


def listed_ids(table: str, part: str = "all") -> list[str]:
    """The ids of the rows of a table as they were listed last, narrowed by words and filters."""
    return state.kept(f"{open_key(table, part)}:order", list[str])


def _close(place: DeskPlace, rows: Sequence[Row]) -> None:
    """No row is open while the rows are listed."""
    choosing.hold(open_key(place.declared.name, place.part), None)
    listed_ids(place.declared.name, place.part)[:] = [row.id for row in rows]


def _one(place: DeskPlace, rows: Sequence[Row], browse: Browse, row: Row) -> None:
    """One row in the place of the list, with the way back to it and on to its neighbours."""
    desk, table = unsaved.desk_of(place), place.declared.name
    _absorb(desk, place)
    unsaved.keep(desk, place)
    known = {one.id: one for one in rows}
    listed = [
        known[row_id] for row_id in listed_ids(place.declared.name, place.part) if row_id in known
    ]
    order = listed if row in listed else [*rows, *([] if row in rows else [row])]
    at, name = order.index(row), open_key(table, place.part)
    with st.container(horizontal=True, vertical_alignment="center"):
        for part, icon, label, to in (
            ("list", "list", t("Back to the list"), None),
            ("before", "keyboard_arrow_up", t("Previous"), order[at - 1].id),
            ("next", "keyboard_arrow_down", t("Next"), order[(at + 1) % len(order)].id),
        ):
            st.button(
                label,
                key=state.key(table, part, place.part),
                icon=f":material/{icon}:",
                type="tertiary",
                on_click=choosing.hold,
                args=(name, to),
            )
        _open_one(place.plan, place.declared, order, place.part)
    browse.opened(row)


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
        alt=told(_("{table}; choose a row to open it", table=place.declared.title)),
        key=state.key(name, "list", place.part, hash(tuple(row.id for row in rows))),
        on_choose=lambda row: choosing.hold(open_key(name, place.part), row.id),
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
