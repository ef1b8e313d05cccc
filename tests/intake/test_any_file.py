"""Whatever a file holds, out come tables, problems, or one plain sentence; nothing else."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UnreadableFile
from planner.intake.grid import Book, Cell, Fault, Merge, Sheet
from planner.intake.inspection import Inspection, ReadOptions, inspect_book
from planner.intake.inspection_json import as_json
from planner.values import to_text

ODD = Path(__file__).parents[1] / "data" / "real" / "odd"
HEADERS = st.sampled_from(
    ["Title", "Titre du projet", "Budget (USD)", "Start date", "Fin", "Ministry", "Status", "Code",
     "Purpose code", "Pays", "ID", "Total", "1", "2", "", "#org", "المشروع", "Filled posts",
     "Course"]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Total", "Sous-total", "n.a.", "1 250,50", "1.250", "01/02/2027", "2014; 2015", "15130",
         "Ministry of Justice", "#REF!", "en cours", "USD", "(300)", "P-0001", "Kenya", "12 %"]
    ),
)  # fmt: skip
CELLS = st.one_of(
    st.none(),
    TEXTS,
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.sampled_from([Fault("#REF!"), Fault("")]),
)
MERGES = st.builds(
    lambda top, left, down, right: Merge(top=top, left=left, bottom=top + down, right=left + right),
    st.integers(1, 6),
    st.integers(1, 5),
    st.integers(0, 4),
    st.integers(0, 4),
)


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """A sheet with something like a header somewhere, and anything else around it."""
    above = draw(st.lists(st.lists(CELLS, max_size=3), max_size=3))
    header: list[Cell] = draw(st.lists(HEADERS, max_size=6))  # type: ignore[assignment]  # texts are cells
    rows = draw(st.lists(st.lists(CELLS, max_size=7), max_size=8))
    return Sheet(
        name=draw(st.sampled_from(["", "Sheet1"])),
        rows=tuple(tuple(row) for row in (*above, header, *rows)),
        merges=tuple(draw(st.lists(MERGES, max_size=2))),
        hidden_rows=frozenset(draw(st.lists(st.integers(1, 9), max_size=2))),
    )


def check(found: Inspection) -> None:
    """What holds of every inspection: it can be said, its values read back, its rows add up."""
    as_json(found, with_rows=True)
    for table in found.tables:
        taken, skipped = set(table.roles.rows), {one.row for one in table.roles.skipped}
        assert not taken & skipped
        assert [row.number for row in table.rows] in ([], list(table.roles.rows))
        claimed = [
            g.heading.column for g in (table.matching.guesses if table.matching else {}).values()
        ]
        assert len(set(claimed)) == len(claimed)
        for row in table.rows:
            assert all(to_text(value) for value in row.values.values())
            assert all(type(value) is not datetime for value in row.values.values())


@given(sheets(), st.sampled_from(["", "programmes", "sessions", "costs", "links"]))
def test_any_cells_give_tables_or_one_sentence(sheet: Sheet, table: str) -> None:
    book = Book(name="any.xlsx", kind="xlsx", sheets=(sheet,))

    try:
        found = inspect_book(book, ReadOptions(table=table), "")
    except UnreadableFile as refused:
        assert str(refused).startswith("any.xlsx")
    else:
        check(found)
