"""The sample plans, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from planner.intake.plans import plan_package
from planner.places import samples_folder
from planner.plan import Plan
from planner.workbooks import PACKAGE

FOLDERS = tuple(sorted(path.parent for path in samples_folder().glob(f"*/{PACKAGE}")))


@pytest.fixture(scope="session", params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    """The folder of each sample plan in turn."""
    return request.param


@pytest.fixture(scope="session")
def plan(folder: Path) -> Plan:
    """The plan in that folder."""
    return plan_package.read(folder)


@pytest.fixture(scope="session")
def casserane() -> Plan:
    """The plan of the country whose ministries sent the raw spreadsheets."""
    return plan_package.read(samples_folder() / "casserane")
