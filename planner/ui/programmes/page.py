"""The page of programmes: find one, see what it holds and where that comes from, edit them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import streamlit as st

from planner.analysis.mapping.screening import is_no_link
from planner.plan import Plan, grouped
from planner.schema import Value, table_of
from planner.tables import Link, Ministry, Programme
from planner.ui import columns, dialogs, editor, finding, frame, provenance, state
from planner.ui.programmes import beyond_codes
from planner.ui.sections import section
from planner.ui.wording import counted, escaped, percent_words, strength_words

PAGE: Final = "programmes"
BROWSE: Final = "Look"
EDIT: Final = "Edit in a grid"
BEYOND: Final = "Without aid codes"
_TALL: Final = 12  # rows shown without scrolling


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "programmes", "What the ministries already do, and where each figure comes from."
    )
    if plan is None:
        return
    if not plan.of(Programme):
        frame.empty(
            "No programmes yet",
            "Import a ministry's own spreadsheet; the planner finds the table in it.",
            "importing",
        )
        beyond_codes.show(plan)
        return
    part = section(PAGE, [BROWSE, EDIT, BEYOND])
    if part == BROWSE:
        _browse(plan)
    elif part == EDIT:
        editor.edit_table(plan, Programme)
    else:
        beyond_codes.show(plan)


def links_by_programme(plan: Plan) -> Mapping[Value, tuple[Link, ...]]:
    """The links of every programme that has some."""
    return grouped(plan.of(Link), "programme")


def _browse(plan: Plan) -> None:
    declared = table_of(Programme)
    found = finding.found(plan, declared, plan.of(Programme), PAGE)
    page = finding.page(found, declared, PAGE)
    if not page:
        st.info("No programme says that. Try fewer words.")
        return
    links = state.computed(links_by_programme, plan)
    chosen = st.dataframe(
        _table(plan, page, links),
        key=state.key(PAGE, "table", hash(tuple(row.id for row in page))),
        on_select="rerun",
        selection_mode="single-row",
        hide_index=True,
        height=35 * (min(len(page), _TALL) + 1) + 3,
        column_config={"Budget": st.column_config.TextColumn(alignment="right")},
        alt="Programmes; choose a row to open it below",
    )
    selected = _selected(chosen)
    if selected is None:
        st.caption("Choose a row to see everything about it.")
    else:
        _opened(plan, page[selected], links.get(page[selected].id, ()))


def _selected(chosen: Any) -> int | None:
    rows = chosen["selection"]["rows"]
    return rows[0] if rows else None


def _table(
    plan: Plan, rows: Sequence[Programme], links: Mapping[Value, tuple[Link, ...]]
) -> pd.DataFrame:
    ministries = plan.names(Ministry)
    currency = plan.details.currency
    return pd.DataFrame(
        {
            "Id": [row.id for row in rows],
            "Title": [row.title for row in rows],
            "Ministry": [ministries.get(row.ministry, "") for row in rows],
            "Budget": [
                f"{columns.grouped(row.budget)} {row.currency or currency}"
                if row.budget is not None
                else ""
                for row in rows
            ],
            "Purpose": [row.purpose_code for row in rows],
            "Where": [row.country for row in rows],
            "Status": [row.status.label if row.status else "" for row in rows],
            "Links": [_link_words(links.get(row.id, ())) for row in rows],
        }
    )


def _link_words(links: Sequence[Link]) -> str:
    if not links:
        return "not mapped"
    if all(is_no_link(link) for link in links):
        return "no link"
    return ", ".join(link.action for link in links if link.action)


def _opened(plan: Plan, row: Programme, links: Sequence[Link]) -> None:
    st.subheader(f"{row.id} {escaped(row.title)}", anchor=False)
    with st.container(horizontal=True):
        if st.button("Edit", key=state.key(PAGE, "edit"), icon=":material/edit:"):
            dialogs.edit(plan, row)
        if st.button("Take out", key=state.key(PAGE, "take-out"), icon=":material/delete:"):
            dialogs.take_out(plan, row)
    provenance.card(plan, row)
    st.markdown(f"**What it serves** ({counted(len(links), 'link')})")
    for link in links:
        st.markdown(_link(link))
    if not links:
        st.page_link(frame.page_file("mapping"), label="Map it", icon=":material/link:")
    with st.expander("History of this row"):
        provenance.past(plan, row)


def _link(link: Link) -> str:
    known = state.reference().action_by_id.get(link.action)
    action = f"{link.action} {known.title}" if known else link.action or "No link"
    state_words = link.state.label if link.state else "Not said"
    share = f", {percent_words(link.share / 100)} of the budget" if link.share is not None else ""
    reason = f"  \n{escaped(link.reason)}" if link.reason else ""
    return f"- **{escaped(action)}** {strength_words(link.strength)} · {state_words}{share}{reason}"
