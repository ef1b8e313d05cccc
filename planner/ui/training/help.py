"""How training is counted, with worked examples that are worked out here, and one's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import plotly.graph_objects as go
import streamlit as st

from planner.analysis import answers
from planner.analysis.answers import AnswerColumn, AnswerTable
from planner.analysis.training.rotation import HALF_THE_GAP, NO_TRAINING, TRAINED_FIRST, Effort
from planner.messages import Message, Share, _, ngettext
from planner.ui import guidance, state
from planner.ui.charts.drawing import MARGIN, Drawing, font
from planner.ui.charts.drawing import show as show_drawing
from planner.ui.charts.over_time import share_axis
from planner.ui.words import t, told

LOOKS = (("solid", "circle"), ("dot", "square"), ("dash", "diamond"), ("longdashdot", "x"))
UNTIL = 10
YEARS = (0, 1, 2, 3, 5, 10)


def examples_drawing(examples: Mapping[Message, Effort]) -> Drawing:
    """A line for each example over ten years; each has its own dashes and marks."""
    years = list(range(UNTIL + 1))
    figure = go.Figure(
        [
            go.Scatter(
                x=years,
                y=[one.covered(year) for year in years],
                name=told(title),
                mode="lines+markers",
                line={"width": 3, "dash": dash},
                marker={"symbol": symbol, "size": 9},
                hovertemplate="%{y:.0%}",
            )
            for (title, one), (dash, symbol) in zip(examples.items(), LOOKS, strict=False)
        ]
    )
    figure.update_layout(
        height=340,
        margin=MARGIN,
        legend={"orientation": "h", "y": -0.18, "yanchor": "top", "x": 0, "font": {"size": 13}},
        dragmode=False,
        hovermode="x unified",
    )
    figure.update_xaxes(title=t("Years from now"), dtick=1, fixedrange=True, tickfont=font())
    figure.update_yaxes(zeroline=False, fixedrange=True, tickfont=font())
    share_axis(figure)
    return Drawing(
        figure=figure,
        title=t("Where the same effort leads, year after year"),
        alt="; ".join(
            told(_("{example}: long-run level {level}", example=title, level=Share(one.settles)))
            for title, one in examples.items()
        ),
        table=_table(examples),
    )


_Line = tuple[Message, Effort]


def _table(examples: Mapping[Message, Effort]) -> AnswerTable[_Line]:
    """One row for each example: what it assumes, and coverage after so many years."""

    def after(year: int) -> AnswerColumn[_Line]:
        head = ngettext("After {number} year", "After {number} years", year) if year else _("Today")
        return answers.share(f"year-{year}", head, lambda line: Share(line[1].covered(year)))

    return AnswerTable(
        key="examples",
        title=_("Worked examples"),
        columns=(
            answers.text("example", _("Example"), lambda line: line[0]),
            answers.share(
                "turnover",
                _("Posts that change holder in a year (r)"),
                lambda line: Share(line[1].turnover),
            ),
            answers.share(
                "trained",
                _("Of the gap trained in a year (a)"),
                lambda line: Share(line[1].trained),
            ),
            answers.share(
                "first", _("Newcomers trained first"), lambda line: Share(line[1].trained_first)
            ),
            *map(after, YEARS),
            answers.share("settles", _("Long-run level"), lambda line: Share(line[1].settles)),
        ),
        lines=tuple(examples.items()),
    )


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
