"""What the decisions of a plan have taught, and what of it shall be forgotten."""

from __future__ import annotations

import streamlit as st

from planner.analysis.mapping import lessons_answer
from planner.analysis.mapping.lessons import Lesson
from planner.plan import Plan
from planner.tables import ForgottenLesson
from planner.ui import editor, state
from planner.ui.answer_view import answer_view
from planner.ui.mapping import decisions
from planner.ui.words import t, tn, told, voice

KEY = state.key("mapping", "forget")


def show(plan: Plan) -> None:
    """Draw what was learned, a way to forget some of it, and what is forgotten."""
    answer_view(state.computed(lessons_answer.learned_answer, plan))
    found = lessons_answer.lessons_of(plan)
    if found:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = st.multiselect(
                t("Proposals should leave out"),
                found,
                format_func=_named,
                key=KEY,
                placeholder=t("Type a word to search"),
            )
            st.button(
                tn("Forget {number} lesson", "Forget {number} lessons", len(chosen)),
                disabled=not chosen,
                on_click=_forget,
                args=(plan, tuple(chosen)),
            )
    if plan.of(ForgottenLesson):
        editor.edit_table(plan, ForgottenLesson)


def _named(lesson: Lesson) -> str:
    what = told(lessons_answer.said_by(lesson, state.reference()))
    decided = voice().answer(lessons_answer.state_of(lesson))
    return f"{lesson.words} → {what} · {decided} ({voice().number(len(lesson.programmes))})"


def _forget(plan: Plan, chosen: tuple[Lesson, ...]) -> None:
    what = tn("{number} lesson forgotten", "{number} lessons forgotten", len(chosen))
    if decisions.forget(plan, [(one.words, one.action) for one in chosen], what):
        revision, _last = decisions.queue().made[-1]
        state.tell(t("Saved: {what}.", what=what), undo=revision)
