"""Listed situations against what readiness is made of: who is ready, who built the module."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from planner.analysis.training.head_counts import Range
from planner.analysis.training.readiness import Check, PartState, Readiness, ReadinessPart, Ready
from planner.tables import Course
from planner.ui import state
from planner.ui.wording import counted, escaped, sentence
from planner.ui.words import told

PAGE = "training"
MARKS: Final = {Ready.READY: "✓", Ready.NEARLY: "~", Ready.NOT: "✗"}
PART_MARKS: Final = {
    PartState.YES: "✓",
    PartState.UNCLEAR: "~",
    PartState.NO: "✗",
    PartState.UNKNOWN: "?",
}


def show(found: Sequence[Readiness], on: date) -> None:
    """Draw every listed situation, and the one chosen with its reasons."""
    if not found:
        st.info("No situation is listed yet. Mark the priority ones as listed, on the risks page.")
        return
    st.markdown(_said(found))
    chosen = st.dataframe(
        readiness_table(found, on),
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row-required",
        key=state.key(PAGE, "readiness"),
        alt="Listed situations; choose one to see its reasons",
    )
    st.caption(
        "✓ there · ~ unclear or nearly · ✗ missing · ? not known; then how many people, or the day "
        "of the last handover. Ready counts people who hold foundation, role and that country's "
        "module at once; a generic course never counts."
    )
    rows = chosen["selection"]["rows"]
    with st.container(border=True):
        _details(found[rows[0] if rows else 0], on)


def _said(found: Sequence[Readiness]) -> str:
    ready = sum(one.state is Ready.READY for one in found)
    urgent = [one for one in found if one.trigger_near and one.state is not Ready.READY]
    said = f"**{ready} of {counted(len(found), 'listed situation')} ready.**"
    if urgent:
        names = ", ".join(escaped(one.situation.name) for one in urgent)
        said += f" A trigger date is near where staff are not ready: **{names}**."
    return said


def readiness_table(found: Sequence[Readiness], on: date) -> pd.DataFrame:
    """One row for each situation, its parts with their marks."""
    return pd.DataFrame(
        {
            "Situation": one.situation.name,
            "State": f"{MARKS[one.state]} {one.state.value}",
            "Ready": f"{_people(one.ready)}, needed {one.needed}",
            **{part.value.capitalize(): _mark(one, part) for part in ReadinessPart},
            "Next trigger date": _trigger(one, on),
            "Module built by": "; ".join(one.built_by) or "nobody named",
        }
        for one in found
    )


def _people(found: Range) -> str:
    low, high = found.low, found.high
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"


def _mark(one: Readiness, part: ReadinessPart) -> str:
    """The verdict and what it rests on, as in “✓ 12–20” and “✗ 2025-09-30”."""
    check = next(check for check in one.checks if check.part is part)
    rests_on = _people(check.held) if check.held else str(check.on or "")
    return f"{PART_MARKS[check.verdict]} {rests_on}".strip()


def _trigger(one: Readiness, on: date) -> str:
    day = one.situation.next_trigger
    if day is None:
        return ""
    near = f" ⚑ in {(day - on).days} days" if one.trigger_near else ""
    return f"{day}{near}"


def _details(one: Readiness, on: date) -> None:
    st.markdown(
        f"**{escaped(one.situation.name)}**: {MARKS[one.state]} {one.state.value}, "
        f"{_people(one.ready)} hold everything, {one.needed} needed"
    )
    st.markdown("\n".join(map(_line, one.checks)))
    modules = "; ".join(map(_module, one.modules)) or "none"
    staff = "; ".join(escaped(audience.title) for audience in one.staff) or "nobody"
    partners = "; ".join(escaped(partner.title) for partner in one.partners) or "none named"
    trigger = _trigger(one, on) or "not recorded"
    st.markdown(
        f"Module: {modules}  \nRequired of: {staff}  \nLocal partners: {partners}  \n"
        f"Next trigger date: {trigger}"
    )


def _module(module: Course) -> str:
    built = f"built by {escaped(module.partner)}" if module.partner else "nobody says who built it"
    return f"{escaped(module.title)} ({built})"


def _line(check: Check) -> str:
    mark = PART_MARKS[check.verdict]
    return f"- {mark} **{check.part.value.capitalize()}.** {escaped(sentence(told(check.why)))}"
