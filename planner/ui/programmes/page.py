"""The page of programmes: find one, see what it holds and where that comes from, edit them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

import streamlit as st

from planner.analysis import answers
from planner.analysis.mapping.screening import is_no_link
from planner.messages import Fact, _
from planner.plan import Plan, grouped
from planner.schema import Value
from planner.tables import Link, Programme
from planner.ui import editor, frame, provenance, state
from planner.ui.columns import named
from planner.ui.editor import Browse
from planner.ui.listing import columns_of
from planner.ui.markup import escaped
from planner.ui.programmes import beyond_codes
from planner.ui.programmes.summary import link_words
from planner.ui.sections import section
from planner.ui.words import t, tn

PAGE: Final = "programmes"
BEYOND: Final = "beyond"
LISTED: Final = "id title ministry budget purpose_code country status"


@frame.page(PAGE, _("What the ministries already do, and where each figure comes from."))
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Programme):
        frame.empty(
            t("No programmes yet"),
            t("Import a ministry's own spreadsheet; the planner finds the table in it."),
            "importing",
        )
        beyond_codes.show(plan)
    elif section(PAGE, {PAGE: _("Programmes"), BEYOND: _("Without aid codes")}) == BEYOND:
        beyond_codes.show(plan)
    else:
        links = state.computed(links_by_programme, plan)
        served = answers.text("links", _("Links"), partial(_link_words, links))
        columns = (*columns_of(plan, Programme, LISTED), served)
        opened = partial(_opened, plan, links)
        editor.edit_table(plan, Programme, browse=Browse(columns, opened))


def links_by_programme(plan: Plan) -> Mapping[Value, tuple[Link, ...]]:
    """The links of every programme that has some."""
    return grouped(plan.of(Link), "programme")


def _link_words(by_programme: Mapping[Value, Sequence[Link]], row: Programme) -> Fact:
    links = by_programme.get(row.id, ())
    if not links:
        return _("not screened")
    if all(is_no_link(link) for link in links):
        return _("no link")
    return tuple(link.action for link in links if link.action)


def _opened(plan: Plan, links: Mapping[Value, tuple[Link, ...]], row: Programme) -> None:
    st.subheader(escaped(named(row)), anchor=False)
    with st.container(horizontal=True):
        editor.row_buttons(plan, row, "all")
    provenance.card(plan, row)
    mine = links.get(row.id, ())
    count = tn("{number} link", "{number} links", len(mine))
    st.markdown(t("**What it serves** ({links})", links=count))
    for link in mine:
        st.markdown(f"- {link_words(link)}")
    if not mine:
        frame.link("mapping", t("Screen it"), "link")
    with st.expander(t("History of this row")):
        provenance.past(plan, row)
