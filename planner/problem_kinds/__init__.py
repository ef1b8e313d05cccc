"""Every kind of problem by its code: how grave it is, what is wrong, and what to do about it.

The kinds stand in the tables of this folder. Their texts may use the places `{value}`, `{label}`,
`{number}` and the facts that the code is raised with. Codes are stable: they are part of the
command line's JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from planner.problems import Problem, ProblemKind, declared_kinds, of_kind


def problem(code: str, /, **facts: Any) -> Problem:
    """The problem of that code; place and facts as `planner.problems.of_kind` takes them."""
    return of_kind(code, _kinds(), **facts)


@cache
def _kinds() -> Mapping[str, ProblemKind]:
    kinds: dict[str, ProblemKind] = {}
    for file in resources.files(__name__).iterdir():
        if file.name.endswith(".toml"):
            kinds |= declared_kinds(file.read_text("utf-8"))
    return kinds
