"""Killed at a point of SQL or at any moment: nothing is half there, and doing it again works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.conftest import DATABASES
from tests.store.kills import OPERATIONS, Stage

TIMES = {"sqlite": 2, "postgresql": 1}
TRIED = {"sqlite": tuple(OPERATIONS), "postgresql": ("import", "merge", "backup", "restore")}
"""A server only what it does in its own way; `make reliability` kills everything on both."""


@pytest.fixture(scope="module")
def stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stage]:
    """A stage of each kind of database there is."""
    kind = str(request.param)
    url = None if kind == "sqlite" else request.getfixturevalue("postgresql")
    with pytest.MonkeyPatch.context() as patch:
        folder: Path = tmp_path_factory.mktemp(kind)
        patch.setenv("R2P_PLANNER_HOME", str(folder))  # each scene sets it to its own
        yield Stage(kind, url, folder)


@pytest.mark.parametrize(
    ("stage", "operation"),
    [(kind, operation) for kind in DATABASES for operation in TRIED[kind]],
    indirect=["stage"],
)
def test_what_is_killed_is_done_whole_or_not_at_all(stage: Stage, operation: str) -> None:
    assert stage.kills(operation, TIMES[stage.kind], seed=1) == []
