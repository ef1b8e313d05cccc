"""Where a risk factor lacks cover: what kind of gap, how grave, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from planner.analysis.coverage.cover import Cover
from planner.analysis.risk.picture import CONCERN, FactorRisk
from planner.choices import Level
from planner.languages.sentences import Fact, Saying, Says, saying

_NAMED: Final = 3


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


GAP_SAYS: Final[Mapping[Gap, Says]] = {
    Gap.NO_COVER: Says.GAP_NO_COVER,
    Gap.UNFUNDED: Says.GAP_UNFUNDED,
    Gap.WEAK: Says.GAP_WEAK,
    Gap.SINGLE: Says.GAP_SINGLE,
}
"""How each kind of gap is called."""


def reason(risk: FactorRisk, cover: Cover, gap: Gap | None, names: Mapping[str, str]) -> Saying:
    """Why the factor stands where it stands, in one or two sentences."""
    return saying(Says.REASON, rated=_rated(risk, names), covered=covered(cover, gap))


def _rated(risk: FactorRisk, names: Mapping[str, str]) -> Saying:
    if risk.level is Level.NOT_ASSESSED:
        return saying(Says.NOT_ASSESSED)
    found = [names.get(situation, situation) for situation in risk.worst_in]
    places: Fact = ", ".join(found[:_NAMED])
    if len(found) > _NAMED:
        places = saying(Says.AND_MORE, listed=places, more=len(found) - _NAMED)
    if risk.level is Level.NOT_OBSERVED:
        return saying(Says.NOT_OBSERVED, places=places)
    return saying(Says.RATED, level=risk.level, places=places)


def covered(cover: Cover, gap: Gap | None) -> Saying:
    """What covers the factor, in one sentence, whatever its level."""
    actions, programmes = _actions(cover), _programmes(cover)
    match gap:
        case Gap.NO_COVER:
            return saying(Says.COVER_NONE)
        case Gap.UNFUNDED:
            return saying(Says.COVER_UNFUNDED, actions=actions)
        case Gap.WEAK:
            says = Says.COVER_WEAK_UNFUNDED if cover.actions else Says.COVER_WEAK
            return saying(says, programmes=programmes)
        case Gap.SINGLE:
            return saying(Says.COVER_SINGLE, id=cover.solid[0])
        case None:
            return saying(Says.COVER_SOLID, programmes=programmes, actions=actions)


def _actions(cover: Cover) -> Saying:
    number = len(cover.actions)
    return saying(Says.ONE_ACTION) if number == 1 else saying(Says.ACTIONS, number=number)


def _programmes(cover: Cover) -> Saying:
    number = len(cover.programmes)
    return saying(Says.ONE_PROGRAMME) if number == 1 else saying(Says.PROGRAMMES, number=number)
