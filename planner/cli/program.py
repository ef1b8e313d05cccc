"""The program: its commands, and what it answers when something goes wrong."""

from __future__ import annotations

import gettext
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from planner import errors
from planner.cli.commands import COMMANDS, CommandGroup, Option, global_options
from planner.cli.printing import write_document
from planner.cli.run import CommandRun
from planner.messages import Message, _
from planner.places import data_folder

_DOMAIN: Final = "planner"  # usage_words.toml shows translators what click says
_LOCALE: Final = Path(__file__).parents[1] / "languages" / "locale"


def speak(language: str) -> None:
    """Let it say them in that language, English where it has none."""
    os.environ["LANGUAGE"] = language or "en"
    gettext.bindtextdomain(_DOMAIN, _LOCALE)
    gettext.textdomain(_DOMAIN)


DONE, FINDINGS, WRONG_USE, UNREADABLE, FORBIDDEN, TOO_LATE = range(6)
INTERRUPTED = 130
FAILURES = "failures.log"
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

program = CommandGroup(
    "r2p-planner",
    message=_(
        "R2P planner: what ministries do against atrocity crimes, who is trained, what is missing."
    ),
    end=_(
        "PLAN is the name of a plan, or the path of a plan workbook, package folder or zip: then "
        "nothing is stored. Global options may stand before or after the command."
    ),
    entries=COMMANDS,
    params=global_options(),
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
    no_args_is_help=True,
)
click.version_option(package_name="r2p-planner", cls=Option, help=_("Show the version and exit."))(
    program
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and leave with its exit code; a failure is one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(sys.argv[1:] if arguments is None else list(arguments)))


def _run(arguments: list[str]) -> int:
    run = CommandRun(language=_language(arguments))
    speak(run.language)
    try:
        answered: Any = program.main(
            args=arguments, prog_name="r2p-planner", standalone_mode=False, obj=run
        )
    except errors.PlannerError as failure:
        return _failed(run, failure)
    except click.exceptions.NoArgsIsHelpError as nothing:
        click.echo(nothing.ctx.get_help() if nothing.ctx else "")
        return WRONG_USE
    except click.ClickException as wrong:
        return _misused(run, wrong, arguments)
    except (click.Abort, KeyboardInterrupt):
        click.echo(run.tell(_("Interrupted.")), err=True)
        return INTERRUPTED
    except BrokenPipeError:  # whoever reads the answer has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as failure:
        return _failed(run, _unusable(failure))
    except Exception:  # noqa: BLE001  # the last net: it is logged whole, and said
        return _failed(run, _unforeseen(traceback.format_exc()))
    finally:
        run.close()
    return int(answered or DONE)


def _unusable(failure: OSError) -> errors.PlannerError:
    why = failure.strerror or str(failure)
    named = str(failure.filename or _("A file or the disk"))
    return errors.UnreadableFile(_("{file} cannot be used: {why}.", file=named, why=why))


def _unforeseen(report: str) -> errors.PlannerError:
    """What nobody foresaw, kept whole where it can be read later."""
    try:
        file = str(data_folder() / FAILURES)
        handle = os.open(file, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {sys.version}\n{report}\n")
    except (OSError, errors.PlannerError):
        click.echo(report, err=True)
        file = "standard error"
    return errors.UnreadableFile(
        _("Something happened that the planner was not made for; the report of it is in {file}.",
          file=file),
        _("Nothing is half stored. The report may hold words of your plan: send it only to whoever "
          "looks after the planner for you."),
    )  # fmt: skip


def _language(arguments: Sequence[str]) -> str:
    """The language that is asked for: help is told in it before the options are read."""
    for place, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name == "--language":
            return value if equals else next(iter(arguments[place + 1 :]), "")
    return ""


def _misused(run: CommandRun, wrong: click.ClickException, arguments: Sequence[str]) -> int:
    """Say what is wrong with the words typed; options may not have been read yet."""
    wrong.show()
    if run.json or "--json" in arguments:
        _write_error("WrongUse", wrong.format_message(), run.tell(_("See --help.")))
    return wrong.exit_code


def _failed(run: CommandRun, failure: errors.PlannerError) -> int:
    message, hint = _told(run, failure.message), _told(run, failure.hint)
    click.echo(f"{message} {hint}".strip(), err=True)
    conflicts = failure.conflicts if isinstance(failure, errors.StaleChange) else ()
    for conflict in conflicts:
        click.echo(f"  {_told(run, getattr(conflict, 'sentence', str(conflict)))}", err=True)
    if run.json:
        _write_error(type(failure).__name__, message, hint, list(conflicts))
    return next((code for kind, code in _CODES.items() if isinstance(failure, kind)), UNREADABLE)


def _told(run: CommandRun, message: Message | str) -> str:
    """A failure in the language of the run; in English where that language is what failed."""
    try:
        return run.tell(message)
    except errors.PlannerError:
        return str(message)


def _write_error(kind: str, message: str, hint: str, conflicts: Sequence[Any] = ()) -> None:
    error = {"kind": kind, "message": message, "hint": hint, "conflicts": conflicts}
    write_document({"error": error})
