"""What a person settles at a terminal: values, columns to keep, what is hidden, names of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.intake.test_hiding import hidden_parts

HEAD = "Code;Title;Ministry;Status;Donor\n"
LIST = f"{HEAD}1;Courts;Ministry of Justice;En panne;The Fund\n2;Prisons;MoJ;running;The Union\n"
REGISTER = "Name,Audience,Course,Passed on\nAbel Tarn,Pilots,Basics,2026-01-01\n"


@pytest.fixture
def empty(run: Terminal) -> str:
    """The name of a plan with nothing in it."""
    run.ok("new", "Empty", "--country", "Exampleland", "--currency", "EUR")
    return "Empty"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ministry's list."""
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def values_of(run: Terminal, row: str) -> dict[str, str]:
    changes = run.ok("history", "Empty", "--row", row)["changesets"][0]["changes"]
    return next(one["values"] for one in changes if "values" in one)


def test_values_are_settled_for_every_row_that_says_them(
    run: Terminal, empty: str, path: Path
) -> None:
    run.ok(
        "import", empty, path, "--value", "status:En panne=suspended",
        "--value", "ministry:MoJ=Ministry of Justice",
    )  # fmt: skip

    assert values_of(run, "P-0001")["status"] == "suspended"
    assert values_of(run, "P-0002")["ministry"] == "M-01"
    assert run.ok("show", empty)["counts"]["ministries"] == 1


def test_without_a_word_a_strange_value_is_a_problem_of_its_row(
    run: Terminal, empty: str, path: Path
) -> None:
    taken = run.ok("import", empty, path)

    (told,) = [one for one in taken["problems"] if one["code"] == "choice.unknown"]
    assert (told["row"], told["cell"], told["severity"]) == (2, "D2", "warning")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("status:En panne=nonsense", "planned, running, finished"),
        ("ministry:MoJ=Ministry of Nothing", "Neither the plan nor the file has"),
        ("title:Courts=x", "no column “title” with a list"),
        ("status=running", "write it as in status:En panne=suspended"),
        ("status:=running", "write it as in"),
    ],
)
def test_a_value_that_does_not_exist_is_wrong_use(
    run: Terminal, empty: str, path: Path, value: str, said: str
) -> None:
    answer = run("import", empty, path, "--value", value)

    assert answer.code == 2
    assert said in answer.err
    assert run.ok("show", empty)["revision"] == 1


def test_a_text_that_no_row_says_is_noted(run: Terminal, empty: str, path: Path) -> None:
    taken = run.ok("import", empty, path, "--value", "status:Stopped=suspended", "--dry-run")

    assert "value.unused" in [one["code"] for one in taken["problems"]]


def test_a_column_without_a_place_is_kept_in_the_note(
    run: Terminal, empty: str, path: Path
) -> None:
    assert "Columns without a place: E Donor" in run("inspect", path).out
    (unmatched,) = run.ok("inspect", path, "--keep-column", "E")["tables"][0]["unmatched"]
    assert (unmatched["header"], unmatched["kept"]) == ("Donor", True)

    run.ok("import", empty, path, "--keep-column", "Donor")

    assert "Donor: The Fund" in values_of(run, "P-0001")["note"].splitlines()
    assert run.ok("import", empty, path, "--keep-column", "Donor")["changeset"] is None


@pytest.mark.parametrize(
    ("column", "said"), [("Nowhere", "no column “Nowhere”"), ("Title", "is Title")]
)
def test_a_column_that_cannot_be_kept_is_wrong_use(
    run: Terminal, path: Path, column: str, said: str
) -> None:
    answer = run("inspect", path, "--keep-column", column)

    assert answer.code == 2
    assert said in answer.err


def test_hidden_parts_are_taken_or_left_at_will(run: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "hidden.xlsx"
    path.write_bytes(hidden_parts())

    taken = run.ok("inspect", path)["tables"]
    left = run.ok("inspect", path, "--hidden", "leave")["tables"]

    assert [one["rows"] for one in taken] == [3, 2]
    assert [one["rows"] for one in left] == [2]
    assert "budget" in taken[0]["columns"]
    assert "budget" not in left[0]["columns"]
    assert {"row": 3, "why": "hidden"} in left[0]["skipped"]


def test_names_become_codes_with_the_phrase_of_the_office(
    run: Terminal, empty: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER, encoding="utf-8")
    refused = run("import", empty, path)
    assert (refused.code, "--names-to-codes" in refused.err) == (2, True)
    unsaid = run("import", empty, path, "--names-to-codes")
    assert (unsaid.code, "R2P_PLANNER_PHRASE" in unsaid.err) == (2, True)

    monkeypatch.setenv("R2P_PLANNER_PHRASE", "a phrase")
    run.ok("import", empty, path, "--names-to-codes")
    path.write_text(REGISTER.replace("Basics", "basics"), encoding="utf-8")
    again = run.ok("import", empty, path, "--names-to-codes")
    monkeypatch.setenv("R2P_PLANNER_PHRASE", "another")
    strange = run.ok("import", empty, path, "--names-to-codes", "--dry-run")

    assert values_of(run, "CE-00001")["holder"].startswith("H-")
    assert (again["added"], again["unchanged"]) == (0, 1)
    assert "holders.strangers" in [one["code"] for one in strange["problems"]]


def test_what_was_understood_of_a_column_is_stated_with_two_examples(
    run: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "sums.csv"
    path.write_text(
        "Title;Budget;Start\nCourts;1.250,50;31/03/2027\nWells;2.500,00;01/04/2027\n", "utf-8"
    )

    columns = run.ok("inspect", path)["tables"][0]["columns"]

    sums, days = columns["budget"]["understood"], columns["start"]["understood"]
    assert sums == "comma is the decimal mark: 1.250,50 is 1250.50, 2.500,00 is 2500.00"
    assert days == "day first: 31/03/2027 is 2027-03-31, 01/04/2027 is 2027-04-01"
