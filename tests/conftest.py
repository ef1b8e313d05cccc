"""What every test stands on: a fixed day, a folder of its own, hypothesis without a stopwatch.

The suite tries the same examples every time, so that a change is judged by itself; `make explore`
tries other ones, and many more of them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings

import hatch_build
from planner.intake import opening
from planner.intake.confined import main as child
from planner.intake.confined.wire import Frame, received
from planner.intake.limits import Limits
from tests.postgresql import server

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


@pytest.fixture(scope="session")
def postgresql() -> Iterator[sa.URL]:
    """A PostgreSQL server of the tests' own; asked for only where there is one."""
    with server.server() as url:
        yield url


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what this computer could not try."""
    if server.MISSING:
        terminalreporter.write_line(f"PostgreSQL was not tried: {server.MISSING}.", yellow=True)


@pytest.fixture(autouse=True)
def reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read by the same code, but not in a process of its own: that costs most of a test.

    Modules that are about this process have a fixture of the same name that leaves it as it is.
    """
    monkeypatch.setattr(opening, "read_in_child", _read_in_this_process)


def _read_in_this_process(
    settings: Frame, content: bytes, limits: Limits, arrived: opening.BookBuilder
) -> bool:
    sent = io.BytesIO()
    child.read(sent, content, settings, limits)
    sent.seek(0)
    for frame in received(sent):
        arrived.take(frame)
    return True


@pytest.fixture
def today() -> date:
    """The day on which the tests take place."""
    return date(2027, 3, 1)
