"""Skeletons of a plan: goals with actions of the catalogue, which an office may edit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planner.reference.csv_rows import CsvRow, lines

COLUMNS = tuple("skeleton title goal outcome outcome_indicator action milestone months".split())


@dataclass(frozen=True, kw_only=True)
class SkeletonAction:
    """An action of the catalogue under a goal, with a first step so many months after the start."""

    goal: str
    outcome: str
    outcome_indicator: str
    action: str
    milestone: str
    months: int


@dataclass(frozen=True, kw_only=True)
class Skeleton:
    """What a plan may start from: its key, its title, and its actions goal by goal."""

    key: str
    title: str
    actions: tuple[SkeletonAction, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it, each once."""
        found = [self.title]
        for one in self.actions:
            found += [one.goal, one.outcome, one.outcome_indicator, one.milestone]
        return tuple(dict.fromkeys(filter(None, found)))


def skeletons_in(text: str, file: str, known: Collection[str]) -> tuple[Skeleton, ...]:
    """The skeletons of a file in its order; BrokenReference for an action that nobody knows."""
    found: dict[str, list[CsvRow]] = {}
    for row in lines(text, file, COLUMNS):
        found.setdefault(row.required("skeleton"), []).append(row)
    return tuple(
        Skeleton(
            key=key,
            title=rows[0].required("title"),
            actions=tuple(_action(row, known) for row in rows),
        )
        for key, rows in found.items()
    )


def _action(row: CsvRow, known: Collection[str]) -> SkeletonAction:
    return SkeletonAction(
        goal=row.required("goal"),
        outcome=row.text("outcome"),
        outcome_indicator=row.text("outcome_indicator"),
        action=row.one_of("action", known),
        milestone=row.text("milestone"),
        months=row.whole("months") if row.text("months") else 0,
    )
