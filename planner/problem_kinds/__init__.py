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
    files = (file.name for file in resources.files(__name__).iterdir())
    tables = (file.removesuffix(".toml") for file in files if file.endswith(".toml"))
    return {code: kind for table in tables for code, kind in kinds_in(table).items()}


def kinds_in(table: str) -> Mapping[str, ProblemKind]:
    """The kinds of one table of this folder by their codes."""
    return declared_kinds(resources.files(__name__).joinpath(f"{table}.toml").read_text("utf-8"))
