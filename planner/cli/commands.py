"""Every command: the module that declares it, and what it does."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from planner.choices import Classification
from planner.cli.run import CommandRun
from planner.messages import NOTHING, Message, _

Decorator = Callable[[Any], Any]


def told(context: click.Context, message: Message) -> str:
    """A message in the language of the run."""
    run = context.find_object(CommandRun)
    return run.tell(message) if run else str(message)


class Option(click.Option):
    """An option whose help is a message."""

    def __init__(self, names: Any, help: Message = NOTHING, **facts: Any) -> None:
        super().__init__(names, help=str(help), **facts)
        self.message = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help as the help of its command lists them."""
        self.help = told(ctx, self.message)
        return super().get_help_record(ctx)


class Spoken(click.Command):
    """A command whose help is a message."""

    message: Message = NOTHING

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """How the command is written."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{told(ctx, _('Usage'))}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        self.help = told(ctx, self.message)
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options with what they mean."""
        if (own := self.get_help_option(ctx)) is not None:
            own.help = told(ctx, _("Show this message and exit."))
        options = (one for one in self.get_params(ctx) if not isinstance(one, click.Argument))
        shown = [option.get_help_record(ctx) for option in options]
        with formatter.section(told(ctx, _("Options"))):
            formatter.write_dl([record for record in shown if record is not None])


class Command(Spoken):
    """A command that takes the global options too, for those who write them last."""

    def __init__(self, *arguments: Any, message: Message, **facts: Any) -> None:
        super().__init__(*arguments, **facts)
        self.message = message
        self.params.extend(global_options(hidden=True))


class CommandEntry(NamedTuple):
    """A command of a group: the module that declares it, and what it does."""

    module: str
    message: Message


class CommandGroup(Spoken, click.Group):
    """Commands under one name; a module is loaded when one of its commands is asked for."""

    def __init__(
        self,
        *arguments: Any,
        message: Message,
        entries: Mapping[str, CommandEntry],
        end: Message = NOTHING,
        **facts: Any,
    ) -> None:
        super().__init__(*arguments, **facts)
        self.message, self.entries, self.end = message, entries, end

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click asks
        """The names of all commands."""
        return sorted(self.entries)

    def get_command(  # as click asks
        self,
        ctx: click.Context,  # noqa: ARG002 # click hands it over
        cmd_name: str,
    ) -> click.Command | None:
        """The command of that name; None when there is none."""
        if cmd_name not in self.entries:
            return None
        declared = vars(import_module(f"planner.cli.{self.entries[cmd_name].module}")).values()
        return next(c for c in declared if isinstance(c, click.Command) and c.name == cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, then the commands with what they do."""
        Spoken.format_options(self, ctx, formatter)
        rows = [(name, told(ctx, self.entries[name].message)) for name in self.list_commands(ctx)]
        with formatter.section(told(ctx, _("Commands"))):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What holds for all commands."""
        self.epilog = told(ctx, self.end)
        super().format_epilog(ctx, formatter)


def option(*names: str, help: Message, **facts: Any) -> Decorator:
    """Declare an option of a command."""
    return click.option(*names, cls=Option, help=help, **facts)


def global_options(*, hidden: bool = False) -> list[click.Parameter]:
    """The options that every command takes; hidden where they would only repeat the program's."""
    return [
        _global("--db", "db", metavar="URL", hidden=hidden,
                envvar=None if hidden else "R2P_PLANNER_DB",
                help=_("The database: an SQLAlchemy URL, or the path of an SQLite file. "
                       "Default: a file in your user folder; R2P_PLANNER_DB names another.")),
        _global("--as", "actor", metavar="USER", hidden=hidden,
                help=_("The function or office that acts. Default: Focal point.")),
        _global("--json", "json", is_flag=True, hidden=hidden,
                help=_("One JSON document on standard output, and nothing else there.")),
        _global("--language", "language", metavar="CODE", hidden=hidden,
                help=_("The language of what is printed and of the files made, as in fr.")),
        _global("--quiet", "quiet", is_flag=True, hidden=hidden,
                help=_("No messages on standard error, except failures.")),
    ]  # fmt: skip


def _global(flag: str, name: str, **facts: Any) -> Option:
    def remember(context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        run = context.find_object(CommandRun)
        said = value is not None if name == "actor" else bool(value)
        if said and run is not None:
            setattr(run, name, value)

    return Option([flag, name], expose_value=False, callback=remember, default=None, **facts)


def _asked(context: click.Context, _parameter: click.Parameter, given: str) -> str:
    """The password; for "-" what is typed at the terminal, or the next line of standard input."""
    if given != "-":
        return given
    if sys.stdin.isatty():
        return click.prompt(told(context, _("Password of the file")), hide_input=True, err=True)
    return sys.stdin.readline().rstrip("\r\n")


def _day(context: click.Context, _parameter: click.Parameter, given: datetime | None) -> date:
    return given.date() if given else context.ensure_object(CommandRun).today


LEVELS = click.Choice([str(level) for level in Classification])
plan_argument = click.argument("plan", metavar="PLAN")
on_option = option(
    "--on", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]), callback=_day,
    help=_("The day to look at, as in 2027-03-31. Default: today."),
)  # fmt: skip
out_option = option(
    "--out",
    metavar="FILE",
    help=_("Where PLAN is a file: write the changed plan workbook to FILE."),
)
password_option = option(
    "--password", metavar="P", default="", envvar="R2P_PLANNER_PASSWORD", callback=_asked,
    help=_("What opens a locked workbook; other people of this computer can see it here. "
           "With - it is asked for, and R2P_PLANNER_PASSWORD can hold it."),
)  # fmt: skip


def _entries(group: str = "") -> Mapping[str, CommandEntry]:
    """The commands of a group as its file lists them; blank for those of the program itself."""
    found = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    named = ((*name.rpartition(" "), entry) for name, entry in found.items())
    return {
        name: CommandEntry(entry["module"], Message(entry["message"]))
        for of_group, _space, name, entry in named
        if of_group == group
    }


COMMANDS: Final = _entries()
RETURNS: Final = _entries("returns")


def command(name: str) -> Decorator:
    """Declare a command of that name; what it does stands in the tables above."""
    entry = RETURNS.get(name) or COMMANDS[name]
    return click.command(name, cls=Command, help=str(entry.message), message=entry.message)
