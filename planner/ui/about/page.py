"""The page that answers “What are we doing on …?” for words typed beside any page."""

from __future__ import annotations

import streamlit as st

from planner.analysis.answers import Question
from planner.analysis.plans.about_answer import about_at_level
from planner.analysis.plans.release import at_level
from planner.choices import Classification
from planner.messages import _
from planner.plan import Plan
from planner.ui import frame, state
from planner.ui.about.search import PAGE, WORDS
from planner.ui.answer_view import answer_view
from planner.ui.markup import escaped
from planner.ui.words import t, told, voice


@frame.page(
    PAGE,
    _(
        "Programmes, actions, money, alerts and gaps on a place, a group, a risk factor, a "
        "ministry, an agenda or any words. Print the page with the browser."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    words = str(state.widget(WORDS) or "")
    level = st.segmented_control(
        t("Tell no more than may be told at this level."),
        list(Classification),
        default=Classification.RESTRICTED,
        required=True,
        format_func=lambda one: voice().answer(one),
        key=state.key(PAGE, "level"),
    )
    release = state.computed(at_level, plan, Classification(level or Classification.RESTRICTED))
    asked = Question(plan=plan, reference=state.reference(), on=state.today())
    if words:
        st.subheader(escaped(words), anchor=False)
    meant: list[str] = []
    found, answer = about_at_level(release, asked, words, told)
    while asks := {one.code: told(one.told) for one in found.meaning.asks}:
        which = st.segmented_control(
            told(answer.sentences[0]),
            list(asks),
            format_func=lambda one, names=asks: escaped(names[one]),
            key=state.key(PAGE, "meant", words, *meant),
        )
        if which is None:
            return
        meant.append(which)
        found, answer = about_at_level(release, asked, words, told, meant)
    answer_view(answer)
