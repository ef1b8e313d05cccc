"""Risk factors, indicators and catalogue actions in a file, by code or by title."""

from __future__ import annotations

import pytest

from planner.changes import Insert
from planner.errors import WrongValue
from planner.intake.inspection import ReadOptions, inspect
from planner.languages import Voice
from planner.plan import Plan
from planner.services import catalogue
from planner.services.importing.meanings import Sureness, check_answers, list_columns
from planner.services.importing.preview import ImportPreview, preview
from planner.services.importing.reference_entries import Entries

FACTOR = catalogue.reference().risk_factors[2]
HEAD = "Situation;Risk factor;Level;Why"


def ratings(*factors: str, options: ReadOptions | None = None) -> ImportPreview:
    lines = (f"North;{text};high;because" for text in factors)
    content = "\n".join([HEAD, *lines]).encode()
    found = inspect("ratings.csv", content, options or ReadOptions(table="ratings"))
    return preview(Plan(), found)


@pytest.mark.parametrize(
    "text",
    ["3", " 3 ", "RF 3", "3. Something else", FACTOR.title, Voice("fr").tell(FACTOR.name).upper()],
)
def test_a_risk_factor_is_known_by_number_and_by_title_in_three_languages(text: str) -> None:
    assert Entries("risk_factors").code(text) == "3"


@pytest.mark.parametrize("text", ["", "99", "3 or 4", "unrest"])
def test_a_text_that_names_none_or_several_is_no_entry(text: str) -> None:
    assert Entries("risk_factors").code(text) == ""


def test_signs_and_actions_are_known_by_their_codes() -> None:
    action = catalogue.reference().actions[0]

    assert Entries("signs").code("7.3") == "7.3"
    assert Entries("signs").code("7") == "7"
    assert Entries("catalogue").code(f"{action.id.lower()} {action.title}") == action.id


def test_rows_hold_the_code_whatever_the_file_writes() -> None:
    found = ratings("RF 3", Voice("es").tell(FACTOR.name).lower().replace("3", "") or "3")

    (added, again) = found.rows
    (change,) = added.changes
    assert isinstance(change, Insert)
    assert change.values["risk_factor"] == "3"
    assert again.kind.value == "asked"  # the same factor of the same situation


def test_a_required_entry_that_nobody_knows_refuses_its_row_with_its_cell() -> None:
    (row,) = ratings("unrest").rows

    (problem,) = row.problems
    assert (problem.code, problem.cell, problem.value) == ("entry.unknown", "B2", "unrest")
    assert row.kind.value == "refused"


def test_an_entry_that_nobody_knows_is_asked_about_and_a_person_s_word_holds() -> None:
    options = ReadOptions(table="ratings", values={"risk_factor": {"Unrest": "3"}})
    previewed = ratings("unrest", options=options)
    factors = {one.column.name: one for one in list_columns(Plan(), previewed.found)}

    (change,) = previewed.rows[0].changes
    assert isinstance(change, Insert)
    assert change.values["risk_factor"] == "3"
    (unrest,) = list_columns(Plan(), ratings("unrest").found)[1].meanings
    assert unrest.judgement.sureness is Sureness.OPEN
    assert factors["risk_factor"].asks


def test_a_word_that_names_no_entry_is_refused() -> None:
    options = ReadOptions(table="ratings", values={"risk_factor": {"unrest": "99"}})
    found = inspect("r.csv", f"{HEAD}\nNorth;unrest;high;x\n".encode(), options)

    with pytest.raises(WrongValue, match="cannot be “99”"):
        list(check_answers(Plan(), found.best, options.values))
