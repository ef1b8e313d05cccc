"""One spelling beside another: what looks alike, what is short for what, what comes closest."""

from __future__ import annotations

import pytest

from planner.readers.likeness import abbreviates, closest, unmasked

NAMES = ["Ministry of Foreign Affairs", "Ministry of Justice", "Ministry of the Interior"]


@pytest.mark.parametrize("text", ["Соmрlеtеd", "Ｃｏｍｐｌｅｔｅｄ", "Completed"])
def test_letters_that_look_alike_are_read_as_latin_ones(text: str) -> None:
    assert unmasked(text) == "Completed"


def test_letters_of_other_scripts_that_look_like_none_of_ours_stay() -> None:
    assert unmasked("Министерство") != "Ministry"
    assert unmasked("وزارة") == "وزارة"


@pytest.mark.parametrize("text", ["MFA", "MoFA", "Min. For. Aff.", "Min For Affairs"])
def test_initials_and_beginnings_of_words_are_short_for_a_name(text: str) -> None:
    assert [name for name in NAMES if abbreviates(text, name)] == NAMES[:1]


@pytest.mark.parametrize(
    "text", ["Foreign", "M", "Ministry of Foreign Affairs", "Mi Fo Af", "MFAT"]
)
def test_a_part_of_a_name_or_the_whole_is_no_abbreviation_of_it(text: str) -> None:
    assert not any(abbreviates(text, name) for name in NAMES)


def test_the_closest_name_comes_first_and_strangers_do_not_come() -> None:
    assert closest("Justice, Minstry of", NAMES)[0] == "Ministry of Justice"
    assert closest("zzz", NAMES) == []
