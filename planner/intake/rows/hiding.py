"""What a file hides: rows under a forgotten filter, columns, sheets; taken in unless left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.intake.cell_notes import struck_rows
from planner.intake.grid import Sheet
from planner.intake.read_options import Hidden, ReadOptions
from planner.intake.rows.row_roles import Roles, SkippedRow
from planner.intake.tables.headings import Heading
from planner.intake.tables.matching import Matching
from planner.intake.tables.table_places import TablePlace
from planner.messages import _, pgettext
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer

HIDDEN, STRUCK = "hidden", "struck"
_TAKE, _LEAVE = "take", "leave"
_NAMED = 12  # rows that a sentence names


def sheets(found: Sequence[Sheet], options: ReadOptions) -> Sequence[Sheet]:
    """The sheets to look at: all, or those that can be seen, where there are any."""
    seen = [sheet for sheet in found if not sheet.hidden]
    return seen if Hidden.SHEETS in options.leave and seen else found


def headings(sheet: Sheet, place: TablePlace, options: ReadOptions) -> tuple[Heading, ...]:
    """The headings to match: all, or those of columns that can be seen."""
    if Hidden.COLUMNS not in options.leave:
        return place.headings
    return tuple(one for one in place.headings if one.column not in sheet.hidden_columns)


def rows(sheet: Sheet, told: Roles, options: ReadOptions) -> Roles:
    """The rows to take in: all, or those that can be seen; the others are skipped as hidden.

    Rows that are struck through are taken only where a person says so.
    """
    hidden = sheet.hidden_rows if Hidden.ROWS in options.leave else ()
    reasons = dict.fromkeys(hidden, HIDDEN)
    asked = _struck(sheet, told)
    if asked is not None and asked.answered(options.answers).answer != _TAKE:
        reasons |= dict.fromkeys(struck_rows(sheet), STRUCK)
    gone = reasons.keys() & set(told.rows)
    skipped = (*told.skipped, *(SkippedRow(row=row, why=reasons[row]) for row in gone))
    return replace(
        told,
        rows=tuple(row for row in told.rows if row not in gone),
        skipped=tuple(sorted(skipped, key=lambda one: one.row)),
        single_cell_rows=told.single_cell_rows - gone,
    )


def _struck(sheet: Sheet, told: Roles) -> Problem | None:
    """Whether to take the rows of a table that are struck through, where there are any."""
    left = (one.row for one in told.skipped if one.why == STRUCK)
    struck = sorted(struck_rows(sheet).intersection((*told.rows, *left)))
    if not struck:
        return None
    more = ("…",) if len(struck) > _NAMED else ()
    return problem(
        "rows.struck",
        key=f"rows.struck:{sheet.name}",
        number=len(struck),
        cells=(*map(str, struck[:_NAMED]), *more),
        answers=(
            ProposedAnswer(_TAKE, _("Take them in")),
            ProposedAnswer(_LEAVE, _("Leave them out")),
        ),
    )


def rows_of(sheet: Sheet, told: Roles) -> frozenset[int]:
    """The hidden rows of a table, taken in or left out."""
    left = {one.row for one in told.skipped if one.why == HIDDEN}
    return sheet.hidden_rows.intersection((*told.rows, *left))


def columns_of(sheet: Sheet, place: TablePlace) -> tuple[Heading, ...]:
    """The hidden columns of a table that have a header."""
    named = (one for one in place.headings if one.whole)
    return tuple(one for one in named if one.column in sheet.hidden_columns)


def problems(
    sheet: Sheet, place: TablePlace, used: Matching, told: Roles, options: ReadOptions
) -> Iterator[Problem]:
    """What there is to say of what a table hides or strikes through; `used` are the columns that
    are read."""
    if asked := _struck(sheet, told):
        yield asked.answered(options.answers)
    if hidden := rows_of(sheet, told):
        out = Hidden.ROWS in options.leave
        done = pgettext("hidden rows", "left out") if out else pgettext("hidden rows", "taken in")
        yield problem("rows.hidden", number=len(hidden), done=done)
    out = Hidden.COLUMNS in options.leave
    places = (one for guess in used.guesses.values() for one in (guess.heading, *guess.fallbacks))
    read = {*places, *used.kept}
    if columns := [one.whole for one in columns_of(sheet, place) if out or one in read]:
        done = pgettext("hidden columns", "left out") if out else pgettext("hidden columns", "read")
        yield problem("columns.hidden", columns=tuple(columns), done=done)
