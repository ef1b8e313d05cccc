"""An alert raised from an incident: which thresholds are about it, and the form to raise one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from planner.analysis.warnings.thresholds import is_about
from planner.choices import Classification
from planner.messages import _
from planner.plan import Plan, table_named
from planner.schema import table_of
from planner.tables import Alert, Incident, Situation, Threshold
from planner.ui import choosing, editor, frame, state
from planner.ui.markup import escaped
from planner.ui.words import t, told, voice

PAGE = "risks"


def draw(plan: Plan) -> None:
    """Choose an incident, the latest first, and raise an alert on a threshold that is about it."""
    st.subheader(t("Raise an alert from an incident"), anchor=False)
    names = plan.names(Situation)
    latest = sorted(plan.of(Incident), key=lambda one: one.on or date.min, reverse=True)
    labels = {
        one.id: told(
            _(
                "{day}, {situation}: {what}",
                day=one.on,
                situation=names.get(one.situation, one.situation),
                what=one.what,
            )
        )
        for one in latest
    }
    label = voice().tell(table_named("incidents").row_title)
    chosen = choosing.choose(label, labels, state.key(PAGE, "incident"), first=True)
    incident = plan.find(Incident, chosen or "")
    if incident is None:
        return
    about = [
        one
        for one in plan.of(Threshold)
        if incident.indicator and is_about(one, incident.indicator, incident.situation)
    ]
    if not about:
        st.info(t("No threshold is about this incident. Set one under Warnings first."))
        frame.link("warnings", t("Warnings"))
    for place, threshold in enumerate(about):
        _offer(plan, incident, threshold, is_first=place == 0)


def _offer(plan: Plan, incident: Incident, threshold: Threshold, *, is_first: bool) -> None:
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        warnings = table_named("warnings")
        facts = {"decides": threshold.decides or t("nobody named")}
        facts["within_days"] = voice().fact(threshold.within_days)
        said = (
            t("{label}: {value}", label=voice().label(warnings, name), value=escaped(value))
            for name, value in facts.items()
        )
        st.markdown(f"**{escaped(threshold.threshold)}**  \n{' · '.join(said)}")
        if st.button(
            t("Raise an alert"),
            key=state.key(PAGE, "raise", threshold.id),
            type="primary" if is_first else "secondary",
            icon=":material/add_alert:",
        ):
            first = {
                "warning": threshold.id,
                "raised_on": state.today(),
                "classification": _strictest(incident, threshold),
            }
            editor.add(plan, table_of(Alert), first)


def _strictest(incident: Incident, threshold: Threshold) -> Classification | None:
    """The stricter marking of the two, so that an alert tells no more widely what they tell."""
    order = list(Classification)
    marked = [one.classification for one in (incident, threshold) if one.classification]
    return max(marked, key=order.index, default=None)
