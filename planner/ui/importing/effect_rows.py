"""What becomes of each row of a file: a mark and a word, old values struck through beside new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd
import streamlit as st

from planner.analysis.answers import AnswerColumn, CellKind
from planner.changes import Insert, SetCell, apply
from planner.messages import Message, _
from planner.plan import Plan, table_named
from planner.problems import Severity
from planner.schema import Column, Kind, Row, Table, Value
from planner.services.importing.preview import ImportPreview
from planner.services.importing.row_outcomes import RowOutcome, RowOutcomeKind
from planner.ui import finding
from planner.ui.listing import column_of, listing
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, told, voice

OUTCOMES: Final[Mapping[RowOutcomeKind, tuple[str, Message]]] = MappingProxyType(
    {
        RowOutcomeKind.ADDED: ("✚", _("New")),
        RowOutcomeKind.CHANGED: ("✎", _("Changed")),
        RowOutcomeKind.REFUSED: ("✗", _("Refused")),
        RowOutcomeKind.UNCHANGED: ("=", _("As it is")),
    }
)
_ON_A_PAGE: Final = 50
_LONGEST: Final = 160  # letters of a value in the table


def show(previewed: ImportPreview, plan: Plan, key: str) -> None:
    """Draw the rows in the file's order, of one kind; new ones as a wide table."""
    groups = {kind: [row for row in previewed.rows if row.kind is kind] for kind in OUTCOMES}
    filled = [kind for kind, rows in groups.items() if rows]
    if not filled:
        return
    st.subheader(t("Row by row"), anchor=False)

    def named(kind: RowOutcomeKind) -> str:
        mark, name = OUTCOMES[kind]
        return f"{mark} {told(name)} ({voice().number(len(groups[kind]))})"

    chosen = st.segmented_control(
        t("Which rows"),
        filled,
        default=filled[0],
        required=True,
        format_func=named,
        key=":".join((key, *filled)),  # other kinds begin with their first
        label_visibility="collapsed",
    )
    kind = chosen or filled[0]
    page = finding.turned(groups[kind], f"import-{kind.value}", _ON_A_PAGE)
    declared = table_named(previewed.found.table)
    after = apply(plan, previewed.comparison.other_inserts)
    if kind is RowOutcomeKind.ADDED:
        _added(after, declared, page)
        return
    table = pd.DataFrame([_line(after, declared, row) for row in page])
    alt = t("Rows of the file, with the number each has there")
    st.table(table, hide_index=True, border="horizontal", alt=alt)


def _added(after: Plan, declared: Table, page: Sequence[RowOutcome]) -> None:
    """New rows under the labels of their columns, with the number each has in the file."""
    inserts = [
        change
        for row in page
        for change in row.changes
        if isinstance(change, Insert) and change.table == declared.name
    ]
    lines = [declared.row(id=one.id, **one.values) for one in inserts]  # type: ignore[call-arg]  # a row of any table
    numbers = {row.id: row.number for row in page}
    named = {"id", *(name for one in inserts for name in one.values)}
    columns: list[AnswerColumn[Row]] = [
        AnswerColumn("row", _("Row"), CellKind.COUNT, lambda line: numbers[line.id]),
        *(column_of(after, declared, one) for one in declared.columns if one.name in named),
    ]
    listing(lines, columns, alt=t("New rows of the file, with the number each has there"))


def _line(after: Plan, declared: Table, row: RowOutcome) -> dict[str, str]:
    """A row that is there already, or is refused: what becomes of it, and why."""
    facts = {
        t("Row"): voice().number(row.number),
        t("Id"): escaped(row.id),
        t("Title"): escaped(shortened(row.title, 80)),
    }
    match row.kind:
        case RowOutcomeKind.REFUSED:
            return {**facts, t("Why"): _why(row)}
        case RowOutcomeKind.CHANGED:
            changes = (one for one in row.changes if isinstance(one, SetCell))
            words = (change_words(after, declared.column(one.column), one) for one in changes)
            return {**facts, t("What changes"): "  \n".join(words)}
        case _:
            by = voice().listing(told(declared.label(name)) for name in row.found_by)
            return {**facts, t("Known by"): escaped(by)}


def change_words(after: Plan, column: Column, change: SetCell) -> str:
    """A change of one cell as Markdown, as in “Budget: ~~100~~ → **150**”."""
    blank = f"*{t('blank')}*"
    old, new = (_text(after, column, value) for value in (change.before, change.after))
    before = f"~~{old}~~" if old else blank
    return f"{escaped(told(column.title))}: {before} → {f'**{new}**' if new else blank}"


def _text(after: Plan, column: Column, value: Value) -> str:
    text = voice().shown(column, value)
    if column.kind is Kind.ROW and value:
        text = after.names(table_named(column.refers).row).get(str(value), text)
    return escaped(shortened(text, _LONGEST))


def _why(row: RowOutcome) -> str:
    errors = (one for one in row.problems if one.severity is Severity.ERROR)
    said = (
        _("{label}: {message}", label=one.label, message=one.message) if one.label else one.message
        for one in errors
    )
    return escaped(" ".join(map(told, said)))
