"""Names in a register become codes that say nothing of whose they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import WrongValue
from planner.formats.inspection import FoundTable, Wishes, inspect
from planner.plan import Plan
from planner.services.importing import preview
from planner.services.pseudonyms import (
    codes_for,
    folded_name,
    fresh_salt,
    holds_names,
    look_like_names,
    under_codes,
)

SALT = bytes(32)


@pytest.mark.parametrize(
    "column",
    [
        ["Abel Tarn", "Ines de la Vesque", "O'Dare, Mina"],
        ["TARN Abel", "", "Jean-Luc Vesque", "C7-041"],
        ["a.tarn@mfa.example", "i.vesque@mfa.example"],
        ["خالد المنصوري", "ليلى حسن"],
    ],
)
def test_a_column_of_names_is_recognised(column: list[str]) -> None:
    assert look_like_names(column)


@pytest.mark.parametrize(
    "column",
    [
        ["C7-041", "C7-042"],
        ["10023", "10024"],
        ["H-AB2CD3EF", "H-ZZ2CD3EF"],
        ["MFA 0031", "MFA 0032", "MFA 0033"],
        ["analyst", "driver"],
        ["", " "],
        [],
    ],
)
def test_a_column_of_codes_is_left_alone(column: list[str]) -> None:
    assert not look_like_names(column)


def test_spellings_of_one_name_get_one_code() -> None:
    codes = codes_for(["Inès Vesque", "VESQUE, Ines", "ines  vesque", "Abel Tarn"], SALT)

    assert len(set(codes.values())) == 2
    assert codes["Inès Vesque"] == codes["VESQUE, Ines"]


def test_another_salt_gives_other_codes_and_the_same_salt_the_same() -> None:
    names = ["Abel Tarn", "Ines Vesque"]

    assert codes_for(names, SALT) == codes_for(names, SALT)
    assert set(codes_for(names, SALT).values()).isdisjoint(codes_for(names, b"other").values())
    assert fresh_salt() != fresh_salt()


def test_codes_are_recognised_as_codes() -> None:
    names = [f"Person {letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"]

    assert not look_like_names(codes_for(names, SALT).values())


def test_a_blank_gets_no_code() -> None:
    assert codes_for(["", "  "], SALT) == {}


@given(st.lists(st.text(min_size=1), max_size=30), st.binary(min_size=16, max_size=32))
def test_different_names_get_different_codes_and_no_code_holds_a_name(
    names: list[str], salt: bytes
) -> None:
    codes = codes_for(names, salt)

    assert len(set(codes.values())) == len({folded_name(name) for name in codes})
    assert all(code.startswith("H-") and len(code) == 10 for code in codes.values())


REGISTER = """Holder code,Audience,Course,Passed on
Abel Tarn,Diplomats,Foundation,2026-10-01
Ines Vesque,Diplomats,Foundation,2026-10-01
"TARN, Abel",Diplomats,Foundation,2025-10-01
,Diplomats,Foundation,2025-10-01
"""


def register(text: str) -> FoundTable:
    return inspect("register.csv", text.encode(), Wishes(table="certificates")).best


def test_a_register_under_codes_holds_no_name_and_one_code_for_each_person() -> None:
    coded = under_codes(register(REGISTER), SALT)

    holders = [row.values.get("holder") for row in coded.rows]
    assert not holds_names(coded)
    assert holders[0] == holders[2] != holders[1]
    assert "Tarn" not in str([row.values for row in coded.rows])
    assert not [one.value for row in coded.rows for one in row.problems if "Tarn" in str(one.value)]


def test_no_import_lets_names_in() -> None:
    inspection = inspect("register.csv", REGISTER.encode(), Wishes(table="certificates"))

    with pytest.raises(WrongValue, match="keeps no names"):
        preview(Plan(), inspection, inspection.best)

    assert preview(Plan(), inspection, under_codes(inspection.best, SALT)).rows


def test_only_a_register_is_asked_for_names() -> None:
    assert holds_names(register(REGISTER))
    assert not holds_names(
        register(
            REGISTER.replace("Abel Tarn", "C-1")
            .replace("Ines Vesque", "C-2")
            .replace("TARN, Abel", "C-3")
        )
    )
