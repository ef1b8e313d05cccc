"""`stress` and `cyber`: what the plan stands on, and what it lacks."""

from __future__ import annotations

from datetime import datetime

import click

from planner.analysis.coverage.cyber import cyber, cyber_answer
from planner.analysis.coverage.stress import routes, stress
from planner.analysis.coverage.stress_answer import scenario_answer, stress_answer
from planner.cli.commands import DAY, option
from planner.cli.opened_plan import OpenedPlan, plan_command
from planner.cli.printing import answer, answer_lines, facts
from planner.cli.run import CommandRun
from planner.messages import _
from planner.services.catalogue import reference


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
        "plan": chosen.name,
        "revision": chosen.revision,
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
        "routes": known,
    }
    answer(run, document, answer_lines(run, told))


@plan_command("cyber")
@option(
    "--on",
    metavar="DATE",
    type=DAY,
    help=_("The day to look at, as in 2027-03-31. Default: today."),
)
def _cyber(run: CommandRun, desk: OpenedPlan, on: datetime | None) -> None:
    chosen, day = desk.plan, on.date() if on else run.today
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "on": day,
        "cells": [
            facts(one, "category side indicators observed actions lacks")
            for one in cyber(chosen, reference(), day)
        ],
    }
    answer(run, document, answer_lines(run, cyber_answer(chosen, reference(), day)))
