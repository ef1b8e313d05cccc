"""The answer on learning: what decisions in screening teach about programmes still open."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerTable
from planner.analysis.mapping.evidence import NO_ACTION
from planner.analysis.mapping.harms import sign_named
from planner.analysis.mapping.lessons import CommonGround, Lesson, Memory
from planner.analysis.mapping.precedents import precedents_of
from planner.choices import LinkState
from planner.messages import Message, _, ngettext, verbatim
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.tables import ForgottenLesson

TITLE: Final = _("What was learned")
KINDS_OF_GROUND: Final = MappingProxyType(
    {
        CommonGround.WORDS: _("Words of the title"),
        CommonGround.CODE: table_named("programmes").label("purpose_code"),
        CommonGround.MINISTRY: table_named("programmes").label("ministry"),
    }
)


def lessons_of(plan: Plan) -> tuple[Lesson, ...]:
    """What the decisions of a plan teach and nobody has forgotten, weightiest first."""
    return Memory(precedents_of(plan)).lessons()


def said_by(lesson: Lesson, reference: Reference) -> Message:
    """What a lesson speaks of: an action, no link, or a sign that may be raised."""
    if lesson.action == NO_ACTION:
        return _("No link")
    action = reference.action_by_id.get(lesson.action)
    if action is not None:
        return _("{id} {title}", id=action.id, title=action.name)
    return _("May raise: {sign}", sign=sign_named(lesson.action, reference))


def state_of(lesson: Lesson) -> LinkState:
    """Whether it was confirmed or rejected."""
    return LinkState.CONFIRMED if lesson.confirmed else LinkState.REJECTED


def learned_answer(plan: Plan, reference: Reference) -> Answer:
    """What was learned, on how many programmes it rests, and what was forgotten."""
    found, left = lessons_of(plan), len(plan.of(ForgottenLesson))
    sentences = [
        ngettext(
            "{number} thing was learned from what people decided in this plan.",
            "{number} things were learned from what people decided in this plan.",
            len(found),
        )
        if found
        else _("Nothing was learned yet: no decisions of this plan agree on anything."),
        _("Besides, every decided title speaks for titles that resemble it."),
    ]
    if left:
        sentences.append(_("Forgotten: {number}.", number=left))
    return Answer(
        key="lessons",
        title=TITLE,
        sentences=tuple(sentences),
        tables=(_table(found, reference),),
    )


def _table(found: tuple[Lesson, ...], reference: Reference) -> AnswerTable[Lesson]:
    words = table_named("forgotten").label("words")
    return AnswerTable(
        key="lessons",
        title=TITLE,
        columns=(
            answers.text("words", words, lambda one: verbatim(one.words)),
            answers.text("ground", _("Kind"), lambda one: KINDS_OF_GROUND[one.ground]),
            answers.text("decision", _("Decision"), lambda one: said_by(one, reference)),
            answers.text("state", table_named("links").label("state"), state_of),
            answers.count("programmes", _("Decided so"), lambda one: len(one.programmes)),
            answers.count("of", _("Of programmes decided"), lambda one: one.of),
        ),
        lines=found,
    )
