"""What no aid code describes is entered by hand, or comes in with a ministry's own list."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from planner.analysis.mapping.beyond_codes import beyond_codes
from planner.choices import LinkState, Strength
from planner.errors import UnreadableFile, WrongValue
from planner.languages.catalogues import spoken
from planner.reference import load
from planner.services.beyond_codes import enter, in_order, link_named, named_actions
from planner.services.editing import undo
from planner.services.importing.empty_list import DOMAINS, blank_list
from planner.services.importing.preview import apply_import
from planner.services.plans import open_plan
from planner.store import Store
from planner.tables import Link, Ministry, Programme
from tests.services.importing.lists import ME, PLAN, begun, preview_import, taken_in

STATEMENT = Programme(id="", title="Statement at the Human Rights Council", budget=Decimal(5))
JUSTICE = ["001", "Courts", "Ministry of Justice", 100, "ongoing"]


@pytest.fixture
def plan(store: Store) -> Store:
    return begun(store)


def revision(store: Store) -> int:
    return open_plan(ME, store, PLAN).revision


def test_programme_ministry_and_link_are_one_changeset(plan: Store) -> None:
    before = open_plan(ME, plan, PLAN)

    entry = enter(
        ME, plan, PLAN, STATEMENT, action="DIP-03", new_ministry="Foreign Affairs",
        base_revision=revision(plan),
    )  # fmt: skip

    now = open_plan(ME, plan, PLAN)
    (programme,), (ministry,), (link,) = now.of(Programme), now.of(Ministry), now.of(Link)
    assert (programme.title, programme.ministry) == (STATEMENT.title, ministry.id)
    assert (link.programme, link.action) == (programme.id, "DIP-03")
    assert (link.strength, link.state) == (Strength.DIRECT, LinkState.CONFIRMED)
    assert beyond_codes(now, load()).programmes == {"DIP-03": (programme.id,)}
    undo(ME, plan, PLAN, entry.revision)
    assert open_plan(ME, plan, PLAN).tables == before.tables


def test_a_ministry_that_is_there_is_not_made_twice(plan: Store) -> None:
    taken_in(plan, JUSTICE)

    enter(
        ME,
        plan,
        PLAN,
        STATEMENT,
        new_ministry=" ministry of JUSTICE ",
        base_revision=revision(plan),
    )

    now = open_plan(ME, plan, PLAN)
    assert [row.name for row in now.of(Ministry)] == ["Ministry of Justice"]
    assert {row.ministry for row in now.of(Programme)} == {now.of(Ministry)[0].id}
    assert now.of(Link) == ()


@pytest.mark.parametrize(("title", "action"), [("  ", "DIP-03"), ("Statement", "DIP-99")])
def test_without_a_title_or_with_an_unknown_action_nothing_is_stored(
    plan: Store, title: str, action: str
) -> None:
    row = Programme(id="", title=title)

    with pytest.raises(WrongValue):
        enter(ME, plan, PLAN, row, action=action, base_revision=revision(plan))

    assert revision(plan) == 1


@pytest.mark.parametrize("language", spoken(DOMAINS))
def test_the_empty_list_comes_back_filled_in_with_every_column_known(
    plan: Store, language: str
) -> None:
    taken_in(plan, JUSTICE)
    content = filled(blank_list(open_plan(ME, plan, PLAN), language))

    preview = preview_import(ME, plan, PLAN, content, "list.xlsx")

    matching = preview.found.matching
    assert matching is not None and matching.unmatched == ()
    assert len(matching.guesses) == 10
    assert all(guess.confidence > 0.9 for guess in matching.guesses.values())
    assert preview.counts["added"] == 2 and not preview.reasons
    apply_import(ME, plan, preview)
    rows = {row.title: row for row in open_plan(ME, plan, PLAN).of(Programme)}
    assert rows["Sanctions list"].budget == Decimal("1250.5")
    assert str(rows["Sanctions list"].end) == "2028-12-31"
    assert rows["Sanctions list"].ministry == rows["Courts"].ministry
    assert named_actions(open_plan(ME, plan, PLAN)) == {rows["Sanctions list"].id: "ECO-01"}


def test_the_list_that_was_not_filled_in_holds_nothing(plan: Store) -> None:
    taken_in(plan, JUSTICE)
    content = blank_list(open_plan(ME, plan, PLAN))

    with pytest.raises(UnreadableFile, match="holds no table"):
        preview_import(ME, plan, PLAN, content, "list.xlsx")


def test_the_actions_that_a_list_names_are_linked_at_a_word(plan: Store) -> None:
    taken_in(plan, JUSTICE)
    content = filled(blank_list(open_plan(ME, plan, PLAN)))
    apply_import(ME, plan, preview_import(ME, plan, PLAN, content, "list.xlsx"))

    entry = link_named(ME, plan, PLAN)

    now = open_plan(ME, plan, PLAN)
    assert entry is not None
    assert [(link.action, link.state) for link in now.of(Link)] == [("ECO-01", LinkState.CONFIRMED)]
    assert now.of(Link)[0].reason == "Named as this action in the ministry's own list"
    assert named_actions(now) == {} and link_named(ME, plan, PLAN) is None


def test_what_no_code_reaches_is_offered_first(plan: Store) -> None:
    now = open_plan(ME, plan, PLAN)

    offered = [one.id for one in in_order(now)]
    beyond = {one.id for one in beyond_codes(now, load()).actions}

    assert set(offered[: len(beyond)]) == beyond
    assert len(set(offered)) == len(offered) >= 100


def filled(blank: bytes) -> bytes:
    """The empty list with two lines filled in: one with every cell, one with the least."""
    book = load_workbook(io.BytesIO(blank))
    sheet, lists = book.worksheets
    answers = [str(cell.value) for cell in lists[1]]
    kind = next(text for text in answers if text.startswith("ECO-01"))
    status = answers[-4]
    line = ["Sanctions list", kind, "Who is on it", "Ministry of Justice", "Norland",
            "2027-01-01", 2028, status, 1250.5, "EUR"]  # fmt: skip
    for row, values in ((5, line), (6, ["Talks in parliament", "", "", "Parliament"])):
        for at, value in enumerate(values, start=1):
            sheet.cell(row, at).value = value or None  # type: ignore[assignment]  # any cell
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
