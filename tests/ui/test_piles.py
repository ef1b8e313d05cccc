"""Proposals in piles and in order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.analysis.mapping.suggestions import Band, Suggestion, SuggestionSet
from planner.choices import LinkState, Strength
from planner.messages import _
from planner.services.mapping import Proposal
from planner.tables import Link, Programme
from planner.ui.mapping.piles import BULK, Order, Pile, chosen, pile_of, piled


def proposal(
    number: int,
    *,
    none: float = 0.0,
    confidence: float | None = None,
    band: Band = Band.LIKELY,
    decided: bool = False,
    ministry: str = "M-01",
    budget: int | None = None,
) -> Proposal:
    actions = (
        ()
        if confidence is None
        else (
            Suggestion(
                action="JUS-03",
                band=band,
                confidence=confidence,
                strength=Strength.DIRECT,
                reasons=(_("words: {quoted}", quoted=("“court”",)),),
            ),
        )
    )
    link = Link(id="L-00001", programme="P-0001", action="JUS-03", state=LinkState.CONFIRMED)
    return Proposal(
        programme=Programme(
            id=f"P-{number:04d}",
            title=f"Cour d’appel {number}",
            ministry=ministry,
            budget=None if budget is None else Decimal(budget),
        ),
        suggested=SuggestionSet(none=none, none_reasons=(), actions=actions),
        decided=(link,) if decided else (),
        proposed=(),
    )


@pytest.mark.parametrize(
    ("one", "pile"),
    [
        (proposal(1, confidence=0.8), Pile.LIKELY),
        (proposal(1, confidence=0.5, band=Band.POSSIBLE), Pile.POSSIBLE),
        (proposal(1, confidence=0.2, band=Band.WEAK), Pile.WEAK),
        (proposal(1, none=0.9, confidence=0.2, band=Band.WEAK), Pile.NO_LINK),
        (proposal(1, none=0.2), Pile.NOTHING),
        (proposal(1, confidence=0.8, decided=True), Pile.DECIDED),
    ],
)
def test_a_proposal_lies_in_the_pile_of_its_best_suggestion(one: Proposal, pile: Pile) -> None:
    assert pile_of(one) is pile


def test_every_pile_is_counted_the_empty_ones_too() -> None:
    counts = piled([proposal(1, confidence=0.8), proposal(2, confidence=0.9)])

    assert counts[Pile.LIKELY] == 2
    assert set(counts) == set(Pile)


def test_without_a_choice_only_what_is_open_is_shown() -> None:
    both = [proposal(1, confidence=0.8), proposal(2, confidence=0.8, decided=True)]

    assert [one.programme.id for one in chosen(both)] == ["P-0001"]
    assert [one.programme.id for one in chosen(both, piles=[Pile.DECIDED])] == ["P-0002"]


def test_the_order_goes_by_doubt_either_way() -> None:
    some = [proposal(1, confidence=0.7), proposal(2, none=0.99), proposal(3, confidence=0.4)]

    certain = [one.programme.id for one in chosen(some, order=Order.CERTAIN)]

    assert certain == ["P-0002", "P-0001", "P-0003"]
    assert [one.programme.id for one in chosen(some, order=Order.DOUBT)] == certain[::-1]


def test_the_largest_budget_comes_first_and_an_unknown_one_last() -> None:
    some = [proposal(1), proposal(2, budget=0), proposal(3, budget=5)]

    assert [one.programme.id for one in chosen(some, order=Order.BUDGET)] == [
        "P-0003",
        "P-0002",
        "P-0001",
    ]


def test_words_and_ministry_narrow_the_queue_without_regard_to_accents() -> None:
    some = [proposal(1), proposal(2, ministry="M-02")]

    assert [one.programme.id for one in chosen(some, words="COUR D'APPEL", ministry="M-02")] == [
        "P-0002"
    ]


def test_weak_links_are_never_accepted_in_bulk() -> None:
    assert Pile.WEAK not in BULK
