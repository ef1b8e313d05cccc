"""Folders where files belong, odd names, media that may only be read: one sentence each."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.cli import program
from tests.cli.conftest import SAMPLE, Answer, Terminal

ODD = ["a b.csv", "naïve – list.csv", "‮gnp.csv", "-list.csv", "a'b\"c.csv", "x" * 200 + ".csv"]
NOBODY = 65534


@contextmanager
def nobody_special() -> Iterator[None]:
    """The rights of an ordinary user, for whom media may be read-only."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def empty(run: Terminal) -> str:
    """The name of a plan with nothing in it."""
    run.ok("new", "Empty", "--country", "Exampleland", "--currency", "EUR")
    return "Empty"


def check_sentence(answer: Answer, code: int) -> None:
    said = answer.err.strip()
    assert answer.code == code, said
    assert 0 < len(said.splitlines()) <= 4, said
    assert "Errno" not in said and "not made for" not in said


def test_a_folder_where_a_file_belongs_is_check_sentence(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    for command in (
        ["inspect", folder],
        ["import", empty, folder],
        ["new", "Other", "--from", folder],
        ["show", folder],
        ["returns", "merge", empty, folder],
        ["restore", folder],
        ["show", empty, "--db", folder],
        ["empty-list", empty, folder],
    ):
        check_sentence(run(*command), 3)
    assert run.ok("plans")["plans"][0]["revision"] <= 2


def test_a_file_where_a_folder_belongs_is_check_sentence(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")

    check_sentence(run("returns", "issue", empty, file), 2)
    for command in (["export", empty, file / "out.xlsx", "--kind", "plan"], ["backup", file / "x"]):
        check_sentence(run(*command), 3)


def test_a_backup_and_an_export_into_a_folder_name_themselves(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    made = run.ok("backup", tmp_path)

    assert Path(made["file"]).parent == tmp_path
    assert run.ok("restore", made["file"])["restored"]
    assert run.ok("export", empty, tmp_path, "--kind", "plan")["recorded"]


@pytest.mark.parametrize("name", ["a/b", "a\\b", "plan.xlsx", "..", "", "two\nlines", "x" * 101])
def test_a_name_that_no_plan_can_have_is_check_sentence(run: Terminal, name: str) -> None:
    check_sentence(run("new", name, "--country", "Exampleland"), 2)


@pytest.mark.parametrize("currency", ["euro", "€", "EURO", "12", "eu", "E R"])
def test_a_currency_that_is_none_is_check_sentence(run: Terminal, currency: str) -> None:
    check_sentence(run("new", "Plan", "--country", "X", "--currency", currency), 2)
    assert run.ok("plans")["plans"] == []


@pytest.mark.parametrize("name", ODD)
def test_a_file_with_an_odd_name_is_taken_like_any_other(
    run: Terminal, empty: str, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_text("Reference;Title\nA-1;Courts\n", encoding="utf-8")

    assert run("--json", "import", empty, path).json["added"] == 1
    assert run.ok("history", empty, "--imports")["changesets"][0]["file"] == name


def test_a_database_that_may_only_be_read_is_read_and_says_what_it_cannot_keep(
    run: Terminal, empty: str, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    for command in (["export", empty, tmp_path / "first.zip", "--kind", "package"], ["health"]):
        assert run(*command).code == 0  # everything that the commands need is loaded
    medium = tmp_path / "medium"
    medium.mkdir()
    database = medium / "plans.sqlite"
    database.write_bytes(Path(run.database).read_bytes())
    out = tmp_path / "out"
    out.mkdir()
    out.chmod(0o777)
    for path, mode in ((database, 0o444), (medium, 0o555)):
        path.chmod(mode)
    ours = (one for one in tmp_path.parents if one.name.startswith(("pytest-", "popen-")))
    reachable = [tmp_path, *ours]
    before = [path.stat().st_mode for path in reachable]
    for path in reachable:
        path.chmod(0o755)
    read_only = Terminal(run._capsys, database)  # the same terminal, another database

    with nobody_special():
        shown = read_only.ok("show", empty)
        made = read_only.ok("export", empty, out / "plan.zip", "--kind", "package")
        health = read_only.ok("health")
        refused = read_only("import", empty, SAMPLE / "programmes.csv")
        fresh = read_only("show", empty, "--db", medium / "new.sqlite")

    for path, mode in zip(reachable, before, strict=True):
        path.chmod(mode)
    assert (shown["revision"], made["recorded"]) == (1, False)
    assert health["database"]["may_write"] is False
    check_sentence(refused, 3)
    check_sentence(fresh, 3)


def test_an_export_of_a_plan_in_a_file_is_marked_as_not_recorded(
    run: Terminal, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"

    made = run("export", SAMPLE, out, "--kind", "plan", "--level", "restricted")

    assert "not recorded" in made.out
    about = load_workbook(out)["About this file"]
    assert any("not recorded" in str(cell.value) for row in about.iter_rows() for cell in row)
    assert not Path(run.database).exists()


def test_what_nobody_foresaw_is_one_sentence_and_a_report(
    run: Terminal, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_PLANNER_HOME", str(tmp_path / "home"))
    damaged = sqlite3.connect(run.database)
    damaged.execute("UPDATE plans SET revision = 'soon'")
    damaged.commit()
    damaged.close()

    answer = run("show", empty)

    report = tmp_path / "home" / program.FAILURES
    assert answer.code == 3
    assert str(report) in answer.err
    assert "Traceback" in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o777 == 0o600
