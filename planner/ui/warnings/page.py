"""The page of warnings: what waits for a decision, thresholds, trigger dates and who can warn."""

from __future__ import annotations

from functools import partial

import streamlit as st

from planner.analysis.registry import answered
from planner.analysis.warnings import replay_answer, warnings_answer
from planner.analysis.warnings.alerts import AlertClock, alerts
from planner.messages import _
from planner.plan import Plan, table_named
from planner.tables import Alert, Situation, Threshold
from planner.ui import editor, frame, state
from planner.ui.answer_view import answer_view, findings, sentences, table_view
from planner.ui.columns import named
from planner.ui.forms import FieldGroup, fill_in, row_form
from planner.ui.markup import escaped
from planner.ui.sections import draw_grids, grids_of, section, titles_of
from planner.ui.words import capital, t, told, voice

PAGE = "warnings"
DECIDE, REPLAY = "decide", "replay"
FORM = (FieldGroup(lines=(("decided_on", "decided_by"), ("decision",), ("why_not",))),)


@frame.page(
    PAGE, _("Which signs are watched, at which threshold a decision is due, and who can warn.")
)
def show(plan: Plan) -> None:
    """Draw the page."""
    clocks = state.computed(alerts, plan, state.today())
    parts = {DECIDE: warnings_answer.TITLE, REPLAY: replay_answer.REPLAY, **titles_of(PAGE)}
    part = section(PAGE, parts, {DECIDE: sum(one.is_open for one in clocks)})
    if part == DECIDE:
        _decide(plan, clocks)
    elif part == REPLAY:
        answer_view(state.computed(answered, plan, REPLAY, state.today()))
    else:
        draw_grids(plan, grids_of(PAGE)[part])


def _decide(plan: Plan, clocks: tuple[AlertClock, ...]) -> None:
    if not plan.of(Threshold):
        st.info(t("No threshold is set yet: say what has to be seen, and who decides."))
        editor.edit_table(plan, Threshold)
        return
    found = state.computed(answered, plan, "warnings", state.today())
    sentences(found)
    open_ones = [one for one in clocks if one.is_open]
    if not open_ones:
        st.success(t("No alert waits for a decision."))
    for place, one in enumerate(open_ones):
        _alert(plan, one, is_first=place == 0)
    findings([one for one in found.findings if one.targets[0].table != "alerts"], PAGE)
    for key in ("trigger_dates", "alerts", "thresholds", "unwatched", "partners"):
        if found.table(key).lines:
            table_view(found.table(key), state.key(PAGE, "table", key))


def _alert(plan: Plan, one: AlertClock, *, is_first: bool) -> None:
    """An open alert with its clock, what was crossed, who decides, and the way to decide it."""
    alert, threshold = one.alert, one.threshold
    with st.container(border=True):
        mark = "▲" if one.is_overdue or one.due is None else "◆"
        clock = capital(told(warnings_answer.clock_words(one)))
        what = escaped(threshold.threshold if threshold else alert.warning)
        st.markdown(f"{mark} **{escaped(clock)}** · {escaped(alert.id)} · {what}")
        st.caption(escaped(_details(plan, one)))
        if st.button(
            t("Decide"),
            key=state.key(PAGE, "decide", alert.id),
            type="primary" if is_first else "secondary",
            on_click=partial(fill_in, plan, alert, FORM, decided_on=str(state.today())),
        ):
            frame.window(escaped(named(alert)), partial(_form, plan, alert), "large")


def _form(plan: Plan, alert: Alert) -> None:
    row_form(plan, state.reference(), alert, FORM, button=t("Save the decision"))


def _details(plan: Plan, one: AlertClock) -> str:
    alert, threshold = one.alert, one.threshold
    label = partial(voice().label, table_named("alerts"))
    place = plan.find(Situation, threshold.situation) if threshold else None
    response = threshold.response if threshold else ""
    facts = (
        (label("raised_on"), voice().day(alert.raised_on)),
        (label("raised_by"), alert.raised_by),
        (label("grade"), voice().answer(alert.grade) if alert.grade else ""),
        (label("due"), voice().day(one.due)),
        (
            voice().label(table_named("warnings"), "decides"),
            (threshold.decides if threshold else "") or told(warnings_answer.NOBODY),
        ),
        (voice().label(table_named("warnings"), "response"), response),
    )
    said = [told(_("{label}: {value}", label=key, value=value)) for key, value in facts if value]
    return " · ".join(([place.name] if place else []) + said)
