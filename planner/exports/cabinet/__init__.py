"""The workbook that cabinet reads: decisions, actions, costs, risks, training, and the gaps."""

from __future__ import annotations

from typing import Final

from planner.exports.cabinet.contents import SHEETS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import CabinetSheet, Filling
from planner.exports.edition import Edition
from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.faces import ShownUnit
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.reference import Reference

HEADING: Final = _("National plan for the prevention of atrocity crimes")
SUBHEADING: Final = _("Submission to cabinet")


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The cabinet workbook of an edition; PlannerError when it does not pass the last check."""
    figures = Figures(edition=edition, reference=reference)
    title = figures.plan.details.title or HEADING
    book = OutgoingBook(
        voice,
        marking=voice.answer(edition.level).upper(),
        header=title,
        footer=_("{title} · {date}", title=title, date=edition.today.isoformat()),
        unit=ShownUnit.for_total(figures.money.total.mid),
    )
    book.file.set_properties(
        {
            "title": book.tell(title),
            "subject": book.tell(SUBHEADING),
            "category": book.marking,
            "comments": edition.number,
            "created": edition.now.replace(tzinfo=None),
        }
    )
    sheets = [(sheet, Page(book, sheet.title)) for sheet in SHEETS]
    filling = Filling(figures, sheets)
    for sheet, page in sheets:
        _head(page, sheet, figures, title)
    for sheet, _page in sheets:
        filling.tables(sheet.key)
    for sheet, page in sheets:
        page.close(one_page=sheet.one_page)
    return book.finished()


def _head(page: Page, sheet: CabinetSheet, figures: Figures, title: Message | str) -> None:
    book, details = page.book, figures.plan.details
    if sheet is SHEETS[0]:
        years = "–".join(str(day.year) for day in (details.start, details.end) if day)
        parts = [book.tell(SUBHEADING), details.country, years]
        page.head(title, " · ".join(filter(None, parts)))
        return
    unit = figures.in_currency(book.unit.text)
    page.head(
        page.title, _("{title} · {unit}", title=title, unit=unit) if sheet.shows_money else title
    )
