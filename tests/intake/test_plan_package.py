"""The plan as a data package: it reads back to itself, and says what is wrong and where."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UnreadableFile
from planner.exports import data_package
from planner.intake.plans import plan_package
from planner.plan import Plan, all_tables
from planner.tables import Ministry, Programme
from planner.values import to_text
from planner.workbooks import guarded, unguarded
from tests.strategies import plans, texts


def only(**tables: bytes) -> bytes:
    return data_package.zipped({f"{name}.csv": content for name, content in tables.items()})


@given(plans())
def test_a_package_reads_back_to_the_same_plan(plan: Plan) -> None:
    again = plan_package.read(data_package.zipped(data_package.write(plan)))

    assert again == plan
    assert [to_text(getattr(r, c.name)) for t, r in again for c in t.columns] == [
        to_text(getattr(r, c.name)) for t, r in plan for c in t.columns
    ]


@given(plans())
def test_the_same_plan_gives_the_same_bytes(plan: Plan) -> None:
    assert data_package.zipped(data_package.write(plan)) == data_package.zipped(
        data_package.write(plan)
    )


def test_a_folder_reads_like_its_zip(tmp_path: Path) -> None:
    plan = Plan(tables={"ministries": {"M-01": Ministry(id="M-01", name="Justice")}}, revision=7)
    for name, content in data_package.write(plan).items():
        (tmp_path / name).write_bytes(content)

    again = plan_package.read(tmp_path)

    assert again == plan
    assert again.revision == 7


@given(st.text() | texts())
def test_a_guard_is_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(plans())
def test_no_text_of_a_package_starts_like_a_formula(plan: Plan) -> None:
    for name, content in data_package.write(plan).items():
        if name.endswith(".csv"):
            for line in csv.reader(io.StringIO(content.decode(), newline="")):
                cells = [cell for cell in line if not cell.lstrip("-").replace(".", "").isdigit()]
                assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")] == []


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize(
    "text", ["=1+1", "a;=1+1", "a\t@x", "a; +1", "a\n-1+2", "a\t =1", "a;b;'=1", "x;＝1", ";=a;=b"]
)
def test_a_package_read_with_any_separator_has_no_live_cell(text: str, separator: str) -> None:
    plan = Plan(tables={"ministries": {"M-01": Ministry(id="M-01", name=text)}})
    content = data_package.write(plan)["ministries.csv"].decode()

    lines = [line for line in content.splitlines()[1:] if line]
    cells = [cell.strip('"') for line in lines for cell in line.split(separator)]

    assert [cell for cell in cells if cell.strip()[:1] in tuple("=+-@＝")] == []
    assert plan_package.read(data_package.zipped(data_package.write(plan))) == plan


def test_a_wrong_cell_is_named_by_file_row_and_column() -> None:
    content = b"id,title,budget\nP-0001,Courts,12\nP-0002,Police,a lot\n"

    found = plan_package.parse(only(programmes=content), "plan.zip")

    (problem,) = found.problems
    assert (problem.file, problem.row, problem.column) == ("programmes.csv", 3, "budget")
    assert "a lot" in str(problem.sentence)
    assert list(found.plan.rows("programmes")) == ["P-0001"]
    with pytest.raises(UnreadableFile, match=r"programmes\.csv, row 3, Budget"):
        plan_package.read(only(programmes=content), "plan.zip")


def test_a_row_number_counts_lines_within_cells() -> None:
    content = b'id,title,budget\nP-0001,"two\nlines",1\nP-0002,Police,x\n'

    assert plan_package.parse(only(programmes=content)).problems[0].row == 4


def test_an_id_that_is_there_twice_is_a_problem() -> None:
    found = plan_package.parse(only(programmes=b"id,title\nP-0001,Courts\nP-0001,Police\n"))

    assert [p.code for p in found.errors] == ["row.repeated"]


def test_a_row_without_an_id_gets_the_next_one() -> None:
    plan = plan_package.read(only(programmes=b"id,title\n,Courts\nP-0007,Police\n,\n"))

    assert {p.id: p.title for p in plan.of(Programme)} == {"P-0007": "Police", "P-0008": "Courts"}


def test_a_reference_to_a_row_that_is_not_there_is_a_warning() -> None:
    found = plan_package.parse(only(programmes=b"id,title,ministry\nP-0001,Courts,M-09\n"))

    assert [p.code for p in found.problems] == ["reference.unknown"]
    assert found.errors == ()


def test_a_column_nobody_knows_is_named() -> None:
    found = plan_package.parse(only(programmes=b"id,title,colour\nP-0001,Courts,red\n"))

    assert [(p.code, p.label) for p in found.problems] == [("column.unknown", "colour")]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"not a zip", "none of a plan's tables"),
        (b"", "is empty"),
        (data_package.zipped({"readme.txt": b"hello"}), "none of a plan's tables"),
        (only(programmes=b'id,title\nP-0001,"Courts\n'), "line 2: a quotation mark"),
        (only(programmes=b"id,title\nP-0001,\xff\xfe\n"), "is not UTF-8"),
        (data_package.zipped({f"{n}.csv": b"" for n in range(2_001)}), "is too large"),
    ],
)
def test_what_is_no_package_gets_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFile, match=sentence):
        plan_package.read(content)


def test_a_folder_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        plan_package.read(tmp_path / "nowhere")


def test_every_field_of_the_description_says_what_it_is() -> None:
    resources = json.loads(data_package.write(Plan())["datapackage.json"])["resources"]

    assert [r["name"] for r in resources] == [table.name for table in all_tables()]
    for resource in resources:
        names = {r["name"] for r in resources}
        for field in resource["schema"]["fields"]:
            assert field["title"] and field["description"] and field["type"]
        for key in resource["schema"]["foreignKeys"]:
            assert key["reference"]["resource"] in {*names, ""}
