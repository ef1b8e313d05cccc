"""Plans that start from a skeleton of the templates folder, or as the next period of one."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

from planner.analysis.plans.skeletons import from_skeleton, next_period
from planner.changes import Origin, OriginKind
from planner.errors import WrongValue
from planner.messages import NOTHING, Message, Tell, _
from planner.places import templates_folder
from planner.plan import Plan
from planner.reference.skeletons import Skeleton, skeletons_in
from planner.services.catalogue import reference
from planner.services.plans import SKELETON, create_plan, first_plan
from planner.store import Store
from planner.tables import PlanDetails

FILE = "skeletons.csv"
NEXT_PERIOD = "next-period"


def skeletons() -> tuple[Skeleton, ...]:
    """The skeletons of the office; none without its file. BrokenReference for a wrong one."""
    path = templates_folder() / FILE
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else ()


@lru_cache(maxsize=1)
def _read(path: Path, _edition: int) -> tuple[Skeleton, ...]:
    known = frozenset(one.id for one in reference().actions)
    return skeletons_in(path.read_text("utf-8-sig"), FILE, known)


def start_from(
    actor: str,
    store: Store,
    name: str,
    details: PlanDetails,
    key: str,
    *,
    today: date,
    tell: Tell = str,
    old: Plan | None = None,
) -> Message:
    """Make a plan from a skeleton, or with `old` as the period after it; gives what was left out.

    WrongValue for a skeleton that nobody knows, PlanExists when the name is taken.
    """
    said = NOTHING
    if key == NEXT_PERIOD:
        if old is None:
            raise WrongValue(_("Say which plan the next period follows."))
        content, said = next_period(old, details.start, details.end)
    else:
        content = from_skeleton(first_plan(details), _named(key), reference(), today, tell)
    origin = Origin(kind=OriginKind.CREATION, name=f"{SKELETON}{key}")
    create_plan(actor, store, name, details, content=content, origin=origin)
    return said


def _named(key: str) -> Skeleton:
    known = {one.key: one for one in skeletons()}
    if key not in known:
        raise WrongValue(
            _("There is no skeleton named {name}.", name=key),
            _("Use one of: {names}.", names=(*known, NEXT_PERIOD)),
        )
    return known[key]
