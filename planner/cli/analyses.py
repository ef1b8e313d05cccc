"""`answers`, `coverage` and `money`: what the planner works out of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import FactorCoverage, coverage
from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.analysis.mapping.harms import may_raise
from planner.analysis.money.costs import CostSum, money
from planner.analysis.money.money_answer import money_answer
from planner.analysis.registry import ANSWERS, answered
from planner.cli.answers import answer_document, answer_lines
from planner.cli.commands import command
from planner.cli.opened_plan import opened
from planner.cli.options import plan_argument
from planner.cli.printing import answer, cents, table
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.services.catalogue import reference


@command("answers")
@plan_argument
@click.argument("key", metavar="[KEY]", required=False, type=click.Choice(list(ANSWERS)))
@click.pass_obj
def _answers(run: CommandRun, plan: str, key: str | None) -> None:
    if key is None:
        rows = [(kind.key, kind.title) for kind in ANSWERS.values()]
        document = {"answers": [{"key": key, "title": title} for key, title in rows]}
        answer(run, document, table(run, (_("Key"), _("Title")), rows))
        return
    chosen = opened(run, plan).plan
    found = answered(chosen, key, run.today, reference())
    head = {"plan": chosen.name, "revision": chosen.revision, "on": run.today}
    answer(run, head | answer_document(found), answer_lines(run, found))


@command("coverage")
@plan_argument
@click.pass_obj
def _coverage(run: CommandRun, plan: str) -> None:
    chosen = opened(run, plan).plan
    found, beyond = coverage(chosen, reference()), beyond_codes(chosen, reference())
    raised = may_raise(chosen)
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "currency": found.currency,
        "mapped": found.screening,
        "risk_factors": [
            {**_factor(factor), "may_raise": raised.get(factor.number, ())}
            for factor in found.factors
        ],
        "gaps": [factor.number for factor in found.gaps],
        "beyond_aid_codes": {
            "actions": [one.id for one in beyond.actions],
            "of": beyond.of,
            "without_programme": [one.id for one in beyond.without],
        },
    }
    lines = answer_lines(run, coverage_answer(found, chosen))
    answer(run, document, [*lines, "", *_beyond_lines(beyond)])


@command("money")
@plan_argument
@click.pass_obj
def _money(run: CommandRun, plan: str) -> None:
    chosen = opened(run, plan).plan
    found = money(chosen)
    parts: Mapping[str, Mapping[Any, CostSum]] = {
        "by_year": found.by_year,
        "by_ministry": found.by_ministry,
        "by_goal": found.by_goal,
        "by_source": found.by_source,
        "by_status": found.by_status,
    }
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "currency": found.currency,
        "total": _sum(found.total),
        **{
            name: [{"key": key, **_sum(part)} for key, part in sums.items()]
            for name, sums in parts.items()
        },
        "uncosted": found.uncosted,
    }
    answer(run, document, answer_lines(run, money_answer(chosen, found)))


def _beyond_lines(beyond: BeyondCodes) -> list[Message]:
    listed = tuple(_("{id} {title}", id=one.id, title=one.name) for one in beyond.without)
    without = [_("Without a programme: {listed}.", listed=listed)] if listed else []
    return [beyond.sentence, *without]


def _factor(factor: FactorCoverage) -> dict[str, Any]:
    cover = factor.cover
    return {
        "number": factor.number,
        "title": factor.risk.factor.title,
        "level": factor.level,
        **_cover(cover),
        "gap": factor.gap,
        "why": factor.reason,
        "programme_ids": cover.programmes,
        "action_ids": cover.actions,
        "by_family": {family: _cover(part) for family, part in factor.by_family.items()},
        "by_ministry": {row_id: _cover(part) for row_id, part in factor.by_ministry.items()},
    }


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "programmes": len(cover.programmes),
        "actions": len(cover.actions),
        "funded": len(cover.funded_actions),
        "touching": cents(cover.touching),
        "attributed": cents(cover.attributed),
    }


def _sum(found: CostSum) -> dict[str, Any]:
    share = found.funded_share
    return {
        "low": cents(found.low),
        "mid": cents(found.mid),
        "high": cents(found.high),
        "funded": cents(found.funded),
        "requested": cents(found.requested),
        "gap": cents(found.gap),
        "in_kind": cents(found.in_kind),
        "funded_share": None if share is None else float(share),
        "lines": found.lines,
        "unknown": found.unknown,
    }


COMMANDS = (
    _answers,
    _coverage,
    _money,
)
