"""Passes that end, and a letter to each ministry that has something to do."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pandas as pd
import streamlit as st

from planner.analysis.training.requirements import Training
from planner.analysis.training.totals import ExpiringCertificates, expiring
from planner.analysis.training.training_letters import AHEAD_DAYS, TrainingLetter, letters
from planner.languages.catalogues import MINISTRY, spoken
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.tables import Ministry
from planner.ui import results, state
from planner.ui.wording import escaped

PAGE = "training"
SHOWN_CODES = 6


def show(plan: Plan, training: Training) -> None:
    """Draw passes that end soon or ended lately, then the letters."""
    found = expiring(results.records_of(plan), training, AHEAD_DAYS)
    soon = sum(one.at_most for one in found if not one.expired)
    gone = sum(one.at_most for one in found if one.expired)
    st.markdown(
        f"**At most {soon:,} passes end within {AHEAD_DAYS} days; {gone:,} ended in the "
        f"{AHEAD_DAYS} days before.**"
    )
    if found:
        st.dataframe(
            endings_table(plan, found, training),
            hide_index=True,
            alt="Passes by the day on which they end",
        )
    st.caption(
        "By code where a register lists the holders; otherwise the head-count of the session, "
        "of whom some may have left or hold a later pass."
    )
    _letters(plan, training, found)


def endings_table(
    plan: Plan, found: tuple[ExpiringCertificates, ...], training: Training
) -> pd.DataFrame:
    """One row for each day, audience and course."""
    ministries = plan.names(Ministry)
    return pd.DataFrame(
        {
            "Ends on": one.on,
            "In days": (one.on - training.on).days,
            "Ministry": ministries.get(one.status.audience.ministry, ""),
            "Audience": one.status.audience.title,
            "Course": one.status.course.title,
            "Passes, at most": one.at_most,
            "Holders": _codes(one),
        }
        for one in found
    )


def _codes(one: ExpiringCertificates) -> str:
    more = len(one.holders) - SHOWN_CODES
    codes = ", ".join(one.holders[:SHOWN_CODES])
    return f"{codes} and {more} more" if more > 0 else codes


def _letters(plan: Plan, training: Training, found: tuple[ExpiringCertificates, ...]) -> None:
    st.markdown("**A letter to each ministry that has something to do**")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = st.container(width=480)
        language = st.selectbox(
            "Language of the letter",
            ["", *spoken(MINISTRY)],
            format_func=lambda one: Voice(one).name if one else "The ministry's own",
            key=state.key(PAGE, "letter-language"),
            persist_state="session",
            width=220,
        )
    written = {one.ministry.id: one for one in letters(plan, training, found, language)}
    if not written:
        st.caption("No ministry has anything to do.")
        return
    chosen = place.selectbox(
        "Letter to",
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
            "This letter as a text file",
            letter.text,
            file_name=_file(letter, training),
            mime="text/plain",
            icon=":material/download:",
        )
        st.download_button(
            f"All {len(written)} letters in a zip",
            _zipped(tuple(written.values()), training),
            file_name=f"training-letters-{training.on}.zip",
            mime="application/zip",
            icon=":material/folder_zip:",
        )


def _file(letter: TrainingLetter, training: Training) -> str:
    return f"training-{letter.ministry.id}-{letter.language}-{training.on}.txt"


def _zipped(written: Sequence[TrainingLetter], training: Training) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for letter in written:
            archive.writestr(_file(letter, training), f"{letter.subject}\n\n{letter.text}")
    return buffer.getvalue()
