"""The global options, taken before and after the command alike, and the argument PLAN."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

import click

from planner.choices import Classification
from planner.cli.session import CommandRun

F = TypeVar("F", bound=Callable[..., Any])
LEVELS = tuple(level.value for level in Classification)
LANGUAGES = ("en", "fr", "es", "ar", "pt", "de")


def global_options(*, hidden: bool = False) -> list[click.Parameter]:
    """The options that every command takes; hidden where they would only repeat the program's."""
    return [
        _option("--db", "db", metavar="URL", hidden=hidden,
                envvar=None if hidden else "R2P_PLANNER_DB",
                help="The database: an SQLAlchemy URL, or the path of an SQLite file. "
                "Default: a file in your user folder; R2P_PLANNER_DB names another."),
        _option("--as", "actor", metavar="USER", hidden=hidden,
                help="The function or office that acts. Default: Focal point."),
        _option("--json", "json", is_flag=True, hidden=hidden,
                help="One JSON document on standard output, and nothing else there."),
        _option("--language", "language", type=click.Choice(LANGUAGES), hidden=hidden,
                help="The language of labels and sentences."),
        _option("--quiet", "quiet", is_flag=True, hidden=hidden,
                help="No messages on standard error, except failures."),
    ]  # fmt: skip


def _option(flag: str, name: str, **facts: Any) -> click.Option:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        session = context.find_object(CommandRun)
        said = value is not None if name == "actor" else bool(value)
        if said and session is not None:
            setattr(session, name, value)

    return click.Option([flag, name], expose_value=False, callback=remember, default=None, **facts)


class WithGlobals(click.Command):
    """A command that takes the global options too, for those who write them last."""

    def __init__(self, *arguments: Any, **facts: Any) -> None:
        super().__init__(*arguments, **facts)
        self.params.extend(global_options(hidden=True))


def command(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Declare a command of the program."""
    return click.command(name, cls=WithGlobals)


def _asked(_context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The password; for "-" what is typed at the terminal, or the next line of standard input."""
    if given != "-":
        return given
    if sys.stdin.isatty():
        return click.prompt("Password of the file", hide_input=True, err=True)
    return sys.stdin.readline().rstrip("\r\n")


plan_argument = click.argument("plan", metavar="PLAN")
out_option = click.option(
    "--out", metavar="FILE", help="Where PLAN is a file: write the changed plan workbook to FILE."
)
password_option = click.option(
    "--password", metavar="P", default="", envvar="R2P_PLANNER_PASSWORD", callback=_asked,
    help="What opens a locked workbook; other people of this computer can see it here. "
    "With - it is asked for, and R2P_PLANNER_PASSWORD can hold it.",
)  # fmt: skip
