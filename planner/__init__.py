"""A planner for R2P focal points: what a state does, what is not covered, what to ask for.

In a notebook: `from planner import read_file, coverage, frame`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planner.library import answer, coverage, frame, money, open_plan, read_file, training
    from planner.plan import Plan

__all__ = ["Plan", "answer", "coverage", "frame", "money", "open_plan", "read_file", "training"]


def __getattr__(name: str) -> object:
    """A name of the library, loaded when it is asked for: commands and pages need none of it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("planner.plan" if name == "Plan" else "planner.library"), name)
