"""Results worded in English for pages that are not told by the voice yet."""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import Final

from planner.analysis.training.requirements import RequirementStatus, TargetState
from planner.languages.voice import Voice
from planner.messages import Sum
from planner.ui.markup import escaped

__all__ = ["escaped"]

NOT_KNOWN: Final = "not known"
STATE_MARKS: Final = MappingProxyType(
    {
        TargetState.MET: "✓",
        TargetState.SHORT: "✗",
        TargetState.UNCLEAR: "~",
        TargetState.UNKNOWN: "?",
    }
)
_ENGLISH: Final = Voice()


def state_words(state: TargetState) -> str:
    """How a requirement stands, with its mark, as in “✓ met”."""
    return f"{STATE_MARKS[state]} {state.value}"


def sentence(text: str) -> str:
    """The text as a sentence: a capital first, a full stop last."""
    stop = "" if text.endswith((".", "!", "?", "…")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}" if text else ""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, as in “1 action” and “3 actions”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent_words(share: float | Decimal | None) -> str:
    """A share from 0 to 1 in percent; nearly all is not all, and unknown stays unknown."""
    return _ENGLISH.percent(share)


def money_words(amount: Decimal | None, currency: str = "") -> str:
    """An amount in full, as in “1,250,000 EUR”; unknown stays unknown."""
    return _ENGLISH.sum(Sum(amount, currency))


def range_words(standing: RequirementStatus) -> str:
    """Valid holders out of posts, as in “24–61 of 120”; an end nobody knows says so."""
    low, high = standing.valid.low, standing.valid.high
    span = f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
    return f"{span} of {'?' if standing.posts is None else standing.posts}"
