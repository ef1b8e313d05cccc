"""`inspect`: what is in a ministry's own spreadsheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from planner.cli.commands import command
from planner.cli.disk import read_content
from planner.cli.import_options import options_from, reading
from planner.cli.options import option
from planner.cli.printing import answer, table
from planner.cli.run import CommandRun
from planner.intake import inspection, inspection_json
from planner.intake.inspection import FoundTable, Inspection, capped
from planner.messages import Message, _, listing, ngettext, paragraph
from planner.plan import table_named
from planner.problems import Problem, Severity, worst_first

TOLD = 20  # problems that a person at a terminal is told one by one


@command("inspect")
@click.argument("file", metavar="FILE")
@reading
@option("--rows", is_flag=True, help=_("With --json: every row, under “data”."))
@click.pass_obj
def _inspect(run: CommandRun, file: str, rows: bool, **settled: Any) -> None:
    password = settled.pop("password")
    options = options_from(run, settled)
    found = inspection.inspect(Path(file).name, read_content(file), options, password=password)
    document = inspection_json.as_json(found, run.tell, with_rows=rows) if run.json else None
    answer(run, document, _inspected(run, found))


def _inspected(run: CommandRun, found: Inspection) -> Iterator[Message | str]:
    yield f"{found.file}: {found.format}"
    yield from (problem.sentence for problem in found.problems)
    for one in found.tables:
        yield ""
        yield from _found_table(run, one)


def _found_table(run: CommandRun, found: FoundTable) -> Iterator[Message | str]:
    known = table_named(found.table) if found.table else None
    taken = (
        _("taken for {table}", table=known.title) if known else _("resembles no table of the plan")
    )
    rows = ngettext("{number} row", "{number} rows", len(found.roles.rows))
    header = _("header in row {rows}", rows=found.place.header_rows)
    yield _(
        "{place}: {found}.",
        place=found.sheet.name or _("The file"),
        found=listing(taken, *([header] if found.place.header_rows else []), rows),
    )
    if known and found.matching:
        yield from table(
            run,
            (_("Column"), _("Header"), _("Taken for"), _("Why")),
            (
                (guess.heading.letters, guess.heading.name, known.label(name), guess.reason)
                for name, guess in found.matching.guesses.items()
            ),
        )
        yield from _without_a_place(found)
    skipped = Counter(one.why for one in found.roles.skipped)
    if skipped:
        counts = (_("{number} {why}", number=count, why=why) for why, count in skipped.items())
        yield _("Rows left out: {counts}.", counts=tuple(counts))
    yield from problem_lines(capped(found.all_problems))


def _without_a_place(found: FoundTable) -> Iterator[Message]:
    """Columns of the file that are ignored, or kept in the note."""
    unmatched = found.matching.unmatched if found.matching else ()
    kept = found.matching.kept if found.matching else ()
    left = [f"{one.letters} {one.whole}".strip() for one in unmatched if one not in kept]
    if left:
        without = _("Columns without a place: {columns}.", columns=tuple(left))
        yield paragraph(without, _("Keep one with --keep-column."))
    if kept:
        columns = tuple(one.whole or one.letters for one in kept)
        yield _("Kept in the note: {columns}.", columns=columns)


def problem_lines(problems: Iterable[Problem]) -> Iterator[Message]:
    """The gravest problems, a line each, and how many more there are."""
    listed = worst_first(problems)
    for problem in listed[:TOLD]:
        yield _("{severity}: {problem}", severity=_word(problem), problem=problem.sentence)
    if len(listed) > TOLD:
        yield _("And {number} more; --json lists them.", number=len(listed) - TOLD)
    if any(problem.is_open for problem in listed):
        yield _(
            "--dry-run --answers FILE writes the questions to a file; answered there, it is given "
            "back with --answers FILE."
        )


def _word(problem: Problem) -> Message:
    return {
        Severity.ERROR: _("error"),
        Severity.QUESTION: _("question"),
        Severity.WARNING: _("warning"),
        Severity.NOTE: _("note"),
    }[problem.severity]


COMMANDS = (_inspect,)
