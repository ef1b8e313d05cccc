"""Costs as figures: stacked by what is there, what is requested and what is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from planner.analysis.answers import AnswerColumn, AnswerTable, Bars, CellKind
from planner.analysis.money.costs import CostSum, Money
from planner.messages import Fact, Message, Share, Sum, _, verbatim
from planner.ui.charts.bars import bars_drawing
from planner.ui.charts.drawing import Drawing

_SERIES: Final[tuple[tuple[Message, Callable[[CostSum], Decimal]], ...]] = (
    (_("Funded"), lambda part: part.funded),
    (_("Requested"), lambda part: part.requested),
    (_("Not requested"), lambda part: part.missing),
)
"""How a cost is made up."""


def by_year_drawing(money: Money) -> Drawing:
    """Cost by fiscal year, stacked by funding; a whisker spans the low and the high estimate."""
    years = sorted(money.by_year, key=lambda year: (year is None, year or 0))
    sums = {year_words(year): money.by_year[year] for year in years}
    title = _("Cost by fiscal year and funding")
    return _drawing(title, _("Fiscal year"), sums, money.currency, with_spread=True)


def by_ministry_drawing(money: Money, names: Mapping[str, str]) -> Drawing:
    """Cost by lead ministry, largest first, stacked by funding; lines without one stand last."""
    ordered = sorted(money.by_ministry, key=lambda key: (not key, -money.by_ministry[key].mid))
    sums = {
        verbatim(names.get(key, key)) or _("No lead ministry"): money.by_ministry[key]
        for key in ordered
    }
    title = _("Cost by lead ministry and funding")
    return _drawing(title, _("Lead ministry"), sums, money.currency)


def year_words(year: int | None) -> Message:
    """A fiscal year as people read it; lines without one say so."""
    return _("No year") if year is None else verbatim(str(year))


def _drawing(
    title: Message, head: Message, sums: Mapping[Message, CostSum], currency: str,
    *, with_spread: bool = False,
) -> Drawing:  # fmt: skip
    parts = tuple(sums.values())

    def of(amount: Decimal) -> Sum:
        return Sum(amount, currency, short=True)

    bars = Bars(
        title=title,
        groups=tuple(sums),
        series=tuple((name, tuple(of(part(one)) for one in parts)) for name, part in _SERIES),
        measure=CellKind.SUM,
        spread=tuple((of(one.low), of(one.high)) for one in parts) if with_spread else (),
        notes=tuple(
            _("{sum}, {share} funded", sum=of(one.mid), share=Share(one.funded_share))
            for one in parts
        ),
    )
    return bars_drawing(bars, sums_table(title, head, sums, currency))


def sums_table(
    title: Message, head: Message, sums: Mapping[Message, CostSum], currency: str
) -> AnswerTable[Any]:
    """Sums as a table, one row each, amounts in the plan's currency; staff time stands apart."""
    amounts = (
        (_("Planning estimate (mid)"), lambda part: part.mid),
        (_("Low"), lambda part: part.low),
        (_("High"), lambda part: part.high),
        *_SERIES,
        (_("Staff time (no new money)"), lambda part: part.in_kind),
    )
    figures: tuple[tuple[Message, CellKind, Callable[[CostSum], Fact]], ...] = (
        *((name, CellKind.SUM, _in(currency, of)) for name, of in amounts),
        (_("Funded share"), CellKind.SHARE, lambda part: Share(part.funded_share)),
        (_("Lines not known"), CellKind.COUNT, lambda part: part.unknown),
    )
    columns = [
        AnswerColumn[Any](key="name", head=head, measure=CellKind.TEXT, value=lambda one: one[0]),
        *(
            AnswerColumn[Any](
                key=f"c{n}", head=name, measure=kind, value=lambda one, of=of: of(one[1])
            )
            for n, (name, kind, of) in enumerate(figures)
        ),
    ]
    return AnswerTable(key="sums", title=title, columns=tuple(columns), lines=tuple(sums.items()))


def _in(currency: str, of: Callable[[CostSum], Decimal]) -> Callable[[CostSum], Fact]:
    return lambda part: Sum(of(part), currency)
