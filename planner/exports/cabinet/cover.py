"""The first two pages: what cabinet is asked, what it costs, which risks stand open; charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.analysis.coverage.coverage_answer import UNASSESSED, coverage_answer
from planner.analysis.coverage.factors import FactorCoverage
from planner.analysis.declared_tables import none_entered
from planner.analysis.money.asked import AskedDecision, asked, often
from planner.analysis.money.money_answer import unknown_costs
from planner.analysis.plans.progress import progress
from planner.analysis.risk.picture import RiskPicture
from planner.analysis.training.requirements import TargetState
from planner.choices import Level
from planner.exports.cabinet import money, risk_coverage, training
from planner.exports.cabinet.contents import NOT_APPLICABLE, NOT_KNOWN_MARK
from planner.exports.cabinet.figures import Figures, Filling
from planner.exports.cabinet.money import TITLE as COSTS
from planner.exports.sheets import charts
from planner.exports.sheets.book import Cell, Live
from planner.exports.sheets.columns import Col, Line, answered, declared
from planner.exports.sheets.faces import Kind
from planner.exports.sheets.page import Page
from planner.languages.voice import NOT_KNOWN
from planner.messages import Fact, Message, Sum, _, ngettext, paragraph, verbatim
from planner.schema import table_of
from planner.tables import Action, Body, Decision, PlanDetails, Rate, Source
from planner.values import WITHHELD

_WIDTHS: Final = (7, 29, 13, 13, 13, 13, 13)
_YEARS: Final = 4
_REASONS: Final = ("risks", "coverage", "stress")
_BRIEF_WIDTHS: Final = (6, 45, 24, 24, 25, 25)
_TILE_HEIGHT: Final = 24
_OPEN_RISKS: Final = _("High risk factors without adequate cover")


def fill(page: Page, figures: Figures, filling: Filling) -> None:
    """The recommendation, decisions with options and years, the gap, why, the legal basis."""
    page.widen(_WIDTHS)
    page.note(*figures.unknown)
    asked_for = figures.answer("asked")
    page.heading(_("Recommendation"))
    page.note(*asked_for.unknown, *asked_for.sentences, role="vision")
    page.heading(_("Cabinet is asked to decide"))
    _decisions(page, figures)
    page.note(*(one.message for one in asked_for.findings))
    page.heading(_("At a glance"))
    _tiles(page, figures.in_currency(page.book.unit.text), _money_tiles(figures, filling))
    _tiles(page, _("Actions, risks, programmes, people"), _count_tiles(figures))
    page.heading(_("Why"))
    page.note(*(figures.plan.details.vision,) * bool(figures.plan.details.vision))
    for key in _REASONS:
        page.note(*figures.answer(key).sentences[:1])
    page.heading(_("Legal basis"))
    bases = dict.fromkeys(one.legal_basis for one in figures.plan.of(Body) if one.legal_basis)
    page.note(*(tuple(bases) or (none_entered(table_of(Body).label("legal_basis")),)))
    page.heading(_OPEN_RISKS)
    _open_risks(page, figures)
    page.heading(_("This edition"))
    for label, text in _facts(figures):
        page.note(_("{label}: {text}", label=label, text=text))
    page.note(*_cautions(figures))


def _decisions(page: Page, figures: Figures) -> None:
    """Each decision, when it is needed, how often and whence it is paid, by year; its options."""
    found = asked(figures.plan, figures.money)
    if not found.decisions:
        page.note(_("No decision is asked for in this edition."))
        return
    day, month = figures.edition.today, figures.plan.details.fiscal_month or 1
    first = day.year - (day.month < month)
    years = range(first, first + _YEARS)
    columns: list[Col[Line]] = [
        *declared(Decision, id=0),
        Col("text", _("Decision, and its options"), "words"),
        Col("amount", _("Sum asked for"), "money"),
        *(Col(f"in_{year}", str(year), "money") for year in years),
    ]
    lines = [line for one in found.decisions for line in _with_options(one, years)]
    page.table(columns, lines)
    page.note(
        _(
            "Sums of other years are in the sum asked for. {mark} means that it is not known.",
            mark=NOT_KNOWN_MARK,
        )
    )


def _with_options(one: AskedDecision, years: range) -> Iterator[Line]:
    """A line for a decision, and one for each answer to it."""
    decision = one.decision
    told = [verbatim(decision.text)]
    parts = [_("Needed by {day}", day=decision.by)] if decision.by else []
    if decision.amount:
        parts.append(often(one) or _("one-off or every year: {mark}", mark=NOT_KNOWN_MARK))
        sources = tuple(dict.fromkeys(cost.source for cost in one.costs if cost.source))
        parts.append(_("from: {sources}", sources=sources or NOT_KNOWN_MARK))
    yield {
        "id": decision.id,
        "text": paragraph(*told, *parts, between="\n"),
        **_by_years(decision.amount, one.by_year, years),
    }
    for text, found in one.options.items():
        total = sum(found.values(), Decimal(0)) if found else None
        option = _("Option: {text}", text=text)
        yield {"id": decision.id, "text": option, **_by_years(total, found, years)}


def _by_years(total: Decimal | None, found: Mapping[int | None, Decimal], years: range) -> Line:
    """What a decision or an option costs in all and by year; what nobody knows is marked so."""
    if total is None:
        return dict.fromkeys(("amount", *(f"in_{year}" for year in years)), NOT_APPLICABLE)
    known = bool(found) or not total
    return {
        "amount": total,
        **{
            f"in_{year}": found.get(year, Decimal(0)) if known else NOT_KNOWN_MARK for year in years
        },
    }


@dataclass(frozen=True)
class _Tile:
    """A key figure: its value, its kind, and what it is."""

    value: Cell
    kind: Kind
    caption: Message


def _money_tiles(figures: Figures, filling: Filling) -> list[_Tile]:
    total, by_year = figures.money.total, filling.tables("costs").get("by_year")

    def tile(key: str, caption: Message) -> _Tile:
        if not by_year:
            return _Tile("–", "money", caption)
        if key in by_year.withheld:
            return _Tile(WITHHELD, "money", caption)
        if key == "funded_share":
            share = total.funded_share
            known = Live(by_year.total(key), share) if share is not None else NOT_KNOWN
            return _Tile(known, "share", caption)
        what = total.told(key, "")
        return _Tile(Live(by_year.total(key), what.amount or 0, what.at_least), "money", caption)

    captions = {"mid": _("Total cost, planning estimate (mid)")} | {
        key: money.HEADS[key] for key in ("funded", "funded_share", "gap", "in_kind")
    }
    return [tile(key, caption) for key, caption in captions.items()]


def _count_tiles(figures: Figures) -> list[_Tile]:
    mapped = figures.coverage.screening
    screened, waiting = mapped.linked + mapped.no_link, mapped.proposed + mapped.undecided
    picture = figures.coverage.picture
    high = _at_least(figures, len(picture.at(Level.HIGH)))
    training, factors = figures.training, figures.coverage.factors
    met, requirements = len(training.in_state(TargetState.MET)), len(training.statuses)
    uncovered = sum(one.level is Level.HIGH and not one.cover.solid for one in factors)
    return [
        _Tile(len(figures.plan.of(Action)), "count", _("Actions in the plan")),
        _Tile(high, "count", _("Risk factors assessed as high")),
        _Tile(_at_least(figures, uncovered), "count", _("of these, without funded cover")),
        _Tile(_part(screened, screened + waiting), "label", _("Programmes screened")),
        _Tile(_part(met, requirements), "label", _("Training requirements met")),
    ]


def _at_least(figures: Figures, number: int) -> Fact:
    """A number of high risk factors: unassessed ones may be high as well."""
    if figures.coverage.picture.is_unassessed:
        return _("not assessed")
    is_open = bool(figures.coverage.picture.at(Level.NOT_ASSESSED))
    return _("at least {number}", number=number) if is_open else number


def _part(part: int, whole: int) -> Message:
    return _("{part} of {whole}", part=part, whole=whole)


def _tiles(page: Page, what: Message, tiles: list[_Tile]) -> None:
    """A row of key figures, each over its caption; the first column says what they are."""
    page.put(1, what, page.book.face("fact", "words"))
    for index, tile in enumerate(tiles, start=2):
        page.key_figure(index, tile.value, tile.kind, tile.caption)
    page.sheet.set_row(page.row, _TILE_HEIGHT)
    page.sheet.set_row(page.row + 1, 42)
    page.row += 3


def _open_risks(page: Page, figures: Figures) -> None:
    """Factors judged high that have a gap, gravest first, each with why."""
    open_ones = [factor for factor in figures.coverage.gaps if factor.level is Level.HIGH]
    if not open_ones:
        page.note(_none_open(figures.coverage.picture))
        return
    factor = Col("factor", _("Risk factor, and why it is listed"), value=_factor_and_why)
    found = (
        coverage_answer(figures.coverage, figures.plan, figures.reference)
        .table("risk_factors")
        .columns
    )
    counts = answered(found, gap=0, programmes=0, actions=0, funded=0)
    page.table([*answered(found, number=0), factor, counts[-1], *counts[:-1]], open_ones)


def _none_open(picture: RiskPicture) -> Message:
    """Why no high factor is listed: all of them have cover, none is high, or nobody knows."""
    if picture.at(Level.HIGH):
        return _("Every risk factor assessed as high is covered at least twice.")
    if picture.is_unassessed:
        return UNASSESSED
    return _("No risk factor that has been assessed is high.")


def _factor_and_why(factor: FactorCoverage) -> Message:
    return paragraph(risk_coverage.marked_title(factor), factor.reason, between="\n")


def _facts(figures: Figures) -> Iterator[LabelledText]:
    edition, details, label = figures.edition, figures.plan.details, table_of(PlanDetails).label
    approved: Fact = _("Not yet approved")
    if details.approved_by:
        parts = (details.approved_by, details.approved_on)
        approved = tuple(part for part in parts if part)
    yield label("focal_point"), details.focal_point
    yield _("Approved"), approved
    yield label("framework"), details.framework
    yield (
        _("Copy of the plan"),
        _(
            "Made from revision {revision} of the plan on {date}.",
            revision=str(edition.plan.revision),
            date=edition.today,
        ),
    )


def _cautions(figures: Figures) -> Iterator[Message]:
    total, currency = figures.money.total, figures.money.currency
    if total.mid:
        yield _(
            "The total is a mid estimate; it may lie between {low} and {high}.",
            low=Sum(total.low, currency),
            high=Sum(total.high, currency),
        )
    if uncosted := len(figures.money.uncosted):
        yield ngettext(
            "{number} action has neither a cost nor a reason for having none; see the sheet "
            "of sources and gaps.",
            "{number} actions have neither a cost nor a reason for having none; see the sheet "
            "of sources and gaps.",
            uncosted,
        )


def fill_brief(page: Page, figures: Figures, filling: Filling) -> None:
    """Four charts on one page: money by year and ministry, cover by factor, training."""
    page.widen(_BRIEF_WIDTHS)
    page.note(*figures.unknown)
    rows, tall = charts.ROWS - 4, charts.ROWS - 1
    upper, lower = page.leave_room(rows), page.leave_room(tall)
    costs = filling.tables("costs")
    if costs:
        charts.insert(page, costs["by_year"], money.COSTS_BY_YEAR, upper, 0, rows)
        charts.insert(page, costs["by_ministry"], money.COSTS_BY_MINISTRY, upper, 1, rows)
    factors = filling.tables("coverage")["factors"]
    charts.insert(page, factors, risk_coverage.COVER_BY_FACTOR, lower, 0, tall)
    if required := filling.tables("training"):
        charts.insert(page, required["requirements"], training.TRAINING_RANGES, lower, 1, tall)


_SOURCE_WIDTHS: Final = (28, 60, 22, 20, 14)

LabelledText = tuple[Message | str, Fact]


def fill_sources(page: Page, figures: Figures, _filling: Filling) -> None:
    """What is missing first, then sources, exchange rates, and what this file is."""
    page.widen(_SOURCE_WIDTHS)
    page.heading(_("What is missing from this edition"))
    nothing = [("", _("Nothing that this edition should show is missing."))]
    for label, text in list(_missing(figures)) or nothing:
        page.fact(label, text)
    page.heading(_("Sources"))
    page.note(
        _(
            "Sources stand under a code. Names and contacts are kept apart and are not part of "
            "this file."
        )
    )
    columns = declared(Source, code=0, title=0, kind=0, reliability=0, published_on=0)
    page.table(columns, figures.plan.of(Source))
    if rates := figures.plan.of(Rate):
        page.heading(_("Exchange rates"))
        page.note(
            _(
                "Sums in other currencies were converted to {currency} at the newest of these "
                "rates.",
                currency=figures.money.currency,
            )
        )
        page.table(declared(Rate, currency=0, source=0, on=0, rate=0), rates)
    page.heading(_("This file"))
    for label, text in _about(figures):
        page.fact(label, text)


def _missing(figures: Figures) -> Iterator[LabelledText]:
    """What this edition should show and cannot; nothing of it stops an export."""
    money = figures.money
    for step in progress(figures.plan, figures.reference).steps:
        if not step.is_done:
            yield step.title, _("{summary}. {todo}", summary=step.summary, todo=step.todo)
    if money.uncosted:
        text = _(
            "Neither a cost nor a reason for having none: {actions}.", actions=tuple(money.uncosted)
        )
        yield COSTS, text
    yield from ((COSTS, one) for one in unknown_costs(money.total, money.currency))


def _about(figures: Figures) -> Iterator[LabelledText]:
    edition, details = figures.edition, figures.plan.details
    label = table_of(PlanDetails).label
    yield label("title"), details.title
    yield label("framework"), details.framework
    yield _("File"), edition.number
    yield _("Revision"), str(edition.plan.revision)
    yield _("Level"), edition.level
    yield _("Made"), edition.made_at
    yield _("End of the log"), edition.head_hash
