"""Any answer drawn: its sentences, findings with a way to their rows, figures and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from planner.analysis.answers import Answer, AnswerTable, Figure, Finding, Target
from planner.messages import NOT_KNOWN
from planner.ui import links, state
from planner.ui.charts import figures
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.listing import listing
from planner.ui.marks import GRAVITY_MARKS
from planner.ui.markup import escaped
from planner.ui.words import t, told

_AT_ONCE = 8  # findings that are not folded away
_LISTED = 10  # rows that one finding leads to


def answer_view(answer: Answer) -> None:
    """Draw an answer whole, in the language of the screen."""
    sentences(answer)
    findings(answer.findings, answer.key)
    beside = {table.title: table for table in answer.tables}
    for place, figure in enumerate(answer.figures):
        figure_view(figure, state.key(answer.key, "figure", place), beside.pop(figure.title, None))
    for table in (one for one in beside.values() if one.lines):
        table_view(table, state.key(answer.key, "table", table.key))


def sentences(answer: Answer) -> None:
    """What is not known, then the answer itself, in one to three sentences."""
    not_known(answer)
    st.markdown(" ".join(escaped(told(sentence)) for sentence in answer.sentences))


def not_known(*answers: Answer) -> None:
    """What nobody can know from the plan, before anything that is worked out of it."""
    said = dict.fromkeys(one for answer in answers for one in map(told, answer.unknown))
    if said:
        st.warning("  \n".join(map(escaped, said)), icon=":material/help:")


def findings(found: Sequence[Finding], key: str) -> None:
    """Findings in their order; all but the first few are folded away."""
    for place, finding in enumerate(found[:_AT_ONCE]):
        finding_view(finding, state.key(key, "finding", place))
    if found[_AT_ONCE:]:
        with st.expander(t("{number} more", number=len(found) - _AT_ONCE)):
            for place, finding in enumerate(found[_AT_ONCE:], start=_AT_ONCE):
                finding_view(finding, state.key(key, "finding", place))


def finding_view(finding: Finding, key: str) -> None:
    """One finding with its mark and a button for each row that it points at."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"{GRAVITY_MARKS[finding.gravity]} {escaped(told(finding.message))}")
        for target in filter(links.leads, finding.targets[:_LISTED]):
            if st.button(escaped(target.id), key=f"{key}:{target.id}", type="tertiary"):
                links.go_to_row(target)


def figure_view(figure: Figure, key: str, table: AnswerTable[Any] | None = None) -> None:
    """A figure of an answer, with the table of its name; a click on a mark opens its row."""
    show_drawing(figures.drawing_of(figure, table), key, _open)


def _open(chosen: tuple[str, ...]) -> None:
    if len(chosen) > 1 and links.leads(target := Target(chosen[0], chosen[1])):
        links.open_row(target)


def table_view(table: AnswerTable[Any], key: str) -> None:
    """A table of an answer; a line that stands for a row can be chosen and opened on its page."""
    st.markdown(f"**{escaped(told(table.title))}**")
    alt = told(table.title)
    if any(links.leads(table.target(line)) for line in table.lines):
        links.openable(table.lines, table.columns, table.target, key=key, alt=alt, blank=NOT_KNOWN)
    else:
        listing(table.lines, table.columns, alt=alt, blank=NOT_KNOWN)
    if table.note:
        st.caption(escaped(told(table.note)))
