"""The whole plan as one workbook that a person can edit and that reads back to the same plan."""

from __future__ import annotations

from typing import Final

from planner.analysis.plans.release import Release
from planner.exports.edition import Edition
from planner.exports.sheets import statements
from planner.exports.sheets.book import OutgoingBook, quoted
from planner.exports.sheets.declared import SPARE_ROWS, DeclaredSheet, Lists, fill
from planner.exports.sheets.page import Page
from planner.languages.voice import Voice
from planner.messages import Fact, Message, _
from planner.plan import Plan, all_tables, table_named
from planner.reference import Reference
from planner.schema import Column, Kind, Row, Value
from planner.values import WITHHELD, shown, to_text
from planner.workbooks import ABOUT, LISTS, REVISION

FORMAT_VERSION: Final = 1


def write(edition: Edition, reference: Reference, voice: Voice) -> bytes:
    """The workbook of an edition: every table of the plan, the lists, and what the file is."""
    marking = voice.answer(edition.level)
    book = OutgoingBook(voice, marking=marking, header=edition.title)
    book.file.set_properties({"title": book.tell(_("Plan")), "comments": marking})
    columns = ((table, column) for table in all_tables() for column in table.columns)
    lists = Lists(book, reference, columns)
    for table in all_tables():
        page = Page(book, voice.table_label(table))
        sheet = DeclaredSheet(
            table=table,
            columns=table.columns,
            rows=tuple(edition.plan.rows(table.name).values()),
            text=lambda column, row: _text(edition.release, column, row),
            source=lambda column: _source(edition.plan, lists, column),
        )
        fill(page, sheet)
    lists.write()
    _about(Page(book, ABOUT), edition)
    return book.finished()


def _text(release: Release, column: Column, row: Row) -> str:
    value: Value = getattr(row, column.name)
    if value == column.blank:
        return WITHHELD if (column.table, row.id, column.name) in release.cells else ""
    return shown(column, value) if column.kind is Kind.CHOICE else to_text(value)


def _source(plan: Plan, lists: Lists, column: Column) -> str:
    """The range that a drop-down shows: the ids on the sheet of the rows it names, or a list."""
    if column.kind is not Kind.ROW:
        return lists.source(column)
    target = table_named(column.refers)
    last = len(plan.rows(target.name)) + SPARE_ROWS + 1
    return f"={quoted(target.many)}!$A$2:$A${last}"


def _about(page: Page, edition: Edition) -> None:
    """The visible last sheet: what this file is and how to send it back."""
    page.widen((26, 90))
    page.head(ABOUT, "")
    release = edition.release
    left_out = _("Nothing is withheld at this level.")
    if not release.is_whole:
        left_out = _(
            "Part of: {tables}. “{withheld}” stands in a cell whose content is not shown.",
            tables=tuple(table.title for table in all_tables() if table.name in release.touched),
            withheld=WITHHELD,
        )
    lines: tuple[tuple[Message, Fact], ...] = (
        (_("Plan"), edition.title or edition.plan.name),
        (REVISION, str(edition.plan.revision)),
        (_("Level"), edition.level),
        (_("Withheld at this level"), left_out),
        (_("Made"), edition.made_at),
        (_("File"), edition.number),
        (_("End of the log"), edition.head_hash),
        (_("Format"), str(FORMAT_VERSION)),
        (
            _("Rows"),
            _("Each row keeps its id. Leave it empty for a new row; the planner gives it one."),
        ),
        (_("Columns"), _("Found again by their headers; they may be moved.")),
        (_("Blank cells"), _("A blank cell means that the value is not known.")),
        (
            _("Answers"),
            _("Columns with a fixed list take the answers of the sheet {lists}.", lists=LISTS),
        ),
    )
    for label, text in lines:
        statements.fact(page, label, text)
    page.close()
