"""What stands beside all pages: the menu and the plan picker."""

from __future__ import annotations

import streamlit as st

from planner.errors import PlannerError
from planner.services import plans
from planner.ui import frame, reading, state
from planner.ui.home import starting
from planner.ui.menu import PAGES


def run() -> None:
    """Draw the sidebar and the page that was asked for."""
    st.set_page_config(page_title="R2P planner", page_icon=str(frame.MARK), layout="wide")
    st.logo(str(frame.LOGO), size="large", icon_image=str(frame.MARK))
    pages = {
        group: [
            st.Page(
                frame.page_file(entry.name),
                title=entry.title,
                icon=f":material/{entry.icon}:",
                url_path=entry.name,
                default=entry.name == frame.HOME,
            )
            for entry in entries
        ]
        for group, entries in PAGES.items()
    }
    page = st.navigation(pages, position="hidden")
    with st.sidebar:
        _plan_picker()
        for group, members in pages.items():
            st.caption(group)
            for member in members:
                st.page_link(member)
    page.run()


def _plan_picker() -> None:
    try:
        summaries = {one.name: one for one in plans.list_plans(state.actor(), state.store())}
    except PlannerError as failure:
        frame.refused(failure)
        return
    if not summaries:
        return
    if state.session().plan_name not in summaries:
        state.open_plan(next(iter(summaries)))
    picker = "plan-picker"
    state.set_widget(picker, state.session().plan_name)
    st.selectbox(
        "Plan", list(summaries), key=picker, on_change=lambda: state.open_plan(state.widget(picker))
    )
    plan = state.current_plan()
    if plan is not None:
        marking = plan.details.classification
        label = marking.label if marking else "Not marked"
        st.caption(f":material/lock: {label} · revision {plan.revision}")
        reading.read_ahead(plan)
    if st.button("Another plan", key="another-plan", type="tertiary", icon=":material/add:"):
        starting.another(state.session().plan_name)
