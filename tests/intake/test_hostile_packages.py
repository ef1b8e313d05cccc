"""Packages and archives made to harm: one sentence, nothing taken, and read in no process here."""

from __future__ import annotations

import io
import json
import struct
import sys
import threading
import time
import tracemalloc
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from planner.errors import UnreadableFile
from planner.exports import data_package
from planner.intake.limits import Limits
from planner.intake.opening import open_book
from planner.intake.plans import plan_package, plan_workbook
from planner.plan import Plan
from planner.services.plans import read_plan_file, renumbered
from planner.tables import Action, Goal
from tests.intake.difficult.making import workbook

PACKAGES = Path(__file__).parents[1] / "data" / "packages"
GOALS = b"id,title\nG-01,Courts\n"
MEGABYTE = 2**20


@pytest.fixture(autouse=True)
def reading() -> None:
    """In a process of its own, as people's files are."""


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ap_bigid_max", "goals.csv, row 6, Id"),
        ("ap_longid", "goals.csv, row 6, Id"),
        ("ap_formulaid", "goals.csv, row 6, Id"),
        ("bigid20", "goals.csv, row 2, Id"),
        ("dupid", "goals.csv, row 3, Id"),
        ("deepjson", "datapackage.json is not sound"),
        ("surrogate", "goals.csv is not UTF-8"),
    ],
)
def test_a_package_that_would_poison_a_plan_gets_one_sentence(name: str, why: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        read_plan_file(PACKAGES / f"{name}.zip")

    assert why in str(refused.value)
    assert len(str(refused.value)) < 600


@pytest.mark.parametrize(
    "row_id", ["=1+1", "<b>G-01</b>", "M-01", '"G-0\n1"', "G-" + "1" * 40, "G-٣", "x" * 40_000]
)
def test_an_id_that_no_row_may_have_keeps_its_row_out(row_id: str) -> None:
    found = plan_package.parse(zipped({"goals.csv": f"id,title\n{row_id},Courts\n".encode()}))

    assert [(p.code, p.column) for p in found.errors] == [("id.foreign", "id")]
    assert "G-7" in str(found.errors[0].hint)
    assert len(found.errors[0].value) <= 200
    assert found.plan.rows("goals") == {}


def test_rows_with_foreign_ids_are_renumbered_when_asked_and_what_names_them_follows() -> None:
    package = zipped({
        "goals.csv": b"id,title\nG-1,Courts\n=1+1,Jails\nG-9223372036854775807,Roads\n",
        "actions.csv": b"id,title,goal\nA-001,Talks,=1+1\n",
    })  # fmt: skip

    plan, given = renumbered(plan_package.read(package, keeps_ids=True))

    assert given == {"=1+1": "G-2", "G-9223372036854775807": "G-3"}
    assert [(row.id, row.title) for row in plan.of(Goal)] == [
        ("G-1", "Courts"), ("G-2", "Jails"), ("G-3", "Roads"),
    ]  # fmt: skip
    assert plan.get(Action, "A-001").goal == "G-2"


def test_a_plan_workbook_is_held_to_the_same_ids() -> None:
    content = workbook(
        {"Plan": [["Id", "Title"]], "Goals": [["Id", "Title"], ["mine", "Courts"], [None, "Jails"]]}
    )

    found = plan_workbook.parse(content)

    assert [(p.code, p.cell) for p in found.errors] == [("id.foreign", "A2")]
    assert list(found.plan.rows("goals")) == ["G-1"]


def test_a_description_that_is_none_gets_one_sentence() -> None:
    digits = b'{"version": %s}' % (b"9" * 5_000)
    for description in (b"[" * 100_000, digits, b"{", b"\xff\xfe"):
        package = zipped({"goals.csv": GOALS, "datapackage.json": description})
        with pytest.raises(UnreadableFile, match=r"datapackage\.json is not sound"):
            plan_package.read(package)


def test_a_version_of_many_digits_is_no_revision() -> None:
    described = json.dumps({"version": "9" * 5_000}).encode()

    assert (
        plan_package.read(zipped({"goals.csv": GOALS, "datapackage.json": described})).revision == 0
    )


def test_a_member_that_nobody_wants_is_not_even_unpacked() -> None:
    package = zipped({"goals.csv": GOALS, "film.bin": bytes(40 * MEGABYTE)})

    began = time.perf_counter()
    plan = plan_package.read(package)

    assert len(plan.rows("goals")) == 1
    assert time.perf_counter() - began < 5


def test_one_table_that_is_there_twice_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"holds goals\.csv twice"):
        plan_package.read(zipped({"a/goals.csv": GOALS, "b/goals.csv": GOALS}))


@pytest.mark.parametrize("content", [b"," * 30 * MEGABYTE, b"id,title\n" + b",\n" * 200_000])
def test_a_table_of_commas_is_refused_and_the_planner_stays_small(content: bytes) -> None:
    package = zipped({"goals.csv": content})

    tracemalloc.start()
    with pytest.raises(UnreadableFile, match="is too large"):
        plan_package.read(package)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 20 * MEGABYTE


def test_a_csv_of_commas_is_refused_before_it_is_parted() -> None:
    with pytest.raises(UnreadableFile, match="is too large"):
        open_book("a.csv", b"a,b\n" + b"," * 15 * MEGABYTE)


def endless(entries: int) -> bytes:
    """An archive of so many empty entries, as short as one can be written."""
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, *[0] * 7, 1, 0) + b"a"
    listed = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, *[0] * 7, 1, *[0] * 6) + b"a"
    directory = listed * entries
    of_64 = struct.pack(
        "<4sQ2H2I4Q", b"PK\6\6", 44, 45, 45, 0, 0, entries, entries, len(directory), len(local)
    )
    where = struct.pack("<4sIQI", b"PK\6\7", 0, len(local) + len(directory), 1)
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, *[0xFFFF] * 2, *[0xFFFFFFFF] * 2, 0)
    return local + directory + of_64 + where + end


@pytest.mark.parametrize("entries", [5_000, 660_000])
def test_an_archive_of_endless_entries_is_refused_before_they_are_listed(entries: int) -> None:
    content, began = endless(entries), time.perf_counter()

    for name in ("a.xlsx", "a.zip"):
        with pytest.raises(UnreadableFile, match="is too large"):
            open_book(name, content)
    with pytest.raises(UnreadableFile, match="is too large"):
        plan_package.read(content)

    assert time.perf_counter() - began < 10


def test_while_a_package_is_read_others_go_on() -> None:
    package = zipped({"goals.csv": b"," * 30 * MEGABYTE})
    longest, done = 0.0, threading.Event()

    def click() -> None:
        nonlocal longest
        while not done.is_set():
            began = time.perf_counter()
            sum(range(1_000))
            time.sleep(0.01)
            longest = max(longest, time.perf_counter() - began)

    other = threading.Thread(target=click)
    other.start()
    with pytest.raises(UnreadableFile):
        plan_package.read(package)
    done.set()
    other.join()

    assert longest < 2


def test_nothing_of_a_file_is_parsed_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = zipped(data_package.write(Plan()))
    book = workbook({"Plan": [["Id", "Title"]]})
    for module in ("zipfile", "csv", "openpyxl", "lxml.etree", "python_calamine"):
        monkeypatch.setitem(sys.modules, module, None)

    assert plan_package.read(plan) == Plan()
    assert plan_workbook.read(book) == Plan()
    assert open_book("a.csv", b"A,B\n1,2\n").sheets[0].row(2) == ("1", "2")


def test_a_text_of_a_package_is_kept_whole_however_long() -> None:
    text = "word " * 20_000

    plan = plan_package.read(zipped({"goals.csv": f"id,note,title\nG-01,{text},x\n".encode()}))

    assert len(plan.rows("goals")) == 1
    with pytest.raises(UnreadableFile):
        open_book("plan.zip", zipped({"goals.csv": GOALS}), Limits())


@pytest.mark.parametrize("name", ["..", "a" * 300 + ".xlsx", "a\0b.xlsx", "nowhere.zip", "."])
def test_an_odd_path_gets_one_sentence(name: str, tmp_path: Path) -> None:
    (tmp_path / "within").mkdir()

    with pytest.raises(UnreadableFile) as refused:
        read_plan_file(tmp_path / "within" / name)

    assert refused.value.message
    assert len(str(refused.value)) < 500
