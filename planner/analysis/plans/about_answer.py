"""The one-page answer to “What are we doing on …?”, whole or as it may be told at a level."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable, Finding, Gravity, Question, Target
from planner.analysis.coverage.caution import evidence_on, signs_raised
from planner.analysis.coverage.coverage_answer import (
    EVIDENCE,
    MAY_RAISE,
    NO_EVIDENCE,
    NONE_ON_RECORD,
    TOUCHING,
)
from planner.analysis.coverage.factors import unknown_budgets
from planner.analysis.coverage.gaps import GAP_LABELS
from planner.analysis.mapping.harms import harm_sentences, harms_table
from planner.analysis.money.money_answer import unknown_costs
from planner.analysis.plans.about import About, FactorGap, about
from planner.analysis.plans.release import Release
from planner.analysis.plans.topics import TopicKind
from planner.analysis.training.readiness_answer import readiness_table
from planner.analysis.training.training_answer import requirements_table
from planner.analysis.warnings.warnings_answer import alert_table
from planner.analysis.withheld import IN_PART, answer_at_level
from planner.choices import Classification
from planner.messages import NOTHING, Fact, Message, Sum, Tell, _, paragraph
from planner.plan import table_named, title_of
from planner.schema import Row, table_of
from planner.tables import Action, ActionPartner, Ministry, Programme

TITLE: Final = _("What are we doing on …?")
_WHY_FOUND: Final = _("Why it is here")
_MOST: Final = 60  # other rows that are listed


def about_at_level(
    release: Release, asked: Question, words: str, tell: Tell = str, meant: Collection[str] = ()
) -> tuple[About, Answer]:
    """What a release holds on some words, and the answer with nothing that the plan contradicts.

    An edition that leaves anything out says so whatever is asked, and of no table: else asking for
    a name would tell whether the plan knows it. Nobody's training is in a public one.
    """
    staff = release.level is not Classification.PUBLIC
    found = about(replace(asked, plan=release.plan), words, tell, meant, with_staff=staff)
    shown = about_answer(found)
    if release.is_whole:
        return found, shown
    read = {one.kind.value for one in found.meaning.topics}  # else a name unknown here would ask
    plain = about(replace(asked, plan=release.whole), words, tell, read, with_staff=staff)
    told = answer_at_level(about_answer(plain), shown)
    said = dict.fromkeys((shown.sentences[0], *told.sentences, IN_PART))
    tables = tuple(replace(one, note=NOTHING) for one in told.tables)
    return found, replace(told, sentences=tuple(said), tables=tables)


def about_answer(found: About) -> Answer:
    """What the words were read as, what there is with what money, and what it lacks."""
    return Answer(
        key="about",
        title=TITLE,
        unknown=(
            *unknown_budgets(found.running, found.exchange),
            *unknown_costs(found.cost, found.exchange.own),
        ),
        sentences=tuple(filter(None, (_read_as(found), *_sums(found)))),
        findings=tuple(_findings(found)),
        tables=(
            _programmes(found),
            _actions(found),
            _owners(found),
            alert_table([one for one in found.alerts if one.is_open]),
            harms_table(found.raised),
            _gaps(found),
            readiness_table(found.readiness),
            requirements_table(found.training),
            _rest(found),
        ),
    )


def _read_as(found: About) -> Message:
    meaning = found.meaning
    if meaning.asks:
        subjects = tuple(one.told for one in meaning.asks)
        return _("It may mean {subjects}. Say first which is meant.", subjects=subjects)
    if not meaning.topics:
        return _("Name a place, a group, a risk factor, a ministry, an agenda, or any words.")
    read = _("Read as {subjects}.", subjects=tuple(one.told for one in meaning.topics))
    if not found.found:
        nothing = _("Nothing is found on this; that is no finding that nothing is done.")
        return paragraph(read, nothing)
    words = tuple(one for one in meaning.narrowed if one not in found.left)
    narrowed = _("Only what also holds: {words}.", words=words) if words else NOTHING
    return paragraph(read, narrowed)


def _sums(found: About) -> Iterator[Message]:
    if not found.found:
        return
    if any(one.code == f"{TopicKind.TABLE.value} harms" for one in found.meaning.topics):
        yield from harm_sentences(found.plan, found.raised)
        return
    yield _(
        "Programmes: {programmes}; actions: {actions}; open alerts: {alerts}; gaps: {gaps}. Last "
        "report, assessment or check: {updated}.",
        programmes=len(found.programmes),
        actions=len(found.actions),
        alerts=sum(one.is_open for one in found.alerts),
        gaps=len(found.gaps),
        updated=found.updated,
    )
    sums = {one: found.cost.told(one, found.exchange.own) for one in ("mid", "funded", "gap")}
    yield _(
        "Whole budgets of the running programmes: {touching}. Planning estimate of the actions "
        "{mid}: funded {funded}, unfunded gap {gap}.",
        touching=found.touching,
        **sums,
    )


def _findings(found: About) -> Iterator[Finding]:
    if others := found.meaning.others:
        said = _(
            "Read as words. It may also mean {subjects}: ask for one of these by its full name.",
            subjects=tuple(one.told for one in others),
        )
        yield Finding(gravity=Gravity.NOTE, message=said)
    if found.left:
        said = _("Nothing of it holds the words {words}: they are left aside.", words=found.left)
        yield Finding(gravity=Gravity.WARNING, message=said)
    if number := found.everywhere:
        said = _("Actions without a place of their own, which may reach it too: {number}.",
                 number=number)  # fmt: skip
        yield Finding(gravity=Gravity.NOTE, message=said)


def _programmes(found: About) -> AnswerTable[Programme]:
    rows, names = table_named("programmes"), found.plan.names(Ministry)
    return AnswerTable(
        key="programmes",
        title=rows.title,
        columns=(
            answers.code("id", rows.row_title, lambda one: one.id),
            answers.text("title", rows.label("title"), lambda one: one.title),
            answers.text(
                "ministry", rows.label("ministry"), lambda o: names.get(o.ministry, o.ministry)
            ),
            answers.text("country", rows.label("country"), lambda one: one.country),
            answers.text("status", rows.label("status"), lambda one: one.status),
            answers.amount("budget", TOUCHING, lambda one: Sum(one.budget, one.currency)),
            answers.text("why_found", _WHY_FOUND, lambda o: found.found["programmes", o.id]),
        ),
        lines=found.programmes,
        target=lambda one: Target("programmes", one.id),
    )


def _actions(found: About) -> AnswerTable[Action]:
    rows, names = table_named("actions"), found.plan.names(Ministry)
    raised = signs_raised(found.plan, found.reference)

    def cost(one: Action, part: str) -> Fact:
        known = found.costs.get(one.id)
        return known.told(part, found.exchange.own) if known and known.lines else None

    return AnswerTable(
        key="actions",
        title=rows.title,
        columns=(
            answers.code("id", rows.row_title, lambda one: one.id),
            answers.text("title", rows.label("title"), lambda one: one.title),
            answers.text("lead", rows.label("lead"), lambda o: names.get(o.lead, o.lead)),
            answers.text("post", rows.label("post"), lambda one: one.post),
            answers.text("status", rows.label("status"), lambda one: one.status),
            answers.amount("mid", _("Planning estimate (mid)"), lambda one: cost(one, "mid")),
            answers.amount("funded", _("Funded"), lambda one: cost(one, "funded")),
            answers.text("why_found", _WHY_FOUND, lambda one: found.found["actions", one.id]),
            answers.text(
                "evidence",
                EVIDENCE,
                lambda one: evidence_on(one.catalogue, found.reference) or NO_EVIDENCE,
            ),
            answers.text("raising", MAY_RAISE, lambda one: raised(one.id) or NONE_ON_RECORD),
        ),
        lines=found.actions,
        target=lambda one: Target("actions", one.id),
    )


def _owners(found: About) -> AnswerTable[str]:
    names, ids = found.plan.names(Ministry), {row.id for row in found.actions}
    runs = Counter(row.ministry for row in found.programmes)
    leads = Counter(row.lead for row in found.actions)
    supports = Counter(o.ministry for o in found.plan.of(ActionPartner) if o.action in ids)
    return AnswerTable(
        key="owners",
        title=_("Who is responsible"),
        columns=(
            answers.text("ministry", _("Ministry"), lambda key: names.get(key, key) or None),
            answers.count("programmes", _("Programmes"), lambda key: runs[key]),
            answers.count("leads", _("Leads actions"), lambda key: leads[key]),
            answers.count("supports", _("Supports actions"), lambda key: supports[key]),
        ),
        lines=tuple((runs + leads + supports).keys()),
        target=lambda key: Target("ministries", key) if key else None,
    )


def _gaps(found: About) -> AnswerTable[FactorGap]:
    rows = table_named("ratings")

    def gap(one: FactorGap) -> Fact:
        return GAP_LABELS[one.factor.gap] if one.factor.gap else _("nothing found here")

    return AnswerTable(
        key="gaps",
        title=_("Gaps"),
        columns=(
            answers.code("number", _("No."), lambda one: str(one.factor.number)),
            answers.text("factor", rows.label("risk_factor"), lambda o: o.factor.risk.factor.name),
            answers.level("level", rows.label("level"), lambda one: one.level),
            answers.text("gap", _("Gap"), gap),
            answers.text("here", _("Found here"), lambda one: one.here or "–"),
            answers.sentence("why", _("Why"), lambda one: one.factor.reason),
        ),
        lines=found.gaps,
        target=lambda one: Target("risk_factors", str(one.factor.number)),
    )


def _rest(found: About) -> AnswerTable[Row]:
    more = len(found.rest) - _MOST
    return AnswerTable(
        key="rest",
        title=_("Also on record"),
        columns=(
            answers.text("table", _("Table"), lambda one: table_of(one).row_title),
            answers.code("id", _("Id"), lambda one: one.id),
            answers.text("title", _("Title"), _called),
        ),
        lines=found.rest[:_MOST],
        target=lambda one: Target(table_of(one).name, one.id),
        note=_("{number} more", number=more) if more > 0 else NOTHING,
    )


def _called(row: Row) -> Fact:
    """What the row is called, or what its notes say where nothing names it."""
    title, notes = title_of(row), table_of(row).notes
    return title if title != row.id or not notes else str(getattr(row, notes)) or None
