"""Where a risk factor lacks cover: what kind of gap, how grave, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from planner.analysis.cover import Cover
from planner.analysis.risk import CONCERN, FactorRisk
from planner.choices import Level


class Gap(StrEnum):
    """The kinds of gap, gravest first."""

    NO_COVER = "no cover"
    UNFUNDED = "unfunded"
    WEAK = "weak"
    SINGLE = "single"


def gap_of(cover: Cover) -> Gap | None:
    """The gap that this cover leaves; None when at least two solid things cover the factor."""
    if not cover.programmes and not cover.actions:
        return Gap.NO_COVER
    if len(cover.solid) > 1:
        return None
    if cover.solid:
        return Gap.SINGLE
    return Gap.WEAK if cover.programmes else Gap.UNFUNDED


def order_of(level: Level, gap: Gap | None, number: int) -> tuple[int, int, int]:
    """The place of a gap in the list: by level, then kind, then the factor's number."""
    return CONCERN.index(level), list(Gap).index(gap) if gap else len(Gap), number


def why(risk: FactorRisk, cover: Cover, gap: Gap | None, names: Mapping[str, str]) -> str:
    """Why the factor stands where it stands, in one or two sentences."""
    return f"{_rated(risk, names)} {covered(cover, gap)}"


def _rated(risk: FactorRisk, names: Mapping[str, str]) -> str:
    if risk.level is Level.NOT_ASSESSED:
        return "Nobody has assessed it yet."
    places = [names.get(situation, situation) for situation in risk.worst_in]
    listed = ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")
    verb = (
        "Not observed" if risk.level is Level.NOT_OBSERVED else f"Rated {risk.level.label.lower()}"
    )
    return f"{verb} in {listed}."


def covered(cover: Cover, gap: Gap | None) -> str:
    """What covers the factor, in one sentence, whatever its level."""
    match gap:
        case Gap.NO_COVER:
            return "No programme and no action addresses it."
        case Gap.UNFUNDED:
            return f"{_count(len(cover.actions), 'action')} planned, none with money; no programme."
        case Gap.WEAK:
            weak = f"Only weak links from {_count(len(cover.programmes), 'programme')}"
            return f"{weak}; no action with money." if cover.actions else f"{weak}; no action."
        case Gap.SINGLE:
            return f"It rests on {cover.solid[0]} alone."
        case None:
            programmes = _count(len(cover.programmes), "programme")
            return f"Covered by {programmes} and {_count(len(cover.actions), 'action')}."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
