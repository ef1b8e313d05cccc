"""Risk factors assessed one after the other: the form, and beside it what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from planner.analysis.risk.assessments import AGE_LABELS, Assessment, assessments
from planner.analysis.risk.risk_answer import change
from planner.choices import Level, Sighting
from planner.messages import Message
from planner.plan import Plan, table_named, title_of
from planner.reference import Indicator, Reference, RiskFactor
from planner.schema import table_of
from planner.tables import Observation, Rating, Situation, Source
from planner.ui import choosing, editor, state
from planner.ui.forms import FieldGroup, fill_in, row_form
from planner.ui.marks import factor_words, level_words
from planner.ui.markup import escaped
from planner.ui.risk.chart import assessed_words
from planner.ui.words import t, told, voice

PAGE = "risks"
FORM_WIDTH = 580
FORM = (
    FieldGroup(lines=(("level", "trend", "confidence"), ("why",))),
    FieldGroup(lines=(("judged_on", "judged_by"), ("source", "classification"))),
)
MARKS = {Sighting.PRESENT: "●", Sighting.ABSENT: "○", Sighting.UNCLEAR: "~"}
KEYS = {"1": Level.NOT_OBSERVED, "2": Level.LOW, "3": Level.MODERATE, "4": Level.HIGH}


def draw(plan: Plan, reference: Reference) -> None:
    """Choose a situation and a factor; assess it, and go on to the next."""
    situation, factor = _choice(plan, reference)
    if situation is None or factor is None:
        st.info(t("Choose a situation and a risk factor."))
        return
    found = next(
        one
        for one in state.computed(assessments, plan, state.today())
        if (one.situation.id, str(one.factor.number)) == (situation, factor)
    )
    with st.container(horizontal=True, gap="large"):
        with st.container(width=FORM_WIDTH):
            _last(found)
            _form(plan, reference, found)
        with st.container():
            _evidence(plan, reference, found)


def _choice(plan: Plan, reference: Reference) -> tuple[str | None, str | None]:
    factors = {str(factor.number): factor_words(factor) for factor in reference.risk_factors}
    left, right = st.columns([3, 5])
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
    _turning(factor, list(factors))
    return situation, factor


def _turning(factor: str | None, order: list[str]) -> None:
    """The ways to the factors before and after the one that is open."""
    at = order.index(factor) if factor in order else 0
    with st.container(horizontal=True):
        for word, shortcut, to in ((t("Back"), "P", at - 1), (t("Next"), "N", at + 1)):
            st.button(
                word,
                key=state.key(PAGE, "to", shortcut),
                shortcut=shortcut,
                disabled=not 0 <= to < len(order),
                on_click=_go,
                args=(order[to % len(order)],),
            )


def _go(factor: str) -> None:
    choosing.hold(state.key(PAGE, "factor"), factor)


def _last(found: Assessment) -> None:
    """The last assessment with its reason and its move, which the new one is held against."""
    rating = found.rating
    if rating is None or not found.is_known:
        st.markdown(t("Last assessed: **{level}**", level=level_words(Level.NOT_ASSESSED)))
    else:
        when = voice().day(rating.judged_on) or told(AGE_LABELS[found.age])
        parts = (
            t("Last assessed: **{level}**", level=assessed_words(rating)),
            escaped(when),
            escaped(told(AGE_LABELS[found.age])) if rating.judged_on else "",
            escaped(voice().fact(change(found))) if found.before else "",
        )
        st.markdown(" · ".join(filter(None, parts)))
    if rating and rating.why:
        st.caption(escaped(rating.why))


def _form(plan: Plan, reference: Reference, found: Assessment) -> None:
    situation, number = found.situation.id, found.factor.number
    rating, part = rating_for(plan, found), f"{situation} {number}"
    with st.container(horizontal=True):
        for shortcut, level in KEYS.items():
            st.button(
                level_words(level),
                key=state.key(PAGE, "level", shortcut),
                shortcut=shortcut,
                on_click=_set_level,
                args=(plan, rating, part, level),
            )
    is_last = number == reference.risk_factors[-1].number
    row_form(
        plan,
        reference,
        rating,
        FORM,
        button=t("Save this assessment") if is_last else t("Save and next"),
        part=part,
        saved=None if is_last else partial(_go, str(number + 1)),
    )
    if rating.id in plan.rows(table_of(rating).name):
        st.caption(t("This corrects the assessment of today."))
    else:
        st.caption(t("This is kept as a new assessment; the one before stays as it was."))


def _set_level(plan: Plan, rating: Rating, part: str, level: Level) -> None:
    fill_in(plan, rating, FORM, part, level=level.value)


def rating_for(plan: Plan, found: Assessment) -> Rating:
    """The rating of today to correct, or a new one that starts where the last one ended.

    What it rests on is not taken over: a level that stays is confirmed with its own reason.
    """
    last, today = found.rating, state.today()
    if last and last.judged_on == today:
        return last
    new = Rating(
        id=next(plan.next_ids(Rating)),
        situation=found.situation.id,
        risk_factor=str(found.factor.number),
        judged_on=today,
    )
    if last is None:
        return new
    names = ("level", "trend", "confidence", "judged_by", "classification")
    return replace(new, **{name: getattr(last, name) for name in names})


def _evidence(plan: Plan, reference: Reference, found: Assessment) -> None:
    factor, situation = found.factor, found.situation.id
    _meaning(factor)
    seen: dict[str, list[Observation]] = {}
    for row in plan.of(Observation):
        if row.situation == situation:
            seen.setdefault(row.indicator, []).append(row)
    signs = [sign for sign in reference.indicators if sign.risk_factor == factor.number]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(
            t(
                "**Indicators observed here: {observed} of {all}**",
                observed=sum(sign.number in seen for sign in signs),
                all=len(signs),
            )
        )
        if st.button(
            t("Add an observation"),
            key=state.key(PAGE, "observe"),
            shortcut="O",
            icon=":material/add:",
        ):
            first = {"situation": situation, "indicator": signs[0].number}
            editor.add(plan, table_of(Observation), first | {"seen_on": state.today()})
    st.markdown("\n".join(_indicator(plan, sign, seen.get(sign.number, ())) for sign in signs))


def _meaning(factor: RiskFactor) -> None:
    st.markdown(f"**{t('What it means.')}** {escaped(told(Message(factor.meaning)))}")
    st.caption(
        t("Title and meaning as read in the United Nations Framework of Analysis.")
        if factor.is_verified
        else t("The wording was not compared with the United Nations Framework of Analysis.")
    )


def _indicator(plan: Plan, sign: Indicator, seen: Sequence[Observation]) -> str:
    """An indicator as a line, with the latest observation of it below."""
    name = f"{sign.number} {escaped(told(sign.name))}"
    latest = max(seen, key=lambda one: one.seen_on or date.min, default=None)
    if latest is None:
        return f"- {name}"
    source = plan.find(Source, latest.source)
    status = latest.status
    parts = (
        f"{MARKS[status]} {voice().answer(status)}" if status else t("? Not said"),
        escaped(latest.evidence) or t("no evidence given"),
        voice().day(latest.seen_on) or t("no date"),
        escaped(title_of(source)) if source else t("no source"),
    )
    return f"- **{name}**  \n  {' · '.join(parts)}"
