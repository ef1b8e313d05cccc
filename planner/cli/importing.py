"""`import` and `empty-list`: ministries' own spreadsheets come in."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planner.changes import Entry
from planner.cli.commands import command, option, out_option
from planner.cli.import_options import AnswerFile, answers_option, options_from, reading
from planner.cli.opened_plan import OpenedPlan, plan_command, read_content, write_file
from planner.cli.printing import answer, table
from planner.cli.run import CommandRun
from planner.intake import inspection, inspection_json
from planner.intake.inspection import FoundTable, Inspection, capped
from planner.messages import Message, _, listing, ngettext, paragraph
from planner.plan import table_named
from planner.problems import Problem, Severity, worst_first
from planner.services.importing.draft import open_draft
from planner.services.importing.empty_list import blank_list
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import
from planner.services.importing.pseudonyms import fresh_salt

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


PHRASE = "R2P_PLANNER_PHRASE"
FINDINGS = 1


@plan_command("import")
@click.argument("file", metavar="FILE")
@reading
@option(
    "--blank",
    type=click.Choice(["keep", "clear"]),
    default="keep",
    help=_("What an empty cell does to a value of the plan. Default: keep it."),
)
@option(
    "--names-to-codes",
    is_flag=True,
    help=_(
        "In a register, put codes in the place of people's names, made with a phrase of "
        "your office: typed unseen or in R2P_PLANNER_PHRASE, kept nowhere."
    ),
)
@answers_option
@option("--dry-run", is_flag=True, help=_("Say what would happen, and store nothing."))
@option("--rejected", metavar="OUT.xlsx", help=_("Write refused rows, with reasons, to a file."))
@out_option
def _import_file(
    run: CommandRun,
    place: OpenedPlan,
    file: str,
    dry_run: bool,
    rejected: str | None,
    **settled: Any,
) -> int:
    answers = AnswerFile(settled["answers"], dry_run=dry_run)
    options = ImportOptions(
        read=replace(options_from(run, settled), answers=answers.given),
        clear_blanks=settled["blank"] == "clear",
        salt=_codes_salt(run, settled["names_to_codes"]),
    )
    draft = open_draft(
        *place.at,
        Path(file).name,
        read_content(file),
        options,
        password=settled["password"],
    )
    preview = draft.recall().preview()
    answers.keep(run, preview.questions)
    if rejected and preview.reasons:  # before anything is kept, in case it cannot be written
        write_file(Path(rejected), preview.rejected(run.voice))
        run.say(_("{file} holds the refused rows, each with its reason.", file=rejected))
    entry = None if dry_run else apply_import(run.actor, place.store, preview)
    if not dry_run:
        place.write(settled["out"])
    lines = _imported(preview, entry, stored=not place.file)
    answer(run, preview.as_json(entry, run.tell), lines)
    is_open = any(one.is_open for one in preview.questions)
    return FINDINGS if preview.counts["rejected"] or is_open else 0


@plan_command("empty-list")
@click.argument("out", metavar="OUT.xlsx")
def _empty_list(run: CommandRun, place: OpenedPlan, out: str) -> None:
    content = blank_list(place.plan, run.language)
    write_file(Path(out), content)
    done = _(
        "{file} is made. Filled in, it goes in with: {command}",
        file=out,
        command=f"import {place.file or place.name} {out}",
    )
    answer(run.beside_files(), {"file": out, "bytes": len(content)}, [done])


def _codes_salt(run: CommandRun, asked: bool) -> bytes | None:
    """What codes are made with, when they are asked for: the office's phrase, else random bytes.

    The phrase stands in the environment or is typed unseen; it is no option, because others can
    see those.
    """
    if not asked:
        return None
    phrase = os.environ.get(PHRASE)
    if phrase is None and sys.stdin.isatty():
        asks = run.tell(_("The office's secret phrase; nothing for codes that are new each time"))
        phrase = click.prompt(asks, default="", hide_input=True, show_default=False, err=True)
    if phrase is None:
        needed = _(
            "--names-to-codes needs the office's phrase: set {variable}, to nothing for codes that "
            "are new each time.",
            variable=PHRASE,
        )
        raise click.UsageError(run.tell(needed))
    return phrase.encode() if phrase else fresh_salt()


def _imported(
    preview: ImportPreview, entry: Entry | None, *, stored: bool
) -> Iterator[Message | str]:
    yield preview.done if entry else preview.sentence
    yield from problem_lines(preview.problems)
    if entry and stored:
        yield _(
            "Done, as revision {revision}. Undo it with: {command}",
            revision=entry.revision,
            command=f"r2p-planner undo {preview.plan} {entry.revision}",
        )
