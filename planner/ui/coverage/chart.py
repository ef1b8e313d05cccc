"""Coverage as a figure: risk factors against policy families or ministries, one number per cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final

from planner.analysis.answers import AnswerColumn, AnswerTable, CellKind
from planner.analysis.coverage.cover import Cover
from planner.analysis.coverage.factors import Coverage, FactorCoverage
from planner.choices import Family
from planner.messages import Fact, Message, Sum, _, ngettext, pgettext, verbatim
from planner.plan import Plan, table_named
from planner.tables import Ministry
from planner.ui.charts.cells import Cell, Line, cell_figure
from planner.ui.charts.drawing import Drawing
from planner.ui.marks import factor_words, level_words
from planner.ui.markup import plain
from planner.ui.words import t, told, voice

ALL: Final = "all"
NOTHING: Final = "–"


class CoverMeasure(StrEnum):
    """What the cells of the matrix count."""

    PROGRAMMES = "programmes"
    ACTIONS = "actions"
    TOUCHING = "touching"
    ATTRIBUTED = "attributed"

    @property
    def is_money(self) -> bool:
        """Whether it is a sum and not a count."""
        return self in (CoverMeasure.TOUCHING, CoverMeasure.ATTRIBUTED)

    def of(self, cover: Cover) -> Decimal:
        """A cover as one number."""
        match self:
            case CoverMeasure.PROGRAMMES:
                return Decimal(len(cover.programmes))
            case CoverMeasure.ACTIONS:
                return Decimal(len(cover.actions))
            case CoverMeasure.TOUCHING:
                return cover.touching
            case CoverMeasure.ATTRIBUTED:
                return cover.attributed


MEASURES: Final[Mapping[CoverMeasure, Message]] = MappingProxyType(
    {
        CoverMeasure.PROGRAMMES: table_named("programmes").title,
        CoverMeasure.ACTIONS: table_named("actions").title,
        CoverMeasure.TOUCHING: _("Whole budgets concerned"),
        CoverMeasure.ATTRIBUTED: _("Attributed share of budgets"),
    }
)


@dataclass(frozen=True, kw_only=True)
class CoverMatrix:
    """Covers by factor number and place; `places` are named by key, the whole stands last."""

    currency: str
    factors: tuple[FactorCoverage, ...]
    places: Mapping[str, Message]
    cells: Mapping[tuple[int, str], Cover]

    def cover(self, number: int, place: str) -> Cover:
        """What covers a factor in a place; an empty cover where nothing does."""
        return self.cells.get((number, place), Cover())

    def largest(self, measure: CoverMeasure) -> Decimal:
        """The largest number in any one place."""
        parts = (cover for (_number, place), cover in self.cells.items() if place != ALL)
        return max((measure.of(cover) for cover in parts), default=Decimal(0))

    def fact(self, number: int, place: str, measure: CoverMeasure) -> Fact:
        """What a cell says: a count, a short sum, or a dash where there is nothing."""
        value = measure.of(self.cover(number, place))
        if not value:
            return NOTHING
        return Sum(value, short=True) if measure.is_money else int(value)

    @cached_property
    def uncovered(self) -> tuple[int, ...]:
        """Numbers of the factors that neither a programme nor an action covers."""
        return tuple(f.number for f in self.factors if not f.cover.supports)


def by_family(coverage: Coverage, plan: Plan) -> CoverMatrix:
    """Risk factors against the policy families of the plan's ministries."""
    present = {row.family or Family.OTHER for row in plan.of(Ministry)}
    present |= {family for factor in coverage.factors for family in factor.by_family}
    return _matrix(
        coverage,
        {family.value: family.caption for family in Family if family in present},
        {
            (factor.number, family.value): cover
            for factor in coverage.factors
            for family, cover in factor.by_family.items()
        },
    )


def by_ministry(coverage: Coverage, plan: Plan) -> CoverMatrix:
    """Risk factors against the plan's ministries, and what names no ministry."""
    places = {key: verbatim(name) for key, name in plan.names(Ministry).items()}
    cells = {
        (factor.number, ministry): cover
        for factor in coverage.factors
        for ministry, cover in factor.by_ministry.items()
    }
    unnamed = {
        ministry: _("No ministry named") for _number, ministry in cells if ministry not in places
    }
    return _matrix(coverage, {**places, **unnamed}, cells)


def _matrix(
    coverage: Coverage, places: Mapping[str, Message], cells: Mapping[tuple[int, str], Cover]
) -> CoverMatrix:
    whole = {(factor.number, ALL): factor.cover for factor in coverage.factors}
    return CoverMatrix(
        currency=coverage.currency,
        factors=coverage.factors,
        places={**places, ALL: pgettext("coverage", "All")},
        cells={**cells, **whole},
    )


def matrix_drawing(matrix: CoverMatrix, measure: CoverMeasure) -> Drawing:
    """The matrix as a figure whose cells are chosen as factor number and place."""
    top = matrix.largest(measure)
    lines = [
        Line(
            label=factor_words(factor.risk.factor),
            note=level_words(factor.level),
            cells=[_cell(matrix, measure, factor, place, top) for place in matrix.places],
        )
        for factor in matrix.factors
    ]
    unit = f" ({matrix.currency})" if measure.is_money and matrix.currency else ""
    title = told(_("{what} by risk factor", what=MEASURES[measure])) + unit
    level = told(table_named("ratings").label("level"))
    bare: Fact = matrix.uncovered or pgettext("risk factors", "none")
    return Drawing(
        figure=cell_figure(lines, [told(place) for place in matrix.places.values()], level),
        title=title,
        alt=told(_("{title}. Risk factors covered by nothing: {bare}.", title=title, bare=bare)),
        table=_table(matrix, measure),
    )


def _table(matrix: CoverMatrix, measure: CoverMeasure) -> AnswerTable[FactorCoverage]:
    """The figure as a table: one row per risk factor, one column per place."""
    ratings = table_named("ratings")
    kind = CellKind.SUM if measure.is_money else CellKind.COUNT

    def value(factor: FactorCoverage, place: str) -> Fact:
        amount = measure.of(matrix.cover(factor.number, place))
        return Sum(amount, matrix.currency) if measure.is_money else int(amount)

    return AnswerTable(
        key="matrix",
        title=MEASURES[measure],
        columns=(
            AnswerColumn[FactorCoverage](
                "title", ratings.label("risk_factor"), CellKind.TEXT, lambda f: f.risk.factor.name
            ),
            AnswerColumn[FactorCoverage](
                "level", ratings.label("level"), CellKind.LEVEL, lambda f: f.level
            ),
            *(
                AnswerColumn[FactorCoverage](
                    f"place-{place}", name, kind, lambda factor, at=place: value(factor, at)
                )
                for place, name in matrix.places.items()
            ),
        ),
        lines=matrix.factors,
    )


def _cell(
    matrix: CoverMatrix, measure: CoverMeasure, factor: FactorCoverage, place: str, top: Decimal
) -> Cell:
    value = measure.of(matrix.cover(factor.number, place))
    return Cell(
        text=voice().fact(matrix.fact(factor.number, place, measure)),
        shade=None if place == ALL else _shade(value, top),
        chosen_as=(str(factor.number), place),
        hover=_hover(matrix, factor, place),
    )


def _shade(value: Decimal, top: Decimal) -> float | None:
    """How dark: by the root of the share, so that one large sum does not hide all others."""
    return float(value / top) ** 0.5 if value > 0 else None


def _hover(matrix: CoverMatrix, factor: FactorCoverage, place: str) -> str:
    cover = matrix.cover(factor.number, place)
    lines = (
        f"<b>{plain(factor_words(factor.risk.factor))}</b>",
        plain(told(matrix.places[place])),
        told(ngettext("{number} programme", "{number} programmes", len(cover.programmes))),
        told(ngettext("{number} action", "{number} actions", len(cover.actions))),
        plain(told(budgets(cover, matrix.currency))),
        t("Click to open the rows"),
    )
    return "<br>".join(lines)


def budgets(cover: Cover, currency: str) -> Message:
    """What of programmes' money a cover concerns, in one phrase."""
    return _(
        "Whole budgets concerned: {touching}; attributed share: {attributed}",
        touching=Sum(cover.touching, currency, short=True),
        attributed=Sum(cover.attributed, currency, short=True),
    )
