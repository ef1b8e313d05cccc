"""Many returns merged into a plan at once, cell by cell, three versions of each: as issued, as
returned, as the plan is now.

`merge` compares and says what is clear, what is not and why; `settle` turns that and a person's
decisions into changes. The order in which returns are handed in never matters, and what a
ministry left alone never replaces a later edit.
"""

from planner.merge.compare import merge
from planner.merge.decide import Choice, Decision, Decisions, Left, Settled, bulk, settle
from planner.merge.matters import (
    Added,
    Counts,
    Likeness,
    Matter,
    Merged,
    Point,
    Returned,
    ReturnedRow,
    Said,
    Taken,
)

__all__ = [
    "Added",
    "Choice",
    "Counts",
    "Decision",
    "Decisions",
    "Left",
    "Likeness",
    "Matter",
    "Merged",
    "Point",
    "Returned",
    "ReturnedRow",
    "Said",
    "Settled",
    "Taken",
    "bulk",
    "merge",
    "settle",
]
