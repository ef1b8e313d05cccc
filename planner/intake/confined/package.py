"""A plan package: a zip of CSV files, one a table, and what describes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from planner.intake.confined.archive import Refused, inflated
from planner.intake.confined.raw_sheet import RawSheet
from planner.intake.limits import Limits

_DESCRIPTION: Final = ".json"


def read_package(content: bytes, members: Collection[str], limits: Limits) -> Iterator[RawSheet]:
    """A sheet for each table among the members, its rows with the number of their line in front.

    The description is a sheet of one cell: the version that it states. Other files of the archive
    are not even unpacked.
    """
    parts = inflated(content, limits, lambda name: PurePosixPath(name).name in members)
    names = [PurePosixPath(part).name for part in parts]
    for name, part in zip(names, parts.values(), strict=True):
        if names.count(name) > 1:
            raise Refused("twice in the package", member=name)
        if name.endswith(_DESCRIPTION):
            yield RawSheet(name, rows=[[_version(name, part)]])
        else:
            yield RawSheet(name, rows=_lines(name, part, limits))


def _version(name: str, content: bytes) -> str:
    try:
        described: Any = json.loads(content)
    except (ValueError, RecursionError) as bad:  # a number of 5,000 digits is no value either
        raise Refused("no description", member=name) from bad
    return str(described.get("version", "")) if isinstance(described, dict) else ""


def _lines(name: str, content: bytes, limits: Limits) -> list[list[Any]]:
    if content.count(b",") > limits.cells:
        raise Refused("too large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as bad:
        raise Refused("not utf-8", member=name) from bad
    csv.field_size_limit(limits.letters)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[Any]] = []
    first = 1
    try:
        for line in lines:
            rows.append([first, *line])
            first = lines.line_num + 1
            if len(rows) > limits.rows:
                raise Refused("too many rows")
    except csv.Error as bad:
        raise Refused("open quote", member=name, line=first) from bad
    return rows
