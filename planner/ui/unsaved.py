"""What is typed and not saved, in a grid or a form: kept for its author, saved or discarded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Change, Conflict, OriginKind, SetCell, insert
from planner.messages import Fact, Message, _
from planner.plan import Plan
from planner.schema import Column, Row, Table, Value
from planner.services import editing
from planner.ui import drafts, frame, state
from planner.ui.columns import named
from planner.ui.drafts import Draft, Typed
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice

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

    `reason` and `origin` are those of the change that it makes.
    """

    plan: Plan
    declared: Table
    part: str
    reason: Message
    origin: OriginKind
    new: Row | None = None

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
        kept = editing.draft(state.actor(), state.store(), place.plan.name, place.key)
        desk.draft, desk.kept = drafts.from_kept(kept, place.declared), kept
        desk.resumed = bool(desk.draft)
    return desk


def keep(desk: Desk, place: DeskPlace) -> None:
    """Put what was typed where it survives a lost connection, once for each change of it."""
    text = drafts.as_text(desk.draft)
    if text == desk.kept:
        return
    owner = (state.actor(), state.store(), place.plan.name, place.key)
    if text:
        editing.keep_draft(*owner, text)
    else:
        editing.drop_draft(*owner)
    desk.kept = text


def panel(
    desk: Desk,
    place: DeskPlace,
    absorb: Callable[[], None],
    label: str = "",
) -> None:
    """What is typed and not saved: what it means, what stands against it, Save and Discard.

    `absorb` takes over what the widgets hold. A `label` is of a button that is always there.
    """
    changes, wrong = drafts.as_changes(desk.draft, place.declared)
    met = () if place.new else drafts.conflicts(changes, place.plan)
    if desk.resumed:
        st.info(t("Your changes of an earlier visit are back; they are not saved yet."))
    for sentence in wrong:
        st.error(escaped(told(sentence)), icon=":material/error:")
    if met:
        _conflicts(desk, place, met)
    with st.container(horizontal=True, vertical_alignment="center"):
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
    cells, wrong = drafts.as_changes(desk.draft, place.declared)
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
        "mine": (t("Keep mine"), drafts.mine_kept(desk.draft, met, place.plan)),
        "theirs": (t("Take theirs"), drafts.theirs_taken(desk.draft, met)),
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
    found = editing.origin_of(
        state.actor(), state.store(), place.plan.name, met.table, met.id, met.column
    )
    return found[0].changeset.actor if found else ""


def _line(change: SetCell, place: DeskPlace) -> str:
    column = place.declared.column(change.column)
    old, new = (escaped(_shown(column, value)) for value in (change.before, change.after))
    row = escaped(_called(place, change.id))
    return f"- {row}, {told(column.title)}: ~~{old}~~ → **{new}**"


def _shown(column: Column, value: Value) -> str:
    return voice().shown(column, value) or t("blank")
