"""What becomes of each row of a file: new, changed with old beside new, refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.answers import CellKind
from planner.changes import Insert, apply
from planner.messages import Fact, Message, _, paragraph
from planner.plan import Plan, table_named
from planner.problems import Severity
from planner.schema import Table
from planner.services.importing.preview import ImportPreview, placeless
from planner.services.importing.row_outcomes import RowOutcome, RowOutcomeKind
from planner.ui import finding
from planner.ui.history.change_lines import changes_listing
from planner.ui.importing.file_widgets import column
from planner.ui.listing import column_of, listing
from planner.ui.words import t, told, voice

OUTCOMES: Final[Mapping[RowOutcomeKind, tuple[str, Message]]] = MappingProxyType(
    {
        RowOutcomeKind.ADDED: ("✚", _("New")),
        RowOutcomeKind.CHANGED: ("✎", _("Changed")),
        RowOutcomeKind.ASKED: ("?", _("To answer")),
        RowOutcomeKind.REFUSED: ("✗", _("Refused")),
        RowOutcomeKind.UNCHANGED: ("=", _("As it is")),
    }
)
_ON_A_PAGE: Final = 50
_ROW: Final = (
    column("row", _("Row"), lambda row: row.number, CellKind.COUNT),
    column("id", _("Id"), lambda row: row.id, CellKind.CODE),
    column("title", _("Title"), lambda row: row.title),
)


def show(previewed: ImportPreview, plan: Plan, key: str) -> None:
    """Draw the rows in the file's order, those of one kind at a time."""
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
    alt = t("Rows of the file, with the number each has there")
    match kind:
        case RowOutcomeKind.ADDED:
            _added(_with_others(plan, previewed), declared, page, alt)
        case RowOutcomeKind.CHANGED:
            after = _with_others(plan, previewed)
            changes_listing(after, [one for row in page for one in row.changes], alt)
        case RowOutcomeKind.REFUSED | RowOutcomeKind.ASKED:
            listing(page, (*_ROW, column("why", _("Why"), _why)), alt=alt)
        case RowOutcomeKind.UNCHANGED:
            known = column("by", _("Known by"), lambda row: _labels(declared, row))
            listing(page, (*_ROW, known), alt=alt)


def _with_others(plan: Plan, previewed: ImportPreview) -> Plan:
    """The plan with the rows of other tables that come with the file, so that they have names."""
    return apply(plan, previewed.comparison.other_inserts)


def _added(after: Plan, declared: Table, page: Sequence[RowOutcome], alt: str) -> None:
    """New rows under the labels of their columns."""
    made = {row.id: c for row in page for c in row.changes if isinstance(c, Insert)}
    numbers = {row.id: row.number for row in page}
    lines = [declared.row(id=one, **insert.values) for one, insert in made.items()]  # type: ignore[call-arg]  # a row of any table
    named = {"id", *(name for insert in made.values() for name in insert.values)}
    shown = (column_of(after, declared, one) for one in declared.columns if one.name in named)
    number = column("row", _("Row"), lambda line: numbers[line.id], CellKind.COUNT)
    listing(lines, (number, *shown), alt=alt)


def _labels(declared: Table, row: RowOutcome) -> Fact:
    return tuple(map(declared.label, row.found_by))


def _why(row: RowOutcome) -> Message:
    errors = (one for one in row.problems if one.severity is Severity.ERROR or one.is_open)
    return paragraph(*(placeless(one).sentence for one in errors))
