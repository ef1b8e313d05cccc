"""The words by which a ministry's workbook is known again, whatever language it went out in."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from planner.messages import Message
from planner.values import fold
from planner.workbooks import in_every_language


def known_words(text: Message, office: Path | None = None) -> frozenset[str]:
    """Everything that a sheet, a label or an answer of the workbook is or was called, folded.

    `office` is the folder of an office's own words.
    """
    return in_every_language(text, office) | frozenset(map(fold, _words()[text.text]))


@cache
def _words() -> Mapping[str, list[str]]:
    file = resources.files("planner.intake.returns") / "return_words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
