"""The one-page brief: what is recommended and asked, what it costs, three reasons, the gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from planner.analysis.answers import Answer, Question
from planner.analysis.declared_tables import none_entered, rows_table
from planner.analysis.money.costs import money
from planner.analysis.plans.progress import progress
from planner.analysis.plans.release import told
from planner.analysis.withheld import IN_PART
from planner.exports.documents.blocks import Block, PrintedTable, PrintedText, WordStyle
from planner.exports.documents.sections import EditionAnswers, document, heading
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import NOTHING, Message, Sum, _, ngettext, paragraph
from planner.reference import Reference
from planner.tables import Action, Decision

TITLE: Final = _("One-page brief")
_YEARS: Final = ("name", "mid", "funded", "gap")
_REASONS: Final = ("risks", "coverage", "stress", "harms", "training", "screening")
_MOST_ASKED, _MOST_YEARS, _MOST_REASONS, _MOST_GAPS = 6, 6, 3, 4
_LONGEST: Final = 180


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The brief of an edition; PlannerError when it does not pass the last check."""
    known = EditionAnswers(edition=edition, reference=reference)
    return document(voice, edition, TITLE, _blocks(known, voice))


def _blocks(known: EditionAnswers, voice: Voice) -> Iterator[Block]:
    yield from heading(known.edition, TITLE)
    asked, missing = known.own(_asked), known.own(gaps)
    yield PrintedText(_("Recommendation"), WordStyle.PART)
    yield from (PrintedText(one, WordStyle.GAP) for one in asked.unknown)
    yield from (PrintedText(one, WordStyle.LEAD) for one in asked.sentences)
    yield from _first_lines(asked, "decisions", _MOST_ASKED, voice)
    costs = known.of("money")
    yield PrintedText(_("What it costs"), WordStyle.PART)
    if costs is not None:
        yield from _first_lines(costs, "by_year", _MOST_YEARS, voice, _YEARS)
    yield PrintedText(_("Why"), WordStyle.PART)
    reasons = [one for found in known.all_of(_REASONS) for one in _reason(found)]
    yield from (PrintedText(_short(one, voice), WordStyle.POINT) for one in reasons[:_MOST_REASONS])
    yield PrintedText(_("What is not known"), WordStyle.PART)
    unknown = (one for part in known.all_of(("coverage", "money")) for one in part.unknown)
    open_ones = list(dict.fromkeys((*unknown, *missing.unknown, *missing.sentences)))
    yield from (PrintedText(_short(one, voice), WordStyle.POINT) for one in open_ones[:_MOST_GAPS])
    if more := len(open_ones[_MOST_GAPS:]):
        said = ngettext(
            "{number} more gap stands in the strategy document.",
            "{number} more gaps stand in the strategy document.",
            more,
        )
        yield PrintedText(said, WordStyle.NOTE)


def _asked(asked: Question) -> Answer:
    """What is recommended in one sentence, and the decisions that cabinet is asked for."""
    plan, found = asked.plan, money(asked.plan)
    part = rows_table(plan, Decision, "text", "amount", "by")
    title = told(plan.details.title) or _("the prevention plan")
    total = found.total
    said = _(
        "Adopt “{plan}”: {actions} actions at a planning estimate of {mid}, of which {funded} is "
        "funded and {gap} is not.",
        plan=title,
        actions=len(plan.of(Action)),
        mid=total.told("mid", found.currency),
        funded=total.told("funded", found.currency),
        gap=total.told("gap", found.currency),
    )
    amounts = [one.amount for one in part.lines if one.amount is not None]
    sums = _(
        "Asked of cabinet today: {number} decisions, {sum}.",
        number=len(part.lines),
        sum=Sum(
            sum(amounts, Decimal(0)) if amounts else None,
            found.currency,
            at_least=len(amounts) < len(part.lines),
        ),
    )
    return Answer(
        key="asked",
        title=TITLE,
        sentences=(said, sums) if part.lines else (),
        unknown=() if part.lines else (none_entered(part.title),),
        tables=(part,),
    )


def _reason(found: Answer) -> Iterator[Message]:
    """The answer in its first sentence, and the gravest thing that it found."""
    if found.sentences and found.sentences[0] != IN_PART:
        both = paragraph(found.sentences[0], *(one.message for one in found.findings[:1]))
        yield both if len(str(both)) <= _LONGEST else found.sentences[0]


def gaps(asked: Question) -> Answer:
    """The steps on the way to cabinet that are not done."""
    steps = progress(asked.plan, asked.reference).steps
    open_ones = tuple(paragraph(one.summary) for one in steps if not one.is_done)
    none = _("Nothing that this edition should show is missing.")
    return Answer(key="gaps", title=TITLE, sentences=open_ones or (none,))


def _first_lines(
    found: Answer, key: str, most: int, voice: Voice, keys: tuple[str, ...] = ()
) -> Iterator[Block]:
    """The first lines of a table, in few words, so that the page stays one."""
    part = found.table(key)
    if not part.lines:
        return
    columns = tuple(
        replace(one, value=lambda line, of=one.value: _shortened(voice.fact(of(line))))
        if one.key == "text"
        else one
        for one in part.columns
        if not keys or one.key in keys
    )
    lines = part.lines
    if len(lines) > most and key == "by_year":
        lines = (*lines[: most - 1], lines[-1])
    yield PrintedTable(replace(part, columns=columns, lines=lines, note=NOTHING), most)


def _short(said: Message, voice: Voice) -> str:
    return _shortened(voice.tell(said))


def _shortened(text: str) -> str:
    """The text, cut at a word where it is longer than the page has room for."""
    if len(text) <= _LONGEST:
        return text
    cut = text[: _LONGEST - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
