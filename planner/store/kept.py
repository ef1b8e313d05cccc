"""A plan as its line in the database says: found by its name, under a name that is free."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa

from planner.errors import PlanExists, UnknownPlan, WrongValue
from planner.messages import _
from planner.store.sql import PLANS
from planner.values import clean

_LONGEST_NAME = 100


class Kept(NamedTuple):
    """A plan as its line in the database says: where its log stands and the hash at its head."""

    id: int
    name: str
    revision: int
    head: str


def found(connection: sa.Connection, name: str, *, lock: bool = False) -> Kept:
    """The plan of that name, locked against other writers if asked; UnknownPlan when none is."""
    query = sa.select(PLANS).where(PLANS.c.name == name)
    line = connection.execute(query.with_for_update() if lock else query).first()
    if line is None:
        raise UnknownPlan(
            _("There is no plan named {plan}.", plan=name), _("List them with: r2p-planner plans.")
        )
    return Kept(**line._mapping)


def free_name(connection: sa.Connection, name: str) -> str:
    """The name, tidied; WrongValue for one that is none, PlanExists for one that is taken."""
    name = _checked_name(name)
    if connection.execute(sa.select(PLANS.c.id).where(PLANS.c.name == name)).first():
        raise PlanExists(
            _("There is already a plan named {plan}.", plan=name), _("Choose another name.")
        )
    return name


def _checked_name(name: str) -> str:
    cleaned = clean(name)
    if not cleaned or len(cleaned) > _LONGEST_NAME or "\n" in cleaned:
        raise WrongValue(
            _("A plan needs a name of 1 to {most} characters, on one line.", most=_LONGEST_NAME)
        )
    if "/" in cleaned or "\\" in cleaned or cleaned.lower().endswith((".xlsx", ".zip", ".csv")):
        raise WrongValue(
            _("“{name}” looks like a file, not like the name of a plan.", name=cleaned)
        )
    return cleaned
