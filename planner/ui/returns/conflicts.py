"""Conflicts side by side: as sent, as they say, as the plan is now, and which of them holds."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.plan import Plan, table_named
from planner.schema import Kind
from planner.services.returns import Case, ConflictKind, DecisionKind, Desk, MergeDecision, Theirs
from planner.ui import finding, state
from planner.ui.columns import cell, options, typed
from planner.ui.returns import many_at_once
from planner.ui.returns.case_words import (
    BLANK,
    EDIT,
    answer_of,
    answers,
    column_of,
    decision_of,
    value_words,
)
from planner.ui.returns.work import PAGE, Work
from planner.ui.wording import escaped, shortened

_CARDS: Final = 10  # conflicts on a screen
_TO_DECIDE, _DECIDED = "To decide", "Decided"
_NARROW: Final = 190


def show(work: Work, desk: Desk) -> None:
    """Draw the filter, the way to settle many at once, and a card for each conflict."""
    if not desk.conflicts:
        st.success("Nothing contradicts anything.", icon=":material/check_circle:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _filtered(desk)
        with st.popover("Many at once", icon=":material/checklist:"):
            many_at_once.show(work, desk)
    page = finding.turned(shown, "returns-conflicts", _CARDS)
    for case in page:
        _card(work, desk, case)
    if not page:
        st.info("Nothing fits the filter.")


def _filtered(desk: Desk) -> tuple[Case, ...]:
    still_open = {case.key for case in desk.open}
    counts = {
        _TO_DECIDE: len(still_open),
        _DECIDED: len(desk.conflicts) - len(still_open),
    }
    wanted = st.pills(
        "Show",
        list(counts),
        selection_mode="multi",
        format_func=lambda one: f"{one} ({counts[one]:,})",
        key=state.key(PAGE, "show"),
        label_visibility="collapsed",
    )
    names = {file.key: file.ministry_name or file.file for file in desk.included}
    whose = st.selectbox(
        "Ministry",
        sorted(set(names.values())),
        index=None,
        placeholder="All ministries",
        key=state.key(PAGE, "conflicts-of"),
        label_visibility="collapsed",
        width=300,
    )
    return tuple(
        case
        for case in desk.conflicts
        if not wanted or (_TO_DECIDE if case.key in still_open else _DECIDED) in wanted
        if whose is None or whose in (names[key] for key in case.by if key in names)
    )


def _card(work: Work, desk: Desk, case: Case) -> None:
    plan = desk.merged.ours
    is_open = case.key in {one.key for one in desk.open}
    mark = ":orange[○ To decide]" if is_open else f":green[✓ Decided{_by(work, case)}]"
    table = table_named(case.table).one
    with st.container(border=True, key=f"conflict-{case.table}-{case.id}-{case.column or 'row'}"):
        st.markdown(
            f"**{escaped(case.label)}** of {table.lower()} {escaped(case.id)} "
            f"{escaped(shortened(case.title, 90))} · {mark}"
        )
        if case.kind is ConflictKind.LOOSE:
            st.caption(":material/link_off: They name a row that is not in the plan any more.")
        if case.kind is ConflictKind.GONE:
            _gone(plan, case)
        else:
            _side_by_side(plan, case)
        _answer(work, desk, case)


def _by(work: Work, case: Case) -> str:
    """Who decided, where it was somebody else."""
    by = work.answer(case).by
    return f" by {escaped(by)}" if by and by != state.actor() else ""


def _side_by_side(plan: Plan, case: Case) -> None:
    column = column_of(case)
    sent = {one.issued for one in case.theirs}
    with st.grid(len(case.theirs) + 1 + (len(sent) == 1), min_column_width=_NARROW):
        if len(sent) == 1:
            _version("As sent", value_words(plan, column, case.issued), "")
        for one in case.theirs:
            was = "" if len(sent) == 1 else f"; sent as {value_words(plan, column, one.issued)}"
            _version(escaped(one.ministry), value_words(plan, column, one.value), _where(one) + was)
        _version("The plan now", value_words(plan, column, case.ours), ours_words(case))


def _version(title: str, value: str, source: str) -> None:
    with st.container(gap="xxsmall"):
        st.caption(title)
        st.markdown(value if value == BLANK else f"**{value}**")
        if source:
            st.caption(source)


def _where(one: Theirs) -> str:
    place = f"{one.sheet}, cell {one.cell}" if one.cell else "no cell"
    return f":material/table_view: {escaped(one.file)}: {escaped(place)}"


def ours_words(case: Case) -> str:
    """Who changed what the plan holds now, and when; else that it is as it was sent."""
    if case.ours_at is None:
        return "as at the start of the plan"
    unchanged = all(one.issued == case.ours for one in case.theirs)
    verb = "Not changed since; set" if unchanged and case.theirs else "Changed"
    source = f", from {escaped(case.ours_from)}" if case.ours_from else ""
    return f"{verb} by {escaped(case.ours_by)}, {_when(case.ours_at)}{source}"


def _when(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day} {local:%B %Y, %H:%M}"


def _gone(plan: Plan, case: Case) -> None:
    """A row that was taken out here, and what they changed in it."""
    by = f" by {escaped(case.ours_by)}, {_when(case.ours_at)}" if case.ours_at else ""
    st.markdown(f"Taken out of the plan{by}. They edited it:")
    lines = (
        f"- {escaped(one.ministry)}, {column_of(case, one.column).label}: "
        f"{value_words(plan, column_of(case, one.column), one.issued)} → "
        f"**{value_words(plan, column_of(case, one.column), one.value)}** ({_where(one)})"
        for one in case.theirs
    )
    st.markdown("\n".join(lines))


def _answer(work: Work, desk: Desk, case: Case) -> None:
    known = answers(case)
    key = state.key(PAGE, "answer", case.key)
    typed_here = work.answer(case).typed is not None
    present = EDIT if typed_here else answer_of(case, desk.decisions.get(case.key))
    state.set_widget(key, present)
    st.segmented_control(
        f"What holds for {case.label} of {case.id}",
        list(known),
        format_func=lambda one: known.get(one, str(one)),
        key=key,
        label_visibility="collapsed",
        on_change=_answered,
        args=(work, case, key),
    )
    if present == EDIT:
        _edit(work, desk, case)


def _answered(work: Work, case: Case, key: str) -> None:
    answer = state.widget(key)
    if answer == EDIT:
        text = cell(column_of(case), case.ours) or ""
        work.write(case.key, text, MergeDecision(choice=DecisionKind.VALUE, value=case.ours))
    else:
        work.decide({case.key: decision_of(answer)})


def _edit(work: Work, desk: Desk, case: Case) -> None:
    """The field of a case that is edited: a list where there are answers, else a text."""
    column = column_of(case)
    key = state.key(PAGE, "value", case.key)
    answer = work.answer(case)
    text = answer.typed or ""
    known = options(column, desk.merged.ours, state.reference())
    facts = {"key": key, "on_change": _typed, "args": (work, case, key), "help": column.help}
    label = f"{column.label} of {case.id}"
    if known is not None:
        state.set_widget(key, text if text in known else None)
        st.selectbox(label, list(known), format_func=lambda one: known.get(one, str(one)), **facts)
        return
    state.set_widget(key, text)
    if column.kind is Kind.NOTE:
        st.text_area(label, height=90, **facts)
    else:
        st.text_input(label, **facts)
    if answer.wrong:
        st.error(escaped(answer.wrong), icon=":material/error:")


def _typed(work: Work, case: Case, key: str) -> None:
    text = str(state.widget(key) or "")
    try:
        value = typed(column_of(case), text)
    except PlannerError as failure:
        work.write(case.key, text, None, str(failure))
        return
    work.write(case.key, text, MergeDecision(choice=DecisionKind.VALUE, value=value))
