"""The cover and the page in brief: what cabinet is asked, what it costs, which risks stand open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.choices import Level
from planner.exports.cabinet import charts, costs, risk_coverage, training
from planner.exports.cabinet.costs import Costs
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page, Span
from planner.exports.cabinet.stationery import Live
from planner.exports.cabinet.words import Words
from planner.tables import Action, Decision, PlanDetails

WIDTHS: Final = (19, 78, 23, 23, 23, 23)
BRIEF_WIDTHS: Final = (8, 62, 28, 28, 28, 28)
BRIEF_BARS: Final = 12
TILE_HEIGHT: Final = 36


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the other sheets hold what the cover and the brief show; None where they are empty."""

    costs: Costs | None
    risks: Span
    training: Span | None


def write(page: Page, figures: Figures, places: Places) -> None:
    """Decisions asked, key figures, open high risks, and the facts of this edition."""
    words = page.book.words
    if figures.plan.details.vision:
        page.note(figures.plan.details.vision, "vision")
    page.heading(words.say("cover.asked"))
    _decisions(page, figures)
    page.heading(words.say("cover.at_a_glance"))
    page.row += 1
    unit = figures.unit_text(words, page.book.unit.key)
    _tiles(page, unit, _money_tiles(words, figures, places.costs))
    _tiles(page, words.say("cover.counted"), _count_tiles(words, figures))
    page.heading(words.say("cover.open_risks"))
    _open_risks(page, figures)
    page.heading(words.say("cover.this_edition"))
    for label, text in _facts(words, figures):
        page.fact(label, text)


def _decisions(page: Page, figures: Figures) -> None:
    words, decisions = page.book.words, figures.plan.of(Decision)
    if not decisions:
        page.note(words.say("cover.asked_none"))
        return
    columns = [
        Col(head=words.label(Decision, "id"), kind="code"),
        Col(head=words.label(Decision, "text")),
        Col(head=words.say("cover.amount"), kind="money"),
        Col(head=words.say("cover.by"), kind="date"),
        Col(head=words.say("cover.taken")),
        Col(head=words.say("cover.note")),
    ]
    page.table(columns, ([d.id, d.text, d.amount, d.by, "", ""] for d in decisions))


@dataclass(frozen=True, kw_only=True)
class _Tile:
    """A key figure: its value, its kind, and what it is."""

    value: Cell
    kind: str
    caption: str


def _money_tiles(words: Words, figures: Figures, places: Costs | None) -> list[_Tile]:
    total = figures.money.total

    def tile(column: int, value: Decimal, caption: str, kind: str = "money") -> _Tile:
        live = Live(formula=places.total(column), value=value) if places else "–"
        return _Tile(value=live, kind=kind, caption=caption)

    share = total.funded_share
    return [
        tile(costs.TOTAL, total.mid, words.say("cover.total")),
        tile(costs.FUNDED, total.funded, words.say("cover.funded")),
        tile(costs.SHARE, share or Decimal(0), words.say("columns.share_funded"), "share"),
        tile(costs.TO_FIND, total.gap, words.say("cover.gap")),
        tile(costs.IN_KIND, total.in_kind, words.say("cover.in_kind")),
    ]


def _count_tiles(words: Words, figures: Figures) -> list[_Tile]:
    mapped, standings = figures.coverage.screening, figures.training.statuses
    decided = mapped.linked + mapped.no_link
    programmes = decided + mapped.proposed + mapped.undecided
    high: Cell = len(figures.coverage.picture.at(Level.HIGH))
    of = words.say
    if figures.ratings_left_out:
        high = words.say("cover.at_least", count=high)
    return [
        _Tile(value=len(figures.plan.of(Action)), kind="count", caption=of("cover.actions")),
        _Tile(value=high, kind="count", caption=of("cover.high_factors")),
        _Tile(
            value=figures.high_without_cover, kind="count", caption=of("cover.high_without_cover")
        ),
        _Tile(
            value=of("cover.of", part=decided, whole=programmes),
            kind="label",
            caption=of("cover.programmes"),
        ),
        _Tile(
            value=of("cover.of", part=figures.training_met, whole=len(standings)),
            kind="label",
            caption=of("cover.training"),
        ),
    ]


def _tiles(page: Page, what: str, tiles: list[_Tile]) -> None:
    """A row of key figures, each over its caption; the first column says what they are."""
    page.put(0, what, page.book.face("fact", "words"))
    for index, tile in enumerate(tiles, start=1):
        page.put(index, tile.value, page.book.face("figure", tile.kind))
        page.put(index, tile.caption, page.book.face("caption"), page.row + 1)
    page.sheet.set_row(page.row, TILE_HEIGHT)
    page.sheet.set_row(page.row + 1, 26)
    page.row += 3


def _open_risks(page: Page, figures: Figures) -> None:
    """Factors judged high that have a gap, gravest first, each with why."""
    words = page.book.words
    open_ones = [factor for factor in figures.coverage.gaps if factor.level is Level.HIGH]
    if not open_ones:
        left_out = figures.ratings_left_out
        said = words.say("notes.ratings_left_out", count=left_out) if left_out else ""
        page.note(said or words.say("cover.open_risks_none"))
        return
    columns = [
        Col(head=words.say("columns.number"), kind="centre"),
        Col(head=words.say("columns.factor_why")),
        Col(head=words.say("columns.gap")),
        Col(head=words.say("columns.programmes"), kind="count"),
        Col(head=words.say("columns.actions"), kind="count"),
        Col(head=words.say("columns.funded_actions"), kind="count"),
    ]
    page.table(
        columns,
        (
            [
                factor.number,
                f"{risk_coverage.title(words, factor)}\n{words.tell(factor.reason)}",
                words.say(f"gaps.{factor.gap.name.lower()}") if factor.gap else "",
                len(factor.cover.programmes),
                len(factor.cover.actions),
                len(factor.cover.funded_actions),
            ]
            for factor in open_ones
        ),
    )


def _facts(words: Words, figures: Figures) -> Iterator[tuple[str, str]]:
    edition, details = figures.edition, figures.plan.details
    approved = words.say("cover.not_approved")
    if details.approved_by:
        approved = f"{details.approved_by}, {details.approved_on or ''}".rstrip(", ")
    yield words.label(PlanDetails, "focal_point"), details.focal_point
    yield words.say("cover.approved"), approved
    yield words.label(PlanDetails, "framework"), details.framework
    yield (
        words.say("cover.revision_label"),
        words.say("cover.revision", revision=edition.plan.revision, date=edition.today.isoformat()),
    )
    count = edition.release.left_out
    level = words.marking(edition.level)
    left_out = words.say("cover.omitted", count=count, level=level)
    yield words.say("cover.level"), left_out if count else words.say("cover.omitted_none")
    for caution in _cautions(words, figures):
        yield words.say("cover.caution"), caution


def _cautions(words: Words, figures: Figures) -> Iterator[str]:
    total = figures.money.total
    if total.mid:
        low, high = f"{total.low:,.0f}", f"{total.high:,.0f}"
        yield words.say("cover.range", low=low, high=high, currency=figures.money.currency)
    if figures.edition.release.left_out:
        yield words.say("cover.partial")
    if figures.money.uncosted:
        yield words.say("cover.uncosted", count=len(figures.money.uncosted))


def write_brief(page: Page, places: Places) -> None:
    """Four charts on one page: money by year and ministry, cover by factor, training."""
    book = page.book
    rows = charts.ROWS + 2
    tall = charts.ROWS + 8
    upper = page.leave_room(rows)
    lower = page.leave_room(tall)
    if places.costs:
        charts.insert(page, upper, 0, charts.costs_by_year(book, places.costs.by_year), rows=rows)
        by_ministry = charts.costs_by_ministry(book, places.costs.by_ministry)
        charts.insert(page, upper, 1, by_ministry, rows=rows)
    by_factor = charts.cover_by_factor(
        book, places.risks, risk_coverage.PROGRAMMES, risk_coverage.ACTIONS
    )
    charts.insert(page, lower, 0, by_factor, rows=tall)
    if places.training:
        ranges = charts.training_ranges(
            book, places.training, training.LOW, training.SPREAD, BRIEF_BARS
        )
        charts.insert(page, lower, 1, ranges, rows=tall)
