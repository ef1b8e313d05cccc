"""The password of a file: on the command line, in the environment, or asked for unseen."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.intake.locked_workbooks import PASSWORD
from tests.intake.locked_workbooks import locked as locked_workbook

ARGUMENTS = ("inspect", "--table", "programmes")


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """A workbook that opens with a password."""
    path = tmp_path / "list.xlsx"
    path.write_bytes(locked_workbook())
    return path


def test_without_a_password_the_file_is_not_read(run: Terminal, locked: Path) -> None:
    answer = run(*ARGUMENTS, locked)

    assert answer.code == 3
    assert "list.xlsx is locked with a password." in answer.err


def test_a_password_is_taken_from_the_command_line(run: Terminal, locked: Path) -> None:
    assert run.ok(*ARGUMENTS, "--password", PASSWORD, locked)["tables"][0]["rows"] == 2


def test_a_password_is_taken_from_the_environment(
    run: Terminal, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_PLANNER_PASSWORD", PASSWORD)

    assert run.ok(*ARGUMENTS, locked)["tables"][0]["rows"] == 2


def test_a_password_is_taken_from_standard_input(
    run: Terminal, locked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(f"{PASSWORD}\n".encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", typed)

    assert run.ok(*ARGUMENTS, "--password", "-", locked)["tables"][0]["rows"] == 2


def test_a_terminal_is_asked_and_shows_nothing_of_what_is_typed(locked: Path) -> None:
    keyboard, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "planner", *ARGUMENTS, "--password", "-", str(locked)],
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=terminal,
        start_new_session=True,
        text=True,
    ) as program:
        os.close(terminal)
        said = _until(keyboard, b"Password of the file: ")
        os.write(keyboard, f"{PASSWORD}\n".encode())
        out, _ = program.communicate()
    shown = said + os.read(keyboard, 100)
    os.close(keyboard)

    assert program.returncode == 0
    assert "list.xlsx" in out
    assert b"Geheim" not in shown


def _until(terminal: int, what: bytes) -> bytes:
    """What the terminal shows, until it shows that."""
    shown = b""
    while what not in shown:
        shown += os.read(terminal, 1_000)
    return shown
