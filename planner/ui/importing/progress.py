"""Work that takes long, on the page: how far it is, and a way to end it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import streamlit as st

from planner.services.importing.background import BackgroundTask
from planner.ui.markup import escaped
from planner.ui.words import t, told

PATIENCE = 1.5  # seconds that a page waits before it draws how far the work is
_EVERY: Final = 0.5  # seconds between two looks


def show(task: BackgroundTask[Any], title: str, key: str, stop: Callable[[], None]) -> None:
    """Say how far the work is and offer to end it; the page is drawn anew once it is done."""

    @st.fragment(run_every=_EVERY)
    def progress() -> None:
        if task.is_done or task.is_stopped:
            st.rerun()
        with st.container(border=True, key="background-task"):
            st.markdown(f":material/hourglass_top: **{escaped(title)}**")
            st.caption(escaped(told(task.progress)))
            st.button(t("Stop"), key=key, icon=":material/close:", on_click=stop)

    progress()
