"""A sheet as the reading process sends it: its cells, and what is told of them besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MergedRange = tuple[int, int, int, int]


@dataclass
class RawSheet:
    """Rows of cells under a name; `names` are headings that stand in no row of their own.

    Everything counts from 1: merged ranges are (top, left, bottom, right); `faults` are cells that
    show an error, `comments` what somebody wrote beside a cell, `struck` cells whose text is struck
    through, `formats` how numbers are shown where that tells more than the number: all by (row,
    column). `remarks` are frames to send after the rows.
    """

    name: str = ""
    rows: list[list[Any]] = field(default_factory=list[list[Any]])
    names: list[str] = field(default_factory=list[str])
    hidden: bool = False
    merges: list[MergedRange] = field(default_factory=list[MergedRange])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[int] = field(default_factory=list[int])
    faults: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    comments: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    struck: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    formats: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])
    remarks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
