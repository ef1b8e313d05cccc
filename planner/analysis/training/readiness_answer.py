"""The answer on readiness: which listed situations have staff who are ready for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planner.analysis import answers
from planner.analysis.answers import (
    Answer,
    AnswerTable,
    Finding,
    Gravity,
    Matrix,
    MatrixCell,
    Target,
)
from planner.analysis.training.readiness import (
    PART_LABELS,
    READY_LABELS,
    Check,
    PartState,
    Readiness,
    ReadinessPart,
    Ready,
)
from planner.messages import Fact, Message, _, paragraph, verbatim

TITLE: Final = _("Readiness")
MARKS: Final = {
    PartState.YES: "✓",
    PartState.UNCLEAR: "~",
    PartState.NO: "✗",
    PartState.UNKNOWN: "?",
}
_SHADES: Final = {PartState.YES: 1.0, PartState.UNCLEAR: 0.5}


def readiness_answer(found: Sequence[Readiness]) -> Answer:
    """How many listed situations have ready staff, and what each of the others lacks."""
    waiting = [one for one in found if one.state is not Ready.READY]
    return Answer(
        key="readiness",
        title=TITLE,
        sentences=(_sentence(found, waiting),),
        findings=tuple(map(_finding, waiting)),
        tables=(_table(found),),
        figures=(_matrix(found),),
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
        ready,
        _("A trigger date is near where staff are not ready: {situations}.", situations=near),
    )


def _target(one: Readiness) -> Target:
    return Target("situations", one.situation.id)


def _finding(one: Readiness) -> Finding:
    return Finding(
        gravity=Gravity.GRAVE if one.trigger_near else Gravity.WARNING,
        message=_(
            "{situation}: {state}; missing: {parts}",
            situation=one.situation.name,
            state=READY_LABELS[one.state],
            parts=_missing(one),
        ),
        targets=(_target(one),),
    )


def _missing(one: Readiness) -> Fact:
    """The parts that are not there, or that they are not in the same people."""
    if one.missing:
        return tuple(PART_LABELS[check.part] for check in one.missing)
    return "–" if one.state is Ready.READY else _("all parts in the same people")


def reasons(one: Readiness) -> tuple[Message, ...]:
    """Why each part is there or not, in the order of the parts."""
    return tuple(
        _("{part}: {why}", part=PART_LABELS[check.part], why=check.why) for check in one.checks
    )


def _table(found: Sequence[Readiness]) -> AnswerTable[Readiness]:
    return AnswerTable(
        key="situations",
        title=_("Listed situations and staff who are ready"),
        columns=(
            answers.text("name", _("Listed situation"), lambda one: one.situation.name),
            answers.level("state", _("State"), lambda one: READY_LABELS[one.state]),
            answers.count("needed", _("Needed"), lambda one: one.needed),
            answers.count("ready", _("Ready"), lambda one: one.ready.told),
            answers.text("missing", _("Missing"), _missing),
            answers.sentence("why", _("Why"), reasons),
        ),
        lines=tuple(found),
        target=_target,
    )


def _matrix(found: Sequence[Readiness]) -> Matrix:
    return Matrix(
        title=_("Listed situations by what readiness is made of"),
        rows=tuple(verbatim(one.situation.name) for one in found),
        columns=tuple(PART_LABELS[part] for part in ReadinessPart),
        marks=tuple(tuple(_mark(one, check) for check in one.checks) for one in found),
    )


def _mark(one: Readiness, check: Check) -> MatrixCell:
    rests_on: Fact = check.held.told if check.held else check.on
    text = (
        MARKS[check.verdict]
        if rests_on is None
        else _("{mark} {held}", mark=MARKS[check.verdict], held=rests_on)
    )
    return MatrixCell(text, _SHADES.get(check.verdict), _target(one))
