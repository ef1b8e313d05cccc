"""Terminal, screen and cabinet workbook say the same: one truth, seen through three windows."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from streamlit.testing.v1 import AppTest

from planner.cli import main
from planner.plan import Plan
from planner.services import plans
from planner.store import Store
from planner.tables import Action, ActionRisk, Cost, PlanDetails
from tests.ui.conftest import Open


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    with pytest.raises(SystemExit) as left:
        main(["--json", *arguments])
    assert left.value.code in (None, 0)
    return json.loads(capsys.readouterr().out)


def workbook(tmp_path: Path, plan: str, kind: str = "cabinet") -> openpyxl.Workbook:
    out = tmp_path / f"{kind}.xlsx"
    with pytest.raises(SystemExit) as left:
        main(["export", plan, str(out), "--kind", kind, "--level", "restricted"])
    assert left.value.code in (None, 0)
    return openpyxl.load_workbook(io.BytesIO(out.read_bytes()), data_only=True)


@pytest.fixture(scope="module")
def packs(
    sample_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, openpyxl.Workbook]:
    """The cabinet workbook of the sample and its annexes, made once at the terminal."""
    folder = tmp_path_factory.mktemp("packs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("R2P_PLANNER_DB", f"sqlite:///{folder / 'plans.sqlite'}")
        shutil.copyfile(sample_file, folder / "plans.sqlite")
        return {kind: workbook(folder, "Sample", kind) for kind in ("cabinet", "annexes")}


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
    sample_plan: str, capsys: pytest.CaptureFixture[str], packs: dict[str, openpyxl.Workbook]
) -> None:
    terminal = told(capsys, "coverage", sample_plan)["risk_factors"]
    sheet = packs["cabinet"]["Risk coverage"]
    printed = [row for row in under(sheet, "No.") if isinstance(row["No."], int)]

    assert [
        (
            one["number"],
            one["programmes"],
            one["actions"],
            one["funded"],
            Decimal(one["attributed"]),
        )
        for one in terminal
    ] == [
        (
            row["No."],
            row["Programmes"],
            row["Actions"],
            row["Funded"],
            Decimal(str(row["Attributed share of budgets"])).quantize(Decimal("0.01")),
        )
        for row in printed
    ]


def test_costs_are_the_same_on_terminal_screen_and_in_the_workbook(
    sample_plan: str,
    open_page: Open,
    capsys: pytest.CaptureFixture[str],
    packs: dict[str, openpyxl.Workbook],
) -> None:
    total = told(capsys, "money", sample_plan)["total"]
    sheet = packs["cabinet"]["Costs"]
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
    sample_plan: str,
    open_page: Open,
    capsys: pytest.CaptureFixture[str],
    packs: dict[str, openpyxl.Workbook],
) -> None:
    terminal = told(capsys, "training", sample_plan)["requirements"]
    sheet = packs["cabinet"]["Training"]
    printed = [row for row in under(sheet, "Id") if str(row["Id"]).startswith("RQ-")]
    ranges = sorted(
        (one["coverage"]["low"], one["coverage"]["high"]) for one in terminal if one["coverage"]
    )

    shown = [(row["Coverage, at least"], row["Coverage, at most"]) for row in printed]
    assert [pytest.approx(one) for one in ranges] == sorted(
        one for one in shown if one[0] != "Unknown"
    )
    short = [
        one
        for one in terminal
        if one["coverage"] and one["target"] and one["coverage"]["high"] < one["target"]
    ]
    assert figures(open_page("home"))["Training short"] == f"{len(short)} of {len(terminal)}"


def test_what_is_to_come_in_training_is_the_same_on_terminal_and_in_the_workbook(
    sample_plan: str, capsys: pytest.CaptureFixture[str], packs: dict[str, openpyxl.Workbook]
) -> None:
    terminal = told(capsys, "training", sample_plan, "--forecast")
    book, annexes = packs.values()

    months = [row for row in terminal["months"] if row["scope"] == "all posts"]
    lines = under(annexes["Training forecast"], "Month")
    printed = [row for row in lines if row["Posts covered"] == "All posts"]
    assert len(months) == len(printed) > 12
    for one, row in zip(months, printed, strict=True):
        assert one["on"] == row["Month"].date().isoformat()
    seats = {row["Id"]: row for row in under(annexes["Training seats"], "Id")}
    for one in terminal["requirements"]:
        row = seats[one["id"]]
        assert row["Seats booked"] == one["seats_booked"]
        if one["seats_needed"] is not None:
            assert row["Seats needed"] == one["seats_needed"]
        assert one["settles"] == (one["steady"] if one["posts"] else None)
        if one["settles"] is not None:
            assert row["Long-run level"] == pytest.approx(one["steady"])
    states = {row["Id"]: row["State"].lower() for row in under(book["Country readiness"], "Id")}
    assert states == {one["id"]: one["state"] for one in terminal["situations"]}
    ends = [row for row in under(annexes["Expiring certificates"], "Ends on") if row["Ends on"]]
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


NOT_KNOWN = [
    "Risk factors not assessed: 14 of 14; whether they are high is not known.",
    "Programmes that name no ministry: 3.",
    "Programmes whose currency is not known, in no sum: 3.",
]
NOT_KNOWN_OF_COSTS = ["Cost lines whose currency is not known, in no sum: 2."]


@pytest.fixture
def bare_plan(database: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> str:
    """A plan made of files that say no currency, no ministry and no level."""
    store = Store(database)
    content = Plan(
        tables={
            "actions": {"A-001": Action(id="A-001", title="Talks")},
            "action_risks": {"AR-0001": ActionRisk(id="AR-0001", action="A-001", risk_factor="7")},
            "costs": {
                f"C-000{n}": Cost(id=f"C-000{n}", action="A-001", year=2027, mid=Decimal(mid),
                                  funded=Decimal(funded), currency="")
                for n, mid, funded in ((1, 40_000, 1), (2, 350_000_000, 0))
            },
        }
    )  # fmt: skip
    details = PlanDetails(country="Exampleland", currency="EUR")
    plans.create_plan("Focal point", store, "Bare", details, content=content)
    store.close()
    file = tmp_path / "programmes.csv"
    file.write_text(
        "Project,Budget,Start,End\nCourts for all,5000000,2026-01-01,2027-12-31\n"
        "Land registers,2000000,2026-01-01,2028-12-31\n"
        "Local radio,350000000,2026-03-01,2027-03-01\n"
    )
    with pytest.raises(SystemExit):
        main(["--db", database, "import", "Bare", str(file), "--table", "programmes"])
    with pytest.raises(SystemExit):
        main(["--db", database, "link", "Bare", "--confirm", "P-0001=DIP-01", "--reason", "seen"])
    capsys.readouterr()
    return "Bare"


def test_a_plan_of_bare_files_says_first_what_is_not_known_on_every_page(
    bare_plan: str, open_page: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    said = {
        page: [line.strip() for line in open_page(page).main.warning[0].value.splitlines()]
        for page in ("home", "coverage", "costs")
    }
    plain = {page: [re.sub(r"\\", "", line) for line in lines] for page, lines in said.items()}

    assert plain["home"] == [*NOT_KNOWN, *NOT_KNOWN_OF_COSTS]
    assert plain["coverage"] == NOT_KNOWN
    assert plain["costs"] == NOT_KNOWN_OF_COSTS
    home, costs = figures(open_page("home")), figures(open_page("costs"))
    assert (home["High risks with a gap"], home["Funded"]) == ("–", "–")
    assert costs == {
        "Planning estimate (mid)": "Not known",
        "Funded": "Not known",
        "Unfunded gap": "Not known",
        "Staff time (no new money)": "0\u00a0EUR",
    }


def test_a_plan_of_bare_files_says_the_same_at_the_terminal_and_in_the_cabinet_pack(
    bare_plan: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    coverage, money = told(capsys, "coverage", bare_plan), told(capsys, "money", bare_plan)
    book = workbook(tmp_path, bare_plan)

    assert coverage["unknown"] == NOT_KNOWN
    assert money["unknown"] == NOT_KNOWN_OF_COSTS
    assert (money["total"]["mid"], money["total"]["unknown_by"]["currency"]) == ("0.00", 2)
    first = {sheet.title: [str(row[0]) for row in sheet.values if row[0]] for sheet in book}
    assert first["Cover"][2:6] == [*NOT_KNOWN, *NOT_KNOWN_OF_COSTS]
    assert first["Risk coverage"][2:5] == NOT_KNOWN
    assert first["Costs"][2:3] == NOT_KNOWN_OF_COSTS
    covered = "No risk factor has been assessed, so nobody knows which are high."
    assert covered in first["Cover"]
    assert covered in coverage["answer"] and covered in first["Risk coverage"]
    total = next(row for row in book["Costs"].iter_rows() if row[0].value == "Total")
    assert total[2].value == 0
    assert total[2].number_format == '"≥ "#,##0;-#,##0;"not known"'
    shown = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert not [one for one in shown if "350040000" in one or "357000000" in one]


def test_one_currency_given_for_all_sums_that_name_none_makes_them_known(
    bare_plan: str, open_page: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    named = told(capsys, "money", bare_plan, "--name-currency", "EUR")

    assert (named["unknown"], named["total"]["mid"]) == ([], "350040000.00")
    assert named["gap"] == {"requested": "0.00", "not_requested": "350039999.00"}
    factor = told(capsys, "coverage", bare_plan)["risk_factors"][6]
    assert (factor["actions"], factor["funded"], factor["gap"]) == (1, 0, "unfunded")
    assert figures(open_page("costs"))["Unfunded gap"] == "350m\u00a0EUR"


def test_programmes_without_a_ministry_are_never_a_family_of_their_own(
    bare_plan: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    terminal = told(capsys, "coverage", bare_plan)["risk_factors"]
    sheet = workbook(tmp_path, bare_plan, "annexes")["Coverage in full"]
    said = [cell for row in sheet.values for cell in row]

    places = {key for factor in terminal for key in factor["by_family"]}
    assert places == {"no ministry"}
    assert "No ministry named" in said
    assert "Other" not in said
