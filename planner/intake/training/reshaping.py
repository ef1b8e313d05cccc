"""Records of training as ministries lay them out, told again as sessions, passes or posts."""

from __future__ import annotations

from planner.intake.grid import Sheet
from planner.intake.tables.finding import Place
from planner.intake.training.head_counts import head_counts
from planner.intake.training.lines import Refused, Told
from planner.intake.training.passes import register
from planner.intake.training.posts import posts
from planner.intake.training.record import Record

_POSTS = frozenset({"established", "posts", "vacant", "occupied"})


def told(sheet: Sheet, place: Place, file: str) -> Told | Refused | None:
    """A table as rows of the plan; None when it is not laid out in a way of their own."""
    record = Record(sheet, place, file)
    if "programme" in record.at:
        return None
    if {"holder", "name"} & record.at.keys():
        return register(record)
    if "audience" not in record.at and "course" not in record.at:
        return None
    if _POSTS & record.at.keys():
        return posts(record)
    return head_counts(record) if record.is_about_training else None
