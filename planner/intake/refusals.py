"""What is said of a file that cannot be opened, by the reason why, as `refusals.toml` words it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from typing import Final

from planner.errors import LockedFile, UnreadableFile, WrongValue
from planner.messages import Fact
from planner.problems import ProblemKind, declared_kinds

_LOCKED: Final = frozenset({"locked", "wrong password"})


@cache
def _reasons() -> Mapping[str, ProblemKind]:
    return declared_kinds(
        resources.files("planner.intake").joinpath("refusals.toml").read_text("utf-8")
    )


def refusal(file: str, reason: str, **facts: Fact) -> UnreadableFile:
    """The failure for a reason, as that of the reading process; an unknown one is damage."""
    known = _reasons()
    kind = known.get(reason) or known["damaged"]
    told: dict[str, Fact] = {"file": file, **facts}
    if what := known.get(f"what {facts.get('what', '')}"):
        told["what"] = what.message
    failure = LockedFile if reason in _LOCKED else UnreadableFile
    return failure(replace(kind.message, facts=told), replace(kind.hint, facts=told))


def wrong_value(reason: str, **facts: Fact) -> WrongValue:
    """The failure for what a person asks for that a file or a table does not have."""
    kind = _reasons()[reason]
    return WrongValue(replace(kind.message, facts=facts), replace(kind.hint, facts=facts))
