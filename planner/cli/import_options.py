"""What a person at a terminal settles about how a file is read: options, and what they come to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

import click

from planner.cli.options import password_option

if TYPE_CHECKING:
    from planner.intake.read_options import ReadOptions

F = TypeVar("F", bound=Callable[..., Any])
PHRASE = "R2P_PLANNER_PHRASE"

_OPTIONS = (
    click.option("--table", metavar="T", default="", help="The table it is, as in programmes."),
    click.option("--sheet", metavar="S", default="", help="The sheet to read."),
    click.option("--header-row", metavar="N", type=click.IntRange(1), help="The row of headers."),
    click.option("--set", "columns", metavar="FIELD=COLUMN", multiple=True,
                 help="Which column holds a field: by its letters or its header."),
    click.option("--keep-column", "keep", metavar="COLUMN", multiple=True,
                 help="A column without a field whose text goes into the note of the row."),
    click.option("--value", "values", metavar="FIELD:TEXT=VALUE", multiple=True,
                 help="What a text of a list column means, as in status:En panne=suspended; "
                 "nothing behind the = leaves it blank."),
    click.option("--hidden", type=click.Choice(["take", "leave"]), default="take",
                 help="What to do with hidden rows, columns and sheets. Default: take them."),
    click.option("--ministry", metavar="M", default="", help="Whose rows they are, where unsaid."),
    click.option("--dates", type=click.Choice(["dmy", "mdy", "ymd"]), help="The order of dates."),
    click.option("--decimal", type=click.Choice(["comma", "point"]), help="The decimal mark."),
    click.option("--group", is_flag=True, help="Rows of one reference are one: add up, join."),
    password_option,
)  # fmt: skip


def reading(function: F) -> F:
    """The options that settle how a file is read."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def options_from(settled: Mapping[str, Any]) -> ReadOptions:
    """What the options come to; a usage error for one that is written wrong."""
    from planner.intake.read_options import Hidden, ReadOptions

    return ReadOptions(
        table=settled["table"],
        sheet=settled["sheet"],
        header_row=settled["header_row"],
        columns=_columns(settled["columns"]),
        keep=tuple(settled["keep"]),
        values=_values(settled["values"]),
        leave=frozenset(Hidden) if settled["hidden"] == "leave" else frozenset(),
        ministry=settled["ministry"],
        dates=settled["dates"],
        decimal=settled["decimal"],
        group=settled["group"],
    )


def codes_salt(asked: bool) -> bytes | None:
    """What codes are made with, when they are asked for: the office's phrase, else random bytes.

    The phrase stands in the environment or is typed unseen; it is no option, because others can
    see those.
    """
    from planner.services.importing.pseudonyms import fresh_salt

    if not asked:
        return None
    phrase = os.environ.get(PHRASE)
    if phrase is None and sys.stdin.isatty():
        asks = "The office's secret phrase; nothing for codes that are new each time"
        phrase = click.prompt(asks, default="", hide_input=True, show_default=False, err=True)
    if phrase is None:
        raise click.UsageError(
            f"--names-to-codes needs the office's phrase: set {PHRASE}, to nothing for codes that "
            "are new each time."
        )
    return phrase.encode() if phrase else fresh_salt()


def _columns(pairs: Iterable[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        if not equals:
            raise click.UsageError(f"“{pair}” names no column: write it as in budget=F.")
        columns[name.strip()] = column.strip()
    return columns


def _values(said: Iterable[str]) -> dict[str, dict[str, str]]:
    values: dict[str, dict[str, str]] = {}
    for one in said:
        name, colon, rest = one.partition(":")
        text, equals, value = rest.rpartition("=")
        if not colon or not equals or not text.strip():
            raise click.UsageError(
                f"“{one}” says no value: write it as in status:En panne=suspended."
            )
        values.setdefault(name.strip(), {})[text.strip()] = value.strip()
    return values
