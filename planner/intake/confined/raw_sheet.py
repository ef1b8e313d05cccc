"""A sheet as the reading process sends it: its cells, and what is told of them besides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

MergedRange = tuple[int, int, int, int]
Place = tuple[int, int]


@dataclass
class RawSheet:
    """Rows of cells under a name; `names` are headings that stand in no row of their own.

    Everything counts from 1: merged ranges are (top, left, bottom, right). `instead` are cells that
    another reader saw more of (an error, a format, words struck through), `comments` what somebody
    wrote beside a cell: by (row, column). `struck` are cells that are struck through,
    `partly_struck` those that lost the struck words, `linked` those that show what another workbook
    held. `remarks` are frames to send after the rows.
    """

    name: str = ""
    rows: list[list[Any]] = field(default_factory=list[list[Any]])
    names: list[str] = field(default_factory=list[str])
    hidden: bool = False
    merges: list[MergedRange] = field(default_factory=list[MergedRange])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[int] = field(default_factory=list[int])
    instead: dict[Place, Any] = field(default_factory=dict[Place, Any])
    comments: dict[Place, str] = field(default_factory=dict[Place, str])
    struck: list[Place] = field(default_factory=list[Place])
    partly_struck: list[Place] = field(default_factory=list[Place])
    linked: list[Place] = field(default_factory=list[Place])
    remarks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
