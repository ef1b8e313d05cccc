"""How training is counted, with worked examples that are worked out here, and one's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import streamlit as st

from planner.analysis.training.rotation import HALF_THE_GAP, NO_TRAINING, TRAINED_FIRST, Effort
from planner.messages import Message, Share, _
from planner.ui import guidance, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.training.examples_chart import examples_drawing
from planner.ui.words import t

PAGE = "training"
EXAMPLES: Final[Mapping[Message, Effort]] = MappingProxyType(
    {
        _("Three-year tours, no further training"): NO_TRAINING,
        _("Three-year tours, half of the gap trained each year"): HALF_THE_GAP,
        _("Three-year tours, every newcomer trained before the posting"): TRAINED_FIRST,
    }
)
OWN: Final = _("Your own numbers")


def show() -> None:
    """Draw the help of the page."""
    st.subheader(t("How a valid certificate is counted"), anchor=False)
    st.markdown(guidance.text("training"))
    st.subheader(t("Where training settles, and why"), anchor=False)
    examples()


def examples() -> None:
    """Draw the worked examples, and a place to try one's own numbers."""
    st.markdown(guidance.text("training_forecast"))
    st.markdown("\n".join(f"- {_said(title, one)}" for title, one in EXAMPLES.items()))
    own = _own()
    st.markdown(f"**{_said(OWN, own)}**")
    show_drawing(examples_drawing({**EXAMPLES, OWN: own}), state.key(PAGE, "examples"))


def _own() -> Effort:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        moved = _percent(t("Posts that change holder in a year, %"), 25, "moved")
        trained = _percent(t("Of the gap trained in a year, %"), 30, "trained")
        first = _percent(t("Newcomers trained before posting, %"), 0, "first")
    return Effort(trained=trained, turnover=moved, trained_first=first)


def _percent(label: str, usual: int, part: str) -> float:
    key = state.key(PAGE, "example", part)
    given = st.number_input(label, 0, 100, usual, 5, key=key, width=280)
    return given / 100


def _said(title: Message, one: Effort) -> str:
    return t(
        "{example}: from {start} to {first} after one year and {second} after two; long-run level "
        "{level}.",
        example=title,
        start=Share(1),
        first=Share(one.covered(1)),
        second=Share(one.covered(2)),
        level=Share(one.settles),
    )
