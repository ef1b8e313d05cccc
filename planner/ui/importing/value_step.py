"""The fourth step of an import: what the texts of list columns mean, one answer for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from planner.analysis.answers import CellKind
from planner.intake.rows import keeping
from planner.messages import _
from planner.plan import table_named
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.services.importing.meanings import ListColumn, Meaning, Sureness
from planner.ui import finding, state
from planner.ui.importing import names_to_codes
from planner.ui.importing.file_widgets import back_button, column, go_to, key, settle, settling
from planner.ui.listing import listing
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, tn, told, voice

BLANK: Final = ""
_PAGE: Final = 20  # texts asked about on one page
_TABLE: Final = 500  # texts listed that were understood
_LONG: Final = 120


def show(file: ImportFile, draft: ImportDraft) -> None:
    """Show what each text of a list column was understood as, and let a person choose."""
    if draft.chosen.holds_names:
        salt = names_to_codes.ask(key(file, "codes"), file.salt)
        file.draft = draft = draft if salt == draft.options.salt else draft.decide(salt=salt)
    if draft.is_imported:
        st.info(t("This file was imported before; its values are settled."))
    else:
        lists = draft.chosen.lists
        _lead(draft, lists)
        for listed in lists:
            if draft.in_question(listed):
                _asked(file, draft, listed)
        for listed in lists:
            _understood(file, draft, listed)
    _buttons(file, draft)


def _lead(draft: ImportDraft, lists: Sequence[ListColumn]) -> None:
    if not lists:
        st.markdown(t("No column of this file takes its values from a list. Go on."))
    elif any(draft.open(listed) for listed in lists):
        st.markdown(
            t("Say once what each of these texts means; it is remembered for the next file.")
        )
    else:
        st.markdown(t("Every text of a list column is understood or settled. Go on."))


def _asked(file: ImportFile, draft: ImportDraft, listed: ListColumn) -> None:
    """One list column with the texts that a person is asked about."""
    open_ = draft.open(listed)
    with st.container(border=True):
        left = t("{number} to settle", number=len(open_)) if open_ else t("settled")
        mark = ":material/help:" if open_ else ":material/check_circle:"
        where = (
            t("column “{header}”", header=listed.header)
            if listed.header
            else t("named above the table")
        )
        label = told(listed.column.title)
        st.markdown(f"**{escaped(label)}** · {escaped(where)} · {mark} {left}")
        if not listed.asks:
            st.caption(t("Any place may stand here. These only look like a country misspelt."))
        _bulk(file, draft, listed, open_)
        asked = draft.in_question(listed)
        name = f"values-{listed.column.name}"
        for meaning in finding.turned(asked, name, _PAGE):
            _line(file, draft, listed, meaning)


def _bulk(
    file: ImportFile, draft: ImportDraft, listed: ListColumn, open_: Sequence[Meaning]
) -> None:
    """One answer for many texts at once."""
    name = listed.column.name
    proposed = [one for one in open_ if one.judgement.sureness is Sureness.PROPOSED]
    strange = [one for one in open_ if one.judgement.sureness is Sureness.OPEN]
    with st.container(horizontal=True):
        if len(proposed) > 1:
            label = tn(
                "Accept the {number} proposal", "Accept the {number} proposals", len(proposed)
            )
            _give(file, listed, "accept", label, {m.text: m.judgement.value for m in proposed})
        if strange and listed.grows:
            label = tn("Add {number} new row", "Add {number} new rows", len(strange))
            _give(file, listed, "add", label, {m.text: m.text for m in strange})
        if strange:
            label = (
                tn("Leave out the rows of {number} text", "Leave out the rows of {number} texts",
                   len(strange))
                if listed.column.required
                else tn("Leave {number} text blank", "Leave {number} texts blank", len(strange))
            )  # fmt: skip
            _give(file, listed, "leave", label, {m.text: BLANK for m in strange})
        if draft.answers.get(name):
            st.button(
                t("Ask again"),
                key=key(file, "values", name, "over"),
                type="tertiary",
                on_click=settling(file, lambda one: one.ask_again(name)),
            )


def _give(
    file: ImportFile, listed: ListColumn, part: str, label: str, answers: Mapping[str, str | None]
) -> None:
    """A button that gives these answers."""
    name = listed.column.name
    st.button(
        label,
        key=key(file, "values", name, part, *answers if part == "yes" else ()),
        on_click=settling(file, lambda one: one.answer(name, answers)),
    )


def _line(file: ImportFile, draft: ImportDraft, listed: ListColumn, meaning: Meaning) -> None:
    """One text, what it may mean, and why."""
    judgement, name = meaning.judgement, listed.column.name
    with st.grid(3, min_column_width=220):
        with st.container(gap="xsmall"):
            st.markdown(f"**{escaped(shortened(meaning.text, _LONG))}**")
            rows = tn("{number} row", "{number} rows", meaning.count)
            st.caption(": ".join(filter(None, [rows, ", ".join(meaning.cells)])))
        _choice(file, draft, listed, meaning)
        with st.container(gap="xsmall"):
            st.caption(escaped(_why(draft, listed, meaning)))
            said = draft.answer_to(name, meaning.text)
            if judgement.sureness is Sureness.PROPOSED and said is None:
                answers = {meaning.text: judgement.value}
                _give(file, listed, "yes", t("Yes, that is it"), answers)


def _choice(file: ImportFile, draft: ImportDraft, listed: ListColumn, meaning: Meaning) -> None:
    judgement, name = meaning.judgement, listed.column.name
    said = draft.answer_to(name, meaning.text)
    shown = {answer.value: voice().fact(answer.label) for answer in judgement.answers}
    shown[BLANK] = _blank(draft, listed)
    if said is not None:
        shown.setdefault(said, said)
    at = key(file, "values", name, "one", meaning.text, said)
    st.selectbox(
        t("“{text}” means", text=meaning.text),
        list(shown),
        index=None if said is None else list(shown).index(said),
        format_func=lambda value: shown.get(value, str(value)),
        placeholder=t("Proposed: {answer}", answer=voice().fact(judgement.label))
        if judgement.sureness is Sureness.PROPOSED
        else t("Choose what it means"),
        key=at,
        on_change=settling(file, lambda one: one.answer(name, {meaning.text: state.widget(at)})),
        label_visibility="collapsed",
    )


def _blank(draft: ImportDraft, listed: ListColumn) -> str:
    """What becomes of a text that is left blank."""
    if listed.column.required:
        return t("Leave these rows out")
    noted = keeping.note_of(table_named(draft.found.table)) is not None
    return t("Blank; the text goes into the note") if noted else t("Blank")


def _why(draft: ImportDraft, listed: ListColumn, meaning: Meaning) -> str:
    name, judgement = listed.column.name, meaning.judgement
    if draft.is_last_answer(name, meaning.text):
        return t("As settled for this ministry's last file.")
    if draft.answer_to(name, meaning.text) is not None:
        return t("As you say.")
    if judgement.sureness is Sureness.PROPOSED:
        answer = voice().fact(judgement.label)
        return t("Proposed: {answer}. {why}", answer=answer, why=judgement.why)
    return told(judgement.why)


def _understood(file: ImportFile, draft: ImportDraft, listed: ListColumn) -> None:
    """The texts that leave no doubt, folded away, with a way to say otherwise."""
    asked = {one.text for one in draft.in_question(listed)}
    sure = {one.text: one for one in listed.meanings if one.text not in asked}
    if not sure:
        return
    name = listed.column.name
    title = tn(
        "{column}: {number} text understood",
        "{column}: {number} texts understood",
        len(sure),
        column=listed.column.title,
    )
    with st.expander(title, icon=":material/check_circle:"):
        alt = t("Texts of {column} and their meaning", column=listed.column.title)
        listing(list(sure.values())[:_TABLE], _COLUMNS, alt=alt)
        if len(sure) > _TABLE:
            st.caption(t("and {number} more", number=len(sure) - _TABLE))
        at = key(file, "values", name, "other", len(sure))

        def reopen() -> None:
            if meaning := sure.get(state.widget(at) or ""):
                answers = {meaning.text: meaning.judgement.value}
                settle(file, lambda one: one.answer(name, answers))

        st.selectbox(
            t("One of them means something else"),
            list(sure),
            index=None,
            placeholder=t("Choose the text"),
            key=at,
            on_change=reopen,
            width=420,
        )


_COLUMNS: Final = (
    column("text", _("In the file"), lambda one: one.text),
    column("means", _("Understood as"), lambda one: one.judgement.label),
    column("why", _("Why"), lambda one: one.judgement.why),
    column("rows", _("Rows"), lambda one: one.count, CellKind.COUNT),
    column("cells", _("First"), lambda one: one.cells),
)


def _buttons(file: ImportFile, draft: ImportDraft) -> None:
    blockers = draft.blockers
    for blocker in blockers:
        st.markdown(f":material/pending: {escaped(told(blocker))}")
    with st.container(horizontal=True):
        st.button(
            t("See what will happen"),
            type="primary",
            key=key(file, "to-effect"),
            disabled=bool(blockers),
            on_click=_continue,
            args=(file,),
        )
        back_button(file, Step.COLUMNS)


def _continue(file: ImportFile) -> None:
    if settle(file, ImportDraft.settle_answers):
        go_to(file, Step.EFFECT)
