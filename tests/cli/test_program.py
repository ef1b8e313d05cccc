"""The contract of the command line: names, global options, exit codes, one document."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from planner.cli import main
from planner.cli.program import program
from planner.store import Store
from tests.cli.conftest import SAMPLE, Terminal

COMMANDS = {
    "answers", "serve", "new", "plans", "show", "inspect", "import", "suggest", "link",
    "coverage", "training", "money", "export", "empty-list", "returns", "history", "diff",
    "undo", "verify", "backup", "restore", "health", "rename", "copy", "reassign", "harms",
    "mend", "lessons", "anchors", "risk", "warnings", "cyber", "portfolio", "resolutions",
    "review", "stress", "timeline", "about",
}  # fmt: skip


def test_every_command_is_there_and_says_what_it_does(run: Terminal) -> None:
    listed = run("--help")

    assert listed.code == 0
    assert set(program.entries) == COMMANDS
    for name in COMMANDS:
        assert name in listed.out
        command = program.get_command(click.Context(program), name)
        assert command is not None
        assert getattr(command, "message", None) == program.entries[name].message


def test_a_language_that_is_not_complete_is_refused_and_never_another_one_taken(
    run: Terminal, plan: str
) -> None:
    for words in (["show", plan], ["show", "--help"]):
        answer = run("--language", "xx", *words)

        assert (answer.code, answer.out) == (2, "")
        assert "xx" in answer.err


def test_any_answer_is_told_by_its_key(run: Terminal, plan: str) -> None:
    listed = run.ok("answers", plan)["answers"]

    for number, key in enumerate(one["key"] for one in listed):
        document = run.ok("answers", plan, key)
        assert document["key"] == key
        assert document["answer"]
        if number % 4 == 0:  # in words they are told by one function
            assert run("answers", plan, key).out.startswith(document["answer"][0])


def test_the_version_is_said(run: Terminal) -> None:
    assert run("--version").out.startswith("r2p-planner, version ")


def test_the_program_alone_shows_its_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([])

    assert left.value.code == 2
    assert "Usage" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["undo", "Plan"], ["undo", "Plan", "x"], ["shwo", "Plan"]])
def test_words_that_make_no_command_are_told_in_json_too(run: Terminal, words: list[str]) -> None:
    answer = run("--json", *words)

    assert answer.code == 2
    assert answer.json["error"]["kind"] == "WrongUse"
    assert answer.json["error"]["message"] in answer.err


def test_a_file_that_holds_no_plan_is_not_taken_for_the_name_of_one(
    run: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "list.csv").write_text("Title\nA\n")

    answer = run("coverage", tmp_path / "list.csv")

    assert answer.code == 3
    assert "is no plan" in answer.err


@pytest.mark.parametrize("place", ["before", "after"])
def test_global_options_stand_before_or_after_the_command(
    run: Terminal, plan: str, place: str
) -> None:
    given = ["--json", "--as", "Auditor", "--language", "en", "--quiet"]
    words = ["history", plan]
    answer = run(*given, *words) if place == "before" else run(*words, *given)

    assert answer.code == 0
    assert answer.json["plan"] == plan


def test_the_actor_is_whom_as_names_and_else_the_focal_point(run: Terminal) -> None:
    run.ok("new", "Mine", "--country", "Exampleland")
    run.ok("new", "Theirs", "--country", "Exampleland", "--as", "Planning unit")

    by = {one["name"]: one["changed_by"] for one in run.ok("plans")["plans"]}

    assert by == {"Mine": "Focal point", "Theirs": "Planning unit"}


def test_the_database_may_be_a_path_an_address_or_the_environment(
    run: Terminal, plan: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = f"sqlite:///{run.database}"

    assert run("--db", address, "plans", "--json").json == run.ok("plans")
    assert run("plans", "--db", run.database, "--json").json == run.ok("plans")

    monkeypatch.setenv("R2P_PLANNER_DB", address)
    with pytest.raises(SystemExit):
        main(["show", plan, "--json"])
    assert json.loads(capsys.readouterr().out)["plan"] == plan


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (2, ["nonsense"]),
        (2, ["plans", "--nonsense"]),
        (2, ["show"]),
        (2, ["new", "Empty"]),
        (2, ["new", "Plan", "--country", "C"]),
        (2, ["new", "a/b", "--country", "C"]),
        (2, ["new", "New", "--country", "C", "--start", "31/12/2027"]),
        (2, ["new", "New", "--country", "C", "--scope", "mars"]),
        (2, ["training", "Plan", "--on", "soon"]),
        (2, ["history", "Plan", "--db", "nonsense://x"]),
        (2, ["undo", "Plan", "x"]),
        (2, ["undo", "Plan", "9"]),
        (2, ["undo", "Plan", "1"]),
        (2, ["suggest"]),
        (2, ["suggest", "Plan", "--text", "x"]),
        (2, ["suggest", "Plan", "--top", "0"]),
        (2, ["link", "Plan"]),
        (2, ["link", "Plan", "--accept", "sure"]),
        (2, ["link", "Plan", "--confirm", "P-0001", "--reason", "x"]),
        (2, ["link", "Plan", "--confirm", "P-0001=DEV-05"]),
        (2, ["link", "Plan", "--confirm", "P-9999=DEV-05", "--reason", "x"]),
        (2, ["export", "Plan", "out.xlsx", "--kind", "document"]),
        (2, ["export", "Plan", "out.xlsx", "--kind", "plan", "--level", "secret"]),
        (3, ["show", "Elsewhere"]),
        (3, ["show", "nowhere.xlsx"]),
        (3, ["new", "New", "--from", "nowhere.xlsx"]),
        (3, ["inspect", "nowhere.xlsx"]),
        (3, ["import", "Plan", "nowhere.xlsx"]),
        (3, ["import", "Elsewhere", "nowhere.xlsx"]),
        (3, ["export", "Plan", "/nowhere/out.xlsx", "--kind", "plan"]),
        (2, ["import", "Plan", "nowhere.xlsx", "--set", "budget"]),
        (4, ["plans", "--as", " "]),
    ],
    ids=lambda part: part if isinstance(part, int) else " ".join(part),
)
def test_a_failure_is_one_sentence_and_its_exit_code(
    run: Terminal, plan: str, code: int, words: list[str]
) -> None:
    del plan
    answer = run(*words)

    assert answer.code == code
    assert answer.out == ""
    assert answer.err.strip()


def test_a_failure_with_json_is_still_one_document(run: Terminal) -> None:
    answer = run("--json", "show", "Elsewhere")

    assert answer.code == 3
    assert answer.json["error"]["kind"] == "UnknownPlan"
    assert answer.json["error"]["message"] in answer.err


def test_a_database_that_is_none_is_one_sentence(run: Terminal) -> None:
    run.database.write_text("These are minutes, not a database. " * 100, encoding="utf-8")

    answer = run("plans")

    assert answer.code == 3
    assert len(answer.err.strip().splitlines()) == 1


def test_a_plan_file_is_read_and_nothing_is_stored(run: Terminal) -> None:
    seen = run.ok("show", SAMPLE)

    assert seen["counts"]["programmes"] >= 60
    assert run.ok("plans")["plans"] == []


def test_the_program_starts_quickly_and_loads_nothing_heavy() -> None:
    heavy = "{'sqlalchemy', 'pandas', 'openpyxl', 'xlsxwriter', 'plotly', 'streamlit', 'babel'}"
    ask = f"import sys, planner.cli.program; print(sorted({heavy} & set(sys.modules)))"

    said = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "[]"


def test_the_module_runs_as_the_program_does(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "planner",
        "--db",
        str(tmp_path / "p.sqlite"),
        "plans",
        "--json",
    ]

    said = subprocess.run(command, capture_output=True, text=True, check=True)

    assert json.loads(said.stdout) == {"plans": []}


def test_no_answer_holds_more_than_its_document(run: Terminal, plan: str) -> None:
    for words in (
        ["plans"], ["show", plan], ["coverage", plan], ["training", plan], ["money", plan],
        ["history", plan], ["diff", plan, "0", "1"], ["suggest", plan], ["verify", plan],
        ["health"], ["suggest", "--text", "Mediation"],
    ):  # fmt: skip
        assert isinstance(run.ok(*words), dict), words


def test_a_store_made_by_the_program_is_the_one_of_the_library(run: Terminal, plan: str) -> None:
    store = Store(f"sqlite:///{run.database}")

    assert [one.name for one in store.plans()] == [plan]
    store.close()


def test_a_database_that_is_named_goes_before_that_of_the_surroundings(
    run: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.ok("new", "Here", "--country", "Exampleland")
    monkeypatch.setenv("R2P_PLANNER_DB", f"sqlite:///{tmp_path / 'elsewhere.sqlite'}")

    assert [plan["name"] for plan in run.ok("plans")["plans"]] == ["Here"]


def test_a_plan_that_ends_before_it_starts_is_not_made(run: Terminal) -> None:
    backwards = ("--start", "2029-01-01", "--end", "2027-01-01")

    assert run("new", "P", "--country", "Exampleland", *backwards).code == 2
    assert run("new", "P", "--country", "Exampleland", "--currency", "ZZZZ").code == 2


@pytest.mark.parametrize(
    ("blank", "code"), [(("plans", "--as", ""), 4), (("suggest", "--text", ""), 2)]
)
def test_nothing_said_where_something_is_asked_is_refused(
    run: Terminal, blank: tuple[str, ...], code: int
) -> None:
    assert run(*blank).code == code
