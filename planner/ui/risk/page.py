"""The page of risks: levels by factor and situation, and the form in which one is assessed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.analysis.risk.picture import assessed_in_order, risk_picture
from planner.choices import Sighting
from planner.messages import Message, _
from planner.plan import Plan, table_named, title_of
from planner.reference import Indicator, Reference
from planner.tables import Observation, Rating, Situation, Source
from planner.ui import choosing, editor, frame, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.forms import FieldGroup, row_form
from planner.ui.marks import factor_words
from planner.ui.markup import escaped
from planner.ui.risk.chart import assessed_words, ratings_drawing
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import t, tn, told, voice

PAGE = "risks"
ASSESS = "assess"
FORM_WIDTH = 580
FORM = (
    FieldGroup(lines=(("level", "trend", "confidence"), ("why",))),
    FieldGroup(lines=(("judged_on", "judged_by"), ("source", "classification"))),
)
MARKS = {Sighting.PRESENT: "●", Sighting.ABSENT: "○", Sighting.UNCLEAR: "~"}


@frame.page(
    PAGE,
    _(
        "How strongly each risk factor shows in each situation, and on what evidence. Levels "
        "are never added up to one number."
    ),
)
def show(plan: Plan) -> None:
    """Draw the page."""
    reference = state.reference()
    _framework(plan, reference)
    part = section(PAGE, {ASSESS: _("Assess"), **titles_of(PAGE)})
    if part != ASSESS:
        draw_grids(plan, grids_of(PAGE)[part])
    elif plan.of(Situation):
        _assess(plan, reference)
    else:
        st.info(t("Add a situation first: the country, a district, or a country abroad."))
        editor.edit_table(plan, Situation)


def _framework(plan: Plan, reference: Reference) -> None:
    verified = sum(sign.is_verified for sign in reference.indicators)
    st.caption(
        t(
            "Framework: {framework}. Indicators compared with its wording: {verified} of {all}; "
            "the others are marked wherever they show.",
            framework=escaped(plan.details.framework) or _("not named yet"),
            verified=verified,
            all=len(reference.indicators),
        )
    )


def _assess(plan: Plan, reference: Reference) -> None:
    drawing = ratings_drawing(state.computed(risk_picture, plan))
    show_drawing(drawing, state.key(PAGE, "grid"), _open)
    with st.container(horizontal=True, gap="large"):
        with st.container(width=FORM_WIDTH):
            situation, factor = _choice(plan, reference)
            if situation is None or factor is None:
                st.info(t("Choose a situation and a risk factor."))
                return
            rating = _rating(plan, situation, factor)
            st.markdown(t("Now: **{level}**", level=assessed_words(rating)))
            row_form(
                plan,
                reference,
                rating,
                FORM,
                button=t("Save this assessment"),
                part=f"{situation} {factor}",
            )
        with st.container():
            _evidence(plan, reference, situation, int(factor))


def _choice(plan: Plan, reference: Reference) -> tuple[str | None, str | None]:
    factors = {str(factor.number): factor_words(factor) for factor in reference.risk_factors}
    left, right = st.columns([1, 2])
    label = partial(voice().label, table_named("ratings"))
    situation = choosing.choose(
        label("situation"),
        plan.names(Situation),
        state.key(PAGE, "situation"),
        first=True,
        place=left,
    )
    key = state.key(PAGE, "factor")
    factor = choosing.choose(label("risk_factor"), factors, key, first=True, place=right)
    return situation, factor


def _open(chosen: tuple[str, ...]) -> None:
    situation, factor = chosen
    choosing.hold(state.key(PAGE, "situation"), situation)
    choosing.hold(state.key(PAGE, "factor"), factor)


def _rating(plan: Plan, situation: str, factor: str) -> Rating:
    """The latest rating of that factor there, or a new one to fill in."""
    for rating in reversed(assessed_in_order(plan)):
        if (rating.situation, rating.risk_factor) == (situation, factor):
            return rating
    new_id = next(plan.next_ids(Rating))
    return Rating(id=new_id, situation=situation, risk_factor=factor, judged_on=state.today())


def _evidence(plan: Plan, reference: Reference, situation: str, number: int) -> None:
    factor = reference.factor_by_number[number]
    st.markdown(f"**{t('What it means.')}** {told(Message(factor.meaning))}")
    st.caption(
        t("Title and meaning as read in the United Nations Framework of Analysis.")
        if factor.is_verified
        else t("The wording was not compared with the United Nations Framework of Analysis.")
    )
    signs = {sign.number: sign for sign in reference.indicators if sign.risk_factor == number}
    seen = [
        row for row in plan.of(Observation) if row.situation == situation and row.indicator in signs
    ]
    st.markdown(f"**{t('Observations here: {number}', number=len(seen))}**")
    for row in seen:
        _observation(plan, row, signs[row.indicator])
    if not seen:
        st.caption(t("Nobody has recorded an indicator here yet; do so under Observations."))
    with st.expander(
        tn(
            "The {number} indicator of this risk factor",
            "All {number} indicators of this risk factor",
            len(signs),
        )
    ):
        st.markdown("\n".join(f"- {n} {escaped(told(sign.name))}" for n, sign in signs.items()))


def _observation(plan: Plan, row: Observation, sign: Indicator) -> None:
    source = plan.find(Source, row.source)
    status = f"{MARKS[row.status]} {voice().answer(row.status)}" if row.status else t("? Not said")
    parts = (
        escaped(row.evidence) or t("no evidence given"),
        voice().day(row.seen_on) or t("no date"),
        escaped(title_of(source)) if source else t("no source"),
    )
    st.markdown(f"{status}: **{sign.number}** {escaped(told(sign.name))}  \n{' · '.join(parts)}")
