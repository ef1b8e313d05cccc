"""The window in which several actions are given to another goal at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from planner.changes import edit
from planner.messages import _
from planner.plan import Plan
from planner.tables import Action, Goal
from planner.ui import choosing, frame, state
from planner.ui.columns import named
from planner.ui.listing import columns_of, ticked
from planner.ui.words import t, tn


def move(ids: Sequence[str]) -> None:
    """Let a person tick which of the actions go to which goal; one change, undone as one."""
    frame.window(t("Move actions to a goal"), lambda: _drawn(ids), "large")


def _drawn(ids: Sequence[str]) -> None:
    plan, key = state.current_plan(), state.key("actions", "move")
    if plan is None or state.session().has_changed_plan:
        st.rerun()
        return
    to = choosing.choose(
        t("Goal"),
        {goal.id: named(goal) for goal in plan.of(Goal)} | {"": t("No goal yet")},
        key,
        placeholder=t("Choose the goal that they serve"),
    )
    actions = [one for one in plan.of(Action) if one.id in set(ids) and one.goal != to]
    chosen = ticked(
        actions,
        columns_of(plan, Action, "id title goal"),
        alt=t("Actions to move; tick those that go"),
        key=f"{key}:{to}:{hash(tuple(ids))}",
        tall=8,
        all_first=False,
    )
    st.button(
        tn("Move {number} action", "Move {number} actions", len(chosen)),
        type="primary",
        key=f"{key}:now",
        disabled=to is None or not chosen,
        on_click=_move,
        args=(plan, chosen, to),
    )


def _move(plan: Plan, chosen: Sequence[Action], goal: str) -> None:
    made = [change for one in chosen for change in edit(one, replace(one, goal=goal))]
    reason = _("Actions moved to another goal: {ids}", ids=tuple(one.id for one in chosen))
    if frame.save(made, reason, base_revision=plan.revision) is not None:
        choosing.hold(state.key("actions", "move"), None)
