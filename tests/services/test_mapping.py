"""Links are proposed by the planner and decided by people, always with a reason."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.analysis.mapping.suggestions import Band, Subject
from planner.changes import Entry, OriginKind
from planner.choices import LinkAcceptance, LinkState, Strength
from planner.errors import NotAllowed, StaleChange, UnknownRow, WrongValue
from planner.plan import Plan
from planner.services import mapping
from planner.services.mapping import LinkDecision, Proposal
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import Harm, Link, PlanDetails, Programme

NAME = "Plan"
ROADS = Programme(id="P-0001", title="Road maintenance", purpose_code="21020")
SCHOOLS = Programme(id="P-0002", title="Teaching pupils to recognise and answer hate speech")
POLICE = Programme(id="P-0003", title="Independent oversight of police complaints")
CONFIRMED, REJECTED, PROPOSED = LinkState.CONFIRMED, LinkState.REJECTED, LinkState.PROPOSED


@pytest.fixture(autouse=True)
def plan(store: Store) -> None:
    rows = {row.id: row for row in (ROADS, SCHOOLS, POLICE)}
    proposed = Link(id="L-00001", programme="P-0001", action="DEV-05", state=PROPOSED)
    content = Plan({"programmes": rows, "links": {"L-00001": proposed}})
    create_plan("Focal point", store, NAME, PlanDetails(), content=content)


def decide(store: Store, *decisions: LinkDecision) -> Entry:
    return mapping.decide("Focal point", store, NAME, decisions)


def confirm(programme: str, action: str, **facts: object) -> LinkDecision:
    said = {"state": CONFIRMED, "reason": "We know it", **facts}
    return LinkDecision(programme=programme, action=action, **said)  # type: ignore[arg-type]  # facts of a decision


def links(store: Store, programme: str) -> dict[str, Link]:
    return {link.action: link for link in store.load(NAME).of(Link) if link.programme == programme}


def proposal(store: Store, programme: str) -> Proposal:
    found = mapping.suggestions(store.load(NAME))
    return next(one for one in found if one.programme.id == programme)


def test_every_programme_gets_a_proposal_with_reasons(store: Store) -> None:
    roads, schools, police = mapping.suggestions(store.load(NAME))

    assert roads.suggested.is_no_link
    assert roads.suggested.none_reasons
    assert [link.id for link in roads.proposed] == ["L-00001"]
    for found in (schools, police):
        assert found.is_open
        assert found.suggested.actions[0].reasons
    assert schools.doubt < 1


def test_a_text_alone_gets_suggestions_too() -> None:
    found = mapping.suggest(Subject(title=POLICE.title), top=2)

    assert 1 <= len(found.actions) <= 2
    assert found.actions[0].action == mapping.suggest(Subject(title=POLICE.title)).actions[0].action


def test_a_confirmed_link_takes_its_strength_from_the_suggestion(store: Store) -> None:
    best = proposal(store, "P-0003").suggested.actions[0]

    entry = decide(store, confirm("P-0003", best.action))

    link = links(store, "P-0003")[best.action]
    assert (link.state, link.strength, link.reason) == (CONFIRMED, best.strength, "We know it")
    assert link.proposed_by == "Focal point"
    assert entry.changeset.origin.kind is OriginKind.MAPPING
    assert entry.changeset.reason == "Links decided: 1 confirmed"


def test_an_action_that_was_not_suggested_is_linked_indirectly_unless_said_otherwise(
    store: Store,
) -> None:
    decide(store, confirm("P-0001", "DIP-02"))
    decide(store, confirm("P-0002", "DIP-02", strength=Strength.WEAK, share=Decimal(30)))

    assert links(store, "P-0001")["DIP-02"].strength is Strength.INDIRECT
    assert links(store, "P-0002")["DIP-02"].strength is Strength.WEAK
    assert links(store, "P-0002")["DIP-02"].share == 30


def test_what_was_decided_is_not_proposed_again(store: Store) -> None:
    first = proposal(store, "P-0003").suggested.actions[0].action
    decide(store, confirm("P-0003", first, state=REJECTED))

    after_rejection = proposal(store, "P-0003")
    assert first not in [one.action for one in after_rejection.suggested.actions]
    assert after_rejection.is_open

    decide(store, confirm("P-0003", first))
    assert first not in [one.action for one in proposal(store, "P-0003").suggested.actions]
    assert not proposal(store, "P-0003").is_open
    assert len(links(store, "P-0003")) == 1


def test_a_proposed_link_of_the_plan_is_confirmed_in_place(store: Store) -> None:
    decide(store, confirm("P-0001", "DEV-05"))

    assert links(store, "P-0001")["DEV-05"].id == "L-00001"
    assert links(store, "P-0001")["DEV-05"].state is CONFIRMED


def test_no_link_is_an_answer_and_rejects_what_was_confirmed(store: Store) -> None:
    decide(store, confirm("P-0002", "HRT-06"))
    entry = decide(store, confirm("P-0002", "", reason="It only builds classrooms"))

    found = links(store, "P-0002")
    assert (found[""].strength, found[""].state) == (Strength.NONE, CONFIRMED)
    assert (found["HRT-06"].state, found["HRT-06"].reason) == (
        REJECTED,
        "It only builds classrooms",
    )
    assert entry.changeset.reason == "Links decided: 1 with no link"
    assert proposal(store, "P-0002").suggested.none == 0
    assert not proposal(store, "P-0002").is_open


def test_a_link_confirmed_later_takes_the_no_link_back(store: Store) -> None:
    decide(store, confirm("P-0002", ""))

    decide(store, confirm("P-0002", "HRT-06"))

    assert links(store, "P-0002").keys() == {"HRT-06"}


def test_contrary_decisions_in_one_step_end_as_the_last_one_says(store: Store) -> None:
    decide(store, confirm("P-0002", ""), confirm("P-0002", "HRT-06"))

    assert links(store, "P-0002").keys() == {"HRT-06"}


def test_a_decision_is_changed_by_deciding_again(store: Store) -> None:
    decide(store, confirm("P-0002", "HRT-06", share=Decimal(20)))
    decide(store, confirm("P-0002", "HRT-06", strength=Strength.WEAK, reason="Only one module"))

    link = links(store, "P-0002")["HRT-06"]
    assert (link.strength, link.share, link.reason) == (Strength.WEAK, 20, "Only one module")


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"reason": " "}, "say why"),
        ({"state": PROPOSED}, "confirms or rejects"),
        ({"action": "NOT-99"}, "no action NOT-99"),
        ({"share": Decimal(101)}, "between 0 and 100"),
        ({"share": Decimal(-1)}, "between 0 and 100"),
    ],
)
def test_a_decision_that_says_too_little_is_refused(
    store: Store, facts: dict[str, object], said: str
) -> None:
    decision = {"programme": "P-0002", "action": "HRT-06", "state": CONFIRMED, "reason": "x"}

    with pytest.raises(WrongValue, match=said):
        decide(store, LinkDecision(**{**decision, **facts}))  # type: ignore[arg-type]  # facts of a decision

    assert store.load(NAME).revision == 1


def test_the_shares_of_one_programme_stay_within_its_budget(store: Store) -> None:
    decide(store, confirm("P-0002", "HRT-06", share=Decimal(60)))

    with pytest.raises(WrongValue, match="share 110 percent"):
        decide(store, confirm("P-0002", "HRT-04", share=Decimal(50)))


def test_a_programme_that_is_not_there_is_refused(store: Store) -> None:
    with pytest.raises(UnknownRow, match="P-0099"):
        decide(store, confirm("P-0099", "HRT-06"))


def test_nobody_decides_without_a_name(store: Store) -> None:
    with pytest.raises(NotAllowed):
        mapping.decide(" ", store, NAME, [confirm("P-0002", "HRT-06")])
    with pytest.raises(NotAllowed):
        mapping.accept(" ", store, NAME, Band.LIKELY)


def test_a_decision_on_an_older_look_at_a_link_is_refused_with_both_values(store: Store) -> None:
    decide(store, confirm("P-0001", "DEV-05", state=REJECTED, reason="No"))

    with pytest.raises(StaleChange):
        mapping.decide("Other", store, NAME, [confirm("P-0001", "DEV-05")], base_revision=1)


def test_a_band_is_accepted_in_one_changeset_and_only_where_nobody_has_decided(
    store: Store,
) -> None:
    found = {one.programme.id: one for one in mapping.suggestions(store.load(NAME))}
    expected = {
        (programme, action.action)
        for programme, one in found.items()
        for action in one.suggested.actions
        if action.band is Band.LIKELY and not one.suggested.is_no_link and programme != "P-0002"
    }
    decide(store, confirm("P-0002", ""))

    entry = mapping.accept("Focal point", store, NAME, Band.LIKELY)

    confirmed = {
        (link.programme, link.action)
        for link in store.load(NAME).of(Link)
        if link.state is CONFIRMED and link.action
    }
    assert expected
    assert confirmed == expected
    assert entry is not None
    assert entry.revision == 3
    assert all("Accepted as likely" in link.reason for link in store.load(NAME).of(Link)
               if (link.programme, link.action) in expected)  # fmt: skip
    assert mapping.accept("Focal point", store, NAME, Band.LIKELY) is None


def test_no_link_is_accepted_in_bulk_where_it_is_proposed(store: Store) -> None:
    decide(store, LinkDecision(programme="P-0001", action="DEV-05", state=REJECTED, reason="No"))

    mapping.accept("Focal point", store, NAME, None)

    assert links(store, "P-0001")[""].state is CONFIRMED
    assert links(store, "P-0001")[""].accepted is LinkAcceptance.IN_BULK
    assert "" not in links(store, "P-0003")


def test_what_a_person_has_proposed_is_left_to_a_person(store: Store) -> None:
    before = links(store, "P-0001")

    for band in (None, *Band):
        mapping.accept("Focal point", store, NAME, band)

    assert links(store, "P-0001") == before


def test_a_link_accepted_in_bulk_says_so_and_is_never_direct(store: Store) -> None:
    police = proposal(store, "P-0003").suggested.actions[0]
    assert police.strength is Strength.DIRECT

    mapping.accept("Focal point", store, NAME, Band.LIKELY)
    bulk = links(store, "P-0003")[police.action]
    decide(store, confirm("P-0003", police.action, strength=Strength.DIRECT))
    looked_at = links(store, "P-0003")[police.action]

    assert (bulk.strength, bulk.accepted) == (Strength.INDIRECT, LinkAcceptance.IN_BULK)
    assert (looked_at.strength, looked_at.accepted) == (Strength.DIRECT, LinkAcceptance.ONE_BY_ONE)


def harms_of(store: Store) -> list[Harm]:
    return list(store.load(NAME).of(Harm))


def test_what_may_raise_a_sign_is_recorded_with_a_reason_and_changed_in_place(store: Store) -> None:
    said = Harm(programme="P-0001", sign="8.10", state=CONFIRMED, why="The road takes their land.")

    mapping.record_harm("Focal point", store, NAME, said)
    mapping.record_harm("Focal point", store, NAME, replace(said, mitigation="New plots first."))

    (kept,) = harms_of(store)
    assert (kept.id, kept.mitigation) == ("H-001", "New plots first.")
    assert store.load(NAME).find(Link, "L-00001") is not None


def test_a_sign_is_not_confirmed_without_a_reason_but_rejected_without_one(store: Store) -> None:
    said = Harm(programme="P-0001", sign="8.10", state=CONFIRMED)

    with pytest.raises(WrongValue):
        mapping.record_harm("Focal point", store, NAME, said)
    mapping.record_harm("Focal point", store, NAME, replace(said, state=REJECTED))

    assert [one.state for one in harms_of(store)] == [REJECTED]
