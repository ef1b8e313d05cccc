"""`import` and `empty-list`: ministries' own spreadsheets come in."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from planner.changes import Entry
from planner.cli.commands import command, option, out_option, password_option
from planner.cli.opened_plan import OpenedPlan, plan_command, read_content, write_file
from planner.cli.printing import answer, table
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.intake import inspection, inspection_json
from planner.intake.inspection import FoundTable, Inspection, capped
from planner.intake.read_options import Hidden, ReadOptions
from planner.messages import Message, _, listing, ngettext, paragraph
from planner.plan import table_named
from planner.problems import Problem, Severity, worst_first
from planner.readers.currencies import currency_of
from planner.services.importing.draft import open_draft
from planner.services.importing.empty_list import blank_list
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import
from planner.services.importing.pseudonyms import fresh_salt

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


_AS_SAID = ("table", "sheet", "header_row", "ministry", "dates", "decimal", "group")


def reading(function: F) -> F:
    """The options that settle how a file is read."""
    for decorator in reversed(_OPTIONS):
        function = decorator(function)
    return function


def options_from(run: CommandRun, settled: Mapping[str, Any]) -> ReadOptions:
    """What the options come to; a usage error for one that is written wrong."""
    return ReadOptions(
        **{name: settled[name] for name in _AS_SAID},
        columns=_columns(run, settled["columns"]),
        keep=tuple(settled["keep"]),
        values=_values(run, settled["values"]),
        leave=frozenset(Hidden) if settled["hidden"] == "leave" else frozenset(),
        currency=_currency(run, settled["currency"]),
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


TOLD = 20  # problems that a person at a terminal is told one by one


@command("inspect")
@click.argument("file", metavar="FILE")
@reading
@option("--rows", is_flag=True, help=_("With --json: every row, under “data”."))
@click.pass_obj
def _inspect(run: CommandRun, file: str, rows: bool, **settled: Any) -> None:
    password = settled.pop("password")
    options = options_from(run, settled)
    found = inspection.inspect(Path(file).name, read_content(file), options, password=password)
    document = inspection_json.as_json(found, run.tell, with_rows=rows) if run.json else None
    answer(run, document, _inspected(run, found))


def _inspected(run: CommandRun, found: Inspection) -> Iterator[Message | str]:
    yield f"{found.file}: {found.format}"
    yield from (problem.sentence for problem in found.problems)
    for one in found.tables:
        yield ""
        yield from _found_table(run, one)


def _found_table(run: CommandRun, found: FoundTable) -> Iterator[Message | str]:
    known = table_named(found.table) if found.table else None
    taken = (
        _("taken for {table}", table=known.title) if known else _("resembles no table of the plan")
    )
    rows = ngettext("{number} row", "{number} rows", len(found.roles.rows))
    header = _("header in row {rows}", rows=found.place.header_rows)
    yield _(
        "{place}: {found}.",
        place=found.sheet.name or _("The file"),
        found=listing(taken, *([header] if found.place.header_rows else []), rows),
    )
    if known and found.matching:
        yield from table(
            run,
            (_("Column"), _("Header"), _("Taken for"), _("Why")),
            (
                (guess.heading.letters, guess.heading.name, known.label(name), guess.reason)
                for name, guess in found.matching.guesses.items()
            ),
        )
        yield from _without_a_place(found)
    skipped = Counter(one.why for one in found.roles.skipped)
    if skipped:
        counts = (_("{number} {why}", number=count, why=why) for why, count in skipped.items())
        yield _("Rows left out: {counts}.", counts=tuple(counts))
    yield from problem_lines(capped(found.all_problems))


def _without_a_place(found: FoundTable) -> Iterator[Message]:
    """Columns of the file that are ignored, or kept in the note."""
    unmatched = found.matching.unmatched if found.matching else ()
    kept = found.matching.kept if found.matching else ()
    left = [f"{one.letters} {one.whole}".strip() for one in unmatched if one not in kept]
    if left:
        without = _("Columns without a place: {columns}.", columns=tuple(left))
        yield paragraph(without, _("Keep one with --keep-column."))
    if kept:
        columns = tuple(one.whole or one.letters for one in kept)
        yield _("Kept in the note: {columns}.", columns=columns)


def problem_lines(problems: Iterable[Problem]) -> Iterator[Message]:
    """The gravest problems, a line each, and how many more there are."""
    listed = worst_first(problems)
    for problem in listed[:TOLD]:
        yield _("{severity}: {problem}", severity=_word(problem), problem=problem.sentence)
    if len(listed) > TOLD:
        yield _("And {number} more; --json lists them.", number=len(listed) - TOLD)
    if any(problem.is_open for problem in listed):
        yield _(
            "--dry-run --answers FILE writes the questions to a file; answered there, it is given "
            "back with --answers FILE."
        )


def _word(problem: Problem) -> Message:
    return {
        Severity.ERROR: _("error"),
        Severity.QUESTION: _("question"),
        Severity.WARNING: _("warning"),
        Severity.NOTE: _("note"),
    }[problem.severity]


PHRASE = "R2P_PLANNER_PHRASE"
FINDINGS = 1


@plan_command("import")
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
def _import_file(
    run: CommandRun,
    place: OpenedPlan,
    file: str,
    dry_run: bool,
    rejected: str | None,
    **settled: Any,
) -> int:
    answers = AnswerFile(settled["answers"], dry_run=dry_run)
    options = ImportOptions(
        read=replace(options_from(run, settled), answers=answers.given),
        clear_blanks=settled["blank"] == "clear",
        salt=_codes_salt(run, settled["names_to_codes"]),
    )
    draft = open_draft(
        *place.at, Path(file).name, read_content(file), options, password=settled["password"]
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


@plan_command("empty-list")
@click.argument("out", metavar="OUT.xlsx")
def _empty_list(run: CommandRun, place: OpenedPlan, out: str) -> None:
    content = blank_list(place.plan, run.language)
    write_file(Path(out), content)
    done = _(
        "{file} is made. Filled in, it goes in with: {command}",
        file=out,
        command=f"import {place.file or place.name} {out}",
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
