"""What is doubtful in a file, gathered by rule: errors first, repeats counted, each place named."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd
import streamlit as st

from planner.plan import table_named
from planner.problems import Problem, Severity, worst_first
from planner.schema import Column, Kind
from planner.services.importing.preview import ImportPreview
from planner.ui.wording import escaped, shortened
from planner.ui.words import told

_TOLD: Final = 8  # problems of one kind that are told one by one
_OPEN: Final = 3  # so few kinds of errors stand open
_MARKS: Final = MappingProxyType(
    {
        Severity.ERROR: ":material/error: Refused",
        Severity.WARNING: ":material/warning: Doubtful",
        Severity.NOTE: ":material/info: To know",
    }
)
_ACCEPTED: Final = MappingProxyType(
    {
        Kind.DATE: "a date, as in 2027-03-31, 31.3.2027 or March 2027",
        Kind.MONEY: "a sum in figures, as in 1250.50",
        Kind.NUMBER: "a number in figures, as in 12.5",
        Kind.WHOLE: "a whole number in figures, as in 25",
        Kind.PERCENT: "a percentage, as in 40 or 40 %",
        Kind.FLAG: "yes or no",
    }
)


def show(previewed: ImportPreview) -> None:
    """Draw a line for each rule that something broke; opened, it names the places."""
    groups = grouped(previewed.problems)
    errors = sum(alike[0].severity is Severity.ERROR for alike in groups)
    for alike in groups:
        is_error = alike[0].severity is Severity.ERROR
        with st.expander(_title(alike), expanded=is_error and errors <= _OPEN):
            _group(alike, previewed.found.table)


def grouped(problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], ...]:
    """The problems of each rule together, errors first, else in the order given."""
    groups: dict[tuple[Severity, str, str], list[Problem]] = {}
    for problem in worst_first(problems):
        groups.setdefault((problem.severity, problem.code, problem.column), []).append(problem)
    return tuple(tuple(alike) for alike in groups.values())


def accepted(column: Column) -> str:
    """What may stand in a column, in words; blank where that needs no saying."""
    if column.answers:
        return "one of these: " + ", ".join(answer.label for answer in column.answers)
    if column.kind is Kind.ROW:
        return f"the name of one of the plan's {table_named(column.refers).many.lower()}"
    return _ACCEPTED.get(column.kind, "")


def _title(alike: Sequence[Problem]) -> str:
    first = alike[0]
    label = f"{first.label}: " if first.label else ""
    return f"{_MARKS[first.severity]} {escaped(f'({len(alike):,}): {label}{first.message}')}"


def _group(alike: Sequence[Problem], table: str) -> None:
    first = alike[0]
    columns = {column.name: column for column in table_named(table).columns}
    may_stand = accepted(columns[first.column]) if first.column in columns else ""
    if may_stand and first.severity is Severity.ERROR:
        st.markdown(f"**Accepted:** {escaped(may_stand)}.")
    if first.hint:
        st.markdown(f"**What to do:** {escaped(told(first.hint))}")
    lines = [_line(one) for one in alike[:_TOLD]]
    if any(line["Cell"] for line in lines):
        filled = [name for name in lines[0] if any(line[name] for line in lines)]
        st.table(pd.DataFrame(lines)[filled], hide_index=True, border="horizontal")
    elif len(alike) > 1:
        st.markdown("\n".join(f"- {escaped(told(one.message))}" for one in alike[:_TOLD]))
    if len(alike) > _TOLD:
        st.caption(f"and {len(alike) - _TOLD:,} more like these")


def _line(problem: Problem) -> dict[str, str]:
    row = f"row {problem.row:,}" if problem.row is not None else ""
    return {
        "Sheet": escaped(problem.sheet),
        "Cell": escaped(problem.cell or row),
        "Found": escaped(shortened(problem.value, 80)),
        "What is wrong": escaped(told(problem.message)),
    }
