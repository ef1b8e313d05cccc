"""How a ministry's file was read is remembered, and its next file is read alike."""

from __future__ import annotations

from typing import Any

import pytest

from planner.intake.inspection import ReadOptions
from planner.services.importing.preview import ImportPreview, apply_import
from planner.store import Store
from tests.intake.difficult.making import workbook
from tests.services.importing.lists import ME, PLAN, begun, preview_import, programmes

HEAD = ["Code", "Title", "Ministry", "Asked", "Granted"]
WISHES = ReadOptions(columns={"budget": "Granted"})


def listed(name: str, *rows: list[Any], head: list[str] | None = None) -> bytes:
    return workbook({name: [head or HEAD, *rows]})


def preview(
    store: Store, content: bytes, name: str, options: ReadOptions | None = None
) -> ImportPreview:
    return preview_import(ME, store, PLAN, content, name, options=options)


@pytest.fixture
def plan(store: Store) -> Store:
    """A store whose plan has a first file of the ministry, its budget column named by a person."""
    begun(store)
    content = listed("2026", ["001", "Courts", "Ministry of Justice", 70, 50])
    apply_import(ME, store, preview(store, content, "2026.xlsx", WISHES))
    return store


def test_the_next_file_of_the_ministry_is_read_as_the_last_one(plan: Store) -> None:
    content = listed("2027", ["001", "Courts", "Ministry of Justice", 90, 60])

    again = preview(plan, content, "2027.xlsx")

    assert "columns.recalled" in {problem.code for problem in again.problems}
    apply_import(ME, plan, again)
    assert programmes(plan)["Courts"].budget == 60


def test_a_person_s_word_goes_before_what_is_remembered(plan: Store) -> None:
    content = listed("2027", ["001", "Courts", "Ministry of Justice", 90, 60])

    apply_import(
        ME, plan, preview(plan, content, "b.xlsx", ReadOptions(columns={"budget": "Asked"}))
    )

    assert programmes(plan)["Courts"].budget == 90


@pytest.mark.parametrize(
    "content",
    [
        listed("2027", ["001", "Roads", "Ministry of Transport", 90, 60]),
        listed("2027", ["001", "Courts", "Ministry of Justice", 90], head=HEAD[:4]),
    ],
    ids=["another ministry", "a column is gone"],
)
def test_nothing_is_recalled_for_a_file_that_does_not_fit(plan: Store, content: bytes) -> None:
    again = preview(plan, content, "c.xlsx")

    assert "columns.recalled" not in {problem.code for problem in again.problems}


def test_the_very_same_file_still_changes_nothing(plan: Store) -> None:
    content = listed("2027", ["002", "Prisons", "Ministry of Justice", 90, 60])
    apply_import(ME, plan, preview(plan, content, "d.xlsx"))

    assert preview(plan, content, "d.xlsx").changes == ()
