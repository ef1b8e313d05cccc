"""What a plan stands on and lacks: `stress`, `cyber`, `portfolio`, `timeline`, `review` …"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import click

from planner.analysis.actions.timeline import DueStep, timeline, timeline_answer
from planner.analysis.coverage.cyber import cyber, cyber_answer
from planner.analysis.coverage.stress import routes, stress
from planner.analysis.coverage.stress_answer import scenario_answer, stress_answer
from planner.analysis.money.portfolio import ceilings_of, portfolio
from planner.analysis.money.portfolio_answer import portfolio_answer, requested
from planner.analysis.money.portfolio_model import PortfolioConditions
from planner.analysis.plans.resolutions import resolutions_answer, tasks
from planner.analysis.review.reviewing import ReviewResult, counted, review, review_answer
from planner.cli.commands import on_option, option
from planner.cli.opened_plan import OpenedPlan, plan_command
from planner.cli.printing import answer, answer_lines, cents, facts, head
from planner.cli.run import CommandRun
from planner.messages import _
from planner.services.catalogue import reference
from planner.services.plans import last_version


@plan_command("stress")
@option(
    "--off",
    multiple=True,
    metavar="ROUTE",
    help=_(
        "Switch this off: security council, courts, peace operations, other multilateral, "
        "regional bodies, bilateral access, or the name of a donor or partner."
    ),
)
def _stress(run: CommandRun, desk: OpenedPlan, off: tuple[str, ...]) -> None:
    chosen = desk.plan
    found = stress(chosen, reference(), off)
    known = routes(chosen)
    for one in found.off:
        if not any(one in (name, name.partition(": ")[2]) for name in known):
            wrong = _(
                "“{name}” is no route, donor or partner of the plan. Use one of: {known}.",
                name=one,
                known=known,
            )
            raise click.UsageError(run.tell(wrong))
    told = scenario_answer(chosen, reference(), off) if off else stress_answer(chosen, reference())
    document = {
        **head(chosen),
        "answer": told.sentences,
        "off": found.off,
        "factors": [
            {
                "number": one.before.number,
                "level": one.before.level,
                "before": len(one.before.cover.supports),
                "after": len(one.after.cover.supports),
                "lost": one.lost,
                "gap_before": one.before.gap,
                "gap_after": one.after.gap,
            }
            for one in found.factors
        ],
        "falls": [
            {"action": one.action.id, **facts(one, "route fallback by lacks")}
            for one in found.falls
        ],
        "programmes": found.programmes,
        "stands": facts(found, "national regional"),
        "funding_lost": cents(found.unfunded),
        "routes": known,
    }
    answer(run, document, answer_lines(run, told))


@plan_command("cyber")
@on_option
def _cyber(run: CommandRun, desk: OpenedPlan, on: date) -> None:
    chosen = desk.plan
    document = {
        **head(chosen, on=on),
        "cells": [
            facts(one, "category side indicators observed actions lacks")
            for one in cyber(chosen, reference(), on)
        ],
    }
    answer(run, document, answer_lines(run, cyber_answer(chosen, reference(), on)))


@plan_command("timeline")
@on_option
def _timeline(run: CommandRun, desk: OpenedPlan, on: date) -> None:
    chosen = desk.plan
    before = last_version(run.actor, desk.store, chosen)
    found = timeline(chosen, on, before)
    document = {
        **head(chosen, on=on),
        "late": [_step(one) for one in found.late],
        "next_90": [_step(one) for one in found.next_90],
        "slipped": [{**_step(one), "before": one.before} for one in found.slipped],
        "loops": found.loops,
        "compared_with": before.revision if before else None,
    }
    answer(run, document, answer_lines(run, timeline_answer(chosen, on, before)))


def _step(one: DueStep) -> dict[str, Any]:
    return {**facts(one, "id action title whose due"), "days_late": max(one.days, 0)}


@plan_command("resolutions")
@on_option
def _resolutions(run: CommandRun, desk: OpenedPlan, on: date) -> None:
    chosen = desk.plan
    document = {
        **head(chosen, on=on),
        "open": [
            {
                **facts(one.row, "id what due"),
                **facts(one, "body whose days_late"),
                "ministry": one.row.whose,
            }
            for one in tasks(chosen, on)
            if one.is_open
        ],
    }
    answer(run, document, answer_lines(run, resolutions_answer(chosen, on)))


@plan_command("review")
@on_option
@option("--strict", is_flag=True, help=_("Exit with 1 while a criterion is not met."))
def _review(run: CommandRun, desk: OpenedPlan, on: date, strict: bool) -> int:
    chosen = desk.plan
    found = review(chosen, reference(), on)
    sums = counted(found)
    document = {
        **head(chosen, on=on),
        "passed": sums[ReviewResult.PASS],
        "failed": sums[ReviewResult.FAIL],
        "waived": sums[ReviewResult.WAIVED],
        "unanswered": sums[ReviewResult.UNANSWERED],
        "findings": [
            {
                "test": one.number,
                "title": one.criterion.name,
                "result": one.result,
                "rows": [row.id for row in one.rows],
                "message": one.message,
                "what_to_do": one.criterion.what_to_do,
                "source": one.criterion.source,
            }
            for one in found
        ],
    }
    answer(run, document, answer_lines(run, review_answer(chosen, reference(), on)))
    return int(strict and sums[ReviewResult.FAIL] > 0)


@plan_command("portfolio")
@option(
    "--ceiling",
    "ceilings",
    multiple=True,
    metavar="YEAR=AMOUNT",
    help=_("The most that may be spent in a fiscal year, in the plan's currency; repeat it."),
)
@option(
    "--need",
    type=click.Choice(["high"]),
    help=_("Cover every high risk factor that anything can cover."),
)
@option(
    "--upstream",
    type=click.FloatRange(0, 1),
    default=0.0,
    help=_("The least share of the money for upstream and early warning, as in 0.5."),
)
@option("--per-ministry", type=click.IntRange(0), help=_("At most so many actions a ministry."))
@option("--coercive", is_flag=True, help=_("Coercive measures may be chosen too."))
def _portfolio(
    run: CommandRun,
    desk: OpenedPlan,
    ceilings: tuple[str, ...],
    need: str | None,
    upstream: float,
    per_ministry: int | None,
    coercive: bool,
) -> int:
    chosen = desk.plan
    asked = PortfolioConditions(
        ceilings=_ceilings(run, ceilings) or requested(chosen).ceilings,
        need_high=need is not None,
        upstream=upstream,
        per_ministry=per_ministry,
        coercive=coercive,
    )
    found = portfolio(chosen, reference(), asked)
    document = {
        **head(chosen),
        "currency": chosen.details.currency,
        "ceilings": {year: cents(top) for year, top in asked.ceilings.items()},
        "chosen": found.chosen,
        "by_year": {year: cents(part) for year, part in found.by_year.items()},
        "cover": {"before": found.before, "after": found.after, "at_most": found.at_most},
        "proven": found.is_proven,
        "always": found.always,
        "never": found.never,
        "frontier": [
            {"sum": cents(one.sum), "cover": one.cover, "at_most": one.at_most}
            for one in found.frontier
        ],
        "left_out": [{"action": one, "why": why} for one, why in found.left_out.items()],
        "infeasible": found.infeasible,
    }
    answer(run, document, answer_lines(run, portfolio_answer(chosen, reference(), asked)))
    return int(found.infeasible is not None)


def _ceilings(run: CommandRun, written: tuple[str, ...]) -> dict[int, Decimal]:
    try:
        return ceilings_of(written)
    except ValueError as error:
        wrong = _("“{text}” is no ceiling: write it as in 2027=1000000.", text=str(error))
        raise click.UsageError(run.tell(wrong)) from None
