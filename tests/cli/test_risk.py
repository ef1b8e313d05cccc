"""`risk` and `warnings` on a terminal: the shapes that stay, and incidents of a file replayed."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import SAMPLE, Terminal


def test_risk_has_the_shape_that_was_promised(run: Terminal, plan: str) -> None:
    document = run.ok("risk", plan)

    assert all(len(place["factors"]) == 14 for place in document["situations"])
    kessandre = next(one for one in document["situations"] if one["name"] == "Kessandre")
    moved = {one["number"]: one["moved"] for one in kessandre["factors"] if one["moved"]}
    assert moved == {1: "up", 7: "up", 11: "up", 14: "up"}
    third = kessandre["factors"][2]
    assert (third["level"], third["assessed_on"], third["moved"]) == ("not assessed", None, None)


def test_warnings_count_the_days_of_a_day_and_name_what_is_broken(run: Terminal, plan: str) -> None:
    document = run.ok("warnings", plan, "--on", "2026-11-20")

    left = {one["id"]: one["days_left"] for one in document["alerts"] if not one["decided"]}
    assert (document["on"], left) == ("2026-11-20", {"AL-005": -49, "AL-006": 2})
    assert "W-02" in document["untested"]
    assert "W-01" not in document["untested"]
    assert document["undecided"] == []
    assert "9.3" in document["unwatched"]


def test_incidents_of_a_file_are_replayed_as_the_plans_own_are(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    own = run.ok("warnings", plan, "--replay", "plan")["replay"]
    same = run.ok("warnings", plan, "--replay", f"{SAMPLE}/incidents.csv")["replay"]

    assert same["fired"] == own["fired"]
    assert [(one["warning"], one["on"]) for one in own["fired"] if one["alert"] is None] == [
        ("W-06", "2025-10-11"),
        ("W-03", "2026-10-04"),
        ("W-06", "2026-10-10"),
    ]
    few = tmp_path / "Incidents.csv"
    few.write_text(
        "Situation;Happened on;What happened;Framework indicator\n"
        "Haut-Tessal;2027-02-03;First clash;1.7\nHaut-Tessal;2027-02-05;Second clash;1.7\n"
        "Haut-Tessal;2027-02-17;Third clash;1.7\n"
    )
    fired = run.ok("warnings", plan, "--replay", few)["replay"]["fired"]
    assert [(one["warning"], one["on"], len(one["incidents"])) for one in fired] == [
        ("W-01", "2027-02-17", 3)
    ]


def test_a_row_nobody_can_place_is_named_and_ends_as_a_finding(
    run: Terminal, plan: str, tmp_path: Path
) -> None:
    strange = tmp_path / "Incidents.csv"
    strange.write_text(
        "Situation;Happened on;What happened;Framework indicator\n"
        "Haut-Tessal;not a day;First clash;1.7\nHaut-Tessal;2027-02-05;Second clash;1.7\n"
    )

    answer = run("--json", "warnings", plan, "--replay", strange)

    assert answer.code == 1
    assert answer.json["replay"]["incidents"] == 1
    assert any("not a day" in one["value"] for one in answer.json["replay"]["problems"])
