"""What stands beside all pages: the plan, the menu and the language."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from planner.errors import PlannerError
from planner.messages import Message
from planner.services import plans
from planner.ui import frame, language, reading, state
from planner.ui.home import starting
from planner.ui.markup import escaped
from planner.ui.menu import PAGES, PageEntry
from planner.ui.words import t, told, voice


def run() -> None:
    """Draw the sidebar and the page that was asked for."""
    st.set_page_config(page_title="R2P planner", page_icon=str(frame.MARK), layout="wide")
    st.logo(str(frame.LOGO), size="large", icon_image=str(frame.MARK))
    pages = [
        st.Page(
            frame.page_file(entry.name),
            title=told(entry.title),
            icon=f":material/{entry.icon}:",
            url_path=entry.name,
            default=entry.name == frame.HOME,
        )
        for entry in PAGES.values()
    ]
    page = st.navigation(pages, position="hidden")
    language.apply()
    with st.sidebar:
        _plan_picker()
        for group, members in groupby(zip(PAGES.values(), pages, strict=True), _group):
            if group:
                st.caption(told(group))
            for _entry, member in members:
                st.page_link(member, query_params=state.address())
        language.picker()
    page.run()


def _group(pair: tuple[PageEntry, object]) -> Message:
    return pair[0].group


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
        t("Plan"),
        list(summaries),
        key=picker,
        on_change=lambda: state.open_plan(state.widget(picker)),
    )
    plan = state.current_plan()
    if plan is not None:
        marking = plan.details.classification
        label = voice().answer(marking) if marking else t("Not marked")
        revision = t("revision {number}", number=plan.revision)
        st.caption(f":material/lock: {escaped(label)} · {revision}")
        reading.read_ahead(plan)
    if st.button(t("Another plan"), key="another-plan", type="tertiary", icon=":material/add:"):
        starting.another(state.session().plan_name)
