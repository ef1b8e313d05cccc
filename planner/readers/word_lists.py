"""The words by which dates and sums are read, as data: `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


def words(part: str) -> Mapping[str, Any]:
    """One part of the words, as `dates`, as it stands in the file."""
    return _all()[part]


@cache
def _all() -> Mapping[str, Mapping[str, Any]]:
    file = resources.files("planner.readers").joinpath("words.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
