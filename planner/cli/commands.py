"""Every command: the module that declares it, and what it does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import click

from planner.choices import Classification
from planner.cli.run import CommandRun
from planner.messages import NOTHING, Message, _

Decorator = Callable[[Any], Any]
DAY = click.DateTime(["%Y-%m-%d"])


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


LEVELS = click.Choice([str(level) for level in Classification])
plan_argument = click.argument("plan", metavar="PLAN")
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


COMMANDS: Final[Mapping[str, CommandEntry]] = MappingProxyType(
    {
        "new": CommandEntry("plans", _("Make a plan, empty or from a plan workbook.")),
        "plans": CommandEntry("plans", _("List the plans in the database.")),
        "show": CommandEntry(
            "plans", _("Counts per table, revision, and how far the plan has come.")
        ),
        "rename": CommandEntry("plans", _("Call a plan otherwise; links to it still open it.")),
        "mend": CommandEntry(
            "plans", _("Give rows whose ids fit no table new ones; earlier versions took such ids.")
        ),
        "copy": CommandEntry("plans", _("Make another plan with the same rows.")),
        "reassign": CommandEntry(
            "plans", _("Give all that names one row to another row, or merge the two.")
        ),
        "inspect": CommandEntry(
            "importing",
            _(
                "What is in a file, which table it is, how its columns are understood; nothing is "
                "stored."
            ),
        ),
        "import": CommandEntry(
            "importing",
            _(
                "Import a ministry's file into a plan, all or nothing; the same file again changes "
                "nothing."
            ),
        ),
        "empty-list": CommandEntry(
            "importing",
            _(
                "Make the empty list that a ministry fills in with what it does, to be imported "
                "again."
            ),
        ),
        "export": CommandEntry(
            "plans",
            _("Make a file of a plan for a level; OUT is the file, or the folder to put it into."),
        ),
        "suggest": CommandEntry(
            "mapping", _("Prevention actions that programmes may serve, with reasons.")
        ),
        "link": CommandEntry("mapping", _("Decide about links, in bulk by band or one by one.")),
        "answers": CommandEntry(
            "analyses", _("Any answer about a plan by its key; without a key, the list of all.")
        ),
        "harms": CommandEntry(
            "mapping",
            _("Programmes and actions that may raise an indicator, and what is done about it."),
        ),
        "lessons": CommandEntry(
            "mapping", _("What screening has learned in this plan; --forget leaves it out.")
        ),
        "coverage": CommandEntry(
            "analyses", _("Which risk factors are covered, by what, and the gaps in order.")
        ),
        "money": CommandEntry(
            "analyses",
            _("What the plan costs by year, ministry, source and status, and what is funded."),
        ),
        "training": CommandEntry(
            "analyses",
            _("Who holds a required certificate on a day, and who is ready for which situation."),
        ),
        "returns": CommandEntry(
            "returns", _("Workbooks to ministries and back: issue, who owes what, merge.")
        ),
        "history": CommandEntry("log", _("What was done to a plan: who, when, why, from where.")),
        "diff": CommandEntry("log", _("What differs between two revisions.")),
        "undo": CommandEntry("log", _("Undo changeset N, as far as nobody has built on it since.")),
        "verify": CommandEntry("log", _("Whether the log is whole and the rows are what it says.")),
        "serve": CommandEntry(
            "running", _("Start the app and print its address once it answers; Ctrl-C stops it.")
        ),
        "health": CommandEntry(
            "running",
            _("How the database is doing, and whether every plan is what its log says."),
        ),
        "backup": CommandEntry(
            "running", _("Write a whole copy of the database, and look whether it is good.")
        ),
        "restore": CommandEntry(
            "running",
            _("Put a backup in the place of every plan here, once it is found to be whole."),
        ),
    }
)

RETURNS: Final[Mapping[str, CommandEntry]] = MappingProxyType(
    {
        "issue": CommandEntry(
            "returns",
            _(
                "Write a workbook and a letter for each ministry into OUTDIR, and keep each on "
                "record."
            ),
        ),
        "status": CommandEntry(
            "returns",
            _("Which ministries have returned their workbook, who is late and by how much."),
        ),
        "decisions": CommandEntry(
            "returns",
            _("What was decided where returns and the plan differed: all values, by whom."),
        ),
        "merge": CommandEntry(
            "returns",
            _(
                "Take returns back, three versions compared cell by cell; open conflicts stay as "
                "they are."
            ),
        ),
    }
)


def command(name: str) -> Decorator:
    """Declare a command of that name; what it does stands in the tables above."""
    entry = RETURNS.get(name) or COMMANDS[name]
    return click.command(name, cls=Command, help=str(entry.message), message=entry.message)
