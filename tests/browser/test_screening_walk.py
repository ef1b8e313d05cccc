"""An analyst screens a hundred programmes by keyboard: three answers, ten looked at, a queue."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from planner import changes
from planner.changes import Origin, OriginKind
from planner.choices import LinkAcceptance, LinkState
from planner.services.editing import save
from planner.store import Store
from planner.tables import Harm, Link, Programme
from tests.browser.conftest import Started, Visit

TITLES = (
    ("Arming of village guards", "Self-defence groups get rifles."),
    ("Mediation between herders and farmers", "Land and water disputes settled by local boards."),
    ("Resurfacing of the ring road", "Twelve kilometres of asphalt."),
)


def test_a_hundred_programmes_are_screened_by_keyboard_and_nothing_is_lost(
    sample: Visit, started: Started
) -> None:
    store = Store(f"sqlite:///{started.log.parent / 'plans.sqlite'}")
    name = grown(store)
    sample.open("mapping")
    page = sample.page
    open_ones = screened(sample)

    enter(sample, page.get_by_role("button", name=re.compile("^May raise risk")))
    enter(sample, page.get_by_role("button", name="Record", exact=True).first)
    page.get_by_role("textbox", name="Mitigation").first.press_sequentially("Kept in the depot")
    enter(sample, page.get_by_role("button", name="Record this indicator").first)
    expect(page.get_by_text(re.compile("Last: .*may raise"))).to_be_visible()
    enter(sample, page.get_by_role("button", name=re.compile("^May raise risk")))

    for key in ("n", "1"):
        if key == "1":
            enter(sample, page.get_by_role("button", name=re.compile("^Likely link")))
            expect(page.get_by_role("button", name=re.compile("^Confirm")).first).to_be_visible()
        page.keyboard.press(key)
        open_ones += 1
        expect(page.get_by_text(re.compile(f"^Screened: {open_ones} of 100"))).to_be_visible()
        sample.settle()

    enter(sample, page.get_by_role("radio", name="In bulk", exact=True))
    enter(sample, page.get_by_role("button", name=re.compile("^Accept .*likely link")))
    expect(page.get_by_text("Look at some of them first")).to_be_visible()
    enter(sample, page.get_by_role("button", name=re.compile(r"^Accept \d+ decision")))
    expect(page.get_by_text(re.compile("^Saved: .* in bulk"))).to_be_visible()

    enter(sample, page.get_by_role("radio", name="One by one", exact=True))
    enter(sample, page.get_by_role("button", name=re.compile("^In bulk, to look at")))
    expect(page.get_by_role("button", name="It holds Shortcut H")).to_be_visible()
    sample.settle()
    before = in_bulk(store, name)
    page.keyboard.press("h")
    expect(page.get_by_text(re.compile("Last: .*confirmed"))).to_be_visible()
    sample.settle()
    assert in_bulk(store, name) == before - 1
    page.keyboard.press("u")
    expect(page.get_by_text(re.compile("^Undone"))).to_be_visible()
    assert in_bulk(store, name) == before

    (kept,) = [one for one in store.load(name).of(Harm) if one.mitigation == "Kept in the depot"]
    assert (kept.state, bool(kept.why)) == (LinkState.CONFIRMED, True)
    store.close()


def grown(store: Store) -> str:
    """The sample with so many programmes more that there are a hundred."""
    (listed,) = store.plans()
    plan = store.load(listed.name)
    missing = 100 - len(plan.of(Programme))
    rows = [
        Programme(id=row_id, title=f"{TITLES[n % 3][0]} {n}", description=TITLES[n % 3][1])
        for n, row_id in zip(range(missing), plan.next_ids(Programme), strict=False)
    ]
    origin = Origin(kind=OriginKind.COMMAND)
    made = [changes.insert(row) for row in rows]
    save("Tests", store, listed.name, made, reason="", origin=origin, base_revision=plan.revision)
    return listed.name


def screened(visit: Visit) -> int:
    said = re.compile(r"^Screened: (\d+) of 100")
    found = said.match(visit.page.get_by_text(said).inner_text())
    assert found
    return int(found[1])


def in_bulk(store: Store, name: str) -> int:
    return sum(one.accepted is LinkAcceptance.IN_BULK for one in store.load(name).of(Link))


def enter(visit: Visit, what: Locator) -> None:
    """Go to a control and press it, with the keyboard alone."""
    what.focus()
    what.press("Enter")
    visit.settle()
