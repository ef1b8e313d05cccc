"""Requirements added up by ministry, family, audience, course or level; women where given."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.training.requirements import Training
from planner.analysis.training.totals import BY, totals, women
from planner.analysis.training.training_answer import totals_table
from planner.messages import Message, Share, pgettext
from planner.plan import Plan
from planner.tables import Session
from planner.ui import state
from planner.ui.answer_view import table_view
from planner.ui.words import t, told

PAGE = "training"
_BY: Final[Mapping[str, Message]] = MappingProxyType(
    {
        "ministry": pgettext("added up by", "Ministry"),
        "family": pgettext("added up by", "Policy family"),
        "audience": pgettext("added up by", "Audience"),
        "course": pgettext("added up by", "Course"),
        "level": pgettext("added up by", "Level of course"),
    }
)


def show(plan: Plan, training: Training) -> None:
    """Draw the sums along one line of sight, posts in listed situations apart."""
    chosen = st.segmented_control(
        t("Added up by"),
        BY,
        default=BY[0],
        required=True,
        format_func=lambda one: told(_BY[one]),
        key=state.key(PAGE, "by"),
        persist_state="session",
    )
    by = chosen or BY[0]
    table_view(totals_table(plan, by, totals(plan, training, by)), state.key(PAGE, "totals", by))
    st.caption(
        t(
            "Held and required count certificates: a post with two required courses counts twice. "
            "“Listed” are posts in listed situations. Ending within 90 days, at most. Requirements "
            "whose posts nobody counted are unknown, in no sum, and never taken as zero."
        )
    )
    found = women(plan.of(Session), training.on)
    st.markdown(
        t(
            "**Women:** {share} of those trained ({women} of {trained}); sessions that do not say: "
            "{silent}.",
            share=Share(found.share),
            women=found.women,
            trained=found.trained,
            silent=found.silent,
        )
    )
