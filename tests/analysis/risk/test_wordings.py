"""An office's wording of an indicator is used everywhere; what nobody verified is not printed."""

from __future__ import annotations

from datetime import date

from planner.analysis.mapping.harms import sign_named
from planner.analysis.risk.wordings import printable, worded
from planner.languages.voice import Voice
from planner.reference import load
from planner.tables import Wording

KNOWN = load()
OWN = "Security organs {of the State} act outside any control"
CONFIRMED = Wording(
    id="WD-001", indicator="3.4", wording=OWN, confirmed_by="Legal service", on=date(2026, 11, 2)
)


def test_a_confirmed_wording_stands_under_the_same_number_in_every_language() -> None:
    found = worded(KNOWN, (CONFIRMED,))

    assert [one.number for one in found.indicators] == [one.number for one in KNOWN.indicators]
    assert "not verified" in str(sign_named("3.4", KNOWN))
    assert str(sign_named("3.4", found)) == Voice("fr").tell(sign_named("3.4", found))
    assert str(sign_named("3.4", found)) == f"3.4 {OWN}"


def test_a_wording_that_nobody_stands_for_is_used_and_stays_marked() -> None:
    found = worded(KNOWN, (Wording(id="WD-001", indicator="7.1", wording=OWN),))

    assert str(sign_named("7.1", found)) == f"7.1 {OWN} (wording not verified)"
    assert str(sign_named("7.1", printable(found))) == "7.1 wording not verified, so not printed"


def test_a_blank_wording_confirms_the_planners_own() -> None:
    own = Wording(id="WD-001", indicator="3.4", confirmed_by="Legal service", on=date(2026, 11, 2))
    label = KNOWN.indicator_by_number["3.4"].label

    assert str(sign_named("3.4", printable(worded(KNOWN, (own,))))) == f"3.4 {label}"
    assert label not in str(sign_named("3.4", printable(KNOWN)))
