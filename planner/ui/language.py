"""The language of the screens: chosen beside every page, kept in its address and in a cookie."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.languages.catalogues import spoken
from planner.languages.voice import Voice
from planner.places import app_file
from planner.ui import state
from planner.ui.words import t

_STATIC: Final = app_file().parent / "static"
_PICKER: Final = "language-picker"


def picker() -> None:
    """Let a person choose among the languages in which the screens are complete."""
    known = spoken()
    if len(known) == 1:
        return
    state.set_widget(_PICKER, state.session().language)
    st.selectbox(
        t("Language"),
        known,
        format_func=lambda code: Voice(code).name,
        key=_PICKER,
        on_change=lambda: state.speak(state.widget(_PICKER)),
    )


def apply() -> None:
    """Tell the browser the language and its direction, and keep language and plan in the address.

    The one place where a page holds HTML of its own: two files, without anything of a user's.
    """
    language, wanted = state.session().language, state.address()
    kept = {name: value for name, value in st.query_params.items() if name not in state.NAMED}
    if dict(st.query_params) != {**kept, **wanted}:
        st.query_params.from_dict({**kept, **wanted})
    with st.container(key=f"language-{language}"):
        st.html(_STATIC / "language.html", unsafe_allow_javascript=True)
        st.html(_STATIC / "language.css")
