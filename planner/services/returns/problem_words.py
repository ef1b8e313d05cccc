"""A problem of a return in the language of the ministry that it is told to."""

from __future__ import annotations

from planner.languages.return_words import Words
from planner.plan import table_named
from planner.problems import Problem
from planner.schema import Column

_LONGEST = 60  # letters of a cell that a sentence repeats


def told(problem: Problem, words: Words) -> str:
    """The problem as one line, place first: in the language of `words` where the office has it.

    A kind of problem without words in that language is told in English, whole.
    """
    if not words.knows(problem.code):
        return problem.sentence.removeprefix(f"{problem.file}, ")
    facts = {**dict(problem.facts), "value": problem.value[:_LONGEST]}
    column = _column(problem, facts.get("table", ""))
    facts |= _in_words(facts, column, words)
    said = words.problem(problem.code, **facts)
    place = words.problem("comma").join(_place(problem, column, facts, words))
    return words.problem("line", place=place, words=said) if place else said


def _place(
    problem: Problem, column: Column | None, facts: dict[str, str], words: Words
) -> list[str]:
    sheet = words.problem("place_sheet", sheet=problem.sheet) if problem.sheet else ""
    row = words.problem("place_row", row=problem.row) if problem.row is not None else ""
    label = _label(facts["table"], column, words) if column else ""
    return [part for part in (sheet, problem.cell or row, label) if part]


def _column(problem: Problem, table: str) -> Column | None:
    return table_named(table).column(problem.column) if table and problem.column else None


def _label(table: str, column: Column, words: Words) -> str:
    return words.catalogue.label(table_named(table), column, words.language)


def _in_words(facts: dict[str, str], column: Column | None, words: Words) -> dict[str, str]:
    """Facts that are names of ours, as people call them: answers, columns, sheets, fields."""
    comma = words.problem("comma")
    table = facts.get("table", "")
    said = {"label": _label(table, column, words)} if column else {}
    if column and column.answers:
        answers = (
            words.catalogue.answer_label(answer, words.language) for answer in column.answers
        )
        said["answers"] = comma.join(answers)
    elif column:
        flags = (words.catalogue.answer_label(flag, words.language) for flag in (True, False))
        said["answers"] = comma.join(flags)
    if "columns" in facts:
        columns = (table_named(table).column(name) for name in facts["columns"].split())
        said["columns"] = comma.join(_label(table, each, words) for each in columns)
    if "sheets" in facts:
        tables = (table_named(name) for name in facts["sheets"].split())
        said["sheets"] = comma.join(
            words.catalogue.table_label(each, words.language) for each in tables
        )
    if "lacking" in facts:
        said["lacking"] = words.say(facts["lacking"])
    return said
