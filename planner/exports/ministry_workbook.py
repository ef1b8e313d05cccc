"""A ministry's share of a plan as a workbook to fill in and send back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from planner.analysis.plans.release import told
from planner.analysis.returns.ministry_share import SHARED, shared_at
from planner.choices import Classification
from planner.exports.sheets import statements
from planner.exports.sheets.book import OutgoingBook
from planner.exports.sheets.declared import DeclaredSheet, Lists, fill
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import NOTHING, Fact, Message, _
from planner.plan import Plan, table_named
from planner.reference import Reference
from planner.schema import Choice, Column, Kind, Row, Table, Value
from planner.tables import Ministry
from planner.values import to_text
from planner.workbooks import (
    ABOUT,
    CLEAR,
    IDENTITY,
    LISTS,
    SIGN_DATE,
    SIGN_FUNCTION,
    TEMPLATE_VERSION,
    Identity,
    columns_of,
    mark_of,
    named,
    offered,
)

_WIDTHS: Final = (34, 90)
_ALLOWED: Final[dict[str, bool]] = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "insert_columns": True,
    "sort": True,
    "autofilter": True,
}
"""What a ministry may do on the protected sheets; there is no password."""


@dataclass(frozen=True, kw_only=True)
class MinistryEdition:
    """What goes out to a ministry: `share` its own rows, `plan` what it may see of all others."""

    plan: Plan
    share: Plan
    ministry: Ministry
    identity: Identity
    level: Classification
    due_on: date | None


def write(edition: MinistryEdition, reference: Reference, voice: Voice) -> bytes:
    """The workbook, with its identity also where no sheet shows it.

    PlannerError when it does not pass the last check.
    """
    book = OutgoingBook(voice, marking=voice.answer(edition.level), names=frozenset({IDENTITY}))
    line = edition.identity.line
    book.file.set_custom_property(IDENTITY, line)
    book.file.define_name(IDENTITY, f'="{line}"')
    tables = map(table_named, SHARED)
    columns = [(table, column) for table in tables for column in columns_of(table)]
    targets = {column.refers for _table, column in columns if column.kind is Kind.ROW}
    rows = {name: offered(edition.plan, edition.share, name) for name in targets}
    lists = Lists(book, reference, columns, rows)
    pages = [_table(book, edition, lists, table_named(name)) for name in shared_at(edition.level)]
    pages += [lists.write(), _about(book, edition)]
    for page in pages:
        page.sheet.protect("", _ALLOWED)
    return book.finished()


def _table(book: OutgoingBook, edition: MinistryEdition, lists: Lists, table: Table) -> Page:
    """One table: what is asked above the heads, a note on each, rows, room for new ones."""

    def text(column: Column, row: Row) -> str:
        value: Value = getattr(row, column.name)
        if isinstance(value, Choice | bool):
            return book.voice.answer(value)
        if column.kind is Kind.ROW and value:
            plans = (edition.share, edition.plan)
            rows = (plan.rows(column.refers).get(str(value)) for plan in plans)
            return named(next(filter(None, rows), None), str(value))
        return to_text(value)

    page = Page(book, book.voice.table_label(table))
    sheet = DeclaredSheet(
        table=table,
        columns=columns_of(table),
        rows=tuple(edition.share.rows(table.name).values()),
        text=text,
        source=lists.source,
        mark=lambda column: mark_of(table, column),
        names_rows=True,
        head=1,
    )
    fill(page, sheet)
    return page


def _about(book: OutgoingBook, edition: MinistryEdition) -> Page:
    """What the file is, how to fill it in, and where to sign it off."""
    page = Page(book, ABOUT)
    page.widen(_WIDTHS)
    page.head(ABOUT, NOTHING)
    for label, text in (*_facts(edition), *_how()):
        statements.fact(page, label, text)
    page.heading(_("Sign-off"))
    for label in (SIGN_FUNCTION, SIGN_DATE):
        page.put(0, label, book.face("fact", "words"))
        page.put(1, None, book.face("entry", "name"))
        page.row += 1
    page.close()
    return page


def _facts(edition: MinistryEdition) -> Iterator[tuple[Message, Fact]]:
    due = edition.due_on.isoformat() if edition.due_on else _("No date is set")
    yield _("Plan"), told(edition.plan.details.title) or edition.plan.name
    yield _("Revision"), str(edition.identity.revision)
    yield _("Ministry"), edition.ministry.name
    yield _("Issued on"), edition.identity.issued.isoformat()
    yield _("Please return by"), due
    yield _("Marking"), edition.level
    yield _("Template version"), str(TEMPLATE_VERSION)
    yield _("Identity (leave as it is)"), edition.identity.line


def _how() -> Iterator[tuple[Message, Fact]]:
    hints = (
        _(
            "Each row keeps the number in its first column. Leave that cell empty for a new row; "
            "write new rows below the last one."
        ),
        _(
            "Columns marked “Required” need a value in every row, those marked “Optional” do not. "
            "Please leave grey columns as they are."
        ),
        _(
            "Where a cell offers a list, choose from it. The lists stand on the sheet “{lists}”.",
            lists=LISTS,
        ),
        _(
            "An empty cell changes nothing. To empty a cell that held something, write “{clear}” "
            "in it.",
            clear=CLEAR,
        ),
        _("A row that you take out is asked about; it is not deleted by itself."),
        _(
            "You may sort, filter and add columns. The sheets are protected against slips only; "
            "there is no password."
        ),
        _("Please add no totals; they are computed in the plan."),
    )
    for number, hint in enumerate(hints):
        yield (NOTHING if number else _("How to fill it in")), hint
