"""What every test stands on: a fixed day, a folder of its own, hypothesis without a stopwatch.

The suite tries the same examples every time, so that a change is judged by itself; `make explore`
tries other ones, and many more of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

import hatch_build

LOCALE = Path(__file__).parents[1] / "planner" / "languages" / "locale"

settings.register_profile("planner", deadline=None, derandomize=True, max_examples=30)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("planner")


def pytest_configure() -> None:
    """Compile the catalogues that were changed since, as `make words` and the build do."""
    for file in LOCALE.glob("*/LC_MESSAGES/*.po"):
        made, source = file.with_suffix(".mo"), hashlib.sha256(file.read_bytes()).hexdigest()
        if not made.exists() or source.encode() not in made.read_bytes():
            made.write_bytes(hatch_build.compiled(file))


@pytest.fixture(scope="session", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test ever reads or writes the plans of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("R2P_PLANNER_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("R2P_PLANNER_DB", raising=False)
        yield


@pytest.fixture
def today() -> date:
    """The day on which the tests take place."""
    return date(2027, 3, 1)
