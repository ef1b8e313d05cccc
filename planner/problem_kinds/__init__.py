"""Every kind of problem by its code: how grave it is, what is wrong, and what to do about it.

Texts may use the places `{value}`, `{label}`, `{number}` and the facts that the code is raised
with. Codes are stable: they are part of the command line's JSON.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from planner.messages import _
from planner.problem_kinds.file_reading import READING
from planner.problem_kinds.importing import IMPORTING
from planner.problem_kinds.returns import RETURNS
from planner.problem_kinds.tampering import TAMPERING
from planner.problems import Problem, ProblemKind, Severity, of_kind

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: Final[Mapping[str, ProblemKind]] = MappingProxyType(
    {
        **IMPORTING,
        **READING,
        **RETURNS,
        **TAMPERING,
        "row.total": ProblemKind(
            severity=_NOTE,
            message=_("A row of totals was left out."),
        ),
    }
)


def problem(code: str, /, **facts: Any) -> Problem:
    """The problem of that code; place and facts as `planner.problems.of_kind` takes them."""
    return of_kind(code, KINDS, **facts)
