"""The letters of a plan: one to each ministry that has something to do, and the list of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import AnswerTable
from planner.analysis.mapping.harms import harms
from planner.analysis.plans.release import told
from planner.analysis.training.training_letters import AHEAD_DAYS, training_parts
from planner.exports.data_package import zipped
from planner.exports.documents.blocks import PrintedTable, PrintedText, WordStyle
from planner.exports.documents.letters import Letter, Part, body, imprint_for
from planner.exports.documents.sections import document, heading
from planner.exports.edition import Edition
from planner.languages.catalogues import SCREEN, spoken
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.plan import Plan, grouped, name_of, table_named
from planner.reference import Reference
from planner.tables import Action, Milestone, Ministry
from planner.values import fold

TITLE: Final = _("Letters to ministries")
_STEM: Final = 30


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """A zip of one letter to each ministry that has something to do, and the list of them.

    Each is in the ministry's own language, or in the one that is asked for when that is not the
    plan's.
    """
    is_own = voice.language == (edition.plan.details.language or voice.language)
    asked = _asked(edition, reference)
    files: dict[str, bytes] = {}
    lines: list[tuple[Ministry, str, int]] = []
    for ministry in edition.plan.of(Ministry):
        parts = asked.get(ministry.id, [])
        if not parts:
            continue
        own = ministry.language if is_own and ministry.language in spoken(SCREEN) else ""
        written = _letter(edition, ministry, parts, Voice(own or voice.language, voice.office))
        name = f"{ministry.id}-{'-'.join(fold(name_of(ministry))[:_STEM].split())}.docx"
        files[name] = written.document(voice.office)
        lines.append((ministry, name, sum(len(points) for _title, points in parts)))
    files["00-list.docx"] = _list(edition, voice, lines)
    return zipped(files)


def _letter(edition: Edition, ministry: Ministry, parts: Sequence[Part], voice: Voice) -> Letter:
    plan = told(edition.plan.details.title) or _("the prevention plan")
    opening = _(
        "I have the honour to write to you about “{plan}”. The points below concern your ministry, "
        "as the plan stands on {date}.",
        plan=plan,
        date=edition.today,
    )
    closing = _(
        "I should be grateful if you would confirm or correct these points and say by when they "
        "will be settled. Please name functions and no persons."
    )
    subject = _("{plan}: points that concern {ministry}", plan=plan, ministry=ministry.name)
    return Letter(
        addressee=ministry.name,
        subject=voice.tell(subject),
        text=body(voice, opening, parts, closing),
        language=voice.language,
        imprint=imprint_for(edition, ministry),
    )


def _list(edition: Edition, voice: Voice, lines: Sequence[tuple[Ministry, str, int]]) -> bytes:
    """To whom there is a letter, and of how many points."""
    part = AnswerTable(
        key="letters",
        title=TITLE,
        columns=(
            answers.text("ministry", table_named("ministries").row_title, lambda one: one[0].name),
            answers.text("file", _("File"), lambda one: one[1]),
            answers.count("points", _("Points"), lambda one: one[2]),
        ),
        lines=tuple(lines),
    )
    blocks = [*heading(edition, TITLE)]
    none = PrintedText(_("No ministry has anything to do."), WordStyle.GAP)
    return document(voice, edition, TITLE, [*blocks, PrintedTable(part) if lines else none])


# What a ministry is asked


def _asked(edition: Edition, reference: Reference) -> Mapping[str, Sequence[Part]]:
    """The points by ministry; at a level only those that hold for the whole plan too."""
    shown = _of_plan(edition.plan, edition.today, reference)
    if edition.release.is_whole:
        return shown
    whole = _of_plan(edition.release.whole, edition.today, reference)
    return {key: _kept(parts, dict(whole.get(key, ()))) for key, parts in shown.items()}


def _kept(parts: Sequence[Part], whole: Mapping[Message, Sequence[Message]]) -> Sequence[Part]:
    kept = [
        (title, [one for one in lines if one in whole.get(title, ())]) for title, lines in parts
    ]
    return [(title, lines) for title, lines in kept if lines]


def _of_plan(plan: Plan, on: date, reference: Reference) -> Mapping[str, Sequence[Part]]:
    raised: dict[str, list[Message]] = {}
    for one in harms(plan, reference):
        if one.is_open:
            said = _("{id} {title}: {sign}", id=one.about, title=one.title, sign=one.sign)
            raised.setdefault(plan.owner_of(one.harm), []).append(said)
    training = training_parts(plan, on)
    found: dict[str, Sequence[Part]] = {}
    for ministry in plan.of(Ministry):
        parts: list[Part] = [
            (_("Your return:"), list(_return(ministry, on))),
            (_("Steps that are due:"), list(_steps(plan, on, ministry))),
            (
                _("What may raise risk, and about which nothing is done yet:"),
                raised.get(ministry.id, []),
            ),
            *training.get(ministry.id, []),
        ]
        found[ministry.id] = [(title, lines) for title, lines in parts if lines]
    return found


def _return(ministry: Ministry, on: date) -> Iterator[Message]:
    if ministry.due_on is None:
        return
    if ministry.due_on < on:
        yield _("The return was due on {due}.", due=ministry.due_on)
    else:
        yield _("Please return it no later than {due}.", due=ministry.due_on)


def _steps(plan: Plan, on: date, ministry: Ministry) -> Iterator[Message]:
    """The milestones of the actions that a ministry leads, late or due soon."""
    actions = {one.id: one for one in plan.of(Action) if one.lead == ministry.id}
    milestones = grouped((m for m in plan.of(Milestone) if m.action in actions), "action")
    for key, steps in milestones.items():
        for step in steps:
            if step.due is None or step.done_on or step.due > on + timedelta(days=AHEAD_DAYS):
                continue
            facts = {"id": str(key), "title": actions[str(key)].title, "step": step.title}
            if step.due < on:
                yield _("{id} {title}: {step} was due on {due}", due=step.due, **facts)
            else:
                yield _("{id} {title}: {step}, no later than {due}", due=step.due, **facts)
