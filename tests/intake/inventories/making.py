"""How an inventory is made, and what a careful clerk would copy out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from planner.intake.read_options import ReadOptions


class Line(NamedTuple):
    """What a clerk writes down of one programme, each as the planner writes its values."""

    title: str
    ministry: str = ""
    budget: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, kw_only=True)
class Inventory:
    """One list: its file, the lines a clerk would reach, and what may be told of it besides.

    `told` are codes of problems, each with how many may be told; anything else is one too many.
    """

    file: str
    content: bytes
    lines: tuple[Line, ...]
    told: dict[str, int] = field(default_factory=dict[str, int])
    currency: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)


INVENTORIES: list[Callable[[], Inventory]] = []


def inventory(make: Callable[[], Inventory]) -> Callable[[], Inventory]:
    """Keep a function that makes an inventory; its docstring says whose shape it has."""
    INVENTORIES.append(make)
    return make
