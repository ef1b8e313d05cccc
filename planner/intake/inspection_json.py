"""What was found in a file as the command line prints it; the keys stay as they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planner.intake.inspection import FoundTable, Inspection, capped
from planner.intake.rows.table_reader import ReadRow
from planner.intake.tables.header_vocabulary import Guess
from planner.messages import Message
from planner.values import to_text

_SAMPLE = 5
Tell = Callable[[Message | str], str]


def as_json(found: Inspection, tell: Tell = str, *, with_rows: bool = False) -> dict[str, Any]:
    """The whole inspection, its words as `tell` says them; `with_rows` adds every row as "data"."""
    return {
        "file": found.file,
        "format": found.format,
        "problems": [problem.as_json(tell) for problem in found.problems],
        "tables": [_table(table, tell, with_rows=with_rows) for table in found.tables],
    }


def _table(found: FoundTable, tell: Tell, *, with_rows: bool) -> dict[str, Any]:
    how, matching = found.how, found.matching
    guesses = matching.guesses if matching else {}
    rows = found.roles.rows
    described = {
        "sheet": found.sheet.name or None,
        "hidden": found.sheet.hidden,
        "table": found.table or None,
        "header_rows": list(found.place.header_rows),
        "first_row": rows[0] if rows else None,
        "last_row": rows[-1] if rows else None,
        "rows": len(rows),
        "columns": {
            name: _column(guess, tell, how.statements.get(name, "") if how else "")
            for name, guess in guesses.items()
        },
        "unmatched": [
            {
                "column": heading.letters,
                "header": heading.name,
                "heading": heading.whole,
                "seems": matching.known.get(heading.column, "") if matching else "",
                "kept": bool(matching and heading in matching.kept),
            }
            for heading in (matching.unmatched if matching else found.place.headings)
        ],
        "skipped": [{"row": one.row, "why": one.why} for one in found.roles.skipped],
        "units": {name: unit.statement for name, unit in how.units.items()} if how else {},
        "dates": how.order if how else None,
        "decimal": how.decimal if how else None,
        "sample": [_row(row) for row in found.rows[:_SAMPLE]],
        "problems": [problem.as_json(tell) for problem in capped(found.all_problems)],
    }
    return described | ({"data": [_row(row) for row in found.rows]} if with_rows else {})


def _column(guess: Guess, tell: Tell, statement: Message | str) -> dict[str, Any]:
    return {
        "column": guess.heading.letters,
        "header": guess.heading.name,
        "heading": guess.heading.whole,
        "confidence": guess.confidence,
        "reason": tell(guess.reason),
        "understood": tell(statement),
        "others": [
            {"column": h.letters, "header": h.name, "heading": h.whole} for h in guess.alternatives
        ],
    }


def _row(row: ReadRow) -> dict[str, Any]:
    return {"row": row.number} | {name: to_text(value) for name, value in row.values.items()}
