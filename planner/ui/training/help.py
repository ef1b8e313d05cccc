"""How training is counted, with worked examples that are worked out here, and one's own numbers."""

from __future__ import annotations

from typing import Final

import streamlit as st

from planner.analysis.training.rotation import HALF_THE_GAP, NO_TRAINING, TRAINED_FIRST, Effort
from planner.ui import guidance, state
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.training.examples_chart import examples_drawing
from planner.ui.wording import percent_words

PAGE = "training"
EXAMPLES: Final = {
    "Three-year tours, no further training": NO_TRAINING,
    "Three-year tours, half of the gap trained each year": HALF_THE_GAP,
    "Three-year tours, every newcomer trained before the posting": TRAINED_FIRST,
}
OWN: Final = "Your own numbers"


def show() -> None:
    """Draw the help of the page."""
    st.subheader("How a valid pass is counted", anchor=False)
    st.markdown(guidance.text("training"))
    st.subheader("Where training settles, and why", anchor=False)
    examples()


def examples() -> None:
    """Draw the worked examples, and a place to try one's own numbers."""
    st.markdown(guidance.text("training_forecast"))
    st.markdown("\n".join(f"- {_said(title, one)}" for title, one in EXAMPLES.items()))
    own = _own()
    st.markdown(f"**{_said(OWN, own)}**")
    shown = {**EXAMPLES, OWN: own}
    show_drawing(examples_drawing(shown), state.key(PAGE, "examples"))


def _own() -> Effort:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        moved = _percent("Posts that change holder in a year, %", 25, "moved")
        trained = _percent("Of the gap trained in a year, %", 30, "trained")
        first = _percent("Newcomers trained before posting, %", 0, "first")
    return Effort(trained=trained, turnover=moved, trained_first=first)


def _percent(label: str, usual: int, part: str) -> float:
    key = state.key(PAGE, "example", part)
    given = st.number_input(label, 0, 100, usual, 5, key=key, width=280)
    return given / 100


def _said(title: str, one: Effort) -> str:
    first, second = (percent_words(one.covered(years)) for years in (1, 2))
    return (
        f"{title}: from 100 % to {first} after one year and {second} after two; settles near "
        f"{percent_words(one.settles)}."
    )
