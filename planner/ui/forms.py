"""A form for one row: its fields in named groups, one button, saved as one changeset."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from planner.changes import OriginKind
from planner.errors import WrongValue
from planner.messages import NOTHING, Message, _
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.schema import Column, Kind, Row, Value, table_of
from planner.ui import state, unsaved
from planner.ui.columns import cell, label, options, typed
from planner.ui.unsaved import Desk, DeskPlace
from planner.ui.words import t, told, voice
from planner.values import to_text


def field(
    column: Column, value: Value, text: str | None, choices: Mapping[str, str] | None, key: str
) -> None:
    """Draw the field of a column, with its value or, over it, the `text` that was typed."""
    shown = cell(column, value) or "" if text is None else text
    about: dict[str, Any] = {"label": label(column), "key": key, "help": told(column.explanation)}
    if choices is not None:
        _select(column, shown, choices, about)
    elif column.kind is Kind.DATE:
        st.date_input(value=_value(column, shown), format="YYYY-MM-DD", **about)
    elif column.kind is Kind.TAGS and column.answers is not None:
        _several(column, _value(column, shown), about)
    elif column.kind is Kind.NOTE:
        st.text_area(value=shown, height=90, **about)
    else:
        st.text_input(value=shown, live=state.PAUSE, **about)


def text_of(found: Any) -> str:
    """What a field holds as the text that a person would have typed."""
    match found:
        case None:
            return ""
        case date():
            return found.isoformat()
        case list() | tuple():
            return to_text(tuple(found))
        case _:
            return str(found)


def _value(column: Column, text: str) -> Any:
    """The value of a text; blank where it is none, as after the declaration has changed."""
    try:
        return typed(column, text)
    except WrongValue:
        return column.blank


def _select(column: Column, text: str, choices: Mapping[str, str], about: dict[str, Any]) -> None:
    known = [*choices, *([text] if text and text not in choices else [])]
    st.selectbox(
        options=known,
        index=known.index(text) if text else None,
        format_func=lambda one: choices.get(one, told(_("{value} (not in the list)", value=one))),
        placeholder=_nothing_chosen(column, is_empty=not known),
        **about,
    )


def _nothing_chosen(column: Column, *, is_empty: bool) -> str:
    """What stands in a choice that is not made; where there is nothing yet, the table to fill."""
    if is_empty and column.kind is Kind.ROW:
        return t("Nothing in {table} yet", table=table_named(column.refers).title)
    return t("Not said")


def _several(column: Column, value: Any, about: dict[str, Any]) -> None:
    names: dict[str, str] = {
        answer.value: voice().answer(answer) for answer in column.answers or ()
    }
    known = [*names, *(tag for tag in value if tag not in names)]
    st.multiselect(
        options=known,
        default=value,
        format_func=lambda one: names.get(one) or str(one),
        placeholder=t("None"),
        **about,
    )


_NEW: Final = "new"
_FIELD: Final = 150  # pixels of a field at least; in a narrow window a line of them is broken


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
    part: str = "",
    saved: Callable[[], None] | None = None,
    shown: Callable[[], FieldGroup | None] | None = None,
    lead: Callable[[str], None] | None = None,
) -> None:
    """Draw the form of a row; one that is not in the plan yet is added when it is saved.

    Of a form in parts `shown` gives the group to draw by now, none where the row is not open any
    more; what lies typed in another is named, and `lead` is called with the column to go to.

    What is typed is kept as it is in a grid, and comes back after the page was left. `part` tells
    apart forms of rows that are not in the plan yet. While somebody types only the form is drawn
    anew; once it is saved, or its row is gone, the whole page is. `saved` is called before that.
    """
    declared = table_of(row)
    is_new = row.id not in plan.rows(declared.name)
    group = shown() if shown else None

    @st.fragment
    def drawn() -> None:
        now = state.current_plan() or plan
        current = row if is_new else now.rows(declared.name).get(row.id)
        is_old = shown is not None and shown() != group  # a click can come along with what is typed
        if current is None or is_old or state.session().has_changed_plan:
            st.rerun()
        place = replace(_place(now, current, part, is_new=is_new), saved=saved)
        names = _form(place, reference, current, groups, group)
        _panel(place, groups, button or t("Save"), names, lead)

    drawn()


def fill_in(
    plan: Plan, row: Row, groups: Sequence[FieldGroup], part: str = "", **texts: str
) -> None:
    """Type texts into the form of a row as a person would; for callbacks."""
    is_new = row.id not in plan.rows(table_of(row).name)
    place = _place(plan, row, part, is_new=is_new)
    desk = unsaved.desk_of(place)
    _absorb(desk, place, _columns(groups))
    rows = desk.rows or (replace(row, id=_NEW) if is_new else row,)
    desk.draft = unsaved.absorbed(desk.draft, place.declared, rows, {0: texts})
    desk.reopen()


def _columns(groups: Sequence[FieldGroup]) -> tuple[str, ...]:
    return tuple(name for group in groups for name in group.columns)


def _form(
    place: DeskPlace,
    reference: Reference,
    row: Row,
    groups: Sequence[FieldGroup],
    shown: FieldGroup | None,
) -> tuple[str, ...]:
    """Draw the fields of all groups, or of the one that is shown; the names of their columns."""
    names = _columns(groups)
    desk = unsaved.desk_of(place)
    _absorb(desk, place, names)
    base = replace(row, id=_NEW) if place.new else row
    choices = {name: options(place.declared.column(name), place.plan, reference) for name in names}
    if ((base,), choices) != (desk.rows, desk.choices):
        desk.reopen()
        desk.rows, desk.choices = (base,), choices
    unsaved.keep(desk, place)
    typed = {name: one.text for name, one in desk.draft.get(base.id, {}).items()}
    drawn = groups if shown is None else (shown,)
    for group in drawn:
        if group.title:
            st.markdown(f"**{told(group.title)}**")
        for line in group.lines:
            with st.grid(len(line), min_column_width=_FIELD):
                for name in line:
                    column, key = place.declared.column(name), place.widget(desk, name)
                    field(column, getattr(row, name), typed.get(name), choices[name], key)
    return _columns(drawn)


def _panel(
    place: DeskPlace,
    groups: Sequence[FieldGroup],
    button: str,
    drawn: Sequence[str],
    lead: Callable[[str], None] | None,
) -> None:
    """The button that saves, and the way to what lies typed in another part of the form."""
    desk = unsaved.desk_of(place)
    typed = dict.fromkeys(name for cells in desk.draft.values() for name in cells)
    elsewhere = [name for name in typed if name not in drawn] if lead else []
    if not drawn and not typed:
        return
    unsaved.panel(desk, place, partial(_absorb, desk, place, _columns(groups)), button)
    if elsewhere:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("Not saved yet in other parts:"), width="content")
            for name in elsewhere:
                key = state.key(place.declared.name, "lead", place.part, name)
                label = told(place.declared.label(name))
                if st.button(label, key=key, type="tertiary", on_click=lead, args=(name,)):
                    st.rerun()


def _place(plan: Plan, row: Row, part: str, *, is_new: bool) -> DeskPlace:
    declared = table_of(row)
    name = declared.row_title
    if is_new:
        reason = _("{row} {id} added in its form", row=name, id=row.id)
        return DeskPlace(plan, declared, f"form {part or _NEW}", reason, OriginKind.FORM, row)
    reason = _("{row} {id} edited in its form", row=name, id=row.id)
    return DeskPlace(plan, declared, f"form {row.id}", reason, OriginKind.FORM)


def _absorb(desk: Desk, place: DeskPlace, names: Sequence[str]) -> None:
    """Take over what the fields hold, as far as they were drawn."""
    keys = {name: place.widget(desk, name) for name in names}
    held = {name: text_of(state.widget(key)) for name, key in keys.items() if state.is_drawn(key)}
    if held and desk.rows:
        desk.draft = unsaved.absorbed(desk.draft, place.declared, desk.rows, {0: held})
