"""`import` and `empty-list`: ministries' own spreadsheets come in."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from planner.changes import Entry
from planner.cli.commands import command
from planner.cli.disk import read_content, write_file
from planner.cli.import_options import options_from, reading
from planner.cli.inspecting import problem_lines
from planner.cli.opened_plan import opened
from planner.cli.options import option, out_option, plan_argument
from planner.cli.printing import answer
from planner.cli.questions import AnswerFile, answers_option
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.services.importing.draft import open_draft
from planner.services.importing.empty_list import blank_list
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import
from planner.services.importing.pseudonyms import fresh_salt

PHRASE = "R2P_PLANNER_PHRASE"
FINDINGS = 1


@command("import")
@plan_argument
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
@click.pass_obj
def _import_file(
    run: CommandRun, plan: str, file: str, dry_run: bool, rejected: str | None, **settled: Any
) -> int:
    place = opened(run, plan)
    answers = AnswerFile(settled["answers"], dry_run=dry_run)
    options = ImportOptions(
        read=replace(options_from(run, settled), answers=answers.given),
        clear_blanks=settled["blank"] == "clear",
        salt=_codes_salt(run, settled["names_to_codes"]),
    )
    draft = open_draft(
        run.actor,
        place.store,
        place.name,
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


@command("empty-list")
@plan_argument
@click.argument("out", metavar="OUT.xlsx")
@click.pass_obj
def _empty_list(run: CommandRun, plan: str, out: str) -> None:
    content = blank_list(opened(run, plan).plan, run.language)
    write_file(Path(out), content)
    done = _(
        "{file} is made. Filled in, it goes in with: {command}",
        file=out,
        command=f"import {plan} {out}",
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


COMMANDS = (_import_file, _empty_list)
