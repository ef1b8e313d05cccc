"""The page of actions: all of them by goal, listed or in a grid, and one open in full."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from planner.analysis.actions.action_parts import open_points
from planner.analysis.answers import AnswerColumn, CellKind
from planner.analysis.money.costs import Money, money
from planner.analysis.registry import answered, answers_of
from planner.messages import Fact, Message, Sum, _
from planner.plan import Plan
from planner.reference import Reference
from planner.tables import Action, Goal
from planner.ui import choosing, editor, frame, links, state
from planner.ui.actions import draft_dialog, goal_move, opened_action
from planner.ui.answer_view import answer_view, sentences
from planner.ui.columns import named
from planner.ui.editor import Browse
from planner.ui.listing import columns_of
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import t

PAGE = links.ACTIONS


@frame.page(
    PAGE, _("What the plan commits to: each with one owner, dates, a cost and a legal footing.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    if not plan.of(Action):
        _first()
        return
    kinds = {kind.key: kind.title for kind in answers_of(PAGE)}
    part = section(PAGE, {PAGE: titles_of(PAGE)[PAGE], **kinds, **titles_of(PAGE)})
    if part == PAGE:
        _actions(plan, state.reference())
    elif part in kinds:
        answer_view(state.computed(answered, plan, part, state.today()))
    else:
        draw_grids(plan, grids_of(PAGE)[part])


def _first() -> None:
    with st.container(border=True):
        st.subheader(t("No action yet"), anchor=False)
        st.markdown(
            t(
                "The quickest way is from a gap: choose a risk factor that nothing covers, and a "
                "catalogue action that addresses it. Title, lead, dates and risk factors are "
                "filled in."
            )
        )
        with st.container(horizontal=True):
            if st.button(t("See the gaps"), type="primary", icon=":material/grid_on:"):
                links.go_to_part("coverage", "gaps")
            if st.button(t("Choose from the catalogue"), icon=":material/menu_book:"):
                draft_dialog.from_catalogue()


def _actions(plan: Plan, reference: Reference) -> None:
    """The actions by goal, what does not coerce first; one of them may be open."""
    if editor.open_row(plan, Action) is None:
        sentences(state.computed(answered, plan, "timeline", state.today()))
    shown = sorted(plan.of(Action), key=lambda one: _place(one, reference))
    browse = Browse(
        listed_columns(plan, state.computed(money, plan), state.computed(open_points, plan)),
        partial(opened_action.show, plan, reference),
        partial(_of_goal, plan),
    )
    editor.edit_table(plan, Action, rows=shown, browse=browse)


def _of_goal(plan: Plan, actions: Sequence[Action]) -> Sequence[Action]:
    """The actions of the goal that a person chooses, beside the door to the catalogue."""
    goals = {goal.id: named(goal) for goal in plan.of(Goal)} | {"": t("No goal yet")}
    goal = choosing.choose(
        t("Goal"), goals, state.key(PAGE, "goal"), placeholder=t("All goals"), width=240
    )
    if st.button(t("Add from the catalogue"), icon=":material/menu_book:"):
        draft_dialog.from_catalogue()
    left = actions if goal is None else [one for one in actions if one.goal == goal]
    if plan.of(Goal) and st.button(t("Move to a goal"), icon=":material/drive_file_move:"):
        goal_move.move(tuple(editor.listed_ids(PAGE)))
    return left


def _place(action: Action, reference: Reference) -> tuple[bool, str, bool, str]:
    """By goal; within one, what does not coerce first."""
    source = reference.action_by_id.get(action.catalogue)
    return not action.goal, action.goal, bool(source and source.is_coercive), action.id


def listed_columns(
    plan: Plan, costs: Money, lacking: Mapping[str, Sequence[Message | str]]
) -> tuple[AnswerColumn[Action], ...]:
    """The actions in few columns, with what each costs and what it still lacks."""

    def cost(action: Action) -> Fact:
        found = costs.by_action.get(action.id)
        return Sum(found.mid, costs.currency, short=True) if found else None

    def lacks(action: Action) -> Fact:
        return tuple(lacking[action.id]) or _("✓ nothing")

    first, title, *rest, goal = columns_of(plan, Action, "id title lead start end status goal")
    return (
        first,
        replace(title, width=46),
        *rest,
        AnswerColumn(key="cost", head=_("Cost"), measure=CellKind.SUM, value=cost),
        AnswerColumn(key="lacks", head=_("Still open"), measure=CellKind.TEXT, value=lacks),
        goal,
    )
