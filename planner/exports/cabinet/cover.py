"""The first two pages: what cabinet is asked, what it costs, which risks stand open; charts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate
from typing import Final

from planner.analysis.declared_tables import none_entered
from planner.analysis.money.asked import AskedDecision, asked, often
from planner.analysis.money.money_answer import unknown_costs
from planner.analysis.plans.fiscal_years import fiscal_year, year_name
from planner.analysis.plans.progress import progress
from planner.analysis.training.requirements import TargetState
from planner.choices import Level
from planner.exports.cabinet import minister, money
from planner.exports.cabinet.figures import NOT_APPLICABLE, Figures, Filling
from planner.exports.cabinet.money import TITLE as COSTS
from planner.exports.sheets import statements
from planner.exports.sheets.book import Cell, Live
from planner.exports.sheets.columns import Col, Line, declared
from planner.exports.sheets.faces import Kind
from planner.exports.sheets.lettering import height
from planner.exports.sheets.page import Page
from planner.exports.sheets.tallies import NOT_KNOWN_MARK
from planner.messages import NOT_KNOWN, Fact, Message, Sum, _, ngettext, paragraph, verbatim
from planner.schema import table_of
from planner.tables import Action, Body, Decision, PlanDetails, Rate, Source
from planner.values import WITHHELD

_WIDTHS: Final = (6.5, 34.5, 12, 12, 12, 12, 12)
_ROOM: Final = 548.0
"""The height that decisions and their options may take up on the two pages of the cover."""
_TORN: Final = 130.0
"""What of that stays free where the first page ends before a high row."""
_BETWEEN: Final = 3.0
_SIGNED: Final = 26.0
_FINDINGS: Final = 4
_YEARS: Final = 4
_REASONS: Final = ("risks", "coverage", "stress")
_TILE_HEIGHT: Final = 24
_INDENT: Final = 2.0
_CAPTION: Final = 26.0


def fill(page: Page, figures: Figures, filling: Filling) -> None:
    """The recommendation, why, decisions with options and years, what if, legal basis, sign-off."""
    page.widen(_WIDTHS)
    page.note(*figures.unknown)
    asked_for = figures.answer("asked")
    page.heading(_("Recommendation"))
    page.note(*figures.tallies("asked", Decision), role="vision")
    page.heading(_("Why"))
    reasons = [said for key in _REASONS for said in figures.answer(key).sentences[:1]]
    page.note(*minister.high_at_least(figures), *reasons, role="row")
    page.heading(_("Cabinet is asked to decide"))
    if _decisions(page, figures, filling):
        page.note(*(one.message for one in asked_for.findings[:_FINDINGS]))
    page.heading(_("At a glance"))
    _tiles(page, figures.in_currency(page.book.unit.text), _money_tiles(figures, filling))
    _what_if(page, figures, filling)
    _tiles(page, _("Actions, risks, programmes, people"), _count_tiles(figures))
    page.heading(_("Legal basis"))
    bases = dict.fromkeys(one.legal_basis for one in figures.plan.of(Body) if one.legal_basis)
    told = tuple(map(verbatim, bases)) or (none_entered(table_of(Body).label("legal_basis")),)
    if figures.edition.release.is_whole:  # else each is shown, or withheld, by itself
        told = (paragraph(*told, between=" · "),)
    page.note(*told, role="row")
    page.heading(_("Sign-off"))
    _sign(page, figures)
    page.heading(_("This edition"))
    for label, text in _facts(figures):
        page.note(_("{label}: {text}", label=label, text=text), role="row")
    page.note(*_cautions(figures))


def _decisions(page: Page, figures: Figures, filling: Filling) -> bool:
    """Each decision, when it is needed, how often and whence it is paid, by year; its options.

    What does not fit two pages is left to the sheet on what is asked of cabinet, and that is said;
    gives whether all of it fits.
    """
    found = asked(figures.plan, figures.money)
    if not found.decisions:
        page.note(_("No decision is asked for in this edition."))
        return True
    first = fiscal_year(figures.plan, figures.edition.today)
    years = range(first, first + _YEARS)
    columns: list[Col[Line]] = [
        *declared(Decision, id=0),
        Col("text", _("Decision, and its options"), "words"),
        Col("amount", _("Sum asked for"), "money"),
        *(Col(f"in_{year}", year_name(figures.plan, year), "money") for year in years),
    ]
    lines = [line for one in found.decisions for line in _with_options(one, years)]
    shown = _fitting(page, lines)
    page.table(columns, shown)
    if left := len(lines) - len(shown):
        sheet = filling.titles["asked"]
        page.note(
            ngettext(
                "{number} line more stands on the sheet “{sheet}”.",
                "{number} lines more stand on the sheet “{sheet}”.",
                left,
                sheet=sheet,
            )
        )
    page.note(
        _(
            "Sums of other years are in the sum asked for. {unknown} means not known, {none} not "
            "applicable.",
            unknown=NOT_KNOWN_MARK,
            none=NOT_APPLICABLE,
        )
    )
    return not left


def _fitting(page: Page, lines: Sequence[Line]) -> Sequence[Line]:
    """The lines that fit the cover: all, else decisions alone, else the first of these."""
    for wished in (lines, [one for one in lines if one["is_decision"]]):
        texts = (page.book.tell(one["text"]) for one in wished)  # type: ignore[arg-type]  # a message
        ends = [*accumulate(height(text, _WIDTHS[1]) + _BETWEEN for text in texts)]
        if ends[-1] <= _ROOM:
            return wished
    return wished[: max(sum(end <= _ROOM - _TORN for end in ends), 1)]


def _sign(page: Page, figures: Figures) -> None:
    """Lines to sign on: who submits, and who approves."""
    details = figures.plan.details
    columns: list[Col[Line]] = [
        Col("blank", "", "code"),
        Col("function", _("Function"), "words"),
        Col("date", _("Date"), "date"),
        Col("signature", _("Signature"), "label"),
        *(Col(f"more_{number}", "", "label") for number in range(_YEARS - 1)),
    ]
    names = (details.focal_point, details.approved_by or _("For cabinet"))
    page.table(columns, [{"function": name} for name in names if name], least=_SIGNED)


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
        "is_decision": True,
        "text": paragraph(*told, paragraph(*parts, between=" · "), between="\n"),
        **_by_years(decision.amount, one.by_year, years),
    }
    for text, found in one.options.items():
        total = sum(found.values(), Decimal(0)) if found else None
        option = _("Option: {text}", text=text)
        line = {"id": decision.id, "is_decision": False, "text": option}
        yield {**line, **_by_years(total, found, years)}


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
    role: str = "figure"


def _money_tiles(figures: Figures, filling: Filling) -> list[_Tile]:
    total, by_year = figures.money.total, filling.tables("costs").get("by_year")

    def tile(key: str, caption: Message) -> _Tile:
        if not by_year:
            return _Tile(NOT_KNOWN_MARK, "money", caption)
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


def _what_if(page: Page, figures: Figures, filling: Filling) -> None:
    """What stays open when cabinet grants a share of what is asked, which may be changed there."""
    by_year, sums = filling.tables("costs").get("by_year"), asked(figures.plan, figures.money)
    if not by_year or not sums.total or by_year.withheld:
        return
    of = page.row + 1
    total, funded = figures.money.total, by_year.total("funded")
    told = total.told("gap", "").at_least
    tiles = [
        _Tile(sums.total, "money", _("Asked for, of the gap")),
        _Tile(Decimal(1), "share", _("Share that is granted; try another"), "trial"),
        _Tile(Live(f"$C${of}*$D${of}", sums.total, told), "money", _("Granted then")),
        _Tile(
            Live(f"{funded}+$E${of}", total.funded + sums.total, told), "money", _("Funded then")
        ),
        _Tile(
            Live(f"{by_year.total('gap')}-$E${of}", sums.not_asked, told),
            "money",
            _("Gap that stays then"),
        ),
    ]
    _tiles(page, _("What if cabinet grants a part"), tiles)


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
        statements.key_figure(page, index, tile.value, tile.kind, tile.caption, tile.role)
    page.tall(page.row, _TILE_HEIGHT)
    told = (page.book.tell(tile.caption) for tile in tiles)
    tallest = max(height(text, _WIDTHS[2] - _INDENT) for text in told)
    page.tall(page.row + 1, max(_CAPTION, tallest + _BETWEEN))
    page.row += 2


def _facts(figures: Figures) -> Iterator[LabelledText]:
    edition, details, label = figures.edition, figures.plan.details, table_of(PlanDetails).label
    approved: Fact = _("Not yet approved")
    if details.approved_by:
        parts = (details.approved_by, details.approved_on)
        approved = tuple(part for part in parts if part)
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


_SOURCE_WIDTHS: Final = (28, 60, 22, 20, 14)

LabelledText = tuple[Message | str, Fact]


def fill_sources(page: Page, figures: Figures, _filling: Filling) -> None:
    """What is missing first, then sources, exchange rates, and what this file is."""
    page.widen(_SOURCE_WIDTHS)
    page.heading(_("What is missing from this edition"))
    nothing = [("", _("Nothing that this edition should show is missing."))]
    for label, text in list(_missing(figures)) or nothing:
        statements.fact(page, label, text)
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
        statements.fact(page, label, text)


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
