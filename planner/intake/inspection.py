"""What is in a file: its tables, which column is which, the rows, and what is doubtful."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planner.intake import training
from planner.intake.cell_notes import cell_notes
from planner.intake.found_table import FoundTable, taken_together
from planner.intake.grid import Book, Sheet, column_number, is_blank
from planner.intake.limits import LIMITS, Limits
from planner.intake.opening import gc_paused, open_book
from planner.intake.read_options import ReadOptions
from planner.intake.refusals import refusal, wrong_value
from planner.intake.rows import hiding, ministry_above, picks
from planner.intake.rows.budget_years import BudgetYears, YearUnits, budget_years
from planner.intake.rows.grouping import groups_in
from planner.intake.rows.reference_column import turned_references, without_counting
from planner.intake.rows.roles import roles
from planner.intake.rows.row_roles import REMARK, SECTION, Roles, RowLayout
from planner.intake.rows.sheet_years import of_its_sheet
from planner.intake.rows.table_reader import ReadRow, TableReader
from planner.intake.rows.understanding import understand
from planner.intake.rows.year_columns import without_year_as_whole, year_columns
from planner.intake.tables.cell_evidence import Evidence, evidence, is_country
from planner.intake.tables.header_vocabulary import PROGRAMMES, Guess
from planner.intake.tables.headings import Heading, text_of
from planner.intake.tables.matching import Matching, best_matching, match
from planner.intake.tables.table_places import TablePlace, find_places, is_form
from planner.intake.training import LongSheet
from planner.messages import _
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem, ProposedAnswer, Severity, worst_first
from planner.readers.texts import folded
from planner.reference import load
from planner.schema import Table

_SAMPLED = 400  # rows that are looked at to tell what a column holds
_ALIKE = 0.75  # of the best score, which another table of the sheet may have in its stead
_REPEATS = 20  # problems of one kind that are told one by one


@dataclass(frozen=True, kw_only=True)
class Inspection:
    """What a file holds; the table that most resembles one of a plan comes first.

    `digest` is the SHA-256 of its bytes.
    """

    file: str
    format: str
    digest: str
    tables: tuple[FoundTable, ...]
    problems: tuple[Problem, ...]
    options: ReadOptions

    @property
    def best(self) -> FoundTable:
        """The table to take in; UnreadableFile when none resembles a table of a plan."""
        if not self.tables[0].matching:
            raise refusal(self.file, "no such table")
        return self.tables[0]


def inspect(
    name: str,
    content: bytes,
    options: ReadOptions | None = None,
    limits: Limits = LIMITS,
    *,
    password: str = "",
) -> Inspection:
    """Everything that was found in a file, nothing of it stored.

    UnreadableFile when it cannot be opened or holds no table, LockedFile when only a password opens
    it; WrongValue for an option that names a sheet, a table or a column that is not there.
    """
    book = open_book(name, content, limits, password=password)
    return inspect_book(book, options or ReadOptions(), hashlib.sha256(content).hexdigest())


def inspect_book(book: Book, options: ReadOptions, digest: str) -> Inspection:
    """The same for a file that was opened before."""
    with gc_paused():
        placed = [
            pair for sheet in _wanted(book, options) for pair in _placed(book, sheet, options)
        ]
        parts = training.split(placed, book.name, options)
        found = [_read(book, sheet, place, options) for sheet, place in parts.others]
        found += [_read_long(book, long, options) for long in parts.long]
    found = taken_together([table for table in found if table.roles.rows])
    if parts.refused and not any(table.matching for table in found):
        first = parts.refused[0]
        raise refusal(book.name, "record refused", problem=first.message, cure=first.hint)
    if not found:
        raise refusal(book.name, "no rows")
    if options.header_row is None and all(is_form(table.sheet) for table in found):
        raise refusal(book.name, "a form")
    found = _best_first(found)
    _check(found[0], options)
    return Inspection(
        file=book.name,
        format=book.kind,
        digest=digest,
        tables=tuple(found),
        problems=(*book.problems, *cell_notes(book), *parts.refused),
        options=options,
    )


def capped(problems: Iterable[Problem], most: int = _REPEATS) -> tuple[Problem, ...]:
    """The problems with repeats of one kind cut short and counted: "and 41 more like this".

    Questions are all there: each has an answer of its own.
    """
    groups: dict[tuple[Severity, str, str], list[Problem]] = {}
    for one in problems:
        groups.setdefault((one.severity, one.code, one.column), []).append(one)
    told: list[Problem] = []
    for (severity, *_kind), alike in groups.items():
        shown = None if severity is Severity.QUESTION else most
        told.extend(alike[:shown])
        if shown and (more := len(alike[shown:])):
            rest = _("And {more} more like this.", more=more)
            told.append(replace(alike[0], message=rest, hint="", cell="", row=None, value=""))
    return worst_first(told)


def _best_first(found: Sequence[FoundTable]) -> list[FoundTable]:
    """The tables as they resemble one of a plan; of those of a sheet that do, the longest first."""
    best: dict[tuple[str, str], float] = {}
    for one in found:
        kind = one.sheet.name, one.table
        best[kind] = max(best.get(kind, 0.0), one.score)

    def rank(one: FoundTable) -> tuple[bool, float, int]:
        alike = best[one.sheet.name, one.table]
        score = alike if one.score >= _ALIKE * alike else one.score
        return not one.sheet.hidden, score, len(one.roles.rows)

    return sorted(found, key=rank, reverse=True)


def _wanted(book: Book, options: ReadOptions) -> Sequence[Sheet]:
    if not options.sheet:
        return hiding.sheets(book.sheets, options)
    named = [s for s in book.sheets if folded(s.name) == folded(options.sheet)]
    if not named:
        names = tuple(sheet.name for sheet in book.sheets if sheet.name)
        reason = "no such sheet" if names else "no sheets"
        raise wrong_value(reason, file=book.name, sheet=options.sheet, sheets=names)
    return named


def _placed(book: Book, sheet: Sheet, options: ReadOptions) -> Iterable[tuple[Sheet, TablePlace]]:
    header_row = options.header_row
    if header_row is not None and all(map(is_blank, sheet.row(header_row))):
        if options.sheet or len(book.sheets) == 1:
            raise wrong_value("empty header", row=header_row, file=book.name)
        return
    for place in find_places(sheet, header_row):
        yield sheet, place


def _read_long(book: Book, long: LongSheet, options: ReadOptions) -> FoundTable:
    """A record of training that was told again as plain rows, its places those in the file."""
    columns = {**long.columns, **options.columns}
    asked = replace(options, table=long.table, sheet="", header_row=None, columns=columns)
    (place,) = find_places(long.sheet, 1)
    found = _read(book, long.sheet, place, asked)
    hows = [problem("table.reshaped", file=book.name, how=how) for how in long.hows]
    return replace(
        found,
        rows=tuple(training.as_in_the_file(row, long) for row in found.rows),
        problems=(*hows, *long.doubts, *found.problems),
        passes_end=long.passes_end,
        options=options,
    )


def _read(book: Book, sheet: Sheet, place: TablePlace, options: ReadOptions) -> FoundTable:
    seen = _seen(sheet, place)
    matching = _matched(sheet, place, seen, options)
    by_year = year_columns(hiding.headings(sheet, place, options))
    if matching and matching.table == PROGRAMMES:
        matching = without_year_as_whole(matching, by_year, options)
    above = ministry_above.texts_above(sheet, place)
    used = matching or Matching(table=PROGRAMMES, guesses={}, unmatched=place.headings)
    how = understand(used, seen, [text for text, *_place in above], options, sheet, place)
    settled = ministry_above.settled_by(used, above, options)
    picked = picks.known(table_named(used.table), options.values)
    how = replace(how, picked=picked)
    is_ministry = ministry_above.section_test(settled, options)
    told = roles(sheet, _layout(place, used, is_ministry), how.decimal, options.answers)
    told = hiding.rows(sheet, told, options)
    rows = TableReader(book, sheet, used, how, settled).read(told) if matching else ()
    counted: tuple[Problem, ...] = ()
    if "reference" not in options.columns:
        rows, counted = without_counting(rows, used)
    years = BudgetYears()
    units = YearUnits(above=tuple(text for text, *_place in above), heading=used.unit)
    if used.table == PROGRAMMES and matching:
        years = budget_years(book, sheet, by_year, rows, how, options, units)
        if "budget" not in used.guesses and "budget" not in options.columns:
            rows, years = years.as_wholes(rows, sheet.name, options)
        rows, years = of_its_sheet(book, sheet, used, rows, years, options)
    groups = groups_in(used.table, rows, options.answers)
    asked = groups.question(options)
    rows, grouped = groups.taken_together(asked, rows), len(rows)
    if len(rows) < grouped:
        years = years.taken_together(groups, adds=groups.adds(asked))
    doubts = [*how.problems, *told.problems, *hiding.problems(sheet, place, used, told, options)]
    doubts += [*_doubts(sheet, used, rows, options), *_lines_left(sheet, told)]
    doubts += ministry_above.problems(settled, rows)
    doubts += [*counted, *turned_references(rows), *groups.problems(asked), *years.problems]
    return FoundTable(
        sheet=sheet,
        place=place,
        matching=matching,
        how=how if matching else None,
        roles=told,
        rows=tuple(rows),
        problems=tuple(replace(each, file=book.name, sheet=sheet.name) for each in doubts),
        options=options,
        years=years,
    )


def _layout(place: TablePlace, used: Matching, is_ministry: Callable[[str], bool]) -> RowLayout:
    table, sections = table_named(used.table), {"ministry": is_ministry, "country": is_country}
    lacking = {column.name for column in table.columns} - used.guesses.keys()
    return RowLayout(
        table=table,
        columns=used.columns,
        sections={name: test for name, test in sections.items() if name in lacking},
        header_rows=place.header_rows,
        first_row=place.first_row,
        last_row=place.last_row,
    )


def _seen(sheet: Sheet, place: TablePlace) -> dict[int, Evidence]:
    """A sample of the cells below each heading."""
    rows = range(place.first_row, place.last_row + 1)
    sampled = [*rows[: _SAMPLED // 2], *rows[_SAMPLED // 2 :: max(1, len(rows) // _SAMPLED)]]
    return {
        heading.column: evidence([sheet.at(row, heading.column) for row in sampled], heading.name)
        for heading in place.headings
    }


def _matched(
    sheet: Sheet, place: TablePlace, seen: Mapping[int, Evidence], options: ReadOptions
) -> Matching | None:
    headings = hiding.headings(sheet, place, options)
    found = None if options.table else best_matching(headings, seen)
    if options.table or options.columns:
        table = table_named(options.table or (found.table if found else PROGRAMMES))
        chosen = _chosen(place, table, options)
        asked = {*chosen.values(), *(heading.column for heading in headings)}
        headings = tuple(one for one in place.headings if one.column in asked)
        found = match(table.name, headings, seen, chosen)
    if found and found.sums and (said := _which_sum(sheet, found, options).answer):
        chosen = {
            **_chosen(place, table_named(found.table), options),
            "budget": column_number(said),
        }
        found = replace(match(found.table, headings, seen, chosen), sums=found.sums)
    if found is None:
        return found
    kept = {_number_of(place, wanted) for wanted in options.keep}
    if found.table == PROGRAMMES:
        kept |= _markers(found.unmatched, seen)
    return replace(found, kept=tuple(one for one in found.unmatched if one.column in kept))


def _markers(unmatched: Iterable[Heading], seen: Mapping[int, Evidence]) -> set[int]:
    """The columns of policy markers with their scores, which are kept in the note as evidence."""
    known = load().marker_by_heading
    return {
        one.column
        for one in unmatched
        if folded(one.whole) in known and set(seen[one.column].texts) <= set("01234")
    }


def _chosen(place: TablePlace, table: Table, options: ReadOptions) -> dict[str, int]:
    """A person's word on the columns: field → number of the column, 0 for none."""
    names = sorted(column.name for column in table.columns)
    for name in options.columns:
        if name not in names:
            there = {"table": table.title, "columns": tuple(names)}
            raise wrong_value("no such field", column=name, **there)
    wanted = options.columns.items()
    return {name: _column_of(place, column) if column else 0 for name, column in wanted}


def _column_of(place: TablePlace, wanted: str) -> int:
    """The column that a person names by its letters, in capitals, or by its header."""
    number = _number_of(place, wanted)
    if not number:
        columns = tuple(heading.whole or heading.letters for heading in place.headings)
        raise wrong_value("no such column", column=wanted, columns=columns)
    return number


def _number_of(place: TablePlace, wanted: str) -> int:
    """The same, 0 when there is none of that name."""
    number = column_number(wanted.strip())
    if not 0 < number <= len(place.headings):
        number = 0
    if wanted.strip().isupper() and number:
        return number
    for heading in place.headings:
        if folded(wanted) and folded(wanted) in (folded(heading.name), folded(heading.whole)):
            return heading.column
    return number


def _check(found: FoundTable, options: ReadOptions) -> None:
    """Refuse values and columns to keep that do not fit the table; others may lack them."""
    if not found.matching or not (options.values or options.keep):
        return
    table = table_named(found.table)
    picks.check(table, options.values)
    if options.keep and not table.notes:
        raise wrong_value("no note", table=table.title)
    used = {guess.heading.column: name for name, guess in found.matching.guesses.items()}
    for wanted in options.keep:
        if name := used.get(_column_of(found.place, wanted)):
            raise wrong_value("kept already", column=wanted, label=table.label(name))


def _doubts(
    sheet: Sheet, matching: Matching, rows: Sequence[ReadRow], options: ReadOptions
) -> Iterator[Problem]:
    """What there is to say of a table as a whole."""
    if untitled := sum("title" in row.fallback_columns for row in rows):
        yield problem("title.missing", number=untitled, column="title")
    table = table_named(matching.table)
    if matching.unit:
        yield problem("unit.taken", column="budget", header=matching.unit.with_letters)
    if matching.sums:
        yield _which_sum(sheet, matching, options)
    for guess in matching.guesses.values():
        if guess.alternatives:
            filled = sum(_is_filled(row, guess) for row in rows)
            yield problem(
                "column.filled" if filled else "column.several",
                field=table.label(guess.field),
                taken=guess.heading.with_letters,
                alternatives=tuple(one.with_letters for one in guess.alternatives),
                number=filled,
            )


def _lines_left(sheet: Sheet, told: Roles) -> Iterator[Problem]:
    """A note on the lines among the rows that hand nothing down, as “Cancelled programmes”."""
    last, first = max(told.rows, default=0), min(told.rows, default=0)
    used = {one.row for some in told.inherited.values() for one in some}
    lines = [
        _(
            "{row}: {text}",
            row=one.row,
            text=max(map(text_of, sheet.row(one.row)), key=len, default=""),
        )
        for one in told.skipped
        if one.why in (SECTION, REMARK) and first < one.row < last and one.row not in used
    ]
    if lines:
        yield problem("rows.lines", lines=tuple(lines[:_REPEATS]), number=len(lines))


def _which_sum(sheet: Sheet, matching: Matching, options: ReadOptions) -> Problem:
    """The question which of several columns of sums is the budget, with the answer to it."""
    offered = [ProposedAnswer(one.letters, one.with_letters) for one in matching.sums]
    asked = problem(
        "budget.parts",
        sheet=sheet.name,
        column="budget",
        columns=tuple(one.with_letters for one in matching.sums),
        answers=(*offered, ProposedAnswer("none", _("None of these"))),
    )
    return asked.answered(options.answers)


def _is_filled(row: ReadRow, guess: Guess) -> bool:
    """Whether a row has a value from another column than the one of its field."""
    place = row.elsewhere.get(guess.field, "").rstrip("0123456789")
    return place in {heading.letters for heading in guess.fallbacks}
