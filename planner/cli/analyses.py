"""`answers`, `coverage` and `money`: what the planner works out of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import FactorCoverage
from planner.analysis.coverage.factors import coverage as coverage_of
from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.analysis.money.costs import CostSum
from planner.analysis.money.costs import money as money_of
from planner.analysis.money.money_answer import money_answer
from planner.analysis.registry import ANSWERS, answered
from planner.cli.answers import answer_document, answer_lines
from planner.cli.options import command, plan_argument
from planner.cli.printing import answer, cents, table
from planner.cli.session import CommandRun
from planner.languages.voice import Voice
from planner.messages import _
from planner.services.catalogue import reference


@command("answers")
@plan_argument
@click.argument("key", metavar="[KEY]", required=False, type=click.Choice(list(ANSWERS)))
@click.pass_obj
def answers(session: CommandRun, plan: str, key: str | None) -> None:
    """Any answer by its key; without a key, the list of all."""
    voice = session.voice
    if key is None:
        rows = [(kind.key, voice.tell(kind.title)) for kind in ANSWERS.values()]
        document = {"answers": [{"key": key, "title": title} for key, title in rows]}
        answer(session, document, table((voice.tell(_("Key")), voice.tell(_("Title"))), rows))
        return
    opened = session.desk(plan).plan(session)
    found = answered(opened, key, session.today, reference())
    head = {"plan": opened.name, "revision": opened.revision, "on": session.today}
    answer(session, head | answer_document(found, voice), answer_lines(found, voice))


@command("coverage")
@plan_argument
@click.pass_obj
def coverage(session: CommandRun, plan: str) -> None:
    """Which risk factors are covered, by what, and the gaps in order."""
    opened, voice = session.desk(plan).plan(session), session.voice
    found = coverage_of(opened, reference())
    beyond = beyond_codes(opened, reference())
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "currency": found.currency,
        "mapped": found.screening,
        "risk_factors": [_factor(factor, voice) for factor in found.factors],
        "gaps": [factor.number for factor in found.gaps],
        "beyond_aid_codes": {
            "actions": [one.id for one in beyond.actions],
            "of": beyond.of,
            "without_programme": [one.id for one in beyond.without],
        },
    }
    lines = answer_lines(coverage_answer(found, opened), voice)
    answer(session, document, [*lines, "", *_beyond_lines(voice, beyond)])


@command("money")
@plan_argument
@click.pass_obj
def money(session: CommandRun, plan: str) -> None:
    """What the plan costs by year, ministry, source and status, and what of it is there."""
    opened = session.desk(plan).plan(session)
    found = money_of(opened)
    parts: Mapping[str, Mapping[Any, CostSum]] = {
        "by_year": found.by_year,
        "by_ministry": found.by_ministry,
        "by_goal": found.by_goal,
        "by_source": found.by_source,
        "by_status": found.by_status,
    }
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "currency": found.currency,
        "total": _sum(found.total),
        **{
            name: [{"key": key, **_sum(part)} for key, part in sums.items()]
            for name, sums in parts.items()
        },
        "uncosted": found.uncosted,
    }
    answer(session, document, answer_lines(money_answer(opened, found), session.voice))


def _beyond_lines(voice: Voice, beyond: BeyondCodes) -> list[str]:
    listed = tuple(_("{id} {title}", id=one.id, title=one.name) for one in beyond.without)
    without = [voice.tell(_("Without a programme: {listed}.", listed=listed))] if listed else []
    return [voice.tell(beyond.sentence), *without]


def _factor(factor: FactorCoverage, voice: Voice) -> dict[str, Any]:
    cover = factor.cover
    return {
        "number": factor.number,
        "title": factor.risk.factor.title,
        "level": factor.level,
        **_cover(cover),
        "gap": factor.gap,
        "why": voice.tell(factor.reason),
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


COMMANDS = (answers, coverage, money)
