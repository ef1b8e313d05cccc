"""What a person at a terminal settles about how a file is read: options, and what they come to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from planner.cli.commands import option, password_option
from planner.cli.opened_plan import read_content, write_file
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.intake.read_options import Hidden, ReadOptions
from planner.messages import _, ngettext
from planner.problems import Problem
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


answers_option = option(
    "--answers",
    metavar="FILE",
    help=_(
        "A JSON file of questions with your answers; with --dry-run it is written, and answers "
        "that are in it stay."
    ),
)


class AnswerFile:
    """The file of answers that a person names; it need not be there yet with --dry-run.

    It is a list of questions, each with its `key` and the `answer` that a person wrote beside it,
    or an object of key and answer. The code of questions in place of a key answers all of them.
    """

    def __init__(self, file: str | None, *, dry_run: bool) -> None:
        self._file, self._written = file, dry_run
        known = file is not None and not (dry_run and not Path(file).exists())
        self.given = _answers(file, read_content(file)) if file and known else {}

    def keep(self, run: CommandRun, questions: Iterable[Problem]) -> None:
        """Write the questions, where the file is to be written; say which answers fit none."""
        asked = tuple(questions)
        names = {name for one in asked if one.answer for name in (one.key, one.code)}
        if unused := [name for name in self.given if name not in names]:
            run.say(
                ngettext(
                    "{number} answer fits no question of this file: {keys}.",
                    "{number} answers fit no question of this file: {keys}.",
                    len(unused),
                    keys=tuple(unused),
                )
            )
        if self._file and self._written:
            document = [one.as_json(run.tell) for one in asked]
            text = json.dumps(document, ensure_ascii=False, indent=2)
            write_file(Path(self._file), text.encode())
            run.say(
                ngettext(
                    "{file} holds {number} question; write your answer beside it.",
                    "{file} holds {number} questions; write your answers beside them.",
                    len(asked),
                    file=self._file,
                )
            )


def _answers(file: str, content: bytes) -> Mapping[str, str]:
    try:
        document = json.loads(content)
        if isinstance(document, dict):
            pairs = cast("dict[str, Any]", document).items()
        else:
            pairs = [(one["key"], one.get("answer")) for one in cast("list[Any]", document)]
        return {str(key): _answer_text(answer) for key, answer in pairs if answer}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as failure:
        raise WrongValue(
            _("{file} holds no answers to questions.", file=file),
            _("--dry-run --answers FILE writes a file to fill in."),
        ) from failure


def _answer_text(answer: Any) -> str:
    return str(answer["value"] if isinstance(answer, dict) else answer)
