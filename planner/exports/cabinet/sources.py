"""The sheet of sources and gaps: what the plan rests on, what is missing, which copy this is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.analysis.money.money_answer import unknown_costs
from planner.analysis.plans.progress import progress
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.money import TITLE as COSTS
from planner.exports.cabinet.sheet import Filling
from planner.exports.sheets.columns import declared
from planner.exports.sheets.page import Page
from planner.messages import Fact, Message, _
from planner.schema import table_of
from planner.tables import PlanDetails, Rate, Source

_WIDTHS: Final = (34, 78, 24, 20, 14)

Line = tuple[Message | str, Fact]


def fill(page: Page, figures: Figures, _filling: Filling) -> None:
    """What is missing first, then sources, exchange rates, and what this file is."""
    page.widen(_WIDTHS)
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


def _missing(figures: Figures) -> Iterator[Line]:
    """What this edition should show and cannot; nothing of it stops an export."""
    money = figures.money
    for step in progress(figures.plan, figures.reference).steps:
        if not step.is_done:
            yield step.title, _("{summary}. {todo}", summary=step.summary, todo=step.todo)
    if money.uncosted:
        text = _(
            "Neither a cost nor a reason for having none: {actions}.",
            actions=tuple(money.uncosted),
        )
        yield COSTS, text
    yield from ((COSTS, one) for one in unknown_costs(money))


def _about(figures: Figures) -> Iterator[Line]:
    edition, details = figures.edition, figures.plan.details
    label = table_of(PlanDetails).label
    yield label("title"), details.title
    yield label("framework"), details.framework
    yield _("File"), edition.number
    yield _("Revision"), str(edition.plan.revision)
    yield _("Level"), edition.level
    yield _("Made"), edition.made_at
    yield _("End of the log"), edition.head_hash
