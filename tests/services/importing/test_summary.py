"""Every import is on record with file, hash and counts, and an undo says what to undo first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.changes import Origin, OriginKind, edit
from planner.choices import LinkState, Strength
from planner.services import editing, mapping
from planner.services.deciding import LinkDecision
from planner.services.importing.preview import apply_import
from planner.services.importing.summary import imports, record_state, record_summary
from planner.services.plans import open_plan
from planner.store import ImportRecord, Store
from planner.tables import Programme
from tests.services.importing.lists import ME, PLAN, ROWS, begun, previewed, programmes, taken_in


@pytest.fixture
def plan(store: Store) -> Store:
    """A store with one plan and two imports: three rows, then a changed one and a new one."""
    begun(store)
    taken_in(store, *ROWS, name="2026.xlsx")
    taken_in(
        store,
        ["001", "Courts", "Ministry of Justice", 150, "completed"],
        ["009", "Radio", "Ministry of Justice", 50, "planned"],
        name="2027.xlsx",
    )
    return store


def known(store: Store) -> tuple[ImportRecord, ...]:
    return imports(ME, store, PLAN)


def link(store: Store, title: str) -> int:
    decision = LinkDecision(
        programme=programmes(store)[title].id,
        action="JUS-01",
        state=LinkState.CONFIRMED,
        strength=Strength.DIRECT,
        reason="They are courts",
    )
    return mapping.decide(ME, store, PLAN, [decision]).revision


def rename(store: Store, title: str, to: str) -> int:
    row = programmes(store)[title]
    origin = Origin(kind=OriginKind.FORM)
    base = open_plan(ME, store, PLAN).revision
    changes = edit(row, replace(row, title=to))
    entry = editing.save(
        ME, store, PLAN, changes, reason=f"Now {to}", origin=origin, base_revision=base
    )
    return entry.revision


def test_an_import_is_on_record_with_file_hash_who_and_how_much(plan: Store) -> None:
    first, second = known(plan)

    assert (first.revision, first.file, first.actor) == (2, "2026.xlsx", ME)
    assert first.digest == plan.entry(PLAN, 2).changeset.origin.digest != second.digest
    assert first.added == {"programmes": 3, "ministries": 2}
    assert (second.added, second.changed, second.cells) == ({"programmes": 1}, 1, 2)
    assert [str(one) for one in record_summary(second)] == [
        "Added 1 in Programmes",
        "1 row changed (2 cells)",
    ]
    assert (first.undone_by, first.note) == (None, "Import of 2026.xlsx")


def test_a_note_is_kept(plan: Store) -> None:
    preview = previewed(plan, ["077", "Well", "Ministry of Water", 5, "planned"], name="w.xlsx")

    apply_import(ME, plan, preview, reason="Sent twice by mail")

    assert known(plan)[-1].note == "Sent twice by mail"


def test_only_imports_are_listed_and_one_that_was_undone_says_so(plan: Store) -> None:
    link(plan, "Courts")
    undone = editing.undo(ME, plan, PLAN, 3).entry

    assert undone is not None
    assert [one.undone_by for one in known(plan)] == [None, undone.revision]
    assert str(record_state(known(plan)[1])) == f"Undone by revision {undone.revision}"
    editing.undo(ME, plan, PLAN, undone.revision)
    assert [one.undone_by for one in known(plan)] == [None, None]


def test_an_undo_puts_old_values_back_keeps_later_edits_and_lists_them(plan: Store) -> None:
    rename(plan, "Radio", "Radio for peace")

    undone = editing.undo(ME, plan, PLAN, 3)

    now = programmes(plan)
    assert (now["Courts"].budget, str(now["Courts"].status)) == (100, "running")
    assert "Radio for peace" in now
    assert [(one.id, str(one.why)) for one in undone.left] == [
        (now["Radio for peace"].id, "edited since, so it stays")
    ]


def test_what_stands_on_an_import_is_named_newest_first_and_once_undone_all_goes_back(
    plan: Store,
) -> None:
    linked, renamed = link(plan, "Radio"), rename(plan, "Police posts", "Posts")

    refused = editing.undo(ME, plan, PLAN, 2)

    assert [one.revision for one in refused.first] == [renamed, 3]
    assert [one.revision for one in editing.undo(ME, plan, PLAN, 3).first] == [linked]
    for revision in (renamed, linked, 3, 2):
        undone = editing.undo(ME, plan, PLAN, revision)
        if revision == 3:
            assert undone.first == ()
    assert open_plan(ME, plan, PLAN).of(Programme) == ()
