"""Answers with the marks that stand for them, told in the language of the screen."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from planner.analysis.answers import Gravity
from planner.choices import Level, Strength, Trend
from planner.ui.words import t, voice

LEVEL_MARKS: Final = MappingProxyType(
    {
        Level.HIGH: "▲",
        Level.MODERATE: "◆",
        Level.LOW: "▽",
        Level.NOT_OBSERVED: "○",
        Level.NOT_ASSESSED: "?",
    }
)
TREND_MARKS: Final = MappingProxyType(
    {Trend.WORSENING: "↗", Trend.STABLE: "→", Trend.IMPROVING: "↘", Trend.UNKNOWN: ""}
)
STRENGTH_MARKS: Final = MappingProxyType(
    {Strength.DIRECT: "●●●", Strength.INDIRECT: "●●○", Strength.WEAK: "●○○", Strength.NONE: "○○○"}
)
GRAVITY_MARKS: Final = MappingProxyType(
    {Gravity.GRAVE: "▲", Gravity.WARNING: "◆", Gravity.NOTE: "○", Gravity.GOOD: "✓"}
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
