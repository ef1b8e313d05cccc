"""`suggest` and `link`: which programmes serve prevention, proposed and decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import click

from planner.analysis.mapping.harms import harms, harms_answer, sign_named
from planner.analysis.mapping.lessons_answer import learned_answer, lessons_of
from planner.analysis.mapping.suggestions import Band, Subject, Suggestion, SuggestionSet
from planner.changes import Entry
from planner.choices import LinkState
from planner.cli.commands import command, option, out_option, plan_argument
from planner.cli.opened_plan import OpenedPlan, opened, plan_command
from planner.cli.printing import answer, answer_lines, facts, head, table
from planner.cli.run import CommandRun
from planner.messages import Fact, Message, _, ngettext
from planner.plan import Plan, table_named
from planner.reference import CatalogueAction
from planner.reference.training import legal_anchors
from planner.services import mapping
from planner.services.catalogue import reference
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import ForgottenLesson, Link

NO_LINK = "none"
BANDS = (*(str(band) for band in Band), NO_LINK)
MOST = 12


@command("suggest")
@click.argument("plan", metavar="[PLAN]", required=False)
@option("--text", metavar="T", help=_("Suggest for these words instead of for a plan."))
@option("--code", metavar="C", default="", help=_("The purpose code that goes with --text."))
@option("--top", metavar="N", default=5, type=click.IntRange(1, MOST), help=_("Default: 5."))
@click.pass_obj
def _suggest(run: CommandRun, plan: str | None, text: str | None, code: str, top: int) -> None:
    if (plan is None) == (text is None) or (text is not None and not text.strip()):
        raise click.UsageError(run.tell(_("Name a plan, or give a text with --text.")))
    if plan is None:
        title = text or ""
        found = mapping.suggest(Subject(title=title, codes=(code,) if code else ()), top)
        document = {"suggestions": [_suggested(found) | {"title": title}]}
        answer(run, document, _text_lines(run, found))
        return
    chosen = opened(run, plan).plan
    proposals = mapping.suggestions(chosen, top)
    still = [proposal for proposal in proposals if proposal.is_open]
    document = {
        **head(chosen),
        "decided": len(proposals) - len(still),
        "suggestions": [
            _suggested(one.suggested)
            | facts(one.programme, "reference title")
            | {"programme": one.programme.id}
            for one in still
        ],
    }
    answer(run, document, _plan_lines(run, still) or [_("Every programme is decided.")])


@command("link")
@plan_argument
@option(
    "--accept",
    multiple=True,
    type=click.Choice(BANDS),
    help=_("Confirm all suggestions of a band; “none” confirms “no link” where that is proposed."),
)
@option("--confirm", multiple=True, metavar="P=ACTION", help=_("Confirm one link."))
@option("--reject", multiple=True, metavar="P=ACTION", help=_("Reject one link."))
@option("--no-link", multiple=True, metavar="P", help=_("Confirm that a programme serves none."))
@option("--reason", metavar="R", default="", help=_("Why; asked for unless --accept."))
@option("--dry-run", is_flag=True, help=_("Say what would happen, and store nothing."))
@out_option
@click.pass_obj
def _link(
    run: CommandRun,
    plan: str,
    accept: tuple[str, ...],
    reason: str,
    out: str | None,
    dry_run: bool,
    **one: tuple[str, ...],
) -> None:
    decisions = _decisions(run, reason, **one)
    if not accept and not decisions:
        wanted = _("Say what to decide: --accept, --confirm, --reject or --no-link.")
        raise click.UsageError(run.tell(wanted))
    desk = opened(run, plan).trial() if dry_run else opened(run, plan)
    made = [mapping.decide(*desk.at, decisions, tell=run.tell)] if decisions else []
    for band in accept:
        entry = mapping.accept(*desk.at, None if band == NO_LINK else Band(band), run.tell)
        made.extend([entry] if entry else [])
    now = desk.plan
    rows = _rows(now, made)
    document = {
        "changeset": made[-1].revision if made and not dry_run else None,
        "changesets": [] if dry_run else [entry.revision for entry in made],
        "revision": None if dry_run else now.revision,
        "accepted": len(rows),
        "links": rows,
    }
    answer(run, document, _link_lines(run, rows))
    if not dry_run:
        desk.write(out)


def _decisions(
    run: CommandRun,
    reason: str,
    confirm: tuple[str, ...],
    reject: tuple[str, ...],
    no_link: tuple[str, ...],
) -> list[LinkDecision]:
    named = [
        *((pair, LinkState.CONFIRMED) for pair in confirm),
        *((pair, LinkState.REJECTED) for pair in reject),
        *((f"{programme}=", LinkState.CONFIRMED) for programme in no_link),
    ]
    decided: list[LinkDecision] = []
    for pair, state in named:
        programme, equals, action = pair.partition("=")
        if not equals:
            wrong = _("“{text}” is no link: write it as in P-0007=DEV-05.", text=pair)
            raise click.UsageError(run.tell(wrong))
        decided.append(LinkDecision(programme=programme, action=action, state=state, reason=reason))
    for one, other in combinations(decided, 2):
        if one.programme == other.programme and _contradict(one, other):
            wrong = _("{id} is decided in two ways at once.", id=one.programme)
            raise click.UsageError(run.tell(wrong))
    return decided


def _contradict(one: LinkDecision, other: LinkDecision) -> bool:
    """Whether two words on one programme cannot both hold."""
    if one.action == other.action:
        return one.state is not other.state
    confirmed = one.state is other.state is LinkState.CONFIRMED
    return confirmed and not (one.action and other.action)


def _rows(plan: Plan, made: Sequence[Entry]) -> list[Link]:
    """The links that were decided, as they stand now."""
    ids = dict.fromkeys(change.id for entry in made for change in entry.changeset.changes)
    return [link for row_id in ids if (link := plan.find(Link, row_id))]


def _link_lines(run: CommandRun, rows: Sequence[Link]) -> list[Message | str]:
    if not rows:
        return [_("Nothing to decide.")]
    declared = table_named("links")
    columns = [
        declared.column(n) for n in ("id", "programme", "action", "strength", "state", "reason")
    ]
    heads = [declared.label(column.name) for column in columns]
    cells = ([getattr(row, column.name) for column in columns] for row in rows)
    decided = ngettext("{number} link decided.", "{number} links decided.", len(rows))
    return [*table(run, heads, cells), "", decided]


def _suggested(found: SuggestionSet) -> dict[str, Any]:
    return {
        "programme": None,
        "reference": "",
        "title": "",
        **facts(found, "read none_reasons"),
        "none": found.none if found.read else None,
        "actions": [
            {
                "id": one.action,
                "title": _action(one).title,
                **facts(one, "band confidence strength reasons"),
            }
            for one in found.actions
        ],
        "harms": [
            {
                "indicator": one.sign,
                "title": sign_named(one.sign, reference()),
                "band": one.band,
                "confidence": one.confidence,
                "reasons": one.reasons,
            }
            for one in found.harms
        ],
    }


def _action(one: Suggestion) -> CatalogueAction:
    return reference().action(one.action)


_WEIGHED = (_("Band"), _("Confidence"), _("Why"))


def _weighed(band: str, confidence: float, why: tuple[Message, ...]) -> tuple[Fact, ...]:
    return band, f"{confidence:.2f}", why


def _text_lines(run: CommandRun, found: SuggestionSet) -> list[str]:
    rows = [
        (one.action, _action(one).name, *_weighed(one.band, one.confidence, one.reasons))
        for one in found.actions
    ]
    if not found.read:
        return [run.tell(why) for why in found.none_reasons]
    none = ("", _("No link"), *_weighed("", found.none, found.none_reasons))
    raised = [
        (
            one.sign,
            _("May raise: {sign}", sign=sign_named(one.sign, reference())),
            *_weighed(one.band, one.confidence, one.reasons),
        )
        for one in found.harms
    ]
    return table(run, (_("Action"), _("Title"), *_WEIGHED), [*rows, none, *raised])


def _plan_lines(run: CommandRun, proposals: Iterable[Proposal]) -> list[str]:
    def best(proposal: Proposal) -> tuple[Fact, ...]:
        found = proposal.suggested
        if not found.read:
            return _("Language not read"), *_weighed("", 0.0, found.none_reasons)
        if found.is_no_link or not found.actions:
            return _("No link"), *_weighed("", found.none, found.none_reasons)
        one = found.actions[0]
        return one.action, *_weighed(one.band, one.confidence, one.reasons)

    def raised(proposal: Proposal) -> str:
        return " ".join(one.sign for one in proposal.suggested.harms if one.band is not Band.WEAK)

    heads = (_("Programme"), _("Title"), _("May raise"), _("Action"), *_WEIGHED)
    rows = (
        (one.programme.id, one.programme.title[:40], raised(one), *best(one)) for one in proposals
    )
    return table(run, heads, rows)


@plan_command("harms")
def _harms(run: CommandRun, desk: OpenedPlan) -> None:
    chosen = desk.plan
    document = {
        **head(chosen),
        "harms": [
            {
                "id": one.harm.id,
                one.table.removesuffix("s"): one.about,
                "title": one.title,
                "indicator": one.harm.sign,
                "state": one.harm.state or LinkState.CONFIRMED,
                "why": one.harm.why,
                "mitigation": one.harm.mitigation,
                "whose": one.harm.whose,
                "by": one.harm.due,
                "open": one.is_open,
            }
            for one in harms(chosen, reference(chosen))
        ],
    }
    answer(run, document, answer_lines(run, harms_answer(chosen, reference(chosen))))


@plan_command("lessons")
@option(
    "--forget",
    multiple=True,
    metavar="WORDS=ACTION",
    help=_("Leave this out of proposals: what programmes have in common, and an action or none."),
)
@out_option
def _lessons(run: CommandRun, desk: OpenedPlan, forget: tuple[str, ...], out: str | None) -> None:
    if forget:
        left_out = [
            (words, action) for words, _is, action in (one.rpartition("=") for one in forget)
        ]
        mapping.forget(*desk.at, left_out, tell=run.tell)
        desk.write(out)
    now = desk.plan
    document = {
        **head(now),
        "lessons": [
            {
                **facts(one, "ground words action confirmed programmes of"),
                "weight": round(one.weight, 3),
            }
            for one in lessons_of(now)
        ],
        "forgotten": [facts(one, "id words action sign") for one in now.of(ForgottenLesson)],
    }
    answer(run, document, answer_lines(run, learned_answer(now, reference(now))))


@command("anchors")
@click.pass_obj
def _anchors(run: CommandRun) -> None:
    rows = [tuple(map(Message, (one.title, one.says, one.use))) for one in legal_anchors()]
    heads = (_("Rule"), _("Says, in short"), _("Use in a plan"))
    answer(run, {"anchors": legal_anchors()}, table(run, heads, rows))
