"""One journey with the plans in PostgreSQL: a sample, a file of it, and what is on record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from planner.store import LedgerKind, Store
from tests.browser.conftest import Started, Visit, starting
from tests.postgresql.server import MISSING, fresh

SERVERS = [] if MISSING else ["postgresql"]


@pytest.fixture(scope="module", params=SERVERS)
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database on a server."""
    return fresh(request.getfixturevalue("postgresql"), "template1")


@pytest.fixture(scope="module")
def started(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    """A planner whose plans are on the server."""
    with starting(tmp_path_factory.mktemp("server"), R2P_PLANNER_DB=address) as running:
        yield running


def test_a_sample_is_opened_and_a_file_of_it_is_on_record(
    sample: Visit, address: str, tmp_path: Path
) -> None:
    page = sample.page

    sample.go("Export")
    with page.expect_download() as download:
        page.get_by_role("button", name="Make and download").click()
    download.value.save_as(tmp_path / "out.xlsx")
    sample.go("History")
    expect(page.get_by_role("heading", name="History", exact=False).first).to_be_visible()

    store = Store(address)
    made, gone = store.database.records()
    assert (made.kind, gone.kind) == (LedgerKind.CREATION, LedgerKind.EXPORT)
    assert [one.name for one in store.plans()] == ["Casserane"]
    store.close()
