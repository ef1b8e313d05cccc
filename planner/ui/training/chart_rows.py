"""What the matrix of training shows, before it is drawn: audiences, and what each must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planner.analysis.training.post_states import PostState, post_states
from planner.analysis.training.requirements import RequirementStatus, Training
from planner.choices import CourseLevel
from planner.plan import Plan
from planner.tables import Audience, Ministry
from planner.ui.wording import NOT_KNOWN, percent_words, range_words, state_words

MOST_SLOTS: Final = 40
"""So many courses, one below the other, one figure can hold."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One audience: its ministry in short, and what it must hold by level of course."""

    audience: Audience
    ministry: str
    cells: Mapping[CourseLevel | None, tuple[RequirementStatus, ...]]

    @property
    def slots(self) -> int:
        """How many courses stand below one another in its fullest cell."""
        return max(map(len, self.cells.values()))


def rows_of(plan: Plan, training: Training) -> tuple[Row, ...]:
    """The audiences of whom something is required, ministry by ministry."""
    ministries = plan.names(Ministry)
    cells: dict[str, dict[CourseLevel | None, list[RequirementStatus]]] = {}
    audiences: dict[str, Audience] = {}
    for standing in training.statuses:
        audiences[standing.audience.id] = standing.audience
        levels = cells.setdefault(standing.audience.id, {})
        levels.setdefault(standing.course.level, []).append(standing)
    ordered = sorted(audiences.values(), key=lambda one: (one.ministry, one.id))
    return tuple(
        Row(
            audience=one,
            ministry=ministries.get(one.ministry, ""),
            cells={level: tuple(found) for level, found in cells[one.id].items()},
        )
        for one in ordered
    )


def pages_of(rows: Sequence[Row]) -> tuple[tuple[Row, ...], ...]:
    """The rows in pages that one figure can hold."""
    pages: list[list[Row]] = [[]]
    height = 0
    for row in rows:
        if pages[-1] and height + row.slots > MOST_SLOTS:
            pages.append([])
            height = 0
        pages[-1].append(row)
        height += row.slots
    return tuple(tuple(page) for page in pages)


def states_table(rows: Sequence[Row]) -> pd.DataFrame:
    """The figure as a table: one row per requirement, the posts by state."""
    standings = [(row, one) for row in rows for cell in row.cells.values() for one in cell]
    return pd.DataFrame(
        {
            "Id": one.requirement.id,
            "Ministry": row.ministry,
            "Audience": one.audience.title,
            "Course": one.course.title,
            "Valid": range_words(one),
            "Target": percent_words(one.target),
            "State": state_words(one.state),
            **_numbers(one),
        }
        for row, one in standings
    )


def _numbers(standing: RequirementStatus) -> dict[str, str]:
    states = post_states(standing)
    return {
        one.value.capitalize(): f"{states[one]:,}" if states else NOT_KNOWN for one in PostState
    }
