"""What a wheel carries besides the package: the folders and the app file of the top level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = {  # planner/places.py finds them there
    "templates": "planner/templates",
    "sample_plans": "planner/sample_plans",
    "streamlit_app.py": "planner/app/streamlit_app.py",
    ".streamlit/config.toml": "planner/app/.streamlit/config.toml",
    "static": "planner/app/static",
}


class TopLevelFiles(BuildHookInterface[Any]):
    """Puts them into a wheel; a checkout installed in place reads them where they lie."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name them to the build, those that exist."""
        if version == "standard":
            found = {path: to for path, to in SHIPPED.items() if (Path(self.root) / path).exists()}
            build_data["force_include"].update(found)
