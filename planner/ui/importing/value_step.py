"""The fourth step of an import: what the texts of list columns mean, one answer for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from planner.errors import PlannerError
from planner.intake.inspection import FoundTable
from planner.plan import Plan, table_named
from planner.services.importing.meanings import ListColumn, Meaning, Sureness
from planner.services.importing.pseudonyms import holds_names
from planner.ui import finding, frame, state
from planner.ui.importing import names_to_codes
from planner.ui.importing.work import Intake, Step
from planner.ui.wording import counted, escaped, shortened

BLANK: Final = ""
_PAGE: Final = 20  # texts asked about on one page
_TABLE: Final = 500  # texts listed that were understood
_LONG: Final = 120


def show(intake: Intake, found: FoundTable, plan: Plan) -> None:
    """Show what each text of a list column was understood as, and let a person choose."""
    if holds_names(found):
        intake.salt = names_to_codes.ask(_key(intake, "codes"), intake.fresh)
    names = holds_names(found) and intake.salt is None
    if not intake.answers.said and (before := intake.taken_in_at(plan)) is not None:
        st.info(f"This file was taken in at revision {before}; its values are settled.")
        _buttons(intake, {}, names=names)
        return
    lists = intake.lists(plan)
    open_ = intake.answers.open(lists)
    _summary(lists, open_)
    for listed in lists:
        if intake.answers.in_question(listed):
            _asked(intake, found, listed)
    for listed in lists:
        _understood(intake, listed)
    _buttons(intake, open_, names=names)


def _summary(lists: Sequence[ListColumn], open_: Mapping[str, int]) -> None:
    if not lists:
        st.markdown("No column of this file takes its values from a list. Go on.")
    elif open_:
        st.markdown(
            "Some texts of the file are in no list of the planner. Say once what each of them "
            "means; it holds for every row that says it, and is remembered for the next file."
        )
    else:
        st.markdown(
            "Every text of a list column is understood or settled. Look through them, or go on."
        )


def _key(intake: Intake, *part: object) -> str:
    return state.key("importing", "values", intake.round, intake.number, intake.table, *part)


def _asked(intake: Intake, found: FoundTable, listed: ListColumn) -> None:
    """One list column with the texts that a person is asked about."""
    name = listed.column.name
    open_ = listed.open(intake.answers.of(name))
    with st.container(border=True):
        left = f"{len(open_)} to settle" if open_ else "settled"
        mark = ":material/help:" if open_ else ":material/check_circle:"
        where = f"column “{listed.header}”" if listed.header else "named above the table"
        st.markdown(f"**{escaped(listed.column.label)}** · {escaped(where)} · {mark} {left}")
        if not listed.asks:
            st.caption("Any place may stand here. These only look like a country misspelt.")
        _bulk(intake, listed, open_)
        asked = intake.answers.in_question(listed)
        for meaning in finding.turned(asked, f"values-{name}", "text", "texts", _PAGE):
            _line(intake, found, listed, meaning)


def _bulk(intake: Intake, listed: ListColumn, open_: Sequence[Meaning]) -> None:
    """One answer for many texts at once."""
    proposed = [one for one in open_ if one.sureness is Sureness.PROPOSED]
    strange = [one for one in open_ if one.sureness is Sureness.OPEN]
    answers: dict[str, Mapping[str, str]] = {}
    if len(proposed) > 1:
        answers[f"Take the {len(proposed)} proposals"] = {one.text: one.value for one in proposed}
    if strange and listed.adds:
        one, many = listed.adds, table_named(listed.column.refers).many.lower()
        new = f"a new {one} of this" if len(strange) == 1 else f"new {many} of these {len(strange)}"
        answers[f"Make {new}"] = {meaning.text: meaning.text for meaning in strange}
    if strange:
        what = "this" if len(strange) == 1 else f"these {len(strange)}"
        leave = f"Leave out the rows of {what}" if listed.column.required else f"Leave {what} blank"
        answers[leave] = {meaning.text: BLANK for meaning in strange}
    name = listed.column.name
    with st.container(horizontal=True):
        for label, said in answers.items():
            key = _key(intake, name, "all", label)
            st.button(label, key=key, on_click=_give, args=(intake, listed, said))
        if intake.answers.of(name):
            key = _key(intake, name, "over")
            st.button(
                "Ask again", key=key, type="tertiary", on_click=_ask_again, args=(intake, name)
            )


def _line(intake: Intake, found: FoundTable, listed: ListColumn, meaning: Meaning) -> None:
    """One text, what it may mean, and why."""
    with st.grid(3, min_column_width=220):
        with st.container(gap="xsmall"):
            st.markdown(f"**{escaped(shortened(meaning.text, _LONG))}**")
            cells = ", ".join(meaning.cells)
            st.caption(f"{counted(meaning.count, 'row')}{f': {cells}' if cells else ''}")
        _choice(intake, found, listed, meaning)
        with st.container(gap="xsmall"):
            st.caption(escaped(_why(intake, listed, meaning)))
            said = intake.answers.to(listed.column.name, meaning.text)
            if meaning.sureness is Sureness.PROPOSED and said is None:
                st.button(
                    "Yes, that is it",
                    key=_key(intake, listed.column.name, "yes", meaning.text),
                    on_click=_give,
                    args=(intake, listed, {meaning.text: meaning.value}),
                )


def _choice(intake: Intake, found: FoundTable, listed: ListColumn, meaning: Meaning) -> None:
    said = intake.answers.to(listed.column.name, meaning.text)
    shown = {answer.value: answer.label for answer in meaning.answers}
    shown[BLANK] = _blank(found, listed)
    if said is not None:
        shown.setdefault(said, said)
    proposed = meaning.sureness is Sureness.PROPOSED
    key = _key(intake, listed.column.name, "one", meaning.text, said)
    st.selectbox(
        f"“{meaning.text}” means",
        list(shown),
        index=None if said is None else list(shown).index(said),
        format_func=lambda value: shown.get(value, str(value)),
        placeholder=f"Proposed: {meaning.label}" if proposed else "Choose what it means",
        key=key,
        on_change=_chosen,
        args=(intake, listed, meaning, key),
        label_visibility="collapsed",
    )


def _blank(found: FoundTable, listed: ListColumn) -> str:
    """What becomes of a text that is left blank."""
    if listed.column.required:
        return "Leave these rows out"
    return "Blank; the text goes into the note" if table_named(found.table).notes else "Blank"


def _why(intake: Intake, listed: ListColumn, meaning: Meaning) -> str:
    if intake.answers.is_last(listed.column.name, meaning.text):
        return "As settled for this ministry's last file."
    if intake.answers.to(listed.column.name, meaning.text) is not None:
        return "As you say."
    if meaning.sureness is Sureness.PROPOSED:
        return f"Proposed: {meaning.label}, {meaning.why}."
    return f"{meaning.why[:1].upper()}{meaning.why[1:]}."


def _understood(intake: Intake, listed: ListColumn) -> None:
    """The texts that leave no doubt, folded away, with a way to say otherwise."""
    name = listed.column.name
    asked = {one.text for one in intake.answers.in_question(listed)}
    sure = [one for one in listed.meanings if one.text not in asked]
    if not sure:
        return
    what = counted(len(sure), "text")
    with st.expander(f"{listed.column.label}: {what} understood", icon=":material/check_circle:"):
        shown = sure[:_TABLE]
        table = pd.DataFrame(
            {
                "In the file": [one.text for one in shown],
                "Understood as": [one.label for one in shown],
                "Why": [one.why for one in shown],
                "Rows": [one.count for one in shown],
                "First": [", ".join(one.cells) for one in shown],
            }
        )
        st.dataframe(
            table, hide_index=True, alt=f"Texts of {listed.column.label} and their meaning"
        )
        if len(sure) > len(shown):
            st.caption(f"and {len(sure) - len(shown):,} more")
        key = _key(intake, name, "other", len(sure))
        st.selectbox(
            "One of them means something else",
            [one.text for one in sure],
            index=None,
            placeholder="Choose the text",
            key=key,
            on_change=_reopen,
            args=(intake, listed, key),
            width=420,
        )


def _buttons(intake: Intake, open_: Mapping[str, int], *, names: bool) -> None:
    if names:
        st.markdown(":material/pending: Names have to become codes before anything is taken in.")
    if open_:
        left = ", ".join(f"{count} in {label}" for label, count in open_.items())
        st.markdown(f":material/pending: Still to settle: {escaped(left)}.")
    with st.container(horizontal=True):
        st.button(
            "See what will happen",
            type="primary",
            key=_key(intake, "continue"),
            disabled=bool(open_) or names,
            on_click=_continue,
            args=(intake,),
        )
        st.button("Back", key=_key(intake, "back"), on_click=_back, args=(intake,))


def _give(intake: Intake, listed: ListColumn, said: Mapping[str, str]) -> None:
    intake.answers.give(listed.column.name, said)


def _ask_again(intake: Intake, column: str) -> None:
    intake.answers.said.pop(column, None)


def _chosen(intake: Intake, listed: ListColumn, meaning: Meaning, key: str) -> None:
    value: str | None = state.widget(key)
    intake.answers.give(listed.column.name, {meaning.text: value})


def _reopen(intake: Intake, listed: ListColumn, key: str) -> None:
    """Ask about a text that was understood, beginning with what it was understood as."""
    text: str | None = state.widget(key)
    meaning = next((one for one in listed.meanings if one.text == text), None)
    if meaning is not None:
        intake.answers.give(listed.column.name, {meaning.text: meaning.value})


def _back(intake: Intake) -> None:
    intake.step = Step.COLUMNS


def _continue(intake: Intake) -> None:
    try:
        intake.settle_values()
    except PlannerError as failure:
        frame.tell_refusal(failure)
        return
    intake.step = Step.EFFECT
