"""`about`: the one-page answer on a country, a group, a factor, a ministry, an agenda, or words."""

from __future__ import annotations

from typing import Any, Final

import click

from planner.analysis.answers import Answer, Question
from planner.analysis.money.costs import ZERO
from planner.analysis.plans.about import About
from planner.analysis.plans.about_answer import about_answer, about_at_level
from planner.analysis.plans.release import at_level
from planner.choices import Classification
from planner.cli.commands import LEVELS, option
from planner.cli.opened_plan import OpenedPlan, plan_command
from planner.cli.printing import answer, answer_document, answer_lines, cents, facts, head
from planner.cli.run import CommandRun
from planner.messages import _
from planner.services.catalogue import reference

FINDINGS: Final = 1


@plan_command("about")
@click.argument("words", metavar="WORDS", nargs=-1, required=True)
@option("--level", type=LEVELS, help=_("Tell no more than may be told at this level."))
@option(
    "--meant",
    multiple=True,
    metavar="KIND",
    help=_("Of several things of one name: which is meant, by its kind, or its id."),
)
def _about(
    run: CommandRun,
    desk: OpenedPlan,
    words: tuple[str, ...],
    level: str | None,
    meant: tuple[str, ...],
) -> int:
    plan, known = desk.plan, reference(desk.plan)
    release = at_level(plan, Classification(level or Classification.RESTRICTED))
    asked, voice = Question(plan=plan, reference=known, on=run.today), run.voice
    found, told = about_at_level(release, asked, " ".join(words), voice.tell, meant)
    document = head(release.plan, on=run.today) | _document(found, told)
    answer(run, document, answer_lines(run, told))
    return FINDINGS if found.meaning.asks else 0


def _document(found: About, told: Answer) -> dict[str, Any]:
    """What the answer tells under the names that stay; null where an edition tells no figure."""
    document = answer_document(told)
    *_rest, counts, sums = (None, *about_answer(found).sentences)
    lines = {part["key"]: part["lines"] for part in document["tables"]}
    return {
        "asked": found.asked,
        "read_as": [facts(one, "kind key name") for one in found.meaning.topics],
        "asks": [facts(one, "kind key name") for one in found.meaning.asks],
        "others": [facts(one, "kind key name") for one in found.meaning.others],
        "left_aside": found.left,
        "programmes": [line["id"] for line in lines["programmes"]],
        "actions": [line["id"] for line in lines["actions"]],
        "money": _money(found) if sums in told.sentences else None,
        "gaps": lines["gaps"],
        "alerts": [
            {"id": one.alert.id, "warning": one.alert.warning, **facts(one, "due days_left")}
            for one in found.alerts
            if one.is_open
        ],
        "may_raise": list(dict.fromkeys(line["about"] for line in lines["harms"])),
        "updated": found.updated if counts in told.sentences else None,
        **document,
    }


def _money(found: About) -> dict[str, Any]:
    costs = facts(found.cost, "low mid high funded requested not_requested gap in_kind")
    return {
        "currency": found.exchange.own,
        "whole_budgets": cents(found.touching.amount or ZERO),
        "at_least": found.touching.at_least,
        "running": len(found.running),
        **{name: cents(amount) for name, amount in costs.items()},
        "unknown": found.cost.unknown,
    }
