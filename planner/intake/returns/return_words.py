"""The words by which a ministry's workbook is known again, whatever language it went out in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from planner.values import fold


def known_words(key: str) -> frozenset[str]:
    """Everything that a sheet, a label or an answer of the workbook is called, folded."""
    return frozenset(map(fold, _words()[key]))


@cache
def _words() -> Mapping[str, list[str]]:
    file = resources.files("planner.intake.returns") / "return_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
