"""The sample plans: complete fictional countries, one click away from a plan of one's own."""

from __future__ import annotations

from dataclasses import dataclass
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
from planner.tables import Action, Ministry, PlanDetails, Programme
from planner.workbooks import PACKAGE


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One sample plan: its key, which is its folder's name, and what a person finds in it."""

    key: str
    title: str
    country: str
    details: PlanDetails
    ministries: int
    programmes: int
    actions: int


def sample_plans() -> tuple[Sample, ...]:
    """Every sample plan that is shipped, by country."""
    folders = (path.parent for path in samples_folder().glob(f"*/{PACKAGE}"))
    samples = (_sample(folder.name, _read(folder)) for folder in folders)
    return tuple(sorted(samples, key=lambda sample: sample.country))


def add_sample(actor: str, store: Store, key: str, name: str = "") -> Entry:
    """A sample as a plan of one's own, by default under its country's name.

    UnknownPlan when there is no sample of that key, PlanExists when the name is taken.
    """
    folder = samples_folder() / key
    if key not in {sample.key for sample in sample_plans()}:
        keys = tuple(sample.key for sample in sample_plans())
        raise UnknownPlan(
            _("There is no sample named {name}.", name=key), _("There are: {names}.", names=keys)
        )
    content = _read(folder)
    origin = Origin(kind=OriginKind.CREATION, name=f"sample {key}")
    plan_name = name or content.details.country
    return create_plan(actor, store, plan_name, PlanDetails(), content=content, origin=origin)


@cache
def _read(folder: Path) -> Plan:
    return plan_package.read(folder)


def _sample(key: str, plan: Plan) -> Sample:
    return Sample(
        key=key,
        title=plan.details.title,
        country=plan.details.country,
        details=plan.details,
        ministries=len(plan.of(Ministry)),
        programmes=len(plan.of(Programme)),
        actions=len(plan.of(Action)),
    )
