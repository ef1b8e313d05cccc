"""`inspect`, `import` and `export`: files in and out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from planner.cli.options import command, out_option, plan_argument
from planner.cli.printing import answer, table
from planner.cli.reading import codes_salt, options_from, reading
from planner.cli.session import CommandRun
from planner.cli.words import label, table_label
from planner.cli.writing import write_file

if TYPE_CHECKING:
    from planner.changes import Entry
    from planner.intake.inspection import FoundTable, Inspection
    from planner.problems import Problem
    from planner.services.importing.preview import ImportPreview

TOLD = 20  # problems that a person at a terminal is told one by one
FINDINGS = 1
KINDS = ("cabinet", "plan", "package")
LEVELS = ("public", "government", "restricted")


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
    document = (
        inspection_json.as_json(found, session.voice.tell, with_rows=rows) if session.json else None
    )
    answer(session, document, _inspected(session, found))


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
    session: CommandRun,
    plan: str,
    file: str,
    blank: str,
    names_to_codes: bool,
    confirm_tenfold: bool,
    dry_run: bool,
    **told: Any,
) -> int:
    """Take a ministry's file into a plan, all or nothing; the same file again changes nothing."""
    from planner.services.importing import preview as importing

    rejected, out, password = (told.pop(name) for name in ("rejected", "out", "password"))
    options = options_from(told)
    desk = session.desk(plan)
    preview = importing.preview_import(
        session.actor,
        desk.store,
        desk.name,
        _content(file),
        Path(file).name,
        options=options,
        clear_blanks=blank == "clear",
        confirm_tenfold=confirm_tenfold,
        password=password,
        salt=codes_salt(names_to_codes),
    )
    entry = None if dry_run else importing.apply_import(session.actor, desk.store, preview)
    if rejected and preview.reasons:
        write_file(Path(rejected), preview.rejected())
        session.say(f"{rejected} holds the refused rows, each with its reason.")
    if not dry_run:
        desk.write(session, out)
    answer(session, preview.as_json(entry), _imported(preview, entry, stored=not desk.file))
    return FINDINGS if preview.counts["rejected"] else 0


@command("export")
@plan_argument
@click.argument("out", metavar="OUT")
@click.option("--kind", required=True, type=click.Choice(KINDS), help="What to make of the plan.")
@click.option("--level", type=click.Choice(LEVELS), help="Whom it is for. Default: the plan's own.")
@click.pass_obj
def export(session: CommandRun, plan: str, out: str, kind: str, level: str | None) -> None:
    """Make a file of a plan for a level; OUT is the file, or the folder to put it into."""
    from planner.choices import Classification
    from planner.errors import WrongValue
    from planner.services import exporting

    desk = session.desk(plan)
    ending = exporting.ending(exporting.Kind(kind))
    if not Path(out).is_dir() and Path(out).suffix.lower() not in ("", ending):
        raise WrongValue(f"{out} would not open: this is a {ending} file.", "Name it so.")
    own = desk.plan(session).details.classification or Classification.GOVERNMENT
    made = exporting.export(
        session.actor,
        desk.store,
        desk.name,
        exporting.Kind(kind),
        level=Classification(level) if level else own,
        today=session.today,
        now=session.now,
        language=session.language,
    )
    path = Path(out) / made.name if Path(out).is_dir() else Path(out)
    write_file(path, made.content)
    release = made.release
    document = {
        "file": str(path),
        "kind": kind,
        "level": release.level,
        "revision": release.plan.revision,
        "sha256": made.sha256,
        "bytes": len(made.content),
        "left_out": release.left_out,
    }
    absent = f" {release.left_out} rows marked above are not in it." if release.left_out else ""
    answer(session, document, [f"{path} is made, level {release.level}.{absent}"])


@command("empty-list")
@plan_argument
@click.argument("out", metavar="OUT.xlsx")
@click.pass_obj
def empty_list(session: CommandRun, plan: str, out: str) -> None:
    """Make the empty list that a ministry fills in with what it does, to be imported again."""
    from planner.services.importing.empty_list import blank_list

    content = blank_list(session.desk(plan).plan(session), session.language)
    write_file(Path(out), content)
    document = {"file": out, "bytes": len(content)}
    answer(session, document, [f"{out} is made. Filled in, it goes in with: import {plan} {out}"])


def _content(file: str) -> bytes:
    from planner.errors import UnreadableFile

    try:
        return Path(file).read_bytes()
    except OSError as failure:
        raise UnreadableFile(f"{file} cannot be opened: {failure.strerror}.") from failure


def _inspected(session: CommandRun, found: Inspection) -> Iterable[str]:
    yield f"{found.file}: {found.format}."
    for problem in found.problems:
        yield problem.sentence
    for one in found.tables:
        yield ""
        yield from _found_table(session, one)


def _found_table(session: CommandRun, found: FoundTable) -> Iterable[str]:
    from planner.intake.inspection import capped
    from planner.plan import table_named

    place = f"Sheet {found.sheet.name}" if found.sheet.name else "The file"
    known = table_named(found.table) if found.table else None
    taken = f"taken for {table_label(session, known)}" if known else "resembles no table of a plan"
    rows = " and ".join(map(str, found.place.header_rows))
    header = f"header in row {rows}, " if rows else ""
    yield f"{place}: {taken}, {header}{len(found.roles.rows)} rows."
    if known and found.matching:
        yield from table(
            ("Column", "Header", "Taken for", "Why"),
            (
                (
                    guess.heading.letters,
                    guess.heading.name,
                    label(session, known, name),
                    session.voice.tell(guess.reason),
                )
                for name, guess in found.matching.guesses.items()
            ),
        )
        yield from _without_a_place(found)
    skipped = Counter(one.why for one in found.roles.skipped)
    if skipped:
        counted = ", ".join(f"{count} {why}" for why, count in skipped.items())
        yield f"Rows left out: {counted}."
    yield from _problems(capped(found.all_problems))


def _without_a_place(found: FoundTable) -> Iterable[str]:
    """Columns of the file that are ignored, or kept in the note."""
    unmatched = found.matching.unmatched if found.matching else ()
    kept = found.matching.kept if found.matching else ()
    left = [f"{one.letters} {one.whole}".strip() for one in unmatched if one not in kept]
    if left:
        yield f"Columns without a place: {', '.join(left)}. Keep one with --keep-column."
    if kept:
        yield f"Kept in the note: {', '.join(one.whole or one.letters for one in kept)}."


def _imported(preview: ImportPreview, entry: Entry | None, *, stored: bool) -> Iterable[str]:
    yield preview.done if entry else preview.sentence
    yield from _problems(preview.problems)
    if entry and stored:
        back = f"r2p-planner undo {preview.plan} {entry.revision}"
        yield f"Done, as revision {entry.revision}. Take it back with: {back}"


def _problems(problems: Iterable[Problem]) -> Iterable[str]:
    from planner.problems import worst_first

    listed = worst_first(problems)
    yield from (f"{problem.severity}: {problem.sentence}" for problem in listed[:TOLD])
    if len(listed) > TOLD:
        yield f"And {len(listed) - TOLD} more; --json lists them."


COMMANDS = (inspect, import_file, export, empty_list)
