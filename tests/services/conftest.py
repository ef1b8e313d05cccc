"""A store in memory for what users do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planner.store import Store


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store."""
    kept = Store("sqlite://")
    yield kept
    kept.close()
