"""Rows of cells arrive from the reading process as they were sent."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from planner.intake.confined.wire import packed_rows, received, send, unpacked_rows
from planner.intake.grid import Cell, Cells, Fault

WORDS = some.sampled_from(["a", "b", " ", "two\nlines", "\x1f", "١٢"])
NUMBERS = some.floats(allow_nan=False, allow_infinity=False) | some.sampled_from([0.5, 2.25])
CELLS = some.one_of(
    some.none(), WORDS, NUMBERS, some.booleans(), some.integers(-3, 3), some.dates(),
    some.sampled_from([Fault("#REF!"), Fault(""), datetime(2020, 1, 2, 3, 4)]),  # noqa: DTZ001  # a cell has no zone
)  # fmt: skip
COLUMNS = some.sampled_from([WORDS, NUMBERS, CELLS]).flatmap(
    lambda cells: some.lists(cells, min_size=12, max_size=12)
)


def sent(rows: list[Cells]) -> list[Cells]:
    """What arrives of these rows."""
    pipe = io.BytesIO()
    send(pipe, {"rows": packed_rows(rows)})
    pipe.seek(0)
    return [row for frame in received(pipe) for row in unpacked_rows(frame["rows"])]


@given(some.lists(COLUMNS, max_size=4))
def test_every_cell_of_a_frame_arrives_as_it_was(columns: list[list[Cell]]) -> None:
    rows = [*zip(*columns, strict=True)]

    arrived = sent(rows)

    assert arrived == rows
    assert [[isinstance(cell, bool) for cell in row] for row in arrived] == [
        [isinstance(cell, bool) for cell in row] for row in rows
    ]


@given(some.lists(some.lists(CELLS, max_size=5).map(tuple), max_size=20))
def test_rows_keep_their_length(rows: list[Cells]) -> None:
    assert [*map(len, sent(rows))] == [*map(len, rows)]


@pytest.mark.parametrize(
    ("cell", "arrives"),
    [("", None), (3.0, 3), (float("nan"), Fault("#NUM!")), (1e15, 1e15), (True, True)],
)
def test_a_cell_alone_or_among_others_arrives_plain(cell: Cell, arrives: Cell) -> None:
    for rows in ([(cell,)], [(cell,)] * 4, [(cell,), ("x",), (1,)]):
        came = [row[0] for row in sent(rows)]

        assert came[0] == arrives
        assert type(came[0]) is type(arrives)


def test_midnight_is_a_day() -> None:
    assert sent([(datetime(2020, 1, 2),)]) == [(date(2020, 1, 2),)]  # noqa: DTZ001  # a cell has no zone
