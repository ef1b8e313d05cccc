"""The search itself: as good as trying everything, whatever is forbidden; honest when stopped."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from planner.analysis.money.portfolio_search import Numbers, ProgramRow, Search

SIZE = 7


def drawn(seed: int) -> tuple[list[float], list[ProgramRow], set[tuple[int, ...]]]:
    """What each column costs, two conditions, and whole choices that are not allowed besides."""
    dice = random.Random(seed)
    costs = [float(dice.randint(-20, 3)) for _column in range(SIZE)]
    rows = [
        ProgramRow({n: float(dice.randint(1, 9)) for n in range(SIZE)}, float(dice.randint(5, 25)))
        for _row in range(2)
    ]
    everything = list(product((0, 1), repeat=SIZE))
    return costs, rows, set(dice.sample(everything, 60))


@pytest.mark.parametrize("seed", range(12))
def test_the_best_is_found_and_proven_whatever_is_forbidden(seed: int) -> None:
    costs, rows, forbidden = drawn(seed)

    def allowed(chosen: Numbers) -> bool:
        return tuple(int(one) for one in chosen) not in forbidden

    found = Search(costs, SIZE, rows).best(allowed, 10_000)

    values = [
        sum(cost * x for cost, x in zip(costs, one, strict=True))
        for one in product((0, 1), repeat=SIZE)
        if one not in forbidden
        and all(sum(row.terms[n] * one[n] for n in range(SIZE)) <= row.top for row in rows)
    ]
    assert found.is_proven and found.chosen is not None and allowed(found.chosen)
    assert found.value == pytest.approx(min(values))
    assert float(np.array(costs) @ found.chosen) == pytest.approx(found.value)


def test_nothing_is_proven_to_be_there_when_everything_is_forbidden() -> None:
    costs, rows, _forbidden = drawn(1)

    found = Search(costs, SIZE, rows).best(lambda _chosen: False, 10_000)

    assert found.chosen is None and found.is_proven


def test_a_search_that_stops_bounds_what_it_did_not_look_at() -> None:
    costs, rows, _forbidden = drawn(2)
    search = Search(costs, SIZE, rows)
    best = search.best(lambda _chosen: True, 10_000)

    stopped = search.best(lambda _chosen: True, 1)

    assert not stopped.is_proven and stopped.looks == 1
    assert stopped.bound <= best.value + 1e-9
