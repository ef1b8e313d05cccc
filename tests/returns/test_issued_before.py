"""Workbooks that earlier planners issued come back as they did then."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.changes import Change, Delete, Insert, SetCell
from planner.merge.cases import Case
from planner.services.returns.desk import ReturnDesk, compare_files
from planner.store import Store
from planner.values import to_text

FOLDER = Path(__file__).parents[1] / "data" / "issued"
EXPECTED = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
LANGUAGES = ("en", "fr", "es", "pt", "de", "ar")
PLANS = ("casserane", "norrvald")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The database that was open when the workbooks went out; we edited the plans since."""
    file = tmp_path_factory.mktemp("office") / "office.sqlite"
    file.write_bytes(gzip.decompress((FOLDER / "office.sqlite.gz").read_bytes()))
    store = Store(f"sqlite:///{file}")
    yield store
    store.close()


def back(office: Store, *names: str) -> ReturnDesk:
    files = [(f"{name}.xlsx", (FOLDER / f"{name}.xlsx").read_bytes()) for name in names]
    return compare_files("Focal point", office, names[0].partition("-")[0], files)


@pytest.mark.parametrize("plan", PLANS)
def test_untouched_workbooks_of_six_languages_change_nothing(office: Store, plan: str) -> None:
    desk = back(office, *(f"{plan}-{language}" for language in LANGUAGES))

    assert len(desk.files) == len(LANGUAGES)
    assert {file.ministry for file in desk.files} == {"M-01" if plan == "casserane" else "M-08"}
    assert {file.issue for file in desk.files} == set(range(1, 7))
    assert {file.issued_revision for file in desk.files} == {1}
    assert {desk.counts(file.key).kept for file in desk.files} == {3}
    assert all(file.compared > 300 for file in desk.files)
    assert (desk.changes, desk.cases) == ((), ())
    assert {p.code for file in desk.files for p in file.problems} == {
        "return.superseded", "sign.missing",
    }  # fmt: skip


@pytest.mark.parametrize("name", EXPECTED)
def test_what_was_written_into_them_is_taken_as_it_was(office: Store, name: str) -> None:
    desk = back(office, name)

    (file,) = desk.files
    assert [
        f"{p.severity} {p.code} {p.sheet} {p.cell or p.row or ''} {p.column} {p.value}".strip()
        for p in file.problems
    ] == EXPECTED[name]["problems"]
    assert [case_line(case) for case in desk.cases] == EXPECTED[name]["cases"]
    assert [change_line(change) for change in desk.changes] == EXPECTED[name]["changes"]


def case_line(case: Case) -> str:
    said = ", ".join(
        f"{to_text(one.issued)} -> {to_text(one.value)} in {one.cell}" for one in case.returned
    )
    return f"{case.key} {said}; {to_text(case.ours)}"


def change_line(change: Change) -> str:
    match change:
        case SetCell():
            before, after = to_text(change.before), to_text(change.after)
            said = [change.column, before, "->", after, "from", change.cell]
        case Insert():
            said = [f"{name}={to_text(value)}" for name, value in sorted(change.values.items())]
        case Delete():
            said = []
    return " ".join((type(change).__name__, change.table, change.id, *said))
