"""Results worded for the screen: money, shares and counts; text made safe; marks with words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from planner.analysis.coverage.gaps import Gap
from planner.analysis.mapping.suggestions import Band
from planner.analysis.training.requirements import RequirementStatus, TargetState
from planner.reference import RiskFactor
from planner.ui.marks import (
    LEVEL_MARKS,
    STRENGTH_MARKS,
    TREND_MARKS,
    level_words,
    marks_legend,
    strength_words,
    trend_words,
)
from planner.ui.markup import escaped, plain, shortened

__all__ = [
    "LEVEL_MARKS",
    "STRENGTH_MARKS",
    "TREND_MARKS",
    "escaped",
    "level_words",
    "marks_legend",
    "plain",
    "shortened",
    "strength_words",
    "trend_words",
]

NOT_KNOWN: Final = "not known"
_STEPS = ((Decimal(10) ** 9, "bn"), (Decimal(10) ** 6, "m"), (Decimal(10) ** 3, "k"))

STATE_MARKS: Final = MappingProxyType(
    {
        TargetState.MET: "✓",
        TargetState.SHORT: "✗",
        TargetState.UNCLEAR: "~",
        TargetState.UNKNOWN: "?",
    }
)
BAND_MARKS: Final = MappingProxyType({Band.LIKELY: "◉", Band.POSSIBLE: "◎", Band.WEAK: "○"})
GAP_WORDS: Final = MappingProxyType(
    {
        Gap.NO_COVER: "No cover",
        Gap.UNFUNDED: "No money",
        Gap.WEAK: "Only weak links",
        Gap.SINGLE: "Only one support",
    }
)


def state_words(state: TargetState) -> str:
    """How a requirement stands, with its mark, as in “✓ met”."""
    return f"{STATE_MARKS[state]} {state.value}"


def band_words(band: Band) -> str:
    """How far a suggestion can be trusted, with its mark, as in “◉ Likely”."""
    return f"{BAND_MARKS[band]} {band.capitalize()}"


def sure_words(confidence: float) -> str:
    """How sure a proposal is, as in “78 % sure”."""
    return f"{sure_percent(confidence)} % sure"


def sure_percent(confidence: float) -> int:
    """A confidence from 0 to 1 in percent, 1 to 99: a machine is never quite sure."""
    return min(max(round(100 * confidence), 1), 99)


def joined(reasons: Iterable[str]) -> str:
    """Reasons in one line, without the full stops that some of them end in."""
    return "; ".join(reason.rstrip(".") for reason in reasons)


def sentence(text: str) -> str:
    """The text as a sentence: a capital first, a full stop last."""
    stop = "" if text.endswith((".", "!", "?", "…")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}" if text else ""


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun, as in “1 action” and “3 actions”."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent_words(share: float | Decimal | None) -> str:
    """A share from 0 to 1 in percent; nearly all is not all, and unknown stays unknown."""
    if share is None:
        return NOT_KNOWN
    if 0 < share < Decimal("0.005"):
        return "< 1 %"
    if Decimal("0.995") <= share < 1:
        return "> 99 %"
    return f"{round(share * 100)} %"


def money_words(amount: Decimal | None, currency: str = "") -> str:
    """An amount in full, as in “1,250,000 EUR”; unknown stays unknown."""
    return NOT_KNOWN if amount is None else f"{amount:,.0f} {currency}".strip()


def short_money(amount: Decimal, currency: str = "") -> str:
    """An amount in three figures, as in “1.25m EUR”."""
    scale, name = scale_of(amount)
    figures = _three_figures(amount / scale) if name else f"{amount:.0f}"
    return f"{figures}{name} {currency}".strip()


def scale_of(amount: Decimal) -> tuple[Decimal, str]:
    """What to divide an amount by so that it is short, and how that is called: 10⁶ and “m”."""
    for step, name in _STEPS:
        if abs(amount) >= step * Decimal("0.9995"):
            return step, name
    return Decimal(1), ""


def _three_figures(number: Decimal) -> str:
    places = 2 if abs(number) < Decimal("9.995") else 1 if abs(number) < Decimal("99.95") else 0
    text = f"{number:.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def factor_label(factor: RiskFactor) -> str:
    """A risk factor by number and title."""
    return f"{factor.number} {factor.title}"


def range_words(standing: RequirementStatus) -> str:
    """Valid holders out of posts, as in “24–61 of 120”; an end nobody knows says so."""
    low, high = standing.valid.low, standing.valid.high
    span = f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
    return f"{span} of {'?' if standing.posts is None else standing.posts}"
