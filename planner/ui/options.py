"""What can be chosen in a column that refers: rows of the plan, entries of a reference list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from planner.plan import Plan, title_of
from planner.reference import Reference
from planner.schema import Column, Kind
from planner.ui.wording import shortened

LONGEST: Final = 70


def options(plan: Plan, reference: Reference, column: Column) -> Mapping[str, str]:
    """Every value the column can refer to, with what people call it; empty for other columns."""
    if column.kind is Kind.ROW:
        rows = plan.rows(column.refers)
        return {
            row_id: f"{shortened(title_of(row), LONGEST)} ({row_id})"
            for row_id, row in rows.items()
        }
    if column.kind is Kind.ENTRY:
        return _LISTS[column.refers](reference)
    return {}


def named(plan: Plan, reference: Reference, column: Column, value: str) -> str:
    """What people call the value of a column that refers; the value itself when nobody knows it."""
    return options(plan, reference, column).get(value, value)


def _risk_factors(reference: Reference) -> dict[str, str]:
    return {
        str(factor.number): f"{factor.number} {factor.title}" for factor in reference.risk_factors
    }


def _indicators(reference: Reference) -> dict[str, str]:
    return {sign.number: f"{sign.number} {sign.marked_label}" for sign in reference.indicators}


def _signs(reference: Reference) -> dict[str, str]:
    return {**_risk_factors(reference), **_indicators(reference)}


def _catalogue(reference: Reference) -> dict[str, str]:
    return {action.id: f"{action.id} {action.title}" for action in reference.actions}


def _purpose_codes(reference: Reference) -> dict[str, str]:
    return {code.code: f"{code.code} {code.name}" for code in reference.purpose_codes}


_LISTS: Mapping[str, Callable[[Reference], dict[str, str]]] = MappingProxyType(
    {
        "risk_factors": _risk_factors,
        "indicators": _indicators,
        "signs": _signs,
        "catalogue": _catalogue,
        "purpose_codes": _purpose_codes,
    }
)
