"""The workbook that cabinet reads: decisions, actions, costs, risks, training, and the gaps."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import xlsxwriter

from planner.exports.cabinet import (
    action_plan,
    cost_lines,
    costs,
    country_readiness,
    cover,
    measures,
    passes_ending,
    programme_map,
    risk_coverage,
    signoff,
    sources,
    timeline,
    training,
    training_ahead,
    training_seats,
)
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Page
from planner.exports.cabinet.stationery import Book, Unit
from planner.exports.cabinet.words import FILE as WORDING
from planner.exports.cabinet.words import Words, read_words

__all__ = ["WORDING", "Figures", "Words", "Written", "read_words", "write"]


@dataclass(frozen=True, kw_only=True)
class Written:
    """A finished workbook and every formula in it, by sheet and cell, for the check at the end."""

    content: bytes
    formulas: Mapping[str, Mapping[str, str]]


def write(figures: Figures, words: Words) -> Written:
    """The cabinet workbook of an edition, in the words given.

    Raises BrokenReference when the office's wording lacks a text.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as file:
        book = Book(file=file, words=words, unit=Unit.for_total(figures.money.total.mid))
        _say_what_it_is(book, figures)
        _write_sheets(book, figures)
    return Written(content=out.getvalue(), formulas=book.formulas)


def _say_what_it_is(book: Book, figures: Figures) -> None:
    edition = figures.edition
    book.file.set_properties(
        {
            "title": figures.plan.details.title or book.words.say("cover.heading"),
            "subject": book.words.say("cover.subheading"),
            "category": book.words.marking(edition.level),
            "comments": edition.number,
            "created": edition.now.replace(tzinfo=None),
        }
    )


def _write_sheets(book: Book, figures: Figures) -> None:
    """Make every sheet in reading order, then fill them: what is added up before what adds."""
    widths: Mapping[str, tuple[float, ...]] = {
        "cover": cover.WIDTHS,
        "brief": cover.BRIEF_WIDTHS,
        "actions": action_plan.WIDTHS,
        "timeline": timeline.widths(figures),
        "costs": costs.widths(figures),
        "cost_lines": cost_lines.WIDTHS,
        "coverage": risk_coverage.WIDTHS,
        "training": training.WIDTHS,
        "training_ahead": training_ahead.WIDTHS,
        "training_seats": training_seats.WIDTHS,
        "readiness": country_readiness.WIDTHS,
        "endings": passes_ending.WIDTHS,
        "programmes": programme_map.WIDTHS,
        "measures": measures.WIDTHS,
        "sources": sources.WIDTHS,
        "signoff": signoff.WIDTHS,
    }
    pages = {key: Page(book, key, widths[key]) for key in widths}
    for key, page in pages.items():
        _head(page, figures, key)
    lines = cost_lines.write(pages["cost_lines"], figures)
    places = cover.Places(
        costs=costs.write(pages["costs"], figures, lines),
        risks=risk_coverage.write(pages["coverage"], figures),
        training=training.write(pages["training"], figures),
    )
    action_plan.write(pages["actions"], figures, lines)
    plain: Mapping[str, Callable[[Page, Figures], None]] = {
        "timeline": timeline.write,
        "training_ahead": training_ahead.write,
        "training_seats": training_seats.write,
        "readiness": country_readiness.write,
        "endings": passes_ending.write,
        "programmes": programme_map.write,
        "measures": measures.write,
        "sources": sources.write,
        "signoff": signoff.write,
    }
    for key, fill in plain.items():
        fill(pages[key], figures)
    cover.write(pages["cover"], figures, places)
    cover.write_brief(pages["brief"], places)
    for key, page in pages.items():
        page.close(one_page=key in ("cover", "brief", "signoff"))


def _head(page: Page, figures: Figures, key: str) -> None:
    words, details = page.book.words, figures.plan.details
    plan = details.title or words.say("cover.heading")
    marking = words.marking(figures.edition.level)
    period = "–".join(str(day.year) for day in (details.start, details.end) if day)
    parts = [words.say("cover.subheading"), details.country, period]
    if key == "cover":
        page.head(plan, " · ".join(part for part in parts if part), marking)
    else:
        unit = figures.unit_text(words, page.book.unit.key)
        shows_money = key in ("brief", "actions", "costs", "coverage", "programmes")
        page.head(page.title, f"{plan} · {unit}" if shows_money else plan, marking)
    page.mark(
        header=plan,
        marking=marking,
        footer=words.say("print.footer", title=plan, date=figures.edition.today.isoformat()),
        page=words.say("print.page", page="&P", pages="&N"),
    )
