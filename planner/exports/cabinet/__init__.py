"""The workbook that cabinet reads: decisions, actions, costs, risks, training, and the gaps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planner.analysis.answers import AnswerKind
from planner.analysis.plans.release import told
from planner.analysis.registry import ANSWERS
from planner.choices import Classification
from planner.exports.cabinet import action_plan, cover, money, risk_coverage, training
from planner.exports.cabinet.figures import CabinetSheet, Figures, Filling
from planner.exports.edition import Edition
from planner.exports.sheets import answer_sheet
from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.columns import PageRecord
from planner.exports.sheets.faces import ShownUnit
from planner.exports.sheets.page import Page
from planner.exports.sheets.paper import UPRIGHT
from planner.languages.voice import Voice
from planner.messages import Message, _
from planner.reference import Reference


def _answer_sheet(kind: AnswerKind) -> CabinetSheet:
    def fill(page: Page, figures: Figures, _filling: Filling) -> None:
        answer_sheet.fill(page, figures.answer(kind.key))

    of_people = kind.of_people
    return CabinetSheet(kind.key, kind.title, fill, shows_money=not of_people, of_people=of_people)


_OWN: Final = (
    CabinetSheet("cover", _("Cover"), cover.fill, paper=UPRIGHT),
    CabinetSheet("brief", _("In brief"), cover.fill_brief, shows_money=True),
    CabinetSheet("actions", _("Action plan"), action_plan.fill, shows_money=True),
    CabinetSheet("timeline", _("Timeline"), action_plan.fill_timeline),
    CabinetSheet("costs", money.TITLE, money.fill, "money", shows_money=True),
    CabinetSheet("cost_lines", _("Cost lines"), money.fill_lines),
    CabinetSheet("coverage", _("Risk coverage"), risk_coverage.fill, "coverage", shows_money=True),
    CabinetSheet("training", _("Training"), training.fill, "training", of_people=True),
    _answer_sheet(ANSWERS["forecast"]),
    CabinetSheet("training_seats", _("Training seats"), training.fill_seats, of_people=True),
    CabinetSheet(
        "readiness", _("Country readiness"), training.fill_readiness, "readiness", of_people=True
    ),
    CabinetSheet("expiring", _("Expiring certificates"), training.fill_expiring, of_people=True),
    CabinetSheet(
        "programmes", _("Programme map"), action_plan.fill_programmes, "screening", shows_money=True
    ),
    CabinetSheet("indicators", _("Results indicators"), action_plan.fill_indicators),
    CabinetSheet("sources", _("Sources and gaps"), cover.fill_sources, "progress"),
    CabinetSheet("signoff", _("Sign-off"), action_plan.fill_signoff),
)


_ANSWERED: Final = frozenset(sheet.answers or sheet.key for sheet in _OWN)
_LAST: Final = 2
SHEETS: Final = (
    *_OWN[:-_LAST],
    *(_answer_sheet(kind) for kind in ANSWERS.values() if kind.key not in _ANSWERED),
    *_OWN[-_LAST:],
)


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
    sheets = [
        (sheet, Page(book, sheet.title, record=records[sheet.key], paper=sheet.paper))
        for sheet in SHEETS
    ]
    filling = Filling(figures, sheets)
    for sheet, page in sheets:
        _head(page, sheet, figures, title)
    for sheet, _page in sheets:
        filling.tables(sheet.key)
    for _sheet, page in sheets:
        page.close()
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
