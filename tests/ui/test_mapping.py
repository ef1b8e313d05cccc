"""The page of mapping: decisions by person, with a reason and a way back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from planner import changes
from planner.changes import Insert, Origin, OriginKind
from planner.choices import LinkAcceptance, LinkState, Strength
from planner.services import mapping
from planner.services.editing import save
from planner.store import Store
from planner.tables import ForgottenLesson, Harm, Link, Programme
from planner.ui import reading
from planner.ui.mapping.piles import Order, Pile
from tests.ui.conftest import Open


@pytest.fixture
def app(sample_plan: str, open_page: Open) -> AppTest:
    opened = open_page("mapping")
    order = next(one for one in opened.main.selectbox if one.label == "Order")
    return order.set_value(Order.DOUBT).run()


def press(app: AppTest, label: str, place: int = 0) -> AppTest:
    return [one for one in app.main.button if one.label == label][place].click().run()


def field(app: AppTest, part: str) -> Any:
    """The first field of that part of the first suggestion."""
    boxes = [*app.main.text_area, *app.main.text_input]
    return next(box for box in boxes if f":mapping:{part}:" in (box.key or ""))


def programme(app: AppTest) -> str:
    """The programme on the card; blank where none is left."""
    shown = (one.value for one in app.main.caption if one.value.startswith("P-"))
    return next(shown, "").split(" ")[0]


def links_of(store: Store, programme_id: str) -> list[Link]:
    links = store.load("Sample").of(Link)
    return [link for link in links if link.programme == programme_id]


def metric(app: AppTest, label: str) -> int:
    return next(int(one.value) for one in app.metric if one.label == label)


def test_confirming_keeps_a_link_with_its_reason_and_moves_on(app: AppTest, store: Store) -> None:
    first, linked = programme(app), metric(app, "Linked")

    press(app, "Confirm")

    (link,) = [one for one in links_of(store, first) if one.state is LinkState.CONFIRMED]
    assert link.action
    assert link.reason
    assert metric(app, "Linked") == linked + 1
    assert programme(app) != first


def test_no_link_is_an_answer_of_its_own(app: AppTest, store: Store) -> None:
    first, without = programme(app), metric(app, "No link")

    press(app, "No link")

    (link,) = [one for one in links_of(store, first) if one.state is LinkState.CONFIRMED]
    assert (link.action, link.strength) == ("", Strength.NONE)
    assert metric(app, "No link") == without + 1


def test_what_was_decided_last_can_be_taken_back(app: AppTest, store: Store) -> None:
    first, before = programme(app), links_of(store, programme(app))

    press(app, "No link")
    press(app, "Undo")

    assert links_of(store, first) == before
    assert programme(app) == first


def test_a_skipped_programme_waits_and_comes_back(app: AppTest) -> None:
    first = programme(app)

    press(app, "Skip")
    assert programme(app) != first
    press(app, "Look at those skipped again (1)")

    assert programme(app) == first


def test_the_reason_and_share_can_be_changed_before_confirming(app: AppTest, store: Store) -> None:
    first = programme(app)
    field(app, "reason").set_value("The ministry says so")
    field(app, "share").set_value("12,5 %")

    press(app, "Confirm")

    (link,) = [one for one in links_of(store, first) if one.state is LinkState.CONFIRMED]
    assert link.reason == "The ministry says so"
    assert str(link.share) == "12.5"


def test_without_a_reason_nothing_is_kept(app: AppTest, store: Store) -> None:
    first, before = programme(app), links_of(store, programme(app))
    field(app, "reason").set_value(" ")

    press(app, "Confirm")

    assert links_of(store, first) == before
    assert "say why" in app.error[0].value


def test_a_share_that_is_no_number_is_refused_in_words(app: AppTest) -> None:
    field(app, "share").set_value("half")

    press(app, "Confirm")

    assert "“half” is not a number" in app.error[0].value


def test_with_several_links_the_programme_stays_until_next(app: AppTest) -> None:
    first = programme(app)
    app.toggle[0].set_value(True).run()

    press(app, "Confirm")
    assert programme(app) == first
    press(app, "Next")

    assert programme(app) != first


def test_a_decided_link_can_be_rejected_with_a_reason(app: AppTest, store: Store) -> None:
    app.main.button_group[1].set_value([Pile.DECIDED]).run()
    first = programme(app)
    confirmed = [one for one in links_of(store, first) if one.state is LinkState.CONFIRMED]
    box = next(one for one in app.text_area if one.key and confirmed[0].id in one.key)
    box.set_value("It ended last year")

    press(app, "Reject")

    after = next(one for one in links_of(store, first) if one.id == confirmed[0].id)
    assert (after.state, after.reason) == (LinkState.REJECTED, "It ended last year")


def test_a_link_that_somebody_proposed_is_confirmed_as_it_stands(
    app: AppTest, store: Store
) -> None:
    button = next(one for one in app.main.button if one.label == "Confirm as proposed")
    link_id = str(button.key).split(":")[-1]
    reason = store.load("Sample").get(Link, link_id).reason

    button.click().run()

    after = store.load("Sample").get(Link, link_id)
    assert (after.state, after.reason) == (LinkState.CONFIRMED, reason)


def test_a_band_is_accepted_as_one_step_with_the_reason_before_each(
    app: AppTest, store: Store
) -> None:
    app.main.button_group[0].set_value("In bulk").run()
    accept = next(one for one in app.main.button if one.label.startswith("Accept all"))
    revision = store.load("Sample").revision

    accept.click().run()
    next(one for one in app.button if one.label.endswith(("decision", "decisions"))).click().run()

    entry = store.entry("Sample", revision + 1)
    assert store.load("Sample").revision == revision + 1
    inserted = [one for one in entry.changeset.changes if isinstance(one, Insert)]
    reasons = [one.values["reason"] for one in inserted]
    assert reasons
    assert all(re.match(r"Accepted in bulk: (Likely|Possible) link: ", str(one)) for one in reasons)
    waiting = metric(app, "In bulk, to look at")
    assert waiting == len({one.values["programme"] for one in inserted})

    app.main.button_group[0].set_value("one").run()
    app.main.button_group[1].set_value([Pile.IN_BULK]).run()
    seen = programme(app)
    while programme(app) == seen:
        press(app, "It holds")

    looked_at = {one.accepted for one in links_of(store, seen) if one.state is LinkState.CONFIRMED}
    assert looked_at == {LinkAcceptance.ONE_BY_ONE}
    assert metric(app, "In bulk, to look at") == waiting - 1


def test_a_large_plan_is_read_in_the_background_and_then_answers(
    sample_plan: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGE", 1)
    reading._readings.clear()
    plan = store.load(sample_plan)

    begun = reading.read_ahead(plan)
    assert begun is not None
    assert begun.under_way is not None
    begun.under_way[1].result(timeout=60)

    assert reading.proposals_of(plan) == mapping.suggestions(plan)
    assert not begun.is_stale(plan)


def test_a_small_plan_is_not_read_ahead(sample_plan: str, store: Store) -> None:
    assert reading.read_ahead(store.load(sample_plan)) is None


def test_the_actor_of_a_decision_is_the_one_who_looks(app: AppTest, store: Store) -> None:
    press(app, "No link")

    plan = store.load("Sample")
    assert store.entry("Sample", plan.revision).changeset.actor == plan.details.focal_point


def test_a_sign_that_the_words_suggest_is_recorded_beside_the_links(
    empty_plan: str, store: Store, open_page: Open
) -> None:
    added = Programme(id="P-0001", title="Riot gear and water cannon for the police")
    save(
        "Office",
        store,
        empty_plan,
        [changes.insert(added)],
        reason="One more",
        origin=Origin(kind=OriginKind.FORM),
        base_revision=store.load(empty_plan).revision,
    )
    app = open_page("mapping")

    assert any("**May raise** 7.3" in one.value for one in app.main.markdown)
    press(app, "Record this indicator")

    (harm,) = store.load(empty_plan).of(Harm)
    assert (harm.programme, harm.sign, harm.state) == ("P-0001", "7.3", LinkState.CONFIRMED)
    assert "Riot gear" in harm.why
    assert any("**May raise** 7.3" in one.value for one in app.main.markdown)


def test_what_may_raise_risk_is_told_for_the_whole_plan(sample_plan: str, open_page: Open) -> None:
    app = open_page("mapping")

    app.segmented_control[0].set_value("raised").run()

    assert any("Large dam of the upper river may raise 8.10" in m.value for m in app.main.markdown)


TAUGHT = "DEV-05 Teach inclusive history, rights and atrocity prevention"


def learned(app: AppTest) -> set[tuple[str, str]]:
    """What the page says was learned: what is in common, and the decision."""
    shown = next(one for one in app.main.dataframe if "decision" in one.value.columns).value
    return set(zip(shown["words"], shown["decision"], strict=True))


def test_what_was_learned_is_shown_and_forgotten_for_good(
    sample_plan: str, open_page: Open, store: Store
) -> None:
    app = open_page("mapping")
    app.main.button_group[0].set_value("learned").run()
    assert ("11110", TAUGHT) in learned(app)
    box = next(one for one in app.main.multiselect if one.label == "Proposals should leave out")
    (lesson,) = [one for one in box.options if one.startswith("11110 → DEV-05")]
    assert lesson.endswith("· Confirmed (2)")

    box.set_value([lesson]).run()
    press(app, "Forget 1 lesson")

    assert ("11110", "DEV-05") in {
        (one.words, one.action) for one in store.load("Sample").of(ForgottenLesson)
    }
    assert ("11110", TAUGHT) not in learned(app)
