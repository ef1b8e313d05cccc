"""The ministries' raw spreadsheets: nothing alike, understood, at odds with the plan on purpose."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from planner.analysis.training.holders import Range
from planner.analysis.training.requirements import training
from planner.changes import apply
from planner.intake.inspection import Inspection, ReadOptions, inspect
from planner.places import samples_folder
from planner.plan import Plan
from planner.problems import Severity
from planner.services.importing.preview import preview
from planner.tables import Audience, Course, Ministry, Programme, Session

FOLDER = samples_folder() / "ministries"
AID, INTERIOR, JUSTICE, DEFENCE, GENDARMERIE = (
    "planning_aid_database.xlsx",
    "interieur_budget_2027.xlsx",
    "justicia_programas.csv",
    "defence_training_register.xlsx",
    "gendarmerie_attestations.xlsx",
)
COMPARED = ("title", "country", "start", "end", "budget", "status")


def inspected(name: str, options: ReadOptions | None = None) -> Inspection:
    return inspect(name, (FOLDER / name).read_bytes(), options)


def programmes(name: str) -> dict[str, dict[str, Any]]:
    """The rows of a file by their reference."""
    return {str(row.values["reference"]): dict(row.values) for row in inspected(name).best.rows}


@pytest.mark.parametrize(
    ("name", "table", "rows", "header"),
    [
        (AID, "programmes", 46, (4,)),
        (INTERIOR, "programmes", 30, (8, 9)),
        (JUSTICE, "programmes", 25, (1,)),
        (DEFENCE, "sessions", 23, (4,)),
        (GENDARMERIE, "certificates", 224, (1,)),
    ],
)
def test_a_file_is_taken_for_what_it_is(
    name: str, table: str, rows: int, header: tuple[int, ...]
) -> None:
    best = inspected(name).best

    assert (best.table, len(best.rows), best.place.header_rows) == (table, rows, header)
    assert [p.sentence for p in best.all_problems if p.severity is Severity.ERROR] == []


@pytest.mark.parametrize("name", [AID, INTERIOR, JUSTICE])
def test_a_file_holds_rows_that_are_the_same_changed_and_new(name: str, casserane: Plan) -> None:
    known = {row.reference: row for row in casserane.of(Programme)}
    sent = programmes(name)
    shared = sent.keys() & known.keys()
    changed = {
        reference
        for reference in shared
        for column in COMPARED
        if sent[reference].get(column) != getattr(known[reference], column)
    }

    assert len(sent.keys() - known.keys()) >= 10
    assert len(changed) >= 3
    assert len(shared - changed) >= 5


def test_the_aid_database_gives_true_dates_codes_and_two_currencies(casserane: Plan) -> None:
    rows = programmes(AID)

    assert {row["currency"] for row in rows.values()} == {"USD", "EUR"}
    assert all(len(row["purpose_code"]) == 5 for row in rows.values())
    assert rows["PAD-0962"]["end"] == date(2028, 8, 31)
    names = {ministry.name for ministry in casserane.of(Ministry)}
    assert {row["ministry"] for row in rows.values()} <= names


def test_the_french_budget_is_in_thousands_and_its_totals_add_up() -> None:
    budget = programmes(INTERIOR)["12.03.01"]["budget"]
    sheet = openpyxl.load_workbook(FOLDER / INTERIOR, data_only=True)["Budget 2027"]
    rows = [(row[0].value, int(str(row[5].value or 0))) for row in sheet.iter_rows(min_row=10)]
    lines = [sum_ for label, sum_ in rows if str(label).startswith("12.")]
    subtotals = [sum_ for label, sum_ in rows if label == "Sous-total"]
    [total] = [sum_ for label, sum_ in rows if label == "TOTAL GÉNÉRAL"]

    assert budget == Decimal(3_120_000_000)
    assert sum(lines) == sum(subtotals) == total
    assert len(sheet.merged_cells.ranges) > 20


def test_the_budgets_ministry_is_read_from_its_title_and_not_from_its_directorates() -> None:
    read = programmes(INTERIOR)
    named = inspected(INTERIOR, ReadOptions(ministry="MID")).best.rows

    assert {row["ministry"] for row in read.values()} == {
        "Ministère de l'Intérieur et de la Décentralisation"
    }
    assert {row.values["ministry"] for row in named} == {"MID"}


def test_the_spanish_list_is_old_text_with_decimal_commas() -> None:
    content = (FOLDER / JUSTICE).read_bytes()
    rows = programmes(JUSTICE)

    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert rows["JUS-022"]["budget"] == Decimal("97250000.75")
    assert rows["JUS-022"]["title"] == "Mediación comunitaria en conflictos de linderos"
    assert "end" not in rows["JUS-027"]
    assert b"NO ESPECIFICA" in content


def test_the_register_names_courses_of_the_plan_and_groups_of_its_second_sheet(
    casserane: Plan,
) -> None:
    sessions = inspected(DEFENCE, ReadOptions(table="sessions", sheet="Sessions")).best.rows
    counts = inspected(DEFENCE, ReadOptions(table="audiences", sheet="Head-counts")).best.rows
    groups = {row.values["title"] for row in counts}
    known = {audience.title for audience in casserane.of(Audience)}

    assert {row.values["course"] for row in sessions} <= {c.title for c in casserane.of(Course)}
    assert {row.values["audience"] for row in sessions} == groups
    assert len(groups & known) == 2 and len(groups - known) == 3


def test_the_register_has_corrected_two_sessions_and_lost_two_lists(casserane: Plan) -> None:
    courses = {row.id: row.title for row in casserane.of(Course)}
    audiences = {row.id: row.title for row in casserane.of(Audience)}
    known = {(courses[s.course], audiences[s.audience], s.on): s for s in casserane.of(Session)}
    sent = [row.values for row in inspected(DEFENCE).best.rows]
    twice = [row for row in sent if (row["course"], row["audience"], row["on"]) in known]
    corrected = [
        row
        for row in twice
        if row.get("trained") != known[row["course"], row["audience"], row["on"]].trained  # type: ignore[index]  # these columns hold what the key is made of
    ]

    assert len(twice) == 15 and len(corrected) == 2
    assert len([row for row in sent if row["state"] != "planned" and "trained" not in row]) == 2


@pytest.mark.parametrize(
    ("name", "options", "counts"),
    [
        (AID, ReadOptions(), (25, 8, 9, 13)),
        (INTERIOR, ReadOptions(ministry="MID"), (18, 5, 9, 7)),
        (JUSTICE, ReadOptions(ministry="MJ"), (15, 3, 4, 7)),
        (DEFENCE, ReadOptions(table="audiences", sheet="Head-counts"), (3, 1, 3, 1)),
        (GENDARMERIE, ReadOptions(), (224, 0, 0, 0)),
    ],
)
def test_an_import_adds_changes_and_leaves_alone(
    name: str, options: ReadOptions, counts: tuple[int, int, int, int], casserane: Plan
) -> None:
    found = inspected(name, options)
    previewed = preview(casserane, found)

    told = tuple(previewed.counts[key] for key in ("added", "changed", "cells", "unchanged"))
    assert told == counts
    assert previewed.counts["rejected"] == 0


def test_the_register_of_officers_makes_an_exact_number_of_a_range(casserane: Plan) -> None:
    found = inspected(GENDARMERIE)
    after = apply(casserane, preview(casserane, found).changes)

    def held(plan: Plan) -> list[Range]:
        standings = training(plan, date(2027, 3, 1)).statuses
        return [s.valid for s in standings if s.audience.id == "AU-04" and s.holders.held]

    for exact, bounds in zip(held(after), held(casserane), strict=True):
        assert exact.low == exact.high
        assert bounds.high is not None
        assert bounds.low <= exact.low <= bounds.high


def test_every_file_is_explained(casserane: Plan) -> None:
    explained = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = {path.name for path in FOLDER.iterdir()} - {"README.md"}

    assert files == {AID, INTERIOR, JUSTICE, DEFENCE, GENDARMERIE}
    assert all(f"`{name}`" in explained for name in files)
    assert casserane.details.country in explained
