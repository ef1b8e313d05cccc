"""Conflicts side by side: as sent, as they say, as the plan is now, and which of them holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import streamlit as st

from planner.errors import PlannerError
from planner.merge.cases import (
    Case,
    ConflictKind,
    DecisionKind,
    MergeDecision,
    ReturnedValue,
    decision_of,
)
from planner.messages import _
from planner.plan import Plan, table_named
from planner.schema import Column, Kind, Value
from planner.services.returns.desk import ReturnDesk, bulk, decide
from planner.ui import finding, state
from planner.ui.columns import cell, options, typed
from planner.ui.markup import Markup, escaped, in_one_line, shortened
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.words import t, tn, told, voice

_CARDS: Final = 10  # conflicts on a screen
_OPEN, _DECIDED, EDIT = "open", "decided", "edit"
_NARROW: Final = 190

TableColumn = tuple[str, str]
"""A table and one of its columns; a blank column stands for all of them."""


def show(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw the filter, the way to settle many at once, and a card for each conflict."""
    if not desk.conflicts:
        st.success(t("Nothing contradicts anything."), icon=":material/check_circle:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _filtered(desk)
        with st.popover(t("Many at once"), icon=":material/checklist:"):
            _many_at_once(here, desk)
    page = finding.turned(shown, "returns-conflicts", _CARDS)
    for case in page:
        _card(here, desk, case)
    if not page:
        st.info(t("Nothing fits the filter."))


def _filtered(desk: ReturnDesk) -> tuple[Case, ...]:
    still_open = {case.key for case in desk.open}
    names = {
        _OPEN: t("To decide ({number})", number=len(still_open)),
        _DECIDED: t("Decided ({number})", number=len(desk.conflicts) - len(still_open)),
    }
    wanted = st.pills(
        t("Show"),
        list(names),
        selection_mode="multi",
        format_func=lambda one: names.get(one, str(one)),
        key=state.key(PAGE, "show"),
        label_visibility="collapsed",
    )
    owners = {file.key: file.ministry_name or file.file for file in desk.included}
    whose = st.selectbox(
        t("Ministry"),
        sorted(set(owners.values())),
        index=None,
        placeholder=t("All ministries"),
        key=state.key(PAGE, "conflicts-of"),
        label_visibility="collapsed",
        width=300,
    )
    return tuple(
        case
        for case in desk.conflicts
        if not wanted or (_OPEN if case.key in still_open else _DECIDED) in wanted
        if whose is None or whose in (owners[key] for key in case.by if key in owners)
    )


def _many_at_once(here: ReturnsSession, desk: ReturnDesk) -> None:
    """One answer to many conflicts: a button says how many it settles."""
    names = {file.ministry: file.ministry_name for file in desk.included if file.ministry}
    ministry = st.selectbox(
        t("Of"),
        sorted(names),
        index=None,
        format_func=lambda one: names.get(one, str(one)),
        placeholder=t("All ministries"),
        key=state.key(PAGE, "many-of"),
    )
    known = _columns_of(desk)
    columns = st.multiselect(
        t("Columns"),
        list(known),
        format_func=lambda one: known.get(one, str(one)),
        placeholder=t("All columns"),
        key=state.key(PAGE, "many-columns"),
    )
    for choice in (DecisionKind.THEIRS, DecisionKind.OURS):
        found = decisions(desk, choice, ministry or "", columns)
        number = len(found)
        label = (
            tn("Take theirs ({number} conflict)", "Take theirs ({number} conflicts)", number)
            if choice is DecisionKind.THEIRS
            else tn("Keep ours ({number} conflict)", "Keep ours ({number} conflicts)", number)
        )
        st.button(
            label,
            key=state.key(PAGE, "many", choice),
            disabled=not found,
            on_click=here.decide,
            args=(found,),
            width="stretch",
        )
    st.caption(
        t("Conflicts already decided stay so. Where ministries differ, theirs needs a name.")
    )
    decided: dict[str, MergeDecision | None] = {
        case.key: None for case in desk.conflicts if case.key in desk.decisions
    }
    st.button(
        t("Open all again"),
        key=state.key(PAGE, "many-open"),
        disabled=not decided,
        on_click=here.decide,
        args=(decided,),
        type="tertiary",
        icon=":material/replay:",
    )


def _columns_of(desk: ReturnDesk) -> Mapping[TableColumn, str]:
    """The columns with conflicts by their label, and whole tables, of which all columns count."""
    found: dict[TableColumn, str] = {}
    for case in desk.conflicts:
        table = table_named(case.table).title
        found.setdefault((case.table, ""), told(_("{table}: all columns", table=table)))
        if case.column:
            label = told(_("{table}: {column}", table=table, column=case.label))
            found.setdefault((case.table, case.column), label)
    return found


def decisions(
    desk: ReturnDesk, choice: DecisionKind, ministry: str, columns: list[TableColumn]
) -> dict[str, MergeDecision]:
    """The answer to every open conflict that fits and that it settles."""
    found: dict[str, MergeDecision] = {}
    for table, column in columns or [("", "")]:
        wanted = [column] if column else []
        found |= bulk(desk, choice, ministry=ministry, table=table, columns=wanted)
    undecided = {case.key for case in desk.open}
    found = {key: decision for key, decision in found.items() if key in undecided}
    still_open = {case.key for case in decide(desk, found).open}
    return {key: decision for key, decision in found.items() if key not in still_open}


def _card(here: ReturnsSession, desk: ReturnDesk, case: Case) -> None:
    plan = desk.merged.ours
    mark = f":orange[○ {t('To decide')}]"
    if case.key not in {one.key for one in desk.open}:
        mark = f":green[✓ {_decided_words(desk, case)}]"
    row = f"{told(table_named(case.table).row_title)} {case.id} {shortened(case.title, 90)}"
    with st.container(border=True, key=f"conflict-{case.table}-{case.id}-{case.column or 'row'}"):
        st.markdown(f"**{escaped(told(case.label))}** · {escaped(row)} · {mark}")
        if case.kind is ConflictKind.LOOSE:
            lost = t("They name a row that is not in the plan any more.")
            st.caption(f":material/link_off: {lost}")
        if case.kind is ConflictKind.GONE:
            _gone(plan, case)
        else:
            _side_by_side(plan, case)
        for doubt in case.doubts:
            st.markdown(f":material/help: {escaped(told(doubt.message))}")
        _answer(here, desk, case)


def _decided_words(desk: ReturnDesk, case: Case) -> str:
    """That a case is decided, and by whom where it was somebody else."""
    by = desk.answer(case).by
    own = not by or by == state.actor()
    return t("Decided") if own else t("Decided by {person}", person=escaped(by))


def _side_by_side(plan: Plan, case: Case) -> None:
    column = column_of(case)
    sent = {one.issued for one in case.returned}
    with st.grid(len(case.returned) + 1 + (len(sent) == 1), min_column_width=_NARROW):
        if len(sent) == 1:
            _version(t("As sent"), value_words(plan, column, case.issued), "")
        for one in case.returned:
            source = _where(one)
            if len(sent) > 1:
                was = t("sent as {value}", value=value_words(plan, column, one.issued))
                source = f"{source}; {was}"
            _version(escaped(one.ministry), value_words(plan, column, one.value), source)
        _version(t("The plan now"), value_words(plan, column, case.ours), _ours_words(case))


def _version(title: str, value: str, source: str) -> None:
    with st.container(gap="xxsmall"):
        st.caption(title)
        st.markdown(value if value.startswith(":") else f"**{value}**")
        if source:
            st.caption(source)


def value_words(plan: Plan, column: Column, value: Value) -> Markup:
    """The value as Markdown: rows and entries with their title, numbers in groups, or “blank”."""
    text = cell(column, value)
    if text is None:
        return Markup(f":gray[*{t('blank')}*]")
    known = options(column, plan, state.reference()) or {}
    shown = text if column.answers is None else voice().shown(column, value)
    return escaped(known.get(text) or shown)


def column_of(case: Case, name: str = "") -> Column:
    """The column that a case is about, or the one of that name in its table."""
    return table_named(case.table).column(name or case.column)


def _where(one: ReturnedValue) -> str:
    place = t("{file}: {sheet}, cell {cell}", file=one.file, sheet=one.sheet, cell=one.cell)
    return f":material/table_view: {escaped(place if one.cell else one.file)}"


def _ours_words(case: Case) -> str:
    """Who changed what the plan holds now, and when; else that it is as it was sent."""
    if case.ours_at is None:
        return t("as at the start of the plan")
    unchanged = all(one.issued == case.ours for one in case.returned)
    facts = {"person": case.ours_by, "when": _when(case.ours_at)}
    changed = (
        t("Not changed since; set by {person}, {when}", **facts)
        if unchanged and case.returned
        else t("Changed by {person}, {when}", **facts)
    )
    source = t("from {file}", file=case.ours_from) if case.ours_from else ""
    return in_one_line(", ", filter(None, (changed, source)))


def _when(at: datetime) -> str:
    local = at.astimezone()
    return f"{voice().day(local.date())}, {local:%H:%M}"


def _gone(plan: Plan, case: Case) -> None:
    """A row that was taken out here, and what they changed in it."""
    removed = t("Removed from the plan. They edited it:")
    if case.ours_at:
        facts = {"person": escaped(case.ours_by), "when": escaped(_when(case.ours_at))}
        removed = t("Removed from the plan by {person}, {when}. They edited it:", **facts)
    st.markdown(removed)
    lines = (
        f"- {escaped(one.ministry)}, {escaped(told(column.title))}: "
        f"{value_words(plan, column, one.issued)} → **{value_words(plan, column, one.value)}** "
        f"({_where(one)})"
        for one in case.returned
        for column in [column_of(case, one.column)]
    )
    st.markdown("\n".join(lines))


def _answer(here: ReturnsSession, desk: ReturnDesk, case: Case) -> None:
    known = {one.value: voice().fact(one.label) for one in case.answers}
    known |= {EDIT: t("Edit")} if case.takes_value else {}
    key = state.key(PAGE, "answer", case.key)
    typed_here = desk.answer(case).typed is not None
    decision = desk.decisions.get(case.key)
    is_value = decision is not None and decision.choice is DecisionKind.VALUE
    present = EDIT if typed_here or is_value else case.answer_of(decision) or None
    state.set_widget(key, present)
    st.segmented_control(
        t("What holds for {column} of {row}", column=case.label, row=case.id),
        list(known),
        format_func=lambda one: known.get(one, str(one)),
        key=key,
        label_visibility="collapsed",
        on_change=_answered,
        args=(here, case, key),
    )
    if present == EDIT:
        _edit(here, desk, case)


def _answered(here: ReturnsSession, case: Case, key: str) -> None:
    answer = state.widget(key)
    if answer == EDIT:
        text = cell(column_of(case), case.ours) or ""
        here.write(case.key, text, MergeDecision(choice=DecisionKind.VALUE, value=case.ours))
    else:
        here.decide({case.key: decision_of(answer or "")})


def _edit(here: ReturnsSession, desk: ReturnDesk, case: Case) -> None:
    """The field of a case that is edited: a list where there are answers, else a text."""
    column = column_of(case)
    key = state.key(PAGE, "value", case.key)
    answer = desk.answer(case)
    text = answer.typed or ""
    known = options(column, desk.merged.ours, state.reference())
    help_text = voice().help(table_named(case.table), column)
    facts = {"key": key, "on_change": _typed, "args": (here, case, key), "help": help_text}
    label = t("{column} of {row}", column=case.label, row=case.id)
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


def _typed(here: ReturnsSession, case: Case, key: str) -> None:
    text = str(state.widget(key) or "")
    try:
        value = typed(column_of(case), text)
    except PlannerError as failure:
        wrong = f"{told(failure.message)} {told(failure.hint)}".strip()
        here.write(case.key, text, None, wrong)
        return
    here.write(case.key, text, MergeDecision(choice=DecisionKind.VALUE, value=value))
