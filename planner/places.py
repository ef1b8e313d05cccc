"""Where the planner's own files lie on this computer: in a checkout, or in an installed package."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

from planner.errors import PlannerError
from planner.messages import _

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent


def templates_folder() -> Path:
    """The folder of what an office may edit: skeletons, wording, catalogue actions of its own."""
    return _shipped("templates")


def samples_folder() -> Path:
    """The folder of complete sample plans and of ministries' raw spreadsheets."""
    return _shipped("sample_plans")


def app_file() -> Path:
    """The file that Streamlit runs; its settings and theme lie beside it in `.streamlit`."""
    packaged = _PACKAGE / "app" / "streamlit_app.py"
    return packaged if packaged.is_file() else _CHECKOUT / "streamlit_app.py"


def data_folder() -> Path:
    """The folder for this user's plans, made for its owner alone when it is not there yet.

    R2P_PLANNER_HOME names another one. PlannerError when it cannot be made.
    """
    named = os.environ.get("R2P_PLANNER_HOME", "")
    chosen = Path(named) if named else platformdirs.user_data_path("r2p-planner", appauthor=False)
    folder = chosen.expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as failure:
        raise PlannerError(
            _(
                "The folder for your plans, {folder}, cannot be made: {why}.",
                folder=str(folder),
                why=failure.strerror or "",
            ),
            _("Set R2P_PLANNER_HOME to a folder that you may write to."),
        ) from failure
    return folder


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _CHECKOUT / name
