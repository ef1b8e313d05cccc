"""Stacked bars of an answer: upright for a few groups of short names, else lying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Final

import plotly.graph_objects as go

from planner.analysis.answers import AnswerColumn, Bars, CellKind
from planner.languages.voice import scale_of
from planner.messages import Fact, Share, Sum
from planner.ui.charts.drawing import Drawing, figure_table
from planner.ui.charts.ink import MARGIN, font, ink, number_marks, wrapped
from planner.ui.markup import plain
from planner.ui.words import t, told, voice

PATTERNS: Final = ("", "/", "x", ".", "\\", "+", "-", "|")
"""What tells the series apart where colours do not."""
_UPRIGHT: Final = 8  # more groups than that lie down
_SHORT: Final = 15  # letters of a name that stands under a bar
_LABEL: Final = 30  # letters of a name beside a bar, before it is wrapped
_ROW: Final = 36


def bars_drawing(bars: Bars) -> Drawing:
    """The bars with their whiskers and notes."""
    shape = _Shape(bars)
    figure = go.Figure([*shape.series(), *shape.spread(), *shape.notes()])
    shape.lay_out(figure)
    heads = [
        AnswerColumn[Any](
            key=f"s{n}", head=name, measure=bars.measure, value=lambda row, n=n: row[n]
        )
        for n, (name, _values) in enumerate(bars.series)
    ]
    rows = list(zip(*(values for _name, values in bars.series), strict=True))
    notes = shape.noted or [voice().fact(total) for total in shape.totals]
    said = "; ".join(f"{name}: {note}" for name, note in zip(shape.names, notes, strict=True))
    return Drawing(
        figure=figure,
        title=told(bars.title),
        alt=t("Stacked bars: {title}. {values}.", title=bars.title, values=said),
        table=figure_table(bars.title, bars.groups, rows, heads),
    )


def number_of(fact: Fact) -> Decimal | None:
    """A figure as a bare number; None for what is not known."""
    match fact:
        case Sum():
            return fact.amount
        case Share():
            return None if fact.share is None else Decimal(str(fact.share))
        case int() | float() | Decimal():
            return Decimal(str(fact))
        case _:
            return None


@dataclass(frozen=True)
class _Shape:
    """How the bars stand: their names, their direction, what their amounts are divided by."""

    bars: Bars

    @cached_property
    def names(self) -> list[str]:
        return [told(group) for group in self.bars.groups]

    @cached_property
    def noted(self) -> list[str]:
        return [told(note) for note in self.bars.notes]

    @cached_property
    def across(self) -> bool:
        longest = max(map(len, self.names), default=0)
        return len(self.names) > _UPRIGHT or longest > _SHORT

    @cached_property
    def totals(self) -> list[Fact]:
        """What each bar comes to; shares are not added."""
        return [self._total(place) for place in range(len(self.names))]

    def _total(self, place: int) -> Fact:
        values = [values[place] for _name, values in self.bars.series]
        known = [amount for one in values if (amount := number_of(one)) is not None]
        if not known or self.bars.measure is CellKind.SHARE:
            return values[0] if values else None
        total = sum(known, Decimal(0))
        is_sum = self.bars.measure is CellKind.SUM
        return Sum(total, self._currency, short=True) if is_sum else int(total)

    @cached_property
    def _currency(self) -> str:
        facts = (one for _name, values in self.bars.series for one in values)
        return next((one.currency for one in facts if isinstance(one, Sum)), "")

    @cached_property
    def _largest(self) -> Decimal:
        ends = [*self.totals, *(high for _low, high in self.bars.spread)]
        return max((abs(number_of(one) or Decimal(0)) for one in ends), default=Decimal(0))

    @cached_property
    def _unit(self) -> tuple[Decimal, str]:
        """What the axis is divided by, and how that is called."""
        if self.bars.measure is not CellKind.SUM:
            return Decimal(1), ""
        scale, name = scale_of(self._largest)
        return scale, f"{told(name)} {self._currency}".strip()

    def _scaled(self, fact: Fact) -> float | None:
        number = number_of(fact)
        return None if number is None else float(number / self._unit[0])

    def _placed(self, amounts: Sequence[float | None]) -> dict[str, Any]:
        """Amounts along the axis of amounts, at the places of the groups."""
        places = list(range(len(self.names)))
        return {"x": amounts, "y": places} if self.across else {"x": places, "y": amounts}

    def series(self) -> list[go.Bar]:
        return [
            go.Bar(
                name=told(name),
                **self._placed([self._scaled(one) for one in values]),
                orientation="h" if self.across else "v",
                marker={"pattern": {"shape": pattern, "solidity": 0.3, "size": 6}},
                customdata=[voice().fact(one) for one in values],
                hovertemplate=f"{plain(told(name))}: %{{customdata}}<extra></extra>",
            )
            for (name, values), pattern in zip(self.bars.series, PATTERNS, strict=False)
        ]

    def spread(self) -> list[go.Scatter]:
        if not self.bars.spread:
            return []
        middle = [self._scaled(total) or 0.0 for total in self.totals]
        ends = [[self._scaled(end) or 0.0 for end in one] for one in self.bars.spread]
        pairs = list(zip(middle, ends, strict=True))
        whisker = {
            "type": "data",
            "symmetric": False,
            "array": [max(high - mid, 0.0) for mid, (_low, high) in pairs],
            "arrayminus": [max(mid - low, 0.0) for mid, (low, _high) in pairs],
            "thickness": 1.5,
            "color": ink(),
        }
        return [
            go.Scatter(
                name=t("Low to high estimate"),
                **self._placed(middle),
                mode="markers",
                marker={"symbol": "line-ew-open", "size": 10, "color": ink()},
                hoverinfo="skip",
                **{"error_x" if self.across else "error_y": whisker},
            )
        ]

    def notes(self) -> list[go.Scatter]:
        """What stands at the end of each bar: the note, or a short sum over an upright one."""
        ends = [self._scaled(total) or 0.0 for total in self.totals]
        if self.bars.spread:
            highs = [self._scaled(high) or 0.0 for _low, high in self.bars.spread]
            ends = [max(pair) for pair in zip(ends, highs, strict=True)]
        texts = self.noted if self.across else [voice().fact(total) for total in self.totals]
        return [
            go.Scatter(
                **self._placed(ends),
                text=[f" {plain(text)}" for text in texts],
                mode="text",
                textposition="middle right" if self.across else "top center",
                textfont=font(),
                hoverinfo="skip",
                showlegend=False,
                cliponaxis=False,
            )
        ]

    def lay_out(self, figure: go.Figure) -> None:
        figure.update_layout(
            barmode="stack",
            bargap=0.35,
            height=130 + _ROW * len(self.names) if self.across else 400,
            margin=MARGIN,
            legend={
                "orientation": "h", "y": 1.04, "yanchor": "bottom", "x": 0, "traceorder": "normal",
            },
            dragmode=False,
            separators=number_marks(),
        )  # fmt: skip
        groups = {
            "tickvals": list(range(len(self.names))),
            "ticktext": [wrapped(name, _LABEL) for name in self.names],
            "fixedrange": True,
            "tickfont": font(),
        }
        amounts = {"fixedrange": True, "title": self._unit[1], "tickfont": font()}
        if not self.across:
            figure.update_xaxes(**groups)
            figure.update_yaxes(rangemode="tozero", **amounts)
            return
        room = 1.9 if self.noted else 1.05
        longest = float(self._largest / self._unit[0])
        figure.update_xaxes(range=[0, longest * room or 1], **amounts)
        figure.update_yaxes(range=[len(self.names) - 0.5, -0.5], automargin=True, **groups)
