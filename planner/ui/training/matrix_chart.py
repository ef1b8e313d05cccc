"""Who must hold which course, as a figure: every post by its state, in patterns and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

import plotly.graph_objects as go

from planner.analysis.training.post_states import POST_LABELS, PostState, post_states
from planner.analysis.training.requirements import RequirementStatus, TargetState, Training
from planner.choices import CourseLevel
from planner.messages import Message, Share, _, pgettext
from planner.ui.charts.drawing import Drawing
from planner.ui.charts.ink import ink, wrapped
from planner.ui.markup import plain
from planner.ui.training.chart_rows import AudienceRow, states_table
from planner.ui.training.requirement_words import cell_words, state_words
from planner.ui.words import capital, t, told

LEVELS: Final = (*CourseLevel, None)
LEVEL_LABELS: Final[Mapping[CourseLevel | None, Message]] = MappingProxyType(
    {
        CourseLevel.FOUNDATION: pgettext("course", "Foundation"),
        CourseLevel.ROLE: pgettext("course", "Role"),
        CourseLevel.COUNTRY: pgettext("course", "Country module"),
        None: pgettext("course", "No level given"),
    }
)
PATTERNS: Final[Mapping[PostState, str]] = MappingProxyType(
    {
        PostState.CURRENT: "",
        PostState.ENDING: "/",
        PostState.OPEN: ".",
        PostState.EXPIRED: "x",
        PostState.NEVER: "",
    }
)
TITLE_LETTERS: Final = 24
NAME_LETTERS: Final = 62
LINE: Final = 16  # pixels, as all that follow
BAR: Final = 15
CLEARANCE: Final = 4
GAP: Final = 14
HEAD: Final = 92
NAME: Final = 30
SHARE_OF_COLUMN: Final = 0.94
CLEAR: Final = "rgba(0,0,0,0)"


@dataclass(frozen=True, kw_only=True)
class _Slot:
    """Where one requirement stands: its column, the top of its words, the middle of its bar."""

    status: RequirementStatus
    column: int
    top: float
    title: str

    @property
    def lines(self) -> int:
        return self.title.count("<br>") + 2

    @property
    def bar(self) -> float:
        return self.bottom - GAP - BAR / 2

    @property
    def bottom(self) -> float:
        return self.top + LINE * self.lines + CLEARANCE + BAR + GAP


def states_drawing(rows: Sequence[AudienceRow], training: Training) -> Drawing:
    """Audiences against levels of courses; in each cell a bar of posts for each course required.

    A bar is chosen as the id of its requirement.
    """
    levels = [one for one in LEVELS if any(one in row.cells for row in rows)]
    slots, tops = _placed(rows, levels)
    names = _names(rows, tops)
    figure = go.Figure([*_bars(slots), _targets(slots), names, *_words(slots), _click_marks(slots)])
    _lay_out(figure, levels, tops)
    short = sum(slot.status.state is TargetState.SHORT for slot in slots)
    return Drawing(
        figure=figure,
        title=told(_("Posts by the certificate of their holder on {day}", day=training.on)),
        alt=told(
            _(
                "Audiences: {audiences}; requirements: {number}; short of the target: {short}. The "
                "table below says the same in numbers.",
                audiences=len(rows),
                number=len(slots),
                short=short,
            )
        ),
        table=states_table(rows),
        note=t(
            "Each bar is all filled posts in scope. ✓ met · ✗ short · ~ the target lies within "
            "what records leave open · ? not known; then the holders of a valid certificate, least "
            "to most. “Listed” counts posts in listed situations only."
        ),
    )


def _placed(
    rows: Sequence[AudienceRow], levels: Sequence[CourseLevel | None]
) -> tuple[list[_Slot], list[float]]:
    """Where every requirement stands below the name of its audience; the top of each row."""
    slots: list[_Slot] = []
    tops = [0.0]
    for row in rows:
        bottom = first = tops[-1] + NAME
        for column, level in enumerate(levels):
            at = first
            for status in row.cells.get(level, ()):
                title = wrapped(status.course.title, TITLE_LETTERS, lines=3)
                slot = _Slot(status=status, column=column, top=at, title=title)
                slots.append(slot)
                at = slot.bottom
            bottom = max(bottom, at)
        tops.append(bottom)
    return slots, tops


def _bars(slots: Sequence[_Slot]) -> list[go.Bar]:
    known = [(slot, states) for slot in slots if (states := post_states(slot.status))]
    return [_bar(state, [one for one in known if one[1][state]]) for state in PostState]


def _bar(state: PostState, known: Sequence[tuple[_Slot, Mapping[PostState, int]]]) -> go.Bar:
    before = list(PostState)[: list(PostState).index(state)]
    wide = [SHARE_OF_COLUMN / (slot.status.posts or 1) for slot, _states in known]
    return go.Bar(
        name=capital(told(POST_LABELS[state])),
        orientation="h",
        y=[slot.bar for slot, _states in known],
        base=[
            slot.column + one * sum(states[part] for part in before)
            for (slot, states), one in zip(known, wide, strict=True)
        ],
        x=[one * states[state] for (_slot, states), one in zip(known, wide, strict=True)],
        width=BAR,
        marker=_marker(state),
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _marker(state: PostState) -> dict[str, Any]:
    line = {"width": 1, "color": ink()}
    if state is PostState.CURRENT:
        return {"color": ink(), "line": line}
    pattern = {
        "shape": PATTERNS[state],
        "fgcolor": ink(),
        "bgcolor": CLEAR,
        "size": 6,
        "solidity": 0.35 if state is PostState.OPEN else 0.28,
        "fillmode": "replace",
    }
    return {"color": CLEAR, "line": line, "pattern": pattern}


def _targets(slots: Sequence[_Slot]) -> go.Scatter:
    aimed = [slot for slot in slots if slot.status.target is not None and slot.status.posts]
    return go.Scatter(
        name=t("Target"),
        x=[slot.column + SHARE_OF_COLUMN * (slot.status.target or 0) for slot in aimed],
        y=[slot.bar for slot in aimed],
        mode="markers",
        marker={"symbol": "line-ns-open", "size": 21, "line": {"width": 3}},
        hoverinfo="skip",
        unselected={"marker": {"opacity": 1}},
    )


def _names(rows: Sequence[AudienceRow], tops: Sequence[float]) -> go.Scatter:
    """The ministry and the audience, over the whole width."""
    places = [(0.0, top + NAME / 2, _name(row)) for row, top in zip(rows, tops, strict=False)]
    return _written(places, 14)


def _name(row: AudienceRow) -> str:
    audience = wrapped(row.audience.title, NAME_LETTERS, lines=1)
    return f"<b>{plain(row.ministry)}</b> · {audience}" if row.ministry else audience


def _words(slots: Sequence[_Slot]) -> list[go.Scatter]:
    """The course and below it the numbers, above every bar."""
    titles = [
        (float(slot.column), slot.top + LINE * (slot.lines - 1) / 2, slot.title) for slot in slots
    ]
    numbers = [
        (
            float(slot.column),
            slot.top + LINE * (slot.lines - 0.5),
            f"<b>{cell_words(slot.status)}</b>",
        )
        for slot in slots
    ]
    return [_written(titles, 12), _written(numbers, 12)]


def _written(places: Sequence[tuple[float, float, str]], size: int) -> go.Scatter:
    return go.Scatter(
        x=[across for across, _down, _text in places],
        y=[down for _across, down, _text in places],
        text=[text for _across, _down, text in places],
        mode="text",
        textposition="middle right",
        textfont={"size": size, "color": ink()},
        cliponaxis=False,
        hoverinfo="skip",
        showlegend=False,
        unselected={"textfont": {"color": ink()}},
    )


def _click_marks(slots: Sequence[_Slot]) -> go.Bar:
    """An unseen bar over each slot: pointing at it tells more, a click chooses it."""
    return go.Bar(
        orientation="h",
        y=[(slot.top + slot.bottom - GAP) / 2 for slot in slots],
        base=[slot.column for slot in slots],
        x=[SHARE_OF_COLUMN] * len(slots),
        width=[slot.bottom - GAP - slot.top + 6 for slot in slots],
        customdata=[[slot.status.requirement.id] for slot in slots],
        marker={"color": CLEAR, "line": {"width": 0}},
        selected={"marker": {"color": "rgba(128,140,160,0.22)"}},
        unselected={"marker": {"color": CLEAR}},
        text=[_hover(slot.status) for slot in slots],
        textposition="none",
        hovertemplate="%{text}<extra></extra>",
        showlegend=False,
    )


def _hover(status: RequirementStatus) -> str:
    states = post_states(status)
    parts = (
        [
            told(_("{state}: {number}", state=POST_LABELS[one], number=states[one]))
            for one in PostState
        ]
        if states
        else [t("Nobody counted the filled posts.")]
    )
    return "<br>".join(
        (
            f"<b>{plain(status.audience.title)}</b>",
            plain(status.course.title),
            told(
                _(
                    "{state}, target {target}",
                    state=state_words(status.state),
                    target=Share(status.target),
                )
            ),
            *parts,
            t("Click to open it below"),
        )
    )


def _lay_out(
    figure: go.Figure, levels: Sequence[CourseLevel | None], tops: Sequence[float]
) -> None:
    height = tops[-1]
    figure.update_layout(
        height=int(height) + HEAD + 8,
        margin={"l": 4, "r": 4, "t": HEAD, "b": 8, "autoexpand": False},
        barmode="overlay",
        bargap=0,
        clickmode="event+select",
        dragmode=False,
        legend={
            "orientation": "h",
            "yref": "container",
            "y": 1,
            "yanchor": "top",
            "xref": "container",
            "x": 0,
            "itemclick": False,
            "itemdoubleclick": False,
            "font": {"size": 13, "color": ink()},
        },
        annotations=[_heading(column, level) for column, level in enumerate(levels)],
        shapes=[_rule(top) for top in tops[:-1]],
    )
    axis = {"visible": False, "showgrid": False, "zeroline": False, "fixedrange": True}
    figure.update_xaxes(range=[-0.01, len(levels)], **axis)
    figure.update_yaxes(range=[height, 0], **axis)


def _heading(column: int, level: CourseLevel | None) -> dict[str, Any]:
    return {
        "text": f"<b>{told(LEVEL_LABELS[level])}</b>",
        "x": column,
        "xanchor": "left",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 14, "color": ink()},
    }


def _rule(top: float) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": top,
        "y1": top,
        "line": {"width": 1, "color": "rgba(128,140,160,0.45)"},
    }
