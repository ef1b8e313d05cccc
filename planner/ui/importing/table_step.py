"""The second step of an import: which sheet, which row names the columns, what table it is."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.analysis.answers import CellKind
from planner.intake.grid import letters
from planner.intake.inspection import FoundTable
from planner.intake.read_options import Hidden
from planner.intake.rows import hiding
from planner.intake.tables.headings import text_of
from planner.messages import Message, _, ngettext
from planner.plan import all_tables, table_named
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.ui import state
from planner.ui.importing.file_widgets import cancel_button, column, go_to, key, settle, settling
from planner.ui.listing import listing
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, tn, told, voice

_ABOVE: Final = 4  # rows shown over the header
_BELOW: Final = 8
_WIDE: Final = 30  # columns shown
_NAMES: Final = 200  # letters of a list of names


def show(file: ImportFile, draft: ImportDraft) -> None:
    """Show where the table was found, and let a person say otherwise."""
    found = draft.found
    _which(file, draft)
    if found.matching is None:
        st.info(t("These rows resemble no table of the plan. Choose their header or table."))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _header(file, found)
        _kind(file, found)
    if said := [one.message for one in found.problems if one.code == "table.reshaped"]:
        st.info(escaped(told(said[0])), icon=":material/table_rows:")
    _hidden(file, draft)
    _rows(found)
    _skipped(found)
    with st.container(horizontal=True):
        st.button(
            t("Continue"),
            type="primary",
            key=key(file, "to-columns"),
            disabled=found.matching is None,
            on_click=_continue,
            args=(file,),
        )
        cancel_button(file)


def _which(file: ImportFile, draft: ImportDraft) -> None:
    """Which of the tables of the file."""
    tables = draft.first.tables
    if len(tables) < 2:
        st.markdown(t("Found: **{table}**", table=escaped(told(_described(draft.found)))))
        return
    at = key(file, "table")
    st.selectbox(
        t("Table of the file"),
        range(len(tables)),
        index=draft.options.table if draft.chosen.inspection is draft.first else 0,
        format_func=lambda place: told(_described(tables[place])),
        key=at,
        on_change=settling(file, lambda one: one.choose(int(state.widget(at)))),
    )


def _header(file: ImportFile, found: FoundTable) -> None:
    """Which row names the columns, in files that have one."""
    if not found.place.header_rows:
        return
    at = key(file, "header", found.place.main)
    st.number_input(
        t("Row that names the columns"),
        min_value=1,
        max_value=max(1, len(found.sheet.rows)),
        value=found.place.main,
        key=at,
        on_change=settling(file, lambda one: one.settle(header_row=int(state.widget(at)))),
        width=240,
        help=t("The planner guessed this row. Choose another one if it is wrong."),
    )


def _kind(file: ImportFile, found: FoundTable) -> None:
    names = [declared.name for declared in all_tables() if declared.name != "plan"]
    at = key(file, "kind", found.table)
    st.selectbox(
        t("These rows are"),
        names,
        index=names.index(found.table) if found.table else None,
        format_func=lambda name: told(table_named(name).title),
        key=at,
        on_change=settling(file, lambda one: one.read_as(state.widget(at) or "")),
        placeholder=t("Choose what they are"),
        width=320,
    )


def _described(found: FoundTable) -> Message:
    sheet: Message | str = found.sheet.name or _("The file")
    if found.sheet.hidden:
        sheet = _("{sheet} (hidden)", sheet=sheet)
    kind = table_named(found.table).title if found.table else _("no table of the plan")
    rows = found.roles.rows
    return ngettext(
        "{sheet}, rows {first} to {last} ({number} row): {table}",
        "{sheet}, rows {first} to {last} ({number} rows): {table}",
        len(rows),
        sheet=sheet,
        first=rows[0],
        last=rows[-1],
        table=kind,
    )


def _hidden(file: ImportFile, draft: ImportDraft) -> None:
    """Ask about hidden rows and columns; say which sheets are hidden."""
    found = draft.found
    rows = len(hiding.rows_of(found.sheet, found.roles))
    if rows:
        asked = tn(
            "{number} row is hidden, perhaps by a forgotten filter",
            "{number} rows are hidden, perhaps by a forgotten filter",
            rows,
        )
        _take_or_leave(file, draft, Hidden.ROWS, asked)
    columns = [f"{one.letters} {one.whole}" for one in hiding.columns_of(found.sheet, found.place)]
    if columns:
        names = escaped(shortened(voice().listing(columns), _NAMES))
        asked = tn(
            "{number} column is hidden: {names}",
            "{number} columns are hidden: {names}",
            len(columns),
            names=names,
        )
        _take_or_leave(file, draft, Hidden.COLUMNS, asked)
    sheets = [one.name for one in draft.book.sheets if one.hidden]
    if sheets:
        names = escaped(shortened(voice().listing(sheets), _NAMES))
        said = t("Hidden sheets, imported only if you choose their table: {names}.", names=names)
        st.caption(f":material/visibility_off: {said}")


def _take_or_leave(file: ImportFile, draft: ImportDraft, what: Hidden, asked: str) -> None:
    leave = draft.options.read.leave
    shown = {False: t("Take them like the others"), True: t("Leave them out")}
    st.radio(
        asked,
        list(shown),
        index=int(what in leave),
        format_func=lambda left: shown[left],
        horizontal=True,
        key=key(file, "hidden", what, what in leave),
        on_change=settling(file, lambda one: one.settle(leave=leave ^ {what})),
    )


def _rows(found: FoundTable) -> None:
    """The rows around the header as they stand in the file."""
    place = found.place
    top, bottom = (place.header_rows or (0,))[0], (place.header_rows or (0,))[-1]
    first, last = max(1, top - _ABOVE), min(len(found.sheet.rows), bottom + _BELOW)
    numbers = range(first, last + 1)
    width = min(_WIDE, max((len(found.sheet.row(n)) for n in numbers), default=1))
    table = pd.DataFrame(
        [_texts(found, number, width) for number in numbers],
        index=[_row_name(found, number) for number in numbers],
        columns=found.sheet.names[:width] or [letters(n) for n in range(1, width + 1)],
    )
    st.dataframe(
        table,
        height=35 * (len(table) + 1) + 3,
        alt=told(
            _(
                "Rows {first} to {last} of the file; an arrow marks the row that names the columns",
                first=first,
                last=last,
            )
        ),
    )
    if place.header_rows:
        st.caption(t("The arrow marks the row that names the columns."))


def _row_name(found: FoundTable, number: int) -> str:
    """What stands before a row: its number, an arrow at the header, a word where it is hidden."""
    if number in found.place.header_rows:
        return f"→ {number}"
    return t("{row} hidden", row=number) if number in found.sheet.hidden_rows else str(number)


def _texts(found: FoundTable, number: int, width: int) -> list[str]:
    cells = found.sheet.row(number)
    shown = [shortened(text_of(cell), 60) for cell in cells[:width]]
    return shown + [""] * (width - len(shown))


def _skipped(found: FoundTable) -> None:
    skipped = found.roles.skipped
    if not skipped:
        return
    title = tn(
        "{number} row left out: titles, totals, empty rows",
        "{number} rows left out: titles, totals, empty rows",
        len(skipped),
    )
    with st.expander(title):
        columns = (
            column("row", _("Row"), lambda one: one.row, CellKind.COUNT),
            column("why", _("Why"), lambda one: one.why),
        )
        alt = t("Rows of the file that are left out, with the reason")
        listing(skipped, columns, alt=alt)


def _continue(file: ImportFile) -> None:
    """Go on to the columns, read as they were in the ministry's last file where that is known."""
    if settle(file, ImportDraft.recall):
        go_to(file, Step.COLUMNS)
