"""The sheet of the programme map: what ministries already do, and what people decided it serves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from planner.analysis.mapping.screening import is_no_link
from planner.choices import LinkState
from planner.exports.cabinet.figures import Figures
from planner.exports.cabinet.page import Cell, Col, Page
from planner.exports.cabinet.words import Words
from planner.tables import Link, Programme
from planner.values import to_text

WIDTHS: Final = (8, 42, 12, 18, 11, 12, 9, 38, 10, 8, 50)


def write(page: Page, figures: Figures) -> None:
    """A row for each confirmed link; a programme nobody decided on stands there undecided."""
    words, mapped = page.book.words, figures.coverage.screening
    page.note(words.say("notes.programmes"))
    page.note(
        words.say(
            "notes.programmes_counted",
            linked=mapped.linked,
            no_link=mapped.no_link,
            waiting=mapped.proposed + mapped.undecided,
        )
    )
    page.row += 1
    columns = _columns(words)
    span = page.table(columns, _rows(words, figures))
    page.as_table(span, "programme_map", columns)
    page.sheet.freeze_panes(span.head + 1, 2)
    page.sheet.repeat_rows(span.head)


def _columns(words: Words) -> list[Col]:
    label = words.label
    return [
        Col(head=label(Programme, "id"), kind="code"),
        Col(head=label(Programme, "title")),
        Col(head=label(Programme, "ministry")),
        Col(head=label(Programme, "country")),
        Col(head=label(Programme, "status")),
        Col(head=label(Programme, "budget"), kind="money"),
        Col(head=words.row_label(Link), kind="code"),
        Col(head=label(Link, "action")),
        Col(head=label(Link, "strength")),
        Col(head=label(Link, "share"), kind="share"),
        Col(head=label(Link, "reason")),
    ]


def _rows(words: Words, figures: Figures) -> Iterator[list[Cell]]:
    links = figures.rows_by(Link, "programme")
    for programme in figures.plan.of(Programme):
        budget = figures.rates.convert(programme.budget, programme.currency)
        unknown = programme.budget is not None and budget is None
        own = f"{to_text(programme.budget)} {programme.currency}"
        about: list[Cell] = [
            programme.id,
            programme.title,
            figures.ministry(programme.ministry),
            programme.country,
            words.answer(programme.status),
            own if unknown else budget,
        ]
        confirmed = [k for k in links.get(programme.id, ()) if k.state is LinkState.CONFIRMED]
        for link in confirmed:
            yield [*about, *_link(words, figures, link)]
        if not confirmed:
            yield [*about, "", words.say("columns.undecided"), "", None, ""]


def _link(words: Words, figures: Figures, link: Link) -> list[Cell]:
    if is_no_link(link):
        return [link.id, words.say("columns.no_link"), "", None, link.reason]
    action = figures.reference.action_by_id.get(link.action)
    title = f"{link.action} {action.title_in(words.language)}" if action else link.action
    share = None if link.share is None else link.share / 100
    return [link.id, title, words.answer(link.strength), share, link.reason]
