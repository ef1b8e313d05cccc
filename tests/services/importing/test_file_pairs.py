"""Title and ministry in two files of one aid platform are one list, in whatever order they come."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.inspection import Inspection, inspect
from planner.intake.read_options import ReadOptions
from planner.services.importing.batch import file_pairs
from planner.services.importing.preview import apply_import
from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Programme
from tests.services.importing.lists import ME, PLAN, begun, preview_import, previewed

REAL = Path(__file__).parents[2] / "data" / "real"
MAIN, OTHER = "projects.csv", "projects_ancillary.csv"
TAKEN = ReadOptions(answers={"number.factor": "file"})


@pytest.mark.parametrize(
    ("folder", "order", "programmes"),
    [
        ("aims_burundi", (MAIN, OTHER), 950),
        ("aims_burundi", (OTHER, MAIN), 950),
        ("aims_sierra_leone", (OTHER, MAIN), 880),
    ],
)
def test_two_files_joined_on_an_id_are_one_list(
    store: Store, folder: str, order: tuple[str, str], programmes: int
) -> None:
    begun(store)

    said: set[str] = set()
    for name in order:
        content = (REAL / folder / name).read_bytes()
        preview = preview_import(ME, store, PLAN, content, name, options=TAKEN)
        apply_import(ME, store, preview)
        said = {problem.code for problem in preview.problems}

    rows = open_plan(ME, store, PLAN).of(Programme)
    assert len(rows) == programmes
    assert sum(bool(row.title and row.title != row.reference) for row in rows) > 0.9 * programmes
    assert sum(bool(row.purpose_code) for row in rows) == programmes
    assert sum(bool(row.ministry) for row in rows) >= 275
    assert "row.by_reference" in said
    country = {"aims_burundi": "Burundi", "aims_sierra_leone": "Sierra Leone"}[folder]
    assert all(row.country == country for row in rows)


def inspected(folder: str, *names: str) -> list[Inspection]:
    return [inspect(name, (REAL / folder / name).read_bytes()) for name in names]


def test_two_parts_of_one_list_are_known_as_a_pair_with_the_titles_first() -> None:
    (pair,) = file_pairs(inspected("aims_burundi", OTHER, MAIN))

    assert (pair.first, pair.second, pair.rows) == (MAIN, OTHER, 950)
    assert [str(label) for label in pair.adds] == ["Description", "Ministry"]


def test_two_editions_of_a_list_and_lists_of_others_are_no_pair(store: Store) -> None:
    begun(store)
    rows = [[f"A-{n:03}", f"Programme {n}", "Justice", 100, "ongoing"] for n in range(9)]
    others = [[f"B-{n:03}", f"Other {n}", "Defence", 100, "ongoing"] for n in range(9)]
    lists = (("2026.xlsx", rows), ("2027.xlsx", rows[2:]), ("other.xlsx", others))

    found = [previewed(store, *lines, name=name).inspection for name, lines in lists]

    assert file_pairs(found) == ()
