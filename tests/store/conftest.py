"""A store in memory, and one in PostgreSQL where the tests can start a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.store import Store
from tests.postgresql.server import MISSING, emptied

DATABASES = ["sqlite"] if MISSING else ["sqlite", "postgresql"]


@pytest.fixture(params=DATABASES)
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database of each kind there is."""
    if request.param == "sqlite":
        return "sqlite://"
    return emptied(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    """An empty store of each database there is."""
    kept = Store(address)
    yield kept
    kept.close()
