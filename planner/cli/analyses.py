"""`answers`, `coverage` and `money`: what the planner works out of a plan."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import click

from planner.analysis.actions.drafting import out_of_reach
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import FactorCoverage, coverage
from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.analysis.mapping.harms import may_raise
from planner.analysis.money.costs import CostSum, in_currency, money
from planner.analysis.money.money_answer import money_answer
from planner.analysis.plans.release import at_level
from planner.analysis.registry import ANSWERS, released_answer
from planner.changes import Origin, OriginKind
from planner.choices import Classification
from planner.cli.answers import answer_document, answer_lines
from planner.cli.commands import command
from planner.cli.opened_plan import opened
from planner.cli.options import LEVELS, option, out_option, plan_argument
from planner.cli.printing import answer, cents, facts, table
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.services.catalogue import reference
from planner.services.editing import save


@command("answers")
@plan_argument
@click.argument("key", metavar="[KEY]", required=False, type=click.Choice(list(ANSWERS)))
@option("--level", type=LEVELS, help=_("Tell no more than may be told at this level."))
@click.pass_obj
def _answers(run: CommandRun, plan: str, key: str | None, level: str | None) -> None:
    if key is None:
        rows = [(kind.key, kind.title) for kind in ANSWERS.values()]
        document = {"answers": [{"key": key, "title": title} for key, title in rows]}
        answer(run, document, table(run, (_("Key"), _("Title")), rows))
        return
    chosen = opened(run, plan).plan
    release = at_level(chosen, Classification(level or Classification.RESTRICTED))
    found = released_answer(release, key, run.today, reference())
    head = {"plan": release.plan.name, "revision": chosen.revision, "on": run.today}
    answer(run, head | answer_document(found), answer_lines(run, found))


@command("coverage")
@plan_argument
@click.pass_obj
def _coverage(run: CommandRun, plan: str) -> None:
    chosen = opened(run, plan).plan
    found, beyond = coverage(chosen, reference()), beyond_codes(chosen, reference())
    raised, told = may_raise(chosen), coverage_answer(found, chosen)
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "currency": found.currency,
        "unknown": told.unknown,
        "answer": told.sentences,
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
        "out_of_reach": out_of_reach(chosen, reference()),
    }
    lines = answer_lines(run, told)
    left = out_of_reach(chosen, reference())
    answer(run, document, [*lines, "", *_beyond_lines(beyond), *([left] if left else ())])


@command("money")
@plan_argument
@option(
    "--name-currency",
    metavar="CUR",
    help=_("Write this currency in every sum that names none, first."),
)
@out_option
@click.pass_obj
def _money(run: CommandRun, plan: str, name_currency: str | None, out: str | None) -> None:
    desk = opened(run, plan)
    chosen = desk.plan
    if name_currency and (made := in_currency(chosen, name_currency)):
        save(
            run.actor,
            desk.store,
            desk.name,
            made,
            reason=run.tell(_("Sums without a currency are in {currency}", currency=name_currency)),
            origin=Origin(kind=OriginKind.COMMAND),
            base_revision=chosen.revision,
        )
        chosen = desk.plan
        desk.write(out)
    found = money(chosen)
    told = money_answer(chosen, found)
    parts = facts(found, "by_year by_ministry by_goal by_source by_status")
    document = {
        "plan": chosen.name,
        "revision": chosen.revision,
        "currency": found.currency,
        "unknown": told.unknown,
        "answer": told.sentences,
        "total": _sum(found.total),
        "funded": cents(found.total.funded),
        "gap": {
            "requested": cents(found.total.requested),
            "not_requested": cents(found.total.not_requested),
        },
        **{
            name: [{"key": key, **_sum(part)} for key, part in sums.items()]
            for name, sums in parts.items()
        },
        "uncosted": found.uncosted,
    }
    answer(run, document, answer_lines(run, told))


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
        "fitting": factor.fitting,
        "programme_ids": cover.programmes,
        "action_ids": cover.actions,
        "by_family": {family: _cover(part) for family, part in factor.by_family.items()},
        "by_ministry": {row_id: _cover(part) for row_id, part in factor.by_ministry.items()},
    }


def _cover(cover: Cover) -> dict[str, Any]:
    return {
        "programmes": len(cover.programmes),
        "in_bulk": len(cover.in_bulk),
        "actions": len(cover.actions),
        "funded": len(cover.funded_actions),
        "funded_share": _plain(cover.costs.funded_share),
        "touching": cents(cover.touching),
        "attributed": cents(cover.attributed),
        "unknown": {"programmes": cover.unknown_budgets, "money": cover.costs.unknown},
    }


def _plain(share: Decimal | None) -> float | None:
    return None if share is None else float(share)


def _sum(found: CostSum) -> dict[str, Any]:
    sums = facts(found, "low mid high funded requested not_requested gap in_kind")
    return {
        **{name: cents(amount) for name, amount in sums.items()},
        "funded_share": _plain(found.funded_share),
        **facts(found, "lines unknown"),
        "unknown_by": {
            "currency": found.no_currency,
            "rate": found.no_rate,
            "amount": found.no_amount,
        },
    }


COMMANDS = (_answers, _coverage, _money)
