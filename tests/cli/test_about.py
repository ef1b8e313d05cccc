"""`about` on a terminal: its shape, whatever is asked, and no more than a level allows."""

from __future__ import annotations

from tests.cli.conftest import Terminal


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
