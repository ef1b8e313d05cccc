"""What may raise a sign is told of programmes and actions alike, open ones first."""

from __future__ import annotations

from planner.analysis.mapping.harms import harms, harms_answer, may_raise
from planner.choices import LinkState
from planner.plan import Plan
from planner.reference import load
from planner.tables import Action, Harm, Ministry, Programme

DAM = Programme(id="P-0001", title="Large dam", ministry="M-02")
PATROLS = Action(id="A-001", title="Mixed patrols", lead="M-01")
MINISTRIES = (
    Ministry(id="M-01", name="Ministry of the Interior"),
    Ministry(id="M-02", name="Ministry of Works"),
)


def planned(*found: Harm) -> Plan:
    rows = {"programmes": (DAM,), "actions": (PATROLS,), "ministries": MINISTRIES, "harms": found}
    return Plan({name: {row.id: row for row in members} for name, members in rows.items()})


def said(plan: Plan) -> str:
    return " ".join(map(str, harms_answer(plan, load()).sentences))


def test_programmes_and_actions_stand_in_one_list_with_what_is_open_first() -> None:
    plan = planned(
        Harm(id="H-001", action="A-001", sign="7.3", mitigation="Only with the committees."),
        Harm(id="H-002", programme="P-0001", sign="8.10", state=LinkState.CONFIRMED),
    )

    first, second = harms(plan, load())

    assert (first.about, first.ministry, first.is_open) == ("P-0001", "Ministry of Works", True)
    assert (second.about, second.ministry, second.is_open) == (
        "A-001",
        "Ministry of the Interior",
        False,
    )
    assert str(first.sign).startswith("8.10 Resource discoveries")


def test_what_a_person_has_rejected_raises_nothing() -> None:
    plan = planned(Harm(id="H-001", programme="P-0001", sign="8.10", state=LinkState.REJECTED))

    assert harms(plan, load()) == ()
    assert may_raise(plan) == {}


def test_a_sign_counts_for_its_risk_factor_once_for_each_programme() -> None:
    plan = planned(
        Harm(id="H-001", programme="P-0001", sign="8.10"),
        Harm(id="H-002", programme="P-0001", sign="8.9"),
        Harm(id="H-003", action="A-001", sign="7"),
    )

    assert may_raise(plan) == {8: ("P-0001",), 7: ("A-001",)}


def test_nothing_on_record_is_no_finding_that_nothing_raises_risk() -> None:
    told = said(planned())

    assert "no finding" in told
    assert "1 programme is not screened yet" in told


def test_a_finding_opens_the_row_that_nothing_is_done_about() -> None:
    plan = planned(Harm(id="H-001", programme="P-0001", sign="8.10"))

    (finding,) = harms_answer(plan, load()).findings

    assert "Large dam may raise 8.10" in str(finding.message)
    assert [(one.table, one.id) for one in finding.targets] == [("programmes", "P-0001")]
