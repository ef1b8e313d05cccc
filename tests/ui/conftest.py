"""What tests of screens stand on: the app over a database of its own, empty or with a plan."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from planner.places import app_file
from planner.services import plans
from planner.services.returns.issuing import issue
from planner.store import Store
from planner.tables import PlanDetails
from planner.ui.importing import file_widgets

FOCAL_POINT = "Focal point"
SAMPLE = "casserane"

Open = Callable[[str], AppTest]


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages wait for a file to be read and compared, so that a slow machine shows the same."""
    monkeypatch.setattr(file_widgets, "PATIENCE", 60)


@pytest.fixture(scope="session", autouse=True)
def no_packages_of_components() -> Iterator[None]:
    """Every start of the app would look through all that is installed for packages of components;
    the planner has none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database of its own, which the app uses too."""
    url = f"sqlite:///{tmp_path / 'plans.sqlite'}"
    monkeypatch.setenv("R2P_PLANNER_DB", url)
    return url


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    """The plans behind the app, as somebody else sees them; ask for a plan before it."""
    store = Store(database)
    yield store
    store.close()


@pytest.fixture
def empty_plan(store: Store) -> str:
    """The name of a plan that was just started."""
    plans.create_plan(FOCAL_POINT, store, "Exampleland", PlanDetails(country="Exampleland"))
    return "Exampleland"


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database that holds the sample and nothing else, made once."""
    path = tmp_path_factory.mktemp("sample") / "plans.sqlite"
    store = Store(f"sqlite:///{path}")
    plans.add_sample(FOCAL_POINT, store, SAMPLE, "Sample")
    store.close()
    return path


@pytest.fixture
def sample_plan(database: str, sample_file: Path) -> str:
    """The name of a sample plan, there before anybody opens the database."""
    path = Path(database.removeprefix("sqlite:///"))
    assert not path.exists(), "ask for the plan before the store"
    shutil.copyfile(sample_file, path)
    return "Sample"


@pytest.fixture
def open_page(database: str) -> Open:
    """Opens a page of the app by its name, as somebody who has just come in."""

    def opened(page: str) -> AppTest:
        app = AppTest.from_file(app_file(), default_timeout=60)
        return (app if page == "home" else app.switch_page(f"planner/ui/pages/{page}.py")).run()

    return opened


@pytest.fixture(scope="session")
def issued_file(
    sample_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, bytes]]:
    """The database of the sample once two workbooks went out of it, made once, and these."""
    path = tmp_path_factory.mktemp("issued") / "plans.sqlite"
    shutil.copyfile(sample_file, path)
    store = Store(f"sqlite:///{path}")
    outbox = issue(
        FOCAL_POINT, store, "Sample", today=date(2027, 3, 1), ministries=["M-01", "M-03"]
    )
    store.close()
    return path, {file.issue.ministry: file.content for file in outbox.files}


def open_row(app: AppTest, plan: str, table: str, row_id: str) -> AppTest:
    """The page with a row open that was chosen in the list of its table."""
    app.session_state[f"{plan}:{table}:open:all"] = row_id
    return app.run()


@pytest.fixture
def issued(
    sample_plan: str, database: str, issued_file: tuple[Path, dict[str, bytes]]
) -> dict[str, bytes]:
    """The workbooks of two ministries that share an action, as they went out."""
    path, files = issued_file
    shutil.copyfile(path, database.removeprefix("sqlite:///"))
    return files
