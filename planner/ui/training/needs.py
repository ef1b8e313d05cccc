"""What each audience usually needs, as defaults to change, and the rules that ask for training."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from planner.analysis.training.usual_courses import UsualCourse, require, usual_courses
from planner.plan import Plan
from planner.reference.training import hooks, presets
from planner.tables import Audience
from planner.ui import frame, state
from planner.ui.wording import counted

PAGE = "training"


def show(plan: Plan) -> None:
    """Draw what is usually needed and not asked for, and let a person ask for it."""
    found = usual_courses(plan, presets())
    if found:
        _offer(plan, found)
    elif not plan.of(Audience):
        st.info(
            "No audience is named yet. Name them under “Records”, each with its kind; what that "
            "kind usually needs is then proposed here, as defaults to change."
        )
    else:
        st.success(
            "Every audience is asked for what its kind usually needs, or its kind is not said."
        )
    st.markdown("**Laws and promises that ask for training**")
    st.dataframe(hooks_table(), hide_index=True, alt="Rules that ask for training")


def _offer(plan: Plan, found: Sequence[UsualCourse]) -> None:
    st.markdown(
        f"**{counted(len(found), 'course')} that audiences of their kind usually need and nobody "
        "asks for here.** Targets, months and hours are planning defaults, not a standard: no "
        "published one was found. Choose rows, then change the figures under “Records”."
    )
    key = state.key(PAGE, "needs", plan.revision)
    chosen = st.dataframe(
        needs_table(found),
        hide_index=True,
        on_select="rerun",
        selection_mode="multi-row",
        key=key,
        alt="Usual needs that are not required yet",
    )
    picked = [found[row] for row in chosen["selection"]["rows"]]

    def add() -> None:
        frame.save(require(plan, picked), "Required from defaults", base_revision=plan.revision)

    st.button(
        f"Require {counted(len(picked), 'course')}" if picked else "Require the chosen",
        type="primary",
        disabled=not picked,
        on_click=add,
        icon=":material/playlist_add:",
    )


def needs_table(found: Sequence[UsualCourse]) -> pd.DataFrame:
    """One row for each audience and course."""
    return pd.DataFrame(
        {
            "Audience": one.audience.title,
            "Level": one.preset.level.label,
            "Course": one.title if one.course else f"{one.title} (new)",
            "Asked for by": one.preset.hook.title if one.preset.hook else "",
            "Posts": one.preset.scope.label,
            "Target, default": f"{one.preset.target:f} %",
            "Valid for months, default": one.preset.validity_months,
            "What for": one.preset.note,
            "Rests on": "a practice seen" if one.preset.basis == "seen" else "planning default",
        }
        for one in found
    )


def hooks_table() -> pd.DataFrame:
    """Every rule with how far its text was seen."""
    return pd.DataFrame(
        {
            "Rule": hook.title,
            "Who": hook.who,
            "Says, in short": hook.says,
            "Use in a plan": hook.use,
            "How far seen": hook.how_far_seen,
        }
        for hook in hooks()
    )
