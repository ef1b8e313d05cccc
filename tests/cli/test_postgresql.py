"""The whole command line on PostgreSQL, with a backup that is put back by its own tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.cli.commands import COMMANDS
from tests.cli.conftest import SAMPLE, Terminal
from tests.postgresql.server import MISSING, fresh

FILE = SAMPLE.parent / "ministries" / "planning_aid_database.xlsx"
SERVERS = [] if MISSING else ["postgresql"]


@pytest.fixture(params=SERVERS)
def on_server(request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal with an empty database on a server."""
    url = request.getfixturevalue("postgresql")
    return Terminal(capsys, fresh(url, "template1"))


def test_every_command_does_on_a_server_what_it_does_on_a_file(
    on_server: Terminal, tmp_path: Path
) -> None:
    run, done = on_server, set[str]()

    def ok(name: str, *arguments: object) -> Any:
        done.add(name)
        return run.ok(name, *arguments)

    def told(name: str, *arguments: object) -> None:
        done.add(name)
        answer = run(name, *arguments)
        assert answer.code in (0, 1), answer.err
        assert answer.out

    ok("new", "Plan", "--from", SAMPLE)
    ok("copy", "Plan", "Second")
    ok("rename", "Second", "Other")
    assert len(ok("plans")["plans"]) == 2
    done.add("import")
    assert run("--json", "import", "Plan", FILE).json["added"] > 20  # it may ask back
    told("inspect", FILE)
    told("reassign", "Plan", "M-05", "M-02")
    told("link", "Plan", "--accept", "likely")
    for name in COMMANDS.keys() - done - {"serve", "backup", "restore", "returns", "about"}:
        more = {"export": [tmp_path / "out.xlsx", "--kind", "cabinet"], "diff": [1, 2],
                "undo": [2], "empty-list": []}.get(name, [])  # fmt: skip
        if name == "empty-list":
            told(name, "Plan", tmp_path / "list.xlsx")
        elif name in ("health", "anchors"):
            told(name)
        else:
            told(name, "Plan", *more)
    told("returns", "issue", "Plan", tmp_path / "out", "--ministry", "M-01")
    told("returns", "status", "Plan")
    (workbook,) = (tmp_path / "out").glob("*.xlsx")
    told("returns", "merge", "Plan", workbook)

    heads = {one["name"]: one["head"] for one in run.ok("health")["plans"]}
    copy = tmp_path / "plans.dump"
    assert ok("backup", copy)["sound"]
    run.ok("new", "Third", "--country", "Exampleland")
    restored = ok("restore", copy)
    assert restored["restored"] is True
    assert {one["name"]: one["head"] for one in run.ok("health")["plans"]} == heads
    assert run.ok("verify", "Plan", "--head", heads["Plan"])["sound"]
    run.ok("new", "Fourth", "--country", "Exampleland")


def test_a_backup_of_a_file_is_put_into_a_server(on_server: Terminal, run: Terminal,
                                                 tmp_path: Path) -> None:  # fmt: skip
    run.ok("new", "Plan", "--from", SAMPLE)
    run.ok("backup", tmp_path / "copy.sqlite")

    assert on_server.ok("restore", tmp_path / "copy.sqlite")["restored"]
    assert on_server.ok("show", "Plan")["counts"] == run.ok("show", "Plan")["counts"]
    on_server.ok("backup", tmp_path / "copy.dump")
    assert run("restore", tmp_path / "copy.dump").code == 2
