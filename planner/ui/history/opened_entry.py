"""A change of the plan opened: what it changed, old beside new, and the way back from it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.changes import Change, Changes, Entry, OriginKind, described
from planner.messages import Message, _
from planner.plan import Plan
from planner.services.returns.status import DECISION_COLUMNS, decisions
from planner.ui import finding, frame, state
from planner.ui.history import log
from planner.ui.history.change_lines import ChangeLine, changes_listing
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told

PAGE: Final = "history"
_LISTED: Final = 20


def show(plan: Plan, entry: Entry) -> None:
    """Draw what the change did, with a button that takes it back."""
    made = entry.changeset
    head = t("Revision {number}: {reason}", number=entry.revision, reason=escaped(made.reason))
    st.subheader(head, anchor=False)
    if made.origin.kind is OriginKind.CREATION:
        st.caption(t("This is how the plan began; it cannot be undone."))
    elif st.button(
        t("Undo this"), key=state.key(PAGE, "undo", entry.revision), icon=":material/undo:"
    ):
        ask(plan, entry)
    changes = finding.turned(made.changes, f"{PAGE}-{entry.revision}")
    alt = t("What revision {number} changed, old and new", number=entry.revision)
    key = state.key(PAGE, "changes", entry.revision, len(changes))
    chosen = changes_listing(plan, changes, alt, key)
    if chosen is not None and made.origin.kind is not OriginKind.CREATION:
        _put_back(plan, entry, chosen)
    if made.origin.kind is OriginKind.RETURN:
        _decisions(plan, entry)


def _decisions(plan: Plan, entry: Entry) -> None:
    """What was decided where returns and the plan differed, by whom, of which values."""
    found = decisions(*state.at(plan), entry.revision)
    if found:
        st.markdown(f"**{t('What was decided of the returns')}**")
        alt = t("Decisions on returns: all values, which was taken, and by whom")
        listing(found, DECISION_COLUMNS, alt=alt)


def _put_back(plan: Plan, entry: Entry, change: Change) -> None:
    """Offer to put one change back alone, or say what stands against it."""
    back, kept = log.way_back_from(plan, entry, change)
    for one in kept:
        st.caption(escaped(told(one.sentence)))
    line = ChangeLine(plan=plan, change=change)
    reason = _(
        "Put back as before revision {number}: {what}", number=entry.revision, what=line.what
    )
    st.button(
        t("Put back this alone: {row}, {what}", row=change.id, what=line.what),
        key=state.key(PAGE, "put-back", entry.revision, change.id),
        disabled=not back,
        on_click=lambda: _save(back, reason),
        icon=":material/undo:",
        help=t("Only this is put back as it was; the rest of the change stays."),
    )


def _save(back: Changes, reason: Message) -> None:
    frame.save(back, reason)


def ask(plan: Plan, entry: Entry) -> None:
    """Say what an undo would put back and what it would leave, and then do it."""
    frame.window(t("Undo this change?"), lambda: _way_back(plan, entry), "medium")


def _way_back(plan: Plan, entry: Entry) -> None:
    back, kept = log.way_back_from(plan, entry)
    if back:
        what = described(back)
        st.markdown(t("This will put things back as they were: **{changes}**.", changes=what))
    else:
        st.markdown(t("Nothing can be put back: everything was changed since."))
    if kept:
        st.markdown(
            tn(
                "{number} thing changed since and will be left:",
                "{number} things changed since and will be left:",
                len(kept),
            )
        )
        st.markdown("\n".join(f"- {escaped(told(one.sentence))}" for one in kept[:_LISTED]))
        if len(kept) > _LISTED:
            st.caption(t("and {number} more like these", number=len(kept) - _LISTED))
        for one in log.first_to_undo(plan, entry, kept):
            st.markdown(f"**{frame.first_words(one)}**")
    st.caption(t("The undo is a change of its own, so it can be undone too."))
    if st.button(
        t("Undo it"),
        type="primary",
        disabled=not back,
        key=state.key(PAGE, "undo-now", entry.revision),
        on_click=frame.undo,
        args=(entry.revision,),
    ):
        st.rerun()
