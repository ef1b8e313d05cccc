"""A terminal: runs a command, keeps what it answered, and never sees a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planner.cli import main


@dataclass(frozen=True)
class Answer:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


class Terminal:
    """Runs commands on a database of its own."""

    def __init__(self, capsys: pytest.CaptureFixture[str], database: Path | str) -> None:
        self._capsys = capsys
        self.database: Any = database

    def __call__(self, *arguments: object) -> Answer:
        """Run a command as it is written."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(["--db", str(self.database), *map(str, arguments)])
        said = self._capsys.readouterr()
        code = left.value.code
        assert "Traceback" not in said.err
        return Answer(code if isinstance(code, int) else 1, said.out, said.err)

    def ok(self, *arguments: object) -> Any:
        """Run a command that has to succeed; its JSON document."""
        answer = self("--json", *arguments)
        assert answer.code == 0, answer.err
        return answer.json

    def took(self, *arguments: object) -> Any:
        """Run an import of which questions may be left open; its JSON document."""
        answer = self("--json", "import", *arguments)
        assert answer.code in (0, 1), answer.err
        assert answer.json["rejected"] == 0
        return answer.json


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Iterator[Terminal]:
    """A terminal with an empty database."""
    yield Terminal(capsys, tmp_path / "plans.sqlite")


@pytest.fixture(scope="session")
def database_of_a_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one plan, made once and copied for each test."""
    path = tmp_path_factory.mktemp("sample") / "plans.sqlite"
    with pytest.raises(SystemExit) as left:
        main(["--db", str(path), "--quiet", "new", "Plan", "--from", str(SAMPLE)])
    assert left.value.code == 0
    return path


@pytest.fixture
def plan(run: Terminal, database_of_a_sample: Path) -> str:
    """The name of a plan that holds the first sample."""
    shutil.copy(database_of_a_sample, run.database)
    return "Plan"


SAMPLE = Path(__file__).parents[2] / "sample_plans" / "casserane"
