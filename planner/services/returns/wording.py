"""The office's words for return workbooks and letters."""

from __future__ import annotations

from planner import languages
from planner.errors import BrokenReference
from planner.languages.return_words import FILE, PROBLEMS, Words, read_words
from planner.places import templates_folder
from planner.plan import Plan
from planner.tables import Ministry


def words_in(language: str) -> Words:
    """The words in a language; BrokenReference when the office's files cannot be used."""
    return read_words(_office(FILE), language, languages.load(), _office(PROBLEMS))


def _office(file: str) -> str:
    try:
        return (templates_folder() / file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as failure:
        raise BrokenReference(
            f"{file} cannot be read as a UTF-8 text file.",
            "Put the file back into the templates folder.",
        ) from failure


def language_of(plan: Plan, ministry: Ministry, wished: str) -> str:
    """The language to write to a ministry in: the one wished for, its own, the plan's."""
    return wished or ministry.language or plan.details.language
