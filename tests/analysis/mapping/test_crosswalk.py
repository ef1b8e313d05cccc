"""What an aid code says: exact, withdrawn, or only through its group; and how seldom it links."""

from __future__ import annotations

import pytest

from planner.analysis.mapping.crosswalk import (
    expected_no_link,
    pointers,
    read_codes,
)
from planner.choices import Strength
from planner.messages import NOTHING
from planner.reference import load

UNKNOWN_SECTOR = 0.66  # how likely no link is right

BROADER = 0.6  # of the weight, where only the group of a code is known

REFERENCE = load()


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        (("15220",), ("15220",)),
        (("DAC 15220 Peace-building", "152"), ("15220", "152")),
        (("15220; 72010|15220",), ("15220", "72010")),
        (("", "n/a", "12", "1234", "123456"), ()),
    ],
)
def test_codes_are_found_in_what_a_ministry_wrote(
    written: tuple[str, ...], codes: tuple[str, ...]
) -> None:
    assert read_codes(written) == codes


def test_a_code_points_to_its_actions_directly_and_indirectly() -> None:
    found = {one.action: one for one in pointers("15220", REFERENCE)}

    assert found["DEV-08"].strength is Strength.DIRECT
    assert found["JUS-05"].strength is Strength.INDIRECT
    assert found["DEV-08"].weight > found["JUS-05"].weight
    assert str(found["DEV-08"].reason) == (
        "purpose code 15220 “Civilian peace-building, conflict prevention and resolution” "
        "points to DEV-08 (direct)"
    )


def test_a_code_that_points_to_few_actions_weighs_more_for_each() -> None:
    (violence,) = [one for one in pointers("15180", REFERENCE) if one.strength is Strength.DIRECT]
    peace = next(pointers("15220", REFERENCE))

    assert violence.action == "HRT-08"
    assert violence.weight > peace.weight


def test_a_withdrawn_code_also_points_where_its_successor_does() -> None:
    found = [(one.action, str(one.reason)) for one in pointers("15161", REFERENCE)]

    assert "purpose code 15161 (withdrawn)" in found[0][1]
    assert ("CYB-15", "purpose code 15161 was replaced by 15151") in [
        (action, reason.split(" “")[0]) for action, reason in found
    ]


def test_a_code_that_is_not_in_the_table_speaks_through_its_group_and_weighs_less() -> None:
    group = next(pointers("152", REFERENCE))
    inside = next(pointers("15299", REFERENCE))

    assert inside.action == group.action
    assert inside.weight == pytest.approx(group.weight * BROADER)
    assert str(group.reason).startswith("sector group 152")
    assert str(inside.reason).startswith("purpose code 15299 belongs to sector group 152")


def test_a_code_known_by_name_only_speaks_through_its_group_too() -> None:
    by_group = {one.action: one.weight for one in pointers("311", REFERENCE)}

    assert [row.name for row in REFERENCE.codes("31150")] == ["Agricultural inputs"]
    for found in pointers("31150", REFERENCE):
        assert found.weight == pytest.approx(by_group[found.action] * BROADER)
    assert by_group.keys() == {one.action for one in pointers("31150", REFERENCE)}


def test_a_code_for_which_no_link_is_defensible_points_nowhere() -> None:
    assert list(pointers("12262", REFERENCE)) == []
    assert list(pointers("99999", REFERENCE)) == []


def test_some_sectors_serve_no_action_more_often_than_others() -> None:
    order = [expected_no_link((code,), REFERENCE)[0] for code in ("15180", "151", "12220", "21020")]

    assert order == sorted(order)


def test_several_codes_count_alike() -> None:
    road, peace = (expected_no_link((code,), REFERENCE)[0] for code in ("21020", "15220"))

    both, why = expected_no_link(("21020", "15220"), REFERENCE)
    assert both == pytest.approx((road + peace) / 2)
    assert str(why) == "code 21020 (Transport): Roads and vehicles."


@pytest.mark.parametrize("codes", [(), ("88888",)])
def test_without_a_known_code_a_general_share_is_taken(codes: tuple[str, ...]) -> None:
    assert expected_no_link(codes, REFERENCE) == (UNKNOWN_SECTOR, NOTHING)


def test_an_unknown_code_beside_a_known_one_counts_with_the_general_share() -> None:
    share, _ = expected_no_link(("88888", "15180"), REFERENCE)

    assert share == pytest.approx((UNKNOWN_SECTOR + 0.1) / 2)
