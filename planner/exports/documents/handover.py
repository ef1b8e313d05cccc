"""The handover pack: what a successor needs on the first day, by function and never by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from planner.analysis import answers
from planner.analysis.actions.action_parts import open_points
from planner.analysis.answers import (
    Answer,
    AnswerColumn,
    AnswerTable,
    Finding,
    Gravity,
    Question,
    Target,
)
from planner.analysis.declared_tables import none_entered, rows_answer, rows_table
from planner.analysis.plans.due_dates import DueDate, due_dates
from planner.exports.documents.blocks import Block, Contents, PrintedTable, PrintedText, WordStyle
from planner.exports.documents.sections import EditionAnswers, Made, Section, document, heading
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import Message, _, paragraph
from planner.plan import all_tables, grouped, name_of
from planner.reference import Reference
from planner.schema import table_of
from planner.tables import (
    Action,
    Body,
    BodyDecision,
    Commitment,
    Consultation,
    Decision,
    Milestone,
    Ministry,
    PlanDetails,
    Source,
    Threshold,
)

TITLE: Final = _("Handover pack")
_MOST_ENTRIES: Final = 25
_MOST_DATES: Final = 60


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The handover pack of an edition; PlannerError when it does not pass the last check."""
    known = EditionAnswers(edition=edition, reference=reference)
    return document(voice, edition, TITLE, _blocks(known))


def _blocks(known: EditionAnswers) -> Iterator[Block]:
    yield from heading(known.edition, TITLE)
    yield PrintedText(_("Contents"), WordStyle.LEAD)
    yield Contents()
    for number, section in enumerate(_SECTIONS, start=1):
        yield from known.section(number, section)
        if section is _CALENDAR:
            yield from _calendar(known)
        elif section is _HISTORY:
            yield from _history(known.edition)
        elif section is _LAST:
            yield from _questions(known)


# What is open


def _open(asked: Question) -> Answer:
    """What each action lacks, and the milestones whose day is past."""
    plan = asked.plan
    titles = plan.names(Action)
    lacking = [
        Finding(
            gravity=Gravity.WARNING,
            message=_("{id} {title}: {lacks}", id=key, title=titles[key], lacks=points),
            targets=(Target("actions", key),),
        )
        for key, points in open_points(plan, asked.reference).items()
        if points
    ]
    late = rows_table(
        plan, Milestone, "action", "title", "due",
        chosen=lambda one: one.done_on is None and one.due is not None and one.due < asked.on,
    )  # fmt: skip
    late = replace(late, title=_("Milestones whose day is past"))
    said = _(
        "Actions that lack something: {lacking} of {all}. Milestones whose day is past: {late}.",
        lacking=len(lacking),
        all=len(titles),
        late=len(late.lines),
    )
    return Answer(
        key="open", title=TITLE, sentences=(said,), findings=tuple(lacking), tables=(late,)
    )


# Contacts


def _contacts(asked: Question) -> Answer:
    """The functions that answer for the plan and for its actions."""
    plan, label = asked.plan, table_of(PlanDetails).label("focal_point")
    point = plan.details.focal_point
    posts = grouped((one for one in plan.of(Action) if one.post), "post")
    names = plan.names(Ministry)
    table = AnswerTable(
        key="posts",
        title=table_of(Action).label("post"),
        columns=(
            answers.text("post", table_of(Action).label("post"), lambda one: one[0]),
            answers.text(
                "ministry",
                table_of(Ministry).row_title,
                lambda one: tuple(dict.fromkeys(names.get(a.lead, a.lead) for a in one[1])),
            ),
            answers.text(
                "actions", table_of(Action).title, lambda one: tuple(a.id for a in one[1])
            ),
        ),
        lines=tuple((str(post), actions) for post, actions in posts.items()),
    )
    return Answer(
        key="contacts",
        title=TITLE,
        sentences=(_("{label}: {value}", label=label, value=point),) if point else (),
        unknown=() if point else (none_entered(label),),
        tables=(rows_table(plan, Ministry, "name", "family", "mailbox", "due_on"), table),
    )


# Calendar and history


def _calendar(known: EditionAnswers) -> Iterator[Block]:
    edition = known.edition
    dates = due_dates(edition.release, edition.today)
    late = sum(one.on < edition.today for one in dates)
    yield PrintedText(
        _("Days that are past and still open: {late}; days ahead: {ahead}.", late=late,
          ahead=len(dates) - late)
    )  # fmt: skip
    columns: tuple[AnswerColumn[DueDate], ...] = (
        answers.day("on", _("Date"), lambda one: one.on),
        answers.text("what", _("What"), lambda one: one.what),
        answers.text("whose", _("Lead ministry"), lambda one: one.whose),
    )
    part: AnswerTable[DueDate] = AnswerTable(
        key="dates", title=_("Calendar"), columns=columns, lines=dates
    )
    if dates:
        yield PrintedTable(part, _MOST_DATES)


def _history(edition: Edition) -> Iterator[Block]:
    """The newest changes in a page; of a plan of which something is withheld only their days."""
    part = edition.history
    if part is None or not part.lines:
        yield PrintedText(none_entered(_("History")), WordStyle.GAP)
        return
    if not edition.release.is_whole:
        kept = tuple(one for one in part.columns if one.key in ("revision", "when"))
        part = replace(part, columns=kept)
        withheld = _("What was changed is withheld at this level; the days are told.")
        yield PrintedText(withheld, WordStyle.GAP)
    yield PrintedText(
        _(
            "The plan was begun on {first} and last changed on {last}; revisions: {number}. Who "
            "made each change stands in its log.",
            first=part.lines[-1].at.date(),
            last=part.lines[0].at.date(),
            number=len(part.lines),
        )
    )
    yield PrintedTable(part, _MOST_ENTRIES)


# The ten questions


def _promised(asked: Question) -> Answer:
    plan = asked.plan
    counts = [
        _("{label}: {value}", label=table.title, value=len(plan.rows(table.name)))
        for table in all_tables()
        if table.row in (Action, Commitment, Decision, Ministry)
    ]
    said = paragraph(*counts, between="; ")
    return Answer(key="promised", title=TITLE, sentences=(said,))


def _consulted(asked: Question) -> Answer:
    rounds = [one for one in asked.plan.of(Consultation) if one.on]
    if not rounds:
        return Answer(
            key="consulted",
            title=TITLE,
            sentences=(),
            unknown=(none_entered(table_of(Consultation).title),),
        )
    unanswered = sum(not one.answer for one in rounds)
    said = _(
        "Rounds of consultation: {number}, the last on {date}; without an answer: {open}.",
        number=len(rounds),
        date=max(one.on for one in rounds if one.on),
        open=unanswered,
    )
    return Answer(key="consulted", title=TITLE, sentences=(said,))


def _deciders(asked: Question) -> Answer:
    rows = asked.plan.of(Threshold)
    if not rows:
        return rows_answer(Threshold)(asked)
    said = _(
        "Thresholds: {number}; without somebody who decides: {undecided}; never tested: "
        "{untested}.",
        number=len(rows),
        undecided=sum(not one.decides for one in rows),
        untested=sum(one.tested_on is None for one in rows),
    )
    return Answer(key="deciders", title=TITLE, sentences=(said,))


def _returns(asked: Question) -> Answer:
    due = [one for one in asked.plan.of(Ministry) if one.due_on]
    late = tuple(name_of(one) for one in due if one.due_on and one.due_on < asked.on)
    said = _("Ministries with a return date: {number}; its day is past for: {late}.",
             number=len(due), late=late or _("none"))  # fmt: skip
    return Answer(key="returns", title=TITLE, sentences=(said,))


_QUESTIONS: Final[Sequence[tuple[Message, Sequence[str | Made]]]] = (
    (_("What have we promised, and how far are we?"), (_promised, "progress")),
    (_("What is late, and by whom?"), (_open, "timeline")),
    (_("Where is the risk highest, and what has not been assessed?"), ("risks",)),
    (_("Which high risks have no adequate cover?"), ("coverage",)),
    (_("Who decides when a warning comes, and was it ever tested?"), (_deciders, "warnings")),
    (_("Where is the money, and how much is missing?"), ("money",)),
    (_("Who is trained, and whose certificates end next?"), ("training", "readiness")),
    (_("What of our own work may make things worse?"), ("harms",)),
    (_("Which ministries owe us a return?"), (_returns,)),
    (_("Whom have we consulted, and what have we answered?"), (_consulted, "resolutions")),
)


def _questions(known: EditionAnswers) -> Iterator[Block]:
    for question, parts in _QUESTIONS:
        yield PrintedText(question, WordStyle.PART)
        for found in known.all_of(parts):
            yield from (PrintedText(one, WordStyle.GAP) for one in found.unknown)
            yield from (PrintedText(one) for one in found.sentences)


def _kept(asked: Question) -> Answer:
    """Where each source is kept: under its code, its name and contact apart from all else."""
    found = rows_answer(Source, "code", "kind", "title", "reliability", "published_on")(asked)
    said = _(
        "Each source stands under its code. Its real name and its contact are kept in the plan "
        "itself, for those cleared to the highest level, and are in no file below it."
    )
    return replace(found, sentences=(said,))


_CALENDAR: Final = Section(_("Calendar"))
_HISTORY: Final = Section(_("History"))
_LAST: Final = Section(_("Ten questions that a successor asks"))
_SECTIONS: Final = (
    Section(
        _("What is open"),
        (
            _open,
            "progress",
            "harms",
            "warnings",
            "timeline",
            "review",
            "resolutions",
            rows_answer(
                BodyDecision, "body", "what", "whose", "due", chosen=lambda one: not one.done_on
            ),
        ),
    ),
    Section(
        _("Who decides what"),
        (
            rows_answer(Decision, "text", "amount", "by"),
            rows_answer(Threshold, "situation", "threshold", "decides", "within_days", "response"),
            rows_answer(Body, "title", "mandate", "chair", "quorum", "frequency"),
        ),
    ),
    _CALENDAR,
    Section(_("Contacts, as functions"), (_contacts,)),
    Section(_("Where each source is kept"), (_kept,)),
    _HISTORY,
    _LAST,
)
