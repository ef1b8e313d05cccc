"""The last step of an import: what it would do to the plan, row by row, and then doing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.changes import Insert, SetCell
from planner.errors import PlannerError
from planner.plan import Plan, table_named, title_of
from planner.problems import Problem, Severity, worst_first
from planner.schema import Kind, Table
from planner.services.import_rows import Fate, RowOutcome
from planner.services.importing import ImportPreview, apply_import
from planner.ui import finding, frame, state
from planner.ui.columns import cell
from planner.ui.intake.work import Intake, Step
from planner.ui.wording import counted, escaped
from planner.values import shown

_TOLD: Final = 8  # problems of one kind that are told one by one
_LISTED: Final = 50  # ids in a sentence
_MARKS: Final = {
    Severity.ERROR: ":material/error: Refused",
    Severity.WARNING: ":material/warning: Doubtful",
    Severity.NOTE: ":material/info: To know",
}
_TITLES: Final = {
    Fate.ADDED: "New",
    Fate.CHANGED: "Changed",
    Fate.REFUSED: "Refused",
    Fate.UNCHANGED: "As they are",
}


def show(intake: Intake, plan: Plan) -> None:
    """Say what will happen in one sentence, then in figures, then row by row."""
    with st.spinner("Comparing with the plan …"):
        previewed = intake.preview(plan)
    st.subheader(escaped(previewed.sentence), anchor=False)
    _figures(previewed)
    _tenfold(intake, previewed)
    _buttons(intake, previewed)
    _problems(previewed)
    _rows(previewed, plan)
    _missing(previewed)


def _figures(previewed: ImportPreview) -> None:
    counts = previewed.counts
    names = ("added", "changed", "unchanged", "rejected", "ignored")
    titles = ("New rows", "Changed rows", "Left alone", "Refused", "Titles and totals")
    with st.grid(5, min_column_width=140):
        for name, title in zip(names, titles, strict=True):
            st.metric(title, f"{counts[name]:,}", border=True)


def _tenfold(intake: Intake, previewed: ImportPreview) -> None:
    """Sums that change by a power of ten wait for a person's word."""
    leaps = [problem for problem in previewed.problems if problem.code == "number.factor"]
    if not leaps and not intake.confirm_tenfold:
        return
    if leaps:
        what = counted(len(leaps), "sum would change", "sums would change")
        st.warning(f"{what} tenfold, a hundredfold or more. Such rows are refused until you agree.")
    st.toggle(
        "These sums are right",
        value=intake.confirm_tenfold,
        key=_key(intake, f"tenfold-{intake.confirm_tenfold}"),
        on_change=_confirm_tenfold,
        args=(intake,),
    )


def _confirm_tenfold(intake: Intake) -> None:
    intake.confirm_tenfold = not intake.confirm_tenfold


def _buttons(intake: Intake, previewed: ImportPreview) -> None:
    with st.container(horizontal=True):
        if previewed.changes:
            st.button(
                "Take it in",
                type="primary",
                icon=":material/check:",
                key=_key(intake, "apply"),
                on_click=_apply,
                args=(intake, previewed),
            )
        else:
            st.button("Done", type="primary", key=_key(intake, "done"), on_click=intake.done)
        if previewed.reasons:
            st.download_button(
                "Rows to mend",
                previewed.rejected,
                file_name=f"to-mend-{previewed.revision}-{previewed.inspection.digest[:8]}.xlsx",
                mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                key=_key(intake, "rejected"),
                on_click="ignore",
                icon=":material/download:",
                help="The refused rows with a reason each; mend them and hand the file in.",
            )
        st.button("Back", key=_key(intake, "back"), on_click=_back, args=(intake,))
        st.button("Cancel", key=_key(intake, "cancel"), on_click=intake.drop)


def _key(intake: Intake, part: str) -> str:
    return state.key("importing", "effect", intake.round, intake.number, part)


def _back(intake: Intake) -> None:
    intake.step = Step.VALUES


def _apply(intake: Intake, previewed: ImportPreview) -> None:
    try:
        entry = apply_import(state.actor(), state.store(), previewed)
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    name = escaped(previewed.inspection.file)
    counts = previewed.counts
    state.tell(
        f"{name} is taken in: {counts['added']:,} added, {counts['changed']:,} changed.",
        undo=entry.revision if entry else None,
    )
    intake.done()


def _problems(previewed: ImportPreview) -> None:
    """Everything doubtful, gathered by rule, errors first, repeats counted and not repeated."""
    groups: dict[tuple[Severity, str, str], list[Problem]] = {}
    for problem in worst_first(previewed.problems):
        groups.setdefault((problem.severity, problem.code, problem.column), []).append(problem)
    for (severity, _, _), alike in groups.items():
        first = alike[0]
        label = f"{first.label}: " if first.label else ""
        title = escaped(f"({len(alike):,}): {label}{first.message}")
        with st.expander(f"{_MARKS[severity]} {title}"):
            st.markdown("\n".join(f"- {escaped(one.sentence)}" for one in alike[:_TOLD]))
            if len(alike) > _TOLD:
                st.caption(f"and {len(alike) - _TOLD:,} more like these")


def _rows(previewed: ImportPreview, plan: Plan) -> None:
    groups = {fate: [row for row in previewed.rows if row.fate is fate] for fate in _TITLES}
    filled = [fate for fate, rows in groups.items() if rows]
    if not filled:
        return
    titles = [f"{_TITLES[fate]} ({len(groups[fate]):,})" for fate in filled]
    declared, names = table_named(previewed.found.table), _names(previewed, plan)
    lines: Mapping[Fate, Callable[[RowOutcome], Sequence[Mapping[str, Any]]]] = {
        Fate.ADDED: lambda row: [_added(declared, row, names)],
        Fate.CHANGED: lambda row: _changed(declared, row),
        Fate.REFUSED: lambda row: [{"Row": row.number, "Title": row.title, "Why": _why(row)}],
        Fate.UNCHANGED: lambda row: [
            {"Row": row.number, "Id": row.id, "Title": row.title, "Known by": row.found_by}
        ],
    }
    for tab, fate in zip(st.tabs(titles), filled, strict=True):
        with tab:
            page = finding.turned(groups[fate], f"import-{fate.value}", "row", "rows")
            table = [line for row in page for line in lines[fate](row)]
            st.dataframe(pd.DataFrame(table), hide_index=True, alt=f"Rows that are {fate.value}")


def _names(previewed: ImportPreview, plan: Plan) -> Mapping[str, str]:
    """What rows that others refer to are called, those included that come with the file."""
    declared = table_named(previewed.found.table)
    referred = {column.refers for column in declared.columns if column.kind is Kind.ROW}
    known = {row.id: title_of(row) for name in referred for row in plan.rows(name).values()}
    coming = {
        insert.id: str(insert.values.get("name", "")) for insert in previewed.comparison.besides
    }
    return known | {row_id: f"{name} (new)" for row_id, name in coming.items()}


def _added(declared: Table, row: RowOutcome, names: Mapping[str, str]) -> dict[str, Any]:
    """A new row under the labels of its columns, with the number it has in the file."""
    insert = next(c for c in row.changes if isinstance(c, Insert) and c.table == declared.name)
    values: dict[str, str] = {}
    for column in declared.columns:
        if column.name in insert.values:
            value = insert.values[column.name]
            text = cell(column, value) if isinstance(value, Decimal) else shown(column, value)
            values[column.label] = names.get(str(value), text or "")
    return {"Row": row.number, "Id": row.id} | values


def _changed(declared: Table, row: RowOutcome) -> list[dict[str, Any]]:
    """A line for every cell that changes, the old value beside the new."""
    return [
        {
            "Row": row.number,
            "Id": row.id,
            "Title": row.title,
            "What": declared.column(change.column).label,
            "Old": shown(declared.column(change.column), change.before),
            "New": shown(declared.column(change.column), change.after),
            "Known by": row.found_by,
        }
        for change in row.changes
        if isinstance(change, SetCell)
    ]


def _why(row: RowOutcome) -> str:
    errors = [one for one in row.problems if one.severity is Severity.ERROR]
    return " ".join(f"{one.label}: {one.message}" if one.label else one.message for one in errors)


def _missing(previewed: ImportPreview) -> None:
    missing = previewed.comparison.missing
    if missing:
        declared = table_named(previewed.found.table)
        what = counted(len(missing), declared.one.lower(), declared.many.lower())
        with st.expander(f"{what} of the plan, of the same ministries, are not in the file"):
            some = ", ".join(missing[:_LISTED])
            more = len(missing) - _LISTED
            rest = f" and {more:,} more" if more > 0 else ""
            st.markdown(f"They stay as they are: {escaped(some)}{rest}.")
