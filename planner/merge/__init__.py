"""Many returns merged into a plan at once, cell by cell, three versions of each: as issued, as
returned, as the plan is now.

`merge` compares and says what is clear, what is not and why; `settle` turns that and a person's
decisions into changes. The order in which returns are handed in never matters, and what a
ministry left alone never replaces a later edit.
"""

from planner.merge.compare import merge
from planner.merge.decide import (
    DecisionKind,
    Decisions,
    MergeDecision,
    MergeResult,
    UnappliedChange,
    bulk,
    settle,
)
from planner.merge.discrepancies import (
    Along,
    ConflictKind,
    Counts,
    Discrepancy,
    Likeness,
    MergedReturns,
    MinistryReturn,
    NewRow,
    ReturnedRow,
    ReturnedValue,
)

__all__ = [
    "Along",
    "ConflictKind",
    "Counts",
    "DecisionKind",
    "Decisions",
    "Discrepancy",
    "Likeness",
    "MergeDecision",
    "MergeResult",
    "MergedReturns",
    "MinistryReturn",
    "NewRow",
    "ReturnedRow",
    "ReturnedValue",
    "UnappliedChange",
    "bulk",
    "merge",
    "settle",
]
