"""Answers with the marks that stand for them, told in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Gravity
from planner.analysis.mapping.suggestions import Band
from planner.analysis.risk.risk_answer import TREND_MARKS
from planner.choices import Level, Strength, Trend
from planner.messages import Message, pgettext
from planner.reference import CatalogueAction, RiskFactor
from planner.ui.words import t, told, voice

LEVEL_MARKS: Final = MappingProxyType(
    {
        Level.HIGH: "▲",
        Level.MODERATE: "◆",
        Level.LOW: "▽",
        Level.NOT_OBSERVED: "○",
        Level.NOT_ASSESSED: "?",
    }
)
STRENGTH_MARKS: Final = MappingProxyType(
    {Strength.DIRECT: "●●●", Strength.INDIRECT: "●●○", Strength.WEAK: "●○○", Strength.NONE: "○○○"}
)
GRAVITY_MARKS: Final = MappingProxyType(
    {Gravity.GRAVE: "▲", Gravity.WARNING: "◆", Gravity.NOTE: "○", Gravity.GOOD: "✓"}
)

BANDS: Final[Mapping[Band, tuple[str, Message]]] = MappingProxyType(
    {
        Band.LIKELY: ("◉", pgettext("suggestion", "Likely")),
        Band.POSSIBLE: ("◎", pgettext("suggestion", "Possible")),
        Band.WEAK: ("○", pgettext("suggestion", "Weak")),
    }
)


def level_words(level: Level | None) -> str:
    """The level with its mark, as in “▲ High”; none stands for not assessed."""
    known = level or Level.NOT_ASSESSED
    return f"{LEVEL_MARKS[known]} {voice().answer(known)}"


def trend_words(trend: Trend | None) -> str:
    """The trend with its arrow, as in “↗ Worsening”; blank when nobody said."""
    return f"{TREND_MARKS[trend]} {voice().answer(trend)}".strip() if trend else ""


def marks_legend() -> str:
    """What the marks of levels and trends stand for, in one line."""
    levels = (level_words(level) for level in LEVEL_MARKS)
    trends = (trend_words(trend) for trend, mark in TREND_MARKS.items() if mark)
    return " · ".join((*levels, *trends))


def strength_words(strength: Strength | None) -> str:
    """How closely a programme serves an action, with its mark, as in “●●○ Indirect”."""
    return f"{STRENGTH_MARKS[strength]} {voice().answer(strength)}" if strength else t("not known")


def factor_words(factor: RiskFactor) -> str:
    """A risk factor by number and title."""
    return f"{factor.number} {told(factor.name)}"


def band_words(band: Band) -> str:
    """How far a suggestion can be trusted, with its mark, as in “◉ Likely”."""
    mark, name = BANDS[band]
    return f"{mark} {told(name)}"


def sure_percent(confidence: float) -> int:
    """A confidence from 0 to 1 in percent, 1 to 99: a machine is never quite sure."""
    return min(max(round(100 * confidence), 1), 99)


def sure_words(confidence: float) -> str:
    """How sure a proposal is, as in “78 % sure”."""
    return t("{percent} % sure", percent=sure_percent(confidence))


def action_words(action: CatalogueAction) -> str:
    """A catalogue action by its id and title."""
    return f"{action.id} {told(action.name)}"


def joined(reasons: Iterable[Message | str]) -> str:
    """Reasons in one line, as a sentence: a capital first, one full stop last."""
    text = "; ".join(told(reason).rstrip(".") for reason in reasons)
    stop = "" if not text or text.endswith(("!", "?", "…")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"
