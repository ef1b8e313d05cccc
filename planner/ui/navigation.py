"""What stands beside all pages: the plan, the menu and the language, and what browsers are told."""

from __future__ import annotations

from itertools import groupby
from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.languages.catalogues import spoken
from planner.languages.voice import Voice
from planner.messages import Message
from planner.places import app_file
from planner.services import plans
from planner.ui import frame, reading, state
from planner.ui.about import search
from planner.ui.home import starting
from planner.ui.markup import escaped
from planner.ui.menu import PAGES, PageEntry
from planner.ui.words import t, told, voice

_STATIC: Final = app_file().parent / "static"
_LANGUAGES: Final = "language-picker"


def run() -> None:
    """Draw the sidebar and the page that was asked for."""
    state.session().has_changed_plan = state.session().asks_for_files = False
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
    with st.sidebar:
        _plan_picker()
        search.field()
        for group, members in groupby(zip(PAGES.values(), pages, strict=True), _group):
            if group:
                st.caption(told(group))
            for _entry, member in members:
                st.page_link(member, query_params=state.address())
        _language_picker()
    _tell_browser()
    with st.container(key="answers"):  # it stays in sight
        frame.tell_now("")
        left = st.container()
    page.run()
    state.settle_files()
    with left:
        frame.tell_now()


def _group(pair: tuple[PageEntry, object]) -> Message:
    return pair[0].group


def _plan_picker() -> None:
    try:
        names = {one.key: one.name for one in plans.list_plans(state.actor(), state.store())}
    except PlannerError as failure:
        frame.refused(failure)
        return
    if not names:
        return
    if state.session().plan_key not in names:
        _another_one(next(iter(names.values())))
    picker = "plan-picker"
    state.set_widget(picker, state.session().plan_key)
    st.selectbox(
        t("Plan"),
        list(names),
        key=picker,
        format_func=lambda key: names.get(key, str(key)),
        on_change=lambda: state.open_plan(names.get(state.widget(picker), "")),
    )
    plan = state.current_plan()
    if plan is not None:
        marking = plan.details.classification
        label = voice().answer(marking) if marking else t("Not marked")
        revision = t("revision {number}", number=plan.revision)
        st.caption(f":material/lock: {escaped(label)} · {revision}")
        reading.read_ahead(plan)
    if st.button(t("Another plan"), key="another-plan", type="tertiary", icon=":material/add:"):
        starting.another(state.session().plan_key)


def _language_picker() -> None:
    """Let a person choose among the languages in which the screens are complete."""
    known = spoken()
    if len(known) == 1:
        return
    state.set_widget(_LANGUAGES, state.session().language)
    st.selectbox(
        t("Language"),
        known,
        format_func=lambda code: Voice(code).name,
        key=_LANGUAGES,
        on_change=lambda: state.speak(state.widget(_LANGUAGES)),
    )


def _tell_browser() -> None:
    """Tell the browser the language and its direction, and keep language and plan in the address.

    The one place where a page holds HTML of its own: two files, without anything of a user's.
    """
    kept = {name: value for name, value in st.query_params.items() if name not in state.NAMED}
    wanted = {**kept, **state.address()}
    if dict(st.query_params) != wanted:
        st.query_params.from_dict(wanted)
    with st.container(key=f"language-{state.session().language}"):
        st.html(_STATIC / "page.html", unsafe_allow_javascript=True)
        st.html(_STATIC / "page.css")


def _another_one(name: str) -> None:
    """Open the first plan, and say so to who had another one open that is gone."""
    if state.session().plan_key:
        gone = t("The plan that was open is not here any more. This is {plan}.", plan=escaped(name))
        state.tell(gone, kind="refused")
    state.open_plan(name)
