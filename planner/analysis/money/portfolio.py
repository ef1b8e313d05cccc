"""Which unfunded actions to fund under ceilings by year so that cover of the risks is greatest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, NamedTuple

from planner.analysis.coverage.factors import supports
from planner.analysis.live_rows import live_actions
from planner.analysis.mapping.harms import is_open, on_record
from planner.analysis.money.costs import ZERO, exchange, line_sum, live_costs, money
from planner.analysis.money.portfolio_model import (
    WEIGHTS,
    Cell,
    FundableAction,
    FundedChoice,
    FundingChoice,
    FundingProgram,
    PortfolioConditions,
    covered_by,
    spent,
    summed,
)
from planner.analysis.once import once
from planner.analysis.risk.picture import latest_ratings
from planner.choices import ActionStatus, Level, Strength
from planner.messages import Message, _
from planner.plan import Plan, grouped
from planner.reference import Reference
from planner.tables import Action, ActionNeed

STEPS: Final = 20
LOOKS: Final = 6_000
FRONTIER_LOOKS: Final = 2_400
"""How often the search looks at most, for the choice and for all steps of the frontier."""
_EARLY: Final = ("upstream", "early-warning")


class FrontierStep(NamedTuple):
    """What a further sum buys: the cover found, and what no choice at that step exceeds."""

    sum: Decimal
    cover: float
    at_most: float


@dataclass(frozen=True, kw_only=True)
class Portfolio:
    """A best choice: ids, what it takes by year, cover before and after, the frontier.

    No choice covers more than `at_most`; it `is_proven` where none covers as much for less.
    `always` and `never` are the actions in all and in none of the frontier's steps that buy
    anything; `left_out` says why an unfunded action could not be chosen at all.
    """

    chosen: tuple[str, ...]
    by_year: Mapping[int | None, Decimal]
    before: float
    after: float
    at_most: float
    is_proven: bool
    always: tuple[str, ...]
    never: tuple[str, ...]
    frontier: tuple[FrontierStep, ...]
    left_out: Mapping[str, Message]
    infeasible: Message | None = None


@once
def portfolio(plan: Plan, reference: Reference, asked: PortfolioConditions) -> Portfolio:
    """The choice of unfunded actions that covers most under the conditions; exact.

    Each assessed situation × factor counts once by the weight of its level and half again when
    covered twice; cover is what runs and is funded today and what is chosen. Actions whose cost is
    not known, that use pressure without being asked for, or that may raise a sign about which
    nothing is done cannot be chosen, nor what waits for one of them.

    Example: two actions on the only high factor cost 60 and 50; under a ceiling of 100 the one at
    50 is chosen, and cover goes from 0 to 4.
    """
    choice = _prepared(plan, reference, asked)
    relaxed = replace(asked, need_high=False, upstream=0.0)
    program = FundingProgram(choice, relaxed)
    top = program.best(LOOKS)
    best = top if asked == relaxed else FundingProgram(choice, asked).best(LOOKS)
    steps = [*_steps(choice, program, top)]
    buying = [one.found for one in steps if one.found]
    named = [one.action.id for one in choice.candidates]
    return Portfolio(
        chosen=tuple(one for one in named if one in best.found),
        by_year=spent(choice, best.found),
        before=covered_by(choice, frozenset()),
        after=covered_by(choice, best.found),
        at_most=best.at_most,
        is_proven=best.is_proven,
        always=tuple(one for one in named if buying and all(one in step for step in buying)),
        never=tuple(one for one in named if not any(one in step for step in buying)),
        frontier=tuple(
            FrontierStep(summed(choice, one.found), covered_by(choice, one.found), one.at_most)
            for one in steps
        ),
        left_out=choice.left_out,
        infeasible=None if best.ids is not None else _reason(choice, asked, best),
    )


def _steps(
    choice: FundingChoice, program: FundingProgram, top: FundedChoice
) -> Iterator[FundedChoice]:
    """The best choice at each step up to all of the ceilings, each begun from the one before.

    A step may take a quarter of the looks that are left. Where one covers as much as all of the
    ceilings do, for no more, so do the steps after it.
    """
    left, most, last = FRONTIER_LOOKS, covered_by(choice, top.found), frozenset[str]()
    for step in range(STEPS):
        found = program.best(left // 4, Decimal(step) / STEPS, last)
        left, last = left - found.looks, found.found
        yield found
        if (covered_by(choice, last), summed(choice, last)) == (most, summed(choice, top.found)):
            yield from [top] * (STEPS - 1 - step)
            break
    yield top


def _prepared(plan: Plan, reference: Reference, asked: PortfolioConditions) -> FundingChoice:
    weights = _weights(plan)
    left_out: dict[str, Message] = {}
    candidates: dict[str, FundableAction] = {}
    covered, reached = _cells(plan, reference, weights)
    funded: set[str] = set()
    harmful = {one.action for one in on_record(plan) if is_open(one)}
    for candidate, known in _actions(plan, reference, reached):
        if known is None:
            funded.add(candidate.action.id)
            for cell in candidate.cells:
                covered[cell] += 1
        elif (why := _barred(candidate, reference, harmful, asked, is_known=known)) is not None:
            left_out[candidate.action.id] = why
        else:
            candidates[candidate.action.id] = candidate
    _bar_waiting(plan, candidates, funded, left_out)
    high = {
        factor for (_situation, factor), weight in weights.items() if weight == WEIGHTS[Level.HIGH]
    }
    return FundingChoice(
        candidates=tuple(candidates.values()),
        weights=weights,
        covered=covered,
        left_out=left_out,
        high=tuple(sorted(high)),
    )


def _weights(plan: Plan) -> dict[Cell, float]:
    """The weight of each assessed situation × factor, by its latest level."""
    return {
        (place, int(factor)): WEIGHTS[row.level]
        for (place, factor), row in latest_ratings(plan).items()
        if factor.isdecimal() and row.level is not None and row.level in WEIGHTS
    }


def _actions(
    plan: Plan, reference: Reference, reached: Mapping[str, frozenset[Cell]]
) -> Iterator[tuple[FundableAction, bool | None]]:
    """Live actions; beside each None when it is funded, else whether all its costs are known."""
    rates, costs = exchange(plan), grouped(live_costs(plan), "action")
    by_action, needs = money(plan).by_action, grouped(plan.of(ActionNeed), "action")
    for action in live_actions(plan):
        missing: dict[int | None, Decimal] = {}
        for line in costs.get(action.id, ()):
            if (gap := line_sum(line, rates).gap) > 0:
                missing[line.year] = missing.get(line.year, ZERO) + gap
        total = by_action.get(action.id)
        is_funded = total is not None and total.is_funded and not missing
        entry = reference.action_by_id.get(action.catalogue)
        yield (
            FundableAction(
                action=action,
                missing=missing,
                cells=reached.get(action.id, frozenset()),
                is_early=entry is not None and entry.phase in _EARLY,
                waits_for=tuple(one.needs for one in needs.get(action.id, ())),
            ),
            None if is_funded else total is not None and total.lines > 0 and not total.unknown,
        )


def _cells(
    plan: Plan, reference: Reference, weights: Mapping[Cell, float]
) -> tuple[Counter[Cell], Mapping[str, frozenset[Cell]]]:
    """How many programmes cover each assessed cell by more than weak links, and what actions cover.

    An action without a place of its own counts wherever it may reach, a programme nowhere.
    """
    covered: Counter[Cell] = Counter()
    reached: defaultdict[str, list[Cell]] = defaultdict(list)
    for number, those in supports(plan, reference).items():
        assessed = {place for place, factor in weights if factor == number}
        for one in those:
            if one.strength is not Strength.WEAK:
                places = assessed.intersection(one.situations or one.may_reach)
                cells = [(place, number) for place in places]
                if one.is_action:
                    reached[one.id] += cells
                else:
                    covered.update(cells)
    return covered, {key: frozenset(cells) for key, cells in reached.items()}


def _barred(
    one: FundableAction,
    reference: Reference,
    harmful: set[str],
    asked: PortfolioConditions,
    *,
    is_known: bool,
) -> Message | None:
    """Why an unfunded action cannot be chosen."""
    entry = reference.action_by_id.get(one.action.catalogue)
    if not is_known:
        return _("Its cost is not known.")
    if one.action.id in harmful:
        return _("It may raise a sign about which nothing is done.")
    if entry is not None and entry.is_coercive and not asked.coercive:
        return _("It uses pressure, and that was not asked for.")
    return None


def _bar_waiting(
    plan: Plan,
    candidates: dict[str, FundableAction],
    funded: set[str],
    left_out: dict[str, Message],
) -> None:
    """Leave out what waits for an action that can neither be chosen nor is funded or done."""
    done = {one.id for one in plan.of(Action) if one.status is ActionStatus.DONE}
    while True:
        stuck = [
            (one.action.id, first)
            for one in candidates.values()
            for first in one.waits_for
            if first not in candidates and first not in funded | done
        ]
        if not stuck:
            return
        for waiting, first in stuck:
            candidates.pop(waiting, None)
            left_out[waiting] = _("It waits for {id}, which cannot be chosen.", id=first)


def _reason(choice: FundingChoice, asked: PortfolioConditions, found: FundedChoice) -> Message:
    """Which condition cannot be met together with the others, in words."""
    if not found.is_proven:
        return _(
            "Whether all conditions can be met together is not known: the search stopped at its "
            "limit. Drop one of them."
        )
    softer = {
        _("The share of upstream prevention cannot be kept together with the others."): replace(
            asked, upstream=0.0
        ),
        _("At most {number} actions a ministry is too few.", number=asked.per_ministry): replace(
            asked, per_ministry=None
        ),
        _("Not every high risk factor can be covered under these ceilings and limits."): replace(
            asked, need_high=False
        ),
    }
    for why, one in softer.items():
        if one != asked and FundingProgram(choice, one).best(LOOKS).ids is not None:
            return why
    return _("The conditions contradict each other.")


def ceilings_of(written: Sequence[str]) -> dict[int, Decimal]:
    """Ceilings written as 2027=1000000; ValueError, with what was written, for anything else."""
    found: dict[int, Decimal] = {}
    for one in written:
        year, _equals, amount = one.partition("=")
        try:
            found[int(year)] = Decimal(amount)
        except (ArithmeticError, ValueError):
            raise ValueError(one) from None
        if not found[int(year)].is_finite() or found[int(year)] < 0:
            raise ValueError(one)
    return found
