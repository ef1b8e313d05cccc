"""A column of a file taken for a column of the plan."""

from __future__ import annotations

from dataclasses import dataclass

from planner.intake.tables.headings import Heading

CONTENT_ONLY = 0.55  # the confidence of a guess by content alone


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A column of the file taken for a column of the plan: how surely, and why, in words.

    `alternatives` are columns that would suit as well and were left; `fallbacks` are read where
    this one is blank. One that `is_fallback` itself never replaces what a plan holds.
    """

    field: str
    heading: Heading
    confidence: float
    reason: str
    alternatives: tuple[Heading, ...] = ()
    fallbacks: tuple[Heading, ...] = ()
    is_fallback: bool = False
