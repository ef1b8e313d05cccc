"""How much each sign counts when tables and columns are told apart: one table, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def weights(question: str) -> Mapping[str, float]:
    """The weights of one question by name, from `weights.toml`, which says why each is as it is."""
    text = resources.files(__name__.rpartition(".")[0]).joinpath("weights.toml").read_text("utf-8")
    return tomllib.loads(text)[question]
