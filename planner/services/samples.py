"""The sample plans: complete fictional countries, one click away from a plan of one's own."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from planner.changes import Entry, Origin, OriginKind
from planner.errors import UnknownPlan
from planner.intake.plans import plan_package
from planner.messages import _
from planner.places import samples_folder
from planner.plan import Plan
from planner.services.plans import create_plan
from planner.store import Store
from planner.tables import PlanDetails
from planner.workbooks import PACKAGE


def sample_plans() -> tuple[Plan, ...]:
    """Every sample plan that is shipped, by country; its name is its key."""
    folders = (path.parent for path in samples_folder().glob(f"*/{PACKAGE}"))
    return tuple(sorted(map(_read, folders), key=lambda sample: sample.details.country))


def add_sample(actor: str, store: Store, key: str, name: str = "") -> Entry:
    """A sample as a plan of one's own, by default under its country's name.

    UnknownPlan when there is no sample of that key, PlanExists when the name is taken.
    """
    content = next((sample for sample in sample_plans() if sample.name == key), None)
    if content is None:
        keys = tuple(sample.name for sample in sample_plans())
        raise UnknownPlan(
            _("There is no sample named {name}.", name=key), _("There are: {names}.", names=keys)
        )
    origin = Origin(kind=OriginKind.CREATION, name=f"sample {key}")
    plan_name = name or content.details.country
    return create_plan(actor, store, plan_name, PlanDetails(), content=content, origin=origin)


@cache
def _read(folder: Path) -> Plan:
    return replace(plan_package.read(folder), name=folder.name)
