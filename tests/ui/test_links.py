"""From anywhere to a row: the page that holds it opens with the row open on it."""

from __future__ import annotations

import pytest

from planner.analysis.answers import Target
from planner.plan import all_tables
from planner.store import Store
from planner.ui import links, state
from tests.ui.conftest import Open

FORMS = {"plan", "forgotten", "settings", "versions"}
"""Tables of one row, which is a form on its page."""


def test_a_row_of_any_table_is_found_open_on_its_page(
    sample_plan: str, open_page: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, app = store.load(sample_plan), open_page("home")
    fields: dict[str, object] = {}
    rows = {declared.name: next(iter(plan.rows(declared.name))) for declared in all_tables()}
    found: dict[str, tuple[str, dict[str, object]]] = {}
    with monkeypatch.context() as away:
        away.setattr(state, "set_widget", fields.__setitem__)
        away.setattr(state, "current_plan", lambda: plan)
        away.setattr(state, "key", lambda *parts: ":".join((sample_plan, *map(str, parts))))
        for table, row_id in rows.items():
            links.open_row(Target(table, row_id))
            home = links.held_by(Target(table, row_id)).table
            found[table] = links.page_of(home).name, dict(fields)
            fields.clear()

    for table, (page, left) in found.items():
        for key, value in left.items():
            app.session_state[key] = value
        app.switch_page(f"planner/ui/pages/{page}.py").run()
        assert not app.exception, table
        opened = [one.value for one in app.main.selectbox if ":open:all" in str(one.key)]
        assert table in FORMS or any(opened), table
