"""What is typed and not saved, in a grid or a form: kept for its author, saved or discarded."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Change, Conflict, OriginKind, SetCell, insert
from planner.errors import PlannerError, WrongValue
from planner.messages import Fact, Message, _
from planner.plan import Plan
from planner.schema import Column, Row, Table, Value
from planner.services import editing
from planner.ui import frame, state
from planner.ui.columns import cell, named, typed
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice
from planner.values import from_text, to_text


@dataclass(frozen=True)
class Typed:
    """What was typed into one cell, and the value that stood there when it was."""

    before: Value
    text: str


Draft = Mapping[str, Mapping[str, Typed]]
"""Row id → column → what was typed."""


def absorbed(
    draft: Draft, declared: Table, rows: Sequence[Row], edited: Mapping[int, Mapping[str, Any]]
) -> Draft:
    """The draft with what a grid says was edited; `rows` are those the grid shows, in its order.

    A cell typed back to what it was leaves the draft.
    """
    cells = {row_id: dict(columns) for row_id, columns in draft.items()}
    for position, columns in edited.items():
        row = rows[int(position)]
        mine = cells.setdefault(row.id, {})
        for name, text in columns.items():
            earlier = mine.pop(name, None)
            before = earlier.before if earlier else getattr(row, name)
            written = "" if text is None else str(text)
            if written != (cell(declared.column(name), before) or ""):
                mine[name] = Typed(before, written)
    return {row_id: columns for row_id, columns in cells.items() if columns}


def as_changes(draft: Draft, declared: Table) -> tuple[tuple[SetCell, ...], tuple[Message, ...]]:
    """The changes that a draft means, and a sentence for each cell that means nothing."""
    changes: list[SetCell] = []
    wrong: list[Message] = []
    for row_id, columns in draft.items():
        for name, one in columns.items():
            column = declared.column(name)
            try:
                after = typed(column, one.text)
            except WrongValue as failure:
                why, hint = failure.message, failure.hint
                wrong.append(_("{row}, {why} {hint}", row=row_id, why=why, hint=hint))
                continue
            if column.required and after == column.blank:
                label = column.title
                wrong.append(_("{row}, {label}: it cannot be blank.", row=row_id, label=label))
            if after != one.before:
                changes.append(
                    SetCell(
                        table=declared.name, id=row_id, column=name, before=one.before, after=after
                    )
                )
    return tuple(changes), tuple(wrong)


def conflicts(changes: Sequence[SetCell], plan: Plan) -> tuple[Conflict, ...]:
    """The changes whose cell holds something else by now, or whose row is gone."""
    return tuple(
        Conflict(
            table=change.table,
            id=change.id,
            column=change.column,
            expected=change.before,
            found=found,
            wanted=change.after,
        )
        for change in changes
        if (found := _found(change, plan)) != change.before or not _is_there(change, plan)
    )


def _is_there(change: SetCell, plan: Plan) -> bool:
    return change.id in plan.rows(change.table)


def _found(change: SetCell, plan: Plan) -> Value:
    row = plan.rows(change.table).get(change.id)
    return None if row is None else getattr(row, change.column)


def mine_kept(draft: Draft, met: Sequence[Conflict], plan: Plan) -> Draft:
    """The draft as if typed over what stands there now; nothing is kept of a row that is gone."""
    found = {(one.id, one.column): one.found for one in met}
    return {
        row_id: {
            name: Typed(found.get((row_id, name), one.before), one.text)
            for name, one in columns.items()
        }
        for row_id, columns in draft.items()
        if not any(one.id == row_id and row_id not in plan.rows(one.table) for one in met)
    }


def theirs_taken(draft: Draft, met: Sequence[Conflict]) -> Draft:
    """The draft without the cells that somebody else changed."""
    given_up = {(one.id, one.column) for one in met}
    kept = {
        row_id: {name: one for name, one in columns.items() if (row_id, name) not in given_up}
        for row_id, columns in draft.items()
    }
    return {row_id: columns for row_id, columns in kept.items() if columns}


def as_text(draft: Draft) -> str:
    """The draft as one text that `from_kept` reads back; empty for an empty draft."""
    if not draft:
        return ""
    cells = {
        row_id: {name: [to_text(one.before), one.text] for name, one in columns.items()}
        for row_id, columns in draft.items()
    }
    return json.dumps(cells, ensure_ascii=False)


def from_kept(text: str, declared: Table) -> Draft:
    """The draft behind a kept text; what this planner cannot read any more is left out."""
    draft: dict[str, dict[str, Typed]] = {}
    for row_id, columns in (json.loads(text) if text else {}).items():
        for name, (before, written) in columns.items():
            try:
                column = declared.column(name)
                draft.setdefault(row_id, {})[name] = Typed(from_text(column, before), written)
            except (KeyError, PlannerError):
                continue
    return draft


_LISTED = 20  # unsaved changes listed one by one


@dataclass
class Desk:
    """A grid or a form as it lies open: the rows it was opened with, what was typed into it since.

    What it shows does not change while it lives; other rows are another generation of it.
    """

    rows: tuple[Row, ...] = ()
    choices: Mapping[str, Mapping[str, str] | None] = field(default_factory=dict[str, Any])
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    generation: int = 0
    draft: Draft = field(default_factory=dict[str, dict[str, Typed]])
    kept: str = ""
    resumed: bool = False

    def reopen(self) -> None:
        """Let the next run show the rows anew; what the widgets held is forgotten."""
        self.rows = ()
        self.generation += 1


@dataclass(frozen=True)
class DeskPlace:
    """Which desk of which plan: its table and part; `new` is a row that is added when saved.

    `reason` and `origin` are those of the change that it makes; `saved` is called once it is made.
    """

    plan: Plan
    declared: Table
    part: str
    reason: Message
    origin: OriginKind
    new: Row | None = None
    saved: Callable[[], None] | None = None

    @property
    def key(self) -> str:
        """The name under which its draft is kept, and at which its answers are said."""
        return f"{self.declared.name}:{self.part}"

    def widget(self, desk: Desk, *more: object) -> str:
        """The key of a widget of the desk's present generation."""
        return state.key(self.declared.name, "grid", self.part, desk.generation, *more)


def desk_of(place: DeskPlace) -> Desk:
    """The desk as it lies, with what its author had typed at an earlier visit."""
    desk = state.kept(state.key(place.declared.name, "desk", place.part), Desk)
    if desk.generation == 0:
        kept = editing.draft(*state.at(place.plan), place.key)
        desk.draft, desk.kept = from_kept(kept, place.declared), kept
        desk.resumed = bool(desk.draft)
    return desk


def keep(desk: Desk, place: DeskPlace) -> None:
    """Put what was typed where it survives a lost connection, once for each change of it."""
    text = as_text(desk.draft)
    if text == desk.kept:
        return
    owner = (*state.at(place.plan), place.key)
    if text:
        editing.keep_draft(*owner, text)
    else:
        editing.drop_draft(*owner)
    desk.kept = text


def panel(desk: Desk, place: DeskPlace, absorb: Callable[[], None], label: str = "") -> None:
    """What is typed and not saved: what it means, what stands against it, Save and Discard.

    `absorb` takes over what the widgets hold. A `label` is of a button that is always there.
    """
    changes, wrong = as_changes(desk.draft, place.declared)
    met = () if place.new else conflicts(changes, place.plan)
    if desk.resumed:
        st.info(t("Your changes of an earlier visit are back; they are not saved yet."))
    for sentence in wrong:
        st.error(escaped(told(sentence)), icon=":material/error:")
    if met:
        _conflicts(desk, place, met)
    bar = state.key(place.declared.name, "save-bar", place.part) if label else None
    with st.container(horizontal=True, vertical_alignment="center", key=bar):
        st.button(
            label or tn("Save {number} change", "Save {number} changes", len(changes)),
            key=state.key(place.declared.name, "save", place.part),
            type="primary",
            disabled=bool(wrong or met) or not (changes or label),
            on_click=_save,
            args=(desk, place, absorb),
            shortcut="Ctrl+S",
        )
        if desk.draft:
            st.button(
                t("Discard"),
                key=state.key(place.declared.name, "discard", place.part),
                on_click=_settle,
                args=(desk, {}),
            )
            if label:
                st.caption(t("Not saved yet: {number}", number=len(changes)))
    frame.tell_now(place.key)
    if changes and not label:
        with st.expander(t("What will change ({number})", number=len(changes))):
            st.markdown("\n".join(_line(change, place) for change in changes[:_LISTED]))
            if len(changes) > _LISTED:
                st.caption(t("and {number} more like these", number=len(changes) - _LISTED))


def _save(desk: Desk, place: DeskPlace, absorb: Callable[[], None]) -> None:
    absorb()
    cells, wrong = as_changes(desk.draft, place.declared)
    if wrong:
        return
    changes: Sequence[Change] = cells
    if place.new is not None:
        row = replace(place.new, **{one.column: one.after for one in cells})  # type: ignore[arg-type]  # its own columns
        columns = place.declared.columns
        blank = tuple(c.title for c in columns if c.required and getattr(row, c.name) == c.blank)
        if blank:
            needed = t("Not saved yet; still needed: {columns}.", columns=blank)
            state.tell(needed, kind="refused", place=place.key)
            return
        changes = (insert(row),)
    if not changes:
        state.tell(t("Nothing was changed, so nothing was saved."), place=place.key)
    elif frame.save(changes, place.reason, place.origin, place.plan.revision, place.key):
        _settle(desk, {})
        keep(desk, place)
        if place.saved is not None:
            place.saved()


def _settle(desk: Desk, draft: Draft) -> None:
    desk.draft = draft
    desk.resumed = False
    desk.reopen()


def _conflicts(desk: Desk, place: DeskPlace, met: Sequence[Conflict]) -> None:
    st.warning(
        tn(
            "Somebody else changed {number} of these cells first.",
            "Somebody else changed {number} of these cells first.",
            len(met),
        ),
        icon=":material/sync_problem:",
    )
    listing(met[:_LISTED], _conflict_columns(place), alt=t("Cells that somebody else changed"))
    settled = {
        "mine": (t("Keep mine"), mine_kept(desk.draft, met, place.plan)),
        "theirs": (t("Take theirs"), theirs_taken(desk.draft, met)),
    }
    with st.container(horizontal=True):
        for part, (label, draft) in settled.items():
            key = state.key(place.declared.name, part, place.part)
            st.button(label, key=key, on_click=_settle, args=(desk, draft))


def _conflict_columns(place: DeskPlace) -> tuple[AnswerColumn[Conflict], ...]:
    """What is said of a cell that somebody else changed first."""

    def value(name: str) -> Callable[[Conflict], Fact]:
        return lambda met: _shown(place.declared.column(met.column), getattr(met, name))

    said: tuple[tuple[str, Any, Callable[[Conflict], Fact]], ...] = (
        ("row", _("Row"), lambda met: _called(place, met.id)),
        ("column", _("Column"), lambda met: place.declared.label(met.column)),
        ("expected", _("When you began"), value("expected")),
        ("found", _("Now"), value("found")),
        ("by", _("By"), lambda met: _writer(met, place)),
        ("wanted", _("You want"), value("wanted")),
    )
    return tuple(
        AnswerColumn(key=key, head=head, measure=CellKind.TEXT, value=of) for key, head, of in said
    )


def _called(place: DeskPlace, row_id: str) -> str:
    row = place.plan.rows(place.declared.name).get(row_id)
    return named(row) if row else row_id


def _writer(met: Conflict, place: DeskPlace) -> str:
    """Who wrote what stands there now."""
    found = editing.origin_of(*state.at(place.plan), met.table, met.id, met.column)
    return found[0].changeset.actor if found else ""


def _line(change: SetCell, place: DeskPlace) -> str:
    column = place.declared.column(change.column)
    old, new = (escaped(_shown(column, value)) for value in (change.before, change.after))
    row = escaped(_called(place, change.id))
    return f"- {row}, {told(column.title)}: ~~{old}~~ → **{new}**"


def _shown(column: Column, value: Value) -> str:
    return voice().shown(column, value) or t("blank")
