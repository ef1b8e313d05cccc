"""Asks for the phrase under which people's names become codes; it is used once and not stored."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from planner.problems import Problem
from planner.services.importing.pseudonyms import UNKNOWN_HOLDERS
from planner.ui.markup import escaped
from planner.ui.words import t, told


def ask(key: str, fresh: bytes) -> bytes | None:
    """What codes are to be made with, once a person agrees; None until then.

    `fresh` are random bytes for those who give no phrase.
    """
    st.warning(
        t(
            "The column of holders holds names. The planner keeps no names: it puts a code in the "
            "place of each, and keeps neither the names nor the way back."
        ),
        icon=":material/badge:",
    )
    phrase = st.text_input(
        t(
            "Your office's own secret phrase, if the same people should get the same codes next "
            "time"
        ),
        type="password",
        help=t(
            "The phrase is used once and not stored. Write it down where your office keeps its "
            "secrets."
        ),
        key=f"{key}:phrase",
    )
    st.caption(
        t(
            "The same phrase gives the same people the same codes next time. With another phrase, "
            "or none, they come out as new people, and a register handed in again counts them "
            "twice."
        )
    )
    if not st.checkbox(t("Replace names with codes"), key=f"{key}:agree"):
        return None
    return phrase.encode() if phrase else fresh


def warn(problems: Iterable[Problem]) -> None:
    """Say plainly that the people of a file may be known to the plan under other codes."""
    for problem in problems:
        if problem.code == UNKNOWN_HOLDERS:
            said = f"{told(problem.message)} {told(problem.hint)}"
            st.warning(escaped(said), icon=":material/group_off:")
