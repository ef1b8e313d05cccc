"""The workbook that cabinet reads: decisions, actions, costs, risks, training, and the gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.analysis.plans.release import told
from planner.choices import Classification
from planner.exports.cabinet.contents import SHEETS
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.sheet import CabinetSheet, Filling
from planner.exports.edition import Edition
from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.faces import ShownUnit
from planner.exports.sheets.page import Page
from planner.exports.sheets.page_record import PageRecord
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.reference import Reference

HEADING: Final = _("National plan for the prevention of atrocity crimes")
SUBHEADING: Final = _("Submission to cabinet")


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The cabinet workbook of an edition; PlannerError when it does not pass the last check."""
    whole = {}
    if not edition.release.is_whole:
        whole = _book(edition.of_whole, reference, voice, {})[1]
    return _book(edition, reference, voice, whole)[0].finished()


def _book(
    edition: Edition, reference: Reference, voice: Voice, whole: Mapping[str, PageRecord]
) -> tuple[OutgoingBook, Mapping[str, PageRecord]]:
    """The filled workbook, and what each sheet says by its key.

    `whole` is what the sheets say of the whole plan: what differs from it is withheld.
    """
    figures = Figures(edition=edition, reference=reference)
    title = edition.title or HEADING
    book = OutgoingBook(
        voice,
        marking=voice.answer(edition.level).upper(),
        header=title,
        footer=_("{title} · {date}", title=title, date=edition.today),
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
    is_public = edition.level is Classification.PUBLIC
    records = {
        sheet.key: PageRecord(whole.get(sheet.key), hides_few=is_public and sheet.of_people)
        for sheet in SHEETS
    }
    sheets = [(sheet, Page(book, sheet.title, record=records[sheet.key])) for sheet in SHEETS]
    filling = Filling(figures, sheets)
    for sheet, page in sheets:
        _head(page, sheet, figures, title)
    for sheet, _page in sheets:
        filling.tables(sheet.key)
    for sheet, page in sheets:
        page.close(one_page=sheet.one_page)
    return book, records


def _head(page: Page, sheet: CabinetSheet, figures: Figures, title: Message | str) -> None:
    book, details = page.book, figures.plan.details
    if sheet is SHEETS[0]:
        years = "–".join(str(day.year) for day in (details.start, details.end) if day)
        parts = [book.tell(SUBHEADING), details.country, years]
        page.head(title, " · ".join(filter(None, map(told, parts))))
        return
    unit = figures.in_currency(book.unit.text)
    page.head(
        page.title, _("{title} · {unit}", title=title, unit=unit) if sheet.shows_money else title
    )
