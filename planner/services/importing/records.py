"""The files that were imported into a plan: who, when, how much, and whether each stands."""

from __future__ import annotations

from typing import Final

from planner.services.actors import acting
from planner.store import ImportRecord, Store

SHORT: Final = 8
"""So many figures of a SHA-256 tell files apart at a glance."""


def imports(actor: str, store: Store, name: str) -> tuple[ImportRecord, ...]:
    """Every import of the plan, oldest first, those included that were undone."""
    acting(actor)
    return store.imports(name)
