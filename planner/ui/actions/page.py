"""The page of actions: all of them by goal, one open in full, or all in one grid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from planner.analysis.money.costs import Money
from planner.messages import Message
from planner.plan import Plan, title_of
from planner.reference import Reference
from planner.schema import Row, table_of
from planner.tables import Action, Goal, Ministry
from planner.ui import dialogs, editor, frame, links, results, state
from planner.ui.actions import draft_dialog, opened_action
from planner.ui.sections import section
from planner.ui.wording import counted, short_money, shortened
from planner.ui.words import told
from planner.values import fold

PAGE = links.ACTIONS
ONE, ALL = "One by one", "All in a grid"
GRIDS: dict[str, type[Row]] = {ALL: Action, "Goals": Goal}
NO_GOAL = "No goal yet"


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "actions",
        "What the plan commits to: each with one owner, dates, a cost and a legal footing.",
    )
    if plan is None:
        return
    if not plan.of(Action):
        _first()
        return
    part = section(PAGE, [ONE, *GRIDS], {ALL: len(plan.of(Action)), "Goals": len(plan.of(Goal))})
    if part in GRIDS:
        editor.edit_table(plan, GRIDS[part])
        return
    reference = state.reference()
    shown = _filtered(plan, reference)
    _list(plan, shown)
    _open(plan, reference, shown)


def _first() -> None:
    with st.container(border=True):
        st.subheader("No action yet", anchor=False)
        st.markdown(
            "The quickest way is from a gap: choose a risk factor that nothing covers, and a "
            "catalogue action that addresses it. Title, lead, dates and risk factors are filled in."
        )
        with st.container(horizontal=True):
            if st.button("See the gaps", type="primary", icon=":material/grid_on:"):
                frame.go("coverage")
            if st.button("Choose from the catalogue", icon=":material/menu_book:"):
                draft_dialog.from_catalogue()


def _filtered(plan: Plan, reference: Reference) -> tuple[Action, ...]:
    goals = {goal.id: f"{goal.id} {goal.title}" for goal in plan.of(Goal)} | {"": NO_GOAL}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        goal = st.selectbox(
            "Goal",
            list(goals),
            index=None,
            format_func=lambda one: goals.get(one, str(one)),
            placeholder="All goals",
            key=state.key(PAGE, "goal"),
            persist_state="session",
            width=300,
        )
        words = st.text_input("Search", type="search", key=state.key(PAGE, "search"), width=210)
        if st.button("Add from the catalogue", icon=":material/menu_book:"):
            draft_dialog.from_catalogue()
        if st.button("Add an empty one", icon=":material/add:"):
            dialogs.add(plan, table_of(Action), {})
    wanted = fold(words or "")
    found = [
        one
        for one in plan.of(Action)
        if (goal is None or one.goal == goal) and wanted in fold(f"{one.id} {one.title}")
    ]
    return tuple(sorted(found, key=lambda one: _place(one, reference)))


def _place(action: Action, reference: Reference) -> tuple[bool, str, bool, str]:
    """By goal; within one, what does not coerce first."""
    source = reference.action_by_id.get(action.catalogue)
    return not action.goal, action.goal, bool(source and source.is_coercive), action.id


def _list(plan: Plan, shown: Sequence[Action]) -> None:
    if not shown:
        st.info("No action fits the filter.")
        return
    key = state.key(PAGE, "list")

    def choose() -> None:
        rows = (state.widget(key) or {}).get("selection", {}).get("rows", ())
        if rows:
            links.open_action(shown[rows[0]].id)

    st.dataframe(
        action_table(plan, results.money_of(plan), results.open_points_of(plan), shown),
        hide_index=True,
        height=300 if len(shown) > 7 else "content",
        column_config={
            "Action": st.column_config.TextColumn(width=400),
            "Still open": st.column_config.TextColumn(width=300),
        },
        on_select=choose,
        selection_mode="single-row",
        key=key,
        alt="Actions; choose one to open it below",
    )
    st.caption(
        f"{counted(len(shown), 'action')} shown. Choose one in the list or in the field below."
    )


def action_table(
    plan: Plan, money: Money, lacking: Mapping[str, Sequence[Message]], shown: Sequence[Action]
) -> pd.DataFrame:
    """The actions in few columns, with what each still lacks."""
    goals: Mapping[str, str] = {row.id: shortened(title_of(row), 40) for row in plan.of(Goal)}
    ministries = plan.names(Ministry)
    return pd.DataFrame(
        {
            "Id": one.id,
            "Action": one.title,
            "Lead": ministries.get(one.lead, ""),
            "From": one.start,
            "To": one.end,
            "Status": one.status.label if one.status else "",
            "Cost": _cost(money, one.id),
            "Still open": "; ".join(map(told, lacking[one.id])) or "✓ nothing",
            "Goal": goals.get(one.goal, NO_GOAL),
        }
        for one in shown
    )


def _cost(money: Money, action_id: str) -> str:
    found = money.by_action.get(action_id)
    return short_money(found.mid) if found else ""


def _open(plan: Plan, reference: Reference, shown: Sequence[Action]) -> None:
    names = {one.id: f"{one.id} {one.title}" for one in plan.of(Action)}
    key = links.open_action_key()
    if state.widget(key) not in names:
        state.set_widget(key, (shown or plan.of(Action))[0].id)
    chosen = st.selectbox(
        "Open",
        list(names),
        format_func=lambda one: names[one],
        key=key,
        persist_state="session",
    )
    with st.container(border=True):
        opened_action.show(plan, reference, plan.get(Action, chosen))
