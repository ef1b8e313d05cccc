"""How strongly each risk factor shows, situation by situation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.analysis.risk.picture import RiskPicture, risk_picture
from planner.choices import Level
from planner.tables import Rating, Situation
from tests.analysis.sketches import REFERENCE
from tests.builders import plan_of, rating

NORTH, SOUTH = Situation(id="S-01", name="North"), Situation(id="S-02", name="South")


def rated(number: int, factor: int, level: Level | None, situation: str = "S-01") -> Rating:
    return replace(rating(number, factor, situation), level=level)


def picture(*ratings: Rating) -> RiskPicture:
    return risk_picture(plan_of(NORTH, SOUTH, *ratings), REFERENCE)


def test_a_factor_nobody_rated_is_not_assessed() -> None:
    found = picture()

    assert len(found.factors) == 14
    assert found.at(Level.NOT_ASSESSED) == found.factors
    assert found.situations == (NORTH, SOUTH)


@pytest.mark.parametrize(
    ("north", "south", "worst", "places"),
    [
        (Level.HIGH, Level.LOW, Level.HIGH, ("S-01",)),
        (Level.LOW, Level.MODERATE, Level.MODERATE, ("S-02",)),
        (Level.LOW, Level.LOW, Level.LOW, ("S-01", "S-02")),
        (Level.NOT_OBSERVED, Level.LOW, Level.LOW, ("S-02",)),
        (Level.NOT_OBSERVED, Level.NOT_ASSESSED, Level.NOT_OBSERVED, ("S-01",)),
        (Level.NOT_ASSESSED, None, Level.NOT_ASSESSED, ()),
    ],
)
def test_a_factor_stands_at_its_worst_level_where_it_was_judged(
    north: Level, south: Level | None, worst: Level, places: tuple[str, ...]
) -> None:
    found = picture(rated(1, 7, north), rated(2, 7, south, "S-02"))

    seven = found.factors[6]

    assert (seven.level, seven.worst_in) == (worst, places)
    assert set(seven.ratings) == {"S-01", "S-02"}
    assert seven in found.at(worst)


@pytest.mark.parametrize("named", ["", "0", "15", "seven", "7.1"])
def test_a_rating_of_no_known_factor_is_left_out(named: str) -> None:
    stray = replace(rated(1, 7, Level.HIGH), risk_factor=named)

    assert picture(stray).at(Level.HIGH) == ()
