"""A sheet made from a file that is no spreadsheet, on its way to be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Merged = tuple[int, int, int, int]


@dataclass
class MadeSheet:
    """Rows of cells under a name; `names` are headings that stand in no row of their own.

    `merges` are (top, left, bottom, right); these and the hidden rows and columns count from 1.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list[list[Any]])
    names: list[str] = field(default_factory=list[str])
    hidden: bool = False
    merges: list[Merged] = field(default_factory=list[Merged])
    hidden_rows: list[int] = field(default_factory=list[int])
    hidden_columns: list[int] = field(default_factory=list[int])
    remarks: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
