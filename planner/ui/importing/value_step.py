"""The fourth step of an import: what the texts of list columns mean, one answer for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from planner.messages import _, verbatim
from planner.plan import table_named
from planner.problems import Problem, ProposedAnswer, Severity
from planner.services.importing.batch import ImportFile, Step
from planner.services.importing.draft import ImportDraft
from planner.services.importing.meanings import Judgement, ListColumn, Meaning, Sureness
from planner.ui import file_questions
from planner.ui.importing.file_widgets import back_button, go_to, key, settle, settling
from planner.ui.markup import escaped
from planner.ui.words import t, tn, told, voice

_NEW, _LEAVE = "+", "-"  # a new row of that name, nothing
_MEANT: Final = "values"


def show(file: ImportFile, draft: ImportDraft) -> None:
    """Show what each text of a list column was understood as, and let a person choose."""
    if draft.chosen.holds_names:
        salt = _ask_for_codes(key(file, "codes"), file.salt)
        file.draft = draft = draft if salt == draft.options.salt else draft.decide(salt=salt)
    if draft.is_imported:
        st.info(t("This file was imported before; its values are settled."))
    else:
        _texts(file, draft)
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


def _texts(file: ImportFile, draft: ImportDraft) -> None:
    """Every text that is in doubt as a question; on demand those that are understood as well."""
    lists = draft.chosen.lists
    if not lists:
        st.markdown(t("No column of this file takes its values from a list. Go on."))
    elif any(draft.open(listed) for listed in lists):
        st.markdown(t("Say once what each text means; it is remembered for the next file."))
    else:
        st.markdown(t("Every text of a list column is understood or settled. Go on."))
    sure = sum(len(one.meanings) - len(draft.in_question(one)) for one in lists)
    label = tn(
        "Show {number} text that is understood", "Show {number} texts that are understood", sure
    )
    shows_all = sure and st.toggle(label, key=key(file, "values", "all"))
    asked = [
        (listed, one)
        for listed in lists
        for one in (listed.meanings if shows_all else draft.in_question(listed))
    ]
    proposed = {
        _key(listed, one): one.judgement.value
        for listed, one in asked
        if one.judgement.sureness is Sureness.PROPOSED
        and draft.answer_to(listed.column.name, one.text) is None
    }
    file_questions.show(
        [_question(draft, listed, one) for listed, one in asked],
        key(file, "values"),
        lambda said: settling(file, lambda one: _answered(one, said))(),
        proposed=proposed,
    )
    if any(draft.answers.values()):
        again = settling(file, ImportDraft.ask_again)
        st.button(t("Ask again"), key=key(file, "values-over"), type="tertiary", on_click=again)


def _key(listed: ListColumn, meaning: Meaning) -> str:
    return f"{listed.column.name}:{meaning.text}"


def _question(draft: ImportDraft, listed: ListColumn, meaning: Meaning) -> Problem:
    """A text as a question, with what it was answered or is understood as."""
    column, judgement = listed.column, meaning.judgement
    own = ProposedAnswer(_NEW, _("A new row"))
    answers = [
        own if listed.grows and one.value == meaning.text else one for one in judgement.answers
    ]
    said = draft.answer_to(column.name, meaning.text)
    answer = _LEAVE if said == "" else said or ""
    if said is None and meaning.is_sure:
        answer = judgement.value
    elif said is None and not listed.asks:
        answer = meaning.text
    return Problem(
        severity=Severity.QUESTION,
        code=_MEANT,
        message=_("“{text}” means", text=meaning.text),
        hint=verbatim(_why(draft, listed, meaning)),
        cell=", ".join(meaning.cells),
        column=column.name,
        label=_("{number} in {column}", number=meaning.count, column=column.title),
        key=_key(listed, meaning),
        answers=(*answers, ProposedAnswer(_LEAVE, _blank(draft, listed))),
        answer=_NEW if own in answers and answer == meaning.text else answer,
    )


def _answered(draft: ImportDraft, said: Mapping[str, str]) -> ImportDraft:
    """The file with these answers to what its texts mean; a blank takes one back."""
    for asked, answer in said.items():
        column, _colon, text = asked.partition(":")
        value = {"": None, _NEW: text, _LEAVE: ""}.get(answer, answer)
        draft = draft.answer(column, {text: value})
    return draft


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
