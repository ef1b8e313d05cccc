"""A form for one row: its fields in named groups, one button, saved as one changeset."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from planner.changes import Change, OriginKind, SetCell, edit, insert
from planner.errors import PlannerError
from planner.messages import NOTHING, Message, _
from planner.plan import Plan
from planner.reference import Reference
from planner.schema import Column, Row, table_of
from planner.ui import frame, state
from planner.ui.fields import field, field_key, read
from planner.ui.words import t, told


@dataclass(frozen=True, kw_only=True)
class FieldGroup:
    """Fields that belong together, under a title if any; those of one line stand side by side."""

    lines: tuple[tuple[str, ...], ...]
    title: Message = NOTHING

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of all its columns."""
        return tuple(name for line in self.lines for name in line)


def row_form(
    plan: Plan,
    reference: Reference,
    row: Row,
    groups: Sequence[FieldGroup],
    *,
    button: str = "",
    primary: bool = True,
) -> None:
    """Draw the form of a row; one that is not in the plan yet is added when it is saved."""
    declared = table_of(row)
    shown = state.session().kept.get(_unsaved(row), row)
    with st.form(state.key(declared.name, "form", row.id), border=False):
        for group in groups:
            if group.title:
                st.markdown(f"**{told(group.title)}**")
            for line in group.lines:
                for place, name in zip(st.columns(len(line)), line, strict=True):
                    with place:
                        field(plan, reference, row, name, shown=shown)
        st.form_submit_button(
            button or t("Save"),
            type="primary" if primary else "secondary",
            on_click=_submit,
            args=(row, tuple(groups), row.id not in plan.rows(declared.name), plan.revision),
        )


def _submit(row: Row, groups: Sequence[FieldGroup], is_new: bool, revision: int) -> None:
    try:
        after = read(row, [name for group in groups for name in group.columns])
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    blank = tuple(c.title for c in table_of(row).columns if c.required and _is_blank(c, after))
    if blank:
        needed = t("Not saved yet; still needed: {columns}.", columns=blank)
        state.tell(needed, kind="refused")
        return
    made: Sequence[Change] = (insert(after),) if is_new else edit(row, after)
    if not made:
        state.forget(_unsaved(row))
        state.tell(t("Nothing was changed, so nothing was saved."))
        return
    name = table_of(row).row_title
    reason = (
        _("{row} {id} added in its form", row=name, id=row.id)
        if is_new
        else _("{row} {id} edited in its form", row=name, id=row.id)
    )
    if frame.save(made, reason, OriginKind.FORM, revision) is None:
        _keep_typed(row, made)
    else:
        state.forget(_unsaved(row))


def _unsaved(row: Row) -> str:
    return field_key(row, "unsaved")


def _keep_typed(row: Row, made: Sequence[Change]) -> None:
    """When somebody else saved the row first, put what was typed into the fields of theirs."""
    plan = state.current_plan()
    theirs = plan.rows(table_of(row).name).get(row.id) if plan else None
    if theirs is None or theirs == row:
        return
    typed = {one.column: one.after for one in made if isinstance(one, SetCell)}
    state.session().kept[_unsaved(theirs)] = replace(theirs, **typed)  # type: ignore[arg-type]  # from its own columns
    still_there = t(
        "What you wrote is still in the fields: save again to replace theirs, or reload the page "
        "to take theirs."
    )
    state.tell(still_there, kind="refused")


def _is_blank(column: Column, row: Row) -> bool:
    return getattr(row, column.name) == column.blank
