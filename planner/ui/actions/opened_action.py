"""One action in full: its form, and all that belongs to it."""

from __future__ import annotations

import streamlit as st

from planner.analysis.actions.action_parts import copied, rows_of, taken_out
from planner.analysis.money.costs import CostSum
from planner.changes import Changes, described
from planner.plan import Plan
from planner.reference import Reference
from planner.schema import Row, table_of
from planner.tables import (
    Action,
    ActionCommitment,
    ActionPartner,
    ActionRisk,
    Cost,
    Harm,
    Measure,
    Milestone,
)
from planner.ui import editor, frame, links, provenance, results, state
from planner.ui.actions import draft_dialog
from planner.ui.forms import Group, row_form
from planner.ui.sections import section
from planner.ui.wording import escaped, percent_words, short_money
from planner.ui.words import told

DETAILS, RISKS, HARMS, COSTS = "Details", "Risks and partners", "Possible harms", "Costs"
MILESTONES, MEASURES = "Milestones", "Measures"
FORM = (
    Group(
        title="What", lines=(("title",), ("goal", "catalogue"), ("scope", "situation", "delivery"))
    ),
    Group(title="Who", lines=(("lead", "post"),)),
    Group(
        title="When",
        lines=(("start", "end", "status"), ("priority", "recurrent", "training_first")),
    ),
    Group(title="On what footing", lines=(("legal_basis",), ("fallback", "classification"))),
    Group(title="Cost", lines=(("cost_confidence", "no_cost_reason"),)),
)


def show(plan: Plan, reference: Reference, action: Action) -> None:
    """Draw the action: what it still lacks, and one of its parts."""
    _head(plan, reference, action)
    parts: dict[str, tuple[type[Row], ...]] = {
        RISKS: (ActionRisk, ActionPartner, ActionCommitment),
        HARMS: (Harm,),
        MILESTONES: (Milestone,),
        COSTS: (Cost,),
        MEASURES: (Measure,),
    }
    counts = {
        name: sum(len(rows_of(plan, row_type, action.id)) for row_type in row_types)
        for name, row_types in parts.items()
    }
    part = section("action", [DETAILS, *parts], counts)
    if part == DETAILS:
        row_form(plan, reference, action, FORM, button="Save this action")
        return
    if part == HARMS:
        _caution(reference, action)
    if part == COSTS:
        _sum(plan, action)
    for row_type in parts[part]:
        _edit(plan, row_type, action)


def _head(plan: Plan, reference: Reference, action: Action) -> None:
    words, buttons = st.columns([4, 1.3], vertical_alignment="top")
    with words:
        st.subheader(escaped(f"{action.id} {action.title}"), anchor=False)
        missing = results.open_points_of(plan)[action.id]
        st.markdown(
            f"Still open: {'; '.join(map(told, missing))}." if missing else "✓ Nothing is open."
        )
        source = reference.action_by_id.get(action.catalogue)
        if source is not None and source.is_coercive:
            st.badge(f"Coercive ({source.coercive})", icon=":material/gavel:", color="orange")
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            "Copy",
            icon=":material/content_copy:",
            help="Another action like this one, with all that belongs to it.",
            on_click=_copy,
            args=(plan, action),
        )
        if st.button("Take out", icon=":material/delete:"):
            _take_out(action)
        if st.button("Where it comes from", icon=":material/search:"):
            provenance.window(plan, action)


def _copy(plan: Plan, action: Action) -> None:
    new_id, made = copied(plan, action.id, told)
    if frame.save(made, f"Copy of action {action.id}", base_revision=plan.revision) is not None:
        links.open_action(new_id)


@st.dialog("Take this action out?")
def _take_out(action: Action) -> None:
    plan = state.current_plan()
    if plan is None or plan.find(Action, action.id) is None:
        st.rerun()
        return
    made = taken_out(plan, action.id)
    st.markdown(f"**{escaped(action.title)}** goes with all that belongs to it: {described(made)}.")
    st.caption("You can undo this afterwards.")
    if st.button(
        "Take it out",
        type="primary",
        on_click=_save,
        args=(made, f"Action {action.id} taken out"),
    ):
        st.rerun()


def _save(made: Changes, reason: str) -> None:
    frame.save(made, reason)


def _edit(plan: Plan, row_type: type[Row], action: Action) -> None:
    declared = table_of(row_type)
    st.markdown(f"**{declared.many}.** {declared.help}")
    editor.edit_table(
        plan,
        row_type,
        columns=[
            column.name
            for column in declared.columns
            if column.name not in ("id", "action", "goal")
        ],
        rows=rows_of(plan, row_type, action.id),
        part=action.id,
        defaults={"action": action.id},
        search=False,
    )


def _caution(reference: Reference, action: Action) -> None:
    source = reference.action_by_id.get(action.catalogue)
    if source is None:
        st.info("Tie the action to a catalogue action to see what it may aggravate.")
    else:
        draft_dialog.effects(reference, source)


def _sum(plan: Plan, action: Action) -> None:
    currency = plan.details.currency
    total = results.money_of(plan).by_action.get(action.id, CostSum())
    if not total.lines:
        st.info("No cost line yet. Add one for each year, or say under Details why there is none.")
        return
    st.markdown(
        f"**{short_money(total.mid, currency)}** to plan with, {short_money(total.low)} to "
        f"{short_money(total.high)}; {percent_words(total.funded_share)} funded; "
        f"staff time {short_money(total.in_kind, currency)} apart."
    )
