"""What is said of a file as a whole: tables left, no ministry, money of several countries."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.changes import Insert, apply, insert
from planner.intake.inspection import ReadOptions, inspect
from planner.plan import Plan
from planner.problems import Severity
from planner.services.importing.preview import preview
from planner.tables import PlanDetails
from tests.intake.difficult.making import text_file, workbook

PLAN = apply(Plan(), [insert(PlanDetails(id="PLAN-1", currency="USD"))])


def told(name: str, content: bytes) -> dict[str, str]:
    found = inspect(name, content)
    problems = preview(PLAN, found).problems
    return {problem.code: str(problem.message) for problem in problems}


def test_a_second_sheet_that_is_not_taken_in_is_named() -> None:
    sheets = {
        "Projects": [["Ref", "Title", "Ministry"], ["1", "Mediation", "Interior"]] * 1
        + [["2", "Legal aid", "Justice"], ["3", "Demining", "Defence"]],
        "Staff": [["Staff group", "Filled posts"], ["Border officers", 420], ["Judges", 80]],
    }

    said = told("two.xlsx", workbook(sheets))

    assert "Sheet Staff looks like Audiences, rows: 2." in said["table.left"]


def test_new_rows_without_a_ministry_are_counted() -> None:
    lines = ["Ref,Title,Budget", "1,Mediation in villages,100", "2,Legal aid,200"]

    found = inspect("a.csv", text_file(lines))
    problems = preview(PLAN, found).problems
    chosen = inspect("a.csv", text_file(lines), options=ReadOptions(ministry="Interior"))

    (said,) = (problem for problem in problems if problem.code == "ministry.none")
    assert (said.severity, said.takes_text) == (Severity.QUESTION, True)
    assert "rows without one: 2." in str(said.message)
    answers = ReadOptions(answers={said.key: "Ministry of Water"})
    answered = preview(PLAN, inspect("a.csv", text_file(lines), options=answers))
    assert answered.other_tables == {"ministries": 1}
    assert [one.answer for one in answered.questions if one.code == said.code] == [
        "Ministry of Water"
    ]
    after = preview(PLAN, chosen).problems
    assert "ministry.none" not in [problem.code for problem in after]


def test_money_whose_name_several_countries_use_is_not_taken_in_unremarked() -> None:
    francs = ["Ref,Title,Ministry,Montant (milliers de francs)", "1,Médiation,Intérieur,100"]
    dollars = ["Ref,Title,Ministry,Budget (USD)", "1,Mediation,Interior,100"]

    said = told("f.csv", text_file(francs))["currency.unsure"]
    assert "“francs”" in said and "Rows that do not say: 1." in said
    codes = told("d.csv", text_file(dollars))
    assert "currency.unsure" not in codes and "currency.none" not in codes


@pytest.mark.parametrize(
    ("answer", "currency", "left"),
    [("USD", "USD", 0), ("chf", "CHF", 0), ("shells", None, 1), ("", None, 1)],
)
def test_sums_without_a_currency_are_asked_about_once_for_the_file(
    answer: str, currency: str | None, left: int
) -> None:
    lines = ["Ref,Title,Ministry,Budget", "1,Mediation,Interior,100", "2,Legal aid,Interior,5 EUR"]
    options = ReadOptions(answers={"currency.none": answer})

    previewed = preview(PLAN, inspect("a.csv", text_file(lines), options=options))

    first, second = (row.changes[0] for row in previewed.rows)
    assert isinstance(first, Insert) and isinstance(second, Insert)
    assert (first.values.get("currency"), second.values["currency"]) == (currency, "EUR")
    assert sum(one.is_open for one in previewed.questions) == left


@pytest.mark.parametrize(
    "lines",
    [
        ["Ref,Title,Ministry,Budget (USD)", "1,Mediation,Interior,100"],
        ["Ref,Title,Ministry,Budget,Currency", "1,Mediation,Interior,100,EUR"],
        ["Ref,Title,Ministry", "1,Mediation,Interior"],
    ],
)
def test_a_file_that_says_its_currency_or_has_no_sums_is_not_asked(lines: list[str]) -> None:
    assert not {"currency.none", "currency.unsure"} & told("a.csv", text_file(lines)).keys()


def test_a_column_that_fills_the_blanks_of_another_has_a_place() -> None:
    lines = [
        "Ref,Title,Ministry,Planned start,Actual start",
        "1,Mediation,Interior,2024-01-01,2024-03-01",
        "2,Courts,Interior,2024-02-01,",
    ]

    said = told("a.csv", text_file(lines))

    assert "Planned start" in said["column.filled"]
    assert "columns.unplaced" not in said
    found = inspect("a.csv", text_file(lines)).best
    assert found.matching and not found.matching.unmatched


def test_rows_that_name_no_ministry_among_others_are_counted() -> None:
    lines = ["Ref,Title,Ministry", "1,Mediation,Interior", "2,Courts,", "3,Schools,"]

    said = told("a.csv", text_file(lines))
    assert said["ministry.blank"] == "New rows that name no ministry: 2."
    assert "ministry.none" not in said


def test_columns_without_a_place_and_new_names_are_told() -> None:
    lines = ["Ref,Title,Ministry,Donor", "1,Mediation,Interior,The Fund"]

    said = told("a.csv", text_file(lines))

    assert said["columns.unplaced"].startswith("Columns without a place: D (Donor).")
    assert said["names.new"].endswith("New in Ministries (1): Interior.")


def test_a_budget_below_zero_is_told_with_its_cell_and_taken_as_it_stands() -> None:
    lines = ["Ref,Title,Ministry,Budget", "1,Mediation,Interior,100", "2,Legal aid,Justice,-250"]
    found = inspect("a.csv", text_file(lines))

    previewed = preview(PLAN, found)

    (said,) = (one for one in previewed.problems if one.code == "budget.below_zero")
    assert (said.severity, said.cell, said.value) == (Severity.WARNING, "D3", "-250")
    assert "is below zero" in str(said.message)
    assert previewed.found.rows[1].values["budget"] == -250
    transactions = replace(found, format="iati")
    unsaid = preview(PLAN, transactions).problems
    assert "budget.below_zero" not in [one.code for one in unsaid]


def test_every_problem_in_json_names_its_file() -> None:
    found = inspect("a.csv", text_file(["Ref,Title,Budget", "1,Legal aid,100", "1,Legal aid,-2"]))

    problems = preview(PLAN, found).as_json()["problems"]

    assert {problem["code"] for problem in problems} >= {"ministry.none", "rows.repeat_reference"}
    assert {problem["file"] for problem in problems} == {"a.csv"}


def test_a_table_is_not_told_to_stand_beside_itself() -> None:
    lines = [
        "Ref,Title,Ministry",
        "1,Wells,Ministry of Agriculture",
        "2,Pumps,Ministry of Agricluture",
    ]

    said = told("a.csv", text_file(lines))

    assert "name.alike" in said
    assert "table.left" not in said
