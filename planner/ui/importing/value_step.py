"""The fourth step of an import: what the texts of list columns mean, one answer for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from planner.plan import table_named
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.services.importing.meanings import Judgement, ListColumn, Meaning, Sureness
from planner.ui import finding, state
from planner.ui.importing.file_widgets import back_button, go_to, key, settle, settling
from planner.ui.markup import escaped, shortened
from planner.ui.words import t, tn, told, voice

BLANK: Final = ""
_PAGE: Final = 20  # texts asked about on one page
_LONG: Final = 120


def show(file: ImportFile, draft: ImportDraft) -> None:
    """Show what each text of a list column was understood as, and let a person choose."""
    if draft.chosen.holds_names:
        salt = _ask_for_codes(key(file, "codes"), file.salt)
        file.draft = draft = draft if salt == draft.options.salt else draft.decide(salt=salt)
    if draft.is_imported:
        st.info(t("This file was imported before; its values are settled."))
    else:
        _lists(file, draft)
    _buttons(file, draft)


def _ask_for_codes(key: str, fresh: bytes) -> bytes | None:
    """What codes are to be made with, once a person agrees; None until then.

    `fresh` are random bytes for those who give no phrase.
    """
    said = t(
        "The column of holders holds names. The planner keeps no names: a code takes the place of "
        "each, and neither the names nor the way back are kept."
    )
    st.warning(said, icon=":material/badge:")
    phrase = st.text_input(
        t("Your office's secret phrase, for the same codes next time"),
        type="password",
        help=t("The phrase is used once and not stored. Write it down in a safe place."),
        key=f"{key}:phrase",
    )
    st.caption(
        t("With another phrase, or none, the same people come out as new ones and count twice.")
    )
    if not st.checkbox(t("Replace names with codes"), key=f"{key}:agree"):
        return None
    return phrase.encode() if phrase else fresh


def _lists(file: ImportFile, draft: ImportDraft) -> None:
    lists = draft.chosen.lists
    if not lists:
        st.markdown(t("No column of this file takes its values from a list. Go on."))
    elif any(draft.open(listed) for listed in lists):
        st.markdown(t("Say once what each text means; it is remembered for the next file."))
    else:
        st.markdown(t("Every text of a list column is understood or settled. Go on."))
    asked = {listed.column.name: draft.in_question(listed) for listed in lists}
    sure = sum(len(one.meanings) - len(asked[one.column.name]) for one in lists)
    shows_all = sure and st.toggle(
        tn(
            "Show {number} text that is understood", "Show {number} texts that are understood", sure
        ),
        key=key(file, "values", "all"),
    )
    for listed in lists:
        if texts := listed.meanings if shows_all else asked[listed.column.name]:
            _list(file, draft, listed, texts)


def _list(
    file: ImportFile, draft: ImportDraft, listed: ListColumn, texts: Sequence[Meaning]
) -> None:
    """One list column with the texts that a person is asked about."""
    open_, name = draft.open(listed), listed.column.name
    header = listed.header
    with st.container(border=True):
        left = t("{number} to settle", number=len(open_)) if open_ else t("settled")
        mark = ":material/help:" if open_ else ":material/check_circle:"
        where = t("column “{header}”", header=header) if header else t("named above the table")
        label = told(listed.column.title)
        st.markdown(f"**{escaped(label)}** · {escaped(where)} · {mark} {left}")
        if not listed.asks:
            st.caption(t("Any place may stand here. These only look like a country misspelt."))
        _bulk(file, draft, listed, open_)
        paged = len(texts) > _PAGE
        for meaning in finding.turned(texts, f"values-{name}", _PAGE) if paged else texts:
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
        placeholder=_understood(judgement) or t("Choose what it means"),
        key=at,
        on_change=settling(file, lambda one: one.answer(name, {meaning.text: state.widget(at)})),
        label_visibility="collapsed",
    )


def _understood(judgement: Judgement) -> str:
    """What a text is taken for, surely or as a proposal; blank where nobody knows."""
    match judgement.sureness:
        case Sureness.SURE:
            return t("Understood: {how}", how=voice().fact(judgement.label))
        case Sureness.PROPOSED:
            return t("Proposed: {answer}", answer=voice().fact(judgement.label))
        case Sureness.OPEN:
            return ""


def _blank(draft: ImportDraft, listed: ListColumn) -> str:
    """What becomes of a text that is left blank."""
    if listed.column.required:
        return t("Leave these rows out")
    noted = table_named(draft.found.table).notes
    return t("Blank; the text goes into the note") if noted else t("Blank")


def _why(draft: ImportDraft, listed: ListColumn, meaning: Meaning) -> str:
    name, judgement = listed.column.name, meaning.judgement
    if draft.is_last_answer(name, meaning.text):
        return t("As settled for this ministry's last file.")
    if draft.answer_to(name, meaning.text) is not None:
        return t("As you say.")
    understood = _understood(judgement)
    return f"{understood}. {told(judgement.why)}" if understood else told(judgement.why)


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
