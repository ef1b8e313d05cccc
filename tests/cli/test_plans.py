"""`new`, `plans`, `show`, `history`, `diff`, `undo`, `verify`, `health` and `backup`."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from planner.changes import Origin, OriginKind, SetCell
from planner.services.editing import save
from planner.store import Store
from planner.tables import Programme
from tests.cli.conftest import SAMPLE, Terminal


def retitle(run: Terminal, row_id: str, title: str) -> int:
    """Change a title as somebody at a screen does; the revision."""
    store = Store(f"sqlite:///{run.database}")
    plan = store.load("Plan")
    before = plan.get(Programme, row_id).title
    edit = SetCell(table="programmes", id=row_id, column="title", before=before, after=title)
    entry = save("Planning unit", store, "Plan", [edit], reason="Corrected",
                 origin=Origin(kind=OriginKind.GRID), base_revision=plan.revision)  # fmt: skip
    store.close()
    return entry.revision


def test_a_new_plan_says_what_it_was_told(run: Terminal) -> None:
    made = run.ok("new", "Plan", "--country", "Exampleland", "--scope", "abroad", "--start",
                  "2027-01-01", "--end", "2030-12-31", "--currency", "EUR")  # fmt: skip

    details = run.ok("show", "Plan")["details"]
    assert made["revision"] == 1
    assert (details["country"], details["scope"], details["currency"]) == (
        "Exampleland",
        "abroad",
        "EUR",
    )
    assert (details["start"], details["end"]) == ("2027-01-01", "2030-12-31")


def test_a_plan_made_of_a_file_takes_what_the_options_say_over_it(run: Terminal) -> None:
    run.ok("new", "Plan", "--from", SAMPLE, "--country", "Elsewhere")

    seen = run.ok("show", "Plan")
    assert seen["details"]["country"] == "Elsewhere"
    assert seen["counts"] == run.ok("show", SAMPLE)["counts"]
    assert seen["counts"] == run.ok("show", SAMPLE / "datapackage.json")["counts"]


def test_show_counts_rows_and_says_how_far_the_plan_is(run: Terminal, plan: str) -> None:
    seen = run.ok("show", plan)

    assert seen["revision"] == 1
    assert 0 < seen["completeness"]["share"] <= 1
    assert {"step", "done", "total", "summary"} <= seen["completeness"]["steps"][0].keys()
    told = run("show", plan).out
    assert "Programmes" in told
    assert "Revision 1" in told


def test_history_lists_changesets_and_those_of_a_row_with_their_cells(
    run: Terminal, plan: str
) -> None:
    retitle(run, "P-0001", "Anew")

    everything = run.ok("history", plan)["changesets"]
    of_row = run.ok("history", plan, "--row", "P-0001")["changesets"]

    assert [entry["changeset"] for entry in everything] == [1, 2]
    assert (everything[1]["actor"], everything[1]["reason"]) == ("Planning unit", "Corrected")
    assert "changes" not in everything[0]
    assert of_row[1]["changes"][0]["column"] == "title"
    assert of_row[1]["changes"][0]["to"] == "Anew"
    assert "Anew" in run("history", plan, "--row", "P-0001").out
    assert "Nothing was done to P-9999" in run("history", plan, "--row", "P-9999").out


def test_diff_tells_what_differs_between_two_revisions(run: Terminal, plan: str) -> None:
    retitle(run, "P-0001", "Anew")

    changes = run.ok("diff", plan, 1, 2)["changes"]

    assert [(change["action"], change["id"], change["to"]) for change in changes] == [
        ("set", "P-0001", "Anew")
    ]
    assert "P-0001, Title" in run("diff", plan, 2, 1).out


def test_diff_tells_rows_and_cells_apart_and_knows_versions_by_name(
    run: Terminal, plan: str
) -> None:
    retitle(run, "P-0001", "Anew")
    found = run.ok("diff", plan, 1, 2)

    assert (found["added"], found["removed"], found["moved_money"]) == ([], [], [])
    (cell,) = found["changed"]
    assert (cell["table"], cell["id"], cell["column"], cell["new"]) == (
        "programmes", "P-0001", "title", "Anew",
    )  # fmt: skip
    wrong = run("diff", plan, "No such version", 2)
    assert wrong.code == 2
    assert "No such version" in wrong.err


def test_undo_takes_a_changeset_back(run: Terminal, plan: str) -> None:
    before = run.ok("history", plan, "--row", "P-0001")["changesets"][0]["changes"][0]["values"]
    revision = retitle(run, "P-0001", "Anew")

    undone = run.ok("undo", plan, revision)

    assert (undone["undone"], undone["changeset"], undone["left"]) == (2, 3, [])
    assert undone["changes"][0]["to"] == before["title"]


def test_undo_lists_what_it_leaves_and_says_so_by_its_exit_code(run: Terminal, plan: str) -> None:
    revision = retitle(run, "P-0001", "Anew")
    retitle(run, "P-0001", "Anew again")

    answer = run("--json", "undo", plan, revision)

    assert answer.code == 1
    assert answer.json["changeset"] is None
    assert answer.json["left"] == [
        {"table": "programmes", "id": "P-0001", "column": "title",
         "why": "changed since to “Anew again”"}
    ]  # fmt: skip
    assert answer.json["first"] == [revision + 1]
    said = run("undo", plan, revision).out
    assert "Left: P-0001, Title" in said and f"Undo revision {revision + 1} first" in said


def test_one_cell_is_put_back_and_the_rest_of_its_changeset_stays(run: Terminal, plan: str) -> None:
    first = retitle(run, "P-0001", "Anew")
    retitle(run, "P-0002", "Another")

    found = run.ok("history", plan, "--words", "corrected anew")["changesets"]
    back = run.ok("undo", plan, first, "--row", "P-0001", "--column", "title")

    assert [one["changeset"] for one in found] == [first]
    assert [(one["id"], one["column"], one["from"]) for one in back["changes"]] == [
        ("P-0001", "title", "Anew")
    ]
    assert "No changeset says" in run("history", plan, "--words", "nobody wrote this").out
    for wrong in (["--row", "P-0002"], ["--row", "P-0001", "--column", "budget"]):
        assert run("undo", plan, first, *wrong).code == 2
    assert run("undo", plan, first, "--column", "title").code == 2


def test_verify_finds_a_tampering_and_says_so_by_its_exit_code(run: Terminal, plan: str) -> None:
    assert run.ok("verify", plan)["sound"]

    connection = sqlite3.connect(run.database)
    connection.execute("UPDATE programmes SET title = 'x' WHERE id = 'P-0001'")
    connection.commit()
    connection.close()

    answer = run("--json", "verify", plan)
    assert (answer.code, answer.json["sound"]) == (1, False)
    assert answer.json["problems"][0]["code"] == "rows.changed"
    assert run("health").code == 1


def test_a_plan_is_renamed_and_copied(run: Terminal, plan: str) -> None:
    counts = run.ok("show", plan)["counts"]

    assert run.ok("rename", plan, "Strategy")["plan"] == "Strategy"
    assert run.ok("copy", "Strategy", "Draft")["rows"] == sum(counts.values())

    assert [one["name"] for one in run.ok("plans")["plans"]] == ["Draft", "Strategy"]
    assert len({one["key"] for one in run.ok("plans")["plans"]}) == 2
    assert run.ok("show", "Draft")["counts"] == counts
    assert run("show", plan).code != 0
    assert "already a plan named Draft" in run("rename", "Strategy", "Draft").err


def test_two_ministries_are_merged_and_parted_again(run: Terminal, plan: str) -> None:
    before = run.ok("show", plan)["counts"]

    made = run.ok("reassign", plan, "M-05", "M-02", "--merge")

    assert {one["to"] for one in made["changes"] if one["action"] == "set"} >= {"M-02"}
    assert run.ok("show", plan)["counts"]["ministries"] == before["ministries"] - 1
    run.ok("undo", plan, made["changeset"])
    assert run.ok("show", plan)["counts"] == before
    assert run("reassign", plan, "M-05", "M-05").code != 0
    assert "no row M-99" in run("reassign", plan, "M-99", "M-05").err


def test_a_backup_is_read_by_naming_it(run: Terminal, plan: str, tmp_path: Path) -> None:
    made = run.ok("backup", tmp_path / "copy.sqlite")

    assert made["sound"]
    answer = run("show", plan, "--db", tmp_path / "copy.sqlite", "--json")
    assert answer.json["counts"] == run.ok("show", plan)["counts"]
    assert run.ok("health")["database"]["engine"].startswith("SQLite 3.")
