"""What a small office can honestly enter for each criterion of the review, one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from planner.analysis.plans.skeletons import from_skeleton
from planner.changes import Change, Origin, OriginKind, apply, edit, insert
from planner.choices import (
    AudienceKind,
    CostSource,
    CostStatus,
    CourseLevel,
    Delivery,
    Level,
    LinkState,
    PartnerKind,
    Scope,
    Strength,
    Verdict,
)
from planner.plan import Plan
from planner.reference import load
from planner.services.editing import save
from planner.services.plans import first_plan
from planner.services.skeletons import skeletons
from planner.store import Store
from planner.tables import (
    Action,
    ActionRisk,
    Audience,
    Body,
    Consultation,
    Cost,
    Course,
    Harm,
    Link,
    Measure,
    Member,
    Ministry,
    MitigatingFactor,
    Partner,
    PlanDetails,
    Programme,
    Rating,
    Requirement,
    ReviewAnswer,
    Situation,
    Threshold,
    Waiver,
)

OFFICE = "R2P focal point"


def _cabinet(_plan: Plan, on: date) -> Iterator[Change]:
    reason, until = "Goes to cabinet in March", on + timedelta(days=120)
    yield insert(Waiver(id="WV-01", test=1, reason=reason, until=until))


def _dates(plan: Plan, on: date) -> Iterator[Change]:
    for one in plan.of(Action):
        yield from edit(one, replace(one, end=on + timedelta(days=365)))


def _assessed(plan: Plan, on: date) -> Iterator[Change]:
    yield from edit(plan.details, replace(plan.details, assessment_months=12))
    yield insert(
        Rating(id="R-001", situation="S-01", risk_factor="1", level=Level.LOW, judged_on=on)
    )


def _resilience(_plan: Plan, _on: date) -> Iterator[Change]:
    yield insert(MitigatingFactor(id="MF-001", situation="S-01", title="Independent courts"))


def _owners(plan: Plan, _on: date) -> Iterator[Change]:
    yield insert(Ministry(id="M-01", name="Ministry of Justice"))
    for one in plan.of(Action):
        yield from edit(one, replace(one, lead="M-01", post="Prevention desk"))


def _costs(plan: Plan, on: date) -> Iterator[Change]:
    first, *others = plan.of(Action)
    yield insert(
        Cost(
            id="C-0001", action=first.id, year=on.year + 1, mid=Decimal(40_000), currency="EUR",
            source=CostSource.EXISTING, status=CostStatus.IN_BUDGET,
        )
    )  # fmt: skip
    for one in others:
        yield from edit(one, replace(one, no_cost_reason="Working time of staff in post"))


def _indicators(plan: Plan, _on: date) -> Iterator[Change]:
    for one in plan.of(Measure):
        figures = {"target": Decimal(4), "data_source": "Yearly report of the desk"}
        yield from edit(one, replace(one, why_unknown="Not counted so far", **figures))


def _risks(plan: Plan, _on: date) -> Iterator[Change]:
    for one in plan.of(ActionRisk):
        yield from edit(one, replace(one, why="Brings a sign to somebody who must act"))


def _screened(_plan: Plan, _on: date) -> Iterator[Change]:
    yield insert(Programme(id="P-0001", title="Road upkeep", ministry="M-01"))
    yield insert(
        Link(
            id="L-00001", programme="P-0001", strength=Strength.NONE, state=LinkState.CONFIRMED,
            reason="Serves traffic alone",
        )
    )  # fmt: skip


def _harms(plan: Plan, _on: date) -> Iterator[Change]:
    for one in plan.of(Harm):
        yield from edit(one, replace(one, mitigation="Checked with those concerned"))


def _fallbacks(plan: Plan, _on: date) -> Iterator[Change]:
    for one in plan.of(Action):
        if one.delivery is Delivery.BILATERAL:
            yield from edit(one, replace(one, fallback="GOV-12"))


def _regional(plan: Plan, _on: date) -> Iterator[Change]:
    one = next(one for one in plan.of(Action) if one.catalogue == "GOV-09")
    yield from edit(one, replace(one, delivery=Delivery.REGIONAL, fallback="GOV-11"))


def _threshold(_plan: Plan, _on: date) -> Iterator[Change]:
    row = Threshold(id="W-01", situation="S-01", sign="7.3", threshold="Two calls to violence")
    yield insert(replace(row, decides="Secretary-General", within_days=10))


def _partner(_plan: Plan, _on: date) -> Iterator[Change]:
    row = Partner(id="LP-01", title="A rights group in the north", kind=PartnerKind.RIGHTS)
    yield insert(replace(row, paid=True, protection="Named nowhere"))


def _sabotage(_plan: Plan, _on: date) -> Iterator[Change]:
    note = "Sabotage is dealt with in the plan of the cyber agency"
    yield insert(ReviewAnswer(id="T-01", test=29, verdict=Verdict.NOT_APPLICABLE, note=note))


def _training(_plan: Plan, on: date) -> Iterator[Change]:
    yield insert(Course(id="CR-01", title="Early signs", level=CourseLevel.FOUNDATION))
    yield insert(Audience(id="AU-01", title="Desk officers", kind=AudienceKind.DIPLOMATS))
    row = Requirement(id="RQ-01", audience="AU-01", course="CR-01", target=Decimal(80))
    yield insert(replace(row, by=on + timedelta(days=300)))


def _country(_plan: Plan, _on: date) -> Iterator[Change]:
    row = Course(id="CR-02", title="Our own districts", level=CourseLevel.COUNTRY)
    yield insert(replace(row, country="S-01"))


def _body(_plan: Plan, _on: date) -> Iterator[Change]:
    yield insert(Body(id="B-1", title="Contact group", chair=OFFICE, quorum=2, frequency=4))
    yield insert(Member(id="MB-001", body="B-1", ministry="M-01"))


def _heard(_plan: Plan, on: date) -> Iterator[Change]:
    for row_id, days in (("CO-001", 200), ("CO-002", 20)):
        held = on - timedelta(days=days)
        row = Consultation(id=row_id, on=held, who="Associations", composition="Half women")
        yield insert(replace(row, answer="Two goals were reworded"))


def _district(plan: Plan, _on: date) -> Iterator[Change]:
    yield insert(Situation(id="S-02", name="Northern district", scope=Scope.HOME))
    one = next(one for one in plan.of(Action) if one.catalogue == "DEV-08")
    yield from edit(one, replace(one, situation="S-02"))


ENTERED: dict[int, Callable[[Plan, date], Iterator[Change]]] = {
    1: _cabinet, 10: _dates, 5: _assessed, 6: _resilience, 9: _owners, 11: _costs, 13: _indicators,
    15: _risks, 18: _screened, 20: _harms, 24: _fallbacks, 25: _regional, 26: _threshold,
    27: _partner, 29: _sabotage, 32: _training, 33: _country, 36: _body, 37: _heard,
    39: _district,
}  # fmt: skip
"""By the number of the criterion; the others are met with these."""


def complete(on: date) -> Plan:
    """A small plan in which nothing that data can answer is wanting, but for cabinet's approval."""
    plan = first_plan(PlanDetails(country="Norland", currency="EUR"))
    quick_wins = next(one for one in skeletons() if one.key == "quick-wins")
    plan = from_skeleton(plan, quick_wins, load(), on)
    for changes in ENTERED.values():
        plan = apply(plan, tuple(changes(plan, on)))
    return plan


def enter(store: Store, name: str, number: int, on: date) -> None:
    """Enter what a criterion asks for, as a form or a file of the office would."""
    plan = store.load(name)
    save(
        OFFICE, store, name, tuple(ENTERED[number](plan, on)), reason=f"Criterion {number}",
        origin=Origin(kind=OriginKind.FORM), base_revision=plan.revision,
    )  # fmt: skip
