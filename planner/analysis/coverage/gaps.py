"""Where a risk factor lacks cover: what kind of gap, how grave, and why, in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from planner.analysis.coverage.cover import Cover
from planner.analysis.risk.picture import CONCERN, FactorRisk
from planner.choices import Level
from planner.messages import Fact, Message, _, ngettext, paragraph, pgettext

_NAMED: Final = 3


class Gap(StrEnum):
    """The kinds of gap, gravest first."""

    NO_COVER = "no cover"
    UNFUNDED = "unfunded"
    WEAK = "weak"
    SINGLE = "single"


def gap_of(cover: Cover) -> Gap | None:
    """The gap that this cover leaves; None when at least two solid things cover the factor.

    >>> gap_of(Cover()).value
    'no cover'
    """
    if not cover.programmes and not cover.actions:
        return Gap.NO_COVER
    if len(cover.solid) > 1:
        return None
    if cover.solid:
        return Gap.SINGLE
    return Gap.WEAK if cover.programmes else Gap.UNFUNDED


def order_of(level: Level, gap: Gap | None, number: int) -> tuple[int, int, int]:
    """The place of a gap in the list: by level, then kind, then the factor's number.

    >>> high, low = order_of(Level.HIGH, Gap.SINGLE, 9), order_of(Level.LOW, Gap.NO_COVER, 1)
    >>> high < low
    True
    """
    return CONCERN.index(level), list(Gap).index(gap) if gap else len(Gap), number


GAP_LABELS: Final[Mapping[Gap, Message]] = MappingProxyType(
    {
        Gap.NO_COVER: pgettext("gap", "no cover"),
        Gap.UNFUNDED: pgettext("gap", "unfunded"),
        Gap.WEAK: pgettext("gap", "weak"),
        Gap.SINGLE: pgettext("gap", "single"),
    }
)
"""How each kind of gap is called."""


def reason(risk: FactorRisk, cover: Cover, gap: Gap | None, names: Mapping[str, str]) -> Message:
    """Why the factor stands where it stands, in two sentences."""
    return paragraph(assessed(risk, names), covered(cover, gap))


def assessed(risk: FactorRisk, names: Mapping[str, str]) -> Message:
    """How strongly the factor shows, and in which situations."""
    if risk.level is Level.NOT_ASSESSED:
        return _("Nobody has assessed it yet.")
    found = tuple(names.get(situation, situation) for situation in risk.worst_in)
    places: Fact = found
    if len(found) > _NAMED:
        places = _("{listed} and {more} more", listed=found[:_NAMED], more=len(found) - _NAMED)
    if risk.level is Level.NOT_OBSERVED:
        return _("Not observed in {places}.", places=places)
    return _("Assessed as {level} in {places}.", level=risk.level, places=places)


def covered(cover: Cover, gap: Gap | None) -> Message:
    """What covers the factor, in one sentence, whatever its level."""
    actions = ngettext("{number} action", "{number} actions", len(cover.actions))
    programmes = ngettext("{number} programme", "{number} programmes", len(cover.programmes))
    match gap:
        case Gap.NO_COVER:
            return _("No programme and no action addresses it.")
        case Gap.UNFUNDED:
            return _("{actions} planned, none of them funded; no programme.", actions=actions)
        case Gap.WEAK if cover.actions:
            return _("Only weak links from {programmes}; no funded action.", programmes=programmes)
        case Gap.WEAK:
            return _("Only weak links from {programmes}; no action.", programmes=programmes)
        case Gap.SINGLE:
            return _("It rests on {id} alone.", id=cover.solid[0])
        case None:
            return _(
                "Covered by {programmes} and {actions}.", programmes=programmes, actions=actions
            )
