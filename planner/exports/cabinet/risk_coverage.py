"""The sheet of risk coverage: each factor's level, what covers it, its gap; factor by family."""

from __future__ import annotations

from typing import Final

from planner.analysis.coverage.factors import FactorCoverage
from planner.analysis.coverage.gaps import covered
from planner.choices import Family, Level
from planner.exports.cabinet import stationery as paper
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.words import Words
from planner.tables import Rating

FAMILIES: Final = tuple(Family)
NUMBER, FACTOR, LEVEL, PROGRAMMES, ACTIONS, FUNDED, TOUCHING, ATTRIBUTED, FIRST_FAMILY = range(9)
WIDTHS: Final = (5, 36, 12, 11.5, 9, 9, 12, 12, *(4.6,) * len(FAMILIES), 14, 44)
_LOOKS: Final = {
    Level.HIGH: {"bg_color": paper.DEEP, "font_color": paper.WHITE, "bold": True},
    Level.MODERATE: {"bg_color": "#8FB0D6", "font_color": paper.INK},
    Level.LOW: {"bg_color": paper.PALE, "font_color": paper.INK},
    Level.NOT_ASSESSED: {"italic": True, "font_color": paper.AMBER},
}


def write(page: Page, figures: Figures) -> Span:
    """Every factor with its level, what covers it and its gap. Gives its rows."""
    words = page.book.words
    for note in ("coverage", "coverage_unassessed", "coverage_links", "coverage_touching"):
        page.note(words.say(f"notes.{note}"))
    if figures.ratings_left_out:
        page.note(words.say("notes.ratings_left_out", count=figures.ratings_left_out))
    if figures.cover_left_out:
        page.note(words.say("notes.cover_left_out", count=figures.cover_left_out))
    page.row += 1
    lines = (_cells(words, figures, factor) for factor in figures.coverage.factors)
    span = page.table(_columns(words), lines)
    page.turn_heads(span.head, FIRST_FAMILY, [words.answer(family) for family in FAMILIES], 80)
    _colour(page, span)
    if any(_is_unseen(factor) for factor in figures.coverage.factors):
        page.note(words.say("notes.factors_unverified"))
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)
    return span


def _columns(words: Words) -> list[Col]:
    say = words.say
    return [
        Col(head=say("columns.number"), kind="count"),
        Col(head=words.label(Rating, "risk_factor")),
        Col(head=words.label(Rating, "level")),
        Col(head=say("columns.programmes"), kind="count"),
        Col(head=say("columns.actions"), kind="count"),
        Col(head=say("columns.funded_actions"), kind="count"),
        Col(head=say("columns.touching"), kind="money"),
        Col(head=say("columns.attributed"), kind="money"),
        *(Col(head=words.answer(family), kind="centre") for family in FAMILIES),
        Col(head=say("columns.gap")),
        Col(head=say("columns.why_gap")),
    ]


def _cells(words: Words, figures: Figures, factor: FactorCoverage) -> list[Cell]:
    cover = factor.cover
    unseen = figures.is_level_unseen(factor)
    return [
        factor.number,
        title(words, factor),
        words.say("columns.not_shown") if unseen else words.answer(factor.level),
        len(cover.programmes),
        len(cover.actions),
        len(cover.funded_actions),
        cover.touching,
        cover.attributed,
        *(len(found.supports) if (found := factor.by_family.get(f)) else "–" for f in FAMILIES),
        words.say(f"gaps.{factor.gap.name.lower()}") if factor.gap else "–",
        words.tell(covered(cover, factor.gap) if unseen else factor.reason),
    ]


def title(words: Words, factor: FactorCoverage) -> str:
    """A factor's title; one whose wording was not seen in the framework carries a star."""
    return factor.risk.factor.title_in(words.language) + (" *" if _is_unseen(factor) else "")


def _is_unseen(factor: FactorCoverage) -> bool:
    return not factor.risk.factor.basis.startswith("title and definition seen")


def _colour(page: Page, span: Span) -> None:
    for level, look in _LOOKS.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{page.book.words.answer(level)}"'}
        page.sheet.conditional_format(
            span.first, LEVEL, max(span.last, span.first), LEVEL,
            {**rule, "format": page.book.rule(**look)},
        )  # fmt: skip
