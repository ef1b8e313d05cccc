"""The column of a ministry's own numbers: where it only counts rows, or was turned on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.matching import Matching
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem
from planner.readers.references import is_cut, is_running, looks_turned

_REFERENCE: Final = "reference"
_SHOWN: Final = 3  # references told as examples


def without_counting(
    rows: Sequence[ReadRow], matching: Matching
) -> tuple[tuple[ReadRow, ...], tuple[Problem, ...]]:
    """The rows without numbers that only count them, and what is said of it.

    Such numbers are other ones in the next list: they tell no row.
    """
    guess = matching.guesses.get(_REFERENCE)
    said = [str(row.values[_REFERENCE]) for row in rows if row.values.get(_REFERENCE)]
    if guess is None or not is_running(guess.heading.name, said):
        return tuple(rows), ()
    label = table_named(matching.table).column(_REFERENCE).title
    column = guess.heading.with_letters
    told = problem("reference.counting", column=_REFERENCE, label=label, value=column)
    return tuple(_without(row) for row in rows), (told,)


def _without(row: ReadRow) -> ReadRow:
    values = {name: value for name, value in row.values.items() if name != _REFERENCE}
    return replace(row, values=values)


def turned_references(rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """What to say of references that a spreadsheet program turned into days and numbers."""
    said = [(row, str(row.values.get(_REFERENCE) or "")) for row in rows]
    cut = [(row, text) for row, text in said if is_cut(text)]
    turned = [(row, text) for row, text in said if looks_turned(text) and not is_cut(text)]
    for code, found in (("references.cut", cut), ("references.turned", turned)):
        if found:
            yield problem(
                code,
                column=_REFERENCE,
                row=found[0][0].number,
                number=len(found),
                examples=tuple(text for _row, text in found[:_SHOWN]),
            )
