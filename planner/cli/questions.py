"""Questions at a terminal: written to a file to be answered there, and taken from it again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, cast

from planner.cli.disk import read_content, write_file
from planner.cli.options import option
from planner.cli.run import CommandRun
from planner.errors import WrongValue
from planner.messages import _, ngettext
from planner.problems import Problem

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
        return {str(key): _text(answer) for key, answer in pairs if answer}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as failure:
        raise WrongValue(
            _("{file} holds no answers to questions.", file=file),
            _("--dry-run --answers FILE writes a file to fill in."),
        ) from failure


def _text(answer: Any) -> str:
    return str(answer["value"] if isinstance(answer, dict) else answer)
