"""Asks for the phrase under which people's names become codes; it is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from planner.problems import Problem
from planner.services.importing.pseudonyms import STRANGERS
from planner.ui import state
from planner.ui.wording import escaped


def ask(page: str, fresh: bytes) -> bytes | None:
    """What codes are to be made with, once a person agrees; None until then.

    `fresh` are random bytes for those who give no phrase.
    """
    st.warning(
        "The column of holders holds names. The planner keeps no names: it puts a code in the "
        "place of each, and keeps neither the names nor the way back.",
        icon=":material/badge:",
    )
    phrase = st.text_input(
        "Your office's own secret phrase, if the same people should get the same codes next time",
        type="password",
        help="It is kept nowhere. Write it down where your office keeps its secrets.",
        key=state.key(page, "phrase"),
    )
    st.caption(
        "The same phrase gives the same people the same codes next time. With another phrase, or "
        "none, they come out as new people, and a register handed in again counts them twice."
    )
    if not st.checkbox("Replace names with codes", key=state.key(page, "agree-to-codes")):
        return None
    return phrase.encode() if phrase else fresh


def warn(problems: Iterable[Problem]) -> None:
    """Say plainly that the people of a file may be known to the plan under other codes."""
    for problem in problems:
        if problem.code == STRANGERS:
            st.warning(escaped(f"{problem.message} {problem.hint}"), icon=":material/group_off:")
