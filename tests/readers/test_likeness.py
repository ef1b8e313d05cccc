"""One spelling beside another: what differs, what is short for what, what comes closest."""

from __future__ import annotations

import pytest

from planner.readers.likeness import abbreviates, closest, difference, unmasked

NAMES = ["Ministry of Foreign Affairs", "Ministry of Justice", "Ministry of the Interior"]


@pytest.mark.parametrize(
    ("text", "other", "said"),
    [
        ("Completed", "Completed", ""),
        ("COMPLETED.", "Completed", "capitals and signs"),
        ("En execution", "En exécution", "accents"),
        ("Соmрlеtеd", "Completed", "look-alike letters"),
        ("Ｃｏｍｐｌｅｔｅｄ", "Completed", "look-alike letters"),
        ("ΟΝ ΗΟLD", "On hold", "look-alike letters"),
        ("Complete", "Completed", "spelling"),
    ],
)
def test_it_is_said_in_what_two_spellings_differ(text: str, other: str, said: str) -> None:
    assert difference(text, other) == said


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
