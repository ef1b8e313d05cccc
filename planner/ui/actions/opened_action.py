"""One action in full: its form, and all that belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from planner.analysis.actions.action_parts import LACKING, copied, open_places, rows_of, taken_out
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.money_answer import FUNDED_FROM_HALF, no_currency
from planner.changes import Changes, described, edit
from planner.messages import Message, Share, _, pgettext
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
from planner.ui import choosing, editor, frame, links, provenance, state
from planner.ui.actions import draft_dialog
from planner.ui.forms import FieldGroup, row_form
from planner.ui.markup import escaped
from planner.ui.sections import section
from planner.ui.words import t, told, voice


@dataclass(frozen=True)
class ActionPart:
    """A part of an open action: its fields, and the tables of what belongs to it."""

    title: Message
    fields: FieldGroup
    tables: tuple[type[Row], ...]

    def holds(self, name: str) -> bool:
        """Whether that column of actions, or that table, is edited here."""
        return name in self.fields.columns or name in {table_of(one).name for one in self.tables}


def _fields(*lines: str) -> FieldGroup:
    return FieldGroup(lines=tuple(tuple(line.split()) for line in lines))


PARTS: Final[dict[str, ActionPart]] = {
    "what": ActionPart(
        _("What and why"),
        _fields("title", "goal catalogue", "scope situation pillar classification"),
        (ActionRisk,),
    ),
    "who": ActionPart(
        pgettext("action", "Who"),
        _fields("lead post", "delivery route", "depends_on fallback"),
        (ActionPartner, ActionCommitment),
    ),
    "when": ActionPart(
        pgettext("action", "When"),
        _fields("start end status", "priority recurrent training_first"),
        (Milestone, ActionNeed),
    ),
    "money": ActionPart(
        pgettext("action", "Money"), _fields("cost_confidence no_cost_reason"), (Cost,)
    ),
    "law": ActionPart(_("Harm and law"), _fields("legal_basis legal_change"), (Harm, Safeguard)),
    "results": ActionPart(_("Results"), _fields(), (Measure, Update)),
}
FORM: Final = tuple(part.fields for part in PARTS.values())


def show(plan: Plan, reference: Reference, action: Action) -> None:
    """Draw the action: what it still lacks, and one of its parts."""
    _head(plan, reference, action)
    part = PARTS[section("action", {key: _called(plan, key, action) for key in PARTS})]
    save = t("Save this action")
    row_form(
        plan, reference, action, FORM, button=save, shown=partial(_shown, action.id), lead=lead
    )
    if Harm in part.tables:
        _anchors(action)
        _caution(reference, action)
    if Cost in part.tables:
        _sum(plan, action)
    for row_type in part.tables:
        _edit(plan, row_type, action)


def _called(plan: Plan, key: str, action: Action) -> str:
    """A part by its name, with how many of its rows lie changed and not saved."""
    part, place = PARTS[key], action.id
    changed = sum(editor.unsaved_rows(plan, row_type, place) for row_type in part.tables)
    name = told(part.title)
    return t("{part} · not saved: {number}", part=name, number=changed) if changed else name


def _shown(action_id: str) -> FieldGroup | None:
    """The fields of the part that is chosen by now; none once another action is open."""
    if choosing.held(editor.open_key("actions")) != action_id:
        return None
    chosen = state.widget(state.key("action", "section"))
    return PARTS[chosen or next(iter(PARTS))].fields


def lead(name: str) -> None:
    """Go to the part in which a column or a table is edited."""
    part = next(key for key, one in PARTS.items() if one.holds(name))
    state.set_widget(state.key("action", "section"), part)


def _head(plan: Plan, reference: Reference, action: Action) -> None:
    st.subheader(escaped(f"{action.id} {action.title}"), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        _lacking(state.computed(open_places, plan)[action.id], action)
        source = reference.action_by_id.get(action.catalogue)
        if source is not None and source.is_coercive:
            badge = t("Coercive ({kind})", kind=source.coercive)
            st.badge(badge, icon=":material/gavel:", color="orange")
        st.button(
            t("Copy"),
            icon=":material/content_copy:",
            type="tertiary",
            help=t("Another action like this one, with all that belongs to it."),
            on_click=_copy,
            args=(plan, action),
        )
        if st.button(t("Remove"), icon=":material/delete:", type="tertiary"):
            _remove(action)
        if st.button(t("Where it comes from"), icon=":material/search:", type="tertiary"):
            provenance.window(plan, action)


def _lacking(names: Sequence[str], action: Action) -> None:
    """What the action still lacks; each leads to the part in which it is entered."""
    st.markdown(t("Still open:") if names else t("✓ Complete."), width="content")
    for name in names:
        st.button(
            told(LACKING[name]),
            key=state.key("action", "lacks", action.id, name),
            type="tertiary",
            icon=":material/edit:",
            on_click=lead,
            args=(name,),
        )


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
    st.markdown(f"**{voice().table_label(declared)}.** :small[{voice().table_help(declared)}]")
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
        st.info(t("No cost line yet. Add one for each year, or say above why there is none."))
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
