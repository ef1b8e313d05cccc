"""Names in a register become codes that say nothing of whose they are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.errors import WrongValue
from planner.intake.inspection import FoundTable, ReadOptions, inspect
from planner.languages.voice import Voice
from planner.plan import Plan
from planner.services.importing.preview import ImportOptions, ImportPreview, apply_import, preview
from planner.services.importing.pseudonyms import (
    codes_for,
    folded_name,
    fresh_salt,
    holds_names,
    look_like_names,
    under_codes,
)
from planner.store import Store
from planner.tables import Certificate
from tests.services.importing.lists import ME, PLAN, begun, preview_import

UNKNOWN_HOLDERS = "holders.strangers"

SALT = bytes(32)


@pytest.mark.parametrize(
    "column",
    [
        ["Abel Tarn", "Ines de la Vesque", "O'Dare, Mina"],
        ["TARN Abel", "", "Jean-Luc Vesque", "C7-041"],
        ["a.tarn@mfa.example", "i.vesque@mfa.example"],
        ["خالد المنصوري", "ليلى حسن"],
        ["المنصوري", "حسن"],
        ["Анна Тарнова", "Веск"],
        ["Tarn", "Vesque", "O'Dare"],
        ["TARN", "VESQUE"],
        ["Tarn, A.", "Vesque, I."],
        ["Dr Tarn", "Ms I. Vesque"],
        ["1. Abel Tarn", "2. Ines Vesque"],
        ["10023 Abel Tarn", "10024 Ines Vesque"],
        ["Abel Tarn (MFA)", "Ines Vesque (MFA)"],
        ["C7-041", "C7-042", "C7-043", "Abel Tarn"],
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
        ["H-0012", "H-0013"],
        ["Staff no. 12", "Staff no. 13"],
        ["No 1002", "No 1003"],
        ["KGL-HQ", "KGL-NE", "KGL-1"],
        ["AB", "XK", "MFA"],
        ["MAT/2027/0012", "MAT/2027/0013"],
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
    return inspect("register.csv", text.encode(), ReadOptions(table="certificates")).best


def test_a_register_under_codes_holds_no_name_and_one_code_for_each_person() -> None:
    coded = under_codes(register(REGISTER), SALT)

    holders = [row.values.get("holder") for row in coded.rows]
    assert not holds_names(coded)
    assert holders[0] == holders[2] != holders[1]
    assert "Tarn" not in str([row.values for row in coded.rows])
    assert not [one.value for row in coded.rows for one in row.problems if "Tarn" in str(one.value)]


def test_no_import_lets_names_in() -> None:
    inspection = inspect("register.csv", REGISTER.encode(), ReadOptions(table="certificates"))

    with pytest.raises(WrongValue, match="keeps no names"):
        preview(Plan(), inspection)

    assert preview(Plan(), inspection, ImportOptions(salt=SALT)).rows


def test_only_a_register_is_asked_for_names() -> None:
    assert holds_names(register(REGISTER))
    assert not holds_names(
        register(
            REGISTER.replace("Abel Tarn", "C-1")
            .replace("Ines Vesque", "C-2")
            .replace("TARN, Abel", "C-3")
        )
    )


HEADED = "Audience,Course,Passed on\n"
PASSES = "Diplomats,Foundation,2026-10-01"


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ("Name,Audience,Course,Passed on", "Tarn"),
        ("Nom,Public,Formation,Réussie le", "TARN"),
        ("Nombre,Grupo,Curso,Aprobado el", "Tarn"),
        ("الاسم,الفئة المستهدفة,الدورة,تاريخ الاجتياز", "المنصوري"),
        ("Имя,Группа,Курс,Дата", "Тарнов"),
    ],
)
def test_a_register_whose_column_is_headed_name_is_known_in_five_languages(
    headers: str, name: str
) -> None:
    content = f"{headers}\n{name},{PASSES}\n{name}a,{PASSES}\n"

    found = inspect("register.csv", content.encode()).best

    assert found.table == "certificates"
    assert holds_names(found)


def test_a_first_name_beside_the_surname_tells_two_people_apart() -> None:
    text = f"Last name,First name,{HEADED}Tarn,Abel,{PASSES}\nTarn,Ines,{PASSES}\n"

    coded = under_codes(register(text), SALT)

    assert coded.rows[0].values["holder"] == codes_for(["Abel Tarn"], SALT)["Abel Tarn"]
    assert coded.rows[0].values["holder"] != coded.rows[1].values["holder"]


def test_a_code_among_names_stays_as_it_is() -> None:
    coded = under_codes(register(f"Holder code,{HEADED}C-7,{PASSES}\nAbel Tarn,{PASSES}\n"), SALT)

    first, second = (str(row.values["holder"]) for row in coded.rows)
    assert first == "C-7"
    assert second.startswith("H-")


def named(*names: str, on: str = "2026-10-01") -> bytes:
    return f"Holder code,{HEADED}".encode() + b"".join(
        f"{name},Diplomats,Foundation,{on}\n".encode() for name in names
    )


def codes(store: Store, content: bytes, phrase: str, file: str) -> ImportPreview:
    return preview_import(ME, store, PLAN, content, file, salt=phrase.encode())


@pytest.fixture
def registered(store: Store) -> Store:
    """A plan with a register of two people, made under one phrase."""
    begun(store)
    apply_import(ME, store, codes(store, named("Abel Tarn", "Ines Vesque"), "one", "a.csv"))
    return store


def test_a_register_of_names_goes_into_the_plan_under_codes_only(registered: Store) -> None:
    rows = registered.load(PLAN).of(Certificate)

    assert len(rows) == 2
    assert all(row.holder.startswith("H-") for row in rows)
    assert b"Tarn" not in str(registered.entries(PLAN)).encode()


def test_rows_handed_back_hold_codes_and_go_in_again_as_the_same_people(registered: Store) -> None:
    refused = codes(registered, named("Abel Tarn", on="soon"), "one", "c.csv")
    table = load_workbook(io.BytesIO(refused.rejected(Voice()))).active
    assert table is not None
    told = [[str(cell or "") for cell in row] for row in table.iter_rows(values_only=True)]
    code = codes_for(["Abel Tarn"], b"one")["Abel Tarn"]

    assert "Tarn" not in str(told)
    assert told[1][0] == code
    again = preview_import(ME, registered, PLAN, named(code, "C-7", on="2026-10-01"), "mended.csv")
    assert (again.counts["unchanged"], again.counts["added"]) == (1, 1)


def test_without_a_word_on_codes_a_register_of_names_is_refused(store: Store) -> None:
    begun(store)

    with pytest.raises(WrongValue, match="keeps no names"):
        preview_import(ME, store, PLAN, named("Abel Tarn"), "a.csv")


def test_the_same_phrase_finds_the_same_people_again(registered: Store) -> None:
    again = codes(registered, named("TARN Abel", "Ines Vesque", "Mina Okar"), "one", "b.csv")

    assert (again.counts["unchanged"], again.counts["added"]) == (2, 1)
    assert UNKNOWN_HOLDERS not in {problem.code for problem in again.problems}


def test_another_phrase_is_pointed_out_before_anybody_counts_twice(registered: Store) -> None:
    again = codes(registered, named("Abel Tarn", "Ines Vesque"), "two", "b.csv")

    (told,) = [problem for problem in again.problems if problem.code == UNKNOWN_HOLDERS]
    assert "None of the 2 people" in str(told.message)


def test_a_large_new_register_beside_a_small_one_is_no_reason_to_doubt(registered: Store) -> None:
    people = [f"Person {one}{two}" for one in "abcd" for two in "efgh"]

    more = codes(registered, named(*people, on="2027-01-01"), "two", "b.csv")

    assert UNKNOWN_HOLDERS not in {problem.code for problem in more.problems}
