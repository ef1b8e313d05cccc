"""The answer on which unfunded actions to fund: the choice, what each further sum buys, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Bars, CellKind, Target
from planner.analysis.money.costs import ZERO, money
from planner.analysis.money.portfolio import FrontierStep, Portfolio, portfolio
from planner.analysis.money.portfolio_model import PortfolioConditions
from planner.analysis.plans.fiscal_years import year_name
from planner.messages import NOTHING, Fact, Message, Sum, _, verbatim
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import Action, Ministry

TITLE: Final = _("What to fund first")
NOTE: Final = _(
    "Where another choice may cover more, the search stopped at its limit; so which actions are in "
    "every step and in no step is told by the choices that it found."
)


def requested(plan: Plan) -> PortfolioConditions:
    """Ceilings by year as high as what the plan already requests in each."""
    by_year = money(plan).by_year
    return PortfolioConditions(
        ceilings={year: part.requested for year, part in by_year.items() if year is not None}
    )


def portfolio_answer(plan: Plan, reference: Reference, asked: PortfolioConditions) -> Answer:
    """The choice that covers most under the conditions, and what more or less money would buy."""
    found = portfolio(plan, reference, asked)
    return Answer(
        key="portfolio",
        title=TITLE,
        sentences=tuple(_sentences(plan, found)),
        tables=(_actions(plan, found), _years(plan, found, asked), _frontier(plan, found)),
        figures=(_steps(plan, found),),
    )


def _sentences(plan: Plan, found: Portfolio) -> Iterator[Message]:
    if found.infeasible is not None:
        yield found.infeasible
        return
    yield _(
        "Chosen: {number} actions at {sum}; weighted cover goes from {before} to {after}.",
        number=len(found.chosen),
        sum=Sum(sum(found.by_year.values(), ZERO), plan.details.currency),
        before=_plain(found.before),
        after=_plain(found.after),
    )
    if found.at_most > found.after:
        yield _(
            "Another choice may cover more, by at most {number}: the search stopped at its limit.",
            number=_plain(found.at_most - found.after),
        )
    elif not found.is_proven:
        yield _(
            "No other choice covers more. The search stopped at its limit: one that covers as much "
            "may cost less."
        )
    yield _(
        "The weight of a situation and risk factor is 4 when it is high, 2 when moderate, 1 when "
        "not assessed, one half when low; a second cover counts half. It is no score of a country."
    )


def _plain(value: float) -> str:
    return f"{value:g}"


def _actions(plan: Plan, found: Portfolio) -> AnswerTable[Action]:
    declared, ministries = table_named("actions"), plan.names(Ministry)
    gaps = money(plan).by_action

    def step(one: Action) -> Fact:
        if one.id in found.always:
            return _("in every step")
        return _("in no step") if one.id in found.never else _("in some steps")

    candidates = {*found.chosen, *found.always, *found.never}
    shown = [one for one in plan.of(Action) if one.id in candidates or one.id in found.left_out]
    return AnswerTable(
        key="actions",
        title=TITLE,
        columns=(
            answers.code("id", declared.label("id"), lambda one: one.id),
            answers.text("title", declared.label("title"), lambda one: one.title),
            answers.text("lead", declared.label("lead"), lambda one: ministries.get(one.lead, "")),
            answers.amount(
                "missing",
                _("Unfunded gap"),
                lambda one: (
                    gaps[one.id].told("gap", plan.details.currency) if one.id in gaps else None
                ),
            ),
            answers.text(
                "chosen",
                _("Chosen"),
                lambda one: _("yes") if one.id in found.chosen else _("no"),
            ),
            answers.text(
                "steps",
                _("As the sum grows"),
                lambda one: found.left_out.get(one.id) or step(one),
            ),
        ),
        lines=tuple(sorted(shown, key=lambda one: one.id not in found.chosen)),
        target=lambda one: Target("actions", one.id),
    )


def _years(plan: Plan, found: Portfolio, asked: PortfolioConditions) -> AnswerTable[int]:
    own = plan.details.currency
    years = sorted({*asked.ceilings, *(year for year in found.by_year if year is not None)})

    def ceiling(year: int) -> Fact:
        return Sum(asked.ceilings[year], own) if year in asked.ceilings else _("no ceiling")

    return AnswerTable(
        key="by_year",
        title=_("By year under the ceilings"),
        columns=(
            answers.code(
                "year", table_named("costs").label("year"), lambda year: year_name(plan, year)
            ),
            answers.text("ceiling", _("Ceiling"), ceiling),
            answers.amount(
                "taken", _("Taken"), lambda year: Sum(found.by_year.get(year, ZERO), own)
            ),
        ),
        lines=tuple(years),
    )


def _buying(found: Portfolio) -> tuple[FrontierStep, ...]:
    """The steps that buy more than the one before, each for the least sum that was found."""
    return tuple({one.cover: one for one in found.frontier}.values())


def _frontier(plan: Plan, found: Portfolio) -> AnswerTable[FrontierStep]:
    return AnswerTable(
        key="frontier",
        title=_("What each further sum buys"),
        columns=(
            answers.amount("sum", _("Sum"), lambda one: Sum(one.sum, plan.details.currency)),
            answers.text("cover", _("Weighted cover"), lambda one: _plain(one.cover)),
            answers.text(
                "at_most",
                _("Another choice covers at most"),
                lambda one: _plain(one.at_most) if one.at_most > one.cover else _("no more"),
            ),
        ),
        lines=_buying(found),
        note=NOTE if any(one.at_most > one.cover for one in found.frontier) else NOTHING,
    )


def _steps(plan: Plan, found: Portfolio) -> Bars:
    steps = _buying(found)
    return Bars(
        title=_("Weighted cover by the sum that is spent"),
        groups=tuple(
            _("{sum}", sum=Sum(one.sum, plan.details.currency, short=True)) for one in steps
        ),
        series=((_("Weighted cover"), tuple(one.cover for one in steps)),),
        measure=CellKind.COUNT,
        notes=tuple(verbatim(_plain(one.cover)) for one in steps),
    )
