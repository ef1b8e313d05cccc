"""Seven real files of governments, read as a person would read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.intake.inspection import inspect
from planner.intake.inspection_json import as_json

REAL = Path(__file__).parents[1] / "data" / "real"


@dataclass(frozen=True, kw_only=True)
class Expected:
    """What is in one real file: `columns` maps a field to a letter and a header, `values` spots."""

    file: str
    header_rows: list[int]
    first_row: int
    last_row: int
    rows: int
    columns: dict[str, tuple[str, str]]
    values: dict[tuple[int, str], str] = field(default_factory=dict[tuple[int, str], str])
    not_claimed: tuple[str, ...] = ()
    sheet: str | None = None
    dates: str | None = None


CASES = [
    Expected(
        file="aims_burundi/projects_ancillary.csv",
        header_rows=[1],
        first_row=2,
        last_row=951,
        rows=950,
        columns={
            "reference": ("A", "Projet"),
            "description": ("B", "Descriptif"),
            "start": ("F", "Date de Début Effective"),
            "end": ("G", "Date de Fin Effective"),
            "ministry": ("I", "Agence d'Exécution (1er Niveau)"),
            "budget": ("J", "Coût du Projet (USD)"),
        },
        values={
            (2, "budget"): "43578323",
            (2, "ministry"): "Ministère de la Solidarité Nationale, des Droits de la Personnes "
            "Humaine et du Genre",
            (3, "ministry"): "",
            (2, "currency"): "USD",
        },
        not_claimed=("D", "E", "Q"),
        dates="ymd",
    ),
    Expected(
        file="aims_burundi/projects.csv",
        header_rows=[1],
        first_row=2,
        last_row=951,
        rows=950,
        columns={
            "reference": ("A", "project_id"),
            "title": ("C", "project_title"),
            "start": ("D", "start_actual_isodate"),
            "end": ("F", "end_actual_isodate"),
            "country": ("J", "recipients"),
            "purpose_code": ("N", "ad_purpose_codes"),
            "status": ("P", "status"),
            "budget": ("S", "total_commitments"),
        },
        values={
            (2, "title"): "Programme de Pays 2011-2014 (CP 200119)",
            (2, "budget"): "8037998",
            (2, "start"): "2010-11-15",
            (4, "status"): "planned",
        },
        not_claimed=("E", "G", "H", "T"),
        dates="ymd",
    ),
    Expected(
        file="aims_sierra_leone/projects_ancillary.csv",
        header_rows=[1],
        first_row=2,
        last_row=881,
        rows=880,
        columns={
            "reference": ("A", "project_id"),
            "ministry": ("C", "Implementer"),
            "start": ("J", "Year"),
            "budget": ("K", "Committed (USD)"),
        },
        values={
            (2, "ministry"): "Ministry of Health and Sanitations MoHS)",
            (2, "budget"): "31889160",
            (2, "start"): "2005-01-01",
        },
        not_claimed=("B", "D", "L"),
    ),
    Expected(
        file="aims_nigeria/projects_ancillary.csv",
        header_rows=[1],
        first_row=2,
        last_row=623,
        rows=622,
        columns={
            "reference": ("A", "Project"),
            "start": ("C", "Start Date Planned"),
            "end": ("D", "End Date Planned"),
            "ministry": ("J", "Implementer"),
        },
        values={(2, "start"): "2003-09-01", (2, "end"): "2011-03-31", (2, "ministry"): ""},
        not_claimed=("B", "E", "I"),
        dates="dmy",
    ),
    Expected(
        file="israel_budget/budget20132014.xlsx",
        sheet="Untitled Analysis",
        header_rows=[1, 2],
        first_row=3,
        last_row=2193,
        rows=2191,
        columns={
            "reference": ("E", "קוד תוכנית"),
            "title": ("F", "שם תוכנית"),
            "ministry": ("B", "שם סעיף"),
            "budget": ("G", "הוצאה נטו"),
        },
        values={
            (4, "budget"): "36600000",
            (4, "title"): "מס הכנסה שכירים",
            (3, "reference"): "00-01-01",
        },
        not_claimed=("D", "L"),
    ),
    Expected(
        file="odd/deaths.xlsx",
        sheet="arts",
        header_rows=[5],
        first_row=6,
        last_row=15,
        rows=10,
        columns={
            "title": ("A", "Name"),
            "start": ("E", "Date of birth"),
            "end": ("F", "Date of death"),
        },
        values={(6, "title"): "David Bowie", (6, "start"): "1947-01-08"},
    ),
    Expected(
        file="odd/deaths.xls",
        sheet="arts",
        header_rows=[5],
        first_row=6,
        last_row=15,
        rows=10,
        columns={"title": ("A", "Name"), "start": ("E", "Date of birth")},
        values={(6, "title"): "David Bowie"},
    ),
    Expected(
        file="odd/input-merged.xlsx",
        sheet="input-valid",
        header_rows=[1, 2, 3],
        first_row=4,
        last_row=7,
        rows=4,
        columns={
            "reference": ("A", "Registro"),
            "ministry": ("D", "Organización"),
            "country": ("G", "País"),
            "start": ("I", ""),
        },
        values={
            (4, "reference"): "001",
            (6, "country"): "Colombia",
            (6, "ministry"): "UNICEF",
            (5, "start"): "2015-03-01",
        },
        not_claimed=("B",),
    ),
]


@cache
def read(file: str) -> dict[str, Any]:
    path = REAL / file
    return as_json(inspect(path.name, path.read_bytes()), with_rows=True)["tables"][0]


def found_in(case: Expected) -> dict[str, Any]:
    return read(case.file)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_the_table_of_a_real_file_is_found_where_it_stands(case: Expected) -> None:
    found = found_in(case)

    assert found["table"] == "programmes"
    assert found["sheet"] == case.sheet
    assert found["header_rows"] == case.header_rows
    assert (found["first_row"], found["last_row"]) == (case.first_row, case.last_row)
    assert found["rows"] == len(found["data"]) == case.rows
    assert found["dates"] == case.dates


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_the_columns_of_a_real_file_are_recognised(case: Expected) -> None:
    claimed = {n: (c["column"], c["header"]) for n, c in found_in(case)["columns"].items()}

    assert {name: claimed.get(name) for name in case.columns} == case.columns
    assert not {letters for letters, _ in claimed.values()}.intersection(case.not_claimed)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.file)
def test_the_values_of_a_real_file_are_read_as_they_were_meant(case: Expected) -> None:
    rows = {row["row"]: row for row in found_in(case)["data"]}

    values = {(number, name): rows[number].get(name, "") for number, name in case.values}
    assert values == case.values


def test_two_columns_of_one_budget_are_told_apart_by_their_year() -> None:
    case = next(case for case in CASES if case.file.startswith("israel"))

    budget = found_in(case)["columns"]["budget"]

    assert budget["heading"] == "2013 הוצאה נטו"
    assert [(o["column"], o["heading"]) for o in budget["others"]] == [("L", "2014 הוצאה נטו")]


def test_a_last_line_that_may_be_a_remark_is_counted_and_doubted() -> None:
    path = REAL / "aims_nigeria/projects_ancillary.csv"

    last = inspect(path.name, path.read_bytes()).best.rows[-1]

    assert last.number == 623
    assert [problem.code for problem in last.problems] == ["row.lonely"]


def test_several_bodies_in_a_cell_leave_the_others_in_the_note() -> None:
    path = REAL / "aims_burundi/projects_ancillary.csv"

    first = inspect(path.name, path.read_bytes()).best.rows[0]

    assert first.unplaced_texts == ("Ministry, besides: Programme Alimentaire Mondial",)
