"""Terminal, screen and cabinet workbook say the same: one truth, seen through three windows."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from planner.cli import main
from tests.ui.conftest import Open


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["--json", *arguments])
    assert left.value.code in (None, 0)
    return json.loads(capsys.readouterr().out)


def workbook(tmp_path: Path, plan: str) -> openpyxl.Workbook:
    out = tmp_path / "cabinet.xlsx"
    with pytest.raises(SystemExit) as left:
        main(["export", plan, str(out), "--kind", "cabinet", "--level", "restricted"])
    assert left.value.code in (None, 0)
    return openpyxl.load_workbook(io.BytesIO(out.read_bytes()), data_only=True)


def under(sheet: Worksheet, first: str) -> Iterator[dict[str, Any]]:
    """The rows under the header that begins with that word, until one has no first cell."""
    rows = sheet.iter_rows(values_only=True)
    header = next(row for row in rows if row[0] == first)
    for row in rows:
        if row[0] is None:
            return
        yield dict(zip(map(str, header), row, strict=True))


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def test_coverage_is_the_same_on_terminal_and_in_the_workbook(
    sample_plan: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terminal = told(capsys, "coverage", sample_plan)["risk_factors"]
    sheet = workbook(tmp_path, sample_plan)["Risk coverage"]
    printed = [row for row in under(sheet, "No.") if isinstance(row["No."], int)]

    assert [
        (one["number"], one["programmes"], one["actions"], one["funded"], Decimal(one["touching"]))
        for one in terminal
    ] == [
        (
            row["No."],
            row["Programmes"],
            row["Actions"],
            row["Funded"],
            Decimal(str(row["Whole budgets concerned"])),
        )
        for row in printed
    ]


def test_costs_are_the_same_on_terminal_screen_and_in_the_workbook(
    sample_plan: str, open_page: Open, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    total = told(capsys, "money", sample_plan)["total"]
    sheet = workbook(tmp_path, sample_plan)["Costs"]
    printed = next(row for row in under(sheet, "Fiscal year") if row["Fiscal year"] == "Total")
    screen = figures(open_page("costs"))

    mid, funded = Decimal(total["mid"]), Decimal(total["funded"])
    assert (mid, funded) == (
        Decimal(str(printed["Planning estimate (mid)"])).quantize(mid),
        Decimal(str(printed["Funded"])).quantize(funded),
    )
    assert screen["Funded"] == f"{funded / mid:.0%}".replace("%", "\u00a0%")
    assert figures(open_page("home"))["Funded"] == screen["Funded"]


def test_training_is_the_same_on_terminal_screen_and_in_the_workbook(
    sample_plan: str, open_page: Open, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terminal = told(capsys, "training", sample_plan)["requirements"]
    sheet = workbook(tmp_path, sample_plan)["Training"]
    printed = [row for row in under(sheet, "Id") if str(row["Id"]).startswith("RQ-")]
    ranges = sorted((one["valid"]["low"], one["valid"]["high"]) for one in terminal)

    assert ranges == sorted(
        (row["Valid certificates, at least"], row["Valid certificates, at most"]) for row in printed
    )
    short = [
        one
        for one in terminal
        if one["coverage"] and one["target"] and one["coverage"]["high"] < one["target"]
    ]
    assert figures(open_page("home"))["Training short"] == f"{len(short)} of {len(terminal)}"


def test_what_is_to_come_in_training_is_the_same_on_terminal_and_in_the_workbook(
    sample_plan: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terminal = told(capsys, "training", sample_plan, "--forecast")
    book = workbook(tmp_path, sample_plan)

    months = [row for row in terminal["months"] if row["scope"] == "all posts"]
    lines = under(book["Training forecast"], "Month")
    printed = [row for row in lines if row["Posts covered"] == "All posts"]
    assert len(months) == len(printed) > 12
    for one, row in zip(months, printed, strict=True):
        assert one["on"] == row["Month"].date().isoformat()
    seats = {row["Id"]: row for row in under(book["Training seats"], "Id")}
    for one in terminal["requirements"]:
        row = seats[one["id"]]
        assert row["Seats booked"] == one["seats_booked"]
        if one["seats_needed"] is not None:
            assert row["Seats needed"] == one["seats_needed"]
        if one["settles"] is not None:
            assert row["Long-run level"] == pytest.approx(one["settles"])
    states = {row["Id"]: row["State"].lower() for row in under(book["Country readiness"], "Id")}
    assert states == {one["id"]: one["state"] for one in terminal["situations"]}
    ends = [row for row in under(book["Expiring certificates"], "Ends on") if row["Ends on"]]
    assert [(row["Ends on"].date().isoformat(), row["Certificates, at most"]) for row in ends] == [
        (one["on"], one["at_most"]) for one in terminal["ending"]
    ]


def test_readiness_and_passes_that_end_are_the_same_on_terminal_and_screen(
    sample_plan: str, open_page: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = told(capsys, "training", sample_plan)
    app = open_page("training")

    app.main.button_group[0].set_value("countries").run()
    countries = " ".join(one.value for one in app.main.markdown).replace("\\", "")
    app.main.button_group[0].set_value("ending").run()
    ending = " ".join(one.value for one in app.main.markdown).replace("\\", "")

    situations = terminal["situations"]
    ready = sum(one["state"] == "ready" for one in situations)
    assert f"Listed situations with ready staff: {ready} of {len(situations)}." in countries
    soon = sum(one["at_most"] for one in terminal["ending"])
    assert f"end within 90 days: at most {soon:,};" in ending
