"""Listed situations against what readiness is made of: who is ready, who built the module."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn
from planner.analysis.training.readiness import (
    PART_LABELS,
    READY_LABELS,
    Readiness,
    ReadinessPart,
    Ready,
)
from planner.analysis.training.readiness_answer import MARKS as PART_MARKS
from planner.analysis.training.readiness_answer import readiness_answer, reasons
from planner.messages import Fact, _, verbatim
from planner.plan import table_named
from planner.tables import Course
from planner.ui import answer_view, state
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import capital, t, told, voice

PAGE = "training"
MARKS: Final = {Ready.READY: "✓", Ready.NEARLY: "~", Ready.NOT: "✗"}


def show(found: Sequence[Readiness], on: date) -> None:
    """Draw every listed situation, and the one chosen with its reasons."""
    if not found:
        st.info(
            t("No situation is listed yet. Mark the priority ones as listed, on the risks page.")
        )
        return
    answer_view.sentences(readiness_answer(found))
    chosen = listing(
        found,
        columns(on),
        key=state.key(PAGE, "readiness"),
        first=True,
        alt=t("Listed situations; choose one to see its reasons"),
    )
    st.caption(
        t(
            "✓ there · ~ unclear or nearly · ✗ missing · ? not known; then how many people, or the "
            "day of the last handover. Ready counts people who hold foundation, role and that "
            "country's module at once; a generic course never counts."
        )
    )
    with st.container(border=True):
        _details(chosen or found[0], on)


def columns(on: date) -> Sequence[AnswerColumn[Readiness]]:
    """What is told of each situation, its parts with their marks."""
    situations = table_named("situations")

    def part(one: ReadinessPart) -> AnswerColumn[Readiness]:
        return answers.text(one.name.lower(), PART_LABELS[one], lambda found: _mark(found, one))

    return (
        answers.text("name", situations.label("name"), lambda one: one.situation.name),
        answers.text("state", _("State"), _state),
        answers.text("ready", _("Ready"), _ready),
        *map(part, ReadinessPart),
        answers.text("trigger", situations.label("next_trigger"), lambda one: _trigger(one, on)),
        answers.text("built", _("Module built by"), lambda one: one.built_by or _("nobody named")),
    )


def _state(one: Readiness) -> str:
    return f"{MARKS[one.state]} {capital(told(READY_LABELS[one.state]))}"


def _ready(one: Readiness) -> str:
    return t("{ready}, needed {needed}", ready=one.ready.told, needed=one.needed)


def _mark(one: Readiness, part: ReadinessPart) -> str:
    """The verdict and what it rests on, as in “✓ 12 to 20” and “✗ 30 September 2025”."""
    check = next(check for check in one.checks if check.part is part)
    rests_on: Fact = check.held.told if check.held else check.on
    said = "" if rests_on is None else voice().fact(rests_on)
    return f"{PART_MARKS[check.verdict]} {said}".strip()


def _trigger(one: Readiness, on: date) -> Fact:
    day = one.situation.next_trigger
    if day is None:
        return ""
    if not one.trigger_near:
        return voice().day(day)
    return _("{day} ⚑ in {days} days", day=day, days=(day - on).days)


def _details(one: Readiness, on: date) -> None:
    st.markdown(f"**{escaped(one.situation.name)}**: {_state(one)}; {_ready(one)}")
    st.markdown("\n".join(f"- {escaped(told(why))}" for why in reasons(one)))
    trigger = _trigger(one, on) or _("not recorded")
    lines = (
        t("Module: {modules}", modules=tuple(map(_module, one.modules)) or _("none yet")),
        t(
            "Required of: {staff}",
            staff=tuple(verbatim(row.title) for row in one.staff) or _("nobody"),
        ),
        t(
            "Local partners for early warning: {partners}",
            partners=tuple(verbatim(row.title) for row in one.partners) or _("nobody named"),
        ),
        t("Next trigger date: {day}", day=trigger),
    )
    st.markdown("  \n".join(map(escaped, lines)))


def _module(module: Course) -> Fact:
    if not module.partner:
        return _("{module} (nobody says who built it)", module=module.title)
    return _("{module} (built by {partner})", module=module.title, partner=module.partner)
