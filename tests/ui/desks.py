"""The page of returns with files on the desk, for tests of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl.workbook import Workbook
from streamlit.testing.v1 import AppTest

from planner.changes import Change, Origin, OriginKind, edit
from planner.services import editing
from planner.store import Store
from planner.tables import Action
from planner.ui import state
from tests.returns.office import cell, worked_in
from tests.ui.conftest import Open

TODAY = date(2027, 3, 1)
PMO, INTERIOR = "M-01", "M-03"
LAW, DECREE = "A council by law", "A council by decree"
Edit = Callable[[Workbook], object]


def setting(table: str, row_id: str, column: str, value: object) -> Edit:
    def edited(book: Workbook) -> None:
        cell(book, table, row_id, column).value = value  # type: ignore[assignment]  # any value

    return edited


def part(app: AppTest, name: str, place: int = 0) -> AppTest:
    """Choose a part of the page, or of the desk."""
    return app.main.button_group[place].set_value(name).run()


def back(open_page: Open, *contents: bytes) -> AppTest:
    """The page with these files on the desk."""
    app = part(open_page("returns"), "received")
    files = [(f"return-{n}.xlsx", content, "") for n, content in enumerate(contents, start=1)]
    app.file_uploader[0].set_value(files).run()
    assert [one.value for one in app.exception] == []
    return app


def both(open_page: Open, issued: dict[str, bytes]) -> AppTest:
    """The desk with one conflict on it: two titles of one action."""
    return back(
        open_page,
        worked_in(issued[PMO], setting("actions", "A-001", "title", LAW)),
        worked_in(issued[INTERIOR], setting("actions", "A-001", "title", DECREE)),
    )


def sentence(app: AppTest) -> str:
    return app.main.subheader[0].value.replace("\\", "")


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.main.button if one.label == label).click().run()


def said(app: AppTest) -> str:
    return "\n".join(one.value for one in (*app.main.markdown, *app.main.caption))


def answer(app: AppTest, value: str) -> AppTest:
    """Answer the first conflict or question that stands on the page."""
    asked = next(one for one in app.main.selectbox if ":cases:" in (one.key or ""))
    return asked.set_value(value).run()


def write(app: AppTest, text: str) -> AppTest:
    """Answer it with a text of one's own."""
    asked = next(one for one in app.main.selectbox if ":cases:" in (one.key or ""))
    asked.options.append(text)
    return asked.set_value(text).run()


def state_of(app: AppTest) -> state.VisitorSession:
    session: state.VisitorSession = app.session_state["session"]
    return session


def save(store: Store, changes: list[Change]) -> None:
    """A change of the plan by another office."""
    editing.save(
        "Budget office",
        store,
        "Sample",
        changes,
        reason="",
        origin=Origin(kind=OriginKind.GRID),
        base_revision=store.load("Sample").revision,
    )


def ours_changed(store: Store, table: str, row_id: str, column: str, value: str) -> None:
    row = store.load("Sample").rows(table)[row_id]
    facts: dict[str, Any] = {column: value}
    save(store, list(edit(row, replace(row, **facts))))


def title(store: Store) -> str:
    return store.load("Sample").get(Action, "A-001").title
