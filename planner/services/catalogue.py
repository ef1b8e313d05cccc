"""The reference tables as this office uses them: packaged, and with its own actions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from planner.analysis.suggest import Subject, Suggested, Suggester
from planner.places import templates_folder
from planner.reference import Reference, load

OWN_ACTIONS = "catalogue_actions.csv"
_REMEMBERED = 50_000  # programmes whose suggestions are kept in memory
_ASKED_FOR = 12  # suggestions for one programme: more than are shown, since some are decided


def reference() -> Reference:
    """Everything packaged, and the actions in the templates folder's catalogue_actions.csv.

    Raises BrokenReference when the office's file contradicts itself. An edited file is read anew.
    """
    return _read(_edition())


def suggesting() -> Callable[[Subject], Suggested]:
    """What tells which actions a programme may serve, best first; it thinks about each once."""
    return partial(_suggested, _edition())


def _edition() -> int:
    """When the office's own catalogue was last edited; 0 when it has none."""
    path = templates_folder() / OWN_ACTIONS
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=1)
def _read(edition: int) -> Reference:
    return load(templates_folder() / OWN_ACTIONS) if edition else load()


@lru_cache(maxsize=1)
def _suggester(edition: int) -> Suggester:
    return Suggester(_read(edition))


@lru_cache(maxsize=_REMEMBERED)
def _suggested(edition: int, subject: Subject) -> Suggested:
    return _suggester(edition).suggest(subject, _ASKED_FOR)
