"""Where all requirements go together, month by month; what holds their targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.analysis.training.forecast import Forecast, Month, forecast
from planner.analysis.training.holders import Range
from planner.analysis.training.requirements import Records, RequirementStatus, Training
from planner.choices import RequiredScope


@dataclass(frozen=True, kw_only=True)
class Ahead:
    """One month of several requirements: passes to be held, and passes held, least to most.

    `wanted` are the passes that the targets ask for, None when no requirement has a target;
    `seats` those held since the month before. A post with two required courses counts twice.
    """

    on: date
    posts: int
    valid: Range
    wanted: float | None
    seats: int

    @property
    def coverage(self) -> tuple[float, float]:
        """Passes held over passes to be held, low and high, 0 to 1."""
        return self.valid.low / self.posts, (self.valid.high or 0) / self.posts

    @property
    def target(self) -> float | None:
        """The passes that the targets ask for over passes to be held, 0 to 1."""
        return None if self.wanted is None else self.wanted / self.posts


def forecasts(known: Records, found: Training, end: date | None) -> tuple[Forecast, ...]:
    """Every requirement to the plan's end, in the order of the plan; those not known are left."""
    ahead = (forecast(known, status, found.on, end) for status in found.statuses)
    return tuple(one for one in ahead if one is not None)


def outlook(known: Sequence[Forecast], *, listed: bool) -> tuple[Ahead, ...]:
    """The months of all requirements for all posts, or of those for listed-country posts.

    A requirement without a target asks for nothing: it counts in coverage and not in the target.
    """
    own = [one for one in known if _is_listed(one.status) is listed]
    return tuple(_month(own, months) for months in zip(*(one.months for one in own), strict=True))


def _is_listed(status: RequirementStatus) -> bool:
    return status.requirement.scope is RequiredScope.LISTED_POSTS


def _month(known: Sequence[Forecast], months: Sequence[Month]) -> Ahead:
    posts = [one.status.posts or 0 for one in known]
    sizes = list(zip(posts, months, strict=True))
    return Ahead(
        on=months[0].on,
        posts=sum(posts),
        valid=Range(
            low=sum(round(size * month.low) for size, month in sizes),
            high=sum(round(size * month.high) for size, month in sizes),
        ),
        wanted=_wanted(known),
        seats=sum(month.seats for month in months),
    )


def _wanted(known: Iterable[Forecast]) -> float | None:
    asked = [
        one.status.target * (one.status.posts or 0)
        for one in known
        if one.status.target is not None
    ]
    return sum(asked) if asked else None
