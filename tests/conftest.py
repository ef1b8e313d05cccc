"""What every test stands on: a fixed day, a folder of its own, hypothesis without a stopwatch.

The suite tries the same examples every time, so that a change is judged by itself; `make explore`
tries other ones, and many more of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import settings

settings.register_profile("planner", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=500)
settings.load_profile("planner")


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
