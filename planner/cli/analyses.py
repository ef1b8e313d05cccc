"""`coverage` and `money`: what the plan covers, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from planner.cli.answers import answer_lines
from planner.cli.options import command, plan_argument
from planner.cli.printing import amount, answer, cents, table
from planner.cli.session import CommandRun
from planner.cli.words import say

if TYPE_CHECKING:
    from planner.analysis.coverage.cover import Cover
    from planner.analysis.coverage.factors import FactorCoverage
    from planner.analysis.mapping.beyond_codes import BeyondCodes
    from planner.analysis.money.costs import CostSum, Money
    from planner.languages.sentences import Says
    from planner.languages.voice import Voice


@command("coverage")
@plan_argument
@click.pass_obj
def coverage(session: CommandRun, plan: str) -> None:
    """Which risk factors are covered, by what, and the gaps in order."""
    from planner.analysis.coverage import factors as analysis
    from planner.analysis.coverage.coverage_answer import coverage_answer
    from planner.analysis.mapping.beyond_codes import beyond_codes
    from planner.reference import load
    from planner.services.catalogue import reference

    opened = session.desk(plan).plan(session)
    found = analysis.coverage(opened, reference())
    beyond = beyond_codes(opened, load())
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "currency": found.currency,
        "mapped": found.screening,
        "risk_factors": [_factor(factor, session.voice) for factor in found.factors],
        "gaps": [factor.number for factor in found.gaps],
        "beyond_aid_codes": {
            "actions": [one.id for one in beyond.actions],
            "of": beyond.of,
            "without_programme": [one.id for one in beyond.without],
        },
    }
    lines = answer_lines(coverage_answer(found, opened), session.voice)
    answer(session, document, [*lines, "", *_beyond_lines(session, beyond)])


@command("money")
@plan_argument
@click.pass_obj
def money(session: CommandRun, plan: str) -> None:
    """What the plan costs by year, ministry, source and status, and what of it is there."""
    from planner.analysis.money import costs as analysis
    from planner.tables import Ministry

    opened = session.desk(plan).plan(session)
    found = analysis.money(opened)
    parts: dict[str, Any] = {
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
    names = opened.names(Ministry)
    answer(session, document, _money_lines(session, found, names))


def _beyond_lines(session: CommandRun, beyond: BeyondCodes) -> list[str]:
    from planner.messages import _

    voice = session.voice
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


def _money_lines(session: CommandRun, found: Money, names: Mapping[str, str]) -> list[str]:
    from planner.languages.sentences import Says

    heads = tuple(
        say(session, one)
        for one in (Says.HEAD_COST, Says.HEAD_FUNDED, Says.HEAD_MONEY_GAP, Says.HEAD_STAFF_TIME)
    )

    def lines(title: Says, rows: list[tuple[str, CostSum]]) -> list[str]:
        shown = ((name, *map(amount, (s.mid, s.funded, s.gap, s.in_kind))) for name, s in rows)
        return ["", *table((say(session, title), *heads), shown)]

    years = sorted(found.by_year.items(), key=lambda pair: (pair[0] is None, pair[0]))
    by_year = [(str(year or say(session, Says.NO_YEAR)), part) for year, part in years]
    no_lead = say(session, Says.NO_LEAD)
    ministries = [(names.get(i, no_lead), part) for i, part in found.by_ministry.items()]
    listed = ", ".join(found.uncosted)
    return [
        say(session, Says.TOLD_SUMS, currency=found.currency or say(session, Says.PLAN_CURRENCY)),
        *lines(Says.HEAD_YEAR, [*by_year, (say(session, Says.TOTAL), found.total)]),
        *lines(Says.HEAD_LEAD, ministries),
        *([say(session, Says.TOLD_UNCOSTED, listed=listed)] if listed else []),
    ]


COMMANDS = (coverage, money)
