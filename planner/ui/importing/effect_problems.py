"""What is doubtful in a file, gathered by rule: errors first, repeats counted, each place named."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Final

import pandas as pd
import streamlit as st

from planner.messages import NOTHING, Message, _
from planner.plan import table_named
from planner.problems import Problem, Severity, worst_first
from planner.schema import Column, Kind
from planner.services.importing.preview import ImportPreview
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, told

_TOLD: Final = 8  # problems of one kind that are told one by one
_OPEN: Final = 3  # so few kinds of errors stand open
_MARKS: Final = MappingProxyType(
    {
        Severity.ERROR: (":material/error:", _("Refused")),
        Severity.WARNING: (":material/warning:", _("Doubtful")),
        Severity.NOTE: (":material/info:", _("To know")),
    }
)
_ACCEPTED: Final = MappingProxyType(
    {
        Kind.DATE: _("a date, as in 2027-03-31, 31.3.2027 or March 2027"),
        Kind.MONEY: _("a sum in figures, as in 1250.50"),
        Kind.NUMBER: _("a number in figures, as in 12.5"),
        Kind.WHOLE: _("a whole number in figures, as in 25"),
        Kind.PERCENT: _("a percentage, as in 40 or 40 %"),
        Kind.FLAG: _("yes or no"),
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


def accepted(column: Column) -> Message:
    """What may stand in a column, in words; nothing where that needs no saying."""
    if column.answers:
        return _("one of these: {answers}", answers=tuple(column.answers))
    if column.kind is Kind.ROW:
        return _("the name of a row in {table}", table=table_named(column.refers).title)
    return _ACCEPTED.get(column.kind, NOTHING)


def _title(alike: Sequence[Problem]) -> str:
    first = alike[0]
    mark, severity = _MARKS[first.severity]
    count = t("{severity} ({number})", severity=severity, number=len(alike))
    parts = [count, *([told(first.label)] if first.label else []), told(first.message)]
    return f"{mark} {escaped(': '.join(parts))}"


def _group(alike: Sequence[Problem], table: str) -> None:
    first = alike[0]
    columns = {column.name: column for column in table_named(table).columns}
    may_stand = accepted(columns[first.column]) if first.column in columns else NOTHING
    if may_stand and first.severity is Severity.ERROR:
        st.markdown(t("**Accepted:** {values}.", values=escaped(told(may_stand))))
    if first.hint:
        st.markdown(t("**What to do:** {hint}", hint=escaped(told(first.hint))))
    lines = [_line(one) for one in alike[:_TOLD]]
    if any(one.cell or one.row is not None for one in alike[:_TOLD]):
        filled = [name for name in lines[0] if any(line[name] for line in lines)]
        st.table(pd.DataFrame(lines)[filled], hide_index=True, border="horizontal")
    elif len(alike) > 1:
        st.markdown("\n".join(f"- {escaped(told(one.message))}" for one in alike[:_TOLD]))
    if len(alike) > _TOLD:
        st.caption(t("and {number} more like these", number=len(alike) - _TOLD))


def _line(problem: Problem) -> dict[str, str]:
    row = t("row {number}", number=problem.row) if problem.row is not None else ""
    return {
        t("Sheet"): escaped(problem.sheet),
        t("Cell"): escaped(problem.cell or row),
        t("Found"): escaped(shortened(problem.value, 80)),
        t("What is wrong"): escaped(told(problem.message)),
    }
