"""Where the planner's files lie."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from planner import places
from planner.errors import PlannerError


def test_a_checkout_finds_its_templates_its_samples_and_its_app_at_the_top_level() -> None:
    top = Path(__file__).parent.parent

    assert places.templates_folder() == top / "templates"
    assert places.samples_folder() == top / "sample_plans"
    assert places.app_file() == top / "streamlit_app.py"


def test_an_installed_package_finds_them_inside_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("templates", "sample_plans", "app"):
        (tmp_path / folder).mkdir()
    (tmp_path / "app" / "streamlit_app.py").touch()
    monkeypatch.setattr(places, "_PACKAGE", tmp_path)

    assert places.templates_folder() == tmp_path / "templates"
    assert places.samples_folder() == tmp_path / "sample_plans"
    assert places.app_file() == tmp_path / "app" / "streamlit_app.py"


def test_the_data_folder_is_made_where_the_office_says_and_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("R2P_PLANNER_HOME", str(tmp_path / "plans"))

    folder = places.data_folder()

    assert folder == tmp_path / "plans"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_named_folder_the_users_own_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("R2P_PLANNER_HOME")
    monkeypatch.setattr(places.platformdirs, "user_data_path", lambda name, **_: tmp_path / name)

    assert places.data_folder() == tmp_path / "r2p-planner"


def test_a_data_folder_that_cannot_be_made_is_one_plain_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("R2P_PLANNER_HOME", str(tmp_path / "file" / "plans"))

    with pytest.raises(PlannerError, match=r"cannot be made: .*R2P_PLANNER_HOME"):
        places.data_folder()
