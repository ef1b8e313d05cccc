"""`answers`, `coverage` and `money`: what the planner works out of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import click

from planner.analysis.actions.drafting import out_of_reach
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.coverage_answer import coverage_answer
from planner.analysis.coverage.factors import FactorCoverage, coverage
from planner.analysis.mapping.beyond_codes import BeyondCodes, beyond_codes
from planner.analysis.mapping.harms import may_raise
from planner.analysis.money.asked import AskedSums, asked
from planner.analysis.money.costs import CostSum, in_currency, money
from planner.analysis.money.money_answer import money_answer
from planner.analysis.plans.release import at_level, compared
from planner.analysis.registry import ANSWERS, released_answer
from planner.analysis.training.figures import forecast_answer
from planner.analysis.training.forecast import Forecast, Month, forecasts, outlook
from planner.analysis.training.readiness import Readiness, readiness
from planner.analysis.training.readiness_answer import readiness_answer, reasons
from planner.analysis.training.requirements import RequirementStatus, records, training_on
from planner.analysis.training.seat_needs import needs
from planner.analysis.training.totals import (
    BY,
    ExpiringCertificates,
    TrainingTotal,
    expiring,
    totals,
)
from planner.analysis.training.training_answer import totals_table, training_answer
from planner.analysis.training.training_letters import AHEAD_DAYS
from planner.changes import Origin, OriginKind
from planner.choices import Classification, RequiredScope
from planner.cli.commands import (
    LEVELS,
    command,
    on_option,
    option,
    out_option,
    plan_argument,
)
from planner.cli.opened_plan import OpenedPlan, opened, plan_command
from planner.cli.printing import (
    answer,
    answer_document,
    answer_lines,
    answer_table,
    cents,
    facts,
    head,
    table,
)
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.services.catalogue import reference
from planner.services.editing import save
from planner.services.plans import last_version


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
    place = opened(run, plan)
    chosen, before = place.plan, last_version(run.actor, place.store, place.plan)
    at = Classification(level or Classification.RESTRICTED)
    release = compared(at_level(chosen, at), before)
    found = released_answer(release, key, run.today, reference(release.whole))
    document = head(release.plan, on=run.today) | answer_document(found)
    answer(run, document, answer_lines(run, found))


@plan_command("coverage")
def _coverage(run: CommandRun, desk: OpenedPlan) -> None:
    chosen = desk.plan
    found, beyond = coverage(chosen, reference(chosen)), beyond_codes(chosen, reference())
    raised, told = may_raise(chosen), coverage_answer(found, chosen, reference(chosen))
    document = {
        **head(chosen),
        "currency": found.currency,
        "unknown": told.unknown,
        "answer": told.sentences,
        "mapped": found.screening,
        "risk_factors": [
            {**_factor(factor), "may_raise": raised.get(factor.number, ())}
            for factor in found.factors
        ],
        **{part["key"]: part["lines"] for part in answer_document(told)["tables"][1:]},
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


@plan_command("money")
@option(
    "--name-currency",
    metavar="CUR",
    help=_("Write this currency in every sum that names none, first."),
)
@out_option
def _money(run: CommandRun, desk: OpenedPlan, name_currency: str | None, out: str | None) -> None:
    chosen = desk.plan
    if name_currency and (made := in_currency(chosen, name_currency)):
        save(
            *desk.at,
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
        **head(chosen),
        "currency": found.currency,
        "unknown": told.unknown,
        "answer": told.sentences,
        "total": _sum(found.total),
        "funded": cents(found.total.funded),
        "gap": {
            "requested": cents(found.total.requested),
            "not_requested": cents(found.total.not_requested),
        },
        "asked": _asked(asked(chosen, found)),
        **{
            name: [{"key": key, **_sum(part)} for key, part in sums.items()]
            for name, sums in parts.items()
        },
        "uncosted": found.uncosted,
    }
    answer(run, document, answer_lines(run, told))


def _asked(found: AskedSums) -> dict[str, Any]:
    """What cabinet is asked to close of the gap; with what is not asked it is the whole gap."""
    return {
        "total": cents(found.total),
        "by_decision": {one.decision.id: cents(one.in_gap) for one in found.decisions},
        "not_asked": cents(found.not_asked),
        "outside_gap": {one.decision.id: cents(one.outside) for one in found.decisions},
    }


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
        **_rows(cover),
        "gap": factor.gap,
        "why": factor.reason,
        "fitting": factor.fitting,
        **{
            name: {key: _cover(part) | _rows(part) for key, part in getattr(factor, name).items()}
            for name in ("by_family", "by_ministry", "by_situation")
        },
    }


def _rows(cover: Cover) -> dict[str, Any]:
    return {"programme_ids": cover.programmes, "action_ids": cover.actions}


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


@plan_command("training")
@on_option
@option("--forecast", is_flag=True, help=_("Also where it goes, to the end of the plan."))
@option("--by", type=click.Choice(BY), help=_("Also added up, posts in listed situations apart."))
def _training(run: CommandRun, desk: OpenedPlan, on: date, forecast: bool, by: str | None) -> None:
    chosen = desk.plan
    known = records(chosen)
    found = training_on(known, on)
    ahead = forecasts(known, found, chosen.details.end) if forecast else ()
    ending = [one for one in expiring(known, found, AHEAD_DAYS) if not one.expired]
    situations = readiness(chosen, known, on)
    sums = totals(chosen, found, by) if by else ()
    by_id = {one.status.requirement.id: one for one in ahead}
    document = {
        **head(chosen, on=on),
        "requirements": [
            _status(one) | (_ahead(by_id.get(one.requirement.id)) if forecast else {})
            for one in found.statuses
        ],
        **({"months": list(_months(ahead))} if forecast else {}),
        **({"totals": [_total(one) for one in sums]} if by else {}),
        "situations": [_situation(one) for one in situations],
        "ending": [_ending(one) for one in ending],
    }
    wanted = needs(found, on, chosen.details.end, chosen.details.start)
    lines: list[Message | str] = [
        *answer_lines(run, training_answer(chosen, found, wanted, ending))
    ]
    if situations:
        lines += ["", *answer_lines(run, readiness_answer(situations))]
    if ahead:
        lines += ["", *answer_lines(run, forecast_answer(ahead))]
    if by:
        lines += ["", *answer_table(run, totals_table(chosen, by, sums))]
    answer(run, document, lines)


def _status(status: RequirementStatus) -> dict[str, Any]:
    return {
        "id": status.requirement.id,
        "audience": status.audience.id,
        "audience_title": status.audience.title,
        "course": status.course.id,
        "course_title": status.course.title,
        "scope": status.requirement.scope,
        **facts(status, "posts valid due_90 expired never target steady state basis"),
        **facts(status, "seats_needed seats_booked"),
        "coverage": _range(status.coverage),
        "why": status.reason,
    }


def _range(found: tuple[object, object] | None) -> dict[str, object] | None:
    return {"low": found[0], "high": found[1]} if found else None


def _ahead(one: Forecast | None) -> dict[str, Any]:
    """Where a requirement goes; what is not known is null."""
    return {
        "settles": one.steady if one else None,
        "seats_a_year": one.seats_a_year if one else None,
        "met_from": one.reached.on if one and one.reached else None,
        "lost_from": one.falls.on if one and one.falls else None,
    }


def _months(ahead: Sequence[Forecast]) -> Iterator[dict[str, Any]]:
    for scope in RequiredScope:
        for month in outlook(ahead, listed=scope is RequiredScope.LISTED_POSTS):
            yield {"scope": scope, **_month(month)}


def _month(month: Month) -> dict[str, Any]:
    return {
        **facts(month, "on target seats"),
        **facts(month.count, "posts valid"),
        "coverage": _range((month.low, month.high)),
    }


def _situation(one: Readiness) -> dict[str, Any]:
    return {
        **facts(one.situation, "id name next_trigger"),
        **facts(one, "state needed ready built_by trigger_near"),
        "parts": {check.part: check.verdict for check in one.checks},
        "why": reasons(one),
    }


def _total(one: TrainingTotal) -> dict[str, Any]:
    return {
        **facts(one, "key scope requirements met unknown due_90 expired never women"),
        **facts(one.count, "posts valid"),
        "coverage": _range(one.count.coverage),
    }


def _ending(one: ExpiringCertificates) -> dict[str, Any]:
    return {
        "on": one.on,
        "audience": one.status.audience.id,
        "course": one.status.course.id,
        "at_most": one.at_most,
        "in_register": len(one.holders),
    }
