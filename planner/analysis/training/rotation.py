"""People who move on: who is still in post, and where the same effort lets coverage settle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.analysis.training.head_counts import rate

THREE_YEAR_TOURS = 0.33
"""The share of posts that change holder in a year where a tour takes three years."""


def remaining(turnover: Decimal | None, since: date, on: date) -> float:
    """The share of a group still in post on a day, at a yearly turnover in percent."""
    return (1.0 - (rate(turnover) or 0.0)) ** (max((on - since).days, 0) / 365.25)


def steady_level(trained: float, turnover: float, trained_first: float = 0.0) -> float | None:
    """The covered share that training settles at, a/(a+r); None when nothing ever moves.

    `trained` is the share of uncovered posts trained in a year, `turnover` the share of posts
    that change holder in a year, `trained_first` the share of newcomers trained before they
    arrive, all 0 to 1. With newcomers trained first it is (a+rb)/(a+r): all of them, no ceiling.
    """
    moving = trained + turnover
    return (trained + turnover * trained_first) / moving if moving > 0 else None


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
