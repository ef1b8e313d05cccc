"""The second step of an import: which sheet, which row names the columns, what table it is."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.errors import PlannerError
from planner.intake.grid import letters
from planner.intake.inspection import FoundTable
from planner.intake.read_options import Hidden
from planner.intake.rows import hiding
from planner.intake.tables.headings import text_of
from planner.plan import all_tables, table_named
from planner.ui import frame, state
from planner.ui.importing.answers import Answers
from planner.ui.importing.work import Intake, Step
from planner.ui.wording import counted, escaped, shortened
from planner.ui.words import told

_ABOVE: Final = 4  # rows shown over the header
_BELOW: Final = 8
_WIDE: Final = 30  # columns shown
_HEADER: Final = "header"
_NAMES: Final = 200  # letters of a list of names


def show(intake: Intake, found: FoundTable) -> None:
    """Show where the table was found, and let a person say otherwise."""
    _which(intake, found)
    if found.matching is None:
        st.info(
            "These rows resemble no table of the plan. Choose the row that names the columns, or "
            "say what the rows are."
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _header(intake, found)
        _kind(intake, found)
    _retold(found)
    _hidden(intake, found)
    _grouping(intake, found)
    _rows(found)
    _skipped(found)
    with st.container(horizontal=True):
        st.button(
            "Continue",
            type="primary",
            key=_key(intake, "continue"),
            disabled=found.matching is None,
            on_click=_continue,
            args=(intake,),
        )
        st.button("Cancel", key=_key(intake, "cancel"), on_click=intake.drop)


def _which(intake: Intake, found: FoundTable) -> None:
    """Which of the tables of the file."""
    tables = intake.first_look.tables if intake.first_look else ()
    if len(tables) < 2:
        st.markdown(f"Found: **{escaped(_described(found))}**")
        return
    st.selectbox(
        "Table of the file",
        range(len(tables)),
        index=intake.table if intake.inspection is intake.first_look else 0,
        format_func=lambda place: _described(tables[place]),
        key=_key(intake, "table"),
        on_change=_choose,
        args=(intake,),
    )


def _header(intake: Intake, found: FoundTable) -> None:
    """Which row names the columns, in files that have one."""
    if found.place.header_rows:
        st.number_input(
            "Row that names the columns",
            min_value=1,
            max_value=max(1, len(found.sheet.rows)),
            value=found.place.main,
            key=_key(intake, _HEADER, found.place.main),
            on_change=_settle_header,
            args=(intake, found),
            width=240,
            help="The planner guessed this row. Choose another one if it is wrong.",
        )


def _key(intake: Intake, *part: object) -> str:
    return state.key("importing", "table", intake.round, intake.number, *part)


def _described(found: FoundTable) -> str:
    sheet = f"{found.sheet.name}, " if found.sheet.name else ""
    hidden = "hidden, " if found.sheet.hidden else ""
    rows = found.roles.rows
    taken_for = table_named(found.table).many.lower() if found.table else "nothing the plan has"
    where = f"rows {rows[0]:,} to {rows[-1]:,}"
    count = counted(len(rows), "row")
    return f"{sheet}{hidden}{where}: {count}, which look like {taken_for}"


def _kind(intake: Intake, found: FoundTable) -> None:
    names = [declared.name for declared in all_tables() if declared.name != "plan"]
    st.selectbox(
        "These rows are",
        names,
        index=names.index(found.table) if found.table else None,
        format_func=lambda name: table_named(name).many,
        key=_key(intake, "kind", found.table),
        on_change=_settle_kind,
        args=(intake, found.table),
        placeholder="Choose what they are",
        width=320,
    )


def _retold(found: FoundTable) -> None:
    """How a record of training was read: the rows below are made of its cells."""
    said = [told(one.message) for one in found.problems if one.code == "table.reshaped"]
    if said:
        st.info(
            f"{escaped(' '.join(said))} The rows below are made of it.",
            icon=":material/table_rows:",
        )


def _grouping(intake: Intake, found: FoundTable) -> None:
    """Where one programme has several rows, ask whether they are to be taken together."""
    said = [one for one in found.problems if one.code in ("rows.repeat_reference", "rows.grouped")]
    if not said:
        return
    st.info(escaped(told(said[0].message)), icon=":material/merge:")
    st.toggle(
        "Take the rows of one reference together",
        value=intake.options.group,
        key=_key(intake, "group", intake.options.group),
        on_change=_settle_grouping,
        args=(intake,),
        help="Budgets are added up unless every row repeats the same one; first start, last end, "
        "all places.",
    )


def _hidden(intake: Intake, found: FoundTable) -> None:
    """Ask about hidden rows and columns; say which sheets are hidden."""
    rows = hiding.rows_of(found.sheet, found.roles)
    if rows:
        are = "row is" if len(rows) == 1 else "rows are"
        asked = f"{len(rows):,} {are} hidden, perhaps by a forgotten filter"
        _take_or_leave(intake, Hidden.ROWS, asked)
    columns = [f"{one.letters} {one.whole}" for one in hiding.columns_of(found.sheet, found.place)]
    if columns:
        names = escaped(shortened(", ".join(columns), _NAMES))
        are = "column is" if len(columns) == 1 else "columns are"
        _take_or_leave(intake, Hidden.COLUMNS, f"{len(columns):,} {are} hidden: {names}")
    sheets = [one.name for one in intake.book.sheets if one.hidden] if intake.book else []
    if sheets:
        names = escaped(shortened(", ".join(sheets), _NAMES))
        what = counted(len(sheets), "sheet")
        st.caption(
            f":material/visibility_off: {what} hidden in the file: {names}. "
            "None is taken in unless you choose its table above."
        )


def _take_or_leave(intake: Intake, what: Hidden, asked: str) -> None:
    left = what in intake.options.leave
    st.radio(
        asked,
        [False, True],
        index=int(left),
        format_func=lambda leave: "Leave them out" if leave else "Take them like the others",
        horizontal=True,
        key=_key(intake, "hidden", what, left),
        on_change=_settle_hidden,
        args=(intake, what),
    )


def _settle_hidden(intake: Intake, what: Hidden) -> None:
    _settle(intake, leave=intake.options.leave ^ {what})


def _settle_grouping(intake: Intake) -> None:
    _settle(intake, group=not intake.options.group)


def _rows(found: FoundTable) -> None:
    """The rows around the header as they stand in the file."""
    place = found.place
    top, bottom = (place.header_rows or (0,))[0], (place.header_rows or (0,))[-1]
    first, last = max(1, top - _ABOVE), min(len(found.sheet.rows), bottom + _BELOW)
    width = min(_WIDE, max((len(found.sheet.row(n)) for n in range(first, last + 1)), default=1))
    numbers = range(first, last + 1)
    table = pd.DataFrame(
        [_texts(found, number, width) for number in numbers],
        index=[_row_name(found, number) for number in numbers],
        columns=found.sheet.names[:width] or [letters(n) for n in range(1, width + 1)],
    )
    st.dataframe(
        table,
        height=35 * (len(table) + 1) + 3,
        alt=f"Rows {first} to {last} of the file; an arrow marks the row that names the columns",
    )
    if place.header_rows:
        st.caption("The arrow marks the row that names the columns.")


def _row_name(found: FoundTable, number: int) -> str:
    """What stands before a row: its number, an arrow at the header, a word where it is hidden."""
    if number in found.place.header_rows:
        return f"→ {number}"
    return f"{number} hidden" if number in found.sheet.hidden_rows else str(number)


def _texts(found: FoundTable, number: int, width: int) -> list[str]:
    cells = found.sheet.row(number)
    shown = [shortened(text_of(cell), 60) for cell in cells[:width]]
    return shown + [""] * (width - len(shown))


def _skipped(found: FoundTable) -> None:
    skipped = found.roles.skipped
    if not skipped:
        return
    with st.expander(f"{counted(len(skipped), 'row')} left out: titles, totals, empty rows"):
        st.dataframe(
            pd.DataFrame(
                {"Row": [one.row for one in skipped], "Why": [one.why for one in skipped]}
            ),
            hide_index=True,
            alt="Rows of the file that are left out, with the reason",
        )


def _choose(intake: Intake) -> None:
    intake.choose(int(state.widget(_key(intake, "table"))))


def _settle_header(intake: Intake, found: FoundTable) -> None:
    _settle(intake, header_row=int(state.widget(_key(intake, _HEADER, found.place.main))))


def _settle_kind(intake: Intake, before: str) -> None:
    intake.answers = Answers()
    kind = state.widget(_key(intake, "kind", before)) or ""
    _settle(intake, table=kind, columns={}, keep=(), values={})


def _settle(intake: Intake, **options: object) -> None:
    try:
        intake.settle(**options)
    except PlannerError as failure:
        frame.tell_refusal(failure)


def _continue(intake: Intake) -> None:
    intake.step = Step.COLUMNS
