"""The strategy document: sixteen sections, each drawn from the plan and its answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerColumn, AnswerTable, Question, Target
from planner.analysis.declared_tables import declared_columns, none_entered, rows_answer, rows_table
from planner.analysis.money.costs import money
from planner.analysis.registry import ANSWERS
from planner.analysis.risk.risk_answer import risk_answer
from planner.choices import ActionStatus, Delivery
from planner.exports.documents.blocks import (
    MOST_LINES,
    Block,
    Contents,
    PaperTurn,
    PrintedText,
    WordStyle,
)
from planner.exports.documents.brief import gaps
from planner.exports.documents.sections import EditionAnswers, Section, document, heading
from planner.exports.edition import Edition
from planner.languages.voice import Voice
from planner.messages import Message, _, paragraph, verbatim
from planner.plan import grouped, name_of
from planner.reference import Reference
from planner.schema import table_of
from planner.tables import (
    Action,
    ActionPartner,
    ActionRisk,
    Body,
    BodyDecision,
    Commitment,
    Consultation,
    Exercise,
    Goal,
    Incident,
    Measure,
    Member,
    Milestone,
    Ministry,
    Partner,
    PlanDetails,
    Programme,
    Rate,
    Rating,
    Situation,
    Source,
    Tried,
    Trigger,
    Waiver,
)

TITLE: Final = _("Strategy document")
DUTY: Final = _(
    "The state takes it as its own duty to prevent genocide, war crimes, crimes against humanity "
    "and ethnic cleansing."
)
_TERMS: Final = _(
    "The crimes covered are genocide, war crimes, crimes against humanity and ethnic cleansing. "
    "They also happen where there is no armed conflict: their prevention is neither that of "
    "conflict nor the fight against terrorism."
)
_LESSONS: Final = _(
    "What waiting would cost, and what the state itself has missed before: not known, because the "
    "plan has no place for it. The office writes it here."
)
_ANNEX_LINES: Final = 200
_SIGNED: Final = _("Signature of the minister or the head of government, and date: ………………………………………")


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The strategy document of an edition; PlannerError when it does not pass the last check."""
    known = EditionAnswers(edition=edition, reference=reference)
    return document(voice, edition, TITLE, _blocks(known))


def _blocks(known: EditionAnswers) -> Iterator[Block]:
    """The cover with the contents, the sections, and the annexes on paper that lies across."""
    yield from heading(known.edition, TITLE, is_cover=True)
    yield PrintedText(_("Contents"), WordStyle.LEAD)
    yield Contents()
    for number, section in enumerate(SECTIONS, start=1):
        if number in (1, len(SECTIONS)):
            is_annex = number > 1
            yield PaperTurn(is_across=is_annex, most=_ANNEX_LINES if is_annex else MOST_LINES)
        yield from known.section(number, section)


def told_cells(asked: Question, *names: str) -> tuple[list[Message], list[Message]]:
    """What cells of the plan's own row say, and which of them say nothing."""
    said, unknown = list[Message](), list[Message]()
    for column in map(table_of(PlanDetails).column, names):
        if value := getattr(asked.plan.details, column.name):
            said.append(_("{label}: {value}", label=column.title, value=value))
        else:
            unknown.append(none_entered(column.title))
    return said, unknown


def _answer(said: list[Message], unknown: list[Message], *parts: AnswerTable[Any]) -> Answer:
    return Answer(
        key="section", title=TITLE, sentences=tuple(said), unknown=tuple(unknown), tables=parts
    )


def _foreword(asked: Question) -> Answer:
    said, unknown = told_cells(asked, "focal_point", "approved_by", "approved_on")
    vision = told_cells(asked, "vision")
    wanted = [verbatim(asked.plan.details.vision)] if vision[0] else []
    return _answer([*wanted, DUTY, *said, _SIGNED], [*vision[1], *unknown])


def _why_now(asked: Question) -> Answer:
    found = risk_answer(asked)
    said = replace(found, unknown=(_LESSONS, *found.unknown), tables=(), figures=())
    return replace(said, sentences=found.sentences[:1])


def _scope(asked: Question) -> Answer:
    said, unknown = told_cells(asked, "scope", "framework", "start", "end", "currency")
    return _answer([_TERMS, *said], unknown)


def _vision(asked: Question) -> Answer:
    vision = verbatim(asked.plan.details.vision)
    return _answer([vision] if vision else [], told_cells(asked, "vision")[1])


def _actions_by_goal(asked: Question) -> Answer:
    """Every action under its goal, with the risk factors that it lowers."""
    risks, goals = grouped(asked.plan.of(ActionRisk), "action"), list(asked.plan.by_id(Goal))

    def lowered(one: Action) -> tuple[str, ...]:
        return tuple(risk.risk_factor for risk in risks.get(one.id, ()))

    factors = answers.text("risks", _("Risk factors"), lowered)

    def rank(one: Action) -> tuple[bool, int, str]:
        at = goals.index(one.goal) if one.goal in goals else len(goals)
        return one.status is ActionStatus.STOPPED, at, one.id

    return _of_actions(asked, ("title", "goal", "lead", "end", "status"), (factors,), rank)


def _action_plan(asked: Question) -> Answer:
    """The action plan as an annex: every action with its dates, its route and its costs."""
    found = money(asked.plan)

    def cost(key: str, head: Message) -> AnswerColumn[Action]:
        def value(one: Action) -> Any:
            own = found.by_action.get(one.id)
            return own.told(key, found.currency) if own else None

        return answers.amount(key, head, value)

    names = ("title", "lead", "post", "start", "end", "status", "priority", "delivery")
    costs = (cost("mid", _("Planning estimate (mid)")), cost("funded", _("Funded")))
    return _of_actions(asked, names, costs, lambda one: str(one.id))


def _of_actions(
    asked: Question,
    names: tuple[str, ...],
    more: tuple[AnswerColumn[Any], ...],
    rank: Callable[[Action], Any],
) -> Answer:
    part = rows_table(asked.plan, Action, *names)
    lines = tuple(sorted(part.lines, key=rank))
    part = replace(part, columns=(*part.columns, *more), lines=lines)
    return _answer([], [] if lines else [none_entered(part.title)], part)


def _roles(asked: Question) -> Answer:
    """How many actions each ministry leads and supports."""
    led = grouped(asked.plan.of(Action), "lead")
    supported = grouped(asked.plan.of(ActionPartner), "ministry")
    part = AnswerTable(
        key="roles",
        title=_("Who leads and who supports"),
        columns=(
            *declared_columns(asked.plan, Ministry, ("id", "name", "family")),
            answers.count("leads", _("Actions led"), lambda one: len(led.get(one.id, ()))),
            answers.count(
                "supports", _("Actions supported"), lambda one: len(supported.get(one.id, ()))
            ),
        ),
        lines=asked.plan.of(Ministry),
        target=lambda one: Target("ministries", one.id),
    )
    return _answer([], [] if part.lines else [none_entered(table_of(Ministry).title)], part)


def _fallbacks(asked: Question) -> Answer:
    """The actions that need a regional or multilateral body, and what takes their place."""
    routes = (Delivery.REGIONAL, Delivery.MULTILATERAL)
    part = rows_table(
        asked.plan, Action, "title", "delivery", "fallback", "lead",
        chosen=lambda one: one.delivery in routes,
    )  # fmt: skip
    unknown = [
        _("{id} {title}: what takes its place is not known.", id=one.id, title=name_of(one))
        for one in part.lines
        if not one.fallback
    ]
    by_route = grouped(asked.plan.of(Action), "delivery")
    said = [
        _("{label}: {value}", label=route.caption, value=len(by_route.get(route, ())))
        for route in Delivery
    ]
    none = _("Route not known: {number}", number=len(by_route.get(None, ())))
    return _answer([paragraph(*said, none, between="; ")], unknown, part)


_SITUATIONS: Final = ("name", "scope", "listed", "pattern", "next_review")
_RATINGS: Final = ("situation", "risk_factor", "level", "trend", "confidence", "judged_on", "why")
_MEASURES: Final = ("title", "baseline", "target", "target_on", "data_source")
_PROGRAMMES: Final = ("title", "ministry", "country", "status", "start", "end", "budget")

_BODY: Final = (
    Section(_("Foreword and commitment"), (_foreword,)),
    Section(
        _("Why now"), (_why_now, rows_answer(Trigger, "situation", "on", "what", "watched_by"))
    ),
    Section(_("Scope and terms"), (_scope,)),
    Section(
        _("Risk and resilience picture"),
        (
            "risks",
            rows_answer(Situation, *_SITUATIONS),
            rows_answer(Incident, "situation", "on", "kind", "what", "response"),
        ),
    ),
    Section(_("What the state already does"), ("screening", "spending", "coverage")),
    Section(
        _("Vision, goals and objectives"),
        (_vision, rows_answer(Goal, "title", "outcome", "outcome_indicator", "pillar")),
    ),
    Section(
        _("Priority actions"),
        (
            _actions_by_goal,
            "ladder",
            rows_answer(Tried, "situation", "action", "on", "result"),
            "cyber",
        ),
    ),
    Section(
        _("Roles and machinery"),
        (
            _roles,
            rows_answer(Body, "title", "mandate", "chair", "frequency"),
            "resolutions",
            rows_answer(BodyDecision, "body", "what", "whose", "due", "done_on"),
        ),
    ),
    Section(
        _("From early warning to early action"),
        (
            "warnings",
            "replay",
            rows_answer(Exercise, "warning", "on", "result"),
        ),
    ),
    Section(_("People and training"), ("training", "readiness", "forecast")),
    Section(
        _("Partnerships"),
        (rows_answer(Partner, "title", "situation", "kind", "expertise", "paid"),),
    ),
    Section(
        _("Resources"),
        ("money", "phases", "asked", "portfolio"),
    ),
    Section(_("Risks to the plan and harm it may do"), ("harms", "timeline")),
    Section(
        _("Monitoring, reporting and evaluation"),
        (rows_answer(Measure, *_MEASURES), "review"),
    ),
    Section(_("If international routes are blocked"), ("stress", _fallbacks)),
)
_PLACED: Final = {"progress", *(part for one in _BODY for part in one.parts)}
"""The answers that have a section; that on progress is told by the gaps that it finds."""
_ANNEXES: Final = Section(
    _("Annexes"),
    (
        _action_plan,
        rows_answer(ActionPartner, "action", "ministry", "role"),
        rows_answer(Member, "body", "ministry", "role"),
        rows_answer(Milestone, "action", "title", "due", "done_on"),
        rows_answer(Rating, *_RATINGS),
        rows_answer(Programme, *_PROGRAMMES),
        rows_answer(Consultation, "on", "who", "composition", "input", "answer"),
        rows_answer(Waiver, "test", "reason", "waived_by", "until"),
        rows_answer(Commitment, "body", "reference", "text", "accepted", "due"),
        rows_answer(Source, "code", "kind", "title", "reliability", "published_on"),
        rows_answer(Rate, "currency", "on", "rate", "source"),
        *(key for key in ANSWERS if key not in _PLACED),
        gaps,
    ),
)
SECTIONS: Final = (*_BODY, _ANNEXES)
