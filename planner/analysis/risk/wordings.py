"""What an office has confirmed of the framework's wording: used everywhere, and printable."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from planner.reference import Indicator, Reference
from planner.tables import Wording


def worded(reference: Reference, wordings: Iterable[Wording]) -> Reference:
    """The reference with the office's wordings; each indicator keeps its number.

    One is confirmed where it says by whom and when; without that it is used and stays marked.
    """
    by_number = {one.indicator: one for one in wordings}
    if not by_number:
        return reference
    return replace(
        reference,
        indicators=tuple(
            _worded(one, by_number[one.number]) if one.number in by_number else one
            for one in reference.indicators
        ),
    )


def _worded(indicator: Indicator, own: Wording) -> Indicator:
    is_confirmed = bool(own.confirmed_by and own.on)
    return replace(
        indicator,
        label=own.wording or indicator.label,
        is_own=bool(own.wording),
        verified="yes" if is_confirmed else "no" if own.wording else indicator.verified,
    )


def printable(reference: Reference) -> Reference:
    """The reference as a cabinet file may print it: an unverified wording is left out."""
    return replace(
        reference,
        indicators=tuple(
            one if one.is_verified else replace(one, label="") for one in reference.indicators
        ),
    )
