"""The answers that a case allows, and values of it as a person reads them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.messages import _
from planner.plan import Plan, table_named
from planner.schema import Column, Value
from planner.services.returns import Case, ConflictKind, DecisionKind, MergeDecision
from planner.ui.columns import cell, options
from planner.ui.markup import Markup, escaped
from planner.ui.state import reference
from planner.ui.words import t, told, voice

OURS: Final = "ours"
EDIT: Final = "edit"
THEIRS: Final = "theirs:"
_ROW_ANSWERS: Final = MappingProxyType(
    {
        ConflictKind.GONE: {THEIRS: _("Put it back with their edits"), OURS: _("Leave it out")},
        ConflictKind.MISSING: {OURS: _("Keep it"), THEIRS: _("Remove it")},
        ConflictKind.EMPTIED: {OURS: _("Keep the value"), THEIRS: _("Clear it")},
        ConflictKind.LOOK_ALIKE: {THEIRS: _("Add it"), OURS: _("Leave it out")},
    }
)


def value_words(plan: Plan, column: Column, value: Value) -> Markup:
    """The value as Markdown: rows and entries with their title, numbers in groups, or “blank”."""
    text = cell(column, value)
    if text is None:
        return Markup(f":gray[*{t('blank')}*]")
    known = options(column, plan, reference()) or {}
    shown = text if column.answers is None else voice().shown(column, value)
    return escaped(known.get(text) or shown)


def column_of(case: Case, name: str = "") -> Column:
    """The column that a case is about, or the one of that name in its table."""
    return table_named(case.table).column(name or case.column)


def answers(case: Case) -> dict[str, str]:
    """The answers to a case, each with its label; where returns differ, whose word is taken."""
    if case.kind in _ROW_ANSWERS:
        return {key: told(label) for key, label in _ROW_ANSWERS[case.kind].items()}
    ours = {OURS: t("Keep ours"), EDIT: t("Edit")}
    if len({one.value for one in case.returned}) == 1:
        return {THEIRS: t("Take theirs"), **ours}
    ministries = [one.ministry for one in case.returned]
    theirs = {
        f"{THEIRS}{one.key}": t("Theirs: {ministry} ({file})", ministry=one.ministry, file=one.file)
        if ministries.count(one.ministry) > 1
        else t("Theirs: {ministry}", ministry=one.ministry)
        for one in case.returned
    }
    return {**theirs, **ours}


def answer_of(case: Case, decision: MergeDecision | None) -> str | None:
    """The answer that a decision is; None for a case that nobody has decided."""
    if decision is None:
        return None
    match decision.choice:
        case DecisionKind.OURS:
            return OURS
        case DecisionKind.VALUE:
            return EDIT
        case DecisionKind.THEIRS:
            known = answers(case)
            wanted = f"{THEIRS}{decision.by}"
            return wanted if wanted in known else (THEIRS if THEIRS in known else None)


def decision_of(answer: str | None) -> MergeDecision | None:
    """The decision that an answer is, but for one that is edited."""
    if answer is None:
        return None
    if answer == OURS:
        return MergeDecision(choice=DecisionKind.OURS)
    return MergeDecision(choice=DecisionKind.THEIRS, by=answer.removeprefix(THEIRS))
