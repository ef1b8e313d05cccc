"""A ministry's list of programmes as a workbook, and what taking it in comes to."""

from __future__ import annotations

from functools import cache
from typing import Any

from planner.intake.read_options import ReadOptions
from planner.services.importing.draft import open_draft
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import
from planner.services.plans import create_plan, open_plan
from planner.store import Store
from planner.tables import PlanDetails, Programme
from tests.intake.difficult.making import Row, workbook

ME, PLAN = "Focal point", "Norland"
HEAD: Row = ["Code", "Title", "Ministry", "Budget", "Status"]
ROWS: list[Row] = [
    ["001", "Courts", "Ministry of Justice", 100, "ongoing"],
    ["002", "Prisons", "Ministry of Justice", 200, "planned"],
    ["001", "Police posts", "Ministry of Interior", 300, "ongoing"],
]


def begun(store: Store) -> Store:
    create_plan(ME, store, PLAN, PlanDetails(country="Norland", currency="EUR"))
    return store


def preview_import(
    actor: str,
    store: Store,
    plan: str,
    content: bytes,
    name: str,
    *,
    options: ReadOptions | None = None,
    **others: Any,
) -> ImportPreview:
    """What a terminal previews of a file: read as its ministry's last one where that is known."""
    asked = ImportOptions(read=options or ReadOptions(), **others)
    return open_draft(actor, store, plan, name, content, asked).recall().preview()


def sentence(preview: ImportPreview) -> str:
    return str(preview.as_json()["sentence"])


def previewed(store: Store, *rows: Row, name: str = "a.xlsx", **asked: Any) -> ImportPreview:
    content = listed(tuple(map(tuple, rows)))
    return preview_import(ME, store, PLAN, content, name, **asked)


@cache
def listed(rows: tuple[tuple[Any, ...], ...]) -> bytes:
    """A workbook of these rows; made once, because a workbook holds the time it was made."""
    return workbook({"List": [HEAD, *rows]})


def taken_in(store: Store, *rows: Row, **asked: Any) -> ImportPreview:
    preview = previewed(store, *rows, **asked)
    apply_import(ME, store, preview)
    return preview


def programmes(store: Store) -> dict[str, Programme]:
    return {row.title: row for row in open_plan(ME, store, PLAN).of(Programme)}


def fates(preview: ImportPreview) -> list[str]:
    return [row.kind.value for row in preview.rows]
