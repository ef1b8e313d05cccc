"""Longer help for a page, kept as Markdown beside this module."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def text(page: str) -> str:
    """The help of a page, such as "training"."""
    return resources.files(__name__).joinpath(f"{page}.md").read_text(encoding="utf-8")
