"""Write `data_dictionary.md` anew from the declaration: `make docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from planner.plan import all_tables
from planner.schema import Choice, Column, Kind, Table

PLACE = Path(__file__).with_name("data_dictionary.md")

OPENING = """\
# Data dictionary

Every table and column of a plan, as `planner/tables.py` declares them. This page is made by
`make docs`; a test fails when it is not current.

Column names are stable: command line, packages and databases use them. Every row has an `id` that
stays the same for good. A blank text is empty; any other blank means “not known”. A column marked
*restricted* leaves the planner only in an export at the restricted level.
"""

LISTS = {
    "risk_factors": "a risk factor's number, 1 to 14",
    "indicators": "an indicator's number, as in 7.14",
    "signs": "an indicator's number or a risk factor's",
    "catalogue": "a catalogue action's id, as in DEV-08",
    "purpose_codes": "an aid purpose code",
}
"""What a value is in each reference list that a column may point into."""


def dictionary() -> str:
    """The whole page."""
    parts = [OPENING, *map(_section, all_tables()), "## Lists of answers\n"]
    return "\n".join([*parts, *map(_answers, _lists())])


def _section(table: Table) -> str:
    key = " + ".join(f"`{name}`" for name in table.key)
    shared = f" No two rows share {key}." if key else ""
    owner = f" Whose a row is, says `{table.owner}`." if table.owner else ""
    rows = "\n".join(_row(column) for column in table.columns if column.kind is not Kind.ID)
    return f"""\
## {table.name}

**{table.many}.** {table.help}

Ids look like `{table.id_for(1)}`.{shared}{owner}

| column | label | holds | rules | help |
|---|---|---|---|---|
{rows}
"""


def _row(column: Column) -> str:
    facts = ["required"] * column.required + ["restricted"] * column.restricted
    cells = (f"`{column.name}`", column.label, _holds(column), ", ".join(facts), column.help)
    return f"| {' | '.join(cells)} |"


def _holds(column: Column) -> str:
    match column.kind:
        case Kind.ROW:
            return f"id of a row of [{column.refers}](#{column.refers})"
        case Kind.ENTRY:
            return LISTS[column.refers]
        case _ if column.answers is not None:
            name = column.answers.__name__
            return f"{column.kind.value}: [{name}](#{name.lower()})"
        case _:
            return column.kind.value


def _lists() -> Iterator[type[Choice]]:
    found = {c.answers: None for t in all_tables() for c in t.columns if c.answers is not None}
    return iter(sorted(found, key=lambda answers: answers.__name__))


def _answers(answers: type[Choice]) -> str:
    rows = (f"| `{member.value}` | {member.label} |" for member in answers)
    table = "\n".join(["| stored | label |", "|---|---|", *rows])
    return f"### {answers.__name__}\n\n{answers.__doc__}\n\n{table}\n"


if __name__ == "__main__":
    PLACE.write_text(dictionary(), encoding="utf-8")
