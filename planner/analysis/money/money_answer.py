"""The answer on money: what the plan costs, what of it is funded, and what is not costed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from planner.analysis.money.costs import NO_OWN_CURRENCY, CostSum, Money
from planner.analysis.plans.fiscal_years import year_name
from planner.messages import Fact, Message, Share, _, verbatim
from planner.plan import Plan
from planner.tables import Action, Ministry

TITLE: Final = _("Costs")
GAP: Final = _("Unfunded gap")
FUNDED_FROM_HALF: Final = _(
    "An action counts as funded from half of its mid cost, or when it takes staff time only."
)
CostLine = tuple[Fact, CostSum]
"""A line of a table of costs: what it is called, and its sums."""


def money_answer(plan: Plan, found: Money, *, detail: bool = False) -> Answer:
    """What the plan costs by year and lead ministry, and which actions are not costed.

    With `detail` the tables hold every part of a sum.
    """
    by_year, by_ministry = _years(plan, found), _ministries(plan, found)
    return Answer(
        key="money",
        title=TITLE,
        unknown=tuple(unknown_costs(found.total, found.currency)),
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


def unknown_costs(total: CostSum, currency: str) -> Iterator[Message]:
    """Which cost lines are in no sum, by what is not known of them."""
    if not currency and total.no_rate:
        yield NO_OWN_CURRENCY
    if total.no_currency:
        yield no_currency(total)
    if total.no_rate:
        yield _("Cost lines without an exchange rate, in no sum: {number}.", number=total.no_rate)
    if total.no_amount:
        yield _(
            "Cost lines whose amount is not known, in no sum: {number}.", number=total.no_amount
        )


def no_currency(total: CostSum) -> Message:
    """How many cost lines name no currency."""
    return _(
        "Cost lines whose currency is not known, in no sum: {number}.", number=total.no_currency
    )


def _sentence(found: Money) -> Message:
    if not found.total.lines:
        return _("No costs have been entered yet.")
    names = ("mid", "funded", "gap", "requested", "not_requested")
    return _(
        "Planning estimate {mid}: funded {funded}, unfunded gap {gap}, of which requested "
        "{requested} and not requested {not_requested}.",
        **{name: found.total.told(name, found.currency) for name in names},
    )


def _years(plan: Plan, found: Money) -> tuple[CostLine, ...]:
    ordered = sorted(found.by_year, key=lambda year: (year is None, year or 0))
    return tuple(
        (year_name(plan, year) if year else _("no year"), found.by_year[year]) for year in ordered
    )


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

    `detail` adds the estimates, what is requested and not, and lines that are in no sum.
    """

    def amount(key: str, head: Message) -> AnswerColumn[CostLine]:
        return answers.amount(key, head, lambda line: line[1].told(key, currency))

    details: tuple[AnswerColumn[CostLine], ...] = (
        amount("low", _("Low")),
        amount("high", _("High")),
        amount("requested", _("Requested")),
        amount("not_requested", _("Not requested")),
        answers.count("unknown", _("Lines not known"), lambda line: line[1].unknown),
    )
    return AnswerTable(
        key=key,
        title=title,
        columns=(
            answers.text("name", head, lambda line: line[0]),
            amount("mid", _("Planning estimate (mid)")),
            amount("funded", _("Funded")),
            amount("gap", GAP),
            answers.share(
                "funded_share", _("Funded share"), lambda line: Share(line[1].funded_share)
            ),
            amount("in_kind", _("Staff time (no new money)")),
            *(details if detail else ()),
        ),
        lines=tuple(lines),
    )


def cost_bars(
    title: Message, lines: Sequence[CostLine], currency: str, *, with_spread: bool = False
) -> Bars:
    """The same as bars: what is funded, what is requested, and what is neither."""

    def each(part: str) -> tuple[Fact, ...]:
        return tuple(one.told(part, currency, short=True) for _name, one in lines)

    return Bars(
        title=title,
        groups=tuple(
            name if isinstance(name, Message) else verbatim(str(name)) for name, _sum in lines
        ),
        series=(
            (_("Funded"), each("funded")),
            (_("Requested"), each("requested")),
            (_("Not requested"), each("not_requested")),
        ),
        measure=CellKind.SUM,
        spread=tuple(zip(each("low"), each("high"), strict=True)) if with_spread else (),
        notes=tuple(
            _("{sum}, {share} funded", sum=mid, share=Share(one.funded_share))
            for mid, (_name, one) in zip(each("mid"), lines, strict=True)
        ),
    )
