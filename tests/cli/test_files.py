"""`inspect`, `import` and `export`: what is said, what is stored, and what is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from planner.intake.plans import plan_package, plan_workbook
from planner.reference import load
from planner.tables import PlanDetails
from tests.cli.conftest import SAMPLE, Terminal

RAW = SAMPLE.parent / "ministries"
FILES = sorted(path for path in RAW.iterdir() if path.suffix in (".xlsx", ".csv"))
BAD = {
    "picture.xlsx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 500,
    "empty.csv": b"",
    "letter.xlsx": b"{\\rtf1 A letter}",
    "damaged.xlsx": b"PK\x03\x04" + b"x" * 500,
}
REJECTED = "Title;Ministry;Budget;Start\nCourts;Justice;12,5;2027-01-01\nRoads;Works;many;soon\n"


@pytest.fixture
def empty(run: Terminal) -> str:
    """The name of a plan with nothing in it."""
    run.ok("new", "Empty", "--country", "Exampleland", "--currency", "EUR")
    return "Empty"


def test_there_are_five_raw_files_to_try() -> None:
    assert len(FILES) == 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_an_inspection_has_the_shape_that_was_promised(run: Terminal, path: Path) -> None:
    document = run.ok("inspect", path)

    assert (document["file"], document["format"]) == (path.name, path.suffix[1:])
    found = document["tables"][0]
    assert {
        "sheet", "hidden", "table", "header_rows", "first_row", "last_row", "rows", "columns",
        "unmatched", "skipped", "units", "dates", "decimal", "sample", "problems",
    } <= found.keys()  # fmt: skip
    assert "data" not in found
    for column in found["columns"].values():
        assert {"column", "header"} <= column.keys()
    everything = run.ok("inspect", path, "--rows")["tables"][0]
    assert len(everything["data"]) == found["rows"] > 0
    told = run("inspect", path).out
    assert path.name in told
    assert "taken for" in told
    assert not run.database.exists()


def test_a_file_taken_in_twice_changes_nothing_the_second_time(run: Terminal, empty: str) -> None:
    path = FILES[0]
    seen = run.took(empty, path, "--dry-run")
    taken = run.took(empty, path)
    again = run.took(empty, path)

    assert seen["changeset"] is None
    assert taken["changeset"] == taken["revision"] == 2
    assert taken["added"] == seen["added"] > 0
    assert (again["changeset"], again["revision"], again["added"], again["changed"]) == (
        None,
        2,
        0,
        0,
    )
    assert {"cells", "unchanged", "rejected", "ignored", "problems"} <= taken.keys()


def test_an_import_is_taken_back_whole(run: Terminal, empty: str) -> None:
    before = run.ok("show", empty)["counts"]
    run.took(empty, FILES[0])

    undone = run.ok("undo", empty, 2)

    assert undone["left"] == []
    assert run.ok("show", empty)["counts"] == before


def test_every_value_of_an_import_says_from_which_cell(run: Terminal, empty: str) -> None:
    run.took(empty, RAW / "planning_aid_database.xlsx")

    (entry,) = run.ok("history", empty, "--row", "P-0001")["changesets"]

    assert entry["origin"]["name"] == "planning_aid_database.xlsx"
    assert len(entry["origin"]["digest"]) == 64
    assert "title" in entry["changes"][0]["cells"]


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["inspect", "import"])
def test_a_wrong_file_is_one_sentence_and_stores_nothing(
    run: Terminal, empty: str, tmp_path: Path, name: str, command: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])

    answer = run(command, *([empty] if command == "import" else []), path)

    assert answer.code == 3
    assert len(answer.err.strip().splitlines()) == 1
    assert name in answer.err
    assert run.ok("show", empty)["revision"] == 1


def test_refused_rows_are_written_with_reasons_and_told_by_the_exit_code(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    path, out = tmp_path / "mixed.csv", tmp_path / "refused.xlsx"
    path.write_text(REJECTED, encoding="utf-8")

    answer = run("--json", "import", empty, path, "--rejected", out)

    assert answer.code == 1
    assert (answer.json["added"], answer.json["rejected"]) == (1, 1)
    assert any(problem["severity"] == "error" for problem in answer.json["problems"])
    assert out.read_bytes().startswith(b"PK")


def test_nothing_is_imported_where_the_refused_rows_cannot_be_written(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(REJECTED, encoding="utf-8")

    answer = run("import", empty, path, "--rejected", tmp_path)

    assert answer.code == 3
    assert run.ok("show", empty)["revision"] == 1


def test_a_person_settles_how_a_file_is_read(run: Terminal, empty: str, tmp_path: Path) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("A,B,C,D\nCourts,1.250,01/02/2027,x\nPolice,2.500,03/04/2027,y\n", "utf-8")

    run.took(
        empty, path, "--table", "programmes", "--header-row", 1, "--set", "title=A",
        "--set", "budget=B", "--set", "start=C", "--ministry", "Justice", "--dates", "mdy",
        "--decimal", "point",
    )  # fmt: skip

    values = run.ok("history", empty, "--row", "P-0001")["changesets"][0]["changes"][0]["values"]
    assert (values["title"], values["start"]) == ("Courts", "2027-01-02")
    assert float(values["budget"]) == 1.25
    assert run.ok("show", empty)["counts"]["ministries"] == 1


def test_a_plan_that_is_a_file_takes_an_import_only_into_another_file(
    run: Terminal, tmp_path: Path
) -> None:
    source, out = tmp_path / "plan.xlsx", tmp_path / "changed.xlsx"
    run.ok("export", SAMPLE, source, "--kind", "plan", "--level", "restricted")
    before = source.read_bytes()

    taken = run.took(source, RAW / "interieur_budget_2027.xlsx", "--out", out)

    assert source.read_bytes() == before
    counts = run.ok("show", out)["counts"]
    assert counts["programmes"] == run.ok("show", source)["counts"]["programmes"] + taken["added"]
    said = run("import", source, RAW / "interieur_budget_2027.xlsx")
    assert "Nothing was stored" in said.err
    assert run.ok("plans")["plans"] == []


@pytest.mark.parametrize(
    ("kind", "level"),
    [("cabinet", "government"), ("plan", "restricted"), ("package", "public")],
)
def test_a_kind_is_made_for_a_level_and_told(
    run: Terminal, plan: str, tmp_path: Path, kind: str, level: str
) -> None:
    document = run.ok("export", plan, tmp_path / "out", "--kind", kind, "--level", level)

    assert (document["kind"], document["level"], document["revision"]) == (kind, level, 1)
    assert (tmp_path / "out").read_bytes().startswith(b"PK")
    assert (tmp_path / "out").stat().st_size == document["bytes"]
    assert document["left_out"] == 0 or level != "restricted"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_plan_and_a_package_read_back_to_the_same_plan(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    for kind, name in (("plan", "plan.xlsx"), ("package", "plan.zip")):
        run.ok("export", plan, tmp_path / name, "--kind", kind, "--level", "restricted")

    there = plan_workbook.read((tmp_path / "plan.xlsx").read_bytes(), "plan.xlsx")
    assert plan_package.read(tmp_path / "plan.zip") == there
    run.ok("new", "Again", "--from", tmp_path / "plan.xlsx")
    assert run.ok("show", "Again")["counts"] == run.ok("show", plan)["counts"]
    assert there.of(PlanDetails)


def test_into_a_folder_the_file_names_itself(run: Terminal, plan: str, tmp_path: Path) -> None:
    document = run.ok("export", plan, tmp_path, "--kind", "cabinet")

    assert Path(document["file"]).parent == tmp_path
    assert "cabinet-r1-government" in Path(document["file"]).name
    assert document["language"] == "en"
    assert {"ar", "en", "es", "fr"} <= set(document["languages"])
    assert run("export", plan, tmp_path).code == 2
    assert "export setting" in run("export", plan, tmp_path, "--setting", "Minister").err


def test_a_file_is_not_given_a_name_under_which_it_would_not_open(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    answer = run("export", plan, tmp_path / "plan.pdf", "--kind", "plan")

    assert answer.code == 2
    assert ".xlsx" in answer.err
    assert list(tmp_path.glob("plan.*")) == []


def test_what_stood_there_stays_when_an_export_fails(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    out = tmp_path / "taken.xlsx" / "out.xlsx"
    (tmp_path / "taken.xlsx").write_text("x", encoding="utf-8")

    assert run("export", plan, out, "--kind", "plan").code == 3
    assert (tmp_path / "taken.xlsx").read_text(encoding="utf-8") == "x"


def test_an_import_is_told_as_done_once_it_is(run: Terminal, empty: str) -> None:
    path = FILES[0]

    seen = run("import", empty, path, "--dry-run").out.splitlines()[0]
    done = run("import", empty, path).out.splitlines()[0]

    assert seen.startswith("Will add ") and done.startswith("Added ")
    assert done.split(",")[0].removeprefix("Added ") == seen.split(",")[0].removeprefix("Will add ")
    assert run.took(empty, path)["sentence"].endswith("nothing changes.")


def test_the_files_taken_in_are_listed_with_hash_and_counts(run: Terminal, empty: str) -> None:
    taken = run.took(empty, FILES[0])

    (one,) = run.ok("history", empty, "--imports")["changesets"]

    assert (one["changeset"], one["file"]) == (2, FILES[0].name)
    assert one["added"][taken["table"]] == taken["added"]
    assert (len(one["digest"]), one["undone_by"]) == (64, None)
    assert FILES[0].name in run("history", empty, "--imports").out
    run.ok("undo", empty, 2)
    assert run.ok("history", empty, "--imports")["changesets"][0]["undone_by"] == 3
    assert run("history", empty, "--imports", "--row", "P-0001").code == 2


def test_the_empty_list_for_a_ministry_is_made_and_holds_nothing_yet(
    run: Terminal, empty: str, tmp_path: Path
) -> None:
    out = tmp_path / "list.xlsx"

    made = run.ok("empty-list", empty, out)

    assert (made["file"], made["bytes"]) == (str(out), len(out.read_bytes()))
    (sheet, _) = load_workbook(out).worksheets
    assert sheet["A4"].value == "Title *"
    assert run("import", empty, out).code == 3


def test_marker_columns_of_a_list_are_kept_and_told_among_the_reasons(
    run: Terminal, tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(
        "Activity title,Purpose code,Ministry,Gender,Trade,Budget\n"
        "Support to women in local councils,15170,Interior,2,barter,1000\n"
        "Women and girls first,15170,Interior,0,none,2000\n",
        encoding="utf-8",
    )
    run.ok("new", "Plan", "--country", "Casserane", "--currency", "USD")
    run.took("Plan", file)

    told = run.ok("suggest", "Plan")["suggestions"]
    reasons = [" ".join(why for a in one["actions"] for why in a["reasons"]) for one in told]
    assert "policy marker “Gender equality” is 2: the reason it was undertaken" in reasons[0]
    assert "policy marker “Gender equality” is 0: no aim of it" in reasons[1]
    assert "Trade" not in "".join(reasons)


def test_a_cabinet_file_prints_a_wording_once_somebody_has_confirmed_it(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    label = load().indicator_by_number["5.1"].label

    def printed(name: str) -> str:
        run.ok("export", plan, tmp_path / name, "--kind", "cabinet", "--level", "restricted")
        book = load_workbook(tmp_path / name, read_only=True)
        return " ".join(str(c) for sheet in book for row in sheet.values for c in row if c)

    before = printed("before.xlsx")
    assert label not in before
    assert "5.1 wording not verified, so not printed" in before

    file = tmp_path / "wordings.csv"
    file.write_text(
        "Framework indicator,Wording,Confirmed by,Confirmed on\n5.1,,Legal service,2026-11-02\n",
        encoding="utf-8",
    )
    run.ok("import", plan, file, "--table", "wordings")

    assert f"5.1 {label}" in printed("after.xlsx")


def test_a_file_with_a_password_opens_with_it_only_and_one_without_a_lock_is_refused(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    book, package = tmp_path / "locked.xlsx", tmp_path / "open.zip"
    run.ok("export", plan, book, "--kind", "plan", "--level", "restricted", "--password", "north 7")

    refused = run("inspect", book)
    opened = run.ok("inspect", book, "--password", "north 7")
    unlockable = run("export", plan, package, "--kind", "package", "--password", "north 7")

    assert refused.code == 3
    assert "password" in refused.err
    assert "Ministries" in {table["sheet"] for table in opened["tables"]}
    assert (unlockable.code, package.exists()) == (2, False)


def test_what_changed_is_told_since_a_revision_that_is_named(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    run.ok("link", plan, "--accept", "likely")
    files = [tmp_path / "since.xlsx", tmp_path / "plain.xlsx"]

    run.ok("export", plan, files[0], "--kind", "cabinet", "--since", 1)
    run.ok("export", plan, files[1], "--kind", "cabinet")

    told = [
        " ".join(str(c) for s in load_workbook(f) for r in s.values for c in r if c) for f in files
    ]
    assert told[0] != told[1]
    assert run("export", plan, files[0], "--kind", "cabinet", "--since", 99).code == 2
