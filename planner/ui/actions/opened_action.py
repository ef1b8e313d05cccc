"""One action in full: its form, and all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from planner.analysis.actions.action_parts import copied, open_points, rows_of, taken_out
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.money_answer import FUNDED_FROM_HALF, no_currency
from planner.changes import Changes, described, edit
from planner.messages import Message, Share, _
from planner.plan import Plan
from planner.reference import Reference
from planner.reference.training import legal_anchors
from planner.schema import Row, table_of
from planner.tables import (
    Action,
    ActionCommitment,
    ActionNeed,
    ActionPartner,
    ActionRisk,
    Cost,
    Harm,
    Measure,
    Milestone,
    Safeguard,
    Update,
)
from planner.ui import editor, frame, links, provenance, state
from planner.ui.actions import draft_dialog
from planner.ui.forms import FieldGroup, row_form
from planner.ui.markup import escaped
from planner.ui.sections import section
from planner.ui.words import t, told, voice

DETAILS: Final = "details"
FORM: Final = (
    FieldGroup(
        title=_("What"),
        lines=(("title",), ("goal", "catalogue"), ("scope", "situation", "pillar")),
    ),
    FieldGroup(title=_("Who"), lines=(("lead", "post"),)),
    FieldGroup(
        title=_("When"),
        lines=(("start", "end", "status"), ("priority", "recurrent", "training_first")),
    ),
    FieldGroup(
        title=_("On what footing"),
        lines=(
            ("delivery", "route"),
            ("depends_on", "fallback"),
            ("legal_basis", "legal_change"),
            ("classification",),
        ),
    ),
    FieldGroup(title=_("Cost"), lines=(("cost_confidence", "no_cost_reason"),)),
)
PARTS: Final[dict[str, tuple[Message, tuple[type[Row], ...]]]] = {
    "risks": (_("Risks and partners"), (ActionRisk, ActionPartner, ActionCommitment)),
    "needs": (table_of(ActionNeed).title, (ActionNeed,)),
    "harms": (table_of(Harm).title, (Harm, Safeguard)),
    "milestones": (table_of(Milestone).title, (Milestone,)),
    "costs": (_("Costs"), (Cost,)),
    "measures": (table_of(Measure).title, (Measure,)),
    "updates": (table_of(Update).title, (Update,)),
}


def show(plan: Plan, reference: Reference, action: Action) -> None:
    """Draw the action: what it still lacks, and one of its parts."""
    with st.container(border=True):
        _head(plan, reference, action)
        counts = {
            key: sum(len(rows_of(plan, row_type, action.id)) for row_type in row_types)
            for key, (_title, row_types) in PARTS.items()
        }
        titles = {key: title for key, (title, _types) in PARTS.items()}
        part = section("action", {DETAILS: _("Details"), **titles}, counts)
        if part == DETAILS:
            row_form(plan, reference, action, FORM, button=t("Save this action"))
            _anchors(action)
            return
        if part == "harms":
            _caution(reference, action)
        if part == "costs":
            _sum(plan, action)
        for row_type in PARTS[part][1]:
            _edit(plan, row_type, action)


def _head(plan: Plan, reference: Reference, action: Action) -> None:
    words, buttons = st.columns([4, 1.3], vertical_alignment="top")
    with words:
        st.subheader(escaped(f"{action.id} {action.title}"), anchor=False)
        missing = tuple(state.computed(open_points, plan)[action.id])
        st.markdown(t("Still open: {points}.", points=missing) if missing else t("✓ Complete."))
        source = reference.action_by_id.get(action.catalogue)
        if source is not None and source.is_coercive:
            badge = t("Coercive ({kind})", kind=source.coercive)
            st.badge(badge, icon=":material/gavel:", color="orange")
    with buttons.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            t("Copy"),
            icon=":material/content_copy:",
            help=t("Another action like this one, with all that belongs to it."),
            on_click=_copy,
            args=(plan, action),
        )
        if st.button(t("Remove"), icon=":material/delete:"):
            _remove(action)
        if st.button(t("Where it comes from"), icon=":material/search:"):
            provenance.window(plan, action)


def _copy(plan: Plan, action: Action) -> None:
    new_id, made = copied(plan, action.id, told)
    reason = _("Copy of action {id}", id=action.id)
    if frame.save(made, reason, base_revision=plan.revision) is not None:
        links.open_action(new_id)


def _remove(action: Action) -> None:
    def draw() -> None:
        plan = state.current_plan()
        if plan is None or plan.find(Action, action.id) is None:
            st.rerun()
            return
        made = taken_out(plan, action.id)
        goes = t(
            "**{action}** goes with all that belongs to it: {changes}.",
            action=escaped(action.title),
            changes=described(made),
        )
        st.markdown(goes)
        st.caption(t("You can undo this afterwards."))
        if st.button(
            t("Remove it"),
            type="primary",
            on_click=_save,
            args=(made, _("Action {id} removed", id=action.id)),
        ):
            st.rerun()

    frame.window(t("Remove this action?"), draw)


def _anchors(action: Action) -> None:
    """Draw the rules of law that an action may rest on, and a way to name one as its basis."""
    with st.expander(t("Legal anchors to choose from"), icon=":material/balance:"):
        known = {one.key: one for one in legal_anchors()}
        key = st.selectbox(
            voice().label(table_of(Action), "legal_basis"),
            list(known),
            index=None,
            format_func=lambda one: told(Message(known[one].title)),
            placeholder=t("Type a word to search"),
            key=state.key("action", "anchor", action.id),
        )
        if key is None:
            return
        anchor = known[key]
        for words in (anchor.says, anchor.use, anchor.how_far_seen):
            st.markdown(escaped(told(Message(words))))
        title = told(Message(anchor.title))
        named = "; ".join(filter(None, (action.legal_basis, title)))
        st.button(
            t("Add to the legal basis"),
            disabled=title in action.legal_basis,
            on_click=_save,
            args=(
                tuple(edit(action, replace(action, legal_basis=named))),
                _("Legal basis of action {id}", id=action.id),
            ),
        )


def _save(made: Changes, reason: Message) -> None:
    frame.save(made, reason)


def _edit(plan: Plan, row_type: type[Row], action: Action) -> None:
    declared = table_of(row_type)
    st.markdown(f"**{voice().table_label(declared)}.** {voice().table_help(declared)}")
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
        st.info(t("Tie the action to a catalogue action to see what it may aggravate."))
    else:
        draft_dialog.effects(reference, source)


def _sum(plan: Plan, action: Action) -> None:
    costs = state.computed(money, plan)
    total = costs.by_action.get(action.id, CostSum())
    if not total.lines:
        st.info(
            t("No cost line yet. Add one for each year, or say under Details why there is none.")
        )
        return
    st.markdown(
        t(
            "**Planning estimate {mid}**, from {low} to {high}; {share} funded; staff time "
            "{in_kind} (no new money).",
            mid=total.told("mid", costs.currency, short=True),
            low=total.told("low", "", short=True),
            high=total.told("high", "", short=True),
            share=Share(total.funded_share),
            in_kind=total.told("in_kind", costs.currency, short=True),
        )
    )
    st.caption(told(FUNDED_FROM_HALF))
    if total.no_currency:
        st.warning(told(no_currency(total)), icon=":material/help:")
