"""Listed situations against what readiness is made of: who is ready, who built the module."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from planner.analysis.training.readiness import READY_LABELS, Readiness
from planner.analysis.training.readiness_answer import NOBODY, readiness_answer, reasons
from planner.messages import Fact, _, verbatim
from planner.tables import Course
from planner.ui import answer_view, state
from planner.ui.listing import listing
from planner.ui.markup import escaped
from planner.ui.words import capital, t, told

PAGE = "training"


def show(found: Sequence[Readiness]) -> None:
    """Draw every listed situation, and the one chosen with its reasons."""
    if not found:
        st.info(
            t("No situation is listed yet. Mark the priority ones as listed, on the risks page.")
        )
        return
    answer = readiness_answer(found)
    answer_view.sentences(answer)
    table = answer.table("situations")
    chosen = listing(
        found,
        table.brief,
        key=state.key(PAGE, "readiness"),
        first=True,
        alt=t("Listed situations; choose one to see its reasons"),
    )
    st.caption(escaped(told(table.note)))
    with st.container(border=True):
        _details(chosen or found[0])


def _details(one: Readiness) -> None:
    said = t("{ready}, needed {needed}", ready=one.ready.told, needed=one.needed)
    standing = f"{capital(told(READY_LABELS[one.state]))}; {said}"
    st.markdown(f"**{escaped(one.situation.name)}**: {standing}")
    st.markdown("\n".join(f"- {escaped(told(why))}" for why in reasons(one)))
    lines = (
        t("Module: {modules}", modules=tuple(map(_module, one.modules)) or _("none yet")),
        t(
            "Required of: {staff}",
            staff=tuple(verbatim(row.title) for row in one.staff) or _("nobody"),
        ),
        t(
            "Local partners for early warning: {partners}",
            partners=tuple(verbatim(row.title) for row in one.partners) or NOBODY,
        ),
        t("Next trigger date: {day}", day=one.situation.next_trigger or _("not recorded")),
    )
    st.markdown("  \n".join(map(escaped, lines)))


def _module(module: Course) -> Fact:
    if not module.partner:
        return _("{module} (nobody says who built it)", module=module.title)
    return _("{module} (built by {partner})", module=module.title, partner=module.partner)
