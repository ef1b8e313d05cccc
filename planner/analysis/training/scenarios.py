"""What if: newcomers trained before posting, sessions cancelled, seats added year by year."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from planner.analysis.training.requirements import Records, RequirementStatus
from planner.analysis.training.validity import months_after
from planner.choices import SessionState
from planner.tables import Session

QUARTERS: Final = 4
MOST_YEARS: Final = 10


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """What is supposed of one requirement; nothing by default.

    `without` are ids of planned sessions that are cancelled, `seats` are added in every year.
    """

    all_first: bool = False
    without: Collection[str] = ()
    seats: int = 0

    def __bool__(self) -> bool:
        """Whether anything is supposed at all."""
        return self.all_first or bool(self.without) or self.seats > 0


def in_scenario(
    known: Records, status: RequirementStatus, what: Scenario, on: date
) -> tuple[Records, RequirementStatus]:
    """The records and the requirement as they would be, for a forecast from a day on."""
    audience = status.audience
    if what.all_first:
        audience = replace(audience, trained_first=Decimal(100))
    pair = audience.id, status.course.id
    kept = [row for row in known.planned.get(pair, ()) if row.id not in what.without]
    added = _added(status, what.seats, on)
    planned = sorted((*kept, *added), key=lambda row: row.on or date.max)
    return (
        replace(known, planned={**known.planned, pair: tuple(planned)}),
        replace(status, audience=audience),
    )


def _added(status: RequirementStatus, seats: int, on: date) -> Iterator[Session]:
    """A session in each quarter, the seats of a year shared among them."""
    each, left_over = divmod(max(seats, 0), QUARTERS)
    for number in range(QUARTERS * MOST_YEARS):
        share = each + (number % QUARTERS < left_over)
        if share:
            yield Session(
                id=f"supposed-{number}",
                course=status.course.id,
                audience=status.audience.id,
                on=months_after(on, 3 * number + 2),
                state=SessionState.PLANNED,
                seats=share,
            )
