"""A change of the plan opened: what it changed, old beside new, and the way back from it."""

from __future__ import annotations

from typing import Final

import pandas as pd
import streamlit as st

from planner.changes import Entry, OriginKind, described
from planner.plan import Plan
from planner.ui import finding, frame, state
from planner.ui.history import log
from planner.ui.history.change_lines import change_line
from planner.ui.wording import counted, escaped

PAGE: Final = "history"
_LISTED: Final = 20


def show(plan: Plan, entry: Entry) -> None:
    """Draw what the change did, with a button that takes it back."""
    st.subheader(f"Revision {entry.revision}: {escaped(entry.changeset.reason)}", anchor=False)
    is_first = entry.changeset.origin.kind is OriginKind.CREATION
    if is_first:
        st.caption("This is how the plan began; it cannot be undone.")
    elif st.button(
        "Undo this", key=state.key(PAGE, "undo", entry.revision), icon=":material/undo:"
    ):
        ask(plan, entry)
    changes = finding.turned(
        entry.changeset.changes, f"{PAGE}-{entry.revision}", "cell or row", "cells and rows"
    )
    st.dataframe(
        pd.DataFrame([change_line(change) for change in changes], dtype="object"),
        hide_index=True,
        alt=f"What revision {entry.revision} changed, old and new",
    )


@st.dialog("Undo this change?", width="medium")
def ask(plan: Plan, entry: Entry) -> None:
    """Say what an undo would put back and what it would leave, and then do it."""
    back, left = log.way_back_from(plan, entry)
    if not back:
        st.markdown("Nothing can be put back: everything was changed since.")
    else:
        st.markdown(f"This will put things back as they were: **{described(back)}**.")
    if left:
        st.markdown(f"{counted(len(left), 'thing')} changed since and will be left:")
        st.markdown("\n".join(f"- {escaped(one.sentence)}" for one in left[:_LISTED]))
        if len(left) > _LISTED:
            st.caption(f"and {len(left) - _LISTED:,} more like these")
        for one in log.first_to_undo(plan, entry, left):
            st.markdown(f"**{frame.first_words(one)}**")
    st.caption("The undo is a change of its own, so it can be undone too.")
    if st.button(
        "Undo it",
        type="primary",
        disabled=not back,
        key=state.key(PAGE, "undo-now", entry.revision),
        on_click=frame.undo,
        args=(entry.revision,),
    ):
        st.rerun()
