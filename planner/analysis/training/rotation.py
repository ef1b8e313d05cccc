"""What rotation makes of coverage when an effort stays the same: year by year, worked examples."""

from __future__ import annotations

from dataclasses import dataclass

from planner.analysis.training.validity import steady_level

THREE_YEAR_TOURS = 0.33
"""The share of posts that change holder in a year where a tour takes three years."""


def after_years(
    start: float, trained: float, turnover: float, years: float, trained_first: float = 0.0
) -> float:
    """The covered share after so many years of the same effort; all shares run from 0 to 1.

    One year makes C + a(1-C) - rC + rb of C: a is the share of uncovered posts trained in a year,
    r the share of posts that change holder, b the share of newcomers trained before they arrive.
    A month is the twelfth root of it, k = (1-a-r)^(1/12) towards the steady level.
    """
    settles = steady_level(trained, turnover, trained_first)
    if settles is None:
        return start
    return settles + (start - settles) * max(1 - trained - turnover, 0.0) ** years


@dataclass(frozen=True, kw_only=True)
class Effort:
    """The same effort year after year, all posts covered at the start; all shares from 0 to 1."""

    trained: float
    turnover: float
    trained_first: float = 0.0

    def covered(self, years: float) -> float:
        """The covered share after so many years."""
        return after_years(1.0, self.trained, self.turnover, years, self.trained_first)

    @property
    def settles(self) -> float:
        """The covered share that it settles at; all posts when nothing moves."""
        level = steady_level(self.trained, self.turnover, self.trained_first)
        return 1.0 if level is None else level


NO_TRAINING = Effort(trained=0.0, turnover=THREE_YEAR_TOURS)
HALF_THE_GAP = Effort(trained=0.5, turnover=THREE_YEAR_TOURS)
TRAINED_FIRST = Effort(trained=0.0, turnover=THREE_YEAR_TOURS, trained_first=1.0)
