"""Certificates that end, and a letter to each ministry that has something to do."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn
from planner.analysis.training.requirements import Training
from planner.analysis.training.totals import ExpiringCertificates, expiring
from planner.analysis.training.training_answer import ending_columns
from planner.analysis.training.training_letters import AHEAD_DAYS, TrainingLetter, letters
from planner.exports.data_package import zipped
from planner.languages.catalogues import MINISTRY, spoken
from planner.languages.voice import Voice
from planner.messages import Fact, _
from planner.plan import Plan
from planner.services.letter_files import letter_file
from planner.ui import state
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.training import requirement_list
from planner.ui.words import t

PAGE = "training"
SHOWN_CODES = 6


def show(plan: Plan, training: Training) -> None:
    """Draw certificates that end soon or ended lately, then the letters."""
    found = expiring(requirement_list.records_of(plan), training, AHEAD_DAYS)
    st.markdown(
        t(
            "**Certificates that end within {days} days: at most {soon}; that ended in the {days} "
            "days before: {gone}.**",
            days=AHEAD_DAYS,
            soon=sum(one.at_most for one in found if not one.expired),
            gone=sum(one.at_most for one in found if one.expired),
        )
    )
    if found:
        listing(found, columns(plan, training), alt=t("Certificates by the day on which they end"))
    st.caption(
        t(
            "By code where a register lists the holders; otherwise the head-count of the session, "
            "of whom some may have left or hold a later certificate."
        )
    )
    _letters(plan, training)


def columns(plan: Plan, training: Training) -> Sequence[AnswerColumn[ExpiringCertificates]]:
    """What is told of each day, audience and course."""
    return (
        *ending_columns(plan, training.on),
        answers.text("holders", _("Holders"), _codes),
    )


def _codes(one: ExpiringCertificates) -> Fact:
    more = len(one.holders) - SHOWN_CODES
    if more <= 0:
        return one.holders
    return _("{listed} and {more} more", listed=one.holders[:SHOWN_CODES], more=more)


def _letters(plan: Plan, training: Training) -> None:
    st.markdown(f"**{t('A letter to each ministry that has something to do')}**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.container(width=480)
        language = st.selectbox(
            t("Language of the letter"),
            ["", *spoken(MINISTRY)],
            format_func=lambda one: Voice(one).name if one else t("The ministry's own"),
            key=state.key(PAGE, "letter-language"),
            persist_state="session",
            width=220,
        )
    written = {one.ministry.id: one for one in letters(plan, training.on, language)}
    if not written:
        st.caption(t("No ministry has anything to do."))
        return
    chosen = place.selectbox(
        t("Letter to"),
        list(written),
        format_func=lambda one: written[one].ministry.name,
        key=state.key(PAGE, "letter"),
        persist_state="session",
    )
    letter = written[chosen]
    with st.container(border=True):
        st.markdown(f"**{escaped(letter.subject)}**")
        st.text(letter.text)
    with st.container(horizontal=True):
        st.download_button(
            t("This letter"),
            lambda: letter_file(plan, letter, training.on),
            file_name=_file(letter, training),
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            t("All letters in a zip ({number})", number=len(written)),
            lambda: zipped(
                {
                    _file(one, training): letter_file(plan, one, training.on)
                    for one in written.values()
                }
            ),
            file_name=f"training-letters-{training.on}.zip",
            mime="application/zip",
            icon=":material/folder_zip:",
            on_click="ignore",
        )


def _file(letter: TrainingLetter, training: Training) -> str:
    return f"training-{letter.ministry.id}-{letter.language}-{training.on}.docx"
