"""The answer on readiness: which listed situations have staff who are ready for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import Answer, AnswerColumn, AnswerTable, Finding, Gravity, Target
from planner.analysis.training.readiness import Readiness, ReadinessPart, Ready
from planner.messages import Fact, Message, _, paragraph
from planner.plan import table_named

TITLE: Final = _("Readiness")
NOBODY: Final = _("nobody named")


def readiness_answer(found: Sequence[Readiness]) -> Answer:
    """How many listed situations have ready staff, and what each of the others lacks."""
    waiting = [one for one in found if one.state is not Ready.READY]
    return Answer(
        key="readiness",
        title=TITLE,
        sentences=(_sentence(found, waiting),),
        findings=tuple(map(_finding, waiting)),
        tables=(readiness_table(found),),
    )


def _sentence(found: Sequence[Readiness], waiting: Sequence[Readiness]) -> Message:
    if not found:
        return _("No situation is listed yet.")
    ready = _(
        "Listed situations with ready staff: {ready} of {all}.",
        ready=len(found) - len(waiting),
        all=len(found),
    )
    near = tuple(one.situation.name for one in waiting if one.trigger_near)
    if not near:
        return ready
    return paragraph(
        ready, _("A trigger date is near where staff are not ready: {situations}.", situations=near)
    )


def _target(one: Readiness) -> Target:
    return Target("situations", one.situation.id)


def _finding(one: Readiness) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE if one.trigger_near else Gravity.WARNING,
        message=_(
            "{situation}: {state}; missing: {parts}",
            situation=one.situation.name,
            state=one.state.caption,
            parts=_missing(one),
        ),
        targets=(_target(one),),
    )


def _missing(one: Readiness) -> Fact:
    """The parts that are not there, or that they are not in the same people."""
    if one.missing:
        return tuple(check.part.caption for check in one.missing)
    return "–" if one.state is Ready.READY else _("all parts in the same people")


def reasons(one: Readiness) -> tuple[Message, ...]:
    """Why each part is there or not, in the order of the parts."""
    return tuple(_("{part}: {why}", part=check.part.caption, why=check.why) for check in one.checks)


def readiness_table(found: Sequence[Readiness]) -> AnswerTable[Readiness]:
    """Each listed situation with the parts of readiness, and what is missing."""
    situations = table_named("situations")

    def part(one: ReadinessPart) -> AnswerColumn[Readiness]:
        return answers.text(one.name.lower(), one.caption, lambda line: _mark(line, one))

    return AnswerTable(
        key="situations",
        title=_("Listed situations and staff who are ready"),
        columns=(
            answers.text("name", _("Listed situation"), lambda one: one.situation.name),
            answers.level("state", _("State"), lambda one: one.state.caption),
            answers.count("needed", _("Needed"), lambda one: one.needed),
            answers.count("ready", _("Ready"), lambda one: one.ready.told),
            *map(part, ReadinessPart),
            answers.text("missing", _("Missing"), _missing),
            answers.day(
                "trigger", situations.label("next_trigger"), lambda one: one.situation.next_trigger
            ),
            answers.text("built_by", _("Module built by"), lambda one: one.built_by or NOBODY),
            answers.text(
                "partners",
                _("Local partners"),
                lambda one: tuple(row.title for row in one.partners) or NOBODY,
            ),
            answers.sentence("why", _("Why"), reasons),
        ),
        lines=tuple(found),
        target=_target,
        note=_(
            "✓ there · ~ unclear · ✗ missing · ? not recorded; then how many people have it, or "
            "the day of the last handover. Ready are people who hold foundation, role and that "
            "country's module at once; a generic course never counts."
        ),
    )


def _mark(one: Readiness, part: ReadinessPart) -> Fact:
    """The verdict and what it rests on, as in “✓ 12 to 20” and “✗ 30 September 2025”."""
    check = next(check for check in one.checks if check.part is part)
    rests_on: Fact = check.held.told if check.held else check.on
    if part is ReadinessPart.COUNTRY and not one.modules:
        rests_on = _("no module")
    mark = check.verdict.mark
    return mark if rests_on is None else _("{mark} {held}", mark=mark, held=rests_on)
