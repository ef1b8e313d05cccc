"""The plan on one page: four charts, each under a sentence that says what it shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from planner.analysis.money.costs import CostSum
from planner.analysis.training.requirements import TargetState
from planner.exports.cabinet import money, risk_coverage, training
from planner.exports.cabinet.figures import Figures, Filling
from planner.exports.sheets import charts
from planner.exports.sheets.page import Page
from planner.messages import NOTHING, Message, _

_WIDTHS: Final = (6, 45, 24, 24, 25, 25)


def fill_brief(page: Page, figures: Figures, filling: Filling) -> None:
    """Four charts on one page, each under what it says: years, ministries, cover, training."""
    page.widen(_WIDTHS)
    page.note(*figures.unknown)
    rows, tall = charts.ROWS - 7, charts.ROWS - 1
    upper, lower = page.leave_room(rows), page.leave_room(tall)
    found, costs = figures.money, filling.tables("costs")
    if costs:
        charts.insert(
            page,
            costs["by_year"],
            money.COSTS_BY_YEAR,
            upper,
            0,
            rows,
            headline=_funded(figures),
            largest=_largest(found.by_year.values()),
        )
        charts.insert(
            page,
            costs["by_ministry"],
            money.COSTS_BY_MINISTRY,
            lower,
            1,
            tall,
            headline=_leading(figures),
            largest=_largest(found.by_ministry.values()),
        )
    factors = figures.coverage.factors
    most = max((len(one.cover.programmes) + len(one.cover.actions) for one in factors), default=0)
    charts.insert(
        page,
        filling.tables("coverage")["factors"],
        risk_coverage.COVER_BY_FACTOR,
        lower,
        0,
        tall,
        headline=figures.answer("coverage").sentences[0],
        largest=most,
    )
    if required := filling.tables("training"):
        met = len(figures.training.in_state(TargetState.MET))
        charts.insert(
            page, required["requirements"], training.TRAINING_RANGES, upper, 1, rows,
            headline=_(
                "Training requirements met: {met} of {number}.",
                met=met, number=len(figures.training.statuses),
            ),
            largest=1,
        )  # fmt: skip


def _largest(sums: Iterable[CostSum]) -> float:
    return float(max((one.mid for one in sums), default=0))


def _funded(figures: Figures) -> Message:
    total, currency = figures.money.total, figures.money.currency
    return _(
        "Of {total}, {funded} is funded and {gap} is not.",
        total=total.told("mid", currency, short=True),
        funded=total.told("funded", currency, short=True),
        gap=total.told("gap", currency, short=True),
    )


def _leading(figures: Figures) -> Message:
    """Which ministry's actions cost most."""
    by_ministry = {key: sums for key, sums in figures.money.by_ministry.items() if key}
    if not by_ministry:
        return NOTHING
    most = max(by_ministry, key=lambda key: by_ministry[key].mid)
    return _(
        "The actions of {ministry} cost most: {sum}.",
        ministry=figures.ministry(most),
        sum=by_ministry[most].told("mid", figures.money.currency, short=True),
    )
