"""`export`: a plan becomes a file."""

from __future__ import annotations

from pathlib import Path

import click

from planner.choices import Classification
from planner.cli.commands import command
from planner.cli.disk import write_file
from planner.cli.opened_plan import opened
from planner.cli.options import LEVELS, option, plan_argument
from planner.cli.printing import answer
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.exports.export_kinds import EXPORTS
from planner.messages import NOTHING, _, ngettext, paragraph
from planner.services import exporting


@command("export")
@plan_argument
@click.argument("out", metavar="OUT")
@option(
    "--kind", required=True, type=click.Choice(list(EXPORTS)), help=_("What to make of the plan.")
)
@option("--level", type=LEVELS, help=_("Whom it is for. Default: the plan's own."))
@click.pass_obj
def _export(run: CommandRun, plan: str, out: str, kind: str, level: str | None) -> None:
    place, ending = opened(run, plan), EXPORTS[kind].ending
    if not Path(out).is_dir() and Path(out).suffix.lower() not in ("", ending):
        raise WrongValue(
            _("{file} would not open: this is a {ending} file.", file=out, ending=ending),
            _("Name it so."),
        )
    own = place.plan.details.classification or Classification.GOVERNMENT
    made = exporting.export(
        run.actor,
        place.store,
        place.name,
        kind,
        level=Classification(level) if level else own,
        today=run.today,
        now=run.now,
        language=run.language,
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
        "withheld_cells": len(release.cells),
        "head": made.head,
        "recorded": made.is_recorded,
        "language": made.language,
        "languages": EXPORTS[kind].languages,
    }
    absent = ngettext(
        "{number} row is withheld at this level.",
        "{number} rows are withheld at this level.",
        release.left_out,
    )
    parts = (
        _("{file} is made, level {level}.", file=str(path), level=release.level),
        absent if release.left_out else NOTHING,
        NOTHING
        if made.is_recorded
        else _("It is marked “not recorded”: no log of the database could keep it."),
    )
    answer(run.beside_files(), document, [paragraph(*parts)])


COMMANDS = (_export,)
