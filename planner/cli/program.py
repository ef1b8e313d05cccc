"""The program: its commands, and what it answers when something goes wrong."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from planner import errors
from planner.cli import analyses, files, importing, log, mapping, plans, returns, running, training
from planner.cli.options import global_options
from planner.cli.printing import write_document
from planner.cli.session import CommandRun

DONE, FINDINGS, WRONG_USE, UNREADABLE, FORBIDDEN, TOO_LATE = range(6)
INTERRUPTED = 130
_CODES: dict[type[errors.PlannerError], int] = {
    errors.UnreadableFile: UNREADABLE,
    errors.LockedFile: UNREADABLE,
    errors.UnknownPlan: UNREADABLE,
    errors.BrokenReference: UNREADABLE,
    errors.UnknownRow: WRONG_USE,
    errors.WrongValue: WRONG_USE,
    errors.PlanExists: WRONG_USE,
    errors.NotAllowed: FORBIDDEN,
    errors.StaleChange: TOO_LATE,
}


@click.group(
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    epilog="PLAN is the name of a plan, or the path of a plan workbook, package folder or zip: "
    "then nothing is stored. Global options may stand before or after the command.",
)
def program() -> None:
    """R2P planner: what ministries do against atrocity crimes, who is trained, what is missing."""


program.params.extend(global_options())
for _module in (plans, importing, files, mapping, analyses, training, returns, log, running):
    for _command in _module.COMMANDS:
        program.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; a failure is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    session = CommandRun()
    try:
        answered: Any = program.main(
            args=None if arguments is None else list(arguments),
            prog_name="r2p-planner",
            standalone_mode=False,
            obj=session,
        )
    except errors.PlannerError as failure:
        return _failed(session, failure)
    except click.exceptions.NoArgsIsHelpError as nothing:
        click.echo(nothing.ctx.get_help() if nothing.ctx else "")
        return WRONG_USE
    except click.ClickException as wrong:
        return _misused(session, wrong, arguments)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    return int(answered or DONE)


def _misused(
    session: CommandRun, wrong: click.ClickException, arguments: Sequence[str] | None
) -> int:
    """Say what is wrong with the words typed; options may not have been read yet."""
    wrong.show()
    if session.json or "--json" in (sys.argv[1:] if arguments is None else arguments):
        _write_error("WrongUse", wrong.format_message(), "See --help.")
    return wrong.exit_code


def _failed(session: CommandRun, failure: errors.PlannerError) -> int:
    message, hint = (session.voice.tell(text) for text in (failure.message, failure.hint))
    click.echo(f"{message} {hint}".strip(), err=True)
    conflicts = failure.conflicts if isinstance(failure, errors.StaleChange) else ()
    for conflict in conflicts:
        click.echo(f"  {getattr(conflict, 'sentence', conflict)}", err=True)
    if session.json:
        _write_error(type(failure).__name__, message, hint, list(conflicts))
    return next((code for kind, code in _CODES.items() if isinstance(failure, kind)), UNREADABLE)


def _write_error(kind: str, message: str, hint: str, conflicts: Sequence[Any] = ()) -> None:
    error = {"kind": kind, "message": message, "hint": hint, "conflicts": conflicts}
    write_document({"error": error})
