"""Activities of the IATI standard become programmes, in every edition that is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planner.errors import UnreadableFile
from planner.intake.inspection import inspect
from planner.intake.inspection_json import as_json
from planner.intake.limits import Limits
from planner.intake.opening import open_book
from tests.intake.iati_files import ONE, TWO

REAL = Path(__file__).parents[1] / "data" / "real" / "aims_nigeria"


def read(text: str) -> dict[str, Any]:
    found = as_json(inspect("a.xml", text.encode()), with_rows=True)
    return found["tables"][0] | {"said": {p["code"] for p in found["problems"]}}


def test_an_activity_is_read_by_the_paths_of_its_elements() -> None:
    table = read(TWO)

    assert (table["sheet"], table["header_rows"], table["rows"]) == ("iati-activities", [], 3)
    assert table["columns"]["purpose_code"]["header"] == "sector/@code"
    assert table["data"][0] == {
        "row": 1,
        "reference": "XX-1-001",
        "title": "Tribunaux locaux",
        "description": "Former les juges\nDans six provinces",
        "ministry": "Ministère de la Justice",
        "purpose_code": "15130",
        "country": "Mali; Burundi",
        "start": "2020-02-01",
        "end": "2023-12-31",
        "status": "finished",
        "budget": "100.50",
        "currency": "EUR",
    }


def test_a_column_that_another_field_holds_is_offered_for_none() -> None:
    table = read(TWO)

    offered = {one["header"] for each in table["columns"].values() for one in each["others"]}
    assert not offered & {each["header"] for each in table["columns"].values()}


def test_the_title_in_another_language_stands_in_a_column_of_its_own() -> None:
    headers = {one["header"] for one in read(TWO)["unmatched"]}

    assert "title/narrative[@xml:lang='en']" in headers
    assert {one for one in headers if "marker" in one} == {"policy-marker 1"}


def test_commitments_and_sectors_of_transactions_fill_what_is_not_given_for_the_whole() -> None:
    table = read(TWO)

    second = table["data"][1]
    assert (second["budget"], second["currency"]) == ("800", "USD")
    assert (second["purpose_code"], second["country"]) == ("140", "Kenya")
    assert second["ministry"] == "Ministry of Health"
    assert "iati.commitments" in table["said"]


def test_spending_is_no_budget_and_a_foreign_list_of_sectors_is_no_aid_code() -> None:
    table = read(TWO)

    assert "budget" not in table["data"][2]
    assert "purpose_code" not in table["data"][2]
    assert table["data"][2]["ministry"] == "Agency"
    assert table["said"] >= {"iati.no_budget", "iati.other_sectors", "iati.reporting"}


def test_sums_in_several_currencies_are_not_added_up() -> None:
    table = read(TWO)

    assert "iati.currencies" in table["said"]
    assert "budget/value[other currencies]" in {one["header"] for one in table["unmatched"]}


@pytest.mark.parametrize("amount", ["1e999999", "much", "NaN"])
def test_a_sum_that_is_no_number_is_left_out_and_told(amount: str) -> None:
    table = read(TWO.replace(">150.50<", f">{amount}<"))

    assert table["data"][0]["budget"] == "-50"
    assert "iati.unreadable" in table["said"]
    assert "iati.unreadable" not in read(TWO)["said"]


def test_a_withdrawn_code_is_kept_as_it_is() -> None:
    rows = read(TWO.replace('code="15130" percentage="60"', 'code="15120" percentage="60"'))["data"]

    assert rows[0]["purpose_code"] == "15120"


def test_an_older_edition_is_read_the_same() -> None:
    assert read(ONE)["data"] == [
        {
            "row": 1,
            "reference": "GB-1-55",
            "title": "Community police",
            "ministry": "Ministry of Interior",
            "purpose_code": "15210",
            "country": "Sierra Leone",
            "start": "2011-04-01",
            "end": "2014-03-31",
            "status": "running",
            "budget": "2500",
            "currency": "GBP",
        }
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "iso-8859-1"])
def test_the_encoding_that_the_file_declares_is_the_one_it_is_read_in(encoding: str) -> None:
    declared = {"utf-16": "UTF-16", "iso-8859-1": "ISO-8859-1"}.get(encoding, "UTF-8")
    content = TWO.replace('encoding="UTF-8"', f'encoding="{declared}"').encode(encoding)

    table = as_json(inspect("a.xml", content), with_rows=True)["tables"][0]

    assert table["data"][0]["ministry"] == "Ministère de la Justice"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!DOCTYPE a [<!ENTITY b 'c'>]>" + ONE, "document type"),
        (ONE.replace("</iati-activities>", ""), "damaged"),
        ("<iati-activities>" + "<a>" * 500 + "</a>" * 500 + "</iati-activities>", "is damaged"),
        ("<iati-activities></iati-activities>", "no table"),
        ("<iati-organisations/>", "XML file of a kind"),
    ],
)
def test_a_hostile_or_broken_file_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        inspect("a.xml", text.encode())


def test_more_activities_than_rows_are_taken_on_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 2 rows"):
        open_book("a.xml", TWO.encode(), Limits(rows=2))


def test_a_real_file_is_read_whole() -> None:
    path = next(REAL.glob("iati*.xml"))

    table = as_json(inspect(path.name, path.read_bytes()), with_rows=True)["tables"][0]

    assert (table["rows"], table["first_row"], table["last_row"]) == (140, 1, 140)
    third = table["data"][2]
    assert third["title"] == "Strengthening Women and Girls Rights"
    assert (third["purpose_code"], third["country"]) == ("42010", "Nigeria")
    assert (third["start"], third["end"], third["status"]) == (
        "2009-07-01",
        "2012-06-30",
        "running",
    )
    assert table["data"][1]["budget"] == "2962075"
