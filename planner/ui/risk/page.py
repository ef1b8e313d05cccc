"""The page of risks: levels by factor and situation, and the form in which one is judged."""

from __future__ import annotations

import streamlit as st

from planner.choices import Sighting
from planner.plan import Plan, title_of
from planner.reference import Indicator, Reference
from planner.schema import Row
from planner.tables import MitigatingFactor, Observation, Rating, Situation, Source
from planner.ui import editor, frame, results, state
from planner.ui.charts.drawing import show_clickable
from planner.ui.forms import Group, row_form
from planner.ui.risk.chart import ratings_drawing
from planner.ui.sections import section
from planner.ui.wording import counted, escaped, level_words, trend_words

JUDGE = "Judge"
FORM_WIDTH = 580
GRIDS: dict[str, type[Row]] = {
    "All ratings": Rating,
    "Observations": Observation,
    "Mitigating factors": MitigatingFactor,
    "Situations": Situation,
    "Sources": Source,
}
FORM = (
    Group(lines=(("level", "trend", "confidence"), ("why",))),
    Group(lines=(("judged_on", "judged_by"), ("source", "classification"))),
)
MARKS = {Sighting.PRESENT: "●", Sighting.ABSENT: "○", Sighting.UNCLEAR: "~"}


@frame.guarded
def show() -> None:
    """Draw the page."""
    plan = frame.open_page(
        "risks",
        "How strongly each risk factor shows in each situation, and on what evidence. "
        "Levels are never added up to one number.",
    )
    if plan is None:
        return
    reference = state.reference()
    _framework(plan, reference)
    part = section("risks", [JUDGE, *GRIDS])
    if part in GRIDS:
        editor.edit_table(plan, GRIDS[part])
    elif plan.of(Situation):
        _judge(plan, reference)
    else:
        st.info("Add a situation first: the country, a district, or a country abroad.")
        editor.edit_table(plan, Situation)


def _framework(plan: Plan, reference: Reference) -> None:
    verified = sum(sign.is_verified for sign in reference.indicators)
    st.caption(
        f"Framework: {escaped(plan.details.framework) or 'not named yet'}. {verified} of its "
        f"{counted(len(reference.indicators), 'indicator')} have been compared with its wording; "
        "the others are marked wherever they show."
    )


def _judge(plan: Plan, reference: Reference) -> None:
    drawing = ratings_drawing(results.picture_of(plan))
    show_clickable(drawing, state.key("risks", "grid"), _open)
    with st.container(horizontal=True, gap="large"):
        with st.container(width=FORM_WIDTH):
            situation, factor = _choice(plan, reference)
            rating = _rating(plan, situation, factor)
            st.markdown(f"Now: **{level_words(rating.level)}** {trend_words(rating.trend)}")
            row_form(plan, reference, rating, FORM, button="Save this judgement")
        with st.container():
            _evidence(plan, reference, situation, int(factor))


def _choice(plan: Plan, reference: Reference) -> tuple[str, str]:
    situations = plan.names(Situation)
    factors = {str(factor.number): factor.title for factor in reference.risk_factors}
    left, right = st.columns([1, 2])
    situation = left.selectbox(
        "Situation",
        list(situations),
        format_func=lambda row_id: situations[row_id],
        key=state.key("risks", "situation"),
        persist_state="session",
    )
    factor = right.selectbox(
        "Risk factor",
        list(factors),
        format_func=lambda number: f"{number} {factors[number]}",
        key=state.key("risks", "factor"),
        persist_state="session",
    )
    return situation, factor


def _open(chosen: tuple[str, ...]) -> None:
    situation, factor = chosen
    state.set_widget(state.key("risks", "situation"), situation)
    state.set_widget(state.key("risks", "factor"), factor)


def _rating(plan: Plan, situation: str, factor: str) -> Rating:
    """The rating of that factor there, or a new one to fill in."""
    for rating in plan.of(Rating):
        if (rating.situation, rating.risk_factor) == (situation, factor):
            return rating
    new_id = next(plan.next_ids(Rating))
    return Rating(id=new_id, situation=situation, risk_factor=factor, judged_on=state.today())


def _evidence(plan: Plan, reference: Reference, situation: str, number: int) -> None:
    factor = reference.factor_by_number[number]
    st.markdown(f"**What it means.** {factor.meaning}")
    st.caption(f"Title and meaning: {factor.basis}.")
    signs = {sign.number: sign for sign in reference.indicators if sign.risk_factor == number}
    seen = [
        row for row in plan.of(Observation) if row.situation == situation and row.indicator in signs
    ]
    st.markdown(f"**Seen here** ({counted(len(seen), 'observation')})")
    for row in seen:
        _observation(plan, row, signs[row.indicator])
    if not seen:
        st.caption("Nobody has recorded an indicator here yet; do so under Observations.")
    with st.expander(f"All {counted(len(signs), 'indicator')} of this risk factor"):
        st.markdown("\n".join(f"- {n} {escaped(sign.marked_label)}" for n, sign in signs.items()))


def _observation(plan: Plan, row: Observation, sign: Indicator) -> None:
    source = plan.find(Source, row.source)
    status = f"{MARKS[row.status]} {row.status.label}" if row.status else "? Not said"
    told = [
        escaped(row.evidence) or "no evidence given",
        str(row.seen_on or "no date"),
        escaped(title_of(source)) if source else "no source",
    ]
    st.markdown(f"{status}: **{sign.number}** {escaped(sign.marked_label)}  \n{' · '.join(told)}")
