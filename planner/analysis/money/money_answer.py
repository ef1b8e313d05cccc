"""The answer on money: what the plan costs, what of it is funded, and what is not costed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Bars,
    CellKind,
    Finding,
    Gravity,
    Target,
)
from planner.analysis.money.costs import CostSum, Money
from planner.messages import Fact, Message, Share, Sum, _, verbatim
from planner.plan import Plan
from planner.tables import Action, Ministry

TITLE: Final = _("Costs")
CostLine = tuple[Fact, CostSum]
"""A line of a table of costs: what it is called, and its sums."""


def money_answer(plan: Plan, found: Money, *, detail: bool = False) -> Answer:
    """What the plan costs by year and lead ministry, and which actions are not costed.

    With `detail` the tables hold every part of a sum.
    """
    by_year, by_ministry = _years(found), _ministries(plan, found)
    return Answer(
        key="money",
        title=TITLE,
        sentences=(_sentence(found),),
        findings=tuple(_uncosted(plan, found)),
        tables=(
            cost_table(
                "by_year",
                _("Costs by year"),
                _("Year"),
                (*by_year, (_("Total"), found.total)),
                found.currency,
                detail=detail,
            ),
            cost_table(
                "by_ministry",
                _("Costs by lead ministry"),
                _("Lead ministry"),
                by_ministry,
                found.currency,
                detail=detail,
            ),
        ),
        figures=(
            cost_bars(_("Costs by year"), by_year, found.currency, with_spread=True),
            cost_bars(_("Costs by lead ministry"), by_ministry, found.currency),
        ),
    )


def _sentence(found: Money) -> Message:
    total = found.total
    return _(
        "Planning estimate {mid}: funded {funded}, requested {requested}, not requested {missing}.",
        mid=Sum(total.mid, found.currency),
        funded=Sum(total.funded, found.currency),
        requested=Sum(total.requested, found.currency),
        missing=Sum(total.missing, found.currency),
    )


def _years(found: Money) -> tuple[CostLine, ...]:
    ordered = sorted(found.by_year, key=lambda year: (year is None, year or 0))
    return tuple((str(year) if year else _("no year"), found.by_year[year]) for year in ordered)


def _ministries(plan: Plan, found: Money) -> tuple[CostLine, ...]:
    names = plan.names(Ministry)
    ordered = sorted(found.by_ministry, key=lambda key: (not key, -found.by_ministry[key].mid))
    return tuple((names.get(key) or key or _("no lead"), found.by_ministry[key]) for key in ordered)


def _uncosted(plan: Plan, found: Money) -> Sequence[Finding]:
    titles = plan.names(Action)
    return [
        Finding(
            gravity=Gravity.WARNING,
            message=_("{id} {title}: no cost, and no reason for it.", id=key, title=titles[key]),
            targets=(Target("actions", key),),
        )
        for key in found.uncosted
    ]


def cost_table(
    key: str,
    title: Message,
    head: Message,
    lines: Sequence[CostLine],
    currency: str,
    *,
    detail: bool = False,
) -> AnswerTable[CostLine]:
    """Sums of costs, a line each, staff time apart from all the others.

    `detail` adds the estimates, what is requested and not, and lines whose amount is not known.
    """

    def amount(key: str, head: Message, of: Callable[[CostSum], Decimal]) -> AnswerColumn[CostLine]:
        return answers.amount(key, head, lambda line: Sum(of(line[1]), currency))

    details: tuple[AnswerColumn[CostLine], ...] = (
        amount("low", _("Low"), lambda one: one.low),
        amount("high", _("High"), lambda one: one.high),
        amount("requested", _("Requested"), lambda one: one.requested),
        amount("missing", _("Not requested"), lambda one: one.missing),
        answers.count("unknown", _("Lines not known"), lambda line: line[1].unknown),
    )
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.text("name", head, lambda line: line[0]),
            amount("mid", _("Planning estimate (mid)"), lambda one: one.mid),
            amount("funded", _("Funded"), lambda one: one.funded),
            amount("gap", _("Unfunded gap"), lambda one: one.gap),
            answers.share(
                "funded_share", _("Funded share"), lambda line: Share(line[1].funded_share)
            ),
            amount("in_kind", _("Staff time (no new money)"), lambda one: one.in_kind),
            *(details if detail else ()),
        ),
        lines=tuple(lines),
    )


def cost_bars(
    title: Message, lines: Sequence[CostLine], currency: str, *, with_spread: bool = False
) -> Bars:
    """The same as bars: what is funded, what is requested, and what is neither."""

    def short(amount: Decimal) -> Sum:
        return Sum(amount, currency, short=True)

    parts: Sequence[tuple[Message, Callable[[CostSum], Decimal]]] = (
        (_("Funded"), lambda one: one.funded),
        (_("Requested"), lambda one: one.requested),
        (_("Not requested"), lambda one: one.missing),
    )
    return Bars(
        title=title,
        groups=tuple(
            name if isinstance(name, Message) else verbatim(str(name)) for name, _sum in lines
        ),
        series=tuple((label, tuple(short(of(one)) for _name, one in lines)) for label, of in parts),
        measure=CellKind.SUM,
        spread=tuple((short(one.low), short(one.high)) for _name, one in lines if with_spread),
        notes=tuple(
            _("{sum}, {share} funded", sum=short(one.mid), share=Share(one.funded_share))
            for _name, one in lines
        ),
    )
