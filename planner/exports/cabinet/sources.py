"""The sheet of sources and gaps: what the plan rests on, what is missing, which copy this is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page
from planner.exports.cabinet.words import Words
from planner.tables import PlanDetails, Rate, Source

WIDTHS: Final = (34, 78, 24, 20, 14)


def write(page: Page, figures: Figures) -> None:
    """What is missing first, then sources, exchange rates, and what this file is."""
    words = page.book.words
    page.heading(words.say("headings.missing"))
    missing = list(_missing(words, figures))
    for label, text in missing or [("", words.say("notes.gaps_none"))]:
        page.fact(label, text)
    page.heading(words.say("headings.sources"))
    page.note(words.say("notes.sources"))
    _sources(page, figures)
    _rates(page, figures)
    page.heading(words.say("headings.file"))
    for label, text in _about(words, figures):
        page.fact(label, text)


def _missing(words: Words, figures: Figures) -> Iterator[tuple[str, str]]:
    """What this edition should show and cannot; nothing of it stops an export."""
    left_out = words.say("missing.left_out_label")
    release = figures.edition.release
    for table, count in release.rows.items():
        yield left_out, words.say("missing.left_out", count=count, table=words.table(table))
    if release.cells:
        yield left_out, words.say("missing.cells", count=release.cells)
    for step in figures.progress.steps:
        if not step.is_done:
            yield step.title, words.say("missing.step", summary=step.summary, todo=step.todo)
    costs, money = words.say("missing.costs_label"), figures.money
    if money.uncosted:
        yield costs, words.say("missing.uncosted", actions=", ".join(money.uncosted))
    if money.total.unknown:
        yield costs, words.say("missing.amounts", count=money.total.unknown)


def _sources(page: Page, figures: Figures) -> None:
    label = page.book.words.label
    columns = [
        Col(head=label(Source, "code"), kind="code"),
        Col(head=label(Source, "title")),
        Col(head=label(Source, "kind")),
        Col(head=label(Source, "reliability")),
        Col(head=label(Source, "published_on"), kind="date"),
    ]
    words = page.book.words
    page.table(
        columns,
        (
            [s.code, s.title, words.answer(s.kind), words.answer(s.reliability), s.published_on]
            for s in figures.plan.of(Source)
        ),
    )


def _rates(page: Page, figures: Figures) -> None:
    rates = figures.plan.of(Rate)
    if not rates:
        return
    words = page.book.words
    page.heading(words.say("headings.rates"))
    page.note(words.say("notes.rates", currency=figures.money.currency))
    columns = [
        Col(head=words.label(Rate, "currency"), kind="code"),
        Col(head=words.label(Rate, "source")),
        Col(head=words.label(Rate, "on"), kind="date"),
        Col(head=words.label(Rate, "rate"), kind="number"),
    ]
    lines: Iterator[list[Cell]] = ([r.currency, r.source, r.on, r.rate] for r in rates)
    page.table(columns, lines)


def _about(words: Words, figures: Figures) -> Iterator[tuple[str, str]]:
    edition, details = figures.edition, figures.plan.details
    yield words.label(PlanDetails, "title"), details.title
    yield words.label(PlanDetails, "framework"), details.framework
    yield words.say("about.file"), edition.number
    yield words.say("about.revision"), str(edition.plan.revision)
    yield words.say("about.level"), words.marking(edition.level)
    yield words.say("about.made"), edition.made_at
    yield words.say("about.log"), edition.head_hash
