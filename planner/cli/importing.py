"""`inspect`, `import` and `empty-list`: ministries' own spreadsheets come in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.import_options import codes_salt, options_from, reading
from planner.cli.options import command, out_option, plan_argument
from planner.cli.printing import answer, table
from planner.cli.session import CommandRun
from planner.cli.writing import write_file
from planner.messages import Message, _, listing, ngettext, paragraph

if TYPE_CHECKING:
    from planner.changes import Entry
    from planner.intake.inspection import FoundTable, Inspection
    from planner.languages.voice import Voice
    from planner.problems import Problem
    from planner.services.importing.preview import ImportPreview

TOLD = 20  # problems that a person at a terminal is told one by one
FINDINGS = 1


@command("inspect")
@click.argument("file", metavar="FILE")
@reading
@click.option("--rows", is_flag=True, help="With --json: every row, under “data”.")
@click.pass_obj
def inspect(session: CommandRun, file: str, rows: bool, **settled: Any) -> None:
    """What is in a file, which table it is, how its columns are understood; nothing is stored."""
    from planner.intake import inspection, inspection_json

    password = settled.pop("password")
    options = options_from(settled)
    found = inspection.inspect(Path(file).name, _content(file), options, password=password)
    voice = session.voice
    document = inspection_json.as_json(found, voice.tell, with_rows=rows) if session.json else None
    answer(session, document, map(voice.tell, _inspected(voice, found)))


@command("import")
@plan_argument
@click.argument("file", metavar="FILE")
@reading
@click.option("--blank", type=click.Choice(["keep", "clear"]), default="keep",
              help="What an empty cell does to a value of the plan. Default: keep it.")  # fmt: skip
@click.option("--names-to-codes", is_flag=True,
              help="In a register, put codes in the place of people's names, made with a phrase of "
              "your office: typed unseen or in R2P_PLANNER_PHRASE, kept nowhere.")  # fmt: skip
@click.option("--confirm-tenfold", is_flag=True, help="Take sums that change by a power of ten.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and store nothing.")
@click.option("--rejected", metavar="OUT.xlsx", help="Write refused rows, with reasons, to a file.")
@out_option
@click.pass_obj
def import_file(
    session: CommandRun, plan: str, file: str, dry_run: bool, rejected: str | None, **settled: Any
) -> int:
    """Take a ministry's file into a plan, all or nothing; the same file again changes nothing."""
    from planner.services.importing.draft import open_draft
    from planner.services.importing.preview import ImportOptions, apply_import

    opened, voice = session.desk(plan), session.voice
    options = ImportOptions(
        read=options_from(settled),
        clear_blanks=settled["blank"] == "clear",
        confirm_tenfold=settled["confirm_tenfold"],
        salt=codes_salt(settled["names_to_codes"]),
    )
    draft = open_draft(
        session.actor,
        opened.store,
        opened.name,
        Path(file).name,
        _content(file),
        options,
        password=settled["password"],
    )
    preview = draft.recall().preview()
    entry = None if dry_run else apply_import(session.actor, opened.store, preview)
    if rejected and preview.reasons:
        write_file(Path(rejected), preview.rejected(voice))
        told = _("{file} holds the refused rows, each with its reason.", file=rejected)
        session.say(voice.tell(told))
    if not dry_run:
        opened.write(session, settled["out"])
    lines = _imported(preview, entry, stored=not opened.file)
    answer(session, preview.as_json(entry, voice.tell), map(voice.tell, lines))
    return FINDINGS if preview.counts["rejected"] else 0


@command("empty-list")
@plan_argument
@click.argument("out", metavar="OUT.xlsx")
@click.pass_obj
def empty_list(session: CommandRun, plan: str, out: str) -> None:
    """Make the empty list that a ministry fills in with what it does, to be imported again."""
    from planner.services.importing.empty_list import blank_list

    content = blank_list(session.desk(plan).plan(session), session.language)
    write_file(Path(out), content)
    done = _(
        "{file} is made. Filled in, it goes in with: {command}",
        file=out,
        command=f"import {plan} {out}",
    )
    answer(session, {"file": out, "bytes": len(content)}, [session.voice.tell(done)])


def _content(file: str) -> bytes:
    from planner.errors import UnreadableFile

    try:
        return Path(file).read_bytes()
    except OSError as failure:
        cannot = _("{file} cannot be opened: {reason}.", file=file, reason=failure.strerror)
        raise UnreadableFile(cannot) from failure


def _inspected(voice: Voice, found: Inspection) -> Iterator[Message | str]:
    yield f"{found.file}: {found.format}"
    yield from (problem.sentence for problem in found.problems)
    for one in found.tables:
        yield ""
        yield from _found_table(voice, one)


def _found_table(voice: Voice, found: FoundTable) -> Iterator[Message | str]:
    from planner.intake.inspection import capped
    from planner.plan import table_named

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
        heads = (_("Column"), _("Header"), _("Taken for"), _("Why"))
        yield from table(
            tuple(map(voice.tell, heads)),
            (
                (
                    guess.heading.letters,
                    guess.heading.name,
                    voice.label(known, name),
                    voice.tell(guess.reason),
                )
                for name, guess in found.matching.guesses.items()
            ),
        )
        yield from _without_a_place(found)
    skipped = Counter(one.why for one in found.roles.skipped)
    if skipped:
        counts = (_("{number} {why}", number=count, why=why) for why, count in skipped.items())
        yield _("Rows left out: {counts}.", counts=tuple(counts))
    yield from _problems(capped(found.all_problems))


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


def _imported(
    preview: ImportPreview, entry: Entry | None, *, stored: bool
) -> Iterator[Message | str]:
    yield preview.done if entry else preview.sentence
    yield from _problems(preview.problems)
    if entry and stored:
        yield _(
            "Done, as revision {revision}. Take it back with: {command}",
            revision=entry.revision,
            command=f"r2p-planner undo {preview.plan} {entry.revision}",
        )


def _problems(problems: Iterable[Problem]) -> Iterator[Message]:
    from planner.problems import worst_first

    listed = worst_first(problems)
    for problem in listed[:TOLD]:
        yield _("{severity}: {problem}", severity=_word(problem), problem=problem.sentence)
    if len(listed) > TOLD:
        yield _("And {number} more; --json lists them.", number=len(listed) - TOLD)


def _word(problem: Problem) -> Message:
    words = {"error": _("error"), "warning": _("warning"), "note": _("note")}
    return words[problem.severity.value]


COMMANDS = (inspect, import_file, empty_list)
