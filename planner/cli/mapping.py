"""`suggest` and `link`: which programmes serve prevention, proposed and decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from planner.analysis.mapping.suggestions import Band, Subject, Suggestion, SuggestionSet
from planner.changes import Entry
from planner.choices import LinkState
from planner.cli.options import command, out_option, plan_argument
from planner.cli.printing import answer, table
from planner.cli.session import CommandRun
from planner.languages.voice import Voice
from planner.messages import Message, _, ngettext
from planner.plan import Plan, table_named
from planner.reference import CatalogueAction
from planner.services import mapping
from planner.services.catalogue import reference
from planner.services.mapping import LinkDecision, Proposal
from planner.tables import Link

NO_LINK = "none"
BANDS = (*(str(band) for band in Band), NO_LINK)
MOST = 12


@command("suggest")
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option("--text", metavar="T", help="Suggest for these words instead of for a plan.")
@click.option("--code", metavar="C", default="", help="The purpose code that goes with --text.")
@click.option("--top", metavar="N", default=5, type=click.IntRange(1, MOST), help="Default: 5.")
@click.pass_obj
def suggest(session: CommandRun, plan: str | None, text: str | None, code: str, top: int) -> None:
    """Prevention actions that programmes may serve, with reasons."""
    voice = session.voice
    if (plan is None) == (text is None) or (text is not None and not text.strip()):
        raise click.UsageError(voice.tell(_("Name a plan, or give a text with --text.")))
    if plan is None:
        title = text or ""
        found = mapping.suggest(Subject(title=title, codes=(code,) if code else ()), top)
        document = {"suggestions": [_suggested(voice, found, title=title)]}
        answer(session, document, _text_lines(voice, found))
        return
    opened = session.desk(plan).plan(session)
    proposals = mapping.suggestions(opened, top)
    still = [proposal for proposal in proposals if proposal.is_open]
    document = {
        "plan": opened.name,
        "revision": opened.revision,
        "decided": len(proposals) - len(still),
        "suggestions": [
            _suggested(
                voice,
                proposal.suggested,
                programme=proposal.programme.id,
                reference=proposal.programme.reference,
                title=proposal.programme.title,
            )
            for proposal in still
        ],
    }
    decided = voice.tell(_("Every programme is decided."))
    answer(session, document, _plan_lines(voice, still) or [decided])


@command("link")
@plan_argument
@click.option("--accept", multiple=True, type=click.Choice(BANDS), help="Confirm all suggestions "
              "of a band; “none” confirms “no link” where that is proposed.")  # fmt: skip
@click.option("--confirm", multiple=True, metavar="P=ACTION", help="Confirm one link.")
@click.option("--reject", multiple=True, metavar="P=ACTION", help="Reject one link.")
@click.option("--no-link", multiple=True, metavar="P", help="Confirm that a programme serves none.")
@click.option("--reason", metavar="R", default="", help="Why; asked for unless --accept.")
@out_option
@click.pass_obj
def link(
    session: CommandRun,
    plan: str,
    accept: tuple[str, ...],
    reason: str,
    out: str | None,
    **one: tuple[str, ...],
) -> None:
    """Decide about links, in bulk by band or one by one."""
    voice = session.voice
    decisions = _decisions(voice, reason, **one)
    if not accept and not decisions:
        wanted = _("Say what to decide: --accept, --confirm, --reject or --no-link.")
        raise click.UsageError(voice.tell(wanted))
    desk = session.desk(plan)
    at = session.actor, desk.store, desk.name
    made = [mapping.decide(*at, decisions, tell=voice.tell)] if decisions else []
    for band in accept:
        entry = mapping.accept(*at, None if band == NO_LINK else Band(band), voice.tell)
        made.extend([entry] if entry else [])
    now = desk.plan(session)
    rows = _rows(now, made)
    document = {
        "changeset": made[-1].revision if made else None,
        "changesets": [entry.revision for entry in made],
        "revision": now.revision,
        "accepted": len(rows),
        "links": rows,
    }
    answer(session, document, _link_lines(voice, rows))
    desk.write(session, out)


def _decisions(
    voice: Voice,
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
            raise click.UsageError(voice.tell(wrong))
        decided.append(LinkDecision(programme=programme, action=action, state=state, reason=reason))
    return decided


def _rows(plan: Plan, made: Sequence[Entry]) -> list[Link]:
    """The links that were decided, as they stand now."""
    ids = dict.fromkeys(change.id for entry in made for change in entry.changeset.changes)
    return [link for row_id in ids if (link := plan.find(Link, row_id))]


def _link_lines(voice: Voice, rows: Sequence[Link]) -> list[str]:
    if not rows:
        return [voice.tell(_("Nothing to decide."))]
    declared = table_named("links")
    columns = [declared.column(n) for n in "id programme action strength state reason".split()]
    cells = ([voice.shown(column, getattr(row, column.name)) for column in columns] for row in rows)
    decided = ngettext("{number} link decided.", "{number} links decided.", len(rows))
    heads = [voice.label(declared, column) for column in columns]
    return [*table(heads, cells), "", voice.tell(decided)]


def _suggested(
    voice: Voice,
    found: SuggestionSet,
    *,
    programme: str | None = None,
    reference: str = "",
    title: str = "",
) -> dict[str, Any]:
    return {
        "programme": programme,
        "reference": reference,
        "title": title,
        "none": found.none,
        "none_reasons": [voice.tell(reason) for reason in found.none_reasons],
        "actions": [
            {
                "id": one.action,
                "title": _action(one).title,
                "band": one.band,
                "confidence": one.confidence,
                "strength": one.strength,
                "reasons": [voice.tell(reason) for reason in one.reasons],
            }
            for one in found.actions
        ],
    }


def _action(one: Suggestion) -> CatalogueAction:
    return reference().action(one.action)


_WEIGHED = (_("Band"), _("Confidence"), _("Why"))


def _weighed(voice: Voice, band: str, confidence: float, why: Iterable[Message]) -> tuple[str, ...]:
    return band, f"{confidence:.2f}", "; ".join(map(voice.tell, why))


def _text_lines(voice: Voice, found: SuggestionSet) -> list[str]:
    rows = [
        (
            one.action,
            voice.tell(_action(one).name),
            *_weighed(voice, one.band, one.confidence, one.reasons),
        )
        for one in found.actions
    ]
    none = _weighed(voice, voice.tell(_("No link")), found.none, found.none_reasons)
    heads = map(voice.tell, (_("Action"), _("Title"), *_WEIGHED))
    return table(list(heads), [*rows, ("", "", *none)])


def _plan_lines(voice: Voice, proposals: Iterable[Proposal]) -> list[str]:
    def best(proposal: Proposal) -> tuple[str, ...]:
        found = proposal.suggested
        if found.is_no_link or not found.actions:
            no_link = voice.tell(_("No link"))
            return no_link, *_weighed(voice, "", found.none, found.none_reasons)
        one = found.actions[0]
        return one.action, *_weighed(voice, one.band, one.confidence, one.reasons)

    heads = map(voice.tell, (_("Programme"), _("Title"), _("Action"), *_WEIGHED))
    rows = ((one.programme.id, one.programme.title[:40], *best(one)) for one in proposals)
    return table(list(heads), rows)


COMMANDS = (suggest, link)
