"""What a person at a terminal settles about how a file is read: options, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import click

from planner.cli.options import option, password_option
from planner.cli.run import CommandRun
from planner.intake.read_options import Hidden, ReadOptions
from planner.messages import _
from planner.readers.currencies import currency_of

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    option("--table", metavar="T", default="", help=_("The table it is, as in programmes.")),
    option("--sheet", metavar="S", default="", help=_("The sheet to read.")),
    option("--header-row", metavar="N", type=click.IntRange(1), help=_("The row of headers.")),
    option(
        "--set",
        "columns",
        metavar="FIELD=COLUMN",
        multiple=True,
        help=_("Which column holds a field: by its letters or its header."),
    ),
    option(
        "--keep-column",
        "keep",
        metavar="COLUMN",
        multiple=True,
        help=_("A column without a field whose text goes into the note of the row."),
    ),
    option(
        "--value",
        "values",
        metavar="FIELD:TEXT=VALUE",
        multiple=True,
        help=_(
            "What a text of a list column means, as in status:En panne=suspended; "
            "nothing behind the = leaves it blank."
        ),
    ),
    option(
        "--hidden",
        type=click.Choice(["take", "leave"]),
        default="take",
        help=_("What to do with hidden rows, columns and sheets. Default: take them."),
    ),
    option("--ministry", metavar="M", default="", help=_("Whose rows they are, where unsaid.")),
    option("--currency", metavar="CUR", default="", help=_("The currency of sums without one.")),
    option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help=_("The order of dates.")),
    option("--decimal", type=click.Choice(["comma", "point"]), help=_("The decimal mark.")),
    option("--group", is_flag=True, help=_("Rows of one reference are one: add up, join.")),
    password_option,
)


def reading(function: F) -> F:
    """The options that settle how a file is read."""
    for decorator in reversed(_OPTIONS):
        function = decorator(function)
    return function


def options_from(run: CommandRun, settled: Mapping[str, Any]) -> ReadOptions:
    """What the options come to; a usage error for one that is written wrong."""
    return ReadOptions(
        table=settled["table"],
        sheet=settled["sheet"],
        header_row=settled["header_row"],
        columns=_columns(run, settled["columns"]),
        keep=tuple(settled["keep"]),
        values=_values(run, settled["values"]),
        leave=frozenset(Hidden) if settled["hidden"] == "leave" else frozenset(),
        ministry=settled["ministry"],
        currency=_currency(run, settled["currency"]),
        dates=settled["dates"],
        decimal=settled["decimal"],
        group=settled["group"],
    )


def _currency(run: CommandRun, said: str) -> str:
    code = currency_of(said)
    if said and not code:
        wrong = _("“{text}” is not a currency.", text=said)
        raise click.UsageError(run.tell(wrong))
    return code or ""


def _columns(run: CommandRun, pairs: Iterable[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals:
            wrong = _("“{text}” names no column: write it as in budget=F.", text=pair)
            raise click.UsageError(run.tell(wrong))
        columns[name.strip()] = column.strip()
    return columns


def _values(run: CommandRun, said: Iterable[str]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for one in said:
        name, colon, rest = one.partition(":")
        text, equals, value = rest.rpartition("=")
        if not colon or not equals or not text.strip():
            wrong = _("“{text}” says no value: write it as in status:En panne=suspended.", text=one)
            raise click.UsageError(run.tell(wrong))
        values.setdefault(name.strip(), {})[text.strip()] = value.strip()
    return values
