"""Named versions: give the present state a name, compare two, go back to one as a new changeset."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.changes import compare, described, insert
from planner.messages import NOTHING, Message, _, verbatim
from planner.plan import Plan, table_named
from planner.services.plans import open_plan
from planner.tables import Version
from planner.ui import finding, frame, state
from planner.ui.history.change_lines import changes_listing
from planner.ui.markup import escaped
from planner.ui.text_fields import text_field
from planner.ui.words import t, told

PAGE: Final = "history"


def versions(plan: Plan) -> None:
    """Draw the names of versions, what differs between two, and the way back to one."""
    with st.expander(told(table_named("versions").title), icon=":material/bookmark:"):
        _name(plan)
        named = {
            one.revision: verbatim(one.name)
            for one in plan.of(Version)
            if one.revision and one.revision <= plan.revision
        }
        if named:
            _compare(plan, {**named, plan.revision: named.get(plan.revision, _("now"))})


def _name(plan: Plan) -> None:
    declared = table_named("versions")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        key = state.key(PAGE, "version", len(plan.of(Version)))
        name = text_field(told(declared.label("name")), f"{key}:name")
        body = text_field(told(declared.label("body")), f"{key}:body")
        if st.button(t("Name the present state"), disabled=not name):
            row = Version(
                id=next(plan.next_ids(Version)),
                name=name,
                revision=plan.revision,
                on=state.today(),
                body=body,
            )
            reason = _("Version {name} named", name=row.name)
            if frame.save([insert(row)], reason, base_revision=plan.revision) is not None:
                state.forget_typed(key)
                st.rerun()


def _compare(plan: Plan, named: dict[int, Message]) -> None:
    def shown(revision: int) -> str:
        name = told(named.get(revision, NOTHING))
        return t("{name}, revision {number}", name=name, number=str(revision))

    left, right = st.columns(2)
    older = left.selectbox(
        t("From"), sorted(named), format_func=shown, key=state.key(PAGE, "older")
    )
    newer = right.selectbox(
        t("To"),
        sorted(named, reverse=True),
        format_func=shown,
        key=state.key(PAGE, "newer"),
    )
    if not st.toggle(t("Show what differs"), key=state.key(PAGE, "compare")):
        return
    before, after = (open_plan(*state.at(plan), revision) for revision in (older, newer))
    changes = compare(before, after)
    if not changes:
        st.caption(t("Nothing differs."))
        return
    st.markdown(escaped(told(described(changes))))
    alt = t("What differs, old and new")
    shown_ones = finding.turned(changes, f"{PAGE}-versions")
    changes_listing(after, shown_ones, alt, state.key(PAGE, "versions", str(len(shown_ones))))
    if newer == plan.revision and st.button(
        t("Go back to {name}", name=named.get(older, NOTHING)), icon=":material/undo:"
    ):
        back = [one for one in compare(plan, before) if one.table != "versions"]
        reason = _("Back to version {name}", name=named.get(older, NOTHING))
        if frame.save(back, reason, base_revision=plan.revision) is not None:
            st.rerun()
