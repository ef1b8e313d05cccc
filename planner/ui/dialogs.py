"""A row in a window of its own: add one, edit one, remove one; the grid's equal for keyboards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from planner import changes
from planner.analysis.money.costs import own_currency
from planner.changes import OriginKind
from planner.errors import PlannerError
from planner.messages import _
from planner.plan import Plan, title_of
from planner.schema import Column, Kind, Row, Table, Value, table_of
from planner.services.reassigning import reason_of, reassigned
from planner.ui import choosing, frame, provenance, state
from planner.ui.columns import LONGEST_LIST, named
from planner.ui.forms import FieldGroup, row_form
from planner.ui.markup import escaped
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
    opened: Callable[[Row], None] | None = None,
) -> None:
    """What can be done with single rows of a table: add one, open one and edit or remove it.

    `opened` draws a row that is open, with what can be done with it; else there are buttons.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if st.button(
            t("Add a row"), key=state.key(declared.name, "add", part), icon=":material/add:"
        ):
            add(plan, declared, defaults)
        row = _open_one(plan, declared, rows, part) if rows else None
        if row is not None and opened is None:
            row_buttons(plan, row, part)
    if row is not None and opened is not None:
        opened(row)


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
