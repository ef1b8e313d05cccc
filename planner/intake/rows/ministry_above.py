"""The ministry of rows that do not say theirs: named by a person, or in a line above the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from planner.intake.grid import Sheet
from planner.intake.read_options import ReadOptions
from planner.intake.rows.row_roles import InheritedValue
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.cell_evidence import is_ministry, is_public_body
from planner.intake.tables.headings import text_of
from planner.intake.tables.matching import Matching
from planner.intake.tables.table_places import TablePlace
from planner.plan import table_named
from planner.problem_kinds import problem
from planner.problems import Problem

_LONGEST = 100  # letters of a body's name
_FIELD = "ministry"

TextsAbove = Sequence[tuple[str, int, int]]


def texts_above(sheet: Sheet, place: TablePlace) -> TextsAbove:
    """The texts above a table, each with the row and the column it stands in."""
    return [
        (text_of(cell), row, at)
        for row in place.above
        for at, cell in enumerate(sheet.row(row), start=1)
        if isinstance(cell, str) and text_of(cell)
    ]


def settled_by(
    matching: Matching, above: TextsAbove, options: ReadOptions
) -> dict[str, InheritedValue]:
    """The ministry of every row that says nothing itself, by field; empty where none is named."""
    names = {column.name for column in table_named(matching.table).columns}
    if _FIELD not in names:
        return {}
    if options.whose:
        return {_FIELD: InheritedValue(field=_FIELD, text=options.whose)}
    if _FIELD in matching.guesses:
        return {}
    bodies = [one for one in above if is_public_body(one[0])]
    for text, row, column in sorted(bodies, key=lambda one: not is_ministry(one[0])):
        name = text.partition(":")[2].strip() or text
        if len(name) <= _LONGEST:
            return {_FIELD: InheritedValue(field=_FIELD, text=name, row=row, column=column)}
    return {}


def section_test(
    settled: Mapping[str, InheritedValue], options: ReadOptions
) -> Callable[[str], bool]:
    """Which sections are the ministry of the rows below: a directorate is not, under a ministry."""
    if options.whose:
        return lambda _: False
    above = settled.get(_FIELD)
    return is_ministry if above and is_ministry(above.text) else is_public_body


def problems(settled: Mapping[str, InheritedValue], rows: Sequence[ReadRow]) -> Iterator[Problem]:
    """What there is to say of a ministry that was taken from above the table."""
    one = settled.get(_FIELD)
    if one is None or not one.cell:
        return
    if any(row.cells.get(_FIELD, "").rpartition("!")[2] == one.cell for row in rows):
        yield problem("ministry.above", cell=one.cell, column=_FIELD, value=one.text)
