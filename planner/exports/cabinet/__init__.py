"""The workbook that cabinet reads: decisions, actions, costs, risks, training, and the gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from planner.analysis.answers import Answer, AnswerTable, Question
from planner.analysis.declared_tables import none_entered, rows_table
from planner.analysis.plans.release import told
from planner.analysis.registry import ANSWERS, released
from planner.analysis.review.reviewing import ReviewResult
from planner.choices import Classification
from planner.exports.cabinet import (
    action_plan,
    contents,
    cover,
    headlines,
    minister,
    money,
    risk_coverage,
    training,
)
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
from planner.schema import Row
from planner.tables import Action, Body, Commitment, Consultation, Meeting


def _answer_sheet(
    key: str, title: Message | None = None, tables: Mapping[str, str] | None = None
) -> CabinetSheet:
    """An answer as a sheet, under its own title or another.

    With `tables` it is its sentences and those tables of it, each with the columns that are named
    or with all: the rest of it is an annex.
    """
    kind = ANSWERS[key]

    def fill(page: Page, figures: Figures, _filling: Filling) -> None:
        found = figures.answer(key)
        if tables is not None:
            kept = (_brief(one, tables[one.key]) for one in found.tables if one.key in tables)
            found = replace(found, tables=tuple(kept), findings=(), figures=())
        answer_sheet.fill(page, found)

    of_people = kind.of_people
    own = "" if title is None else f"{key}_in_full"
    return CabinetSheet(
        own or key, title or kind.title, fill, says=key, shows_money=not of_people,
        of_people=of_people,
    )  # fmt: skip


def _brief(table: AnswerTable[Any], keys: str) -> AnswerTable[Any]:
    """The table with some of its columns, all of them for none."""
    kept = [one for one in table.columns if one.key in keys.split()]
    return replace(table, columns=tuple(kept or table.columns))


def _matrix(page: Page, figures: Figures, _filling: Filling) -> None:
    """Risk factors by situation; the assessments themselves are an annex."""
    found = figures.answer("risks")
    answer_sheet.fill(page, replace(found, tables=(), findings=(), figures=found.figures[:1]))


def _not_met(page: Page, figures: Figures, _filling: Filling) -> None:
    """The criteria that are not met, or that may be so; those that are met are an annex."""
    found = figures.answer("review")
    whole = found.table("criteria")
    lines = tuple(one for one in whole.lines if one.result is not ReviewResult.PASS)
    table = replace(whole, title=_("Criteria not met, not answered or set aside"), lines=lines)
    answer_sheet.fill(page, replace(found, tables=(table,), findings=(), figures=()))


def _rows_sheet(
    key: str, title: Message, *tables: tuple[type[Row], tuple[str, ...]]
) -> CabinetSheet:
    """Rows of the plan as they are, table by table."""

    def made(asked: Question) -> Answer:
        parts = tuple(rows_table(asked.plan, row, *names) for row, names in tables)
        none = tuple(none_entered(part.title) for part in parts if not part.lines)
        return Answer(key=key, title=title, sentences=(), unknown=none, tables=parts)

    def fill(page: Page, figures: Figures, _filling: Filling) -> None:
        edition = figures.edition
        answer_sheet.fill(page, released(edition.release, made, edition.today, figures.reference))

    return CabinetSheet(key, title, fill)


_TIMELINE: Final = CabinetSheet("timeline", _("Timeline"), action_plan.fill_timeline, "timeline")
_FIRST: Final = (
    CabinetSheet("cover", _("Cover"), cover.fill, says="asked", paper=UPRIGHT, names_plan=True),
    CabinetSheet("minister", minister.TITLE, minister.fill, paper=UPRIGHT, names_plan=True),
    CabinetSheet("brief", _("In brief"), headlines.fill_brief, shows_money=True),
    CabinetSheet("contents", contents.TITLE, contents.fill, paper=UPRIGHT),
    CabinetSheet("actions", _("Action plan"), action_plan.fill, says="progress", shows_money=True),
    CabinetSheet("who", _("Who does what"), contents.fill_ministries, shows_money=True),
    CabinetSheet("costs", money.TITLE, money.fill, "money", shows_money=True),
    _answer_sheet("asked"),
    _answer_sheet("spending", tables={"spending": "", "by_year": ""}),
    _TIMELINE,
    _answer_sheet(
        "timeline", _("Late, due and moved"), dict.fromkeys(("late", "slipped", "next_90"), "")
    ),
    CabinetSheet("risks", ANSWERS["risks"].title, _matrix, says="risks"),
    CabinetSheet("coverage", _("Risk coverage"), risk_coverage.fill, "coverage", shows_money=True),
    _answer_sheet("harms", tables={"harms": "about title ministry sign mitigation whose due"}),
    _answer_sheet("stress", tables={"scenarios": ""}),
    CabinetSheet("training", _("Training"), training.fill, "training", of_people=True),
    CabinetSheet(
        "readiness", _("Country readiness"), training.fill_readiness, "readiness", of_people=True
    ),
    _answer_sheet(
        "warnings",
        tables={
            "alerts": "id threshold raised due state decides decision",
            "thresholds": "id situation threshold decides within_days response tested",
        },
    ),
    _rows_sheet(
        "mechanism",
        _("The mechanism"),
        (Body, ("title", "mandate", "legal_basis", "chair", "frequency")),
        (Meeting, ("body", "held_on", "decisions", "follow_up")),
    ),
    _rows_sheet(
        "commitments",
        _("Commitments and consultations"),
        (Commitment, ("body", "reference", "text", "accepted", "due")),
        (Consultation, ("on", "who", "composition", "input", "answer")),
    ),
)
_LAST: Final = (
    CabinetSheet("review", ANSWERS["review"].title, _not_met, says="review"),
    _answer_sheet("changed"),
    CabinetSheet("sources", _("Sources and gaps"), cover.fill_sources, "progress"),
    CabinetSheet("checks", _("Checks"), contents.fill_checks, shows_money=True),
    CabinetSheet(
        "by_action", money.BY_ACTION, money.fill_by_action, shows_money=True, paper=UPRIGHT
    ),
    CabinetSheet("signoff", _("Sign-off"), action_plan.fill_signoff),
)
_IN_FULL: Final = {
    "timeline": _("Steps in full"),
    "risks": _("Assessments in full"),
    "coverage": _("Coverage in full"),
    "harms": _("What may raise risk, in full"),
    "stress": _("Stress test in full"),
    "training": _("Training in full"),
    "readiness": _("Country readiness in full"),
    "warnings": _("Warnings in full"),
    "spending": _("Spending in full"),
    "review": _("Review in full"),
}
"""Answers of which the pack has a part."""
_ANNEXED: Final = (
    CabinetSheet("contents", contents.TITLE, contents.fill),
    CabinetSheet(
        "programmes", _("Programme map"), action_plan.fill_programmes, "screening", shows_money=True
    ),
    CabinetSheet("cost_lines", _("Cost lines"), money.fill_lines),
    CabinetSheet("indicators", _("Results indicators"), action_plan.fill_indicators),
    _rows_sheet(
        "details",
        _("Actions in detail"),
        (Action, ("title", "priority", "situation", "delivery", "route", "fallback", "legal_basis",
                  "cost_confidence", "no_cost_reason")),
    ),
    *(_answer_sheet(key, title) for key, title in _IN_FULL.items()),
    CabinetSheet("training_seats", _("Training seats"), training.fill_seats, of_people=True),
    CabinetSheet("expiring", _("Expiring certificates"), training.fill_expiring, of_people=True),
)  # fmt: skip
SHEETS: Final = (*_FIRST, *_LAST)
_PLACED: Final = frozenset(
    key for sheet in (*SHEETS, *_ANNEXED) for key in (sheet.key, sheet.answers, sheet.says)
)
ANNEXES: Final = (
    *_ANNEXED,
    *(_answer_sheet(key) for key in ANSWERS if key not in _PLACED),
)
"""Whatever answer is not part of the pack, and what the pack leaves out of those that are."""


_BACK: Final = _("Back to the contents")
HEADING: Final = _("National plan for the prevention of atrocity crimes")
SUBHEADING: Final = _("Submission to cabinet")


def write(
    edition: Edition,
    reference: Reference,
    voice: Voice,
    of_sheets: Sequence[CabinetSheet] = SHEETS,
) -> bytes:
    """The cabinet workbook of an edition; PlannerError when it does not pass the last check."""
    if of_sheets is SHEETS and edition.options.has_annexes:
        of_sheets = (*SHEETS, *ANNEXES[1:])
    whole = {}
    if not edition.release.is_whole:
        whole = _book(edition.of_whole, reference, voice, {}, of_sheets)[1]
    return _book(edition, reference, voice, whole, of_sheets)[0].finished()


def write_annexes(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """What the cabinet workbook rests on, in a file of its own."""
    return write(edition, reference, voice, ANNEXES)


def _book(
    edition: Edition,
    reference: Reference,
    voice: Voice,
    whole: Mapping[str, PageRecord],
    of_sheets: Sequence[CabinetSheet],
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
        footer=_("{title} · {date}", title=figures.plan.details.country, date=edition.today),
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
        for sheet in of_sheets
    }
    sheets = [
        (sheet, Page(book, sheet.title, (), records[one], sheet.paper_of(edition), key=one))
        for one, sheet in ((sheet.key, sheet) for sheet in of_sheets)
    ]
    annexed = [one.title for one in ANNEXES[1:]] if of_sheets is SHEETS else []
    filling = Filling(figures, sheets, annexed)
    for sheet, page in sheets:
        _head(page, sheet, figures, title)
    for sheet, _page in sheets:
        filling.tables(sheet.key)
    for sheet, page in sheets:
        is_first = sheet.names_plan or sheet.key == "contents"
        page.back = () if is_first else (filling.titles["contents"], _BACK)
        page.close()
    return book, records


def _head(page: Page, sheet: CabinetSheet, figures: Figures, title: Message | str) -> None:
    book, details = page.book, figures.plan.details
    if sheet.names_plan:
        years = "–".join(str(day.year) for day in (details.start, details.end) if day)
        parts = [page.title, book.tell(SUBHEADING), details.country, years]
        page.head(title, " · ".join(filter(None, map(told, parts))), is_long=True)
        return
    unit = figures.in_currency(book.unit.text)
    page.head(
        page.title, _("{title} · {unit}", title=title, unit=unit) if sheet.shows_money else title
    )
