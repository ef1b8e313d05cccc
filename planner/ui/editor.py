"""One editable table from its declaration: a grid that loses nothing, and a form as its equal."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Conflict, OriginKind, SetCell
from planner.messages import Fact, _
from planner.plan import Plan
from planner.schema import Column, Row, Table, Value, table_of
from planner.services import editing
from planner.ui import columns as cells
from planner.ui import dialogs, drafts, finding, frame, state
from planner.ui.drafts import Draft, Typed
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice

_LISTED = 20  # unsaved changes listed one by one
_TALL = 15  # rows that a grid shows without scrolling


@dataclass
class Desk:
    """One grid as it lies open: the rows it was opened with, and what was typed into it since.

    The frame does not change while the grid lives; other rows are another generation of it.
    """

    rows: tuple[Row, ...] = ()
    choices: Mapping[str, Mapping[str, str] | None] = field(default_factory=dict[str, Any])
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)
    generation: int = 0
    draft: Draft = field(default_factory=dict[str, dict[str, Typed]])
    kept: str = ""
    resumed: bool = False

    def reopen(self) -> None:
        """Let the next run show the rows anew; what the grid held is forgotten."""
        self.rows = ()
        self.generation += 1


@dataclass(frozen=True)
class GridPlace:
    """Which editor of which plan: its table and its part."""

    plan: Plan
    declared: Table
    part: str

    @property
    def draft_key(self) -> str:
        """The name under which its draft is kept."""
        return f"{self.declared.name}:{self.part}"

    def grid_key(self, desk: Desk) -> str:
        """The key of the grid's present generation."""
        return state.key(self.declared.name, "grid", self.part, desk.generation)


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
    place = GridPlace(plan, table_of(row_type), part)
    mine = tuple(plan.rows(place.declared.name).values()) if rows is None else tuple(rows)
    if mine:
        narrow = browse.narrow if browse else None
        found = finding.found(plan, place.declared, mine, part, narrow) if search else mine
        with st.container(
            horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"
        ):
            page = finding.turned(found, f"{place.declared.name}-{part}")
            listed = browse is not None and not _in_grid(place)
        if not page:
            st.info(t("Nothing fits. Try fewer words."))
        elif browse is not None and listed:
            _browse(place, page, browse)
        else:
            names = columns or [one.name for one in place.declared.columns if one.name != "id"]
            _grid(place, page, [place.declared.column(name) for name in names])
    dialogs.buttons(
        plan,
        place.declared,
        mine,
        part=part,
        defaults=defaults or {},
        opened=browse.opened if browse else None,
    )


def _in_grid(place: GridPlace) -> bool:
    """Whether the rows are edited in place; what lies unsaved is shown at once."""
    name = place.declared.name
    return st.toggle(
        t("Edit in the grid"),
        value=bool(_desk(place).draft),
        key=state.key(name, "in-grid", place.part),
        persist_state="session",
    )


def _browse(place: GridPlace, rows: Sequence[Any], browse: Browse) -> None:
    """The rows listed; the one that is chosen is open."""
    name = place.declared.name
    listing(
        rows,
        browse.columns,
        alt=t("{table}; choose a row to open it below", table=place.declared.title),
        key=state.key(name, "list", place.part, hash(tuple(row.id for row in rows))),
        on_choose=lambda row: state.set_widget(dialogs.open_key(name, place.part), row.id),
    )


def _grid(place: GridPlace, rows: tuple[Row, ...], columns: Sequence[Column]) -> None:
    desk = _desk(place)
    edits = state.widget(place.grid_key(desk))
    if edits:
        desk.draft = drafts.absorbed(desk.draft, place.declared, desk.rows, edits["edited_rows"])
    choices = {one.name: cells.options(one, place.plan, state.reference()) for one in columns}
    if edits is None or (rows, choices) != (desk.rows, desk.choices):
        desk.reopen()
        desk.rows, desk.choices, desk.frame = rows, choices, _frame(desk.draft, rows, columns)
    _keep(desk, place)
    st.data_editor(
        desk.frame,
        key=place.grid_key(desk),
        height=35 * (min(len(rows), _TALL) + 1) + 3,
        column_config={
            "_index": st.column_config.TextColumn(t("Id"), width=80, disabled=True),
            **{c.name: cells.config(c, choices[c.name], desk.frame[c.name]) for c in columns},
        },
        placeholder="",
        alt=f"{voice().table_label(place.declared)}: {voice().table_help(place.declared)}",
    )
    if desk.draft:
        _unsaved(desk, place)


def _desk(place: GridPlace) -> Desk:
    desk = state.kept(state.key(place.declared.name, "desk", place.part), Desk)
    if desk.generation == 0:
        kept = editing.draft(state.actor(), state.store(), place.plan.name, place.draft_key)
        desk.draft, desk.kept = drafts.from_kept(kept, place.declared), kept
        desk.resumed = bool(desk.draft)
    return desk


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


def _keep(desk: Desk, place: GridPlace) -> None:
    """Put what was typed where it survives a lost connection, once for each change of it."""
    text = drafts.as_text(desk.draft)
    if text == desk.kept:
        return
    owner = (state.actor(), state.store(), place.plan.name, place.draft_key)
    if text:
        editing.keep_draft(*owner, text)
    else:
        editing.drop_draft(*owner)
    desk.kept = text


def _unsaved(desk: Desk, place: GridPlace) -> None:
    """What is typed and not saved: what it means, what stands against it, Save and Discard."""
    changes, wrong = drafts.as_changes(desk.draft, place.declared)
    met = drafts.conflicts(changes, place.plan)
    if desk.resumed:
        st.info(t("Your changes of an earlier visit are back; they are not saved yet."))
    for sentence in wrong:
        st.error(escaped(told(sentence)), icon=":material/error:")
    if met:
        _conflicts(desk, place, met)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            tn("Save {number} change", "Save {number} changes", len(changes)),
            key=state.key(place.declared.name, "save", place.part),
            type="primary",
            disabled=bool(wrong or met) or not changes,
            on_click=_save,
            args=(desk, place),
            shortcut="Ctrl+S",
        )
        st.button(
            t("Discard"),
            key=state.key(place.declared.name, "discard", place.part),
            on_click=_settle,
            args=(desk, {}),
        )
    with st.expander(t("What will change ({number})", number=len(changes))):
        st.markdown("\n".join(_line(change, place) for change in changes[:_LISTED]))
        if len(changes) > _LISTED:
            st.caption(t("and {number} more like these", number=len(changes) - _LISTED))


def _save(desk: Desk, place: GridPlace) -> None:
    edits = state.widget(place.grid_key(desk)) or {"edited_rows": {}}
    desk.draft = drafts.absorbed(desk.draft, place.declared, desk.rows, edits["edited_rows"])
    changes, wrong = drafts.as_changes(desk.draft, place.declared)
    if wrong:
        return
    reason = _("{table} edited in the grid", table=place.declared.title)
    if frame.save(changes, reason, OriginKind.GRID, place.plan.revision):
        _settle(desk, {})
        _keep(desk, place)


def _settle(desk: Desk, draft: Draft) -> None:
    desk.draft = draft
    desk.resumed = False
    desk.reopen()


def _conflicts(desk: Desk, place: GridPlace, met: Sequence[Conflict]) -> None:
    st.warning(
        tn(
            "Somebody else changed {number} of these cells first.",
            "Somebody else changed {number} of these cells first.",
            len(met),
        ),
        icon=":material/sync_problem:",
    )
    listing(met[:_LISTED], _conflict_columns(place), alt=t("Cells that somebody else changed"))
    with st.container(horizontal=True):
        name = place.declared.name
        mine = drafts.mine_kept(desk.draft, met, place.plan)
        theirs = drafts.theirs_taken(desk.draft, met)
        st.button(
            t("Keep mine"),
            key=state.key(name, "mine", place.part),
            on_click=_settle,
            args=(desk, mine),
        )
        st.button(
            t("Take theirs"),
            key=state.key(name, "theirs", place.part),
            on_click=_settle,
            args=(desk, theirs),
        )


def _conflict_columns(place: GridPlace) -> tuple[AnswerColumn[Conflict], ...]:
    """What is said of a cell that somebody else changed first."""

    def value(name: str) -> Callable[[Conflict], Fact]:
        return lambda met: _shown(place.declared.column(met.column), getattr(met, name))

    said: tuple[tuple[str, Any, Callable[[Conflict], Fact]], ...] = (
        ("row", _("Row"), lambda met: met.id),
        ("column", _("Column"), lambda met: place.declared.label(met.column)),
        ("expected", _("When you began"), value("expected")),
        ("found", _("Now"), value("found")),
        ("by", _("By"), lambda met: _writer(met, place)),
        ("wanted", _("You want"), value("wanted")),
    )
    return tuple(
        AnswerColumn(key=key, head=head, measure=CellKind.TEXT, value=of) for key, head, of in said
    )


def _writer(met: Conflict, place: GridPlace) -> str:
    """Who wrote what stands there now."""
    found = editing.origin_of(
        state.actor(), state.store(), place.plan.name, met.table, met.id, met.column
    )
    return found[0].changeset.actor if found else ""


def _line(change: SetCell, place: GridPlace) -> str:
    column = place.declared.column(change.column)
    old, new = (escaped(_shown(column, value)) for value in (change.before, change.after))
    return f"- {change.id}, {told(column.title)}: ~~{old}~~ → **{new}**"


def _shown(column: Column, value: Value) -> str:
    return voice().shown(column, value) or t("blank")
