"""What a case says on screen: values as people read them, and the answers that it allows."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.plan import Plan, table_named
from planner.schema import Column, Value
from planner.services.returns import Case, ConflictKind, DecisionKind, MergeDecision
from planner.ui.columns import cell, options
from planner.ui.state import reference
from planner.ui.wording import escaped
from planner.values import shown

OURS: Final = "ours"
EDIT: Final = "edit"
THEIRS: Final = "theirs:"
BLANK: Final = ":gray[*blank*]"
_ROW_ANSWERS: Final = MappingProxyType(
    {
        ConflictKind.GONE: {THEIRS: "Put it back with their edits", OURS: "It stays out"},
        ConflictKind.MISSING: {OURS: "Keep it", THEIRS: "Take it out"},
        ConflictKind.EMPTIED: {OURS: "Keep the value", THEIRS: "Clear it"},
        ConflictKind.LOOK_ALIKE: {THEIRS: "Add it", OURS: "Leave it out"},
    }
)


def value_words(plan: Plan, column: Column, value: Value) -> str:
    """The value as Markdown: rows and entries with their title, numbers in groups, or “blank”."""
    text = cell(column, value)
    if text is None:
        return BLANK
    known = options(column, plan, reference()) or {}
    return escaped(known.get(text) or (text if column.answers is None else shown(column, value)))


def column_of(case: Case, name: str = "") -> Column:
    """The column that a case is about, or the one of that name in its table."""
    return table_named(case.table).column(name or case.column)


def answers(case: Case) -> dict[str, str]:
    """The answers to a case, each with its label; where returns differ, whose word is taken."""
    if case.kind in _ROW_ANSWERS:
        return _ROW_ANSWERS[case.kind]
    if len({one.value for one in case.theirs}) == 1:
        return {THEIRS: "Take theirs", OURS: "Keep ours", EDIT: "Edit"}
    ministries = [one.ministry for one in case.theirs]
    whose = {
        f"{THEIRS}{one.key}": f"Theirs: {one.ministry}"
        + (f" ({one.file})" if ministries.count(one.ministry) > 1 else "")
        for one in case.theirs
    }
    return {**whose, OURS: "Keep ours", EDIT: "Edit"}


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
