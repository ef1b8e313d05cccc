"""`suggest` and `link`: which programmes serve prevention, proposed and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import command, out_option, plan_argument
from planner.cli.printing import answer, table
from planner.cli.session import CommandRun

if TYPE_CHECKING:
    from planner.analysis.mapping.suggestions import SuggestionSet
    from planner.changes import Entry
    from planner.plan import Plan
    from planner.services.mapping import LinkDecision, Proposal
    from planner.tables import Link

BANDS = ("likely", "possible", "weak", "none")
MOST = 12


@command("suggest")
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option("--text", metavar="T", help="Suggest for these words instead of for a plan.")
@click.option("--code", metavar="C", default="", help="The purpose code that goes with --text.")
@click.option("--top", metavar="N", default=5, type=click.IntRange(1, MOST), help="Default: 5.")
@click.pass_obj
def suggest(session: CommandRun, plan: str | None, text: str | None, code: str, top: int) -> None:
    """Prevention actions that programmes may serve, with reasons."""
    from planner.services import mapping

    if (plan is None) == (text is None) or (text is not None and not text.strip()):
        raise click.UsageError("Name a plan, or give a text with --text.")
    if plan is None:
        from planner.analysis.mapping.suggestions import Subject

        title = text or ""
        found = mapping.suggest(Subject(title=title, codes=(code,) if code else ()), top)
        answer(session, {"suggestions": [_suggested(found, title=title)]}, _text_lines(found))
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
                proposal.suggested,
                programme=proposal.programme.id,
                reference=proposal.programme.reference,
                title=proposal.programme.title,
            )
            for proposal in still
        ],
    }
    answer(session, document, _plan_lines(still) or ["Every programme is decided."])


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
    **one: Any,
) -> None:
    """Decide about links, in bulk by band or one by one."""
    from planner.analysis.mapping.suggestions import Band
    from planner.services import mapping

    decisions = _decisions(reason, **one)
    if not accept and not decisions:
        raise click.UsageError("Say what to decide: --accept, --confirm, --reject or --no-link.")
    desk = session.desk(plan)
    made: list[Entry] = []
    if decisions:
        made.append(mapping.decide(session.actor, desk.store, desk.name, decisions))
    for band in accept:
        wanted = None if band == "none" else Band(band)
        entry = mapping.accept(session.actor, desk.store, desk.name, wanted)
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
    lines = table(
        ("Link", "Programme", "Action", "Strength", "State", "Why"),
        ((row.id, row.programme, row.action, row.strength, row.state, row.reason) for row in rows),
    )
    answer(
        session,
        document,
        [*lines, "", f"{len(rows)} links decided."] if rows else ["Nothing to decide."],
    )
    desk.write(session, out)


def _decisions(
    reason: str, confirm: tuple[str, ...], reject: tuple[str, ...], no_link: tuple[str, ...]
) -> list[LinkDecision]:
    from planner.choices import LinkState
    from planner.services.mapping import LinkDecision

    named = [
        *((pair, LinkState.CONFIRMED) for pair in confirm),
        *((pair, LinkState.REJECTED) for pair in reject),
        *((f"{programme}=", LinkState.CONFIRMED) for programme in no_link),
    ]
    pairs = [(pair.partition("="), state) for pair, state in named]
    wrong = next(("".join(pair) for pair, _ in pairs if not pair[1]), None)
    if wrong is not None:
        raise click.UsageError(f"“{wrong}” is no link: write it as in P-0007=DEV-05.")
    return [
        LinkDecision(programme=programme, action=action, state=state, reason=reason)
        for (programme, _, action), state in pairs
    ]


def _rows(plan: Plan, made: list[Entry]) -> list[Link]:
    """The links that were decided, as they stand now."""
    from planner.tables import Link

    ids = dict.fromkeys(change.id for entry in made for change in entry.changeset.changes)
    return [link for row_id in ids if (link := plan.find(Link, row_id))]


def _suggested(
    found: SuggestionSet, *, programme: str | None = None, reference: str = "", title: str = ""
) -> dict[str, Any]:
    return {
        "programme": programme,
        "reference": reference,
        "title": title,
        "none": found.none,
        "none_reasons": found.none_reasons,
        "actions": [
            {
                "id": one.action,
                "title": _title(one.action),
                "band": one.band,
                "confidence": one.confidence,
                "strength": one.strength,
                "reasons": one.reasons,
            }
            for one in found.actions
        ],
    }


def _title(action: str) -> str:
    from planner.services.catalogue import reference

    return reference().action(action).title


def _text_lines(found: SuggestionSet) -> list[str]:
    rows = [
        (one.action, _title(one.action), one.band, f"{one.confidence:.2f}", "; ".join(one.reasons))
        for one in found.actions
    ]
    none = f"No link: {found.none:.2f}. {'; '.join(found.none_reasons)}"
    return [*table(("Action", "Title", "Band", "Confidence", "Why"), rows), none]


def _plan_lines(proposals: list[Proposal]) -> list[str]:
    def best(proposal: Proposal) -> tuple[str, ...]:
        found = proposal.suggested
        if found.is_no_link or not found.actions:
            return "no link", "", f"{found.none:.2f}", "; ".join(found.none_reasons)
        one = found.actions[0]
        return one.action, one.band, f"{one.confidence:.2f}", "; ".join(one.reasons)

    return table(
        ("Programme", "Title", "Best", "Band", "Confidence", "Why"),
        ((p.programme.id, p.programme.title[:40], *best(p)) for p in proposals),
    )


COMMANDS = (suggest, link)
