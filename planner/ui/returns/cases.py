"""What returns leave to a person: conflicts side by side, and questions with their own answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import streamlit as st

from planner.merge.cases import Case, ConflictKind, ReturnedValue, decision_of
from planner.messages import Message, _, paragraph, verbatim
from planner.plan import Plan, table_named
from planner.problems import Problem, ProposedAnswer
from planner.schema import Column, Value
from planner.services.returns.desk import ReturnDesk
from planner.ui import file_questions, state
from planner.ui.columns import cell, named, options
from planner.ui.markup import Markup, escaped, in_one_line, shortened
from planner.ui.returns.session import PAGE, ReturnsSession
from planner.ui.words import t, told, voice

_OPEN, _DECIDED = "open", "decided"
_NARROW: Final = 190


def conflicts(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw the filter, and every conflict with all versions side by side."""
    if not desk.conflicts:
        st.success(t("Nothing contradicts anything."), icon=":material/check_circle:")
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        shown = _filtered(desk)
    if not shown:
        st.info(t("Nothing fits the filter."))
    _ask(here, desk, shown)


def questions(here: ReturnsSession, desk: ReturnDesk) -> None:
    """Draw the questions; each has an answer unless another is given."""
    if not desk.questions:
        st.success(t("Nothing is left to ask."), icon=":material/check_circle:")
        return
    st.caption(t("Each has an answer already, the careful one. Change it where you know better."))
    _ask(here, desk, desk.questions)


def _ask(here: ReturnsSession, desk: ReturnDesk, cases: Sequence[Case]) -> None:
    by_key = {case.key: case for case in cases}
    file_questions.show(
        [_asked(desk, case) for case in cases],
        f"{PAGE}:cases",
        here.answer,
        lambda asked: _beside(desk, by_key[asked.key]),
    )


def _asked(desk: ReturnDesk, case: Case) -> Problem:
    """The case as a question, with the answer it has, and all that its column may hold.

    Where its versions stand over it side by side, they are not told again.
    """
    own = None if case.kind.is_conflict else decision_of(case.own_answer)
    asked = case.question(desk.decisions.get(case.key) or own)
    if not case.takes_value:
        return asked
    what = _("What holds for {column} of {row}", column=case.label, row=case.id)
    asked = replace(asked, message=what, hint=paragraph(*map(_sentence, case.doubts)))
    known = options(_column_of(case), desk.merged.ours, state.reference()) or {}
    values = (ProposedAnswer(value, label) for value, label in known.items())
    return replace(asked, answers=(*asked.answers, *values))


def _sentence(doubt: Problem) -> Message:
    return doubt.message if isinstance(doubt.message, Message) else verbatim(doubt.message)


def _beside(desk: ReturnDesk, case: Case) -> None:
    """What a case is about, over its question."""
    if case.kind is ConflictKind.LOOK_ALIKE:
        _look_alike(desk, case)
    if not case.kind.is_conflict:
        return
    plan, mark = desk.merged.ours, f":orange[○ {t('To decide')}]"
    if case.key not in {one.key for one in desk.open}:
        mark = f":green[✓ {_decided_words(desk, case)}]"
    row = f"{told(table_named(case.table).row_title)} {case.id} {shortened(case.title, 90)}"
    with st.container(key=f"conflict-{case.table}-{case.id}-{case.column or 'row'}"):
        st.markdown(f"**{escaped(told(case.label))}** · {escaped(row)} · {mark}")
        if case.kind is ConflictKind.LOOSE:
            lost = t("They name a row that is not in the plan any more.")
            st.caption(f":material/link_off: {lost}")
        if case.kind is ConflictKind.GONE:
            _gone(plan, case)
        else:
            _side_by_side(plan, case)


def _decided_words(desk: ReturnDesk, case: Case) -> str:
    """That a case is decided, and by whom where it was somebody else."""
    by = desk.drafts.author(case.key)
    own = not by or by == state.actor()
    return t("Decided") if own else t("Decided by {person}", person=escaped(by))


def _filtered(desk: ReturnDesk) -> tuple[Case, ...]:
    """The conflicts that a person wants to see: open or decided ones, those of a ministry."""
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


def _side_by_side(plan: Plan, case: Case) -> None:
    column = _column_of(case)
    sent = {one.issued for one in case.returned}
    with st.grid(len(case.returned) + 1 + (len(sent) == 1), min_column_width=_NARROW):
        if len(sent) == 1:
            _version(t("As sent"), _value_words(plan, column, case.issued), "")
        for one in case.returned:
            source = _where(one)
            if len(sent) > 1:
                was = t("sent as {value}", value=_value_words(plan, column, one.issued))
                source = f"{source}; {was}"
            _version(escaped(one.ministry), _value_words(plan, column, one.value), source)
        _version(t("The plan now"), _value_words(plan, column, case.ours), _ours_words(case))


def _version(title: str, value: str, source: str) -> None:
    with st.container(gap="xxsmall"):
        st.caption(title)
        st.markdown(value if value.startswith(":") else f"**{value}**")
        if source:
            st.caption(source)


def _value_words(plan: Plan, column: Column, value: Value) -> Markup:
    """The value as Markdown: rows and entries with their title, numbers in groups, or “blank”."""
    text = cell(column, value)
    if text is None:
        return Markup(f":gray[*{t('blank')}*]")
    known = options(column, plan, state.reference()) or {}
    shown = text if column.answers is None else voice().shown(column, value)
    return escaped(known.get(text) or shown)


def _column_of(case: Case, name: str = "") -> Column:
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
        f"{_value_words(plan, column, one.issued)} → **{_value_words(plan, column, one.value)}** "
        f"({_where(one)})"
        for one in case.returned
        for column in [_column_of(case, one.column)]
    )
    st.markdown("\n".join(lines))


def _look_alike(desk: ReturnDesk, case: Case) -> None:
    """A new row beside those that it resembles, what differs and what does not."""
    plan = desk.merged.ours
    new = next(row for row in desk.merged.new_rows if (row.table, row.id) == (case.table, case.id))
    found = (plan.rows(case.table).get(alike.id) for alike in case.alike)
    rows = {escaped(shortened(named(row), 60)): row for row in found if row is not None}
    st.table(
        [
            {
                "": escaped(told(column.title)),
                t("New row"): _value_words(plan, column, new.values[column.name]),
                **{
                    title: _value_words(plan, column, getattr(row, column.name))
                    for title, row in rows.items()
                },
            }
            for column in (_column_of(case, name) for name in new.values)
        ]
    )
