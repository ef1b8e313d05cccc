"""What is in a file: its tables, which column is which, the rows, and what is doubtful."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.errors import UnreadableFile, WrongValue
from planner.intake import training
from planner.intake.grid import Book, Sheet, address, column_number, is_blank
from planner.intake.limits import LIMITS, Limits
from planner.intake.opening import gc_paused, open_book
from planner.intake.read_options import ReadOptions
from planner.intake.rows import hiding, picks
from planner.intake.rows.grouping import grouped, groups_in
from planner.intake.rows.reading import ReadRow, read_rows
from planner.intake.rows.roles import InheritedValue, Roles, RowLayout, roles
from planner.intake.rows.understanding import Understanding, understand
from planner.intake.tables.evidence import Evidence, evidence, is_ministry, is_public_body
from planner.intake.tables.finding import Place, find_places
from planner.intake.tables.forms import is_form
from planner.intake.tables.header_vocabulary import PROGRAMMES
from planner.intake.tables.headings import text_of
from planner.intake.tables.matching import Matching, best_matching, match
from planner.intake.training import LongSheet
from planner.plan import table_named
from planner.problems import Problem, Severity
from planner.readers.texts import folded
from planner.schema import Table

_SAMPLED = 400  # rows that are looked at to tell what a column holds
_NAME_OF_A_BODY = 100  # letters
_REPEATS = 20  # problems of one kind that are told one by one


@dataclass(frozen=True, kw_only=True)
class FoundTable:
    """One table of a file, read. `matching` is None when no table of a plan resembles it.

    `passes_end` says that the days of its passes are those on which they end.
    """

    sheet: Sheet
    place: Place
    matching: Matching | None
    how: Understanding | None
    roles: Roles
    rows: tuple[ReadRow, ...]
    problems: tuple[Problem, ...]
    options: ReadOptions = field(default_factory=ReadOptions)
    passes_end: bool = False

    @property
    def table(self) -> str:
        """The plan's table that it was taken for; blank when it resembles none."""
        return self.matching.table if self.matching else ""

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """What is doubtful about the whole table, then row by row."""
        return (*self.problems, *(problem for row in self.rows for problem in row.problems))


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
            raise UnreadableFile(
                f"{self.file} holds no table that resembles one of the plan.",
                "Name the table and the row of its header.",
            )
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
        parts = training.split(placed, book.name, options.table)
        found = [_read(book, sheet, place, options) for sheet, place in parts.others]
        found += [_read_long(book, long, options) for long in parts.long]
    found = [table for table in found if table.roles.rows]
    if parts.refused and not any(table.matching for table in found):
        raise UnreadableFile(f"{book.name}: {parts.refused[0].message}", parts.refused[0].hint)
    if not found:
        raise UnreadableFile(
            f"{book.name} holds no table: there are no rows under a row of headers.",
            "Check that the right file was chosen, and that its sheet is not empty.",
        )
    if options.header_row is None and all(is_form(table.sheet) for table in found):
        raise UnreadableFile(
            f"{book.name} describes one thing from top to bottom, and not one in each row.",
            "Write the names into one row, side by side, and what they stand for into the next.",
        )
    found.sort(key=_rank, reverse=True)
    _check(found[0], options)
    return Inspection(
        file=book.name,
        format=book.kind,
        digest=digest,
        tables=tuple(found),
        problems=(*_remarks(book), *(one.problem for one in parts.refused)),
        options=options,
    )


def capped(problems: Iterable[Problem], most: int = _REPEATS) -> tuple[Problem, ...]:
    """The problems with repeats of one kind cut short and counted: "and 41 more like this"."""
    groups: dict[tuple[Severity, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.severity, problem.code, problem.column), []).append(problem)
    told: list[Problem] = []
    for alike in groups.values():
        told.extend(alike[:most])
        more = len(alike) - most
        if more > 0:
            rest = f"And {more} more like this."
            told.append(replace(alike[0], message=rest, hint="", cell="", row=None, value=""))
    return tuple(sorted(told, key=lambda problem: list(Severity).index(problem.severity)))


def _rank(table: FoundTable) -> tuple[bool, float, int]:
    score = table.matching.score if table.matching else 0.0
    return (not table.sheet.hidden, score, len(table.roles.rows))


def _wanted(book: Book, options: ReadOptions) -> Sequence[Sheet]:
    if not options.sheet:
        return hiding.sheets(book.sheets, options)
    named = [s for s in book.sheets if folded(s.name) == folded(options.sheet)]
    if not named:
        names = ", ".join(sheet.name for sheet in book.sheets if sheet.name)
        raise WrongValue(
            f"{book.name} has no sheet “{options.sheet}”.",
            f"It has: {names}." if names else "It is a text file: one table, without sheets.",
        )
    return named


def _placed(book: Book, sheet: Sheet, options: ReadOptions) -> Iterable[tuple[Sheet, Place]]:
    header_row = options.header_row
    if header_row is not None and not any(not is_blank(cell) for cell in sheet.row(header_row)):
        if options.sheet or len(book.sheets) == 1:
            raise WrongValue(f"Row {header_row} of {book.name} is empty, so it is no header.")
        return
    for place in find_places(sheet, header_row):
        yield sheet, place


def _read_long(book: Book, long: LongSheet, options: ReadOptions) -> FoundTable:
    """A record of training that was told again as plain rows, its places those in the file."""
    columns = {**long.columns, **options.columns}
    asked = replace(options, table=long.table, sheet="", header_row=None, columns=columns)
    (place,) = find_places(long.sheet, 1)
    found = _read(book, long.sheet, place, asked)
    hows = [
        _note("table.reshaped", how, "Each row says which cell it comes from.") for how in long.hows
    ]
    return replace(
        found,
        rows=tuple(training.as_in_the_file(row, long) for row in found.rows),
        problems=(*(replace(one, file=book.name) for one in hows), *found.problems),
        passes_end=long.passes_end,
        options=options,
    )


def _read(book: Book, sheet: Sheet, place: Place, options: ReadOptions) -> FoundTable:
    seen = _seen(sheet, place)
    matching = _matched(sheet, place, seen, options)
    above = _above(sheet, place)
    used = matching or Matching(table=PROGRAMMES, guesses={}, unmatched=place.headings)
    how = understand(used, seen, [text for text, _ in above], options.dates, options.decimal)
    settled = _settled(used, above, options)
    if options.values:
        how = replace(how, picked=picks.known(table_named(used.table), options.values))
    told = roles(sheet, _layout(place, used), how.decimal, _heads(settled, options))
    told = hiding.rows(sheet, told, options)
    rows = read_rows(book, sheet, used, how, told, settled) if matching else ()
    groups = groups_in(used.table, rows)
    repeats = groups.problem(is_done=options.group)
    rows = grouped(rows, groups) if options.group else rows
    doubts = [*how.problems, *hiding.problems(sheet, place, used, told, options)]
    doubts += [*_doubts(used, rows), *_above_said(settled, rows), *([repeats] if repeats else [])]
    return FoundTable(
        sheet=sheet,
        place=place,
        matching=matching,
        how=how if matching else None,
        roles=told,
        rows=rows,
        problems=tuple(replace(each, file=book.name, sheet=sheet.name) for each in doubts),
        options=options,
    )


def _layout(place: Place, used: Matching) -> RowLayout:
    return RowLayout(
        table=table_named(used.table),
        columns={name: guess.heading.column for name, guess in used.guesses.items()},
        header_rows=place.header_rows,
        first_row=place.first_row,
        last_row=place.last_row,
    )


def _seen(sheet: Sheet, place: Place) -> dict[int, Evidence]:
    """A sample of the cells below each heading."""
    rows = range(place.first_row, place.last_row + 1)
    sampled = [*rows[: _SAMPLED // 2], *rows[_SAMPLED // 2 :: max(1, len(rows) // _SAMPLED)]]
    return {
        heading.column: evidence([sheet.at(row, heading.column) for row in sampled], heading.name)
        for heading in place.headings
    }


def _matched(
    sheet: Sheet, place: Place, seen: Mapping[int, Evidence], options: ReadOptions
) -> Matching | None:
    headings = hiding.headings(sheet, place, options)
    found = None if options.table else best_matching(headings, seen)
    if options.table or options.columns:
        table = table_named(options.table or (found.table if found else PROGRAMMES))
        chosen = _chosen(place, table, options)
        asked = {*chosen.values(), *(heading.column for heading in headings)}
        headings = tuple(one for one in place.headings if one.column in asked)
        found = match(table.name, headings, seen, chosen)
    if found is None or not options.keep:
        return found
    kept = {_number_of(place, wanted) for wanted in options.keep}
    return replace(found, kept=tuple(one for one in found.unmatched if one.column in kept))


def _chosen(place: Place, table: Table, options: ReadOptions) -> dict[str, int]:
    """A person's word on the columns: field → number of the column, 0 for none."""
    names = {column.name for column in table.columns}
    chosen: dict[str, int] = {}
    for name, wanted in options.columns.items():
        if name not in names:
            raise WrongValue(
                f"{table.many} have no column “{name}”.", f"They have: {', '.join(sorted(names))}."
            )
        chosen[name] = _column_of(place, wanted) if wanted else 0
    return chosen


def _column_of(place: Place, wanted: str) -> int:
    """The column that a person names by its letters, in capitals, or by its header."""
    number = _number_of(place, wanted)
    if not number:
        raise WrongValue(
            f"There is no column “{wanted}”.",
            f"The columns are: {', '.join(h.whole or h.letters for h in place.headings)}.",
        )
    return number


def _number_of(place: Place, wanted: str) -> int:
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
        raise WrongValue(f"{table.many} have no note in which a column could be kept.")
    used = {guess.heading.column: name for name, guess in found.matching.guesses.items()}
    for wanted in options.keep:
        field = used.get(_column_of(found.place, wanted))
        if field:
            label = table.column(field).label
            raise WrongValue(f"Column “{wanted}” is {label}, so it need not be kept in the note.")


def _above(sheet: Sheet, place: Place) -> list[tuple[str, str]]:
    """The texts above a table, each with the cell it stands in."""
    return [
        (text_of(cell), address(row, at))
        for row in place.above
        for at, cell in enumerate(sheet.row(row), start=1)
        if isinstance(cell, str) and text_of(cell)
    ]


def _settled(
    matching: Matching, above: Sequence[tuple[str, str]], options: ReadOptions
) -> dict[str, InheritedValue]:
    """The ministry of every row: the one a person names, or the one above the table."""
    names = {column.name for column in table_named(matching.table).columns}
    if "ministry" not in names:
        return {}
    if options.ministry:
        return {"ministry": InheritedValue(field="ministry", text=options.ministry, cell="")}
    if "ministry" in matching.guesses:
        return {}
    bodies = [one for one in above if is_public_body(one[0])]
    for text, cell in sorted(bodies, key=lambda one: not is_ministry(one[0])):
        name = text.partition(":")[2].strip() or text
        if len(name) <= _NAME_OF_A_BODY:
            return {"ministry": InheritedValue(field="ministry", text=name, cell=cell)}
    return {}


def _heads(settled: Mapping[str, InheritedValue], options: ReadOptions) -> Callable[[str], bool]:
    """Which sections are the ministry of the rows below: a directorate is not, under a ministry."""
    if options.ministry:
        return lambda _: False
    above = settled.get("ministry")
    return is_ministry if above and is_ministry(above.text) else is_public_body


def _above_said(
    settled: Mapping[str, InheritedValue], rows: Sequence[ReadRow]
) -> Iterable[Problem]:
    one = settled.get("ministry")
    if one is None or not one.cell:
        return
    if any(row.cells.get(one.field, "").rpartition("!")[2] == one.cell for row in rows):
        yield Problem(
            severity=Severity.NOTE,
            code="ministry.above",
            message=f"“{one.text}” stands above the table and was taken as the ministry.",
            hint="Name another ministry if these rows are not its own.",
            cell=one.cell,
            column=one.field,
            value=one.text,
        )


def _doubts(matching: Matching, rows: Sequence[ReadRow]) -> Iterable[Problem]:
    """What there is to say of a table as a whole."""
    untitled = sum("title" in row.fallback_columns for row in rows)
    if untitled:
        yield Problem(
            severity=Severity.WARNING,
            code="title.missing",
            message=f"Rows without a title: {untitled}. Description or reference stands for it.",
            hint="Take in a file with references and titles as well.",
            column="title",
        )
    for guess in matching.guesses.values():
        if guess.alternatives:
            others = ", ".join(f"{h.letters} ({h.whole})" for h in guess.alternatives)
            label = table_named(matching.table).column(guess.field).label
            yield _note(
                "column.several",
                f"{label} was read from {guess.heading.letters} ({guess.heading.whole}); "
                f"these would suit as well: {others}.",
                "Choose another column if it is the wrong one.",
            )


def _note(code: str, message: str, hint: str) -> Problem:
    return Problem(severity=Severity.NOTE, code=code, message=message, hint=hint)


def _remarks(book: Book) -> Iterable[Problem]:
    for remark in book.remarks:
        yield Problem(
            severity=Severity.NOTE if remark.mere else Severity.WARNING,
            code=remark.code,
            message=remark.message,
            file=book.name,
            sheet=remark.sheet,
            row=remark.row,
            cell=remark.cell,
        )
