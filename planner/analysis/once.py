"""What is worked out of a plan is worked out once: the plan is a snapshot and never changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import wraps
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from planner.plan import Plan

P = ParamSpec("P")
T = TypeVar("T")

_MOST: Final = 200  # results that one plan keeps; then it begins anew


def once(make: Callable[Concatenate[Plan, P], T]) -> Callable[Concatenate[Plan, P], T]:
    """Let `make` work its result out once for a plan and whatever else it is given.

    Days, numbers, texts and several of them are told apart by what they are, everything else by
    being the same object. The plan keeps the results for as long as somebody keeps the plan.
    """

    @wraps(make)
    def known(plan: Plan, *given: P.args, **named: P.kwargs) -> T:
        key = (make, *map(_mark, given), *((name, _mark(one)) for name, one in named.items()))
        kept = plan.worked_out.get(key)
        if kept is None:
            if len(plan.worked_out) >= _MOST:
                plan.worked_out.clear()
            # what is told apart by its place is kept, so that nothing else can take its place
            kept = plan.worked_out[key] = (make(plan, *given, **named), given, named)
        return cast(T, kept[0])

    return known


def _mark(one: Any) -> object:
    if isinstance(one, tuple):
        return tuple(map(_mark, cast(tuple[object, ...], one)))
    return one if isinstance(one, date | Decimal | int | str | None) else id(one)
