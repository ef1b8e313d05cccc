"""Words by which a stranger's headers, rows and cells are recognised, in all languages: data.

One TOML file for each question (what a header says, which row is a total ...), read once. They are
no messages: nothing in them is ever shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(question: str) -> Mapping[str, Any]:
    """The words for one question, as `headers`, as they stand in its file."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{question}.toml").read_text("utf-8"))
