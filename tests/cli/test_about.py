"""`about` on a terminal: its shape, whatever is asked, and no more than a level allows."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import SAMPLE, Terminal


def test_about_has_the_shape_that_was_promised(run: Terminal, plan: str) -> None:
    document = run.ok("about", plan, "Lake", "Duranque")

    assert document["asked"] == "Lake Duranque"
    assert "A-014" in document["actions"]
    assert {"P-0016", "P-0032"} & set(document["programmes"])
    assert document["money"]["currency"] == "CSF"
    assert document["updated"] == "2026-06-30"
    assert (document["gaps"], document["alerts"]) == ([], [])


def test_about_what_is_nowhere_says_so_and_ends_well(run: Terminal, plan: str) -> None:
    told = run("about", plan, "zeppelins")

    assert told.code == 0
    assert "Nothing is found on this" in told.out


def test_about_at_a_level_tells_no_row_and_no_sum_above_it(run: Terminal, plan: str) -> None:
    document = run.ok("about", plan, "Valquero", "--level", "government")
    whole = run.ok("about", plan, "Valquero")

    assert set(document["programmes"]) < set(whole["programmes"])
    assert (document["money"], document["answer"][-1]) == (
        None,
        "Part of this is withheld at this level.",
    )


def test_about_a_name_of_two_things_lists_them_and_ends_with_one(
    run: Terminal, tmp_path: Path
) -> None:
    package = tmp_path / "plan"
    shutil.copytree(SAMPLE, package)
    file = package / "ministries.csv"
    file.write_text(file.read_text("utf-8").replace(",MEN,", ",Lusaine,"), "utf-8")

    asked = run("--json", "about", package, "Lusaine")
    meant = run.ok("about", package, "Lusaine", "--meant", "ministry")

    assert (asked.code, asked.json["programmes"], asked.json["read_as"]) == (1, [], [])
    assert [one["kind"] for one in asked.json["asks"]] == ["place", "ministry"]
    assert "Lusaine" in asked.json["answer"][0]
    assert [one["key"] for one in meant["read_as"]] == ["M-08"]
