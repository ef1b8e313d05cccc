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
    said = t(
        "The column of holders holds names. The planner keeps no names: a code takes the place of "
        "each, and neither the names nor the way back are kept."
    )
    st.warning(said, icon=":material/badge:")
    phrase = st.text_input(
        t("Your office's secret phrase, for the same codes next time"),
        type="password",
        help=t("The phrase is used once and not stored. Write it down in a safe place."),
        key=f"{key}:phrase",
    )
    st.caption(
        t("With another phrase, or none, the same people come out as new ones and count twice.")
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
