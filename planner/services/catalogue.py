"""The reference tables as this office uses them: packaged, and with its own actions."""

from __future__ import annotations

from functools import lru_cache

from planner.places import templates_folder
from planner.reference import Reference, load

OWN_ACTIONS = "catalogue_actions.csv"


def reference() -> Reference:
    """Everything packaged, and the actions in the templates folder's catalogue_actions.csv.

    Raises BrokenReference when the office's file contradicts itself. An edited file is read anew.
    """
    path = templates_folder() / OWN_ACTIONS
    return _read(path.stat().st_mtime_ns if path.is_file() else 0)


@lru_cache(maxsize=1)
def _read(edited_at: int) -> Reference:
    return load(templates_folder() / OWN_ACTIONS) if edited_at else load()
