"""What kind of gap a cover leaves, where it stands in the list, and why."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.analysis.coverage.cover import Cover, Support
from planner.analysis.coverage.gaps import Gap, gap_of, order_of, reason
from planner.analysis.money.costs import CostSum
from planner.analysis.risk.picture import FactorRisk
from planner.choices import Level, Strength
from planner.reference import load

HUNDRED = Decimal(100)
FACTOR = load().risk_factors[0]
NAMES = {"S-01": "North", "S-02": "South", "S-03": "East", "S-04": "West"}


def programme(name: str, strength: Strength = Strength.DIRECT) -> Support:
    return Support(id=name, ministry="M-01", family="justice", strength=strength)


def action(name: str, funded: bool) -> Support:
    there = Decimal(50 if funded else "49.99")
    costs = CostSum(lines=1, low=HUNDRED, mid=HUNDRED, high=HUNDRED, funded=there)
    return replace(programme(name), costs=costs)


def risk(level: Level, *worst_in: str) -> FactorRisk:
    return FactorRisk(factor=FACTOR, level=level, worst_in=worst_in, ratings={})


WEAK = programme("P-0001", Strength.WEAK)
COVERS = [
    ((), Gap.NO_COVER, "No programme and no action addresses it."),
    (
        (action("A-001", False),),
        Gap.UNFUNDED,
        "1 action planned, none of them funded; no programme.",
    ),
    (
        (action("A-001", False), action("A-002", False)),
        Gap.UNFUNDED,
        "2 actions planned, none of them funded; no programme.",
    ),
    ((WEAK,), Gap.WEAK, "Only weak links from 1 programme; no action."),
    (
        (WEAK, programme("P-0002", Strength.WEAK), action("A-001", False)),
        Gap.WEAK,
        "Only weak links from 2 programmes; no funded action.",
    ),
    ((programme("P-0003"), WEAK), Gap.SINGLE, "It rests on P-0003 alone."),
    ((action("A-001", True), action("A-002", False)), Gap.SINGLE, "It rests on A-001 alone."),
    (
        (programme("P-0003"), programme("P-0004", Strength.INDIRECT)),
        None,
        "Covered by 2 programmes and 0 actions.",
    ),
    (
        (programme("P-0003"), action("A-001", True)),
        None,
        "Covered by 1 programme and 1 action.",
    ),
]


@pytest.mark.parametrize(("supports", "gap", "said"), COVERS)
def test_a_cover_leaves_the_gap_it_leaves_and_says_so(
    supports: tuple[Support, ...], gap: Gap | None, said: str
) -> None:
    cover = Cover(supports=supports)

    assert gap_of(cover) is gap
    assert str(reason(risk(Level.NOT_ASSESSED), cover, gap, NAMES)) == (
        f"Nobody has assessed it yet. {said}"
    )


@pytest.mark.parametrize(
    ("rated", "said"),
    [
        (risk(Level.HIGH, "S-01"), "Assessed as high in North."),
        (risk(Level.MODERATE, "S-01", "S-02"), "Assessed as moderate in North, South."),
        (
            risk(Level.LOW, "S-01", "S-02", "S-03", "S-04"),
            "Assessed as low in North, South, East and 1 more.",
        ),
        (risk(Level.NOT_OBSERVED, "S-01"), "Not observed in North."),
        (risk(Level.HIGH, "S-09"), "Assessed as high in S-09."),
    ],
)
def test_the_reason_begins_with_how_high_it_is_and_where(rated: FactorRisk, said: str) -> None:
    assert str(reason(rated, Cover(), Gap.NO_COVER, NAMES)).startswith(said)


def test_gaps_stand_by_level_then_by_kind_then_by_number() -> None:
    expected = [
        (Level.HIGH, Gap.NO_COVER, 9),
        (Level.HIGH, Gap.UNFUNDED, 1),
        (Level.HIGH, Gap.WEAK, 1),
        (Level.HIGH, Gap.SINGLE, 1),
        (Level.HIGH, None, 1),
        (Level.MODERATE, Gap.NO_COVER, 1),
        (Level.NOT_ASSESSED, Gap.NO_COVER, 3),
        (Level.NOT_ASSESSED, Gap.NO_COVER, 4),
        (Level.LOW, Gap.NO_COVER, 1),
        (Level.NOT_OBSERVED, Gap.NO_COVER, 1),
    ]

    assert sorted(expected[5:] + expected[:5], key=lambda each: order_of(*each)) == expected
