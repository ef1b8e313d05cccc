"""A store in memory, and in PostgreSQL too when R2P_TEST_POSTGRES names an empty database."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from planner.store import Store
from planner.store.sql import SCHEMA

DATABASES = ["sqlite://", *filter(None, [os.environ.get("R2P_TEST_POSTGRES")])]


@pytest.fixture(params=DATABASES, ids=lambda url: sa.make_url(url).get_backend_name())
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store of each database there is."""
    url = str(request.param)
    kept = Store(url)
    yield kept
    kept.close()
    if "://" in url and not url.startswith("sqlite"):
        engine = sa.create_engine(url)
        SCHEMA.drop_all(engine)
        engine.dispose()
