"""What is said of a file as a whole: tables left, no ministry, money of several countries."""

from __future__ import annotations

from planner.changes import apply, insert
from planner.formats.inspection import inspect
from planner.plan import Plan
from planner.services.importing import preview
from planner.tables import PlanDetails
from tests.formats.difficult.making import text_file, workbook

PLAN = apply(Plan(), [insert(PlanDetails(id="PLAN-1", currency="USD"))])


def told(name: str, content: bytes) -> dict[str, str]:
    found = inspect(name, content)
    problems = preview(PLAN, found, found.best).problems
    return {problem.code: problem.message for problem in problems}


def test_a_second_sheet_that_is_not_taken_in_is_named() -> None:
    sheets = {
        "Projects": [["Ref", "Title", "Ministry"], ["1", "Mediation", "Interior"]] * 1
        + [["2", "Legal aid", "Justice"], ["3", "Demining", "Defence"]],
        "Staff": [["Staff group", "Filled posts"], ["Border officers", 420], ["Judges", 80]],
    }

    said = told("two.xlsx", workbook(sheets))

    assert "Sheet Staff holds 2 rows that look like audiences" in said["table.left"]


def test_new_rows_without_a_ministry_are_counted() -> None:
    lines = ["Ref,Title,Budget", "1,Mediation in villages,100", "2,Legal aid,200"]

    assert "2 new rows have none" in told("a.csv", text_file(lines))["ministry.none"]


def test_money_whose_name_several_countries_use_is_not_taken_in_unremarked() -> None:
    francs = ["Ref,Title,Ministry,Montant (milliers de francs)", "1,Médiation,Intérieur,100"]
    dollars = ["Ref,Title,Ministry,Budget (USD)", "1,Mediation,Interior,100"]

    assert "“francs”" in told("f.csv", text_file(francs))["currency.unsure"]
    assert "currency.unsure" not in told("d.csv", text_file(dollars))
